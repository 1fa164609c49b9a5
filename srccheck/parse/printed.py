"""The labels of place, publisher and series of a reference put right."""

from __future__ import annotations

import re
from itertools import pairwise

from srccheck.labelling import Stretch
from srccheck.parse.publishers import is_house
from srccheck.venues import is_place, is_publisher, is_region

_SERIES = re.compile(
    r",\s(?:(?i:coll(?:ection|ana|\.)?|col\.)\s[«“\"]?\s?|[«“\"]\s?)"
    r"|\s\((?:(?i:coll?\.)\s)?[«“\"]?\s?(?=[^\W\d_a-z])"
)


def imprints(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Droste: Düsseldorf`` and ``Seuil, coll. Points`` are two things each."""
    found: list[Stretch] = []
    alone = not any(one.label == "place" for one in stretches)
    no_publisher = not any(one.label == "publisher" for one in stretches)
    for one in stretches:
        colon = text.find(": ", one.start, one.end)
        series = _SERIES.search(text, one.start, one.end)
        comma = text.find(", ", one.start, one.end)
        if one.label == "place" and no_publisher and is_house(text[one.start : one.end]):
            found.append(one._replace(label="publisher"))
        elif (
            one.label == "place"
            and comma > 0
            and no_publisher
            and _prints(text[comma + 2 : one.end])
        ):
            found.append(one._replace(end=comma))
            found.append(one._replace(label="publisher", start=comma + 2))
        elif one.label == "place" and colon > 0:
            first, second = one._replace(end=colon), one._replace(start=colon + 2)
            behind = is_place(text[second.start : second.end]) and not is_place(
                text[first.start : first.end]
            )
            found.append(first._replace(label="publisher") if behind else first)
            found.append(second if behind else second._replace(label="publisher"))
        elif (
            one.label == "publisher"
            and colon > 0
            and alone
            and len(text[one.start : colon].split()) < 4
        ):
            found.append(one._replace(label="place", end=colon))
            found.append(one._replace(start=colon + 2))
        elif one.label == "publisher" and series and _is_series(text, series.end(), one.end):
            found.append(one._replace(end=series.start()))
            found.append(one._replace(label="series", start=series.end()))
        else:
            found.append(one)
    return found


def _is_series(text: str, start: int, end: int) -> bool:
    """Whether what follows a publisher is its series, not its acronym or place in parentheses."""
    if text[start - 1] != "(":
        return True
    name = text[start:end]
    return not name.isupper() and not is_place(name) and text[end : end + 3] == "), "


def place_in_title(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Histoire des canaux, Paris, Quai, « Eaux »``: a place at the end of a title prints it."""
    if any(one.label == "place" for one in stretches):
        return stretches
    found = list(stretches)
    for at, (one, behind) in enumerate(pairwise(stretches)):
        comma = text.rfind(", ", one.start, one.end)
        if (
            one.label == "title"
            and comma > one.start
            and is_place(text[comma + 2 : one.end])
            and behind.label in ("other", "publisher", "date")
            and text[one.end : behind.start] in (", ", " : ", ": ", " ")
        ):
            place = one._replace(label="place", start=comma + 2, confidence=0.6)
            printer = behind
            if behind.label == "other" and text[behind.start].isupper():
                printer = behind._replace(label="publisher")
            found[at : at + 2] = [one._replace(end=comma), place, printer]
            return found
    return found


def publisher_behind(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Gender Trouble. Routledge``: the last sentence of a title is a publisher that is known."""
    if any(one.label in ("publisher", "container") for one in stretches):
        return stretches
    found = []
    for one in stretches:
        stop = text.rfind(". ", one.start, one.end)
        found.append(one)
        if one.label == "title" and stop > one.start and is_publisher(text[stop + 2 : one.end]):
            found[-1:] = [
                one._replace(end=stop),
                one._replace(label="publisher", start=stop + 2),
            ]
    return found


def one_publisher(_text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Of two publishers apart from each other, the one beside a place or a date."""
    at = [index for index, one in enumerate(stretches) if one.label == "publisher"]
    beside = [
        index
        for index in at
        if any(
            stretches[other].label in ("place", "date")
            for other in (index - 1, index + 1)
            if 0 <= other < len(stretches)
        )
    ]
    if len(at) < 2 or not beside or beside[0] == at[0]:
        return stretches
    return [
        one._replace(label="other") if one.label == "publisher" and index not in beside else one
        for index, one in enumerate(stretches)
    ]


def places_of_old_books(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``In Venetia, appresso …, 1581``: a place before a publisher or a year hosts nothing."""
    found = list(stretches)
    labels = {one.label for one in stretches}
    for at, (one, behind) in enumerate(pairwise(stretches)):
        if (
            one.label == "container"
            and behind.label in ("publisher", "date")
            and not labels & {"place", "volume", "issue", "editor"}
            and is_place(text[one.start : one.end])
        ):
            found[at] = one._replace(label="place")
    return found


def _prints(behind: str) -> bool:
    """Whether a publisher follows the comma in a place: ``Soria, Prado``, not ``Osaka, Japan``."""
    if is_house(behind):
        return True
    plain = re.fullmatch(r"[^\W\d_a-z][\w'’ &-]{2,40}", behind)
    short = re.fullmatch(r"[A-Z]{2,4}|Mass|Conn|Ill", behind)
    return bool(plain) and not (short or is_region(behind) or is_place(behind))
