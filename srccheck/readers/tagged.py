"""Files of lines that begin with a tag: RIS, MEDLINE, EndNote's tagged form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srccheck.model import Passage, Span
from srccheck.readers.passages import PassageBuilder

_LINE = re.compile(r"[^\r\n]*+")


class Tagged(NamedTuple):
    """One field: its tag, its value with its place, and where the whole of it stands."""

    tag: str
    passage: Passage
    span: Span


def tagged_lines(
    source: str, pattern: re.Pattern[str], *, indented: bool = False
) -> Iterator[Tagged]:
    r"""The fields of a file; lines without a tag go on with the field before them.

    Args:
        source: the file.
        pattern: matches the tag, as its first group, and all before the value.
        indented: whether only what is indented goes on with the line before.

    >>> pattern = re.compile(r"([A-Z]{2})  - ")
    >>> [(f.tag, f.passage.text) for f in tagged_lines("AB  - One\r\n  two\r\n\r\nER  - ", pattern)]
    [('AB', 'One two'), ('ER', '')]
    """
    tag, start, end = "", 0, 0
    parts: list[Passage] = []
    for line in _LINE.finditer(source):
        if line.start() == line.end():
            continue
        match = pattern.match(source, line.start(), line.end())
        if match:
            if tag:
                yield Tagged(tag, _joined(source, parts), Span(start, end))
            tag, start = match[1], line.start()
            parts = [_stripped(source, match.end(), line.end())]
            end = line.end()
        elif tag and not line[0].isspace() and not (indented and not line[0][:1].isspace()):
            parts.append(_stripped(source, line.start(), line.end()))
            end = line.end()
    if tag:
        yield Tagged(tag, _joined(source, parts), Span(start, end))


def _stripped(source: str, start: int, end: int) -> Passage:
    return Passage.plain(source[start:end], start).strip()


def _joined(source: str, lines: list[Passage]) -> Passage:
    builder = PassageBuilder(source)
    last = 0
    for line in lines:
        if not line.text:
            continue
        span = line.span()
        if builder.length:
            builder.add(" ", last, span.start)
        builder.copy(*span)
        last = span.end
    return builder.build()
