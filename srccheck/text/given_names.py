"""Given names of many languages, and the one that a misspelt name was meant to be."""

from __future__ import annotations

import functools
import gzip
import re
import string
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import NamedTuple

from srccheck.text.normalise import strip_accents

_CONSONANTS = frozenset("bcdfgjklmnpqrstvxz")
"""Without h, w and y, which romanisations put almost anywhere."""
_RARE = 6
"""A cluster of three consonants in no more than so many of the known names is unusual."""

_USUAL = 5
"""So many times as common as the groups of letters of the slip have to be those that it hides."""


class _Names(NamedTuple):
    text: str
    """All names, one a line, for counting letter groups."""
    known: frozenset[str]
    well_known: dict[str, int]
    """1 for the names that everybody knows, 0 for those that many people bear."""


@functools.cache
def _names() -> _Names:
    data = resources.files("srccheck.text") / "data" / "given_names.txt.gz"
    parts = gzip.decompress(data.read_bytes()).decode("ascii").split("\n\n")
    best, good, rest = (part.split() for part in parts)
    text = "\n".join(("", *best, *good, *rest, ""))
    return _Names(
        text, frozenset(best + good + rest), dict.fromkeys(good, 0) | dict.fromkeys(best, 1)
    )


def is_given_name(name: str) -> bool:
    """Whether a name is in the list, blind to case and accents.

    >>> is_given_name("Michaël"), is_given_name("Kevorsk")
    (True, False)
    """
    return strip_accents(name).lower() in _names().known


def usual_given_names() -> Mapping[str, int]:
    """The names that many people bear, folded.

    >>> "michael" in usual_given_names(), "kevorsk" in usual_given_names()
    (True, False)
    """
    return _names().well_known


def intended_given_name(name: str) -> str:
    """The well-known name that is one slip of the pen away from an unknown one, or an empty string.

    A slip is a letter too many, a letter too few or two letters in the wrong order (three of the
    four edits of Damerau, 1964); one letter for another is more often another name. It has
    to leave three consonants in a row that hardly any known name has, or else to exchange two
    letters of a name that everybody knows: otherwise the name is taken for one that the list lacks.

    >>> intended_given_name("Kevorsk"), intended_given_name("Happymon"), intended_given_name("Asel")
    ('Kevork', '', '')
    """
    letters = strip_accents(name).lower()
    if not re.fullmatch(r"[a-z]{6,20}", letters) or letters in _names().known:
        return ""
    candidates = (
        (_names().well_known[other], _commonness(after), other)
        for other, before, after in _slips(letters)
        if other in _names().well_known and _is_odd(before, after)
    )
    best = max(candidates, default=(0, 0, ""))[-1] or _exchanged(letters)
    return best.capitalize()


def _exchanged(letters: str) -> str:
    """The name that everybody knows with two neighbouring letters of this one exchanged."""
    for i in range(1, len(letters) - 1):
        other = letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :]
        if _names().well_known.get(other):
            before, after = (_groups(name, i - 2, i + 2) for name in (letters, other))
            if _commonness(after) >= _USUAL * (_commonness(before) + 1):
                return other
    return ""


def _slips(letters: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each name one slip away, with the letter groups that the slip makes and those it hides."""
    size = len(letters)
    for i in range(1, size):
        if letters[i] != letters[i - 1]:
            other = letters[:i] + letters[i + 1 :]
            yield other, _groups(letters, i - 2, i + 1), _groups(other, i - 2, i)
        for letter in string.ascii_lowercase:
            if letter not in letters[i - 1 : i + 1]:
                other = letters[:i] + letter + letters[i:]
                yield other, _groups(letters, i - 2, i), _groups(other, i - 2, i + 1)
    for i in range(1, size - 1):
        if letters[i] != letters[i + 1]:
            other = letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :]
            yield other, _groups(letters, i - 2, i + 2), _groups(other, i - 2, i + 2)


def _groups(letters: str, first: int, last: int) -> list[str]:
    """The groups of three letters, the ends of the name included, that begin from first to last."""
    ends = f"\n{letters}\n"
    return [
        ends[i + 1 : i + 4] for i in range(max(first, -1), last) if len(ends[i + 1 : i + 4]) == 3
    ]


def _is_odd(before: list[str], after: list[str]) -> bool:
    clusters = [group for group in before if _CONSONANTS.issuperset(group)]
    rarest = min((_count(group) for group in clusters), default=_RARE + 1)
    return rarest <= _RARE and _commonness(after) >= _USUAL * (rarest + 1)


def _commonness(groups: list[str]) -> int:
    return min((_count(group) for group in groups), default=0)


@functools.lru_cache(maxsize=4096)
def _count(group: str) -> int:
    return _names().text.count(group)
