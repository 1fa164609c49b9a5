"""Letters of another script within a word: ``Pаris`` with a Cyrillic а."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from srccheck.text.damage import Damage
from srccheck.text.scripts import script

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f]){2,80}")
_MIXED = re.compile("[A-Za-zÀ-ɏ][\u0370-\u052f]|[\u0370-\u052f][A-Za-zÀ-ɏ]")

_INFLECTED = re.compile("[A-Z]{2,20}[а-яё]{1,4}")
"""An acronym with the ending of another language: ``SMSка``."""


@cache
def _tables() -> dict[str, dict[str, str]]:
    """For each script the letters of others that look like its own."""
    data = resources.files("srccheck.text") / "data" / "confusables.tsv"
    tables: dict[str, dict[str, str]] = {name: {} for name in _SCRIPTS}
    for line in data.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for name, own in zip(_SCRIPTS, line.split("\t"), strict=True):
            others = (letter for letter in line.split("\t") if letter not in ("-", own))
            if own != "-":
                tables[name].update(dict.fromkeys(others, own))
    return tables


def find_lookalikes(text: str) -> list[Damage]:
    """Words with look-alike letters of another script, and the word in one script.

    Silent when the other letters look like none of the word's own (``mRNA`` with β, ``kΩ``): such
    words are mixed on purpose.

    >>> [(d.text, d.how) for d in find_lookalikes("P\N{CYRILLIC SMALL LETTER A}ris, α-helix, 5 kΩ")]
    [('Paris', 'U+0430 Cyrillic а for Latin a')]
    """
    if text.isascii() or not _MIXED.search(text):
        return []
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and _MIXED.search(word) and (mended := _in_one_script(word)):
            how = ", ".join(sorted(_changes(word, mended)))
            found.append(Damage(match.start(), match.end(), mended, how))
    return found


def _in_one_script(word: str) -> str:
    """The word in the script that most of its letters have, or nothing when that fails."""
    counts = {name: sum(script(letter) == name for letter in word) for name in _SCRIPTS}
    own = max(counts, key=lambda name: counts[name])
    table = _tables()[own]
    mended = "".join(c if script(c) in (own, "") else table.get(c, "?") for c in word)
    if "?" in mended or mended == word:
        return ""
    strangers = [c for c in word if script(c) not in (own, "")]
    tie = len(strangers) * 2 >= len(word)
    if tie or len(word) < 3 or _INFLECTED.fullmatch(word):
        return ""
    return "" if own == "LATIN" and _symbol(strangers) else mended


def _symbol(strangers: list[str]) -> bool:
    """Whether it is one Greek letter that may stand for a quantity: ``TNFα``, ``Eν``."""
    return len(strangers) == 1 and strangers[0] in "ανρκυι"


def _changes(word: str, mended: str) -> set[str]:
    return {
        f"U+{ord(wrong):04X} {script(wrong).title()} {wrong} for {script(right).title()} {right}"
        for wrong, right in zip(word, mended, strict=True)
        if wrong != right
    }
