"""One reference, from its text to its fields: the order in which the parts are read."""

from __future__ import annotations

import re

from srccheck.labelling import Stretch, label
from srccheck.model import Passage
from srccheck.parse.addresses import identifiers_in, read_access, read_identifiers, read_links
from srccheck.parse.dailies import read_daily
from srccheck.parse.dating import read_date, read_issue_of_year, read_state
from srccheck.parse.films import read_film
from srccheck.parse.holdings import read_holding
from srccheck.parse.imprint import read_imprint
from srccheck.parse.kinds import decide, is_series_of_papers
from srccheck.parse.labelled import read_labelled
from srccheck.parse.laws import read_law
from srccheck.parse.leadins import lead_in
from srccheck.parse.marks import find_marks
from srccheck.parse.numbers import (
    read_bare_pages,
    read_bare_volume,
    read_issue_behind_year,
    read_numbers,
)
from srccheck.parse.papers import read_collection_marks, read_number_in_series
from srccheck.parse.people import (
    person_for_title,
    read_authors,
    read_byline,
    read_editors,
    read_editors_in_front,
)
from srccheck.parse.reading import MASK, Mark, Reading, italics, trimmed
from srccheck.parse.remarks import remark
from srccheck.parse.titles import Plan, plan
from srccheck.parse.words import ends_sentence
from srccheck.text.names import is_organisation
from srccheck.venues import is_place, is_publisher

LONGEST = 4000
"""A reference is not longer; what is beyond that in one stretch of text is left as it is."""

_SURE = 0.65
_PRINTED = frozenset(("title", "container", "publisher", "place", "volume", "pages"))
_MEDIUM = re.compile(
    r"\s?\[(?:Internet|online|on-line|en ligne|en línea|in linea|web page|PDF|e-book)\]",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\[\d{1,4}\]\s")
"""The number of a reference in its list."""
_AFTER_IN = re.compile(r"(?:^|[\s,.;:(–—\ue000])(?:in|dans|en|em|nel|nella)\b\s?:?", re.IGNORECASE)
_VOLUME_TAIL = re.compile(r"^(.{3,200}?),?\s(\d{1,4})$", re.DOTALL)


def read(passage: Passage, start: int, end: int, language: str) -> tuple[Reading, str]:
    """Read the reference between two offsets of a passage.

    Returns:
        The reading with its parts, and the entry type.
    """
    end = min(end, start + LONGEST)
    text = passage.text[start:end]
    end = start + remark(text, find_marks(text, italics(passage, start, end)))
    reading = Reading(passage, start, passage.text[start:end], language)
    reading.mask(0, lead_in(reading.text))
    if listed := _LISTED.match(reading.text):
        reading.mask(*listed.span())
    links = read_links(reading, passage, start, end)
    read_identifiers(reading, identifiers_in(reading.text))
    reading.marks = _marks(reading, sorted(italics(passage, start, end) + links))
    before = reading.copy()
    for unsigned in (read_law, read_daily, read_holding, read_film):
        if kind := unsigned(reading):
            if not _is_signed(reading):
                return reading, kind
            reading = before
            break
    stretches = _labels(reading, italic=bool(italics(passage, start, end)))
    read_collection_marks(reading)
    if not stretches:
        for mark in reading.marks:
            reading.mask(mark.start, mark.end)
    read_access(reading, language)
    read_state(reading)
    if "[" in reading.open:
        for medium in _MEDIUM.finditer(reading.open):
            reading.mask(*medium.span())
    if stretches:
        inside, after_in = read_labelled(reading, stretches)
        person_for_title(reading)
        return reading, decide(reading, inside=inside, after_in=after_in)
    read_numbers(reading)
    chosen = plan(reading)
    _title(reading, chosen)
    rest = chosen.rest
    _series_mark(reading, chosen)
    read_date(reading, chosen.container.start if chosen.container else 0)
    after_in = _container(reading, chosen)
    read_issue_of_year(reading)
    date = reading.parts.get("date")
    if date or reading.has("title"):
        read_bare_pages(reading, date.end if date else rest)
    read_issue_behind_year(reading)
    read_authors(reading, chosen.names_end)
    read_byline(reading, rest)
    inside = chosen.inside
    read_imprint(reading, rest, inside=inside, container=reading.has("container"))
    person_for_title(reading)
    kind = decide(reading, inside=inside, after_in=after_in)
    return reading, kind


def _is_signed(reading: Reading) -> bool:
    """Whether the labels are surely those of a work with an author: it is no law and no paper.

    ``Doe, A. 2013. Public vs. Private. London: Hurst.`` has a "vs.", and cites no case.
    """
    if reading.marks:
        return False
    text = reading.text[lead_in(reading.text) :]
    found = [one for one in label(text) if one.label != "number"]
    if not found or found[0].label != "author" or found[0].confidence < 0.9:
        return False
    if is_organisation(text[found[0].start : found[0].end]):
        return False
    sure = {one.label for one in found if one.confidence > _SURE}
    return "date" in sure and len(sure & _PRINTED) > 1


def _labels(reading: Reading, *, italic: bool) -> list[Stretch]:
    """The labels of the model, where they are to be followed.

    That is where no italics set a field off, unless the title is in quotes and what publishes it
    is a venue that is known, or a thesis. Measured (bench/parsing.py): the grammar is right more
    often about these, and about fewer of all others.
    """
    if italic:
        return []
    lead = lead_in(reading.text)
    stretches = [
        one._replace(start=one.start + lead, end=one.end + lead)
        for one in label(reading.text[lead:])
    ]
    first = min((mark.inner_start for mark in reading.marks), default=-1)
    quoted = any(one.label == "title" and abs(one.start - first) < 2 for one in stretches)
    return [] if quoted and any(_is_ours(reading.text, one) for one in stretches) else stretches


def _is_ours(text: str, one: Stretch) -> bool:
    if one.label == "genre":
        return True
    return one.label in ("publisher", "container") and is_series_of_papers(
        text[one.start : one.end]
    )


def _marks(reading: Reading, slanted: list[tuple[int, int]]) -> list[Mark]:
    """The marks outside identifiers; the volume at the end of an italic journal is cut off."""
    found = []
    for mark in find_marks(reading.text, slanted):
        if MASK in reading.open[mark.start : mark.end]:
            continue
        if mark.kind == "italic":
            tail = _VOLUME_TAIL.match(reading.text[mark.inner_start : mark.inner_end])
            after = reading.text[mark.end : mark.end + 2].lstrip()
            if (
                tail
                and after[:1] in ("(", ",", ":", ".")
                and not re.fullmatch(r"1[5-9]\d\d|20\d\d", tail[2])
            ):
                end = mark.inner_start + tail.end(1)
                mark = Mark(mark.kind, mark.start, end, mark.inner_start, end)
        found.append(mark)
    return found


def _title(reading: Reading, chosen: Plan) -> None:
    if chosen.title is None or chosen.title_cover is None:
        return
    start, end = chosen.title
    marked = any(mark.inner_start == start for mark in reading.marks)
    if marked and any(
        mark.kind == "italic" and mark.inner_start == start for mark in reading.marks
    ):
        reading.hints.add("italic title")
    value = " ".join(reading.text[start:end].split()).replace("*", "")
    reading.take("title", start, end, value, confidence=chosen.confidence if not marked else 1.0)
    reading.mask(*chosen.title_cover)


def _series_mark(reading: Reading, chosen: Plan) -> None:
    """A series in quotes after the title of a book: ``PUF, « Que sais-je ? », 2015``."""
    if "italic title" not in reading.hints:
        return
    for mark in reading.marks:
        if mark.kind == "quote" and mark is not chosen.container and mark.start > chosen.rest:
            reading.take("series", mark.inner_start, mark.inner_end, confidence=0.9)
            reading.mask(mark.start, mark.end)
            read_number_in_series(reading, mark.end)


def _container(reading: Reading, chosen: Plan) -> bool:
    """Take a marked container and what stands between it and the title; tell of an "in"."""
    mark = chosen.container
    rest = chosen.rest
    if mark is None:
        return _unmarked_container(reading, rest)
    gap = reading.open[rest : mark.start] if mark.start > rest else ""
    found = bool(_AFTER_IN.search(gap))
    if mark.kind == "italic":
        reading.hints.add("italic container")
    name = "container"
    if gap.strip(f" ,.;:()–—{MASK}"):
        if found:
            read_editors_in_front(reading, rest, mark.start)
        else:
            read_editors(reading, rest)
    reading.take(name, mark.inner_start, mark.inner_end, _plain(reading, mark))
    reading.mask(mark.start, mark.end)
    read_editors(reading, mark.end)
    _editors_behind(reading, mark.end)
    read_bare_volume(reading, mark.end, of_papers=is_series_of_papers(_plain(reading, mark)))
    return found


def _plain(reading: Reading, mark: Mark) -> str:
    return " ".join(reading.text[mark.inner_start : mark.inner_end].split())


def _editors_behind(reading: Reading, start: int) -> None:
    """``*Book*, Jane Doe (ed.)`` is left to the editors' own patterns; "(eds)" alone goes."""
    match = re.match(
        r"[\s,]{0,2}\((?:eds?\.?|dir\.?|Hg\.?|Hrsg\.?)\)", reading.open[start : start + 20]
    )
    if match:
        reading.mask(start, start + match.end())


def _unmarked_container(reading: Reading, rest: int) -> bool:
    """A container without marks after "in": ``in: Zeitschrift 12 (2010)``."""
    read_editors(reading, rest)
    opened = reading.open[rest:]
    match = re.match(
        rf"[\s,.;:{MASK}]{{0,6}}(?:in|dans|en|em|nel|nella)(?:\s?:\s?|\s)(?=[^\W\d_])",
        opened,
        re.IGNORECASE,
    )
    if not match or not reading.has("title"):
        if reading.has("title") and "italic title" not in reading.hints:
            _volume_in_name(reading, rest)
        return False
    begin = rest + match.end()
    reading.mask(rest, begin)
    role = re.match(
        rf"([^{MASK}():]{{3,200}}?),?\s?\(?\b(?:eds?\.?|editors?|éds?\.?|dirs?\.?|Hg\.?"
        rf"|Hrsg\.?|coord\.?)\)?[,:.]?\s(?=[^\W\d_])",
        reading.open[begin:],
        re.IGNORECASE,
    )
    if role:
        read_editors_in_front(reading, begin, begin + role.end())
        reading.mask(begin, begin + role.end())
        begin += role.end()
    stop = next(
        stop
        for stop in re.finditer(rf"[{MASK}(]|,\s|\.\s|\s\d|\.?$", reading.open[begin:])
        if not stop.group().startswith(". ") or ends_sentence(reading.open, begin + stop.start())
    )
    end = begin + stop.start()
    begin, end = trimmed(reading.open, begin, end)
    if end > begin:
        reading.take("container", begin, end, confidence=0.8)
        read_bare_volume(reading, end)
    return True


def _volume_in_name(reading: Reading, rest: int) -> None:
    """``"Title", Journal 12 (2010), 3–20``: the number ends the name of the journal."""
    match = re.match(
        rf"[\s,.;{MASK}]{{1,6}}([^\W\d_a-z][^,.;:()\d{MASK}]{{2,100}}?),?\s"
        rf"(?=\d{{1,4}}[\s,.(:/{MASK}]|[IVXLC]+[\s,(])",
        reading.open[rest:],
    )
    if match and (is_place(match[1]) or is_publisher(match[1])):
        return
    if match and not re.search(
        r"\b(?:1[4-9]\d\d|20\d\d)", reading.open[rest + match.end() : rest + match.end() + 4]
    ):
        name_start, name_end = rest + match.start(1), rest + match.end(1)
        before = reading.parts.copy()
        read_bare_volume(reading, name_end)
        if reading.parts.keys() - before.keys():
            reading.take("container", name_start, name_end, confidence=0.8)
