"""Identifiers, addresses and dates of access: what can be taken before anything else is read."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.model import Passage
from srccheck.parse.reading import Reading
from srccheck.text.dates import find_dates
from srccheck.text.identifiers import IdentifierMatch, find_identifiers

_WORTH = re.compile(
    r"://|www\.|10\.\d{4}|doi|ISBN|ISSN|arxiv|PMID|PMC\d|97[89]|orcid|hdl", re.IGNORECASE
)
_MARKS = ("://", "www.", "10.", "doi", "isbn", "issn", "arxiv", "pm", "97", "orcid", "hdl")
"""One of these is in every text that :data:`_WORTH` knows."""
_LABEL = re.compile(
    r"(?:[\[(<]\s?)?(?:\b(?:DOI|URL|e?-?ISBN(?:-1[03])?|e?-?ISSN(?:-L)?|arXiv|PMID|hdl"
    r"|https?:?//(?:dx\.)?doi\.org/|"
    r"(?:available|accessible|retrieved|consultable|disponible|disponível|verfügbar|abrufbar|online"
    r"|en ligne|in linea|en línea|disponibile|lien|link|"
    r"adresse|at|from|sur|unter|en|em|à|su|a|l'adresse|l’adresse|suivante|ligne|online at"
    r"|on)\b)[\s:]{0,4}){0,5}$",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"[\[(]?\s?\b(?:last\s)?(?:accessed|retrieved|viewed|consultée?s?|consult\."
    r"|(?:dernière\s|date de\s)?(?:consultation|visite)|page consultée|vu|visitée?|cited|"
    r"abgerufen|zugriff|zuletzt\s(?:abgerufen|besucht|aufgerufen)|letzter zugriff"
    r"|aufgerufen|abruf|stand|"
    r"consultado|acceso|acesso|recuperado|consultat[oa]|ultimo accesso|visitato"
    r"|(?:date\s)?accessed|cité|last visited)"
    r"(?:\son|\sle|\sla|\sam|\sel|\sil|\s:|:|\sem|\sin|\sà|\sen)?:?\s?(?:the\s)?$",
    re.IGNORECASE,
)
_ACCESS_WORDS = (
    *("access", "acces", "retriev", "view", "consult", "visit", "page", "vu ", "cit", "abgerufen"),
    *("zugriff", "besucht", "aufgerufen", "abruf", "stand", "acceso", "acesso", "recuper"),
)
"""One of these is in every label that :data:`_ACCESS` knows."""
_ENGLISH = re.compile(r"accessed|retrieved|viewed|visited", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@/.:-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|edu|gov|int|info|eu|io|fr|de"
    r"|uk|es|it|ch|be|ca|pt|nl|at|ru)"
    r"/[^\s\"“”«»<>()\[\]]{1,300}"
)
"""An address without its scheme, as MLA prints it; only with a path."""
_FIELDS = {"doi": "doi", "isbn": "isbn", "issn": "issn", "url": "url"}


def identifiers_in(text: str) -> list[IdentifierMatch]:
    """The identifiers of a text; quick when there are none, or when it was asked before."""
    return list(_identifiers_in(text))


@lru_cache(maxsize=64)
def _identifiers_in(text: str) -> tuple[IdentifierMatch, ...]:
    lower = text.lower()
    worth = any(mark in lower for mark in _MARKS) and _WORTH.search(text)
    found = find_identifiers(text) if worth else []
    if "/" in text:
        for match in _BARE.finditer(text):
            value = match.group().rstrip(".,;:")
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                end = match.start() + len(value)
                found.append(IdentifierMatch(match.start(), end, "url", value))
        found.sort()
    return tuple(found)


def read_identifiers(reading: Reading, found: list[IdentifierMatch]) -> None:
    """Take identifiers with the labels before them."""
    for match in found:
        name = _FIELDS.get(match.scheme)
        before = reading.open[max(0, match.start - 60) : match.start]
        label = _LABEL.search(before)
        cover = match.start - (len(label.group().lstrip(", ")) if label else 0)
        if name:
            reading.take(name, match.start, match.end, match.value)
        elif match.scheme in ("arxiv", "pmid", "pmcid", "handle") and not reading.has("eprint"):
            reading.take("eprint", match.start, match.end, match.value)
            reading.hints.add(f"eprint:{match.scheme}")
        reading.mask(cover, match.end)
        after = reading.open[match.end : match.end + 2]
        if after[:1] in (">", "]"):
            reading.mask(match.end, match.end + 1)


def read_links(reading: Reading, passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """An address that only the markup has: ``[Title](https://…)``.

    Returns:
        The stretches of words that are links: a title is often one.
    """
    words = []
    for style in passage.styles:
        if style.start >= end:
            break
        if style.kind == "link" and style.start >= start and style.target.startswith("http"):
            found = find_identifiers(style.target)
            if not found or found[0].scheme not in ("url", "doi"):
                continue
            first, last = style.start - start, min(style.end, end) - start
            shown = reading.text[first:last]
            if "://" in shown or "www." in shown or "10." in shown:
                continue
            opened = reading.open
            reading.take(found[0].scheme, first, last, found[0].value)
            reading.open = opened
            if len(shown.split()) > 1:
                words.append((first, last))
    return words


def read_access(reading: Reading, language: str) -> None:
    """Take the date on which a page was read."""
    lower = reading.open.lower()
    if not any(word in lower for word in _ACCESS_WORDS):
        return
    for match in find_dates(reading.open, language):
        label = _ACCESS.search(reading.open[max(0, match.start - 40) : match.start])
        if label:
            if match.date.month is None and not _ENGLISH.search(label.group()):
                near = reading.open[match.start : match.end]
                match = match._replace(date=(find_dates(near, "fr") or [match])[0].date)
            start = match.start - len(label.group())
            reading.take("urldate", match.start, match.end, str(match.date), date=match.date)
            end = match.end + (reading.open[match.end : match.end + 1] in (")", "]"))
            reading.mask(start, end)
            return
