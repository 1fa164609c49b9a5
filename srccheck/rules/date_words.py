"""Dates of records in words, and in the words of the date that they replace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from srccheck.messages import _
from srccheck.model import PartialDate
from srccheck.text.dates import month_names, read_month

_MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
_SEASONS = {21: _("spring"), 22: _("summer"), 23: _("autumn"), 24: _("winter")}
CAPITALISED = frozenset(("en", "de"))
"""The languages that write the names of months with a capital."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?~?")


def read(text: str) -> PartialDate | None:
    """A date as :class:`~srccheck.model.PartialDate` writes it; none for a range.

    >>> read("2022-10-19")
    PartialDate(year=2022, month=10, day=19, season=None, end=None, circa=False)
    """
    found = _EDTF.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    if month > 12:
        return PartialDate(year, season=month)
    return PartialDate(year, month or None, int(found[3]) if found[3] else None)


def spoken(date: PartialDate) -> str:
    """A date in words.

    >>> spoken(PartialDate(2022, 10, 19)), spoken(PartialDate(2022, season=23))
    ('19 October 2022', 'autumn 2022')
    """
    if date.season:
        season = _SEASONS.get(date.season)
        return _("{season} {year}", season=season, year=date.year) if season else str(date.year)
    month = _MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else None
    if month is None:
        return str(date.year)
    if not date.day:
        return _("{month} {year}", month=month, year=date.year)
    return _("{day} {month} {year}", day=date.day, month=month, year=date.year)


def respelt(written: str, cited: PartialDate, found: PartialDate) -> str:
    """A date as written, with another day, month or year; empty where that cannot be told.

    The date stays as exact as it was; what it says more than the record has to be the same.

    >>> respelt("le 10 octobre 2022", PartialDate(2022, 10, 10), PartialDate(2022, 11, 19))
    'le 19 novembre 2022'
    >>> respelt("2022-10-10", PartialDate(2022, 10, 10), PartialDate(2022, 10, 19))
    '2022-10-19'
    """
    if cited.end or found.end or cited.circa or cited.season or found.season:
        return _changed(written, cited.year, found.year) if _seasons_agree(cited, found) else ""
    if (cited.month and not found.month) or (cited.day and not found.day):
        changes_more = cited.year != found.year or cited.month != (found.month or cited.month)
        return "" if changes_more else written
    if written == str(cited):
        exact = replace(found, day=found.day if cited.day else None)
        return str(exact if cited.month else PartialDate(found.year))
    text = written
    if cited.day and cited.day != found.day:
        text = _changed(text, cited.day, found.day or 0)
    if cited.month and cited.month != found.month:
        text = _month_changed(text, cited.month, found.month or 0)
    return _changed(text, cited.year, found.year) if cited.year != found.year else text


def _seasons_agree(cited: PartialDate, found: PartialDate) -> bool:
    plain = not (cited.end or found.end or cited.circa)
    return plain and cited.season == found.season


def _month_changed(written: str, old: int, new: int) -> str:
    """A date with the name of another month, where it has one in full and in one language."""
    words = [word for word in _WORD.finditer(written) if read_month(word[0])[0] == old]
    if len(words) != 1:
        return ""
    word = words[0]
    capital = word[0][0].isupper()
    others = {
        _full_name(names, new)
        for language, names in month_names().items()
        if _full_name(names, old) == word[0].lower() and capital == (language in CAPITALISED)
    }
    if len(others) != 1:
        return ""
    other = others.pop()
    return (
        written[: word.start()] + (other.capitalize() if capital else other) + written[word.end() :]
    )


def _full_name(names: Mapping[str, int], number: int) -> str:
    return next((form for form, value in names.items() if value == number), "")


def _changed(written: str, old: int, new: int) -> str:
    numbers = [match for match in re.finditer(r"\d+", written) if int(match[0]) == old]
    if len(numbers) != 1:
        return ""
    start, end = numbers[0].span()
    number = str(new).zfill(end - start if written[start] == "0" else 0)
    return f"{written[:start]}{number}{written[end:]}"
