r"""LaTeX: its running text, notes, citations and links, with the files it takes in.

An included file is no document of its own but stands in the text of the one that takes it in
(:mod:`~srccheck.readers.latex_parts`): one stretch of markup may lead over several files, macros
and counters hold for all, and notes and citations come in the order in which they are read.
``Document.parts`` says which file each place is in.

Sources: The TeXbook; the LaTeX2e manual; the manuals of the packages named in
:mod:`~srccheck.readers.latex_commands` and :mod:`~srccheck.readers.latex_citations`. Nothing is
executed: what is known only when TeX runs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import ClassVar

from srccheck.model import (
    Document,
    Encoding,
    NoteKind,
    Problem,
    Span,
)
from srccheck.notes import collect
from srccheck.readers.bibliographies import read_bibliographies
from srccheck.readers.latex_layout import Layout
from srccheck.readers.latex_listing import read_listing
from srccheck.readers.latex_page import LatexPage
from srccheck.readers.latex_parts import Gathered, gather
from srccheck.readers.latex_text import TextReader
from srccheck.readers.link_notes import restore_markers

_DOCUMENT = re.compile(r"\\begin[ ]?\{document\}")
_MOST_PROBLEMS = 20


@cache
def _macros() -> str:
    file = resources.files(__package__).joinpath("data/macros.tex")
    return file.read_text(encoding="utf-8")


class LatexReader:
    r"""Reads LaTeX; nothing in it raises.

    >>> source = "See \\href{https://a.org/x\\_y\\%20z}{this}.\\footnote{Doe, \\emph{A Title}.}"
    >>> document = LatexReader().read(source, "<text>", Encoding("utf-8", "text"))
    >>> [(link.text, link.target) for link in document.links]
    [('this', 'https://a.org/x_y%20z')]
    >>> document.notes[0].label, document.notes[0].passage.text
    ('1', 'Doe, A Title.')
    """

    name: ClassVar[str] = "latex"
    suffixes: ClassVar[tuple[str, ...]] = (".tex", ".ltx", ".latex")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        gathered = gather(source, path)
        page, reader, found = _read(gathered)
        listed = read_bibliographies(gathered.source, gathered.bibliographies)
        entries = list(listed.entries)
        for span in gathered.listings:
            entries += read_listing(gathered.source, span)
        written = [note for note in page.notes if note.kind is not NoteKind.REFERENCE]
        references = [note for note in page.notes if note.kind is NoteKind.REFERENCE]
        notes, unmatched = collect(page.blocks, [*written, *references], reader.rest())
        links = [*page.links, *page.printed(), *listed.links, *gathered.links]
        metadata = reader.metadata
        if gathered.problems:
            metadata["incomplete"] = True
        return Document(
            path=path,
            format=self.name,
            source=gathered.source,
            encoding=encoding,
            blocks=(*page.blocks, *listed.blocks),
            links=tuple(sorted(links, key=lambda link: link.span)),
            notes=restore_markers(notes, page.notes),
            unmatched=unmatched,
            metadata=metadata,
            problems=(*problems, *gathered.problems, *found, *listed.problems),
            entries=tuple(entries),
            language=reader.settings.language,
            citations=tuple(sorted(page.citations, key=lambda each: each.span)),
            parts=gathered.parts,
        )


def _read(gathered: Gathered) -> tuple[LatexPage, TextReader, list[Problem]]:
    end = gathered.text_end
    source = gathered.source
    text = f"{source}\n{_macros()}"
    layout = Layout(text)
    layout.read(0, end)
    broken = [*layout.unclosed, *layout.stray]
    layout.read(len(source) + 1, len(text))
    page = LatexPage(text)
    reader = TextReader(text, layout, page)
    page.begin("discard")
    reader.read(len(source) + 1, len(text))
    page.end()
    if _DOCUMENT.search(source, 0, end):
        page.begin("discard")
        reader.in_text = False
    reader.read(0, end)
    while len(page.contexts) > 1:
        page.end()
    page.flush()
    return page, reader, list(_problems(source, broken, reader))


def _problems(source: str, broken: Sequence[int], reader: TextReader) -> Iterator[Problem]:
    for place in sorted(broken)[:_MOST_PROBLEMS]:
        line = source[place : place + 80].split("\n", 1)[0]
        closing = source[place] == "}"
        message = "this brace closes nothing" if closing else "this brace is never closed"
        yield Problem("broken-latex", Span(place, place + max(1, len(line))), line, message)
    endless = reader.stream.endless
    if endless:
        cited = source[slice(*endless)][:80]
        yield Problem("broken-latex", endless, cited, "this macro goes on without end")
