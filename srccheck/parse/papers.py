"""Kinds of papers and series: numbered papers, collections, blogs, papers given at conferences."""

from __future__ import annotations

import re

from srccheck.parse.reading import MASK, Reading
from srccheck.parse.words import genres
from srccheck.venues import is_place

SERIES = re.compile(
    rf"(?<!\w)(?:coll(?:ection)?\.?|série|Reihe|colección|collana)\s(?:«\s?|“"
    rf"|\")?(?=[^\W\d_])([^,;:()«»“”{MASK}]{{2,80}})",
    re.IGNORECASE,
)


def read_collection_marks(reading: Reading) -> None:
    """A series named in quotes or italics after "coll."."""
    for mark in reading.marks:
        before = reading.text[max(0, mark.start - 16) : mark.start]
        label = re.search(
            r"(?:\bcoll(?:ection|\.)?|\bcol\.|\bséries?|\bseries|\bReihe|\bcolección|\bcollana)\s?:?\s?$",
            before,
            re.IGNORECASE,
        )
        if label:
            reading.take("series", mark.inner_start, mark.inner_end)
            reading.mask(mark.start - len(label.group()), mark.end)
            read_number_in_series(reading, mark.end)


def read_number_in_series(reading: Reading, end: int) -> None:
    """The number right behind the name of a series."""
    if number := _IN_SERIES.match(reading.open, end):
        reading.take("number", *number.span(1), confidence=0.9)
        reading.mask(*number.span())


_ENCLOSED = re.compile(
    r"(?<=[^\W\d_])\s\(([^\W\d_a-z][^():;,\d\ue000]{2,60})(?:,\s(?:n°\s?)?(\d{1,4}))?\)(?=,\s\ue000)"
)


def read_series_behind_publisher(reading: Reading, start: int) -> None:
    """The series in parentheses before the year: ``Paris, Quai (Eaux, 12), 1988``."""
    found = _ENCLOSED.search(reading.open, start)
    if found is None or reading.has("series", "container") or is_place(found[1]):
        return
    if reading.open[start : found.start()].count(",") < 2:
        return
    reading.take("series", *found.span(1), confidence=0.7)
    if found[2]:
        reading.take("number", *found.span(2), confidence=0.7)
    reading.mask(*found.span())


_IN_SERIES = re.compile(
    r",\s(?:n[°o]\.?\s?|nr\.\s|no\.\s|vol\.\s|t\.\s)?(\d{1,4})(?=\)|,\s(?:1[4-9]|20)\d\d\b)",
    re.IGNORECASE,
)
"""The number of a book in its series: ``coll. « Eaux », 12)``."""
_BLOG = re.compile(
    r"\(blog\)|\[blog\]|\b(?:sur le |on the |im )?(?:blog post|billet de blog|(?-i:blog)"
    r"|carnet de recherche|weblog)\b(?=[\s,:]{0,3}[\ue000(]|\s(?:on|de)\b)",
    re.IGNORECASE,
)


def read_blog(reading: Reading, start: int) -> None:
    """The word "blog" beside the name of a site."""
    match = _BLOG.search(reading.open, start)
    if match:
        reading.hints.add("blog")
        reading.mask(*match.span())


_SERIES_NUMBER = re.compile(
    r"[\s,.\ue000]{1,40}([^\W\d_a-z][^,;:()\d.\ue000]{8,90}?),?\s(?:no\.\s|n°\s?|vol\.\s"
    r"|Bd\.\s)?(\d{1,4})(?=\s?[(,.])"
)


_SERIES_ENCLOSED = re.compile(
    r"\((?:=\s)?([^\W\d_a-z][^,;:()\d.\ue000]{8,90}?),?\s(?:no\.\s|n°\s?|vol\.\s|Bd\.\s)?(\d{1,4})\)"
)


def read_series_with_number(reading: Reading, start: int) -> None:
    """The series of a book with its number: ``*Title*, Studies in Something 88 (Place: …)``."""
    if "italic title" not in reading.hints or reading.has("series", "container", "number"):
        return
    match = _SERIES_NUMBER.match(reading.open, start) or _SERIES_ENCLOSED.search(
        reading.open, start
    )
    if match and len(match[1].split()) > 2 and match[1].split()[-1].lower() not in genres():
        reading.take("series", *match.span(1), confidence=0.8)
        reading.take("number", *match.span(2), confidence=0.8)
        reading.mask(*match.span())


_NUMBERED = re.compile(
    r"([^\W\d_][^,;:()\ue000\d]{2,80}?)(?:\s(?:no\.\s|n°\s?"
    r"|Nr\.\s)?(\d{1,5}(?:[/.-](?:[A-Z]{1,2}\s)?\d{1,5})?)(?=[\s,.;)(\ue000]|$)|(?=[\s,]{1,2}(?:no\.|n°"
    r"|Nr\.)?\s?\ue000))"
)


def read_numbered_paper(reading: Reading, start: int) -> None:
    """A kind of paper with its number: ``Occasional Paper 14``, ``SWP-Studie 11``."""
    if reading.has("type", "series", "container") or reading.genre:
        return
    for match in _NUMBERED.finditer(reading.open, start):
        label = match[1].strip()
        last = re.split(r"[\s-]", label.lower())
        tail = next((" ".join(last[-n:]) for n in (3, 2, 1) if " ".join(last[-n:]) in genres()), "")
        if not tail or len(label.split()) > 8 or not (match[2] or reading.has("number")):
            continue
        if genres()[tail] != "report":
            continue
        reading.genre = "report"
        whole = label.lower() == tail
        reading.take("type" if whole else "series", *match.span(1))
        if match[2] and not reading.has("number"):
            reading.take("number", *match.span(2))
        reading.mask(*match.span())
        return


_CODE = re.compile(
    r"(?<=[\s,\ue000])([A-Z]{2,8})\s(\d{1,4}/(?:\d{4}|\d{2}))(?=\s?[.,;)\ue000]|\s?$)"
)


def read_coded_paper(reading: Reading, start: int) -> None:
    """The short name of a series with number and year: ``ARI 22/2022``."""
    match = _CODE.search(reading.open, start)
    if match and not reading.has("number"):
        reading.take("series", *match.span(1))
        reading.take("number", *match.span(2))
        reading.mask(*match.span())


_PRESENTED = re.compile(
    rf"(?:conference\s)?(?:paper|communication|Vortrag|intervention|poster|comunicación"
    rf"|relazione)\s(?:presented|présentée?|prononcée?|gehalten|presentada|presentata|given"
    rf"|delivered)?\s?(?:at|to|à|au|aux|auf|en|a|al)\s(?:the\s|la\s|l['’]|der\s"
    rf"|dem\s)?([^;()\d{MASK}]{{4,160}}?)(?=,|\s?[;(){MASK}]|\.?$)",
    re.IGNORECASE,
)


def read_presented(reading: Reading, start: int) -> None:
    """Take the conference at which a paper was given."""
    match = _PRESENTED.search(reading.open, start)
    if match:
        reading.take("eventtitle", *match.span(1))
        reading.mask(*match.span())
        reading.genre = "unpublished"
