"""What comes after the title: container, kind of paper, series, place, publisher, date."""

from __future__ import annotations

import re

from srccheck.parse.kinds import is_series_of_papers
from srccheck.parse.order import pieces
from srccheck.parse.papers import (
    SERIES,
    read_blog,
    read_coded_paper,
    read_numbered_paper,
    read_presented,
    read_series_behind_publisher,
    read_series_with_number,
)
from srccheck.parse.publishers import is_house, read_place_and_publisher, read_two_publishers
from srccheck.parse.reading import MASK, Reading, trimmed
from srccheck.parse.words import genres, prose_words, word_list
from srccheck.text.names import is_organisation
from srccheck.venues import is_known, is_place, is_publisher

_THESIS = re.compile(
    r"(?:unpublished\s|thèse\s|mémoire\s|ph\.?\s?d|doctoral|master|m\.a\.|dissertation"
    r"|diss\.|thesis|habilitation|hdr\b|tesis\s|tesi\s)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:Tese|Dissertação|Tesis|Tesi|Thèse|Mémoire|Dissertation|Trabalho de Conclusão de Curso)"
    r"(?:\s[^\W\d_]{2,12}){0,3}\s\([^()\ue000]{4,60}\)",
    re.IGNORECASE,
)
"""``Dissertação (Mestrado em História)``, as ABNT has it."""
_UNIVERSITY = re.compile(
    r"\b(?:univ(?:ersit|\.)|college|école|ehess|sciences po|school|institut|eth\b"
    r"|hochschule|politecnico)",
    re.IGNORECASE,
)
_EMPTY = word_list("empty")


def read_imprint(reading: Reading, start: int, *, inside: bool, container: bool) -> None:
    """Give the open stretches after ``start`` their roles."""
    if match := SERIES.search(reading.open, start):
        reading.take("series", match.start(1), match.end(1))
        reading.mask(*match.span())
    if match := re.search(r"\(=\s([^,()\ue000]{3,120})", reading.open[start:]):
        reading.take("series", start + match.start(1), start + match.end(1))
        reading.mask(start + match.start(), start + match.end())
    if (degree := _DEGREE.search(reading.open, start)) and not reading.has("type"):
        reading.genre = "thesis"
        reading.take("type", *degree.span())
    read_blog(reading, start)
    read_presented(reading, start)
    read_series_with_number(reading, start)
    read_series_behind_publisher(reading, start)
    read_numbered_paper(reading, start)
    read_coded_paper(reading, start)
    read_place_and_publisher(reading, start)
    read_two_publishers(reading, start)
    parts = [
        piece for piece in pieces(reading.open, start, len(reading.open)) if piece[1] > piece[0]
    ]
    wants = inside and not container
    for index, (begin, end) in enumerate(parts):
        begin, end = _clean(reading.open, begin, end)
        if end <= begin or not reading.is_open(begin, end):
            continue
        text = reading.open[begin:end]
        if not any(c.isalnum() for c in text) or text.lower() in _EMPTY:
            reading.mask(begin, end)
            continue
        if not any(c.isalpha() for c in text):
            continue
        following = (
            reading.open[parts[index + 1][0] : parts[index + 1][1]]
            if index + 1 < len(parts)
            else ""
        )
        role = _role(reading, text, following, wants=wants, begin=begin)
        if role:
            confidence = 1.0 if role in ("type", "location") or is_known(text) else 0.8
            reading.take(role, begin, end, confidence=confidence)
            if role == "container":
                wants = False


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = trimmed(text, start, end)
    while end > start and text[end - 1] in " .,;:([–—\u00a0" + MASK:
        if text[end - 1] == "." and re.search(
            r"\b(?:[A-Z]|Inc|Co|Ltd|Corp|U\.S|D\.C)\.$", text[start:end]
        ):
            break
        end -= 1
    while start < end and text[start] in " .,;:)]–—\u00a0" + MASK:
        start += 1
    return start, end


def _role(reading: Reading, text: str, following: str, *, wants: bool, begin: int) -> str:
    folded = text.lower().rstrip(".")
    known = genres().get(folded) or genres().get(folded + ".") or _described(text)
    if (
        known
        and not reading.has("type")
        and not (wants and is_known(text) and not _organisation(following))
    ):
        reading.genre = known
        return "type"
    tail = re.split(r"[\s-]", folded)[-1]
    paper = genres().get(tail) == "report" and text[:1].isupper() and 1 < len(text.split()) <= 5
    if (
        (paper or is_known(text))
        and is_series_of_papers(text, "series")
        and reading.has("title")
        and (not reading.has("type", "series", "container"))
    ):
        reading.genre = "report"
        return "series"
    if _THESIS.match(text) and not reading.has("type") and not wants_title(reading):
        reading.genre = "thesis"
        return "type"
    if reading.genre == "thesis" and not reading.has("institution") and _UNIVERSITY.search(text):
        return "institution"
    places = [
        part.strip() for part in re.split(r"\s?/\s?|\s(?:and|et|und|&|y|e)\s|\s?[-–]\s?", text)
    ]
    place = is_place(text) or all(map(is_place, places))
    if place and not reading.has("location"):
        if len(places) > 1 and all(map(is_place, places)):
            start, end = trimmed(reading.open, begin, begin + len(text))
            reading.take("location", start, end, " and ".join(places))
            return ""
        state = re.match(
            r",\s(?:[A-Z]{2}|D\.\s?C\.|Mass\.|Conn\.|Calif\.)(?=[\s,.:;)\ue000]|$)",
            reading.open[begin + len(text) :],
        )
        if state:
            reading.take("location", begin, begin + len(text) + state.end())
            return ""
        return "location"
    if place or re.fullmatch(r"[A-Z]{2}|D\.C|D\.C\.|USA|UK", text):
        reading.mask(begin, begin + len(text))
        return ""
    if (
        reading.genre
        and reading.genre != "thesis"
        and not reading.has("institution")
        and _organisation(text)
        and not (is_publisher(text) and not is_organisation(text))
    ):
        return "institution"
    if wants and is_known(text):
        return "container"
    if (
        is_publisher(text)
        and not reading.has("publisher")
        and not (wants and not reading.has("location"))
    ):
        return "publisher"
    if wants:
        return "container"
    if reading.has("container"):
        if _of_chapter(reading, text):
            return "publisher"
        if _organisation(text) and not reading.has("institution", "publisher"):
            return "institution"
        return "" if reading.has("publisher") or not reading.has("location") else "publisher"
    if not reading.has("publisher") and is_house(text):
        return "publisher"
    if not reading.has("publisher") and text[:1].isupper() and len(text.split()) <= 8:
        if reading.has("location") or is_place(following):
            return "publisher"
        if _unknown_place(reading, text, following):
            return "location"
        if reading.has("title") and len(text.split()) <= 3 and not _organisation(text):
            return (
                "location"
                if _before_date(reading, begin + len(text)) and not following
                else "publisher"
            )
        if _organisation(text):
            return "institution"
        return "publisher"
    return ""


def _of_chapter(reading: Reading, text: str) -> bool:
    """Whether the publisher of a book with chapters is named alone, as in APA and MLA style."""
    return (
        reading.has("editor", "bookauthor")
        and not reading.has("publisher", "institution")
        and text[:1].isupper()
        and len(text.split()) <= 6
        and not prose_words(text)
    )


def _described(text: str) -> str | None:
    """The type told by a kind of paper with its adjectives: ``rapport public thématique``."""
    parts = text.split()
    if not text[:1].islower() or len(parts) > 5 or prose_words(text):
        return None
    return next((found for n in (3, 2, 1) if (found := genres().get(" ".join(parts[:n])))), None)


def wants_title(reading: Reading) -> bool:
    """Whether the title is still to be found."""
    return not reading.has("title")


def _unknown_place(reading: Reading, text: str, following: str) -> bool:
    """Whether place and publisher follow each other, neither of them known: ``Lapi, Urbino``."""
    plain = following.strip(f" .,{MASK}")
    return (
        reading.has("date")
        and len(text.split()) <= 3
        and not _organisation(text)
        and bool(re.fullmatch(r"[^\W\d_a-z][\w'’ &.-]{2,40}", plain))
        and genres().get(plain.lower()) is None
    )


def _organisation(text: str) -> bool:
    return bool(text) and text[:1].isupper() and (is_organisation(text) or is_known(text))


def _before_date(reading: Reading, end: int) -> bool:
    date = reading.parts.get("date")
    return date is not None and 0 <= date.start - end <= 2
