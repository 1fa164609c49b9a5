"""Titles and places that the model took for one another, told by where they stand."""

from __future__ import annotations

import re

from srccheck.labelling import Stretch
from srccheck.parse.words import genres
from srccheck.text.dates import read_month

_TOWN = re.compile(r",\s(?=[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{2,20})?\Z)")
_CUT = re.compile(r"[.,]\s(?=[^,]{2,40}\Z)")
_IMPRINT = frozenset(("place", "publisher"))


def place_behind(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Il Settecento, Udine 1967``: before a year, after a comma, stands the place.

    >>> found = place_behind("Le maree, Udine 1967", [
    ...     Stretch("title", 0, 15, 0.9), Stretch("date", 16, 20, 0.9)])
    >>> [(one.label, one.start, one.end) for one in found]
    [('title', 0, 8), ('place', 10, 15), ('date', 16, 20)]
    """
    labels = [one.label for one in stretches]
    if {"place", "publisher", "volume", "issue", "genre"} & set(labels):
        return stretches
    for at, (one, label) in enumerate(zip(stretches, labels, strict=True)):
        behind = stretches[at + 1] if at + 1 < len(stretches) else None
        if label not in ("title", "container") or behind is None or behind.label != "date":
            continue
        town = _TOWN.search(text, one.start, one.end)
        dated = text[one.end : behind.start] == " " and text[behind.start].isdigit()
        if town and dated and not _is_other(text[town.end() : one.end]):
            cut = one._replace(end=town.start()), one._replace(label="place", start=town.end())
            return [*stretches[:at], *cut, *stretches[at + 1 :]]
    return stretches


def _is_other(words: str) -> bool:
    """Whether a word with a capital is no name: a month, a kind of paper."""
    return bool(read_month(words.split()[0])[0]) or words.lower() in genres()


def title_found(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Longhena, Milano 1982``: of a book that has no title, the first of its places is the title.

    >>> found = title_found("Doe, Tides, Udine 1967", [
    ...     Stretch("author", 0, 3, 0.9), Stretch("place", 5, 17, 0.9)])
    >>> [(one.label, one.start, one.end) for one in found]
    [('author', 0, 3), ('title', 5, 10), ('place', 12, 17)]
    """
    labels = [one.label for one in stretches]
    if {"title", "container", "series"} & set(labels):
        return stretches
    at = next((n for n, label in enumerate(labels) if label in _IMPRINT), -1)
    if at < 0:
        return stretches
    one = stretches[at]
    behind = stretches[at + 1] if at + 1 < len(stretches) else None
    cut = _CUT.search(text, one.start, one.end)
    if behind and behind.label in _IMPRINT and text[one.end : behind.start] == " ":
        whole = one._replace(label="title", end=behind.end)
        return [*stretches[:at], whole, *stretches[at + 2 :]]
    if labels.count(one.label) > 1:
        return [*stretches[:at], one._replace(label="title"), *stretches[at + 1 :]]
    if cut and one.label == "place":
        parts = one._replace(label="title", end=cut.start()), one._replace(start=cut.end())
        return [*stretches[:at], *parts, *stretches[at + 1 :]]
    return stretches


_DATED = re.compile(r"[,.]\s(?=(?:1[4-9]\d\d|20\d\d)\Z)")


def date_behind(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``The Hydrolysis of Cations, 1976``: a year at the end of a title is the date if none is."""
    if any(one.label == "date" for one in stretches):
        return stretches
    found = []
    for one in stretches:
        found.append(one)
        year = _DATED.search(text, one.start, one.end) if one.label == "title" else None
        if year:
            found[-1:] = [
                one._replace(end=year.start()),
                one._replace(label="date", start=year.end()),
            ]
    return found
