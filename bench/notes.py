"""How well comment is told from source, sources are counted, and short forms are resolved.

    python -m bench.notes [--wrong]

The first table is over the notes of ``bench/data/notes``; the second over the documents of
``tests/parse/data/short_forms``, in which each note says what it repeats.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measure import table
from srccheck.model import Document, Encoding, EntryKind, Note, NoteKind, Span
from srccheck.parse import parse_note
from srccheck.parse.markup import read_markup

NOTES = Path(__file__).parent / "data" / "notes"


class Row(NamedTuple):
    """A note, in a language, with the number of sources it holds."""

    half: str
    language: str
    sources: int
    text: str


def rows() -> Iterator[Row]:
    """The notes of both halves."""
    for path in sorted(NOTES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                language, sources, text = line.split("\t")
                yield Row(path.stem, language, int(sources), text)


def counted(text: str) -> int:
    """How many sources the parser finds in a note."""
    document = Document("<text>", "markdown", text, Encoding("utf-8", "text"))
    note = Note("1", read_markup(text), Span(0, len(text)), NoteKind.FOOTNOTE)
    return sum(entry.kind is EntryKind.SOURCE for entry in parse_note(note, document))


def score(true: int, extra: int, missed: int) -> str:
    """F1 in per cent."""
    return f"{200 * true / (2 * true + extra + missed):.1f}" if true else "0.0"


def notes_table(wrong: bool) -> str:
    """Comment or source, and how many, by half and language."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows():
        found = counted(row.text)
        if wrong and found != row.sources:
            print(f"{row.half} {row.language}: {row.sources} sources, {found} found: {row.text}")
        for group in (row.language, row.half, "all"):
            sums[group].update(
                notes=1, right=found == row.sources,
                cites=bool(found) and bool(row.sources),
                cites_extra=bool(found) and not row.sources,
                cites_missed=bool(row.sources) and not found,
                true=min(found, row.sources), extra=max(0, found - row.sources),
                missed=max(0, row.sources - found),
            )  # fmt: skip
    return table(
        ["", "notes", "comment or source F1", "sources F1", "count right %"],
        [
            [
                group,
                str(sum_["notes"]),
                score(sum_["cites"], sum_["cites_extra"], sum_["cites_missed"]),
                score(sum_["true"], sum_["extra"], sum_["missed"]),
                f"{100 * sum_['right'] / sum_['notes']:.1f}",
            ]
            for group, sum_ in sums.items()
        ],
    )


def forms_table(wrong: bool) -> str:
    """How many short forms are resolved, by document; with those that are none in the sum."""
    folder = Path(__file__).parent.parent / "tests" / "parse"
    sys.path.insert(0, str(folder))
    from short_forms import documents, rows  # type: ignore[import-not-found]

    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for name in documents():
        for row in rows(name):
            pairs = list(zip(row.wanted, row.found, strict=False))
            right = sum(one[1:] == other[1:] for one, other in pairs)
            if wrong and row.wanted != row.found:
                print(f"{name} {row.label}: {row.text}\n  {row.wanted}\n  {row.found}")
            for group in (name, "all"):
                sums[group].update(
                    forms=len(row.wanted),
                    right=right,
                    kind=sum(one.form == other.form for one, other in pairs),
                    extra=max(0, len(row.found) - len(row.wanted)),
                )
    return table(
        ["", "short forms", "resolved right %", "kind right %", "found where none is"],
        [
            [
                group,
                str(sum_["forms"]),
                f"{100 * sum_['right'] / sum_['forms']:.1f}",
                f"{100 * sum_['kind'] / sum_['forms']:.1f}",
                str(sum_["extra"]),
            ]
            for group, sum_ in sums.items()
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    options = parser.parse_args()
    print(notes_table(options.wrong), forms_table(options.wrong), sep="\n\n")


if __name__ == "__main__":
    main()
