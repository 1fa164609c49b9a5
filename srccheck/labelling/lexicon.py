"""What is known of words and phrases: given names, months, places, publishers, venues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from srccheck.text.dates import month_names
from srccheck.text.given_names import usual_given_names
from srccheck.text.normalise import strip_accents
from srccheck.venues.tables import VENUE_TABLES, rows, split_list

_LONGEST = 10
"""No known phrase has more words."""

Phrases = dict[str, dict[tuple[str, ...], str]]
"""By their first word: the phrases, as their words, and what each is."""


def folded(word: str) -> str:
    """A word without case and accents.

    >>> folded("Étranger")
    'etranger'
    """
    lower = word.lower()
    return lower if lower.isascii() else strip_accents(lower).lower()


@lru_cache(maxsize=1)
def months() -> frozenset[str]:
    """The names of months and seasons and their abbreviations, folded."""
    names = (name for table in month_names().values() for name in table)
    return frozenset(folded(name) for name in names if len(name) > 2)


def is_given(word: str) -> bool:
    """Whether a folded word is a given name that many people bear."""
    return word in usual_given_names()


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The names of venues, publishers and places by their first words, folded."""
    found: Phrases = {}
    for kind, name in _names():
        key = tuple(folded(name).replace("-", " ").replace("'", " ").replace("’", " ").split())
        key = tuple(word for word in (part.strip('.,:;()&!?«»"“”') for part in key) if word)
        if key and len(key) <= _LONGEST and (len(key) > 1 or len(key[0]) > 2):
            found.setdefault(key[0], {}).setdefault(key, kind)
    return found


def _names() -> Iterator[tuple[str, str]]:
    for row in rows("places.tsv"):
        for name in (row["name"], *split_list(row["variants"])):
            yield ("city" if row["kind"] == "city" else "region"), name
    for row in rows("publishers.tsv"):
        for name in (row["name"], *split_list(row["aliases"])):
            yield "house", name
    for table in VENUE_TABLES:
        kind = "body" if table in ("think_tanks.tsv", "organizations.tsv") else "venue"
        for row in rows(table):
            for name in (row["name"], *split_list(row["aliases"])):
                yield kind, name
            for member in split_list(row["translated"]):
                yield kind, member.partition(":")[2] or member


def found_phrases(words: Sequence[str]) -> list[str]:
    """For each of the folded words, what known phrase it belongs to and where in it it stands.

    >>> found_phrases(["in", "foreign", "affairs", "new", "york"])
    ['', 'venue-B', 'venue-I', 'city-B', 'city-I']
    """
    known = phrases()
    tags = [""] * len(words)
    at = 0
    while at < len(words):
        starting = known.get(words[at])
        size = _longest(starting, words, at) if starting else 0
        if starting and size:
            kind = starting[tuple(words[at : at + size])]
            tags[at : at + size] = [f"{kind}-B", *[f"{kind}-I"] * (size - 1)]
            at += size
        else:
            at += 1
    return tags


def _longest(starting: dict[tuple[str, ...], str], words: Sequence[str], at: int) -> int:
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        if tuple(words[at : at + size]) in starting:
            return size
    return 0
