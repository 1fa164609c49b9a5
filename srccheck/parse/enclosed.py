"""The imprint in parentheses behind a title, as notes in the Chicago and Oxford styles have it.

Sources: *The Chicago Manual of Style* (17th edition, 14.23), *MHRA Style Guide* (3rd edition,
11.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.labelling import Stretch
from srccheck.text.names import is_person
from srccheck.venues import is_place

_PLACE = r"[^\W\d_a-z][^():;\d\ue000]{1,60}"
_HOUSE = rf"{_PLACE}\s?:\s[^():;\ue000]{{2,80}}"
_DATE = (
    r"\[?(?:ca?\.\s|um\s|vers\s)?(?:1[4-9]\d\d|20\d\d)[a-z]?(?:[-–/]\d{2,4})?\]?(?:[,;]?\s[^():\ue000]{0,30})?"
    r"|n\.\s?d\.|s\.\s?[da]\.|o\.\s?J\.|forthcoming|in press|à paraître|im Erscheinen|en prensa"
)
IMPRINT = re.compile(rf"\((?:{_HOUSE}(?:;\s{_HOUSE}){{0,2}}),\s(?:{_DATE})\)")
"""``(Oxford: Meadow Press, 1999)``, also of two publishers."""
_INNER = re.compile(rf"(?:{_HOUSE}(?:;\s{_HOUSE}){{0,2}}),\s(?:{_DATE})")
_IN = re.compile(r",\s(?:in|dans|en|em|nel|nelle)\s", re.IGNORECASE)
"""Behind the day of a letter, before the book that prints it."""
_STATE = re.compile(r"[A-Z]{2}|(?:[A-Z]\.\s?){2}|[A-Z][a-z]{1,4}\.")
_PAGES = (
    r"(?:,\s(?:vol\.\s\d{1,3},\s)?(?:pp?\.\s?|S\.\s?|págs?\.\s?|Ss?\.\s?)?"
    r"[\dIVXLCivxlc][^;()]{0,40})?"
)
_BEHIND = re.compile(rf"{_PAGES}[.;,]?\s?$")


def is_imprint(inner: str) -> bool:
    """Whether what parentheses hold is a place, a publisher and a date, and no work.

    >>> is_imprint("Oxford: Meadow Press, 1999"), is_imprint("Ann Lee, Salt: A History, York, 1999")
    (True, False)
    """
    if not _INNER.fullmatch(inner):
        return False
    places = [place.strip() for place in inner.partition(":")[0].split(",")]
    return all(
        _STATE.fullmatch(place) or (is_place(place) and is_place(places[0])) for place in places[1:]
    )


def before_imprint(text: str) -> str:
    """What stands before the imprint of a reference that ends with it and pages; else nothing.

    >>> before_imprint("Ann Lee, Salt (York: Ness, 2001), 4.")
    'Ann Lee, Salt'
    """
    found = IMPRINT.search(text)
    if found is None or not _BEHIND.match(text, found.end()):
        return ""
    return text[: found.start()].rstrip()


_PEOPLE = re.compile(r"(?:,?\s(?:and|et|und|y|e|&)\s|,\s|\s/\s)")
_LATER = re.compile(
    r",\s(?=(?:\d{1,2}(?:st|nd|rd|th|e|ª|a|\.)?\s(?:éd|ed|Aufl)|(?:rev|new|eds?|trans|transl|trad|vols?|t|Bd|hrsg"
    r"|hg|coll|éd|übers)\.\s|\d{1,2}\s(?:vols|Bde)|edited\s|translated\s|a cura d|dir\.\s))",
    re.IGNORECASE,
)
"""Where the title ends, before an edition, editors, translators or a volume."""


def read_enclosed(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """The labels of a note that ends with an imprint in parentheses, the imprint read by its form.

    What the parentheses hold is no person and no title; a number behind them is a page; and
    where the labels miss the title in front of them, it is what follows the names.
    """
    first = next((one.start for one in stretches), 0)
    found = IMPRINT.search(text, first)
    if found is None or not _BEHIND.match(text, found.end()):
        return stretches
    before = [_cut(one, found.start()) for one in stretches if one.start < found.start()]
    volume = _VOLUME_AND_PAGES.match(text, found.end())
    if volume:
        after = [Stretch("volume", *volume.span(1), 0.9), Stretch("pages", *volume.span(2), 0.9)]
    else:
        after = [one for one in stretches if one.start >= found.end()]
        if not any(one.label == "pages" for one in after):
            after = [_behind(text, one) for one in after]
    before = [
        one._replace(label="other") if one.label == "date" and _IN.match(text, one.end) else one
        for one in before
    ]
    before = _whole_title(text, before)
    if not _titled(before):
        before = _in_front(text, first, len(text[: found.start()].rstrip()), before)
    return before + list(_imprint(found)) + after


def _behind(text: str, one: Stretch) -> Stretch:
    """A stretch behind the imprint: a number there is a page, an entry (*s. v.*) is none."""
    if _ENTRY.match(text, one.start):
        return one._replace(label="other")
    volume = _VOLUME.match(text, one.start)
    page = one.label in ("volume", "issue", "title") and not volume
    return one._replace(label="pages") if page else one


_VOLUME_AND_PAGES = re.compile(r",\s(\d{1,2}):\s?(\d{1,4}(?:[-–]{1,2}\d{1,4})?)(?=\.?\s?$)")
"""``, 2:15``"""
_VOLUME = re.compile(r"(?:vol|t|tom|Bd|v)\.\s")
_ENTRY = re.compile(r"s\.\s?vv?\.")


def _cut(one: Stretch, end: int) -> Stretch:
    return one._replace(end=min(one.end, end - 1))


def _whole_title(text: str, before: list[Stretch]) -> list[Stretch]:
    """``Lee, From Hull to York``, ``Lee, 1953: The Flood``: what is right before it, is in it."""
    found: list[Stretch] = []
    for one in before:
        word = found[-1] if found else None
        gap = text[word.end : one.start] if word else ""
        if (
            one.label == "title"
            and word
            and (
                (word.label == "other" and text[word.start].isupper() and gap == " ")
                or (word.label == "date" and gap in (" ", ": ", ", "))
            )
        ):
            found[-1] = one._replace(start=word.start)
        else:
            found.append(one)
    return found


def _titled(before: list[Stretch]) -> bool:
    return any(one.label == "title" for one in before)


def _imprint(found: re.Match[str]) -> Iterator[Stretch]:
    """Places, publishers and date of an imprint."""
    at = found.start() + 1
    inner = found.group()[1:-1]
    for house in _ONE_HOUSE.finditer(inner):
        yield Stretch("place", at + house.start(1), at + house.end(1), 0.9)
        yield Stretch("publisher", at + house.start(2), at + house.end(2), 0.9)
    date = _LAST_DATE.search(inner)
    if date:
        yield Stretch("date", at + date.start(1), at + date.end(1), 0.9)


_LAST_DATE = re.compile(rf",\s({_DATE})$")
_ONE_HOUSE = re.compile(rf"({_PLACE}?)\s?:\s([^():;]{{2,80}}?)(?=;\s|,\s(?:{_DATE})$)")


def _in_front(text: str, start: int, end: int, before: list[Stretch]) -> list[Stretch]:
    """Names and title in front of an imprint, where the labels tell no title."""
    if before and before[0].label == "author" and text[before[0].end : before[0].end + 2] == ", ":
        start = before[0].end + 2
    names = start
    for link in _PEOPLE.finditer(text, start, end):
        if not is_person(text[names : link.start()]):
            break
        names = link.end()
    stop = names - 2 if names > start else start
    later = _LATER.search(text, names, end)
    title_end = later.start() if later else end
    rest = [one for one in before if one.start >= title_end]
    title = Stretch("title", names, title_end, 0.6)
    signed = [one for one in before[:1] if one.end < start]
    if stop > start and not signed:
        signed = [Stretch("author", start, stop, 0.6)]
    return [*signed, title, *rest]
