"""Rows put together to paragraphs, headings and the items of lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from srccheck.notes.headings import heading_kind
from srccheck.readers.pdf_footnotes import label_of
from srccheck.readers.pdf_rows import Row
from srccheck.text.normalise import fold

_INDENT = 0.6
"""The least indent, as a part of the size of the letters."""
_DEEPEST = 7.0
_APART = 1.3
"""How much farther than a line of text a new paragraph is from the one above it."""
_FINAL = tuple(".!?:;…»”\"')]")
_LONGEST_HEADING = 200
_SAME_AUTHOR = ("—", "–", "_", "-")
_LABEL = re.compile(r"([\[(]?)\d{1,4}([\])]?[.]?)")
_AUTHOR = re.compile(r"[^\W\d_][\w'’-]{1,30}(?: [^\W\d_][\w'’-]{1,30}){0,2}, (?![a-zà-ÿ])[^\W\d_]")
_WORK_ENDS = re.compile(r"(?<![(\d])\d{1,4}[a-z]?[.]$|(?:://|www\.|\b10\.\d{4})\S{1,300}$")
_OPENING = re.compile(r"[\"“«„(\[]{0,2}(?:(?![a-zà-ÿ])[^\W\d_]|\d{4})")


@dataclass(slots=True)
class Paragraph:
    """Rows that are one paragraph; ``level`` is that of a heading, else 0."""

    rows: list[Row]
    level: int = 0


def paragraphs(rows: Sequence[Row], size: float, outline: Mapping[str, int]) -> list[Paragraph]:
    """The paragraphs of a text.

    Args:
        rows: Its rows in reading order.
        size: The size of most of its letters.
        outline: The titles in the outline of the file, folded, with their levels.
    """
    margins = _Margins(rows)
    found: list[Paragraph] = []
    levels = {
        id(row): _level(row, before, size, outline, margins)
        for before, row in zip([None, *rows], rows, strict=False)
    }
    for section, listed in _sections(rows, levels):
        starts = _item_starts(section, margins) if listed else None
        for place, row in enumerate(section):
            level = levels[id(row)]
            last = found[-1] if found and place else None
            if last is None or level != last.level:
                new = True
            elif level:
                new = row.above > 2.2 * row.size or row.page != last.rows[-1].page
            else:
                new = id(row) in starts if starts is not None else margins.begins(row, last.rows)
            if new or last is None:
                found.append(Paragraph([row], level))
            else:
                last.rows.append(row)
    return [_judged(paragraph, outline) for paragraph in found]


def _judged(paragraph: Paragraph, outline: Mapping[str, int]) -> Paragraph:
    """Long text in large letters is no heading."""
    text = " ".join(row.text for row in paragraph.rows)
    if paragraph.level and len(text) > _LONGEST_HEADING:
        paragraph.level = 0
    known = outline.get(fold(text))
    if known:
        paragraph.level = known
    return paragraph


def _level(
    row: Row, before: Row | None, size: float, outline: Mapping[str, int], margins: _Margins
) -> int:
    """The level of the heading that a row is (part of); 0 for text."""
    text = row.text
    if heading_kind(text) and not text[0].islower():
        loud = row.bold or row.size > 1.03 * size or text.isupper()
        alone = before is None or before.text.endswith(_FINAL)
        if loud or not row.above or margins.gap(row) or (alone and text[-1] not in ".,;"):
            return outline.get(fold(text), 2)
    if fold(text) in outline:
        return outline[fold(text)]
    if len(text) > _LONGEST_HEADING / 2 or not any(letter.isalpha() for letter in text):
        return 0
    if row.size > 1.08 * size and not text.endswith((".", ",", ";")):
        return 1 if row.size > 1.35 * size else 2
    return 3 if row.bold and row.size > 0.95 * size and not text.endswith((",", ";")) else 0


def _sections(rows: Sequence[Row], levels: Mapping[int, int]) -> Iterator[tuple[list[Row], bool]]:
    """Stretches of rows, each with whether it is a list of notes or works."""
    section: list[Row] = []
    listed = False
    for row in rows:
        level = levels[id(row)]
        kind = heading_kind(row.text) if level else ""
        if kind or (listed and level in (1, 2)):
            if section:
                yield section, listed
            yield [row], False
            section, listed = [], bool(kind)
        else:
            section.append(row)
    if section:
        yield section, listed


class _Margins:
    """Where the columns of each page begin and end, and how far their rows are apart."""

    def __init__(self, rows: Sequence[Row]) -> None:
        columns: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in rows:
            columns[row.page, row.column].append(row)
        self.left = {key: min(row.left for row in part) for key, part in columns.items()}
        self.right = {key: max(row.right for row in part) for key, part in columns.items()}
        self.leading = self._leadings(rows)

    def _leadings(self, rows: Sequence[Row]) -> dict[float, float]:
        """By size of letters, how far rows are apart: those below a full one, if there are any."""
        leadings: dict[float, list[float]] = defaultdict(list)
        full: dict[float, list[float]] = defaultdict(list)
        for before, row in pairwise(rows):
            if 0 < row.above < 3 * row.size:
                leadings[round(row.size)].append(row.above)
                if round(before.size) == round(row.size) and not self.ended(before, row):
                    full[round(row.size)].append(row.above)
        leadings.update(full)
        return {size: sorted(all_)[len(all_) // 3] for size, all_ in leadings.items()}

    def gap(self, row: Row) -> bool:
        """Whether a row is farther from the one above it than those of a paragraph are."""
        return row.above > _APART * self.leading.get(round(row.size), 1.3 * row.size)

    def indent(self, row: Row) -> float:
        """How far a row begins from the margin of its column."""
        return row.left - self.left[row.page, row.column]

    def ended(self, before: Row, row: Row) -> bool:
        """Whether a row ends though the first word of the next had room on it."""
        word = row.text.split(" ", 1)[0]
        width = (row.right - row.left) * len(word) / max(len(row.text), 1)
        room = self.right[before.page, before.column] - before.right
        return room > width + 0.4 * before.size

    def begins(self, row: Row, before: Sequence[Row]) -> bool:
        """Whether a row begins a paragraph after these rows of the one before."""
        last, first = before[-1], before[0]
        if abs(row.size - last.size) > 0.06 * last.size:
            return True
        same = (row.page, row.column) == (last.page, last.column)
        ended = self.ended(last, row) and last.text.endswith(_FINAL) and not row.text[0].islower()
        if not same:
            fresh = self.indent(row) > _INDENT * row.size
            was = self.indent(last) > _INDENT * row.size
            return ended or (fresh and not was and last.text.endswith(_FINAL))
        if self.gap(row) or row.ruled:
            return True
        shift = row.left - last.left
        if abs(shift) <= _INDENT * row.size:
            return ended
        alone = len(before) == 1 or (first.page, first.column) != (last.page, last.column)
        if shift > 0:  # to the right: a new paragraph, or the second line of a hanging one
            return not alone or self.ended(last, row) or ended
        return len(before) > 1 or (ended and self.indent(last) <= 0)


def _item_starts(rows: Sequence[Row], margins: _Margins) -> set[int]:
    """The rows (by ``id``) at which the items of a list begin: by indent, number or distance."""
    if not rows:
        return set()
    indents = [margins.indent(row) / row.size for row in rows]
    flush = [indent <= _INDENT for indent in indents]
    hanging = [_INDENT < indent < _DEEPEST for indent in indents]
    numbered = _numbered(rows)
    if len(numbered) > 1 and numbered[0] == 0:
        starts = set(numbered)
    elif any(hanging) and sum(hanging) >= 0.15 * len(rows) and flush[0] and _hangs(flush):
        starts = {place for place, at_margin in enumerate(flush) if at_margin}
    elif any(hanging) and not flush[0]:
        starts = {place for place, inside in enumerate(hanging) if inside}
    else:
        apart = {place for place, row in enumerate(rows) if margins.gap(row)}
        if len(apart) >= 0.1 * len(rows):
            starts = apart | {
                place for place in range(1, len(rows))
                if not rows[place].above and _seems_new(rows[place - 1], rows[place])
            }  # fmt: skip
        else:
            starts = {
                place
                for place in range(1, len(rows))
                if _seems_new(rows[place - 1], rows[place])
                and (margins.ended(rows[place - 1], rows[place])
                     or rows[place].text.startswith(_SAME_AUTHOR))
            }  # fmt: skip
            starts |= set(_by_name(rows, sorted(starts | {0})))
    return {id(rows[place]) for place in starts | {0}}


def _by_name(rows: Sequence[Row], starts: Sequence[int]) -> Iterator[int]:
    """The rows that begin an item though the one above is full: by the order of their names."""
    for first, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        following = rows[end] if end < len(rows) else None
        for place in range(first + 1, end):
            ends = _WORK_ENDS.search(rows[place - 1].text)
            if ends and _in_order(rows[first], rows[place], following):
                yield place


def _hangs(flush: Sequence[bool]) -> bool:
    """Whether rows at the margin are first ones: not so many in a row as a paragraph has."""
    longest = run = 0
    for at_margin in flush:
        run = run + 1 if at_margin else 0
        longest = max(longest, run)
    return longest <= max(4, 0.4 * len(flush))


def _seems_new(before: Row, row: Row) -> bool:
    if row.text.startswith(_SAME_AUTHOR):
        return True
    return before.text.endswith(_FINAL) and bool(_OPENING.match(row.text))


def _numbered(rows: Sequence[Row]) -> list[int]:
    """The rows that begin with the next number of a list."""
    starts: list[int] = []
    last: int | None = None
    shape = _shape(rows[0])
    for place, row in enumerate(rows):
        label, _ = label_of(row)
        if not label.isdecimal() or _shape(row) != shape:
            continue
        number = int(label)
        if (last is None and place == 0) or (last is not None and 0 < number - last <= 2):
            starts.append(place)
            last = number
        elif last is not None and number == 1 and last > 2:  # each chapter counts anew
            starts.append(place)
            last = 1
    return starts


def _shape(row: Row) -> str:
    """How the label of a row is written: what stands around its number, or ``^`` if raised."""
    if row.raised():
        return "^"
    match = _LABEL.match(row.text)
    return match[1] + match[2] if match else ""


def _in_order(first: Row, row: Row, following: Row | None) -> bool:
    """Whether a row begins with a name that follows that of the item before in the alphabet."""
    names = [fold(match[0]) for other in (first, row, following) if other
             and (match := _AUTHOR.match(other.text))]  # fmt: skip
    return len(names) == 2 + (following is not None) and names == sorted(names)
