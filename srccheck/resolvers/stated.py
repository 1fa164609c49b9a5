"""Dates, names and numbers as services state them, in the terms of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from srccheck.model import Identifier, Name, PartialDate
from srccheck.text.dates import find_dates
from srccheck.text.identifiers import canonical_doi
from srccheck.text.names import parse_name

_ISO = re.compile(r"\s{0,9}\+?(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?(?!\d)")
_YEAR_FIRST = re.compile(
    r"\s{0,9}(\d{4}) ([A-Za-z]{3,9})\.?(?:[-/][A-Za-z]{3,9})?(?: (\d{1,2})(?!\d))?"
)
"""As in MEDLINE: ``2008 Nov-Dec``, of which the first month is taken; ``2026 Sep 12``."""
_YEAR = re.compile(r"(?<!\d)(1[4-9]|20)\d\d(?!\d)")
_LONGEST_DATE = 80


def date(value: Any) -> PartialDate | None:
    """A date as exact as a text gives it, or ``None`` when it gives none.

    ISO 8601 with or without a time, with zeros for what is not known, or in words.

    >>> str(date("2011-02-01T17:22:41Z")), str(date("2004-00-00")), str(date("October 5, 1992"))
    ('2011-02-01', '2004', '1992-10-05')
    >>> str(date("2026 Sep 12")), str(date("2008 Nov-Dec")), str(date("c2011.")), date("n.d.")
    ('2026-09-12', '2008-11', '2011', None)
    """
    text = str(value or "")[:_LONGEST_DATE]
    if year_first := _YEAR_FIRST.match(text):
        text = " ".join(part for part in reversed(year_first.groups()) if part)
    iso = _ISO.match(text)
    if iso and int(iso[1]):
        return partial(iso[1], iso[2], iso[3])
    found = find_dates(text)
    if found:
        return found[0].date
    year = _YEAR.search(text)
    return PartialDate(int(year.group())) if year else None


def partial(year: Any, month: Any = None, day: Any = None) -> PartialDate | None:
    """A date of numbers given apart; parts out of range are left out."""
    whole_year, whole_month, whole_day = whole(year), whole(month), whole(day)
    if whole_year is None or not 0 < whole_year < 10_000:
        return None
    if whole_month is None or not 1 <= whole_month <= 12:
        return PartialDate(whole_year)
    in_range = whole_day is not None and 1 <= whole_day <= 31
    return PartialDate(whole_year, whole_month, whole_day if in_range else None)


def without_filling(date: PartialDate | None) -> PartialDate | None:
    """A date without a first day and a first month that may stand for "not known".

    >>> [str(without_filling(PartialDate(2006, month, 1))) for month in (11, 1)]
    ['2006-11', '2006']
    """
    if date is None or date.day != 1:
        return date
    return PartialDate(date.year, None if date.month == 1 else date.month)


def whole(value: Any) -> int | None:
    """A number or a text of digits as a whole number.

    >>> whole("07"), whole(2014), whole(float("inf")), whole("VII")
    (7, 2014, None, None)
    """
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def dates(**stated: PartialDate | None) -> dict[str, PartialDate]:
    """The dates that are there, by what they are of."""
    return {kind: found for kind, found in stated.items() if found}


def names(stated: Iterable[Any]) -> tuple[Name, ...]:
    """Names written in one piece, in any order.

    >>> [str(name) for name in names(["Mitidieri, André Luis", "Vincent van Gogh", None])]
    ['Mitidieri, André Luis', 'van Gogh, Vincent']
    """
    texts = (" ".join(text.split()) for text in stated if isinstance(text, str))
    return tuple(parse_name(text) for text in texts if text.strip(" ,;"))


def pages(first: Any, last: Any = None) -> str:
    """The first and the last page as one text.

    >>> pages("303", "312"), pages("e14"), pages(None, "9")
    ('303-312', 'e14', '')
    """
    start, end = str(first or "").strip(), str(last or "").strip()
    return f"{start}-{end}" if start and end and start != end else start


def identifiers(*stated: tuple[str, Any]) -> tuple[Identifier, ...]:
    """The identifiers that are there, each once; DOIs in their canonical form.

    >>> [found.value for found in identifiers(("doi", "https://doi.org/10.5555/A"), ("pmid", None))]
    ['10.5555/a']
    """
    found: dict[tuple[str, str], Identifier] = {}
    for scheme, value in stated:
        for one in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(one, str | int) or isinstance(one, bool):
                continue
            text = canonical_doi(str(one)) if scheme == "doi" else str(one).strip()
            if scheme == "isbn":
                text = text.replace("-", "").replace(" ", "")
            if text:
                found.setdefault((scheme, text), Identifier(scheme, text))
    return tuple(found.values())


def address(value: Any) -> str:
    """An address of the web, or an empty string.

    >>> address("https://example.org/a.pdf"), address(None), address("file:///etc/passwd")
    ('https://example.org/a.pdf', '', '')
    """
    given = value.strip() if isinstance(value, str) else ""
    return given if given.startswith(("https://", "http://")) and len(given) <= 2_000 else ""
