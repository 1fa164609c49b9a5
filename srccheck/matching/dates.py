"""Dates: compared as exactly as both sides allow."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from srccheck.matching.held import Held, absent, best, compatible, different, near, same
from srccheck.model import PartialDate

PUBLISHED = ("issued", "print", "online", "published", "original", "accepted")
_SEASONS = {21: range(2, 7), 22: range(5, 10), 23: range(8, 13), 24: (11, 12, 1, 2, 3)}
"""Months of a season, each with a month's grace, since journals name their issues freely."""
_LABELS = {"online": "online", "print": "in print", "original": "at first"}


def compare_dates(cited: PartialDate, dates: Mapping[str, PartialDate], *, kind: str = "") -> Held:
    """A cited date held against those of a record; to agree with one of them is enough.

    Args:
        cited: the date as cited.
        dates: the dates of the record, by what they are dates of.
        kind: ``newspaper``, whose print is dated the day after; ``page``, whose dates depend on a
            time zone; or empty.

    >>> found = {"issued": PartialDate(2022, 10, 19)}
    >>> compare_dates(PartialDate(2022, 10), found).agreement.value
    'compatible'
    >>> held = compare_dates(PartialDate(2022, 10, 10), found)
    >>> held.agreement.value, held.reason
    ('different', '2022-10-10 against 2022-10-19')
    """
    given = [name for name in PUBLISHED if name in dates]
    held = [_named(_one(cited, dates[name], kind), name, dates[name], len(given)) for name in given]
    if set(given) == {"online"} and cited.year == dates["online"].year + 1:
        held.append(compatible("online in the year before", 0.6, str(dates["online"])))
    if "modified" in dates and not any(one.score >= 0.9 for one in held):
        change = _one(cited, dates["modified"], kind)
        if change.score >= 0.95 or (not given and change.score):
            held.append(compatible("the date of its last change", 0.6, str(dates["modified"])))
    return best(held) if held else absent("no date of publication is recorded")


def _named(held: Held, name: str, date: PartialDate, count: int) -> Held:
    reason = held.reason
    if count > 1 and name in _LABELS and held.score >= 0.9 and not reason:
        reason = f"the date {_LABELS[name]}"
    return held._replace(found=str(date), reason=reason)


def _one(cited: PartialDate, found: PartialDate, kind: str) -> Held:
    if cited == found:
        return same()
    if cited.end or found.end:
        return _ranges(cited, found)
    against = f"{cited} against {found}"
    if cited.year != found.year:
        if _is_next_day(cited, found) and kind:
            return compatible(_NEXT_DAY[kind], 0.9)
        if _winter(cited, found):
            return compatible("a winter runs over two years", 0.8)
        apart = abs(cited.year - found.year)
        return different(against, 0.4 if apart == 1 else 0.0)
    if cited.season or found.season:
        return _season(cited, found, against)
    if cited.month is None or found.month is None:
        if cited.month == found.month:
            return same()
        return compatible("one date is more exact", 0.95)
    if _is_next_day(cited, found) and kind:
        return compatible(_NEXT_DAY[kind], 0.9)
    if cited.month != found.month:
        return _months(cited, found, against, kind)
    if cited.day is None or found.day is None:
        return same() if cited.day == found.day else compatible("one date is more exact", 0.95)
    if cited.day == found.day:
        return same()
    if found.day == 1 and not kind:
        return compatible("the first of the month stands for the month", 0.8)
    return different(against, 0.6)


_NEXT_DAY = {
    "newspaper": "a newspaper is dated the day after it appears online",
    "page": "a day apart, as in another time zone",
}


def _months(cited: PartialDate, found: PartialDate, against: str, kind: str) -> Held:
    months = abs((cited.month or 0) - (found.month or 0))
    inexact = cited.day is None or found.day is None
    if not kind and inexact and months <= 1:
        return compatible("a month apart, as issue and publication can be", 0.7)
    return different(against, 0.5) if not (inexact and not kind) else near(against, 0.5)


def _season(cited: PartialDate, found: PartialDate, against: str) -> Held:
    first, second = (cited, found) if cited.season else (found, cited)
    if second.season:
        return same() if first.season == second.season else different(against, 0.5)
    if second.month is None:
        return compatible("one date is more exact", 0.95)
    if second.month in _SEASONS.get(first.season or 0, ()):
        return compatible("the month lies in that season", 0.9)
    return different(against, 0.5)


def _winter(cited: PartialDate, found: PartialDate) -> bool:
    first, second = (cited, found) if cited.season else (found, cited)
    if first.season != 24:
        return False
    if second.season == 24 or second.month is None:
        return abs(first.year - second.year) == 1 and second.season == 24
    after = second.year - first.year
    return (after == 1 and second.month <= 3) or (after == -1 and second.month >= 11)


def _ranges(cited: PartialDate, found: PartialDate) -> Held:
    (a, b), (c, d) = _years(cited), _years(found)
    if a > d or c > b:
        return different(f"{cited} against {found}", 0.0)
    return compatible("one lies within the other", 0.9)


def _years(date: PartialDate) -> tuple[int, int]:
    return date.year, date.end.year if date.end else date.year


def _is_next_day(cited: PartialDate, found: PartialDate) -> bool:
    """Whether two whole dates are one day apart."""
    if not (cited.month and cited.day and found.month and found.day):
        return False
    try:
        first = datetime.date(cited.year, cited.month, cited.day)
        second = datetime.date(found.year, found.month, found.day)
    except ValueError:
        return False
    return abs((first - second).days) == 1
