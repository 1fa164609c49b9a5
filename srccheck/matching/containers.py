"""Containers: journals, newspapers, books and series under their full, short and other names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from srccheck.matching.held import Held, best, compatible, different, near, same
from srccheck.text.normalise import words
from srccheck.text.scripts import scripts
from srccheck.text.similarity import distance, similarity
from srccheck.venues import lookup
from srccheck.venues.keys import SMALL_WORDS

_SMALL = SMALL_WORDS | {"and", "et", "und", "with", "by", "or", "from"}


def key(name: str) -> tuple[str, ...]:
    """The words of a name without articles, prepositions and conjunctions.

    >>> key("The Journal of Quiet Straits"), key("J. Quiet & Loud Str.")
    (('journal', 'quiet', 'straits'), ('j', 'quiet', 'loud', 'str'))
    """
    found = words(name)
    return tuple(word for word in found if word not in _SMALL) or tuple(found)


def is_abbreviation(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of a name is a word of the other cut short, in order (ISO 4:1997).

    A word may also lose letters in its middle, as in ``Natl`` and ``Dtsch``.

    >>> is_abbreviation(key("Int. J. Quiet Str."), key("International Journal of Quiet Straits"))
    True
    """
    if len(short) != len(full):
        return False
    return all(_cuts(a, b) for a, b in zip(short, full, strict=True)) and short != full


def _cuts(short: str, full: str) -> bool:
    if full.startswith(short):
        return True
    if len(short) < 3 or short[0] != full[0] or len(short) > 0.7 * len(full):
        return False
    rest = iter(full)
    return short[:2] == full[:2] and all(letter in rest for letter in short)


def is_acronym(short: Sequence[str], full: Sequence[str], every: Sequence[str]) -> bool:
    """Whether a name is made of the first letters of another's words: ``BMJ``, ``PNAS``."""
    if len(short) != 1 or not 2 <= len(short[0]) <= 8 or len(full) < 2:
        return False
    return short[0] in ("".join(w[0] for w in full), "".join(w[0] for w in every))


def compare_containers(cited: str, found: Sequence[str], publisher: str = "") -> Held:
    """A cited container held against the names that a record has for its own.

    >>> compare_containers("Pol. étrangère", ["Politique étrangère"]).reason
    'abbreviated'
    """
    held = best(compare_container(cited, name) for name in found if name)
    if held.score < 0.9 and publisher:
        issuer = compare_container(cited, publisher)
        if issuer.score >= 0.9:
            return compatible("its publisher", 0.9, publisher)
    return held


@lru_cache(maxsize=8192)
def compare_container(cited: str, found: str) -> Held:
    """One name of a container held against another."""
    a, b = key(cited), key(found)
    if not a or not b:
        return different("no words", found=found)
    if a == b or "".join(a) == "".join(b):
        return same(found=found)
    if is_abbreviation(a, b) or is_abbreviation(b, a):
        return same("abbreviated", found)
    venue = _venues(cited, found)
    if venue:
        return venue
    if is_acronym(a, b, words(found)) or is_acronym(b, a, words(cited)):
        return compatible("its initials", 0.9, found)
    if scripts(cited).isdisjoint(scripts(found)):
        return compatible("in another script: not compared", 0.5, found)
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short and sum(map(len, short)) > 3:
        return compatible("with and without the rest of the name", 0.9, found)
    if f" {' '.join(short)} " in f" {' '.join(long)} " and sum(map(len, short)) > 5:
        return compatible("one name is part of the other", 0.85, found)
    if len(short) > 1 and is_abbreviation(short, long[: len(short)]):
        return compatible("abbreviated, without the rest of the name", 0.85, found)
    first, second = " ".join(a), " ".join(b)
    if len(first) > 8 and distance(first, second, 2) <= (1 if len(first) < 14 else 2):
        return near(f"{cited} against {found}", 0.85, found)
    return different(f"{cited} against {found}", similarity(first, second) / 2, found)


def _venues(cited: str, found: str) -> Held | None:
    """What the table of venues knows of the two names together."""
    first, second = lookup(cited), lookup(found)
    if first is None or second is None:
        return None
    if first.venue is second.venue:
        return same(f"both are {first.venue.name}", found)
    for one, other in ((first.venue, second.venue), (second.venue, first.venue)):
        if one.publisher and one.publisher in other.names():
            return compatible(f"{one.name} is published by {other.name}", 0.85, found)
    if first.venue.publisher and first.venue.publisher == second.venue.publisher:
        return compatible(f"both are published by {first.venue.publisher}", 0.6, found)
    return None
