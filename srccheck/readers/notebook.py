"""Jupyter notebooks: their Markdown cells, read as one text, and their code.

Notes may be marked in one cell and written in another, as Quarto and nbconvert read them. A raw
cell with front matter at the beginning is Quarto's.

Source: the notebook format, version 4 (nbformat): ``cells`` with ``cell_type`` and ``source``, a
string or a list of strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Entry,
    Marker,
    Note,
    Passage,
    Problem,
    Run,
)
from srccheck.readers.cite_keys import bibliographies
from srccheck.readers.json_strings import placed
from srccheck.readers.markdown import MarkdownReader
from srccheck.readers.tree_bibliographies import with_bibliographies


class NotebookReader:
    """Reads the text of a notebook; outputs are left out.

    >>> source = '{"cells": [{"cell_type": "markdown", "source": ["See [a](http://a.org)."]}]}'
    >>> document = NotebookReader().read(source, "a.ipynb", Encoding("utf-8", "text"))
    >>> [(link.target, source[slice(*link.span)]) for link in document.links]
    [('http://a.org', '[a](http://a.org)')]
    """

    name: ClassVar[str] = "notebook"
    suffixes: ClassVar[tuple[str, ...]] = (".ipynb",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        cells = list(_cells(source))
        texts = [text for kind, text in cells if kind == "markdown" and text.text]
        codes = [Block(BlockKind.CODE, text) for kind, text in cells if kind == "code"]
        if cells and cells[0][0] == "raw" and cells[0][1].text.startswith("---"):
            texts.insert(0, cells[0][1])
        whole = Passage.join(texts, "\n\n")
        found = MarkdownReader().read(whole.text, "<cells>", encoding)
        at = whole.span
        blocks = [replace(b, passage=_moved(b.passage, whole)) for b in found.blocks]
        code = [block for block in codes if block.passage.text]
        blocks = [block for block in blocks if block.passage.text]
        document = Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=tuple(sorted([*blocks, *code], key=lambda block: block.passage.span())),
            links=tuple(replace(link, span=at(*link.span)) for link in found.links),
            notes=tuple(_note(note, whole) for note in found.notes),
            unmatched=tuple(_marker(marker, whole) for marker in found.unmatched),
            metadata=found.metadata,
            problems=tuple(problems),
            entries=tuple(_entry(entry, whole) for entry in found.entries),
            language=found.language,
            citations=tuple(replace(each, span=at(*each.span)) for each in found.citations),
        )
        head = len(texts[0].text) if texts else 0
        named = bibliographies(found.metadata, whole.text, head)
        return with_bibliographies(document, [each._replace(span=at(*each.span)) for each in named])


def _cells(source: str) -> Iterator[tuple[str, Passage]]:
    """The kind and text of each cell; nothing where the file is no notebook."""
    try:
        notebook = placed(source)
    except ValueError:
        return
    cells: Any = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), Passage):
            continue
        text = cell.get("source")
        lines = text if isinstance(text, list) else [text]
        parts = [line for line in lines if isinstance(line, Passage)]
        yield cell["cell_type"].text, Passage.join(parts)


def _note(note: Note, whole: Passage) -> Note:
    return replace(
        note,
        passage=_moved(note.passage, whole),
        span=whole.span(*note.span),
        markers=tuple(_marker(marker, whole) for marker in note.markers),
    )


def _marker(marker: Marker, whole: Passage) -> Marker:
    return replace(marker, span=whole.span(*marker.span))


def _entry(entry: Entry, whole: Passage) -> Entry:
    return replace(
        entry,
        span=whole.span(*entry.span),
        fields={
            name: replace(each, span=whole.span(*each.span)) for name, each in entry.fields.items()
        },
        identifiers=tuple(replace(each, span=whole.span(*each.span)) for each in entry.identifiers),
    )


def _moved(passage: Passage, whole: Passage) -> Passage:
    """A passage of the cells with its place in the notebook."""
    runs = []
    for run in passage.runs:
        span = whole.span(run.source_start, run.source_end)
        same = span.end - span.start == run.end - run.start
        if (
            same
            and whole.text[run.source_start : run.source_end] != passage.text[run.start : run.end]
        ):
            span = span._replace(end=span.start)
        runs.append(Run(run.start, run.end, *span))
    return Passage(passage.text, tuple(runs), passage.styles)
