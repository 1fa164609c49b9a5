"""The documents of ``data/short_forms``: notes, and what the short forms in them repeat.

A line is a note: its label, its text, and its short forms in order, parted by semicolons: the
form, the source it stands for (``4.2`` is the second source of note 4, ``-`` none, ``1.1|4.2``
either) and its pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from srccheck.model import EntryKind
from srccheck.parse import parse_notes
from srccheck.readers import read_text

FOLDER = Path(__file__).parent / "data" / "short_forms"


class Form(NamedTuple):
    """A short form; ``target`` has several names, or none, if it stands for no one source."""

    form: str
    target: frozenset[str]
    pages: str


class Row(NamedTuple):
    """A note with its short forms as they should be and as they were resolved."""

    label: str
    text: str
    wanted: list[Form]
    found: list[Form]


def documents() -> list[str]:
    """The names of the documents."""
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def rows(name: str) -> Iterator[Row]:
    """The notes of a document, read as one Markdown file."""
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    notes = [(line + "\t").split("\t")[:3] for line in lines if line and line[0] != "#"]
    body = " ".join(f"A sentence.[^{label}]" for label, _, _ in notes)
    text = "\n\n".join([body, *(f"[^{label}]: {note}" for label, note, _ in notes)])
    parsed = parse_notes(read_text(text + "\n", "document.md", "markdown"))
    names: dict[str, str] = {}
    sources: dict[str, int] = defaultdict(int)
    for entry in parsed.entries:
        if entry.kind is EntryKind.SOURCE:
            sources[entry.note_label] += 1
            names[entry.key] = f"{entry.note_label}.{sources[entry.note_label]}"
    for label, note, wanted in notes:
        found = [
            Form(
                one.form,
                frozenset(names[key] for key in (one.candidates or (one.target,)) if key),
                one.pages,
            )
            for one in parsed.pointers
            if one.note_label == label
        ]
        yield Row(label, note, [_form(one) for one in wanted.split(";") if one.strip()], found)


def _form(text: str) -> Form:
    form, target, pages = (text.strip() + "  ").split(" ", 2)
    return Form(form, frozenset(target.split("|")) - {"-"}, pages.strip())
