"""Dates of records in words, and in the words of the date that they replace."""

from __future__ import annotations

import re

from srccheck.model import PartialDate

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
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
        return f"{_SEASONS.get(date.season, '')} {date.year}".strip()
    month = _MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else ""
    day = str(date.day) if date.day and month else ""
    return " ".join(part for part in (day, month, str(date.year)) if part)


def respelt(written: str, cited: PartialDate, found: PartialDate) -> str:
    """A date as written, with its day or its year changed; empty where more than that differs.

    >>> respelt("le 10 octobre 2022", PartialDate(2022, 10, 10), PartialDate(2022, 10, 19))
    'le 19 octobre 2022'
    """
    if cited.end or found.end or cited.season != found.season or cited.circa:
        return ""
    if (cited.year, cited.month) == (found.year, found.month) and cited.day and found.day:
        return _changed(written, cited.day, found.day)
    precise = cited.month is None or cited.month == found.month
    if precise and (cited.day is None or cited.day == found.day):
        return _changed(written, cited.year, found.year)
    return ""


def _changed(written: str, old: int, new: int) -> str:
    numbers = [match for match in re.finditer(r"\d+", written) if int(match[0]) == old]
    if len(numbers) != 1:
        return ""
    start, end = numbers[0].span()
    number = str(new).zfill(end - start if written[start] == "0" else 0)
    return f"{written[:start]}{number}{written[end:]}"
