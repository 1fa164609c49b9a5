"""What Citavi keeps in the fields of Word documents, as CSL items.

A field is ``ADDIN CitaviPlaceholder{…}`` with JSON in Base64: ``Entries``, each with a
``Reference`` that holds the whole record, and the place in it (``PageRange``). Objects that come
again are written as ``{"$ref": "7"}`` (Json.NET). The names of fields are those of Citavi's own
programming interface (``SwissAcademic.Citavi.Reference``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES = {
    "Book": "book", "BookEdited": "book", "Contribution": "chapter",
    "JournalArticle": "article-journal", "NewspaperArticle": "article-newspaper",
    "InternetDocument": "webpage", "Thesis": "thesis", "ConferenceProceedings": "book",
    "ContributionInLegalCommentary": "chapter", "CollectedWorks": "book", "Lecture": "speech",
    "UnpublishedWork": "manuscript", "Report": "report", "Map": "map", "Patent": "patent",
    "Movie": "motion_picture", "CourtDecision": "legal_case", "StatuteOrRegulation": "legislation",
}  # fmt: skip
_VARIABLES = {
    "Volume": "volume", "Number": "issue", "Edition": "edition", "Doi": "DOI", "Isbn": "ISBN",
    "PlaceOfPublication": "publisher-place", "OnlineAddress": "URL", "Language": "language",
}  # fmt: skip
_ORIGINAL = re.compile(r"<os>([^<]{1,100})</os>")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")


def cited(text: str) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    """The works that a placeholder cites: each as CSL, with its identity and the place in it.

    Raises:
        ValueError: It is no JSON, or a work has no record.

    >>> text = '{"Entries": [{"ReferenceId": "r1", "PageRange": {"OriginalString": "12"},'
    >>> text += ' "Reference": {"ReferenceType": "Book", "Title": "A Title", "Year": "1999"}}]}'
    >>> next(cited(text))[0]["title"], next(cited(text))[1:]
    ('A Title', ('citavi r1', '12'))
    """
    stated = json.loads(text)
    known = {one["$id"]: one for one in _objects(stated) if isinstance(one.get("$id"), str)}
    entries = stated.get("Entries") if isinstance(stated, Mapping) else None
    for entry in entries if isinstance(entries, list) else ():
        record = _resolved(entry.get("Reference"), known) if isinstance(entry, Mapping) else {}
        if not record.get("Title"):
            raise ValueError("a work without a record")
        identity = str(entry.get("ReferenceId") or record.get("Id") or record["Title"])
        yield _csl(record, known), f"citavi {identity}", _pages(entry.get("PageRange"))


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """All objects in a value; a loop, as files may be nested deeply."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _resolved(value: object, known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """An object, or that which a reference to it stands for."""
    if not isinstance(value, Mapping):
        return {}
    return known.get(str(value["$ref"]), {}) if "$ref" in value else value


def _csl(record: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    csl: dict[str, Any] = {"type": _TYPES.get(str(record.get("ReferenceType")), "document")}
    title, subtitle = (_text(record.get(name)) for name in ("Title", "Subtitle"))
    csl["title"] = f"{title}: {subtitle}" if subtitle else title
    for name, variable in _VARIABLES.items():
        if value := _text(record.get(name)):
            csl[variable] = value
    for name, variable in (("Authors", "author"), ("Editors", "editor")):
        if names := list(_names(record.get(name), known)):
            csl[variable] = names
    if not csl.get("author") and (names := list(_names(record.get("Organizations"), known))):
        csl["author"] = names
    publishers = _listed(record.get("Publishers"), known)
    if houses := [house for one in publishers if (house := _text(one.get("Name")))]:
        csl["publisher"] = "; ".join(houses)
    if year := _YEAR.search(_text(record.get("Year")) or _text(record.get("Date"))):
        csl["issued"] = {"date-parts": [[int(year[0])]]}
    if pages := _pages(record.get("PageRange")):
        csl["page"] = pages
    if series := _text(_resolved(record.get("SeriesTitle"), known).get("Name")):
        csl["collection-title"] = series
    if journal := _text(_resolved(record.get("Periodical"), known).get("Name")):
        csl["container-title"] = journal
    if parent := _resolved(record.get("ParentReference"), known):
        _inherit(csl, _csl({**parent, "ParentReference": None}, known))
    return csl


def _inherit(csl: dict[str, Any], parent: Mapping[str, Any]) -> None:
    """What a part has from the work that it is in."""
    csl["container-title"] = parent["title"]
    if names := parent.get("author"):
        csl["container-author"] = names
    for name in ("editor", "publisher", "publisher-place", "edition", "ISBN", "issued", "volume",
                 "collection-title"):  # fmt: skip
        if name in parent:
            csl.setdefault(name, parent[name])


def _names(value: object, known: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for person in _listed(value, known):
        last, first = _text(person.get("LastName")), _text(person.get("FirstName"))
        middle, prefix = _text(person.get("MiddleName")), _text(person.get("Prefix"))
        if last and (first or middle):
            name = {"family": last, "given": f"{first} {middle}".strip()}
            yield name | ({"non-dropping-particle": prefix} if prefix else {})
        elif last:
            yield {"literal": last}


def _listed(value: object, known: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else ():
        yield _resolved(one, known)


def _pages(value: object) -> str:
    """A range of pages: an object, or its XML."""
    if isinstance(value, Mapping):
        return _text(value.get("OriginalString"))
    match = _ORIGINAL.search(value) if isinstance(value, str) else None
    return match[1].strip() if match else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
