"""Printed lines put together: hyphens at their ends, and addresses that are broken there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_COMPOUND = re.compile(r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){1,4}")
_WORD = re.compile(r"[^\W\d_]{2,40}")
_LAST = re.compile(r"([^\W\d_]{1,40})-$")
_FIRST = re.compile(r"[^\W\d_]{1,40}")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|doi\.org/|\b10\.\d{4,9}/)\S{0,500}$")
_ADDRESS_PART = re.compile(r"[^\s/_=?&%#~]{0,200}(?:[/_=?&%#~]|\.(?:html?|pdf|php|aspx?)\b)")
_NUMBERED = re.compile(r"\d{1,9}[./]\d")
"""How a DOI goes on after a dot: a sentence does not begin so."""
_OPEN_ENDS = tuple("/-_=?&%#~:")
_PREFIXES = frozenset(("self", "non", "ex", "vice", "anti", "quasi", "semi", "demi", "mi",
                       "well", "sous", "peut", "celui", "celle", "ceux", "lui", "elle", "eux",
                       "soi"))  # fmt: skip
_CLITICS = frozenset(("t", "il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "ce",
                      "ci", "là", "même", "mêmes", "y", "en", "être"))  # fmt: skip
_AND = frozenset(("und", "oder", "bzw", "and", "or", "et", "ou", "y", "o", "e", "to", "bis"))


class Joint(NamedTuple):
    """How two lines go together: what is cut from the end of the first, what comes between."""

    cut: int
    separator: str


class Vocabulary:
    """The words of a document, by which its hyphens at the ends of lines are judged.

    >>> words = Vocabulary(["a well-known ministry", "the well-", "known min-", "istry of co-"])
    >>> words.joint("the well-", "known min-"), words.joint("known min-", "istry")
    (Joint(cut=0, separator=''), Joint(cut=1, separator=''))
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        self.compounds: set[str] = set()
        for line in lines:
            self.words.update(word.casefold() for word in _WORD.findall(line))
            self.compounds.update(word.casefold() for word in _COMPOUND.findall(line))

    def joint(self, first: str, second: str, target: str = "") -> Joint:
        """How a line goes on in the next one.

        Args:
            first: A line.
            second: The line after it.
            target: The address that the end of the one and the start of the other link to.
        """
        if _is_broken_address(first, second, target):
            return Joint(0, "")
        last = _LAST.search(first[-45:])
        if last:
            return self._hyphen(last[1], second)
        if first[-1:] in "-–" and first[-2:-1].isdigit() and second[:1].isdigit():
            return Joint(0, "")
        if first.endswith("—") or second.startswith("—"):
            return Joint(0, "")
        return Joint(0, " ")

    def _hyphen(self, last: str, second: str) -> Joint:
        match = _FIRST.match(second)
        if not match or not second[0].islower():
            return Joint(0, "" if second[:1].isalnum() else " ")
        first, last = match[0].casefold(), last.casefold()
        if f"{last}-{first}" in self.compounds:
            return Joint(0, "")
        if last + first in self.words:
            return Joint(1, "")
        if first in _AND:
            return Joint(0, " ")
        if last in _PREFIXES or first in _CLITICS:
            return Joint(0, "")
        return Joint(1, "")


def _is_broken_address(first: str, second: str, target: str) -> bool:
    end = first[first.rfind(" ") + 1 :][-500:]
    start = second[:500].split(" ", 1)[0]
    if target:
        return end + start.rstrip(".,;)") in target or (len(end) > 3 and end + start[:3] in target)
    if start.startswith("//"):
        return end.endswith(("http:", "https:", "ftp:"))
    if not start or not _ADDRESS.search(end):
        return False
    if end.endswith(".") and (_NUMBERED.match(start) or end.endswith("/10.")):
        return True
    if end.endswith((".", ",", ";", ")")) and not start[0].islower():
        return False
    if end.endswith(_OPEN_ENDS):
        return not end.endswith((":", "/")) or not start[0].isupper() or "/" in start
    return _ADDRESS_PART.match(start) is not None and "://" not in start
