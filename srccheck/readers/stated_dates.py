"""Dates as the fields of bibliographic formats state them."""

from __future__ import annotations

import re
from dataclasses import replace

from srccheck.model import PartialDate
from srccheck.readers.bibtex_dates import read_edtf, read_year
from srccheck.text.dates import find_dates, read_month

_SLASHED = re.compile(r"\s{0,9}(\d{4})/(\d{0,2})/?(\d{0,2})/?(.{0,200})")
_MEDLINE = re.compile(r"(\d{4})\s+([^\W\d_]{3,12})\.?(?:\s+(\d{1,2}))?")
_MEDLINE_RANGE = re.compile(r"(\d{4})\s+([^\W\d_]{3,12})(?:\s+(\d{1,2}))?\s?-\s?(.{1,20})")


def read_date(text: str) -> PartialDate | None:
    """A date in any usual form, if it is the whole of the text.

    >>> str(read_date("2022-07-15")), str(read_date("15 July 2022")), read_date("in press")
    ('2022-07-15', '2022-07-15', None)
    >>> str(read_date("2022 Jul-Aug")), str(read_date("2022/7/5")), str(read_date("2022 Winter"))
    ('2022-07/2022-08', '2022-07-05', '2022-24')
    """
    text = " ".join(text.split())[:100].strip(" .,;")
    return read_edtf(text) or _slashed(text) or _medline(text) or _whole(text)


def _whole(text: str) -> PartialDate | None:
    text = text.removeprefix("[").removesuffix("]")
    found = find_dates(text)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return found[0].date if whole else None


def _slashed(text: str) -> PartialDate | None:
    """``YYYY/MM/DD/other information``, as the RIS specification has it; parts may be empty."""
    match = _SLASHED.fullmatch(text)
    if not match:
        return None
    year, month, day, other = match[1], match[2], match[3], match[4].strip(" /")
    exact = read_edtf(other)
    if exact and exact.year == int(year):
        return exact
    numbers = "-".join(part.zfill(2) for part in (month, day) if part.strip("0"))
    date = read_edtf(f"{year}-{numbers}" if numbers else year) or read_edtf(year)
    return read_year(year, other, "") if date and not date.month and other else date


def _medline(text: str) -> PartialDate | None:
    """``2022 Jul 5`` and ``2022 Jul-Aug``, as in the field DP of MEDLINE."""
    match = _MEDLINE.fullmatch(text)
    if match:
        return _dated(match[1], match[2], match[3])
    match = _MEDLINE_RANGE.fullmatch(text)
    if not match:
        return None
    start = _dated(match[1], match[2], match[3])
    rest = match[4].strip()
    if rest.isdigit():  # 2022 Jul 5-9
        rest = f"{match[2]} {rest}"
    whole = rest if re.match(r"\d{4}\s", rest) else f"{match[1]} {rest}"
    ending = _MEDLINE.fullmatch(whole)
    end = _dated(ending[1], ending[2], ending[3]) if ending else None
    return replace(start, end=end) if start and end else start


def _dated(year: str, word: str, day: str | None) -> PartialDate | None:
    number, _ = read_month(word)
    if not number:
        return None
    if number > 12:
        return PartialDate(int(year), season=number)
    exact = int(day) if day and 1 <= int(day) <= 31 else None
    return PartialDate(int(year), number, exact)
