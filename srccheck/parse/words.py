"""Word lists of the parser, and whether a stretch of text is a sentence rather than a name."""

from __future__ import annotations

import functools
import re
from importlib import resources

_WORD = re.compile(r"(?<!\w)[^\W\d_][\w'’]*")
_PAST = re.compile(r"[a-z]{3,30}(?:ed|aient|èrent)")


def _lines(name: str) -> list[str]:
    data = resources.files("srccheck.parse") / "data" / name
    lines = data.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@functools.cache
def _word_lists() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _lines("wordlists.tsv"))
    return {name: frozenset(words.split("|")) for name, words in rows}


def word_list(name: str) -> frozenset[str]:
    """One of the lists of ``data/wordlists.tsv``.

    >>> "trad" in word_list("abbreviations")
    True
    """
    return _word_lists()[name]


@functools.cache
def genres() -> dict[str, str]:
    """Lower-case label of a kind of paper → entry type."""
    return dict(line.split("\t") for line in _lines("genres.tsv"))


@functools.cache
def _prose_words() -> frozenset[str]:
    return frozenset(" ".join(_lines("prose.txt")).split())


def prose_words(text: str) -> int:
    """How many words of a stretch only sentences have.

    >>> prose_words("the SCO includes China"), prose_words("Revue internationale et stratégique")
    (1, 0)
    """
    table = _prose_words()
    count = 0
    for word in _WORD.findall(text):
        if word[0].isupper():
            continue
        plain = word.replace("’", "'")
        if plain in table or (_PAST.fullmatch(plain) and plain not in word_list("participles")):
            count += 1
    return count


def ends_sentence(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` ends a sentence: not an initial, not an abbreviation."""
    if text[at] != ".":
        return True
    start = at
    while start > 0 and at - start < 24 and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    word = text[start:at]
    if not word:
        return True
    bare = word.rsplit("'", 1)[-1].rsplit("’", 1)[-1]
    if (len(bare) == 1 and bare.isalpha()) or re.fullmatch(r"[A-Z]-[A-Z]", word):
        return False
    if start and text[start - 1] == "." and len(bare) <= 2:
        return False
    return bare.lower() not in word_list("abbreviations") or (len(bare) > 1 and bare.isdigit())
