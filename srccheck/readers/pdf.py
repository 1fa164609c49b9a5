"""PDF files: their text in reading order, with notes, links, italics and pages.

Source: ISO 32000-2. What is drawn is taken from :mod:`~srccheck.readers.pdf_glyphs` (PDFium); a
PDF has letters at places and no more, so that lines, columns, paragraphs and notes are found by
where things stand and how large they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Marker,
    Note,
    NoteKind,
    Passage,
    Problem,
)
from srccheck.notes import collect
from srccheck.readers.link_notes import restore_markers
from srccheck.readers.masking import Masked
from srccheck.readers.pdf_columns import Columns
from srccheck.readers.pdf_footnotes import Footnote, labels_in, part, text_size
from srccheck.readers.pdf_joining import Vocabulary
from srccheck.readers.pdf_paragraphs import Paragraph, paragraphs
from srccheck.readers.pdf_process import read_pages
from srccheck.readers.pdf_rows import Row, rows_of
from srccheck.readers.pdf_running import without_running
from srccheck.readers.pdf_source import PdfSource
from srccheck.text.normalise import fold

_METADATA = {"title": "title", "author": "author", "subject": "subject", "keywords": "keywords",
             "creationdate": "date"}  # fmt: skip


class PdfReader:
    """Reads PDF files that have text; its source has a line for each paragraph."""

    name: ClassVar[str] = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: pypdfium2 is not there, or the file is broken, locked, too large to be
                read in reasonable time, or has no text.
        """
        about, pages, addresses = _read(data, path)
        outline = {fold(title): min(level, 6) for title, level in about["outline"] if title}
        text, footnotes = part(without_running(pages))
        size = text_size(text)
        return _Assembly(text, footnotes, addresses).document(
            paragraphs([row for rows in text for row in rows], size, outline),
            path,
            {
                name: about["metadata"][key]
                for key, name in _METADATA.items()
                if about["metadata"].get(key)
            },
        )


def _read(data: bytes, path: str) -> tuple[dict[str, Any], list[list[Row]], list[list[str]]]:
    """What is known of a file, the rows of its pages, and the addresses that no text links to."""
    stream = read_pages(data, path)
    about = next(stream)
    pages: list[list[Row]] = []
    addresses = []
    columns = Columns()
    for number, page in enumerate(stream):
        rows = rows_of(page, number, columns)
        shown = {style.target for row in rows for style in row.styles}
        pages.append(rows)
        addresses.append([address for address, _ in page["links"] if address not in shown])
    return about, pages, addresses


class _Assembly:
    """Puts the source together, page by page: the text, then the footnotes."""

    def __init__(
        self,
        text: Sequence[Sequence[Row]],
        footnotes: Sequence[Footnote],
        addresses: Sequence[Sequence[str]],
    ) -> None:
        rows = [row for page in text for row in page]
        rows += [row for note in footnotes for row in note.rows]
        self.source = PdfSource(Vocabulary(row.text for row in rows))
        self.addresses = addresses
        self.footnotes: dict[int, list[Footnote]] = defaultdict(list)
        for note in footnotes:
            self.footnotes[note.page].append(note)
        self.notes: list[tuple[int, Note]] = []

    def document(
        self, found: Sequence[Paragraph], path: str, metadata: Mapping[str, object]
    ) -> Document:
        fragments: dict[int, list[Passage]] = defaultdict(list)
        where: dict[int, list[tuple[int, list[Row]]]] = defaultdict(list)
        for index, paragraph in enumerate(found):
            for row in paragraph.rows:
                rows = where[row.page]
                if not rows or rows[-1][0] != index:
                    rows.append((index, []))
                rows[-1][1].append(row)
        note_blocks: list[Block] = []
        placed: list[tuple[int, Passage]] = []
        for page in range(len(self.addresses)):
            self.source.page()
            for index, own in where[page]:
                passage = self.source.rows(own)
                fragments[index].append(passage)
                placed.append((page, passage))
            for footnote in self.footnotes[page]:
                note_blocks.append(self._note(footnote))
            for address in self.addresses[page]:
                self.source.address(page + 1, address)
        blocks = list(self._blocks(found, fragments)) + note_blocks
        blocks.sort(key=lambda block: block.passage.span().start)
        notes = self._marked(placed)
        collected = collect(blocks, notes, [marker for note in notes for marker in note.markers])
        return Document(
            path=path,
            format=PdfReader.name,
            source=self.source.text,
            encoding=Encoding("utf-8", "declared"),
            blocks=tuple(blocks),
            links=tuple(sorted(self.source.links, key=lambda link: link.span)),
            notes=restore_markers(collected.notes, notes),
            unmatched=collected.unmatched,
            metadata=metadata,
            pages=tuple(self.source.pages),
            unit="paragraph",
        )

    def _blocks(
        self, found: Sequence[Paragraph], fragments: Mapping[int, Sequence[Passage]]
    ) -> Iterator[Block]:
        for index, paragraph in enumerate(found):
            passage = fragments[index][0]
            for following in fragments[index][1:]:
                joint = self.source.vocabulary.joint(passage.text, following.text)
                passage = passage.slice(0, len(passage) - joint.cut)
                passage = Passage.join([passage, following], joint.separator)
            kind = BlockKind.HEADING if paragraph.level else BlockKind.PARAGRAPH
            yield Block(kind, passage, paragraph.level)

    def _note(self, footnote: Footnote) -> Block:
        """Add a footnote to the source and to the notes."""
        line = self.source.rows(footnote.rows, footnote.start)
        start = footnote.start
        while start < len(line.text) and line.text[start].isspace():
            start += 1
        span = line.span()
        note = Note(footnote.label, line.slice(start), span, NoteKind.FOOTNOTE)
        self.notes.append((footnote.page, note))
        return Block(BlockKind.PARAGRAPH, line)

    def _marked(self, placed: Sequence[tuple[int, Passage]]) -> list[Note]:
        """The footnotes with the markers on their page, else on the page before."""
        waiting: dict[tuple[int, str], list[Marker]] = defaultdict(list)
        for page, passage in placed:
            for style in passage.styles:
                if style.kind == "superscript":
                    for label in labels_in(passage.text[style.start : style.end]):
                        span = passage.span(style.start, style.end)
                        waiting[page, label].append(Marker(label, span, "superscript"))
        notes = []
        for page, note in self.notes:
            found = waiting.get((page, note.label)) or waiting.get((page - 1, note.label)) or []
            numbered = note.label.isdecimal()
            own = found[:1] if not numbered else [*found]
            del found[: len(own)]
            notes.append(replace(note, markers=tuple(own)))
        return notes
