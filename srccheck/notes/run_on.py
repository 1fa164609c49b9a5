"""Notes that run on in one line, as in ``(1) First. (2) Second.``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.model import Block
from srccheck.notes.lines import Label, Line, label_at
from srccheck.notes.markers import candidates

_STYLES = {"paren", "bracket", "half", "superscript", "superscript_digit", "dot"}
_PLACE = re.compile(r"(?<=[^\s(\[])[ \t\u00a0\u202f]{1,4}(?=[(\[]?[\d⁰¹²³⁴-⁹])")
_LAST_WORD = re.compile(r"\S{1,40}$")
_SENTENCE_END = re.compile(r"[.!?…;][)\]}»”\"'’*]{0,3}$|://|www\.")
_ABBREVIATION = re.compile(r"[(\[«„“]{0,2}[^\W\d_]{1,4}\.$")
_BEGINNING = re.compile(r"[«„“‘\"'(\[*]{0,2}\s?(?:[^\W\d_]|https?:|www\.|\d{4})")
_AHEAD = 40
"""How many lines further a note with a line of its own is looked for."""


class _Inner(NamedTuple):
    """A label inside a line: the line's place in the document, and where the label begins."""

    place: int
    start: int
    label: Label


def apart(lines: Sequence[Line | None], blocks: Sequence[Block]) -> list[Line | None]:
    """The lines with a new one at each label inside a line that begins the next note.

    It does if it has the number after the last one, follows a sentence, has no line of its own
    further on, and if a marker in the text before it points to it.
    """
    found = list(_inner(lines, blocks))
    if not found:
        return list(lines)
    first: dict[str, tuple[int, int]] = {}
    for candidate in candidates(blocks, [[] for _ in blocks]):
        first.setdefault(candidate.marker.label, candidate.order)
    cuts: dict[int, list[_Inner]] = {}
    for inner in found:
        line = lines[inner.place]
        before = first.get(inner.label.text)
        if line is not None and before is not None and before[0] < line.block:
            cuts.setdefault(inner.place, []).append(inner)
    return [
        part
        for place, line in enumerate(lines)
        for part in _parts(line, cuts.get(place, ()), blocks)
    ]


def _inner(lines: Sequence[Line | None], blocks: Sequence[Block]) -> Iterator[_Inner]:
    """The labels inside lines that have the number after the last one."""
    number, style, block = 0, "", -1
    for place, line in enumerate(lines):
        if line is None:
            continue
        if line.label:
            number, style, block = line.label.number, line.label.style, line.block
        if line.block != block or style not in _STYLES or not number:
            continue
        passage = blocks[block].passage
        begin = line.label.end if line.label else line.start
        for gap in _PLACE.finditer(passage.text, max(begin, line.start), line.end):
            label = label_at(passage, gap.end(), line.end)
            if (
                label
                and (label.style, label.number) == (style, number + 1)
                and _begins_note(passage.text, gap.start(), label)
                and not _has_line(lines, place, label)
            ):
                number = label.number
                yield _Inner(place, gap.end(), label)


def _begins_note(text: str, end: int, label: Label) -> bool:
    """Whether a sentence ends before a label, and another begins after it."""
    last = _LAST_WORD.search(text[max(0, end - 40) : end])
    after = _BEGINNING.match(text, label.end)
    if not last or not after or not _SENTENCE_END.search(last[0]):
        return False
    if label.style == "dot" and _ABBREVIATION.match(last[0]):
        return False
    return not after[0][-1].islower() or text[label.end : label.end + 4] in ("http", "www.")


def _has_line(lines: Sequence[Line | None], place: int, label: Label) -> bool:
    """Whether the note has a line of its own further on in the same list."""
    for line in lines[place + 1 : place + _AHEAD]:
        if line and line.label and line.label.style == label.style:
            if line.label.number == label.number:
                return True
            if line.label.number < label.number:
                return False
    return False


def _parts(
    line: Line | None, cuts: Sequence[_Inner], blocks: Sequence[Block]
) -> Iterator[Line | None]:
    if line is None or not cuts:
        yield line
        return
    text = blocks[line.block].passage.text
    start, first, label = line.start, line.first, line.label
    for cut in cuts:
        end = start + len(text[start : cut.start].rstrip())
        yield Line(line.block, start, end, first, label)
        start, first, label = cut.start, True, cut.label
    yield Line(line.block, start, line.end, first, label)
