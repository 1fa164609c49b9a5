"""Headers, footers and page numbers, which are no part of the text of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.notes.lines import is_page_number
from srccheck.readers.pdf_rows import Row

_DEEPEST = 3
"""Rows from the edge of a page that are looked at."""
_LONGEST = 160
_APART = 1.35
"""How much farther than a line of text a header is from the text below it."""
_NUMBER = re.compile(r"\A\W{0,3}(\d{1,5}|[ivxlcIVXLC]{1,8})\b|\b(\d{1,5}|[ivxlc]{1,8})\W{0,3}\Z")
_DIGITS = re.compile(r"\d{1,9}")
_ROMAN = re.compile(r"\W{0,3}[ivxlc]{1,8}\W{0,3}")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Edge(NamedTuple):
    """A row near the edge of a page, with how far it is from the row next to it."""

    row: Row
    depth: int
    side: int
    gap: float


def without_running(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The pages without the rows that are repeated on each, but for numbers."""
    edges = [list(_edges(rows)) for rows in pages]
    repeated = Counter(
        (edge.side, round(edge.row.baseline / 6) + shift, _masked(edge.row.text))
        for page in edges
        for edge in page
        for shift in (0, 1)
    )
    exactly = Counter((edge.side, edge.row.text) for page in edges for edge in page)
    everywhere = Counter(_masked(row.text) for rows in pages for row in rows)
    offset = _offset(edges)
    kept = []
    for number, (rows, page) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        deep = {1: 0, -1: 0}
        numbered = any(_is_number(edge.row.text) for edge in page)
        for edge in page:
            if edge.depth != deep[edge.side]:
                continue
            text = edge.row.text
            apart = edge.gap > _APART
            place = round(edge.row.baseline / 6)
            masked = _masked(text)
            often = max(repeated[edge.side, place + shift, masked] for shift in (0, 1))
            often = often if everywhere[masked] <= 1.25 * often else 0  # lines of a table
            most = often > 2 and exactly[edge.side, text] > max(2, 0.4 * len(pages))
            own = offset is not None and number + offset in _numbers(text)
            alone = _is_number(text)
            # Not at the foot, where footnotes begin with numbers too.
            headed = own and apart and edge.side > 0 and not numbered and not edge.row.raised()
            if _begins_note(edge, own, offset is not None) and not (most or alone):
                continue
            if (
                (own and alone)
                or headed
                or (alone and apart and edge.depth == 0)
                or (often > 1 and (apart or most) and any(letter.isalpha() for letter in text))
            ):
                gone.update(id(row) for row in _beside(rows, edge.row))
                deep[edge.side] += 1
        kept.append([row for row in rows if id(row) not in gone])
    return kept


def _begins_note(edge: _Edge, own: bool, numbered: bool) -> bool:
    """Whether a row at the foot begins with a number that is not that of the page: ``7 Ibid.``."""
    if edge.side > 0:
        return False
    return bool(edge.row.raised()) or (numbered and not own and edge.row.text[:1].isdigit())


def _beside(rows: Sequence[Row], edge: Row) -> Iterator[Row]:
    """The row itself, and what is left and right of it."""
    return (row for row in rows if abs(row.baseline - edge.baseline) < 2)


def _edges(rows: Sequence[Row]) -> Iterator[_Edge]:
    """The outermost rows at the top (side 1) and at the bottom (-1), from outside in."""
    ordered = sorted(rows, key=lambda row: -row.baseline)
    lines = [row for row, last in zip(ordered, [None, *ordered], strict=False)
             if last is None or last.baseline - row.baseline > 2]  # fmt: skip
    leadings = sorted(row.above / row.size for row in rows if row.above)
    leading = min(max(leadings[len(leadings) // 2], 1), 2) if leadings else 1.2
    for side in (1, -1):
        inward = lines[::side]
        for depth, row in enumerate(inward[:_DEEPEST]):
            if len(row.text) > _LONGEST:
                continue
            following = inward[depth + 1] if depth + 1 < len(inward) else None
            if following is None:
                if len(lines) == 1:
                    continue
                gap = 0.0
            else:
                near = max(row.size, following.size) * leading
                gap = abs(row.baseline - following.baseline) / near
                lower = row if side < 0 else following
                gap += lower.ruled
            yield _Edge(row, depth, side, gap)


def _is_number(text: str) -> bool:
    return is_page_number(text) or bool(_ROMAN.fullmatch(text))


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _numbers(text: str) -> set[int]:
    """The numbers with which a row begins and ends."""
    found = set()
    for match in _NUMBER.finditer(text):
        written = match[1] or match[2]
        found.add(int(written) if written.isdigit() else _roman(written.lower()))
    return found


def _roman(written: str) -> int:
    values = [_VALUES[letter] for letter in written]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _offset(edges: Sequence[Sequence[_Edge]]) -> int | None:
    """What is to be added to the place of a page for its printed number."""
    counts: Counter[int] = Counter()
    for number, page in enumerate(edges):
        found = {n - number for edge in page if edge.depth < 2 for n in _numbers(edge.row.text)}
        counts.update(found)
    if not counts:
        return None
    offset, count = counts.most_common(1)[0]
    return offset if count >= max(2, 0.3 * len(edges)) else None
