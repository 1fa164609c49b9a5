"""Where the lists of notes in a document are, and where each of their notes begins and ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from srccheck.model import Block, BlockKind
from srccheck.notes.chapters import begins_anew, is_title
from srccheck.notes.headings import heading_kind
from srccheck.notes.lines import FINAL, Item, Line, is_cut, is_page_number, lines_of, text_of
from srccheck.notes.works import bibliography

GAP = 5
"""Numbers that may be missing between two notes."""
_STRONG = {"paren", "bracket", "half", "superscript", "superscript_digit"}
_LONGEST_NOTE = 300
"""In lines."""
_SKIPPED = (BlockKind.CODE, BlockKind.CELL)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines in which one list of notes may stand.

    ``kind`` is that of its heading, empty when it has none.
    """

    lines: Sequence[Line | None]
    kind: str


@dataclass(frozen=True, slots=True)
class NoteList:
    """The items of one list, with labels in one style or without.

    ``kind`` is that of the heading above it, empty when the list has none and so needs markers
    to confirm it; ``apart`` says whether such a list stands after a rule or at an end.
    """

    items: tuple[Item, ...]
    kind: str
    apart: bool = True

    @property
    def by_name(self) -> bool:
        """Whether its labels are names as in ``[^name]:``, which only ``[^name]`` points to."""
        return self.items[0].style == "footnote"

    @property
    def signed(self) -> bool:
        """Whether its labels are signs like ``*``, which may as well be bullets."""
        return self.items[0].style == "symbol"

    @property
    def numbered(self) -> bool:
        """Whether its items have labels."""
        return bool(self.items[0].label)


def read_lines(blocks: Sequence[Block], left_out: Sequence[bool]) -> list[Line | None]:
    """All lines of a document; ``None`` stands for a rule or a page break."""
    lines: list[Line | None] = []
    for index, block in enumerate(blocks):
        if left_out[index] or block.kind in _SKIPPED:
            continue
        if block.kind is BlockKind.RULE:
            lines.append(None)
        else:
            lines.extend(lines_of(blocks, index))
    return lines


def regions(blocks: Sequence[Block], lines: Sequence[Line | None]) -> Iterator[Region]:
    """The document cut at its headings; each piece with the kind of heading above it."""
    start, kind, level = 0, "", 0
    for place, line in enumerate(lines):
        if line is None or (not line.first and not kind):
            continue
        block = blocks[line.block]
        own = _kind_of_line(block, line)
        if not own and block.kind is not BlockKind.HEADING:
            continue
        if kind and not own and block.level > level > 0:
            continue
        if kind and not own and start == place and begins_anew(lines, blocks, place):
            level = block.level - 1  # the first of the chapters in these notes
            if level:
                continue
        if start < place:
            yield Region(lines[start:place], kind)
        start, kind = place + 1, own
        level = block.level
    if start < len(lines):
        yield Region(lines[start:], kind)


def _kind_of_line(block: Block, line: Line) -> str:
    """The kind of list that a line announces: a heading, or a short paragraph of its own."""
    if block.kind is BlockKind.HEADING:
        return heading_kind(block.passage.text) if line.first else ""
    if block.kind is not BlockKind.PARAGRAPH or line.end - line.start > 70 or not line.first:
        return ""
    return heading_kind(block.passage.text[line.start : line.end])


def lists_in(region: Region, blocks: Sequence[Block]) -> Iterator[NoteList]:
    """The lists of notes in a region, in order."""
    place = 0
    lines = region.lines
    kind = region.kind
    found = False
    while place < len(lines):
        begin = _first_label(lines, blocks, place, kind)
        if begin is None:
            break
        starts = _follow(lines, blocks, begin, patient=bool(kind))
        if kind in ("bibliography", "both") and _are_bullets(lines, starts):
            break
        place = starts[-1] + 1
        if kind and _is_chance(region, starts):
            break
        if not kind and sum(_is_section(lines, blocks, n) for n in starts) * 2 >= len(starts):
            continue
        yield _numbered(region, blocks, starts, kind)
        found = True
        end = _end_of_last(lines, blocks, starts[-1])
        kind = region.kind if begins_anew(lines, blocks, end) else ""
        if kind:
            place = end
    if not found and kind in ("bibliography", "both"):
        items = bibliography(lines, blocks)
        if items:
            yield NoteList(items, kind)


def _is_chance(region: Region, starts: Sequence[int]) -> bool:
    """Whether one number at the start of a line is no label: "20 Minutes" in a bibliography."""
    line = region.lines[starts[0]]
    if len(starts) > 1 or line is None or line.label is None or line.label.style in _STRONG:
        return False
    paragraphs = itertools.islice((1 for line in region.lines if line and line.first), 3)
    return line.label.number > 1 or (region.kind == "bibliography" and sum(paragraphs) > 2)


def _are_bullets(lines: Sequence[Line | None], starts: Sequence[int]) -> bool:
    """Whether the works of a bibliography are set off by the same sign each."""
    labels = [line.label for place in starts if (line := lines[place])]
    signs = {label.text for label in labels if label and label.style == "symbol"}
    return len(starts) > 1 and len(signs) == 1


def _is_section(lines: Sequence[Line | None], blocks: Sequence[Block], place: int) -> bool:
    """Whether a labelled line is the title of a section: under a rule, with text below it."""
    line, above = lines[place], lines[place - 1] if place else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    if line is None or above is not None or below is None or below.label:
        return False
    text, next_text = text_of(line, blocks), text_of(below, blocks)
    if text.endswith(FINAL) or is_cut(text, next_text) or is_page_number(next_text):
        return False
    return below.first or "\t" in text


def _first_label(
    lines: Sequence[Line | None], blocks: Sequence[Block], place: int, kind: str
) -> int | None:
    """The next line that may begin a list: with a heading at its top, else anywhere."""
    unlabelled = 0
    for index in range(place, len(lines)):
        line = lines[index]
        if line is None or is_page_number(text_of(line, blocks)):
            continue
        label = line.label
        if label and label.number < 1000:
            if kind or label.style == "footnote":
                return index
            if line.first and label.style not in ("bare", "colon"):
                return index
        unlabelled += 1
        if kind and unlabelled > 2:
            return None
    return None


def _follow(
    lines: Sequence[Line | None], blocks: Sequence[Block], begin: int, *, patient: bool
) -> list[int]:
    """The lines at which the notes of a list begin, from its first one on.

    A list without a heading is at the foot of a page or at the end: after a page break the text
    goes on, unless a note was cut there.
    """
    first = lines[begin]
    if first is None or first.label is None:
        return [begin]
    level = blocks[first.block].level
    starts, previous, between = [begin], first, 0
    last = first
    for place in range(begin + 1, len(lines)):
        line = lines[place]
        if line is None:
            continue
        label = line.label
        if label and label.style == first.label.style and blocks[line.block].level <= level:
            if _restarts(previous, line) or (
                label.number == 1 and between and is_title(lines[place - 1], blocks)
            ):
                break
            if _fits(previous, line, between, _next_number(lines, place), len(starts)):
                starts.append(place)
                previous = last = line
                between = 0
                continue
        text = text_of(line, blocks)
        if line.first and not is_page_number(text):
            between += 1
            if not patient and lines[place - 1] is None and not is_cut(text_of(last, blocks), text):
                break
        if between > (40 if patient else 4) or place - starts[-1] > _LONGEST_NOTE:
            break
        last = line
    return starts


def _next_number(lines: Sequence[Line | None], place: int) -> int:
    """The number of the next label in the same style after a labelled line, if it is near."""
    here = lines[place]
    for line in lines[place + 1 : place + 30]:
        if here and here.label and line and line.label and line.label.style == here.label.style:
            return line.label.number
    return 0


def _restarts(previous: Line, line: Line) -> bool:
    before, label = previous.label, line.label
    return bool(before and label and label.number == 1 and before.number >= 3)


def _fits(previous: Line, line: Line, between: int, following: int, so_far: int) -> bool:
    """Whether a labelled line is the next note of the list that ``previous`` belongs to."""
    before, label = previous.label, line.label
    if before is None or label is None:
        return False
    if label.style == "footnote":
        return True
    if label.style == "symbol":
        return between == 0 and (line.first or label.text != before.text)
    strong = label.style in _STRONG
    step = label.number - before.number
    if step == 1:
        sure = line.first or strong or not previous.first or so_far == 1
        return sure and (line.first or strong or not before.number < following <= label.number)
    if 1 < step <= GAP:
        if not line.first and (not strong or before.number < following <= label.number):
            return False
        return between == 0 or step == 2
    if step <= 0:
        alike = line.first or (strong and (so_far == 1 or not previous.first))
        return alike and between == 0 and label.style != "bare"
    return line.first and strong and following == label.number + 1 and between == 0


def _numbered(
    region: Region, blocks: Sequence[Block], starts: Sequence[int], kind: str
) -> NoteList:
    lines = region.lines
    items = []
    end = _end_of_last(lines, blocks, starts[-1])
    for place, following in zip(starts, [*starts[1:], None], strict=True):
        own = tuple(lines[place : end if following is None else following])
        while own[-1] is None:
            own = own[:-1]
        if own[0] and own[0].label:
            items.append(Item(own[0].label.text, own[0].label.style, own))
    apart = None in lines[max(0, starts[0] - 2) : starts[0]] or _is_tail(lines, blocks, end)
    return NoteList(_renumbered(items), kind, apart)


def _is_tail(lines: Sequence[Line | None], blocks: Sequence[Block], end: int) -> bool:
    """Whether little or nothing comes after a list: a rule, or a few closing paragraphs."""
    while end < len(lines) and (line := lines[end]) and is_page_number(text_of(line, blocks)):
        end += 1
    return end >= len(lines) or lines[end] is None or len(lines) - end <= 6


def _renumbered(items: list[Item]) -> tuple[Item, ...]:
    """Items of a list that Markdown numbers itself are all written ``1.``."""
    if len(items) > 1 and all(
        item.label == "1" and item.style in ("dot", "half") for item in items
    ):
        return tuple(Item(str(n), i.style, i.lines) for n, i in enumerate(items, start=1))
    return tuple(items)


def _end_of_last(lines: Sequence[Line | None], blocks: Sequence[Block], place: int) -> int:
    """Where the last note ends: with its block, unless it is evidently cut there."""
    end = place + 1
    last = lines[place]
    for index in range(place + 1, len(lines)):
        line = lines[index]
        if line is None or last is None:
            continue
        text = text_of(line, blocks)
        if line.first and is_page_number(text) and not is_page_number(text_of(last, blocks)):
            continue
        if line.first and not is_cut(text_of(last, blocks), text):
            break
        if line.first and blocks[line.block].kind is BlockKind.HEADING:
            break
        last, end = line, index + 1
    return end
