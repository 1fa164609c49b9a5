"""The date of a work, and what stands for one: "forthcoming", "n.d."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from srccheck.labelling import Stretch
from srccheck.model import PartialDate
from srccheck.parse.reading import MASK, Reading
from srccheck.text.dates import DateMatch, find_dates, read_month

_STATE = re.compile(
    r"(?<!\w)(?:(?P<forthcoming>forthcoming|à paraître|im Erscheinen|in corso di stampa"
    r"|en prensa)|(?P<inpress>in press|sous presse|im Druck)|"
    r"(?P<none>n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|no date|sans date|s\.\s?f\.))(?!\w)",
    re.IGNORECASE,
)


_STATES = ("coming", "paraître", "erscheinen", "stampa", "prensa", "press", "druck", "date")
_UNDATED = re.compile(r"[nNsSoO](?<!\w.)\.\s?[dDjJfF]\.")
"""One of these is in every text in which :data:`_STATE` is."""


def read_state(reading: Reading) -> None:
    """Take "forthcoming" and "n.d."."""
    lower = reading.open.lower()
    if not any(word in lower for word in _STATES) and not _UNDATED.search(reading.open):
        return
    if match := _STATE.search(reading.open):
        if match["none"] is None:
            value = "forthcoming" if match["forthcoming"] else "inpress"
            reading.take("pubstate", match.start(), match.end(), value)
        reading.mask(*match.span())


def read_date(reading: Reading, container: int = 0, within: Sequence[Stretch] = ()) -> None:
    """Take the date of the work; of several the most exact one, else the first.

    If there are dates in the stretches ``within``, it is one of these.

    Of a letter or a speech, dated to the day before "in" and the book at ``container`` that
    prints it, that of the book.
    """
    found = [
        match
        for match in find_dates(reading.open, reading.language)
        if MASK not in reading.open[match.start : match.end]
    ]
    found = [match for match in found if _inside(match, within)] or found
    if not found:
        return
    for match in found:
        if weekday := _WEEKDAY.search(reading.open[max(0, match.start - 14) : match.start]):
            reading.mask(match.start - len(weekday.group()), match.start)
    best = max(found, key=_exactness)
    if again := _reprinted(reading, found) or _printed_later(reading, found, best, container):
        best = again
    bracketed = [m for m in found if reading.open[m.start - 1 : m.start] == "[" and len(found) > 1]
    if best in bracketed and len(found) > len(bracketed):
        best = max((m for m in found if m not in bracketed), key=_exactness)
    for match in found:
        earlier = match.date.year < best.date.year and match.date.month is None
        enclosed = reading.open[match.start - 1 : match.start] in ("[", "(")
        if match is not best and earlier and enclosed:
            value, place = str(match.date), (match.start, match.end)
            reading.take("origdate", *place, value, date=match.date, confidence=0.8)
    if best.date.season:
        word = re.sub(
            r"\s(?:de|del|of|di|do)$", "", reading.text[best.start : best.end].rsplit(" ", 1)[0]
        )
        reading.hints.add("season")
        reading.take("issue", best.start, best.start + len(word))
        reading.open = (
            reading.open[: best.start]
            + reading.text[best.start : best.end]
            + reading.open[best.end :]
        )
    date = best.date
    if date.month is None and date.season is None and date.end is None:
        date = _with_day(reading, best)
    reading.take("date", best.start, best.end, str(date), date=date)
    for match in found:
        same = match.date.year == best.date.year
        if match is not best and same and match.date.month in (None, best.date.month):
            reading.mask(match.start, match.end)
    tie = _BEFORE_DATE.search(reading.open[: best.start]) if date.month else None
    if tie and not (tie[1] and date.day):
        reading.mask(*tie.span())
    issue = re.match(r"/(\d{1,2})(?!\w)", reading.open[best.end : best.end + 4])
    if issue and not reading.has("number"):
        reading.take("number", best.end + 1, best.end + issue.end(), confidence=0.8)
        reading.mask(best.end, best.end + 1)
    elif issue:
        reading.mask(best.end, best.end + issue.end())
    after = reading.open[best.end : best.end + 1]
    if after and after.isalpha() and after.islower():
        reading.mask(best.end, best.end + 1)


def _inside(match: DateMatch, stretches: Sequence[Stretch]) -> bool:
    return any(one.start < match.end and match.start < one.end for one in stretches)


_ISSUE_OF_YEAR = re.compile(r"(?<![\w/.-])(\d{1,3})/((?:19|20)\d\d)(?![\w/])")


def read_issue_of_year(reading: Reading) -> None:
    """``Der Spiegel, 21/2023``: where nothing else is dated, the year of the issue is the date."""
    number = reading.parts.get("number")
    if reading.has("date"):
        return
    if number and (match := _ISSUE_OF_YEAR.fullmatch(number.value)):
        first = number.end - 4
        date = PartialDate(int(match[2]))
        reading.take("date", first, number.end, match[2], date=date)
        return
    match = _ISSUE_OF_YEAR.search(reading.open)
    if match is None:
        return
    reading.take("date", *match.span(2), match[2], date=PartialDate(int(match[2])))
    if not number:
        reading.take("number", *match.span(1))
    reading.mask(*match.span())


_REPRINT = re.compile(
    r"(?<!\w)(?:repr(?:\.|int(?:ed)?)|rééd(?:\.|ité(?:e|ion)?)|réimpr(?:\.|ession)|reimpr\.|reed\."
    r"|Nachdruck|Neudruck|rist\.)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?<=[\s,\ue000])(?:(?:vom|v\.|dated|daté(?:e)? du|du|del"
    r"|(?:last )?(?:modified|updated|revised)(?: on)?"
    r"|(?:dernière )?(?:mise à jour|modification)(?: le| du)?|mise? en ligne(?: le)?"
    r"|publiée? le|published(?: on)?|posted(?: on)?|zuletzt geändert(?: am)?)|(3[01]|29))\s$",
    re.IGNORECASE,
)
"""A word that ties a newspaper to its day, or a day that the month does not have."""


def _reprinted(reading: Reading, found: list[DateMatch]) -> DateMatch | None:
    """The year of a reprint: ``(1702; repr., New York: Press, 1923)``."""
    if len(found) < 2 or any(match.date.month for match in found):
        return None
    label = _REPRINT.search(reading.open, found[0].end)
    later = next((m for m in found if label and m.start > label.start()), None)
    if label is None or later is None:
        return None
    first = found[0]
    reading.take("origdate", first.start, first.end, str(first.date), date=first.date)
    reading.mask(*label.span())
    return later


def _printed_later(
    reading: Reading, found: list[DateMatch], best: DateMatch, container: int
) -> DateMatch | None:
    """The year of the book that prints a letter or a speech of an earlier day, or an older text."""
    last = found[-1]
    title = reading.parts.get("title")
    first = title is not None and _ALONE.fullmatch(reading.text[title.end : best.end + 1])
    if not (best.date.day or first) or last.date.month:
        return None
    if best.end > container or last.start < container:
        return None
    if last.date.year < best.date.year:
        return None
    reading.take("origdate", best.start, best.end, str(best.date), date=best.date)
    return last


_ALONE = re.compile(r"[.”\"»’\s]{1,4}(?:1[4-9]|20)\d\d\.")
"""The year in which a text appeared first: ``“Silt.” 1931. *The Essential Doe*``."""
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica),?\s$",
    re.IGNORECASE,
)


_DAY_ALONE = re.compile(
    r"(?<!\w)(?:(\d{1,2})\.?(?:st|nd|rd|th|er)?\s(?:de\s)?([^\W\d_]{3,10})\.?"
    r"|([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?)(?!\w)"
)


def _with_day(reading: Reading, best: DateMatch) -> PartialDate:
    """The year with the day that stands apart from it: ``(2022) ‘Title’, *Paper*, 2 October``."""
    if best.start > 200 or not (reading.has("title") and reading.parts["title"].start > best.start):
        return best.date
    for match in _DAY_ALONE.finditer(reading.open, best.end):
        month = read_month(match[2] or match[3], reading.language)[0]
        day = int(match[1] or match[4])
        if 1 <= month <= 12 and 1 <= day <= 31:
            reading.mask(*match.span())
            return PartialDate(best.date.year, month, day)
    return best.date


def _exactness(match: DateMatch) -> int:
    date = match.date
    return 3 if date.day else 2 if date.month or date.season else 1
