"""Text that knows where each of its characters stands in the file it came from.

Two coordinates occur everywhere:

* a *source offset* counts characters of the decoded file (``Document.source``);
* a *text offset* counts characters of reading text, with markup removed and entities decoded.

Every :class:`Span` is in source offsets, unless its field is documented otherwise, so that
a finding can be shown, and a fix applied, in the file itself.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of characters."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place in a file as people count it: line and column, both from 1, in characters."""

    line: int
    column: int


class Lines:
    r"""Line starts of a text, for turning offsets into positions and back.

    Lines end with LF, CRLF or a lone CR, as in CommonMark.

    >>> Lines("ab\r\ncd").position(5)
    Position(line=2, column=2)
    """

    __slots__ = ("starts", "text")

    _END = re.compile(r"\r\n|\n|\r")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in self._END.finditer(text))]

    def position(self, offset: int) -> Position:
        """The position of a source offset; an offset past the end gives the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect.bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Run(NamedTuple):
    """A stretch of reading text and the stretch of source it was read from.

    Where both have the same length they correspond character by character;
    where not (an entity, a mended word, a joint between blocks), as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


class Style(NamedTuple):
    """What the markup says of a stretch of reading text (text offsets).

    ``kind`` is one of ``italic``, ``bold``, ``superscript``, ``subscript``, ``small-caps``,
    ``code`` and ``link``; for a link, ``target`` is the address as written.
    """

    start: int
    end: int
    kind: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Reading text with its way back to the source and what its markup said.

    ``runs`` are in order and cover ``text`` without gaps. Passages are cut with
    :meth:`slice`, put together with :meth:`join` and mended with :meth:`replace`;
    the way back to the source survives all three.

    >>> passage = Passage.plain("See Le Monde", source_start=100)
    >>> passage.slice(4, 12).text, passage.span(4, 12)
    ('Le Monde', Span(start=104, end=112))
    """

    text: str
    runs: tuple[Run, ...]
    styles: tuple[Style, ...] = ()

    @classmethod
    def plain(cls, text: str, source_start: int = 0) -> Passage:
        """A passage whose text stands in the source as it is, from ``source_start`` on."""
        run = Run(0, len(text), source_start, source_start + len(text))
        return cls(text, (run,) if text else ())

    def __len__(self) -> int:
        return len(self.text)

    def _run_at(self, offset: int) -> Run:
        if len(self.runs) == 1:
            return self.runs[0]
        index = bisect.bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[max(index, 0)]

    def source_offset(self, offset: int) -> int:
        """The source offset of the character at a text offset (or of the end of the text)."""
        if not self.runs:
            return 0
        if offset >= len(self.text):
            return self.runs[-1].source_end
        run = self._run_at(offset)
        if run.end - run.start == run.source_end - run.source_start:
            return run.source_start + offset - run.start
        return run.source_start

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of the text from ``start`` to ``end`` (text offsets)."""
        end = len(self.text) if end is None else end
        if not self.runs:
            return Span(0, 0)
        first = self.source_offset(start)
        if end <= start:
            return Span(first, first)
        run = self._run_at(end - 1)
        if run.end - run.start == run.source_end - run.source_start:
            last = run.source_start + end - run.start
        else:
            last = run.source_end
        return Span(first, max(first, last))

    def slice(self, start: int, end: int | None = None) -> Passage:
        """The passage from ``start`` to ``end`` (text offsets)."""
        end = len(self.text) if end is None else min(end, len(self.text))
        start = max(0, min(start, end))
        runs = []
        index = max(0, bisect.bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        for run in itertools.islice(self.runs, index, None):
            if run.start >= end:
                break
            if run.end <= start:
                continue
            cut_start, cut_end = max(run.start, start), min(run.end, end)
            source_start, source_end = run.source_start, run.source_end
            if run.end - run.start == source_end - source_start:
                source_end = source_start + cut_end - run.start
                source_start += cut_start - run.start
            runs.append(Run(cut_start - start, cut_end - start, source_start, source_end))
        styles = tuple(
            style._replace(start=max(style.start, start) - start, end=min(style.end, end) - start)
            for style in self._styles_from(start, end)
        )
        return Passage(self.text[start:end], tuple(runs), styles)

    def _styles_from(self, start: int, end: int) -> Iterable[Style]:
        for style in self.styles:
            if style.start >= end:
                break
            if style.end > start:
                yield style

    def strip(self) -> Passage:
        """The passage without white space at either end."""
        stripped = self.text.strip()
        start = self.text.find(stripped) if stripped else 0
        return self.slice(start, start + len(stripped))

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> Passage:
        """The passage with stretches of its text replaced.

        ``edits`` are ``(start, end, new_text)`` in text offsets, in order and apart from
        each other; each new text maps as a whole to what it replaces.
        """
        pieces: list[Passage] = []
        last = 0
        for start, end, new in edits:
            pieces.append(self.slice(last, start))
            span = self.span(start, end)
            kinds = tuple(
                Style(0, len(new), style.kind, style.target)
                for style in self._styles_from(start, max(end, start + 1))
                if new
            )
            run = Run(0, len(new), span.start, span.end)
            pieces.append(Passage(new, (run,) if new else (), kinds))
            last = end
        if not pieces:
            return self
        pieces.append(self.slice(last))
        return Passage.join(pieces)

    @staticmethod
    def join(parts: Sequence[Passage], separator: str = "") -> Passage:
        """Passages put one after another; the separator maps to the gap between them."""
        texts: list[str] = []
        runs: list[Run] = []
        styles: list[Style] = []
        length = 0
        previous_end: int | None = None
        for part in parts:
            if not part.text:
                continue
            if texts and separator:
                gap = part.runs[0].source_start
                run_start = gap if previous_end is None else min(previous_end, gap)
                runs.append(Run(length, length + len(separator), run_start, gap))
                texts.append(separator)
                length += len(separator)
            runs.extend(
                Run(run.start + length, run.end + length, run.source_start, run.source_end)
                for run in part.runs
            )
            for style in part.styles:
                moved = style._replace(start=style.start + length, end=style.end + length)
                last = styles[-1] if styles else None
                touches = last is not None and last.end == moved.start
                if last is not None and touches and last[2:] == moved[2:]:
                    styles[-1] = last._replace(end=moved.end)
                else:
                    styles.append(moved)
            texts.append(part.text)
            length += len(part.text)
            previous_end = part.runs[-1].source_end
        return Passage("".join(texts), tuple(runs), tuple(styles))
