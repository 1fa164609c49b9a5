"""Words of a text with their places, and where in it a row of words comes nearest."""

from __future__ import annotations

import bisect
import heapq
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from srccheck.text.normalise import words

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # written without spaces: each by itself
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])+"
)
NEAR_ENOUGH = 0.75
"""The share of words in place from which on a passage is near."""
COMMON = 2_000
"""Words that occur more often than this do not say where to look."""
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
    from rapidfuzz.distance import Indel

    slack = 6 + len(wanted) // 4
    low, high = max(0, start - slack), min(len(source.folded), start + len(wanted) + 4 + slack)
    window = source.folded[low:high]
    steps = Indel.opcodes(list(wanted), window)
    same = [step for step in steps if step.tag == "equal"]
    if not same:
        return None
    inner = [step for step in steps if same[0].dest_start <= step.dest_start <= same[-1].dest_end]
    first, last = same[0].dest_start, same[-1].dest_end
    parts = _parts([s for s in inner if s.dest_end <= last and s.dest_start >= first], wanted, low)
    equal = sum(step.src_end - step.src_start for step in same)
    score = equal / max(len(wanted), last - first)
    return Aligned(low + first, low + last, score, parts)


def _parts(steps: Sequence[Any], wanted: Sequence[str], low: int) -> tuple[Part, ...]:
    """Steps joined so that what was deleted and inserted at one place is one difference."""
    parts: list[Part] = []
    done = 0
    for step in steps:
        cited = (step.src_start, step.src_end)
        found = (low + step.dest_start, low + step.dest_end)
        part = Part(cited, found, step.tag == "equal")
        if parts and not parts[-1].same and not part.same:
            last = parts.pop()
            part = Part((last.cited[0], cited[1]), (last.found[0], found[1]), False)
        parts.append(part)
        done = step.src_end
    if done < len(wanted):
        end = parts[-1].found[1] if parts else low
        parts.append(Part((done, len(wanted)), (end, end), False))
    if parts and parts[0].cited[0] > 0:
        start = parts[0].found[0]
        parts.insert(0, Part((0, parts[0].cited[0]), (start, start), False))
    return tuple(parts)
