"""Words of a text with their places, and where in it a row of words comes nearest."""

from __future__ import annotations

import bisect
import heapq
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from srccheck.text.normalise import words

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # written without spaces: each by itself
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])+"
)
NEAR_ENOUGH = 0.75
"""The share of words in place from which on a passage is near."""
COMMON = 2_000
"""Words that occur more often than this do not say where to look."""
LONGEST = 400
"""Words of a row that is aligned; a longer one is there word for word or not at all."""
EDIT, SAME = 1_000, -1
"""What a word that was changed, left out or put in costs, and what a word in place gives."""
PLACES = 5
"""Places in the text that are looked at closely."""


class Words:
    """A text cut into words, folded, each with its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: list[str] = []
        self._spans: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            folded = "".join(words(match.group()))
            if folded:
                self.folded.append(folded)
                self._spans.append(match.span())

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        starts, length = [], 1
        for word in self.folded:
            starts.append(length)
            length += len(word) + 1
        return f" {' '.join(self.folded)} ", starts

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Word → where it stands."""
        table: dict[str, list[int]] = {}
        for index, word in enumerate(self.folded):
            table.setdefault(word, []).append(index)
        return table

    def find(self, wanted: Sequence[str], start: int, stop: int | None = None) -> int:
        """The first place from ``start``, and no later than ``stop``, of a row of words, or -1."""
        joined, starts = self._joined
        if start >= len(starts):
            return -1
        end = len(joined)
        needle = f" {' '.join(wanted)} "
        if stop is not None and stop < len(starts):
            end = min(end, starts[stop] + len(needle))
        place = joined.find(needle, starts[start] - 1, end)
        return bisect.bisect_left(starts, place + 1) if place >= 0 else -1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of the words from ``first`` to before ``last``."""
        if last <= first:
            return (0, 0)
        return self._spans[first][0], self._spans[last - 1][1]

    def slice(self, first: int, last: int) -> str:
        """The text of the words from ``first`` to before ``last``."""
        start, end = self.span(first, last)
        return self.text[start:end]


class Part(NamedTuple):
    """A stretch of the row and of the text, as word numbers, and whether they are the same."""

    cited: tuple[int, int]
    found: tuple[int, int]
    same: bool


class Aligned(NamedTuple):
    """Where a row of words comes nearest, how near, and part by part."""

    first: int
    last: int
    score: float
    parts: tuple[Part, ...]


def nearest(wanted: Sequence[str], source: Words) -> Aligned | None:
    """The stretch of a text that is nearest to a row of words, if it is near enough.

    The words vote on where the row would begin; the places with most votes are aligned word by
    word, so that the whole takes time in proportion to the text.
    """
    if len(wanted) > LONGEST:
        return None
    votes: Counter[int] = Counter()
    for index, word in enumerate(wanted):
        places = source.places.get(word, ())
        if len(places) <= COMMON:
            votes.update((place - index) // 4 for place in places)
    pooled = {key: count + votes.get(key + 1, 0) for key, count in votes.items()}
    best: Aligned | None = None
    for key in heapq.nsmallest(PLACES, pooled, key=lambda k: (-pooled[k], k)):
        aligned = _aligned(wanted, source, key * 4)
        if aligned and (best is None or aligned.score > best.score):
            best = aligned
    return best if best and _is_near(best, len(wanted)) else None


def _is_near(aligned: Aligned, length: int) -> bool:
    if length < 5:  # one word may differ in a few
        return length >= 3 and aligned.score >= (length - 1) / (length + 1)
    return aligned.score >= NEAR_ENOUGH


def _aligned(wanted: Sequence[str], source: Words, start: int) -> Aligned | None:
    slack = 6 + len(wanted) // 4
    low, high = max(0, start - slack), min(len(source.folded), start + len(wanted) + 4 + slack)
    pairs = _fitted(wanted, source.folded[low:high])
    equal = sum(same for _, _, same in pairs)
    reached = [there for _, there, _ in pairs if there is not None]
    if not equal or not reached:
        return None
    first, last = low + reached[0], low + reached[-1] + 1
    score = equal / max(len(wanted), last - first)
    return Aligned(first, last, score, _parts(pairs, low))


Pair = tuple[int | None, int | None, bool]
"""A word of the row and the word of the text in its place, by number; and whether they are one."""


def _fitted(wanted: Sequence[str], window: Sequence[str]) -> list[Pair]:
    """The cheapest alignment of a whole row with any stretch of a window.

    Sellers's algorithm (P. H. Sellers, "The theory and computation of evolutionary distances",
    Journal of Algorithms 1, 1980): what stands before and behind the stretch costs nothing. Of
    alignments with as many edits, the one with more words in place is the cheapest.
    """
    rows = [[0] * (len(window) + 1)]
    for i, word in enumerate(wanted, 1):
        above, row = rows[-1], [i * EDIT]
        for j, there in enumerate(window, 1):
            step = SAME if word == there else EDIT
            row.append(min(above[j - 1] + step, above[j] + EDIT, row[j - 1] + EDIT))
        rows.append(row)
    i, j = len(wanted), min(range(len(window) + 1), key=rows[-1].__getitem__)
    pairs: list[Pair] = []
    while i > 0:
        cost = rows[i][j]
        same = j > 0 and wanted[i - 1] == window[j - 1]
        if j > 0 and cost == rows[i - 1][j - 1] + (SAME if same else EDIT):
            i, j = i - 1, j - 1
            pairs.append((i, j, same))
        elif cost == rows[i - 1][j] + EDIT:
            i -= 1
            pairs.append((i, None, False))
        else:
            j -= 1
            pairs.append((None, j, False))
    return pairs[::-1]


def _parts(pairs: Sequence[Pair], low: int) -> tuple[Part, ...]:
    """Pairs joined into stretches that are the same and stretches that differ."""
    parts: list[Part] = []
    cited, found = 0, low + next(there for _, there, _ in pairs if there is not None)
    for ours, theirs, same in pairs:
        cited_end = cited if ours is None else ours + 1
        found_end = found if theirs is None else low + theirs + 1
        if parts and parts[-1].same == same:
            last = parts.pop()
            parts.append(Part((last.cited[0], cited_end), (last.found[0], found_end), same))
        else:
            parts.append(Part((cited, cited_end), (found, found_end), same))
        cited, found = cited_end, found_end
    return tuple(parts)
