"""What each note of ``data/notes.jsonl`` holds: a comment, sources, or a claim without a work.

``kinds`` has one kind for each expected entry, in order; ``organization`` is the one on which a
claim rests, ``lead_in`` the words before the first reference that are not part of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from srccheck.model import EntryKind
from srccheck.parse import parse_document
from srccheck.readers import read_bytes

TABLE = Path(__file__).parent / "data" / "notes.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def cases() -> list[Any]:
    return [
        pytest.param(
            row,
            id=f"{number}-{'-'.join(row['kinds'])}",
            marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [],
        )
        for number, row in enumerate(ROWS, 1)
    ]


@pytest.mark.parametrize("row", cases())
def test_note(row: dict[str, Any]) -> None:
    source = f"Text.[^1]\n\n[^1]: {row['text']}\n"
    entries = parse_document(read_bytes(source.encode(), "note.md"))
    kinds = [entry.kind.value for entry in entries]
    if kinds != row["kinds"]:
        shown = [(entry.kind.value, entry.raw) for entry in entries]
        pytest.fail(
            f"{row['text']}\n  expected {row['kinds']}\n  got {kinds}: {shown}", pytrace=False
        )
    first = entries[0]
    if "organization" in row:
        assert first.value("organization") == row["organization"], row["text"]
    if "lead_in" in row:
        author = first.value("author") + first.value("editor")
        assert row["lead_in"].split()[0] not in author.replace(",", " ").split(), row["text"]
    for entry in entries:
        if entry.kind is EntryKind.COMMENTARY:
            assert entry.type == "misc"
            assert entry.value("keywords") == "commentary"
            assert entry.value("note"), "a comment keeps its text"
            assert not entry.value("title"), "a comment is not asked for a title"


def test_the_table_is_as_large_and_varied_as_it_says() -> None:
    assert len(ROWS) >= 120
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert {kind for row in ROWS for kind in row["kinds"]} == {kind.value for kind in EntryKind}
