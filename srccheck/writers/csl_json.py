"""Entries as CSL-JSON, version 1.0.2 of its schema (https://github.com/citation-style-language/schema).

The types and variables are those into which citeproc and Zotero turn BibLaTeX's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from srccheck.model import Entry, EntryKind, Field, Name, PartialDate
from srccheck.text.langids import language_code
from srccheck.text.names import OTHERS
from srccheck.writers.latex import clean

_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book",
    "proceedings": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "suppbook": "chapter", "inproceedings": "paper-conference", "manual": "report",
    "report": "report", "thesis": "thesis", "online": "webpage", "dataset": "dataset",
    "software": "software", "patent": "patent", "unpublished": "manuscript",
    "inreference": "entry-encyclopedia", "reference": "book", "periodical": "periodical",
    "misc": "document", "image": "graphic", "video": "motion_picture", "audio": "song",
    "movie": "motion_picture", "music": "song", "artwork": "graphic",
    "letter": "personal_communication", "standard": "standard", "bookinbook": "chapter",
    "suppcollection": "chapter", "suppperiodical": "article-journal", "mvcollection": "book",
    "mvproceedings": "book", "mvreference": "book",
    "review": "review", "legislation": "legislation", "jurisdiction": "legal_case",
}  # fmt: skip
_SUBTYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "blog": "post-weblog",
}  # fmt: skip
_VARIABLES = {
    "title": "title", "journaltitle": "container-title", "booktitle": "container-title",
    "series": "collection-title", "volume": "volume", "pages": "page", "publisher": "publisher",
    "location": "publisher-place",
    "edition": "edition", "url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN",
    "note": "note", "abstract": "abstract", "type": "genre", "keywords": "keyword",
    "shorttitle": "title-short", "pagetotal": "number-of-pages", "version": "version",
    "volumes": "number-of-volumes", "annotation": "annote", "part": "part-number",
    "shortjournal": "container-title-short", "pubstate": "status", "howpublished": "medium",
    "origtitle": "original-title", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "eventtitle": "event-title",
    "venue": "event-place", "chapter": "chapter-number",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author", "editora": "editorial-director",
    "editorb": "collection-editor", "editorc": "compiler",
}  # fmt: skip
_DATES = {
    "date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date",
}  # fmt: skip
_ARTICLES = ("article-journal", "article-newspaper", "article-magazine")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries as one JSON array."""
    first = True
    for entry in entries:
        yield ("[\n" if first else ",\n") + json.dumps(as_csl(entry), ensure_ascii=False, indent=2)
        first = False
    yield "[]\n" if first else "\n]\n"


def as_csl(entry: Entry) -> dict[str, Any]:
    """An entry in CSL's variables."""
    type_ = _TYPES.get(entry.type, "document")
    type_ = _SUBTYPES.get(entry.value("entrysubtype"), type_)
    item: dict[str, Any] = {"id": clean(entry.key), "type": type_}
    for name, field in entry.fields.items():
        if name in _NAMES and field.names:
            item[_NAMES[name]] = [_name(one) for one in field.names]
        elif name in _DATES:
            item[_DATES[name]] = _date(field)
        elif name in _VARIABLES:
            item.setdefault(_VARIABLES[name], clean(field.value))
    _subtitle(entry, item)
    _publisher(entry, item)
    _number(entry, item)
    _archive(entry, item)
    if entry.kind is not EntryKind.SOURCE:
        item.setdefault("keyword", entry.kind.value)
        item.setdefault("note", clean(entry.comment))
    language = language_code(entry.value("langid")) or entry.language or entry.value("language")
    if _LANGUAGE.fullmatch(language):
        item["language"] = language
    return {name: value for name, value in item.items() if value}


def _subtitle(entry: Entry, item: dict[str, Any]) -> None:
    """CSL has titles in one piece."""
    for name, variable in (("subtitle", "title"), ("booksubtitle", "container-title")):
        if item.get(variable) and entry.value(name):
            item[variable] += f": {clean(entry.value(name))}"


def _publisher(entry: Entry, item: dict[str, Any]) -> None:
    """CSL has one publisher: of reports and theses, the institution."""
    names = ["publisher", "institution", "organization"]
    if item["type"] in ("report", "thesis"):
        names = ["institution", *names]
    item["publisher"] = next((clean(entry.value(name)) for name in names if entry.value(name)), "")


def _number(entry: Entry, item: dict[str, Any]) -> None:
    """CSL has ``issue`` for periodicals, ``collection-number`` in series, else ``number``."""
    number = clean(entry.value("number"))
    if item["type"] in _ARTICLES:
        item["issue"] = number or clean(entry.value("issue"))
        item["number"] = clean(entry.value("eid"))
    elif entry.value("series") and item["type"] in ("book", "chapter"):
        item["collection-number"] = number
    else:
        item["number"] = number


def _archive(entry: Entry, item: dict[str, Any]) -> None:
    archive, place = clean(entry.value("eprinttype")), clean(entry.value("eprint"))
    if archive.lower() in ("pubmed", "pmid"):
        item["PMID"] = place
    elif place and archive:
        item["archive"], item["archive_location"] = archive, place
    elif entry.value("library"):
        item["archive"] = clean(entry.value("library"))


def _name(name: Name) -> dict[str, str]:
    if name == OTHERS:
        return {"literal": "others"}
    if name.literal:
        return {"literal": clean(name.family)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: clean(value) for part, value in parts.items() if value}


def _date(field: Field) -> dict[str, Any]:
    """A date as date parts; what is no date stays as it was written."""
    date = field.date
    if date is None:
        return {"raw": clean(field.value)}
    if date.end and (date.end.season or date.end.circa or (date.season and date.end)):
        return {"raw": str(date)}  # in EDTF: date parts cannot say it
    parts = [_parts(date), *([_parts(date.end)] if date.end else [])]
    found: dict[str, Any] = {"date-parts": parts}
    if date.season is not None:
        found["season"] = date.season - 20
    if date.circa:
        found["circa"] = True
    return found


def _parts(date: PartialDate) -> list[int]:
    parts = [date.year]
    if date.month is not None:
        parts += [date.month, *([date.day] if date.day is not None else [])]
    return parts
