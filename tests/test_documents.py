"""Whole documents: their notes, what the notes hold, and every finding at warning or above.

Beside each file of ``documents/`` lies ``<name>.expected.toml`` (one that names another ``file``
has it elsewhere). A finding is the expected one if it has its rule and shares a character with
what is cited there, at that line and column (from 1, in characters of the decoded file).
Findings that are not listed must not be made: calling a sound source bad is the worst fault of all.
"""

from __future__ import annotations

import codecs
import datetime
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.model import Dossier, EntryKind, Finding, Severity, Span
from srccheck.pipeline import chosen, examine

FOLDER = Path(__file__).parent / "documents"
SUFFIX = ".expected.toml"
TODAY = datetime.date(2026, 6, 15)
NAMES = ("author", "editor", "translator")
DOCUMENTS = sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}"))


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}{SUFFIX}").read_text("utf-8"))


@cache
def examined(name: str) -> Dossier:
    settings = Settings(offline=True)
    path = FOLDER / expected(name).get("file", name)
    source = Source(path.name, path.read_bytes())
    crashes: list[object] = []
    dossier = examine(source, settings, chosen(settings), TODAY, crashes.append)
    assert not crashes
    return dossier


def plain(value: str) -> str:
    table = str.maketrans({"’": "'", "–": "-", "“": '"', "”": '"'})
    return " ".join(value.translate(table).split())


def people(dossier: Dossier, key: str, field: str) -> list[str]:
    entry = next(entry for entry in dossier.entries if entry.key == key)
    found = entry.fields.get(field)
    names = [str(name) for name in found.names if str(name) != "others"] if found else []
    return [*names, "others"] if entry.value(field).endswith("and others") else names


def grouped(dossier: Dossier) -> list[list[Any]]:
    """The entries of each note, in the order of the notes."""
    return [
        [entry for entry in dossier.entries if note.span.covers(entry.span)]
        for note in dossier.document.notes
    ]


def test_there_are_documents_of_all_kinds() -> None:
    assert len(DOCUMENTS) >= 8
    assert {Path(name).suffix for name in DOCUMENTS} >= {".md", ".html", ".txt"}


def test_the_example_has_thirteen_notes_and_eight_sources() -> None:
    dossier = examined("example")
    kinds = [entry.kind for entry in dossier.entries]
    assert len(dossier.document.notes) == 13
    assert len(kinds) == 13
    assert kinds.count(EntryKind.SOURCE) == 8


@pytest.mark.parametrize("name", DOCUMENTS)
def test_notes(name: str) -> None:
    dossier, wanted = examined(name), expected(name)
    document = dossier.document
    assert [note.label for note in document.notes] == [note["label"] for note in wanted["note"]]
    assert len(document.notes) == wanted["notes"]
    assert [marker.label for marker in document.unmatched] == wanted["unmatched"]
    if "encoding" in wanted:
        codec = codecs.lookup(wanted["encoding"]).name
        assert codecs.lookup(document.encoding.name).name.startswith(codec)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_kinds(name: str) -> None:
    faults = []
    for note, entries in zip(expected(name)["note"], grouped(examined(name)), strict=True):
        got = [entry.kind.value for entry in entries]
        if note["kinds"] and got != note["kinds"]:
            raw = [entry.raw for entry in entries]
            faults.append(f"note {note['label']}: expected {note['kinds']}, got {got}: {raw}")
    if faults:
        pytest.fail("\n  ".join([name, *faults]), pytrace=False)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fields(name: str) -> None:
    dossier = examined(name)
    faults = []
    for note, entries in zip(expected(name)["note"], grouped(dossier), strict=True):
        for wanted, entry in zip(note.get("entry", ()), entries, strict=False):
            for field, value in wanted.items():
                if field in NAMES:
                    got: object = people(dossier, entry.key, field)
                elif field == "type":
                    got = entry.type
                elif field == "langid":
                    got = entry.language
                else:
                    got, value = plain(entry.value(field)), plain(value)
                if got != value:
                    faults.append(f"note {note['label']}: {field}: expected {value!r}, got {got!r}")
    if faults:
        pytest.fail("\n  ".join([name, *faults]), pytrace=False)


def stretch(dossier: Dossier, wanted: dict[str, Any]) -> Span:
    lines = dossier.document.lines
    start = lines.starts[wanted["line"] - 1] + wanted["column"] - 1
    return Span(start, start + len(wanted["cited"]))


def shown(dossier: Dossier, finding: Finding) -> str:
    position = dossier.document.position(finding.span.start)
    place = f"{position.line}:{position.column}"
    return f"{place} {finding.rule}: {finding.cited!r}: {finding.message}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_findings(name: str) -> None:
    dossier = examined(name)
    unexpected = [
        found for found in dossier.findings if found.severity.rank >= Severity.WARNING.rank
    ]
    missing = []
    for wanted in expected(name).get("finding", ()):
        place = stretch(dossier, wanted)
        right = [
            found
            for found in unexpected
            if found.rule == wanted["rule"] and found.span.overlaps(place)
        ]
        if right:
            unexpected.remove(right[0])
        else:
            missing.append(f"{wanted['line']}:{wanted['column']} {wanted['rule']}")
    lines = [f"not found: {line}" for line in missing]
    lines += [f"false: {shown(dossier, found)}" for found in unexpected]
    if lines:
        pytest.fail("\n  ".join([name, *lines]), pytrace=False)
