"""Whole documents in several languages and note styles, with the notes that a reader sees."""

import itertools
import json
from pathlib import Path

import pytest

from srccheck.readers import read_path

DATA = Path(__file__).parent / "data"
CASES = sorted(path for path in DATA.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_notes_of_a_document(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    document = read_path(path)
    notes = {note.label: note for note in document.notes}
    assert [note.label for note in document.notes] == expected["labels"]
    assert [marker.label for marker in document.unmatched] == expected["unmatched"]
    marked = {label: len(notes[label].markers) for label in expected["marked"]}
    assert marked == expected["marked"]
    if "counts" in expected:  # where labels occur more than once
        assert [len(note.markers) for note in document.notes] == expected["counts"]
    for label, start in expected["starts"].items():
        assert notes[label].passage.text.startswith(start)
    for label, end in expected["ends"].items():
        assert notes[label].passage.text.endswith(end)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_spans_are_places_in_the_file(path: Path) -> None:
    document = read_path(path)
    for note in document.notes:
        assert note.span.covers(note.passage.span())
        for marker in note.markers:
            cited = document.source[marker.span.start : marker.span.end]
            assert marker.label in cited.translate(str.maketrans("¹²³⁴", "1234")) or "⁻" in cited
    spans = [note.span for note in document.notes]
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
