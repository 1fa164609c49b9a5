"""Publishers beside places: which part of an imprint is which, and what is printed in a series."""

from __future__ import annotations

from srccheck.labelling import Stretch
from srccheck.venues import is_place, is_publisher

_IMPRINT = frozenset(("place", "publisher"))


def houses(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Brest, Amont (Marées)``: a place, a publisher and a series.

    >>> found = houses("Brest, Amont (Marées)", [
    ...     Stretch("place", 0, 12, 0.9), Stretch("place", 14, 20, 0.9)])
    >>> [(one.label, one.start, one.end) for one in found]
    [('place', 0, 5), ('publisher', 7, 12), ('series', 14, 20)]
    """
    found: list[Stretch] = []
    known = {one.label for one in stretches}
    for one in stretches:
        comma = text.find(", ", one.start, one.end)
        before = found[-1] if found else None
        if one.label == "place" and comma > 0 and "publisher" not in known:
            parts = _parted(text, one, comma, hosted="container" in known)
            found += parts
            known |= {part.label for part in parts}
        elif before and _is_series(text, before, one):
            found.append(one._replace(label="series"))
        else:
            found.append(one)
    return _last(text, found)


def _parted(text: str, one: Stretch, comma: int, *, hosted: bool) -> list[Stretch]:
    place, house = one._replace(end=comma), one._replace(label="publisher", start=comma + 2)
    second = text[house.start : house.end].partition(",")[0]
    town = is_place(text[place.start : place.end])
    county = hosted or len(second) < 4 or is_place(second)  # a congress in Boston, California
    return [place, house] if town and (is_publisher(second) or not county) else [one]


def _is_series(text: str, before: Stretch, one: Stretch) -> bool:
    """Whether something in parentheses right behind a publisher is no place."""
    return (
        before.label == "publisher"
        and one.label in _IMPRINT
        and text[before.end : one.start] in (" (", ", (")
        and text[one.end : one.end + 1] == ")"
        and not is_place(text[one.start : one.end])
    )


def _last(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``(pp. 12-35). Il Prato.``: what a chapter ends with, without a place, is its publisher."""
    labels = [one.label for one in stretches]
    if "publisher" in labels or labels[-1:] != ["other"] or "container" not in labels[:-1]:
        return stretches
    one = stretches[-1]
    words = text[one.start : one.end].split()
    behind = (
        labels[-2] in ("pages", "place", "edition") and "." in text[stretches[-2].end : one.start]
    )
    named = len(words) < 5 and words[0][:1].isupper() and len(text) - one.end < 3
    return [*stretches[:-1], one._replace(label="publisher")] if behind and named else stretches
