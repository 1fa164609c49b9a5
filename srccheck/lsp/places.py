"""Places as editors count them: lines from 0, columns in units of an encoding."""

from __future__ import annotations

from lsprotocol import types

from srccheck.model import Document, Lines, Span

_BYTES = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Places:
    r"""Turns the spans of a document into the ranges of one of its files.

    Args:
        document: what the spans are of.
        path: the file; a document may be made of several.
        text: its text as the editor has it.
        encoding: what the editor counts columns in (LSP 3.17, ``PositionEncodingKind``).

    >>> from srccheck.model import Encoding
    >>> document = Document("a.md", "markdown", "𝄞 é\nx", Encoding("utf-8", "valid"))
    >>> Places(document, "a.md", document.source).range(Span(2, 3)).start
    0:3
    """

    def __init__(
        self,
        document: Document,
        path: str,
        text: str,
        encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16,
    ) -> None:
        self._document, self._path, self._text = document, path, text
        self._lines = Lines(text)
        self._codec, self._bytes = _BYTES[types.PositionEncodingKind(encoding)]

    def holds(self, span: Span) -> bool:
        """Whether a span begins and ends in the file."""
        last = max(span.start, span.end - 1)
        return {self._document.path_at(span.start), self._document.path_at(last)} == {self._path}

    def range(self, span: Span) -> types.Range:
        """The range of a span that the file holds."""
        start = self._document.position(span.start)
        first = self._lines.starts[start.line - 1] + start.column - 1
        return types.Range(self._position(first), self._position(first + span.end - span.start))

    def _position(self, offset: int) -> types.Position:
        place = self._lines.position(min(offset, len(self._text)))
        begin = self._lines.starts[place.line - 1]
        before = self._text[begin : begin + place.column - 1]
        units = len(before.encode(self._codec, "surrogatepass")) // self._bytes
        return types.Position(place.line - 1, units)


def meets(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges touch.

    >>> from lsprotocol.types import Position, Range
    >>> meets(Range(Position(1, 2), Position(1, 4)), Range(Position(1, 4), Position(1, 4)))
    True
    """
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
