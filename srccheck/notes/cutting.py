"""Notes made of lines: the passage without label, page breaks and page numbers, and its span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from srccheck.model import Block, Note, NoteKind, Passage, Run, Span
from srccheck.notes.lines import Item, Line, is_page_number
from srccheck.notes.lists import NoteList

_WAY_BACK = re.compile(r"\s?[↩↑⏎⤴]\ufe0e?$")
_SENTENCE_END = re.compile(r"[.!?…。][)\]}»”\"'’*]{0,3}$")
_SOFT_HYPHEN = "\u00ad"


def make_notes(lists: Sequence[NoteList], blocks: Sequence[Block]) -> list[list[Note]]:
    """The notes of each list, without markers; linear in the length of the document."""
    pieces = _cut_all((item for notes in lists for item in notes.items), blocks)
    return [[_note(item, _kind(notes), pieces, blocks) for item in notes.items] for notes in lists]


def _kind(notes: NoteList) -> NoteKind:
    if not notes.numbered:
        return NoteKind.REFERENCE
    if notes.by_name:
        return NoteKind.FOOTNOTE
    return NoteKind.REFERENCE if notes.kind == "bibliography" else NoteKind.ENDNOTE


def _note(
    item: Item, kind: NoteKind, pieces: Mapping[tuple[int, int], Passage], blocks: Sequence[Block]
) -> Note:
    lines = [line for line in item.lines if line is not None]
    first, last = lines[0], lines[-1]
    start = blocks[first.block].passage.source_offset(first.start)
    end = blocks[last.block].passage.span(last.start, last.end).end
    parts: list[Passage] = []
    for line in lines:
        piece = pieces[line.block, line.start]
        if line is first or not (line.first and is_page_number(piece.text)):
            _append(parts, piece, line)
    passage = Passage.join(parts)
    back = _WAY_BACK.search(passage.text[-4:])
    if back:
        passage = passage.slice(0, len(passage) - len(back[0])).strip()
    return Note(item.label, passage, Span(start, max(start, end)), kind)


def _append(parts: list[Passage], piece: Passage, line: Line) -> None:
    """Put a line after those before it, with what belongs between them."""
    if not piece.text:
        return
    if parts and parts[-1].text.endswith(_SOFT_HYPHEN):
        parts[-1] = parts[-1].slice(0, len(parts[-1]) - 1)
    elif parts:
        before = parts[-1]
        ends = line.first and _SENTENCE_END.search(before.text[-8:])
        gap = sorted((before.span().end, piece.span().start))
        separator = "\n" if ends and not piece.text[:1].islower() else " "
        parts.append(Passage(separator, (Run(0, 1, gap[0], gap[1]),)))
    parts.append(piece)


def _cut_all(items: Iterable[Item], blocks: Sequence[Block]) -> Mapping[tuple[int, int], Passage]:
    """The passage of every line of every note, by block and start of the line."""
    by_block: dict[int, list[tuple[int, int, int]]] = {}
    for item in items:
        for place, line in enumerate(item.lines):
            if line is not None:
                begin = line.label.end if place == 0 and line.label and item.style else line.start
                bounds = (line.start, min(max(begin, line.start), line.end), line.end)
                by_block.setdefault(line.block, []).append(bounds)
    pieces = {}
    for block, all_bounds in by_block.items():
        cuts = cut(blocks[block].passage, [bounds[1:] for bounds in all_bounds])
        for bounds, piece in zip(all_bounds, cuts, strict=True):
            pieces[block, bounds[0]] = piece.strip()
    return pieces


def cut(passage: Passage, bounds: Iterable[tuple[int, int]]) -> list[Passage]:
    """The stretches of a passage between ordered text offsets.

    The same as one :meth:`Passage.slice` for each, but linear however many there are.

    >>> [part.text for part in cut(Passage.plain("one two"), [(0, 3), (4, 7)])]
    ['one', 'two']
    """
    runs, styles = passage.runs, passage.styles
    run = style = 0
    parts = []
    for start, end in bounds:
        while run < len(runs) and runs[run].end <= start:
            run += 1
        while style < len(styles) and styles[style].end <= start:
            style += 1
        last_run, last_style = run, style
        while last_run < len(runs) and runs[last_run].start < end:
            last_run += 1
        while last_style < len(styles) and styles[last_style].start < end:
            last_style += 1
        near = Passage(passage.text, runs[run:last_run], styles[style:last_style])
        parts.append(near.slice(start, end))
    return parts
