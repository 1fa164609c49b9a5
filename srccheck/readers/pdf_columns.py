"""The columns of a page: where a strip of white runs down between words on both sides."""

from __future__ import annotations

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


class Placed(Protocol):
    """What has a place on a page."""

    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def baseline(self) -> float: ...  # noqa: D102
    @property
    def size(self) -> float: ...  # noqa: D102


W = TypeVar("W", bound=Placed)


def columns(words: Sequence[W], depth: int = 0) -> Iterator[Sequence[W]]:
    """The columns of a page, and what stands across them, in reading order."""
    strip = _strip(words) if depth < 4 else None
    if strip is None:
        if words:
            yield words
        return
    for band, across in _bands(words, *strip):
        if across:
            yield from columns(band, depth + 1)
        else:
            middle = sum(strip) / 2
            sides: tuple[list[W], list[W]] = ([], [])
            for word in band:
                sides[word.left > middle].append(word)
            yield from columns(sides[0], depth + 1)
            yield from columns(sides[1], depth + 1)


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
    rows: list[list[W]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if rows and rows[-1][0].baseline - word.baseline < 0.6 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    band: list[W] = []
    crossed = False
    for row in rows:
        across = any(word.left < right and word.right > left for word in row)
        across = across or _is_running(row, left, right)
        if band and across != crossed:
            yield band, crossed
            band = []
        crossed = across
        band.extend(row)
    if band:
        yield band, crossed


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
