"""The footnotes of pages: smaller type or a rule at the foot, each with its label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from srccheck.notes.headings import heading_kind
from srccheck.readers.pdf_rows import Row

_SMALL = 0.94
"""Of the size of the text; no footnote in smaller type is larger."""
_PLAIN = re.compile(
    r"(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})(?:[.)](?!\d)|(?=\s))|([*†‡§¶]{1,4}))"
)
_RAISED = re.compile(r"[(\[]?(\d{1,4}|[*†‡§¶]{1,4})[)\].]?")
_IN_TEXT = re.compile(r"[\[(](\d{1,4})[\])]|[\w.,;!?»”\"](?:(\d{1,4})|([*†‡§¶]{1,4}))(?!\w)")
_LONG_ROW = 40
_LEAST_TEXT = 0.08
"""Of all letters: less is no text but headings and the like."""
_FARTHEST = 6
"""Numbers that a footnote may be ahead of the one before it."""


@dataclass(slots=True)
class Footnote:
    """A footnote: its label, where its own text begins in the first row, and its rows."""

    label: str
    start: int
    rows: list[Row]

    @property
    def page(self) -> int:
        """The page on which it begins, from 0."""
        return self.rows[0].page


def text_size(pages: Sequence[Sequence[Row]]) -> float:
    """The size of the text of a document: that of most letters, unless they are in footnotes."""
    sizes: Counter[float] = Counter()
    long: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.size, 1)] += len(row.text)
            long[round(row.size, 1)] += len(row.text) > _LONG_ROW
    if not sizes:
        return 0.0
    most = sizes.most_common(1)[0][0]
    for size, _ in long.most_common(4):
        enough = long[size] > 1 and sizes[size] > _LEAST_TEXT * sizes.total()
        if enough and most < _SMALL * size < 1.6 * most and _is_above(pages, size, most):
            return size
    return most


def _is_above(pages: Sequence[Sequence[Row]], size: float, notes: float) -> bool:
    """Whether type of one size stands above labelled notes in smaller type, wherever it does."""
    footed = others = 0
    for rows in pages:
        for _, column in groupby(rows, key=lambda row: row.column):
            part = [row for row in column if round(row.size, 1) in (size, notes)]
            small = [row for row in part if round(row.size, 1) == notes]
            text = [row for row in part if len(row.text) > 4 and round(row.size, 1) == size]
            above = text and small and text[-1].baseline > small[0].baseline
            if above and label_of(small[0])[0]:
                footed += len(small)
            else:
                others += len(small)
    return footed > others


def part(pages: Sequence[list[Row]]) -> tuple[list[list[Row]], list[Footnote]]:
    """The text of each page, and the footnotes of all pages."""
    parting = _Parting(text_size(pages))
    return [parting.page(rows) for rows in pages], parting.notes


class _Parting:
    """Goes through the pages; a footnote may go on at the foot of the next."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.notes: list[Footnote] = []
        self.last = 0

    def page(self, rows: list[Row]) -> list[Row]:
        """The rows of a page that are no footnotes."""
        parts = [list(group) for _, group in groupby(rows, key=lambda row: row.column)]
        marks = _marks(rows)
        text: list[Row] = []
        for index, column in enumerate(parts):
            start = self._start(column, parts[:index], marks)
            text.extend(column[:start])
            self._cut(column[start:], marks)
        return text

    def _start(
        self, column: Sequence[Row], before: Sequence[Sequence[Row]], marks: Counter[str]
    ) -> int:
        """The first row of the footnotes at the foot of a column; its length without any."""
        end = len(column)
        small = end
        while small and column[small - 1].size < _SMALL * self.size:
            small -= 1
        own = end
        while own and column[own - 1].size < 1.04 * self.size:
            own -= 1
        for start in range(own, end):  # the first rule with notes below it
            if column[start].ruled and self._opens(column[start:], marks):
                return start
        if small == end:
            return end
        if small and heading_kind(column[small - 1].text):
            return end
        if not small:  # all of it is small: notes only if it stands below the text
            lowest = min((row.baseline for part in before for row in part), default=None)
            if lowest is None or column[0].baseline > lowest:
                return end
        for start in range(small, end):
            if self._opens(column[start:], marks) and (
                start > small or self._label(column[start], marks) or self._is_open(column[start])
            ):
                return start
        return end

    def _opens(self, rows: Sequence[Row], marks: Counter[str]) -> bool:
        """Whether footnotes begin with this row, or go on from the page before."""
        if self._label(rows[0], marks):
            return True
        return self._is_open(rows[0]) and any(
            self._label(row, marks) or not _together(row, self.notes[-1].rows[-1]) for row in rows
        )

    def _is_open(self, row: Row) -> bool:
        """Whether the last footnote may go on in a row: it stood last on the page before."""
        last = self.notes[-1].rows[-1] if self.notes else None
        if last is None or abs(last.size - row.size) > 0.6:
            return False
        near = row.page - last.page == 1 or (row.page == last.page and row.column > last.column)
        cut = not last.text.endswith((".", "!", "?")) or row.text[:1].islower()
        return near and (cut or row.ruled)

    def _label(self, row: Row, marks: Counter[str]) -> str:
        """The label with which a row begins a footnote."""
        label, _ = label_of(row)
        if not label:
            return ""
        if not label.isdecimal():
            return label if row.raised() or label in marks else ""
        number = int(label)
        if label in marks or number == self.last + 1:
            return label
        return label if row.raised() and 0 < number - self.last <= _FARTHEST else ""

    def _cut(self, zone: Sequence[Row], marks: Counter[str]) -> None:
        left = marks.copy()
        for place, row in enumerate(zone):
            label = self._label(row, marks)
            plain = label and not row.raised() and place and not self._follows(label, left)
            if label and not plain:
                self.notes.append(Footnote(label, label_of(row)[1], [row]))
                left[label] -= 1
                if label.isdecimal():
                    self.last = int(label)
            elif self.notes:
                self.notes[-1].rows.append(row)

    def _follows(self, label: str, left: Counter[str]) -> bool:
        """Whether a label that is not raised is the next in turn, not just a number."""
        if not label.isdecimal():
            return left[label] > 0
        return int(label) == self.last + 1 and (left[label] > 0 or self.last > 0)


def _together(row: Row, other: Row) -> bool:
    """Whether two rows stand in the same column of a page."""
    return (row.page, row.column) == (other.page, other.column)


def label_of(row: Row) -> tuple[str, int]:
    """The label that a row begins with, and where the text after it begins."""
    raised = row.raised()
    if raised:
        match = _RAISED.fullmatch(raised)
        end = next(style.end for style in row.styles if style.kind == "superscript")
    else:
        match = _PLAIN.match(row.text)
        end = match.end() if match else 0
    if match is None:
        return "", 0
    label = next(group for group in match.groups() if group)
    rest = row.text[end:]
    end += len(rest) - len(rest.lstrip())
    return (str(int(label)) if label.isdecimal() else label), end


def _marks(rows: Sequence[Row]) -> Counter[str]:
    """What may mark footnotes in the text of a page."""
    found: Counter[str] = Counter()
    for row in rows:
        for style in row.styles:
            if style.kind == "superscript" and style.start:
                found.update(labels_in(row.text[style.start : style.end]))
        for match in _IN_TEXT.finditer(row.text):
            label = match[1] or match[2] or match[3]
            if match[1] or match[3]:
                found[label] += 1
    return found


def labels_in(raised: str) -> Iterator[str]:
    """The labels in raised text: ``3``, ``3,4``, ``*``."""
    for label in re.split(r"[\s,;()\[\].]{1,5}", raised[:40]):
        if label.isdecimal() and len(label) < 5:
            yield str(int(label))
        elif label and not label.strip("*†‡§¶"):
            yield label
