"""Where the key and the fields of one BibTeX block stand in the file.

The grammar is that of BibTeX itself ("BibTeXing", Oren Patashnik, 1988): a value is one or
several pieces joined by ``#``, each in braces, in quotes, a number or the name of a string.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from srccheck.model import Span

_START = re.compile(r"@[ \t\r\n]{0,99}(\w{1,50})[ \t\r\n]{0,99}[{(]")
_KEY = re.compile(r"[ \t\r\n]*+([^,\s{}\"]*+)[ \t\r\n]*+,?")
_NAME = re.compile(r"(?:[\s,]++|%[^\r\n]*+)*+([^\s={}\"#,()%]++)\s*+=")
"""After comments, which BibTeX has none of inside an entry, but Biber does."""
_BARE = re.compile(r"[^\s,#{}\"=]++")
_SPACE = re.compile(r"\s*+")
_JOINT = re.compile(r"\s*+#\s*+")
_BRACES = re.compile(r"\\.|[{}\"]", re.DOTALL)


class Piece(NamedTuple):
    """One piece of a value: where it stands without its braces or quotes."""

    span: Span
    bare: bool


class Value(NamedTuple):
    """A field as it is written: its name, its pieces, and all of them with braces or quotes."""

    name: str
    pieces: tuple[Piece, ...]
    span: Span

    def latex(self, source: str, strings: Mapping[str, str]) -> str:
        """The value as LaTeX, the names of strings replaced by what they stand for."""
        return "".join(
            strings.get(source[slice(*piece.span)].lower(), source[slice(*piece.span)])
            if piece.bare
            else source[slice(*piece.span)]
            for piece in self.pieces
        )

    @property
    def content(self) -> Span:
        """Where the value stands, without its outer braces or quotes."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)


class Written(NamedTuple):
    """A block as it is written: its type and key, where they stand, and its fields in order."""

    type: str
    key: str
    type_span: Span
    key_span: Span
    values: tuple[Value, ...]


def read_block(source: str, start: int, end: int) -> Written | None:
    """Find the fields of the block between two offsets; ``None`` if it is no entry or string.

    >>> text = '@book{key, title = {A} # " b", year = 2020}'
    >>> block = read_block(text, 0, len(text))
    >>> block.key, [(value.name, value.latex(text, {})) for value in block.values]
    ('key', [('title', 'A b'), ('year', '2020')])
    """
    opening = _START.match(source, start, end)
    if not opening:
        return None
    place, key, key_span = opening.end(), "", Span(opening.end(), opening.end())
    if opening[1].lower() != "string":
        found = _KEY.match(source, place, end)
        if found:
            key, key_span, place = found[1], Span(*found.span(1)), found.end()
    values = []
    while True:
        name = _NAME.match(source, place, end)
        value = _value(source, name[1].lower(), name.end(), end) if name else None
        if value is None:
            break
        values.append(value)
        place = value.span.end
    return Written(opening[1].lower(), key, Span(*opening.span(1)), key_span, tuple(values))


def _value(source: str, name: str, place: int, end: int) -> Value | None:
    pieces: list[Piece] = []
    place = _after(_SPACE, source, place, end)
    first = last = place
    while place < end:
        piece, place = _piece(source, place, end)
        if piece is None:
            break
        pieces.append(piece)
        last = place
        joint = _JOINT.match(source, place, end)
        if not joint:
            break
        place = joint.end()
    return Value(name, tuple(pieces), Span(first, last)) if pieces else None


def _after(pattern: re.Pattern[str], source: str, place: int, end: int) -> int:
    match = pattern.match(source, place, end)
    return match.end() if match else place


def _piece(source: str, place: int, end: int) -> tuple[Piece | None, int]:
    opening = source[place]
    if opening not in '{"':
        match = _BARE.match(source, place, end)
        if not match:
            return None, place
        return Piece(Span(*match.span()), bare=True), match.end()
    depth = 0
    for match in _BRACES.finditer(source, place + 1, end):
        sign = match[0]
        if (sign == "}" and depth == 0 and opening == "{") or (
            sign == '"' and depth == 0 and opening == '"'
        ):
            return Piece(Span(place + 1, match.start()), bare=False), match.end()
        # BibTeX counts escaped braces too, bibtexparser does not; balanced ones agree.
        depth += {"{": 1, "}": -1}.get(sign, 0)
    return None, place
