"""Every reference of ``data/references.jsonl`` becomes the fields that a librarian would enter.

A line of the table has ``text`` (Markdown), ``expect`` (fields in BibLaTeX's names), ``optional``
(fields of which nothing is asked) and ``absent`` (fields that must stay empty, where there is a
trap). Every other bibliographic field must be empty too. A list instead of a value gives equally
right answers (of names: one answer); a key ``a|b`` asks that at least one of these fields holds
the value. A ``fault`` is the rule that finds something in the reference itself.
``type_label`` is BibLaTeX's field ``type``, ``type`` the entry type.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from srccheck.model import Entry, EntryKind, Origin
from srccheck.parse import parse_document
from srccheck.readers import read_bytes

NAMES = {"author", "editor", "translator"}
BIBLIOGRAPHIC = NAMES | {
    *("title", "journaltitle", "booktitle", "maintitle", "series", "volume", "number", "issue"),
    *("pages", "eid", "publisher", "institution", "organization", "location", "edition", "date"),
    *("urldate", "url", "doi", "isbn", "issn", "eprint"),
}
TABLE = Path(__file__).parent / "data" / "references.jsonl"
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})


ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def cases() -> list[Any]:
    return [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [],
        )
        for row in ROWS
    ]


def plain(value: str) -> str:
    """The value with typographic variants of quotes, dashes and spaces made equal."""
    text = " ".join(value.translate(SAME).replace("--", "-").split())
    return re.sub(r"^(\d{1,6}) ?- ?(\d{1,6})$", r"\1-\2", text)


def comparable(field: str, value: str) -> str:
    """The value without what makes no difference in that field."""
    text = plain(value)
    if field in ("isbn", "issn"):
        return text.replace("-", "").replace(" ", "").upper()
    if field in ("doi", "type_label"):
        return text.casefold().removesuffix(".")
    return text


def initials(name: str) -> str:
    """``Smith, J. A.`` and ``Smith, JA`` are one name."""
    family, comma, given = plain(name).rpartition(", ")
    letters = given.replace(".", "").replace(" ", "").replace("-", "")
    return family + comma + (letters if letters.isupper() and len(letters) < 5 else given)


def people(entry: Entry, field: str) -> list[str]:
    found = entry.fields.get(field)
    if found is None:
        return []
    names = [initials(str(name)) for name in found.names if str(name) != "others"]
    return [*names, "others"] if found.value.endswith("and others") else names


def got(entry: Entry, field: str) -> str:
    if field == "type":
        return entry.type
    if field == "langid":
        return entry.language
    if field in NAMES:
        return "; ".join(people(entry, field))
    return entry.value("type" if field == "type_label" else field)


def wanted(field: str, value: str | list[str]) -> list[str]:
    """The right values for a field, any of which will do."""
    if field in NAMES and isinstance(value, list):
        return ["; ".join(initials(name) for name in value)]
    return value if isinstance(value, list) else [value]


def differences(row: dict[str, Any], entry: Entry) -> list[str]:
    """One line for each field that is wrong, missing or filled without reason."""
    faults = []
    asked = set(row.get("optional", ()))
    for key, value in row["expect"].items():
        fields = key.split("|")
        asked.update(fields)
        right = {field: {comparable(field, v) for v in wanted(field, value)} for field in fields}
        if not any(comparable(field, got(entry, field)) in right[field] for field in fields):
            found = {field: got(entry, field) for field in fields}
            faults.append(f"{key}: expected {value!r}, got {found}")
    if re.match(r"\d{4}-2[1-4]", entry.value("date")) and entry.value("issue").isalpha():
        asked.add("issue")  # a season names the issue as well
    unasked = (BIBLIOGRAPHIC - asked) | set(row.get("absent", ()))
    for field in sorted(unasked & set(entry.fields)):
        if entry.fields[field].origin is Origin.TEXT:
            faults.append(f"{field}: expected nothing, got {got(entry, field)!r}")
    return faults


def parse(text: str) -> list[Entry]:
    document = read_bytes(f"Text.[^1]\n\n[^1]: {text}\n".encode(), "reference.md")
    return list(parse_document(document))


@pytest.mark.parametrize("row", cases())
def test_reference(row: dict[str, Any]) -> None:
    entries = parse(row["text"])
    sources = [entry for entry in entries if entry.kind is EntryKind.SOURCE]
    if len(entries) != 1 or not sources:
        kinds = [(entry.kind.value, entry.raw) for entry in entries]
        pytest.fail(
            f"{row['id']}: {row['text']}\n  expected one source, got {kinds}", pytrace=False
        )
    faults = differences(row, sources[0])
    if faults:
        pytest.fail("\n  ".join([f"{row['id']}: {row['text']}", *faults]), pytrace=False)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_field_stands_where_it_says(row: dict[str, Any]) -> None:
    """``raw`` is the text at ``span``, and the span lies inside the reference."""
    source = f"Text.[^1]\n\n[^1]: {row['text']}\n"
    document = read_bytes(source.encode(), "reference.md")
    wrong = [
        (entry.key, field.name, field.raw, document.source[slice(*field.span)])
        for entry in parse_document(document)
        for field in entry.fields.values()
        if field.origin is Origin.TEXT and document.source[slice(*field.span)] != field.raw
    ]
    assert not wrong


def test_the_table_is_as_large_and_varied_as_it_says() -> None:
    assert len(ROWS) >= 200
    assert {row["language_of_document"] for row in ROWS} >= {"en", "fr", "de", "es", "it"}
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"] for row in ROWS}) == len(ROWS)
