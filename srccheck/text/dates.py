"""Partial dates in running text: a year, a season, a month, a day, or a range of them.

A date is never made more exact than it is written. The forms are those of the citation manuals
(Chicago 17, MLA 9, APA 7, ISO 690) and of French, German, Spanish, Italian and Portuguese usage.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable
from importlib import resources
from typing import NamedTuple

from srccheck.model.entry import PartialDate
from srccheck.text.normalise import strip_accents

_REACH = 64
"""How far from its year the day and month of a date can stand, in characters."""


class DateMatch(NamedTuple):
    """A date found in a text.

    ``language`` is that of its month or season, empty when it has none or several share the word.
    """

    start: int
    end: int
    date: PartialDate
    language: str = ""


@functools.cache
def month_names() -> dict[str, dict[str, int]]:
    """Language → month or season as written, lower case, with and without accents → number.

    Seasons are 21 to 24 for spring to winter (EDTF level 1).

    >>> month_names()["fr"]["août"], month_names()["en"]["autumn"]
    (8, 23)
    """
    table: dict[str, dict[str, int]] = {}
    data = resources.files("srccheck.text") / "data" / "months.tsv"
    for line in data.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, number, forms = line.split("\t")
        names = table.setdefault(language, {})
        for form in forms.split():
            names[form] = names[strip_accents(form)] = int(number)
    return table


@functools.cache
def _languages() -> dict[str, dict[str, int]]:
    """Month as written → language → number."""
    found: dict[str, dict[str, int]] = {}
    for language, names in month_names().items():
        for name, number in names.items():
            found.setdefault(name, {})[language] = number
    return found


def read_month(word: str, language: str = "") -> tuple[int, str]:
    """The number of a month or season, and its language if only one has that word.

    Gives ``(0, "")`` for any other word.

    >>> read_month("Févr."), read_month("septembre"), read_month("jardin")
    ((2, 'fr'), (9, 'fr'), (0, ''))
    """
    readings = _languages().get(word.rstrip(".").lower(), {})
    if not readings:
        return 0, ""
    if len(readings) == 1:
        only, number = next(iter(readings.items()))
        return number, only
    return readings.get(language, next(iter(readings.values()))), ""


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month = r"[^\W\d_]{3,12}\b\.?"
    of = r"(?:(?:\s(?:de|del|of|di|do))?\s)"
    day = r"(?:\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?"
    dash = r"\s?(?:[-–—/]|to|au|bis|a|al|and|et|und)\s?"
    flags = re.IGNORECASE
    return {
        # Each ends where the year begins.
        "day": re.compile(
            rf"(?<![\w.])(?:(?P<d0>{day})(?:(?:{of}|(?<=\.))(?P<m0>{month}))?{dash})?"
            rf"(?P<d>{day})(?:{of}|(?<=\.))(?P<m>{month}),?{of}$",
            flags,
        ),
        "month_day": re.compile(
            rf"(?<!\w)(?P<m>{month})\s(?:(?P<d0>{day}){dash}(?:(?P<m1>{month})\s)?)?"
            rf"(?P<d>{day}),?\s$",
            flags,
        ),
        "month": re.compile(
            rf"(?<!\w)(?:(?P<m0>{month})(?:\s(?P<y0>\d{{4}}))?{dash})?(?P<m>{month}),?{of}$",
            flags,
        ),
        "numeric": re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2$"),
        "circa": re.compile(r"(?<!\w)(?:c\.|ca\.?|circa|vers|um|hacia|verso)\s$", flags),
        # These begin where the year ends.
        "iso": re.compile(r"-(\d\d)(?:-(\d\d))?(?![\d-])"),
        "after": re.compile(
            rf",?\s(?P<m>{month})(?:\s(?P<d>{day}))?(?:{dash}(?:(?P<m1>{month})\s)?"
            rf"(?P<d1>{day}))?(?=[\s,.;:)\]]|$)",
            flags,
        ),
        "range": re.compile(r"\s?[-–—/]\s?(\d{4}|\d{2})(?![\d\w])(?!-\d)"),
    }


_YEAR = re.compile(
    r"(?<![\w.,:/-])(?:1\d{3}|20\d{2})(?=[a-d]?(?!\w))|(?<=[/.-])(?:1\d{3}|20\d{2})(?!\w)"
)
"""A letter behind a year tells an author's works of it apart: 2015a."""


def find_dates(s: str, language: str = "") -> list[DateMatch]:
    """The dates in a text, in order.

    ``language`` decides ``3/5/2022``, which is read to the year alone without it.

    >>> [str(match.date) for match in find_dates("autumn 2022; 15-16 septembre 2022; May 3, 1998")]
    ['2022-23', '2022-09-15/2022-09-16', '1998-05-03']
    >>> find_dates("Doe (2015a)")[0][:2]
    (5, 10)
    """
    found: list[DateMatch] = []
    last = 0
    for year in _YEAR.finditer(s):
        if year.start() < last:
            continue
        match = _around(s, year, max(last, year.start() - _REACH), language)
        if match is None:
            continue
        if match.end == year.end() and s[match.end : match.end + 1].isalpha():
            match = match._replace(end=match.end + 1)
        if found and _joins(s, found[-1], match):
            match = _joined(found.pop(), match)
        found.append(match)
        last = match.end
    return found


def _joins(s: str, first: DateMatch, second: DateMatch) -> bool:
    """Whether two dates are the ends of a range: ``30 December 2021 – 5 January 2022``."""
    gap = s[first.end : second.start].strip()
    if gap not in ("-", "–", "—", "to", "au", "bis") or first.date.end or second.date.end:
        return False
    exact = (first.date.month is None, first.date.day is None)
    same = exact == (second.date.month is None, second.date.day is None)
    return same and exact != (True, True) and first.date.season is None


def _joined(first: DateMatch, second: DateMatch) -> DateMatch:
    date = _ranged(first.date, second.date)
    start = first.start if date is not second.date else second.start
    return DateMatch(start, second.end, date, second.language or first.language)


def _around(s: str, year: re.Match[str], floor: int, language: str) -> DateMatch | None:
    """The date whose year this is, with what belongs to it before and after."""
    patterns = _patterns()
    number = int(year.group())
    before = s[floor : year.start()]
    if before:
        for reader in _readers(before):
            match = reader(before, number, language)
            if match:
                end = year.end()
                date = match.date
                more = patterns["range"].match(s, end) if _is_season_or_month(date) else None
                if more and date.season and _closing_year(number, more.group(1)):
                    end = more.end()
                return DateMatch(floor + match.start, end, date, match.language)
    if before and not before[-1].isspace() and before[-1] in "/.-":
        return None
    after = _after(s, year.end(), number, language)
    if after:
        return after._replace(start=year.start())
    start, circa = year.start(), False
    approximate = patterns["circa"].search(before) if before else None
    if approximate:
        start, circa = floor + approximate.start(), True
    end_year = patterns["range"].match(s, year.end())
    if end_year:
        closing = _closing_year(number, end_year.group(1))
        if closing:
            date = PartialDate(number, end=PartialDate(closing), circa=circa)
            return DateMatch(start, end_year.end(), date)
    return DateMatch(start, year.end(), PartialDate(number, circa=circa))


def _readers(before: str) -> tuple[_Reader, ...]:
    """The readers worth trying, from what stands right before the year."""
    if not before[-1].isspace():
        return (_numeric,) if before[-1] in "/.-" else ()
    last = before[-24:].split()[-2:]
    if not last:
        return ()
    if last[-1].rstrip(",").isalpha() and last[-1].lower() in _LINKS and len(last) > 1:
        last.pop()
    word = last[-1].rstrip(",").lstrip("([")
    if not word:
        return ()
    if word.rstrip(".").lower() in _languages():
        return _day, _month
    if any(dash in word for dash in "-–/") and not word[0].isdigit():
        return (_month,)
    return (_month_day,) if word[0].isdigit() else ()


def _is_season_or_month(date: PartialDate) -> bool:
    return date.day is None and date.end is None


def _closing_year(first: int, written: str) -> int:
    """The last year of a range such as 1939-45, or 0 if it is none."""
    closing = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    return closing if first < closing <= min(first + 400, 2100) else 0


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _date(year: int, month: int, day: str | None) -> PartialDate | None:
    if not month:
        return None
    if month > 20:
        return None if day else PartialDate(year, season=month)
    if not day:
        return PartialDate(year, month)
    number = _number(day)
    return PartialDate(year, month, number) if _is_day(year, month, number) else None


def _ranged(first: PartialDate | None, last: PartialDate) -> PartialDate:
    if first is None or (first.year, first.month or 0, first.day or 0) >= (
        last.year,
        last.month or 99,
        last.day or 99,
    ):
        return last
    return PartialDate(first.year, first.month, first.day, first.season, end=last)


def _day(before: str, year: int, language: str) -> DateMatch | None:
    match = _patterns()["day"].search(before)
    if not match:
        return None
    month, found = read_month(match["m"], language)
    last = _date(year, month, match["d"])
    if last is None:
        return None
    start = match.start()
    if match["d0"] and match["m0"] and not read_month(match["m0"])[0]:
        start = match.start("d")
    elif match["d0"]:
        opening = read_month(match["m0"], language)[0] if match["m0"] else month
        first = _date(year, opening, match["d0"])
        joined = _ranged(first, last)
        if joined is last:
            start = match.start("d")
        last = joined
    return DateMatch(start, match.end(), last, found)


def _month_day(before: str, year: int, language: str) -> DateMatch | None:
    match = _patterns()["month_day"].search(before)
    if not match or not read_month(match["m"])[0]:
        return None
    month, found = read_month(match["m"], language)
    closing = read_month(match["m1"], language)[0] if match["m1"] else month
    last = _date(year, closing, match["d"])
    if last is None:
        return None
    first = _date(year, month, match["d0"]) if match["d0"] else None
    return DateMatch(match.start(), match.end(), _ranged(first, last), found)


def _month(before: str, year: int, language: str) -> DateMatch | None:
    match = _patterns()["month"].search(before)
    if not match:
        return None
    month, found = read_month(match["m"], language)
    last = _date(year, month, None)
    if last is None:
        return None
    start = match.start()
    if match["m0"] and not read_month(match["m0"])[0]:
        start = match.start("m")
    elif match["m0"]:
        opening = read_month(match["m0"], language)[0]
        first = _date(int(match["y0"]) if match["y0"] else year, opening, None)
        if last.season or (first and first.season):
            start = match.start("m")
        else:
            last = _ranged(first, last)
    return DateMatch(start, match.end(), last, found)


def _numeric(before: str, year: int, language: str) -> DateMatch | None:
    match = _patterns()["numeric"].search(before)
    if not match:
        return None
    first, mark, second = int(match[1]), match[2], int(match[3])
    day_first = mark == "." or first > 12 or (language not in ("", "en") and second <= 12)
    month_first = second > 12 or (language == "en-US" and first <= 12)
    if day_first and _is_day(year, second, first):
        date = PartialDate(year, second, first)
    elif month_first and _is_day(year, first, second):
        date = PartialDate(year, first, second)
    elif 1 <= first <= 31 and 1 <= second <= 31:
        date = PartialDate(year)
    else:
        return None
    return DateMatch(match.start(), match.end(), date)


_Reader = Callable[[str, int, str], DateMatch | None]
_LINKS = frozenset(("de", "del", "of", "di", "do"))


def _after(s: str, end: int, year: int, language: str) -> DateMatch | None:
    """The month and day that follow a year: ``2022-10-04``, ``2020, May 3``."""
    iso = _patterns()["iso"].match(s, end)
    if iso:
        month, day = int(iso[1]), iso[2]
        if 1 <= month <= 12:
            date = _date(year, month, day)
            # 1998-10 may be a month, 1998-12 and 2001-02 too: only a whole date is sure.
            if date and day:
                return DateMatch(end, iso.end(), date)
    word = _patterns()["after"].match(s, end)
    if not word:
        return None
    month, found = read_month(word["m"], language)
    date = _date(year, month, word["d"])
    if date is None:
        return None
    if word["d1"]:
        closing = read_month(word["m1"], language)[0] if word["m1"] else month
        last = _date(year, closing, word["d1"])
        if last is None:
            return DateMatch(end, word.end("d") if word["d"] else word.end("m"), date, found)
        date = _ranged(date, last)
    return DateMatch(end, word.end(), date, found)
