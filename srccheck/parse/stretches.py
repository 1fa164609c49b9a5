"""Labelled stretches put right where what stands at their edges tells better than the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from srccheck.labelling import Stretch
from srccheck.parse.enclosed import read_enclosed
from srccheck.parse.fronts import (
    given_behind,
    letter_writers,
    office_in_front,
    title_with_article,
    vancouver_names,
)
from srccheck.parse.hosts import (
    host_not_series,
    hosts_of_editors,
    names_after_role,
    only_told_translators,
    studies_in,
    title_before_in,
)
from srccheck.parse.houses import houses
from srccheck.parse.journals import host_begins, hosts_behind, journal_in_title, numbered_hosts
from srccheck.parse.names_end import house_in_front, names_end
from srccheck.parse.numbers import EDITION, MAY_BE_EDITION
from srccheck.parse.printed import (
    imprints,
    one_publisher,
    place_in_title,
    places_of_old_books,
    publisher_behind,
)
from srccheck.parse.untitled import date_behind, place_behind, title_found
from srccheck.venues import is_known, is_place

_NAMES_OF_WORKS = ("title", "container", "series")
_SAME = re.compile(r"(?:ders|dies|derselbe|dieselbe|id|idem|ead|eadem|ibid)\.?", re.IGNORECASE)
"""A host is never named so: it is the editor, who is the author."""
_ROLE_BEHIND = re.compile(r"\s?\(?(?:Hgg?|Hrsg|eds?|éds?|dirs?|coords?)\b\.?\)?")
_ROLE_IN_FRONT = re.compile(
    r"(?:(?P<translator>trad|transl?|tr\.|übers|übersetzt)|a cura d|a c\. d|sous la dir|édité|éd\."
    r"|ed\.|edited|hrsg|hg\.)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_TWO_NUMBERS = re.compile(r"(\d{1,3})[./](\d{1,2})")


def put_right(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of a reference with their edges and some labels corrected.

    >>> title = Stretch("title", 0, 16, 0.9)
    >>> put_right("Doing It. 3rd ed. Oxford 1999.", [title])[0].end
    8
    """
    found = list(stretches)
    for step in _STEPS:
        found = step(text, found)
    return found


def _years_in_names(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """A year that goes on without a comma from a title is in it, if another one is the date."""
    found: list[Stretch] = []
    dates = [one for one in stretches if one.label == "date"]
    for one in stretches:
        before = found[-1] if found else None
        if before is None or before.label not in _NAMES_OF_WORKS:
            found.append(one)
            continue
        gap = text[before.end : one.start]
        year = _YEAR.match(text, one.start, one.end) if one.label == "date" else None
        if year and re.fullmatch(r"[?!]?\s", gap):
            enclosed = text[year.end() : year.end() + 2] == " (" and year.end() + 2 < one.end
            others = [other for other in dates if other is not one]
            if enclosed or (year.end() == one.end and _dated(text, others)):
                found[-1] = before._replace(end=year.end())
                if enclosed:
                    found.append(one._replace(start=year.end() + 2))
                continue
        same = one.label == before.label and re.fullmatch(r":?\s", gap)
        if same and _YEAR.fullmatch(text, before.end - 4, before.end):
            found[-1] = before._replace(end=one.end)
        else:
            found.append(one)
    return found


def _dated(text: str, dates: Sequence[Stretch]) -> bool:
    """Whether one of the stretches has a year."""
    return any(_YEAR.search(text, one.start, one.end) for one in dates)


def _editors(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Who is said to have edited or translated is no author, and no host."""
    found = []
    for at, one in enumerate(stretches):
        label = one.label
        if label == "container" and _SAME.fullmatch(text, one.start, one.end):
            label = "other"
        elif label == "container" and _ROLE_BEHIND.match(text, one.end):
            if any(other.label == "container" for other in stretches[at + 1 :]):
                label = "editor"
        elif label == "author" and at and (role := _ROLE_IN_FRONT.match(text, one.start, one.end)):
            label = "translator" if role["translator"] else "editor"
        found.append(one._replace(label=label))
    return found


_AND_BEHIND = re.compile(r"[,;\s]{0,3}(?:&|and|et|und|e|y)?\s?", re.IGNORECASE)
_SEVERAL_EDITED = re.compile(
    r"[.,\s]{0,3}\(?(?:eds|éds|hgg|hrsg|dirs|coords|editors)\b", re.IGNORECASE
)


def _all_editors(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Jane Doe and John Roe, eds.``: who stand before a plural are editors all."""
    labels = [one.label for one in stretches]
    if "editor" not in labels or "author" not in labels:
        return stretches
    first, last = labels.index("author"), labels.index("editor")
    between = stretches[first + 1 : last]
    one, other = stretches[first], stretches[last]
    if (
        first < last
        and all(word.label == "other" for word in between)
        and _AND_BEHIND.fullmatch(text, one.end, other.start)
        and _SEVERAL_EDITED.match(text, other.end)
    ):
        return [*stretches[:first], other._replace(start=one.start), *stretches[last + 1 :]]
    return stretches


def _editions(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """An edition at the end of a title is not a part of it."""
    if not MAY_BE_EDITION.search(text):
        return stretches
    found = []
    for one in stretches:
        named = one.label in _NAMES_OF_WORKS
        match = EDITION.search(text, one.start, one.end + 1) if named else None
        if match and one.end - match.end() < 3:
            end = len(text[: match.start()].rstrip(" ,.;(["))
            if one.start < end < match.start() - 1:
                one = one._replace(end=end)
        found.append(one)
    return found


def _parentheses(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Title (= Series, Bd. 4)``, ``The Times (London)``: what is opened belongs together."""
    found = []
    for at, one in enumerate(stretches):
        start = text.rfind(" (", one.start, one.end)
        found.append(one)
        if one.label not in _NAMES_OF_WORKS or start <= one.start:
            continue
        close = text.find(")", start)
        inner = start + 2 + (2 if text[start + 2 : start + 4] == "= " else 0)
        behind = stretches[at + 1] if at + 1 < len(stretches) else None
        numbered = behind and behind.label in ("volume", "issue") and behind.end <= close
        if close == one.end and one.label == "container" and is_place(text[inner:close]):
            found[-1:] = [
                one._replace(end=start),
                one._replace(label="place", start=inner, end=close),
            ]
        elif close >= one.end and (numbered or inner > start + 2):
            found[-1:] = [one._replace(end=start), one._replace(label="series", start=inner)]
    return found


def _names_with_in(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Progress in Human Geography`` is one name."""
    found: list[Stretch] = []
    for one in stretches:
        if one.label == "container" and len(found) > 1:
            first, link = found[-2:]
            whole = text[first.start : one.end]
            if (
                first.label == "publisher"
                and link.label == "other"
                and text[first.end : one.start] == f" {text[link.start : link.end]} "
                and (is_known(whole) or text[link.start : link.end].islower())
            ):
                found[-2:] = [one._replace(start=first.start)]
                continue
        found.append(one)
    return found


def _numbers(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``7.1`` are volume and issue; pages cited end the pages; a date ends at its bracket."""
    labels = {one.label for one in stretches}
    found: list[Stretch] = []
    for one in stretches:
        two = _TWO_NUMBERS.fullmatch(text, one.start, one.end) if one.label == "volume" else None
        if two and "container" in labels and "issue" not in labels and _is_issue(*two.groups()):
            found.append(one._replace(end=two.end(1)))
            found.append(one._replace(label="issue", start=two.start(2)))
            continue
        if one.label == "pages":
            cited = re.search(r"\d\s\((?=pp?\.|S\.)", text[one.start : one.end])
            one = one._replace(end=one.start + cited.start() + 1) if cited else one
            if re.fullmatch(r"s\.\s?v\.?", text[one.start : one.end]):
                one = one._replace(label="other")
        close = text.find("):", one.start, one.end) if one.label == "date" else -1
        if close > 0 and "pages" not in labels:
            found.append(one._replace(end=close))
            found.append(one._replace(label="pages", start=close + 2))
            continue
        found.append(one)
    return found


def _is_issue(volume: str, issue: str) -> bool:
    """Whether the second number can be an issue, and the two are not a double volume."""
    return int(issue) < 13 and int(issue) - int(volume) != 1


_STEPS: tuple[Callable[[str, list[Stretch]], list[Stretch]], ...] = (
    vancouver_names,
    letter_writers,
    given_behind,
    title_with_article,
    office_in_front,
    read_enclosed,
    house_in_front,
    names_end,
    title_found,
    place_behind,
    host_begins,
    _years_in_names,
    title_before_in,
    hosts_of_editors,
    host_not_series,
    only_told_translators,
    _editors,
    _all_editors,
    names_after_role,
    only_told_translators,
    studies_in,
    _editions,
    _parentheses,
    journal_in_title,
    place_in_title,
    houses,
    imprints,
    _names_with_in,
    publisher_behind,
    one_publisher,
    places_of_old_books,
    date_behind,
    numbered_hosts,
    hosts_behind,
    _numbers,
)
