"""A note is parted into its sources, and told from a comment or a claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from srccheck.model import Document, Encoding, Entry, Note, NoteKind, Span
from srccheck.parse import parse_note
from srccheck.parse.markup import read_markup

TABLE = Path(__file__).parent / "data" / "notes.tsv"


def rows() -> list[Any]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [
        pytest.param(*line.split("\t"), id=str(i))
        for i, line in enumerate(lines, 1)
        if line[0] != "#"
    ]


def entries(text: str, label: str = "1") -> tuple[Entry, ...]:
    document = Document("<text>", "markdown", text, Encoding("utf-8", "text"))
    note = Note(label, read_markup(text), Span(0, len(text)), NoteKind.FOOTNOTE)
    return parse_note(note, document)


@pytest.mark.parametrize(("kinds", "text"), rows())
def test_kinds(kinds: str, text: str) -> None:
    assert [entry.kind.value for entry in entries(text)] == kinds.split()


def test_the_words_around_a_source_are_kept() -> None:
    (entry,) = entries(
        'The treaty was never ratified. See Jane Doe, "A Title of an Article", *Survival*, '
        "vol. 3, no. 2, 2001. The author argues that the treaty was dead from the start."
    )
    assert entry.value("title") == "A Title of an Article"
    assert "never ratified" in entry.comment
    assert "dead from the start" in entry.comment


def test_a_comment_keeps_its_text() -> None:
    (entry,) = entries("Our translation.", label="12")
    assert (entry.key, entry.type, entry.value("keywords")) == ("note12", "misc", "commentary")
    assert entry.value("note") == "Our translation."


def test_a_claim_names_its_organisation() -> None:
    (entry,) = entries("It fell, according to the Example Peace Research Institute (EPRI).")
    assert entry.value("organization") == "Example Peace Research Institute"
    assert entry.value("shortname") == "EPRI"
    assert entry.value("keywords") == "claim"
