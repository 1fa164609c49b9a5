"""The text of a document: which of it is shown, and what is marked in it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from srccheck.messages import n_
from srccheck.model import Block, BlockKind, Document, Passage, Span
from srccheck.reporters.html.languages import tag
from srccheck.reporters.html.marked import Mapped, Mark, extent, marked
from srccheck.reporters.html.markup import Markup, el, join

LARGE = 200_000
"""Characters from which on a text is cut to the paragraphs around what is marked in it."""
_AROUND = 1
_LONG = 6_000
"""Characters of a paragraph from which on it is cut in a large text."""
_CONTEXT = 300
_WALK = 40
_TAGS = {BlockKind.CODE: "pre", BlockKind.QUOTE: "blockquote"}


@dataclass
class Piece:
    """A block or line to show, and its marks."""

    passage: Passage
    kind: BlockKind | None
    label: str = ""
    marks: list[Mark] = field(default_factory=list)

    @cached_property
    def mapped(self) -> Mapped:
        """Its passage, to be found in by places of the source."""
        return Mapped(self.passage)


def is_list(document: Document) -> bool:
    """Whether the file is a bibliography: then its lines are shown, and not its reading text."""
    return not document.blocks or bool(document.entries and not document.notes)


def shown_text(document: Document, marks: Sequence[Mark]) -> tuple[Markup, bool]:
    """The text with its marks, and whether some of it was left out."""
    in_lines = is_list(document)
    pieces = _lines(document) if in_lines else _blocks(document.blocks)
    outside = _distribute(pieces, marks)
    cut = sum(len(piece.passage) for piece in pieces) > LARGE
    parts = [_shown(run, cut, in_lines) for run in _runs(pieces, cut)]
    text = el(
        "div",
        *parts,
        class_="lines" if in_lines else "text",
        lang=None if in_lines else tag(document.language) or None,
        dir="auto",
    )
    return join([text, _elsewhere(document, outside)]), cut


def _blocks(blocks: Iterable[Block]) -> list[Piece]:
    return [Piece(block.passage, block.kind, block.label) for block in blocks]


def _lines(document: Document) -> list[Piece]:
    """The file as it stands, cut at empty lines; each part with the number of its first line."""
    pieces: list[Piece] = []
    first = 0
    for number in range(1, len(document.lines.starts) + 2):
        filled = number <= len(document.lines.starts) and document.lines.line(number).strip()
        if filled and not first:
            first = number
        elif not filled and first:
            pieces.append(_part(document, first, number - 1))
            first = 0
    return pieces


def _part(document: Document, first: int, last: int) -> Piece:
    """The lines from one to another, both included."""
    start = document.lines.starts[first - 1]
    end = document.lines.starts[last - 1] + len(document.lines.line(last))
    return Piece(Passage.plain(document.source[start:end], start), None, str(first))


def _distribute(pieces: Sequence[Piece], marks: Iterable[Mark]) -> list[Mark]:
    """Give each mark to the piece in which it stands; what stands in none is given back."""
    extents = sorted(
        (*extent(piece.passage), index) for index, piece in enumerate(pieces) if piece.passage.runs
    )
    starts = [start for start, _, _ in extents]
    outside: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, mark.rank)):
        last = bisect.bisect_right(starts, mark.span.start)
        near = extents[max(0, last - _WALK) : last + 1]
        around = [one for one in near if _touches(one, mark.span)]
        if not around:
            outside.append(mark)
            continue
        _, _, index = min(
            around,
            key=lambda one: (
                _empty(pieces, one, mark),
                one[0] > mark.span.start,
                one[1] - one[0],
            ),
        )
        pieces[index].marks.append(mark)
    return outside


def _touches(one: tuple[int, int, int], span: Span) -> bool:
    start, end, _ = one
    return span.start <= end and start < max(span.end, span.start + 1)


def _empty(pieces: Sequence[Piece], one: tuple[int, int, int], mark: Mark) -> bool:
    """Whether nothing of the stretch is in the text of the piece."""
    start, end = pieces[one[2]].mapped.range(mark.span)
    return start == end


def _runs(pieces: Sequence[Piece], cut: bool) -> Iterator[list[Piece] | int]:
    """The pieces to show one after another, and between them how many are left out."""
    if not cut:
        yield list(pieces)
        return
    around = _AROUND if pieces and pieces[0].kind else 0
    wanted = {
        near
        for index, piece in enumerate(pieces)
        if piece.marks
        for near in range(index - around, index + around + 1)
    }
    run: list[Piece] = []
    left = 0
    for index, piece in enumerate(pieces):
        if index in wanted:
            if left:
                yield left
            left = 0
            run.append(piece)
            continue
        if run:
            yield run
        run = []
        left += bool(piece.passage.text)
    if run:
        yield run
    if left:
        yield left


def _shown(run: list[Piece] | int, cut: bool, in_lines: bool) -> Markup:
    if isinstance(run, int):
        if in_lines:
            left = n_("[{count} part left out]", "[{count} parts left out]", run)
        else:
            left = n_("[{count} paragraph left out]", "[{count} paragraphs left out]", run)
        return el("p", left, class_="gap", lang="en", dir="ltr")
    if in_lines:
        return join(
            el("pre", el("span", piece.label, class_="no"), " ", _inside(piece, cut),
               translate="no", dir="auto")
            for piece in run
        )  # fmt: skip
    return join(_block(piece, cut) for piece in run)


def _block(piece: Piece, cut: bool) -> Markup:
    if piece.kind is BlockKind.RULE:
        return el("hr") if not piece.marks else el("p", _inside(piece, cut))
    label = el("span", piece.label, class_="no") if piece.label else Markup()
    kind = piece.kind.value if piece.kind else ""
    name = "" if kind == "paragraph" else kind
    return el(
        _TAGS.get(piece.kind, "p") if piece.kind else "p",
        label,
        " " if label else "",
        _inside(piece, cut),
        Markup("\n"),
        class_=name or None,
        dir="auto",
    )


def _inside(piece: Piece, cut: bool) -> Markup:
    if not cut or len(piece.passage) <= _LONG:
        return marked(piece.passage, piece.marks)
    parts: list[Markup] = []
    last = 0
    for start, end, marks in _windows(piece):
        if start > last:
            parts.append(_gap(start - last))
        parts.append(marked(piece.passage.slice(start, end), marks))
        last = end
    if last < len(piece.passage):
        parts.append(_gap(len(piece.passage) - last))
    return join(parts)


def _gap(length: int) -> Markup:
    return el("span", f" [{length:,} characters left out] ", class_="gap", lang="en")


def _windows(piece: Piece) -> list[tuple[int, int, list[Mark]]]:
    """The stretches of a long paragraph around its marks."""
    mapped, length = piece.mapped, len(piece.passage)
    windows: list[tuple[int, int, list[Mark]]] = [(0, min(_CONTEXT, length), [])]
    for (start, end), mark in sorted(
        ((mapped.range(mark.span), mark) for mark in piece.marks), key=lambda pair: pair[0]
    ):
        end = min(end, start + _LONG)
        low, high = max(0, start - _CONTEXT), min(length, end + _CONTEXT)
        first, last, marks = windows[-1]
        if low <= last:
            marks.append(mark)
            windows[-1] = (first, max(last, high), marks)
        else:
            windows.append((low, high, [mark]))
    return windows


def _elsewhere(document: Document, marks: Sequence[Mark]) -> Markup:
    """What is marked in the file and stands in no paragraph: in its head, in an address."""
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(document.lines.position(mark.span.start).line, []).append(mark)
    if not by_line:
        return Markup()
    return el(
        "div",
        el("p", "In the file, and not in its text:"),
        *(_line(document, number, found) for number, found in sorted(by_line.items())),
        class_="elsewhere",
    )


def _line(document: Document, number: int, marks: list[Mark]) -> Markup:
    start = document.lines.starts[number - 1]
    piece = Piece(Passage.plain(document.lines.line(number), start), None, "", marks)
    return el("pre", _inside(piece, cut=True), dir="auto", translate="no")
