"""Cities in which books and reports are published."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.text.normalise import words
from srccheck.venues.tables import rows, split_list

# Splits that are tried one after the other, as far as a part is not a place by itself.
_SPLITS = (
    re.compile(r"[,;/()\[\]–—]"),
    re.compile(r"&|\b(?:and|et|und|y|e)\b", re.IGNORECASE),
    re.compile(r"-"),
)
_LONGEST = 80


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The folded names of cities, and those of the regions and countries that may follow."""
    cities: set[str] = set()
    regions: set[str] = set()
    for row in rows("places.tsv"):
        kept = cities if row["kind"] == "city" else regions
        kept.update(_fold(name) for name in (row["name"], *split_list(row["variants"])))
    return frozenset(cities), frozenset(regions)


@lru_cache(maxsize=1)
def _cities_and_regions() -> frozenset[str]:
    return frozenset().union(*_known())


def _fold(name: str) -> str:
    folded = " ".join(words(name))
    # "М." is Moscow in a Russian reference, a bare letter is not.
    return f"{folded}." if len(folded) == 1 and name.rstrip().endswith(".") else folded


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Whether a text names one or several cities of publication, with or without their region.

    >>> is_place("Paris"), is_place("Cambridge, MA"), is_place("London and New York")
    (True, True, True)
    >>> is_place("reading"), is_place("Massachusetts")
    (False, False)
    """
    text = name.strip()
    if not text or len(text) > _LONGEST or text[0].islower():
        return False
    cities, regions = _known()
    parts = _parts(text, _cities_and_regions(), 0)
    return bool(parts) and parts[0] in cities and all(p in cities or p in regions for p in parts)


def is_region(name: str) -> bool:
    """Whether a text names a country or a part of one, as it may follow a city.

    >>> is_region("Massachusetts"), is_region("The Netherlands"), is_region("Leeds")
    (True, True, False)
    """
    return len(name) <= _LONGEST and _fold(name) in _known()[1]


def _parts(text: str, known: frozenset[str], depth: int) -> list[str]:
    folded = _fold(text)
    if not folded or folded in known or depth == len(_SPLITS):
        return [folded] if folded else []
    pieces = _SPLITS[depth].split(text)
    return [part for piece in pieces for part in _parts(piece, known, depth + 1)]
