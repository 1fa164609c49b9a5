"""Nothing is found at warning or above in a sound reference, in whatever style it is written.

The references are those of ``parse/data/references.jsonl`` and the notes those of
``parse/data/notes.jsonl``; the document says its language. DOIs under 10.5555 are for tests, and a
claim without a work is one: these two rules are left out.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.pipeline import chosen, examine

DATA = Path(__file__).parent / "parse" / "data"
TODAY = datetime.date(2026, 6, 15)
SETTINGS = Settings(offline=True, ignore=("test-doi", "claim-without-reference"))
RULES = chosen(SETTINGS)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def found(text: str, language: str = "") -> list[str]:
    front = f"---\nlang: {language}\n---\n\n" if language else ""
    source = Source("note.md", f"{front}Text.[^1]\n\n[^1]: {text}\n", "markdown")
    crashes: list[object] = []
    dossier = examine(source, SETTINGS, RULES, TODAY, crashes.append)
    assert not crashes
    return [f"{fault.rule}: {fault.cited!r}: {fault.message}" for fault in dossier.findings]


SOUND = [pytest.param(row, id=row["id"]) for row in rows("references.jsonl") if "fault" not in row]


@pytest.mark.parametrize("row", SOUND)
def test_reference(row: dict[str, Any]) -> None:
    faults = found(row["text"], row["language_of_document"])
    assert not faults, "\n".join([row["text"], *faults])


@pytest.mark.parametrize("row", rows("notes.jsonl"), ids=lambda row: row["text"][:40])
def test_note(row: dict[str, Any]) -> None:
    faults = found(row["text"])
    assert not faults, "\n".join([row["text"], *faults])
