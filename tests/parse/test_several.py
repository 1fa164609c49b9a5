"""Notes of ``data/several.jsonl``: several sources without italics, in order, none invented.

``sources`` has author, title, date and pages of each; ``related`` says that the first is quoted
in the second.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from srccheck.parse import parse_document
from srccheck.readers import read_bytes

TABLE = Path(__file__).parent / "data" / "several.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:24] for row in ROWS])
def test_each_source_has_its_own_author_and_title(row: dict[str, Any]) -> None:
    source = f"Text.[^1]\n\n[^1]: {row['text']}\n"
    entries = parse_document(read_bytes(source.encode(), "note.md"))
    fields = ("author", "title", "date", "pages")
    assert [[entry.value(name) for name in fields] for entry in entries] == row["sources"]
    assert not any(entry.value("editor") == entry.value("author") for entry in entries)
    if "related" in row:
        first, second = entries
        assert first.value("related") == second.key


@pytest.mark.parametrize(
    "imprint",
    ["(Oxford: Meadow Press, 1999)", "(Lyon : Quai Amont, 1970)", "(Kiel: Hans Watt, 1931)"],
)
@pytest.mark.parametrize(
    "front", ["Ann Lee, Salt", "Jane Doe and Ann Lee, The Salt Road: A History", "The Salt Road"]
)
def test_an_imprint_is_never_a_person(front: str, imprint: str) -> None:
    text = f"Text.[^1]\n\n[^1]: {front} {imprint}, 12.\n"
    (entry,) = parse_document(read_bytes(text.encode(), "note.md"))
    people = entry.value("author") + entry.value("editor")
    assert not {"Press", "Watt", "Quai", "Meadow"} & set(people.replace(",", " ").split())
    assert entry.value("title") == front.rpartition(", ")[2]
