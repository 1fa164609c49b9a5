"""The rule ``unreadable-year``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Finding, Severity, Span
from srccheck.rules.context import is_undated
from srccheck.rules.page_dates import page_dates
from srccheck.rules.rule import Rule
from srccheck.text.dates import read_month
from srccheck.text.identifiers import find_identifiers

_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_WITH_LETTERS = re.compile(r"(?<![\w./:-])[12lI][0-9OolI]{3}(?![\w/:-]|\.\w)")
_AFTER_MONTH = re.compile(
    r"([^\W\d_]{3,12})\.?,? ((?:[0-9]{1,2}, )?)([0-9]{3}|[0-9]{5,6})(?![\w.-]\w|\w)"
)
_IN_PARENTHESES = re.compile(r"\(((?:1[5-9]|20)[0-9]{3})\)")
_AT_THE_END = re.compile(r"(?:,|\b[0-9]{1,2}\.? [^\W\d_]{3,12}\.?) ((?:19|20)[0-9]{3})\.?\s{0,3}$")
_YEAR = re.compile(r"(?<![\w./-])(?:1[5-9]|20)[0-9]{2}(?!\w)")
_NUMERIC = re.compile(r"(?<![\w./-])([0-9]{1,2})([./-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![\w-])")
_ISO = re.compile(r"(?<![\w./-])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![\w-])")
_DAY_FIRST = re.compile(
    r"(?<![\w./-])([0-9]{2})(?:\.|er|st|nd|rd|th)? (?:de )?([^\W\d_]{3,12})\.?(?: de|,)? "
    r"([12][0-9]{3})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.? ([0-9]{2}),? ([12][0-9]{3})\b")
_FIELD_FORM = re.compile(
    r"[~?%]?|.{0,60}(?<!\d)(?:\d{4}|\d{2}(?:xx|uu|\.\.))(?!\d).{0,60}|[^\d]{0,120}", re.IGNORECASE
)


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    suggestion: str = ""


_NO_DAY = _("is no day of any calendar")


class UnreadableYear(Rule):
    """A date that no calendar has, or a year in no known form.

    What it does
    Reports letters among the digits of a year (2O22), years of three or five digits, thirteenth
    months and days such as 31 February, in references. Page numbers, issue numbers, identifiers
    and addresses are left alone.

    Why it matters
    The date cannot be right, and programs read it as another one or drop it.

    Example:
    ``4 October 20022``
    """

    name = "unreadable-year"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        source = dossier.document.source
        for entry in dossier.sources:
            if entry.note_label or not _states_fields(entry):
                text = source[entry.span.start : entry.span.end]
                for fault in _faults(text):
                    start = entry.span.start
                    span = Span(start + fault.start, start + fault.end)
                    yield self._found(span, text[fault.start : fault.end], fault, entry.key)
            else:
                yield from self._in_fields(entry)

        for stated in page_dates(dossier.document):
            for fault in _impossible_days(stated.text):
                yield self._found(stated.span, stated.text, fault)

    def _in_fields(self, entry: Entry) -> Iterator[Finding]:
        for name in ("date", "year", "urldate"):
            field = entry.fields.get(name)
            if not field or is_undated(field.value):
                continue
            faults = list(_faults(field.value))
            if not faults and not field.date and not _FIELD_FORM.fullmatch(field.value.strip()):
                faults = [_Fault(0, 0, _("is no date that can be read"))]
            for fault in faults[:1]:
                yield self._found(field.span, field.value, fault, entry.key)

    def _found(self, span: Span, cited: str, fault: _Fault, entry: str = "") -> Finding:
        return self.finding(
            span,
            cited,
            _("“{cited}” {fault}.", cited=cited, fault=fault.message),
            suggestion=fault.suggestion or _("Compare the date with the source."),
            basis=_("calendar and forms of dates"),
            entry=entry,
        )


def _states_fields(entry: Entry) -> bool:
    return entry.raw.lstrip().startswith("@")


def _faults(text: str) -> Iterator[_Fault]:
    hidden = [(match.start, match.end) for match in find_identifiers(text)]
    taken = -1
    for fault in sorted(_all_faults(text)):
        inside = any(start < fault.end and fault.start < end for start, end in hidden)
        if not inside and fault.start >= taken:
            taken = fault.end
            yield fault


def _all_faults(text: str) -> Iterator[_Fault]:
    for match in _WITH_LETTERS.finditer(text):
        year = match.group().translate(_LETTERS)
        digits = sum(character.isdigit() for character in match.group())
        if digits >= 2 and year != match.group() and 1500 <= int(year) <= 2100:
            yield _Fault(*match.span(), _("has a letter among the digits of a year"), year)
    yield from _lengths(text)
    yield from _impossible_days(text)


def _lengths(text: str) -> Iterator[_Fault]:
    """Years with a digit too many or too few."""
    for match in _AFTER_MONTH.finditer(text):
        if read_month(match[1])[0] and not _YEAR.search(text):
            yield _Fault(*match.span(3), _digits(len(match[3])))
    if _YEAR.search(text):
        return
    for pattern in (_IN_PARENTHESES, _AT_THE_END):
        for match in pattern.finditer(text):
            yield _Fault(*match.span(1), _digits(5))


def _digits(count: int) -> str:
    return _("has {count} digits and stands where a year does", count=count)


def _impossible_days(text: str) -> Iterator[_Fault]:
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if not (_is_day(year, second, first) or _is_day(year, first, second)):
            yield _Fault(*match.span(), _NO_DAY)
    for match in _ISO.finditer(text):
        if not _is_day(int(match[1]), int(match[2]), int(match[3])):
            yield _Fault(*match.span(), _NO_DAY)
    for match in _DAY_FIRST.finditer(text):
        yield from _day_of_month(match, match[1], match[2], match[3])
    for match in _MONTH_FIRST.finditer(text):
        yield from _day_of_month(match, match[2], match[1], match[3])


def _day_of_month(match: re.Match[str], day: str, word: str, year: str) -> Iterator[_Fault]:
    month = read_month(word)[0]
    if 1 <= month <= 12 and int(day) <= 31 and not _is_day(int(year), month, int(day)):
        yield _Fault(*match.span(), _NO_DAY)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
