"""The columns of a page: where a strip of white runs down between words on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

_LEAST_ROWS = 4
"""On each side of the strip."""
_LEAST_WIDTH = 0.2
"""Of the text, for each column."""
_STRIP = 0.75
"""The width of the strip, as a part of the size of the letters."""
_STEP = 3.0
_INDENTED = 40.0
"""Points that a line may begin inside its column."""


class Placed(Protocol):
    """What has a place on a page."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def baseline(self) -> float: ...  # noqa: D102
    @property
    def size(self) -> float: ...  # noqa: D102


W = TypeVar("W", bound=Placed)


class Columns:
    """Finds the columns of pages, one after another; knows those of the page before."""

    def __init__(self) -> None:
        self._strip: tuple[float, float] | None = None
        self._margin = 0.0

    def of(self, words: Sequence[W]) -> Iterator[Sequence[W]]:
        """The columns of a page, and what stands across them, in reading order."""
        strip = _strip(words)
        if strip:
            self._strip, self._margin = strip, _margin(_lines(words), sum(strip) / 2)
        elif self._strip and _goes_on(words, self._strip, self._margin):
            strip = self._strip
        return columns(words, strip)


def columns(
    words: Sequence[W], strip: tuple[float, float] | None, depth: int = 0
) -> Iterator[Sequence[W]]:
    """What is left and right of a strip, and across it, each parted further if it has columns."""
    if strip is None:
        if words:
            yield words
        return
    for band, across in _bands(words, *strip):
        if across:
            yield from columns(band, _inner(band, depth), depth + 1)
        else:
            middle = sum(strip) / 2
            sides: tuple[list[W], list[W]] = ([], [])
            for word in band:
                sides[word.left > middle].append(word)
            yield from columns(sides[0], _inner(sides[0], depth), depth + 1)
            yield from columns(sides[1], _inner(sides[1], depth), depth + 1)


def _inner(words: Sequence[W], depth: int) -> tuple[float, float] | None:
    return _strip(words) if depth < 3 else None


def _goes_on(words: Sequence[W], strip: tuple[float, float], margin: float) -> bool:
    """Whether a page has the columns of the one before, though few rows stand in one of them."""
    for band, across in _bands(words, *strip):
        if across:
            continue
        after = [min(right) for line in _lines(band)
                 if (right := [word.left for word in line if word.left >= strip[1]])]  # fmt: skip
        if after and len(band) > len(after) and abs(min(after) - margin) < 2:
            return True
    return False


def _strip(words: Sequence[W]) -> tuple[float, float] | None:
    """The left and right end of the strip that the fewest words cross."""
    if len(words) < 4 * _LEAST_ROWS:
        return None
    ordered = sorted(word.left for word in words)
    left, right = ordered[len(ordered) // 50], max(word.right for word in words)
    size = sorted(word.size for word in words)[len(words) // 2]
    width = right - left
    steps = int(width / _STEP)
    if not 0 < steps < 10_000:
        return None
    covered = [0] * (steps + 2)
    for word in words:  # differences, summed up below
        first = int((word.left - left) / _STEP)
        last = int((word.right - left) / _STEP) + 1
        covered[min(max(first, 0), steps)] += 1
        covered[min(max(last, 0), steps + 1)] -= 1
    for index in range(1, len(covered)):
        covered[index] += covered[index - 1]
    wanted = max(1, round(_STRIP * size / _STEP))
    first, last = int(steps * _LEAST_WIDTH), int(steps * (1 - _LEAST_WIDTH))
    windows = [
        (max(covered[place : place + wanted]), place) for place in range(first, last - wanted)
    ]
    if not windows:
        return None
    fewest = min(windows)[0]
    places = [place for count, place in windows if count == fewest]
    middle = places[len(places) // 2]
    strip = (left + middle * _STEP, left + (middle + wanted) * _STEP)
    return strip if _parts(words, strip) else None


def _parts(words: Sequence[W], strip: tuple[float, float]) -> bool:
    """Whether a strip parts columns: rows on both sides, most of them not crossing it."""
    best = 0
    for band, across in _bands(words, *strip):
        if not across:
            middle = sum(strip) / 2
            both = [{round(w.baseline) for w in band if (w.left > middle) == side}
                    for side in (False, True)]  # fmt: skip
            best = max(best, min(map(len, both)))
    return best >= _LEAST_ROWS


def _bands(words: Sequence[W], left: float, right: float) -> Iterator[tuple[list[W], bool]]:
    """Stretches of the page from top to bottom that cross a strip, or do not."""
    rows = _lines(words)
    band: list[W] = []
    crossed = False
    margin = _margin(rows, (left + right) / 2)
    for row in rows:
        crossing = [w for w in row if w.left < min(right, margin - 1) and w.right > left]
        across = bool(crossing) and not _sticks_out(crossing, row, margin)
        across = across or _is_running(row, left, right)
        if band and across != crossed:
            yield band, crossed
            band = []
        crossed = across
        band.extend(row)
    if band:
        yield band, crossed


def _lines(words: Sequence[W]) -> list[list[W]]:
    """The words on each line across the whole page, from top to bottom."""
    rows: list[list[W]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if rows and rows[-1][0].baseline - word.baseline < 0.6 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _margin(rows: Sequence[Sequence[W]], middle: float) -> float:
    """Where most of what stands to the right of the middle of a strip begins."""
    firsts = Counter(
        round(min(after))
        for row in rows
        if (after := [word.left for word in row if word.left >= middle])
    )
    return firsts.most_common(1)[0][0] if firsts else middle


def _sticks_out(crossing: Sequence[W], row: Sequence[W], margin: float) -> bool:
    """Whether a long address at the end of a line of the left column covers the strip."""
    if len(crossing) > 1 or not any(sign in crossing[0].text for sign in ("/", "www.", "@")):
        return False
    after = [word.left for word in row if word.left > crossing[0].left]
    return crossing[0].left < margin - 2 and (not after or -2 < min(after) - margin < _INDENTED)


def _is_running(row: Sequence[W], left: float, right: float) -> bool:
    """Whether the words of a row leave a strip free by chance only: no wider gap than elsewhere."""
    before = [word.right for word in row if word.right <= left]
    after = [word.left for word in row if word.left >= right]
    if not before or not after:
        return False
    ends = sorted((word.left, word.right) for word in row)
    gaps = [b[0] - a[1] for a, b in pairwise(ends)]
    gap = min(after) - max(before)
    return len(gaps) > 4 and gap < 1.5 * sorted(gaps)[len(gaps) // 2] and gap < row[0].size
