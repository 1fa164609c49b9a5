"""Where a place of a text is after edits of it, and where one was before."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from srccheck.model import Edit, Span


class Moved:
    """The way between the places of a text before and after edits that lie apart.

    >>> moved = Moved([Edit(Span(2, 4), "xyz")])
    >>> moved.forth(Span(6, 8)), moved.forth(Span(3, 5)), moved.back(7), moved.back(3)
    (Span(start=7, end=9), None, 6, 2)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sorted(edits, key=lambda edit: edit.span)
        self._gains: list[int] = []
        gain = 0
        for edit in self._edits:
            self._gains.append(gain)
            gain += len(edit.text) - (edit.span.end - edit.span.start)
        self._gains.append(gain)
        starts = zip(self._edits, self._gains, strict=False)
        self._new_starts = [edit.span.start + before for edit, before in starts]

    def forth(self, span: Span) -> Span | None:
        """Where a stretch is now; nothing if an edit touched it."""
        index = bisect.bisect_left(self._edits, span.end, key=lambda edit: edit.span.start)
        if index and self._edits[index - 1].span.end > span.start:
            return None
        gain = self._gains[index]
        return Span(span.start + gain, span.end + gain)

    def back(self, place: int) -> int:
        """Where a place was; one inside an edit was at its start."""
        index = bisect.bisect_right(self._new_starts, place) - 1
        if index < 0:
            return place
        edit = self._edits[index]
        if place < self._new_starts[index] + len(edit.text):
            return edit.span.start
        return place - self._gains[index + 1]
