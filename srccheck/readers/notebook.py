"""The links of Jupyter notebooks: those of their Markdown cells.

Source: the notebook format, version 4 (nbformat): ``cells`` with ``cell_type`` and ``source``, a
string or a list of strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from srccheck.model import Block, BlockKind, Document, Encoding, Link, Passage, Problem, Run
from srccheck.readers.json_strings import placed
from srccheck.readers.markdown import MarkdownReader


class NotebookReader:
    """Reads the links, headings and code of a notebook; outputs are left out.

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
        blocks: list[Block] = []
        links: list[Link] = []
        for kind, text in _cells(source):
            if kind == "markdown":
                cell = MarkdownReader().read(text.text, path, encoding)
                blocks += [_moved(block, text) for block in cell.blocks if block.passage.text]
                links += [replace(link, span=text.span(*link.span)) for link in cell.links]
            elif kind == "code" and text.text:
                blocks.append(Block(BlockKind.CODE, text))
        return Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=tuple(blocks),
            links=tuple(links),
            problems=tuple(problems),
        )


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


def _moved(block: Block, cell: Passage) -> Block:
    """A block of a cell with its place in the notebook."""
    passage = block.passage
    runs = []
    for run in passage.runs:
        span = cell.span(run.source_start, run.source_end)
        same = span.end - span.start == run.end - run.start
        if (
            same
            and cell.text[run.source_start : run.source_end] != passage.text[run.start : run.end]
        ):
            span = span._replace(end=span.start)
        runs.append(Run(run.start, run.end, *span))
    return replace(block, passage=Passage(passage.text, tuple(runs), passage.styles))
