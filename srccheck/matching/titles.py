"""Titles: blind to case, accents, punctuation and markup; with or without subtitle; cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from srccheck.matching.held import Held, absent, best, compatible, different, near, same
from srccheck.text.language import detect_language
from srccheck.text.normalise import words
from srccheck.text.scripts import scripts
from srccheck.text.similarity import distance, similarity
from srccheck.venues.keys import SMALL_WORDS

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}")
_CUT = re.compile(r"(?:…|\.\.\.)\s{0,3}$")
_SMALL = SMALL_WORDS | {
    "and",
    "et",
    "und",
    "with",
    "by",
    "or",
    "from",
    "as",
    "is",
    "un",
    "une",
    "au",
}
_PART = re.compile(r"\d+|[ivx]+|one|two|three|first|second|third|reply|erratum|correction|part")

_SPELLINGS = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("our", "or"), ("yse", "yze"),
    ("ae", "e"), ("oe", "e"), ("ue", "u"), ("ll", "l"),
)  # fmt: skip


def compare_titles(cited: str, title: str, others: Sequence[str] = ()) -> Held:
    """A cited title held against the title of a record and against its other titles.

    >>> compare_titles("The Quiet Straits", "The quiet straits: a history").agreement.value
    'compatible'
    >>> compare_titles("The Quiet Straights", "The Quiet Straits").agreement.value
    'near'
    """
    held = [_one(cited, title)]
    for other in others:
        if other != title:
            found = _one(cited, other)
            if found.score >= 0.9:
                reason = found.reason or "one of the titles under which it is recorded"
                held.append(found._replace(reason=reason))
    return best(held)


@lru_cache(maxsize=4096)
def _plain(s: str) -> list[str]:
    return words(_TAG.sub("", s).replace("&", " and "))


def _one(cited: str, found: str) -> Held:
    a, b = _plain(cited), _plain(found)
    if a == b or "".join(a) == "".join(b):
        return same(found=found)
    if not a or not b:
        return absent("one of the titles has no words", found)
    for short, long, cut, which in ((a, b, cited, "cited"), (b, a, found, "recorded")):
        if _CUT.search(cut) and len(short) >= 2 and _starts(long, short):
            return compatible(f"the {which} title is cut off", 0.95, found)
    if len(a) < len(b) and _starts(b, a):
        return compatible("cited without the subtitle", 0.95 if len(a) > 1 else 0.7, found)
    if len(b) < len(a) and _starts(a, b):
        return compatible("recorded without the subtitle", 0.95 if len(b) > 1 else 0.7, found)
    if without_small(a) == without_small(b):
        return compatible("only small words differ", 0.95, found)
    short, long = sorted((a, b), key=len)
    if len(short) >= 3 and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return compatible("one title is part of the other", 0.85, found)
    if scripts(cited).isdisjoint(scripts(found)):
        return compatible("in another script: not compared", 0.5, found)
    alike = similarity(" ".join(a), " ".join(b))
    if alike < 0.5 and _other_language(cited, found):
        return compatible("in another language: not compared", 0.5, found)
    return _by_words(a, b, alike, found)


def _starts(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a title begins with another; the last word of the shorter may be cut."""
    head = long[: len(short)]
    return list(head[:-1]) == list(short[:-1]) and head[-1].startswith(short[-1])


def without_small(title: Sequence[str]) -> list[str]:
    """The words of a title without articles, prepositions and conjunctions."""
    return [word for word in title if word not in _SMALL]


def _other_language(a: str, b: str) -> bool:
    first, second = detect_language(a), detect_language(b)
    return bool(first and second) and first != second


def _by_words(a: Sequence[str], b: Sequence[str], alike: float, found: str) -> Held:
    """Titles that share most words: which ones do not?"""
    changed: list[tuple[str, str]] = []
    for op, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            changed.append((" ".join(a[i:j]), " ".join(b[k:n])))
    if len(changed) > 3 or alike < 0.7:
        return different("another title", alike, found)
    slips, missing = [], 0
    for cited, recorded in changed:
        if cited.replace(" ", "") == recorded.replace(" ", ""):
            continue
        if not without_small(cited.split()) and not without_small(recorded.split()):
            continue
        if _PART.fullmatch(cited) or _PART.fullmatch(recorded):
            return different(f"“{cited}” against “{recorded}”", alike, found)
        if not cited or not recorded:
            missing += 1
        elif _is_slip(cited, recorded):
            slips.append((cited, recorded))
        else:
            return different(f"“{cited}” against “{recorded}”", alike, found)
    if missing:
        return compatible("some words are on one side only", min(alike, 0.89), found)
    if not slips:
        return same(found=found)
    if all(_is_spelling(*slip) for slip in slips):
        return compatible("another spelling of the same words", 0.95, found)
    said = ", ".join(f"“{cited}” against “{recorded}”" for cited, recorded in slips)
    return near(said, alike, found)


def _is_slip(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    return longest > 3 and distance(a, b, 2) <= (1 if longest < 7 else 2)


def _is_spelling(a: str, b: str) -> bool:
    """British and American, plural, and the like: ``organisation`` and ``organization``."""
    return _norm(a) == _norm(b)


def _norm(word: str) -> str:
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return word.replace("centre", "center").replace("defence", "defense").removesuffix("s")
