"""Short forms that only the entries before can tell: ``Smith, Wealth, 45``; ``Smith 1776, 45``."""

from __future__ import annotations

import re
from bisect import bisect_left

from srccheck.parse.locators import LABELLED, LOCATOR, pages_of
from srccheck.parse.reading import Mark
from srccheck.parse.short_forms import SAME, ShortForm, clause_start, head
from srccheck.parse.works import Works
from srccheck.text.normalise import words

_CAPITAL = re.compile(r"(?<![\w.])[^\W\d_a-z][\w'’]*")
_YEAR = re.compile(r",?\s\(?(1[4-9]\d\d|20\d\d)[a-z]?\)?")
_PLAIN = re.compile(r"[,:]\s([^,;:().\d]{3,90}?)(?=,\s)")
_PLAIN_END = re.compile(r"[,:]\s([^,;:().\d]{3,90}?)(?=\s?(?:;|\.?\s*$))")
_JOINT = re.compile(r"\s{0,2}[,.:]?\s{0,2}")
_END = re.compile(r"[\s\"”»*]{0,2}(?:$|;|\)|\.(?=\s|$)|,?\s(?:and|et|und|y|e|sowie)\s)")
_FULL = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
_LOOK = 80
_CASE_AGAIN = re.compile(
    r"(?<!\w)(?P<names>[^\W\d_a-z][\w’'-]{1,40}),\s\d{1,4}\s[A-Z][A-Za-z. \d]{0,12}\sat\s"
    r"(?P<pages>\d{1,5}(?:[-–]\d{1,5})?)"
)
"""``Doe, 123 U.S. at 460``: *The Bluebook* (21st edition), rule 10.9."""


def find_repeats(
    text: str, marks: list[Mark], works: Works, taken: list[ShortForm]
) -> list[ShortForm]:
    """The short forms of works cited before, apart from each other and from those taken."""
    found: list[ShortForm] = []
    edges = sorted((form.start, form.end) for form in taken)
    floor = 0
    for match in _CAPITAL.finditer(text):
        start = match.start()
        if start < floor or _inside(edges, start) or _marked(marks, start):
            continue
        parts = words(match.group())
        if not parts or not works.knows(parts[-1]):
            continue
        floor_here = max([floor, *(end for _, end in edges if end <= start)])
        form = _named(text, marks, works, floor_here, match.end())
        if form and not any(form.start < end and start < form.end for start, end in edges):
            found.append(form)
            floor = form.end
    for match in _CASE_AGAIN.finditer(text):
        start, names = match.start("names"), match["names"]
        if not _inside(edges, start) and works.find(names, ""):
            form = ShortForm("short-title", start, match.end(), names, pages=match["pages"])
            found = [one for one in found if one.end <= start or one.start >= match.end()]
            found.append(form)
    for match in SAME.finditer(text):
        if not (
            _inside(edges, match.start())
            or any(one.start <= match.start() < one.end for one in found)
        ):
            form = _same(text, marks, works, match)
            if form:
                found.append(form)
    return sorted(found, key=lambda form: form.start)


def _inside(edges: list[tuple[int, int]], at: int) -> bool:
    index = bisect_left(edges, (at + 1,)) - 1
    return index >= 0 and at < edges[index][1]


def _marked(marks: list[Mark], at: int) -> bool:
    index = bisect_left(marks, at + 1, key=lambda mark: mark.start) - 1
    return index >= 0 and at < marks[index].end


def _named(text: str, marks: list[Mark], works: Works, floor: int, end: int) -> ShortForm | None:
    """A form whose authors end at ``end``."""
    clause = clause_start(text, marks, floor, end)
    start, names, _, _ = head(text, [], clause, end)
    if not names or not works.find(names, ""):
        return None
    for cited, year, after in _titles(text, marks, end):
        if not works.find(names, cited, year):
            continue
        place = _place(text, after, bool(cited or year))
        if place:
            return ShortForm("short-title", start, place[0], names, cited, "", year, place[1])
    return None


def _titles(text: str, marks: list[Mark], end: int) -> list[tuple[str, str, int]]:
    """What may name the work after its authors: a title, a year or nothing; and where it ends."""
    found = []
    year = _YEAR.match(text, end)
    if year:
        found.append(("", year[1], year.end()))
    joint = _JOINT.match(text, end)
    at = joint.end() if joint else end
    index = bisect_left(marks, at, key=lambda mark: mark.start)
    if index < len(marks) and marks[index].start == at:
        mark = marks[index]
        found.append((text[mark.inner_start : mark.inner_end].strip(" ,."), "", mark.end))
        return found
    for pattern in (_PLAIN, _PLAIN_END):
        plain = pattern.match(text, end)
        if plain:
            found.append((plain[1], "", plain.end()))
    found.append(("", "", end))
    return found


def _place(text: str, at: int, told: bool) -> tuple[int, str] | None:
    """Where a form ends, and its place; None where what follows is no end of a short form."""
    labelled = LABELLED.match(text, at, at + 200)
    if labelled:
        return labelled.end(), pages_of(labelled["place"])
    place = LOCATOR.match(text, at, at + 200)
    if place and _ends(text, place.end()):
        return place.end(), pages_of(place["place"])
    if told and _ends(text, at):
        return at, ""
    return None


def _ends(text: str, at: int) -> bool:
    """Whether the reference ends there; after a stop, a year would say that it goes on."""
    end = _END.match(text, at)
    if not end:
        return False
    return not (end.group().endswith(".") and _FULL.search(text[end.end() : end.end() + _LOOK]))


def _same(text: str, marks: list[Mark], works: Works, match: re.Match[str]) -> ShortForm | None:
    """``Id., *Short Title*, 34``: a work of the same author that was cited before."""
    at = match.start()
    if (at and text[at - 1].isalnum()) or (clause_start(text, marks, 0, at + 1) < at):
        return None
    end = len(match.group().rstrip(" ,:")) + at
    for cited, _, after in _titles(text, marks, end):
        if cited and works.find("", cited):
            place = _place(text, after, True)
            if place:
                return ShortForm("idem", at, place[0], "", cited, pages=place[1], same=True)
    return None
