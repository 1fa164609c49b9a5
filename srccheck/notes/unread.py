"""Headings of notes and sources under which nothing was read, though something stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srccheck.model import Block, BlockKind, Document, NoteKind, Span
from srccheck.notes.headings import heading_kind
from srccheck.notes.works import REFERENCE

_BY_FORMAT = (NoteKind.FOOTNOTE, NoteKind.INLINE)
_HEADINGS = (BlockKind.HEADING, BlockKind.PARAGRAPH)


def unread_lists(document: Document) -> Iterator[Block]:
    """The headings of lists of which no note and no entry was read, though works seem to be there.

    >>> from srccheck.model import Encoding, Passage
    >>> texts = ["References", "Doe 1999, a strange list of 12 more."]
    >>> starts, kinds = [0, 12], [BlockKind.HEADING, BlockKind.PARAGRAPH]
    >>> blocks = tuple(Block(k, Passage.plain(t, s)) for k, t, s in zip(kinds, texts, starts))
    >>> document = Document("a.txt", "text", "", Encoding("utf-8", "text"), blocks)
    >>> [block.passage.text for block in unread_lists(document)]
    ['References']
    """
    footnotes = [note.span for note in document.notes if note.kind in _BY_FORMAT]
    lists = [note.span for note in document.notes if note.kind not in _BY_FORMAT]
    lists += [entry.span for entry in document.entries]
    for place, block in enumerate(document.blocks):
        if block.kind not in _HEADINGS or not block.passage.runs:
            continue
        kind = heading_kind(block.passage.text)
        spans = [part.passage.span() for part in _section(document.blocks, place) if kind
                 and REFERENCE.search(part.passage.text)]  # fmt: skip
        own = [span for span in spans if not any(note.covers(span) for note in footnotes)]
        if not own:
            continue
        whole = Span(block.passage.span().start, max(span.end for span in spans))
        read = lists if kind == "bibliography" else [*lists, *footnotes]
        if not any(whole.overlaps(span) for span in read):
            yield block


def _section(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """The text under a heading, to the next one that is no deeper."""
    heading = blocks[place]
    for block in blocks[place + 1 :]:
        if block.kind is BlockKind.HEADING and (
            heading.kind is not BlockKind.HEADING or block.level <= heading.level
        ):
            return
        if block.passage.runs and block.kind is not BlockKind.HEADING:
            yield block
