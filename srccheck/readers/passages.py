"""Building a passage piece by piece, each piece with its place in the source."""

from __future__ import annotations

from srccheck.model import Passage, Run, Style


class PassageBuilder:
    """Gathers text, runs and styles while a reader walks through its markup.

    >>> builder = PassageBuilder("caf&eacute; noir")
    >>> builder.copy(0, 3)
    >>> builder.add("é", 3, 11)
    >>> builder.copy(11, 16)
    >>> builder.build().text, builder.build().span(3, 4)
    ('café noir', Span(start=3, end=11))
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self.styles: list[Style] = []
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, str, int]] = []

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source as it is."""
        if end > start:
            self._append(self.source[start:end], start, end)

    def add(self, text: str, start: int, end: int) -> None:
        """Add text that was read from a stretch of the source."""
        if not text:
            return
        # Runs of equal length promise equal text; what differs maps to a point instead.
        if end - start == len(text) and self.source[start:end] != text:
            end = start
        self._append(text, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        length = self.length
        self.length = length + len(text)
        self._texts.append(text)
        last = self._runs[-1] if self._runs else None
        copied = end - start == len(text)
        if (
            last is not None
            and copied
            and last.source_end == start
            and last.end - last.start == last.source_end - last.source_start
        ):
            self._runs[-1] = Run(last.start, self.length, last.source_start, end)
        else:
            self._runs.append(Run(length, self.length, start, end))

    def open(self, kind: str, target: str = "") -> None:
        """Start a style at the present end of the text."""
        self._open.append((kind, target, self.length))

    def close(self, kind: str) -> None:
        """End the innermost open style of that kind, if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                _, target, start = self._open.pop(index)
                if self.length > start:
                    self.styles.append(Style(start, self.length, kind, target))
                return

    def withdraw(self, kind: str) -> None:
        """Forget the innermost open style of that kind."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                del self._open[index]
                return

    def ends_with(self, characters: tuple[str, ...]) -> bool:
        """Whether the text so far ends with one of these characters."""
        return bool(self._texts) and self._texts[-1].endswith(characters)

    def text_from(self, start: int) -> str:
        """The text from an offset to the present end."""
        pieces: list[str] = []
        length = self.length
        for piece in reversed(self._texts):
            if length <= start:
                break
            pieces.append(piece)
            length -= len(piece)
        joined = "".join(reversed(pieces))
        return joined[max(0, start - length) :]

    def build(self) -> Passage:
        """The passage so far; styles still open end with it."""
        ends = [
            Style(start, self.length, kind, target)
            for kind, target, start in self._open
            if self.length > start
        ]
        # Two styles of one kind over the same text say no more than one.
        styles = sorted(set(self.styles) | set(ends))
        return Passage("".join(self._texts), tuple(self._runs), tuple(styles))
