"""Reading text with marks in place: faults, markers of notes, where notes and sources begin."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from srccheck.model import Passage, Span
from srccheck.reporters.html.markup import Markup, address, el, join, text

_STYLES = {
    "italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub", "code": "code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show in the text at a stretch of the source.

    ``css`` is the class of a ``<mark>`` around it, if it gets one; ``href`` makes a link of it;
    ``before`` and ``after`` are put at its ends. Where nothing of the stretch is in the reading
    text, ``instead`` is put there.
    """

    span: Span
    css: str = ""
    href: str = ""
    before: Markup = Markup()  # noqa: RUF009
    after: Markup = Markup()  # noqa: RUF009
    instead: Markup = Markup()  # noqa: RUF009
    rank: int = 0
    """Among marks that begin together, the lower stands first."""


class Mapped:
    """A passage whose stretches are found by their place in the source."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    @cached_property
    def _ordered(self) -> tuple[list[int], list[int]]:
        """Where runs begin in source and text, in the order of the source."""
        runs = sorted((run.source_start, index) for index, run in enumerate(self.passage.runs))
        return [start for start, _ in runs], [index for _, index in runs]

    def range(self, span: Span) -> tuple[int, int]:
        """The stretch of the text that was read from a stretch of the source; maybe empty."""
        starts, order = self._ordered
        last = bisect.bisect_left(starts, max(span.end, span.start + 1))
        first = max(0, bisect.bisect_right(starts, span.start) - 1)
        touched: list[tuple[int, int]] = []
        for index in order[first:last]:
            run = self.passage.runs[index]
            low, high = max(run.source_start, span.start), min(run.source_end, span.end)
            if low < high and run.start < run.end:
                exact = run.end - run.start == run.source_end - run.source_start
                offset = run.start - run.source_start
                touched.append((low + offset, high + offset) if exact else (run.start, run.end))
        if touched:
            return min(start for start, _ in touched), max(end for _, end in touched)
        if not order:
            return 0, 0
        run = self.passage.runs[order[first]]
        exact = run.end - run.start == run.source_end - run.source_start
        place = run.start + max(0, span.start - run.source_start) if exact else run.end
        place = run.start if span.start <= run.source_start else min(place, run.end)
        return place, place


def extent(passage: Passage) -> Span:
    """From the first to the last character of the source that a passage was read from."""
    if not passage.runs:
        return Span(0, 0)
    start = min(run.source_start for run in passage.runs)
    return Span(start, max(run.source_end for run in passage.runs))


@dataclass(slots=True, eq=False)
class _Placed:
    start: int
    end: int
    mark: Mark


def marked(passage: Passage, marks: Iterable[Mark]) -> Markup:
    """The text of a passage with marks, in the styles of its markup."""
    mapped = Mapped(passage)
    placed = [_Placed(*mapped.range(mark.span), mark) for mark in marks]
    return _Line(passage, placed).show()


class _Line:
    """A text that is cut at every end of a mark or style, and put together again."""

    def __init__(self, passage: Passage, placed: Sequence[_Placed]) -> None:
        self.text = passage.text
        self.begin: dict[int, list[_Placed]] = {}
        self.end: dict[int, list[_Placed]] = {}
        self.points: dict[int, list[Mark]] = {}
        for one in placed:
            if one.start < one.end:
                self.begin.setdefault(one.start, []).append(one)
                self.end.setdefault(one.end, []).append(one)
            else:
                self.points.setdefault(one.start, []).append(one.mark)
        self.styles = [style for style in passage.styles if style.start < style.end]
        self.starting: dict[int, list[int]] = {}
        self.ending: dict[int, list[int]] = {}
        for index, style in enumerate(self.styles):
            self.starting.setdefault(style.start, []).append(index)
            self.ending.setdefault(style.end, []).append(index)
        self.active: list[_Placed] = []
        self.kinds: dict[int, None] = {}

    def show(self) -> Markup:
        """The text as markup."""
        cuts = sorted(
            {
                0,
                len(self.text),
                *self.begin,
                *self.end,
                *self.points,
                *(cut for cut in (*self.starting, *self.ending) if cut <= len(self.text)),
            }
        )
        return join(self._pieces(cuts))

    def _pieces(self, cuts: Sequence[int]) -> Iterator[Markup]:
        inside: list[Markup] = []
        href = ""
        for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
            badges = self._badges(cut)
            target = self._target()
            if inside and (badges or target != href):
                yield _linked(href, inside)
                inside = []
            yield from badges
            href = target
            if after is not None and after > cut:
                inside.append(self._segment(self.text[cut:after]))
        if inside:
            yield _linked(href, inside)

    def _badges(self, cut: int) -> list[Markup]:
        """What stands at one place, and from here on what is active."""
        ended = self.end.get(cut, ())
        self.active = [one for one in self.active if one not in ended] if ended else self.active
        badges = [one.mark.after for one in ended]
        for mark in sorted(self.points.get(cut, ()), key=lambda mark: mark.rank):
            badges += [mark.before, mark.instead, mark.after]
        begun = sorted(self.begin.get(cut, ()), key=lambda one: (one.mark.rank, -one.end))
        badges += [one.mark.before for one in begun]
        self.active += begun
        for index in self.ending.get(cut, ()):
            self.kinds.pop(index, None)
        self.kinds.update(dict.fromkeys(self.starting.get(cut, ())))
        return [badge for badge in badges if badge]

    def _target(self) -> str:
        for one in self.active:
            if one.mark.href:
                return one.mark.href
        for index in self.kinds:
            style = self.styles[index]
            if style.kind == "link" and address(style.target):
                return style.target
        return ""

    def _segment(self, piece: str) -> Markup:
        shown = text(piece)
        for index in self.kinds:
            kind = _STYLES.get(self.styles[index].kind)
            shown = el(kind, shown) if kind else shown
        faults = [one.mark.css for one in self.active if one.mark.css]
        return el("mark", shown, class_=" ".join(dict.fromkeys(faults))) if faults else shown


def _linked(href: str, inside: Sequence[Markup]) -> Markup:
    if not href:
        return join(inside)
    if href.startswith("#"):
        return el("a", *inside, href=href, role="doc-noteref")
    return el("a", *inside, href=href)
