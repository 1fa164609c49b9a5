"""Entries as CSL-JSON, version 1.0.2 of its schema (https://github.com/citation-style-language/schema).

The types and variables are those into which citeproc and Zotero turn BibLaTeX's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from srccheck.model import Entry, EntryKind, Field, Name, PartialDate
from srccheck.writers.latex import clean

_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book",
    "proceedings": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "suppbook": "chapter", "inproceedings": "paper-conference", "manual": "report",
    "report": "report", "thesis": "thesis", "online": "webpage", "dataset": "dataset",
    "software": "software", "patent": "patent", "unpublished": "manuscript",
    "inreference": "entry-encyclopedia", "reference": "book", "periodical": "periodical",
    "misc": "document", "image": "graphic", "video": "motion_picture", "audio": "song",
    "review": "review", "legislation": "legislation", "jurisdiction": "legal_case",
}  # fmt: skip
_SUBTYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "blog": "post-weblog",
}  # fmt: skip
_VARIABLES = {
    "title": "title", "journaltitle": "container-title", "booktitle": "container-title",
    "series": "collection-title", "volume": "volume", "pages": "page", "publisher": "publisher",
    "institution": "publisher", "organization": "publisher", "location": "publisher-place",
    "edition": "edition", "url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN",
    "note": "note", "abstract": "abstract", "type": "genre", "keywords": "keyword",
    "shorttitle": "title-short", "pagetotal": "number-of-pages", "version": "version",
    "eventtitle": "event-title", "venue": "event-place", "chapter": "chapter-number",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author",
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
    _number(entry, item)
    if entry.kind is not EntryKind.SOURCE:
        item.setdefault("keyword", entry.kind.value)
        item.setdefault("note", clean(entry.comment))
    if _LANGUAGE.fullmatch(entry.language):
        item["language"] = entry.language
    return {name: value for name, value in item.items() if value}


def _number(entry: Entry, item: dict[str, Any]) -> None:
    """CSL has ``issue`` for periodicals, ``collection-number`` in series, else ``number``."""
    number = clean(entry.value("number"))
    if item["type"] in _ARTICLES:
        item["issue"] = number or clean(entry.value("issue"))
    elif entry.value("series") and item["type"] in ("book", "chapter"):
        item["collection-number"] = number
    else:
        item["number"] = number
    if entry.value("eprint") and entry.value("eprinttype"):
        item["archive"] = clean(entry.value("eprinttype"))
        item["archive_location"] = clean(entry.value("eprint"))


def _name(name: Name) -> dict[str, str]:
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
