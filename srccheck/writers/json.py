"""Entries as srccheck knows them: each field with its raw text, its place and its confidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from srccheck.model import Document, Entry, Field, Name, Pointer, Span


def write(
    entries: Iterable[Entry],
    document: Document | None = None,
    pointers: Mapping[str, Iterable[Pointer]] | None = None,
) -> Iterator[str]:
    """Write entries as one JSON array.

    Args:
        entries: What to write, in order.
        document: Where they stand; if given, each place also has its line and column.
        pointers: By entry key, the short forms that repeat it; looked at as entries come.
    """
    first = True
    for entry in entries:
        value = as_json(entry, document)
        if pointers is not None and (again := pointers.get(entry.key)):
            value["pointers"] = [_pointer(pointer, document) for pointer in again]
        text = json.dumps(value, ensure_ascii=False, indent=2)
        yield ("[\n" if first else ",\n") + text.encode("utf-8", "replace").decode("utf-8")
        first = False
    yield "[]\n" if first else "\n]\n"


def as_json(entry: Entry, document: Document | None = None) -> dict[str, Any]:
    """An entry as plain JSON values."""
    return {
        "key": entry.key,
        "type": entry.type,
        "kind": entry.kind.value,
        "note": entry.note_label,
        "language": entry.language,
        "comment": entry.comment,
        "raw": entry.raw,
        **_place(entry.span, document),
        "identifiers": [
            {"scheme": one.scheme, "value": one.value, **_place(one.span, document)}
            for one in entry.identifiers
        ],
        "fields": {name: _field(field, document) for name, field in entry.fields.items()},
    }


def _pointer(pointer: Pointer, document: Document | None) -> dict[str, Any]:
    return {
        "form": pointer.form,
        "note": pointer.note_label,
        "pages": pointer.pages,
        "raw": pointer.raw,
        **_place(pointer.span, document),
    }


def _field(field: Field, document: Document | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": field.value,
        "raw": field.raw,
        **_place(field.span, document),
        "confidence": field.confidence,
        "origin": field.origin.value,
    }
    if field.names:
        found["names"] = [_name(name) for name in field.names]
    return found


def _name(name: Name) -> dict[str, Any]:
    parts = {
        "family": name.family,
        "given": name.given,
        "particle": name.particle,
        "suffix": name.suffix,
    }
    if name.literal:
        return {"literal": name.family}
    return {part: value for part, value in parts.items() if value}


def _place(span: Span, document: Document | None) -> dict[str, Any]:
    place: dict[str, Any] = {"span": list(span)}
    if document:
        position = document.position(span.start)
        place.update(line=position.line, column=position.column)
        if document.pages:
            place["page"] = document.page(span.start)
    return place
