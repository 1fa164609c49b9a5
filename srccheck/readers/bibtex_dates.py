"""Dates in ``.bib`` files: EDTF in ``date``, or ``year`` with ``month`` and ``day``."""

from __future__ import annotations

import re
from dataclasses import replace

from srccheck.model import PartialDate
from srccheck.text.dates import find_dates, read_month

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+\.?")


def read_edtf(text: str) -> PartialDate | None:
    """A date or range in EDTF level 1 (ISO 8601-2:2019), as BibLaTeX writes it.

    >>> str(read_edtf("2022-07/2022-09")), str(read_edtf("2022-23")), read_edtf("autumn 2022")
    ('2022-07/2022-09', '2022-23', None)
    """
    first, slash, last = text.strip().partition("/")
    start = _one(first)
    end = _one(last) if last.strip() else None
    if start is None or (last.strip() and end is None):
        return None
    return replace(start, end=end) if slash and end else start


def _one(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text.strip())
    if not match:
        return None
    year, second, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    circa = match[4] in ("~", "%")
    if 21 <= second <= 24 and not day:
        return PartialDate(year, season=second, circa=circa)
    if second > 12 or day > 31 or (match[2] == "00") or (match[3] == "00"):
        return None
    return PartialDate(year, second or None, day or None, circa=circa)


def read_year(year: str, month: str, day: str) -> PartialDate | None:
    """The date that the three fields of classic BibTeX give together.

    >>> str(read_year("2022", "October", "4")), str(read_year("2022", "7 July", ""))
    ('2022-10-04', '2022-07-07')
    >>> str(read_year("2022", "autumn", "")), read_year("forthcoming", "", "")
    ('2022-23', None)
    """
    date = read_edtf(year) if "/" not in year else None
    if date is None:
        found = find_dates(year)
        whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(year)
        return found[0].date if whole else None
    if date.month or date.season or not month:
        return date
    numbers = [read_month(word)[0] for word in _WORD.findall(month)]
    numbers = [number for number in numbers if number]
    written = [int(number) for number in _DAY.findall(f"{month} {day}")]
    if not numbers and written and 1 <= written[0] <= 12:
        numbers, written = written[:1], written[1:]
    if not numbers:
        return date
    if len(numbers) > 1:
        return replace(_with(date, numbers[0], 0), end=_with(date, numbers[1], 0))
    return _with(date, numbers[0], written[0] if len(written) == 1 else 0)


def _with(date: PartialDate, number: int, day: int) -> PartialDate:
    if number > 12:
        return replace(date, season=number)
    return replace(date, month=number, day=day if 1 <= day <= 31 else None)
