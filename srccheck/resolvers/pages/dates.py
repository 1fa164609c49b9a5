"""Dates as pages state them: ISO 8601, slashes, words, and times with a zone."""

from __future__ import annotations

import re

from srccheck.model import PartialDate
from srccheck.text.dates import find_dates

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_CTIME = re.compile(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) {1,2}(\d{1,2}) [\d:]{5,8} (?:[A-Z+:\d-]{1,9} )?(\d{4})\b"
)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
    r"|[/-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


def read_date(text: str, language: str = "") -> PartialDate | None:
    """The date in a tag, as exact as it is there; the day that is printed, whatever its zone.

    >>> str(read_date("2022-10-19T23:30:00+02:00")), str(read_date("2022/7")), read_date("0000-00")
    ('2022-10-19', '2022-07', None)
    >>> str(read_date("Fri Apr 28 19:20:36 CEST 2023"))
    '2023-04-28'
    >>> str(read_date("Oct. 19, 2022")), str(read_date("13/07/2022", "fr"))
    ('2022-10-19', '2022-07-13')
    """
    text = text.strip()[:200]
    match = _COMPACT.match(text) or _ISO.match(text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        return _date(year, month, day)
    stamp = _CTIME.match(text)
    if stamp:
        text = f"{stamp[2]} {stamp[1]} {stamp[3]}"
    found = find_dates(text, language)
    return found[0].date if found else None


def _date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    if year is None or not 1400 <= year <= 2200:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if day is not None and 1 <= day <= 31 else None)


def date_in_address(url: str) -> PartialDate | None:
    """The date in the path of an address.

    >>> str(date_in_address("https://example.org/monde/article/2022/10/05/titre_6144_3210.html"))
    '2022-10-05'
    """
    match = _IN_ADDRESS.search(url.partition("?")[0])
    if not match:
        return None
    parts = [int(part) if part else None for part in match.groups()]
    return _date(*parts[:3]) if parts[0] else _date(*parts[3:])


def refines(finer: PartialDate, coarser: PartialDate) -> bool:
    """Whether one date is the other, more exactly.

    >>> refines(PartialDate(2022, 7, 13), PartialDate(2022, 7))
    True
    """
    if finer.year != coarser.year or coarser.season or coarser.end:
        return False
    if coarser.month is None:
        return finer.month is not None
    return coarser.day is None and finer.month == coarser.month and finer.day is not None
