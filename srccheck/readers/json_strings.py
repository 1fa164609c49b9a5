"""JSON whose strings know where they stand in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from srccheck.model import Passage, Run

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_VALUE = re.compile(rf"{_STRING.pattern}|-?\d++(?:\.\d++)?(?:[eE][+-]?\d++)?", re.DOTALL)
_ESCAPE = re.compile(
    r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\."
)


def placed(source: str, *, numbers: bool = False) -> Any:
    r"""The value of a JSON text, with a :class:`Passage` in place of each string that is a value.

    Args:
        source: the text.
        numbers: whether numbers, too, become passages.

    Raises:
        ValueError: it is not JSON, or nested too deeply.

    >>> passage = placed('{"a": ["x\\ny"]}')["a"][0]
    >>> passage.text, passage.span(2, 3)
    ('x\ny', Span(start=11, end=12))
    """
    strings = list((_VALUE if numbers else _STRING).finditer(source))
    # Each is read as its number here, so that the parser of the standard library does the rest.
    pieces: list[str] = []
    last = 0
    for number, match in enumerate(strings):
        pieces += [source[last : match.start()], f'"{number}"']
        last = match.end()
    pieces.append(source[last:])

    def value(item: Any) -> Any:
        if isinstance(item, str):
            match = strings[int(item)]
            if not match[0].startswith('"'):
                return Passage.plain(match[0], match.start())
            return _passage(source, match.start() + 1, match.end() - 1)
        if isinstance(item, list):
            return [value(part) for part in item]
        if isinstance(item, dict):
            return {json.loads(strings[int(key)][0]): value(part) for key, part in item.items()}
        return item

    try:
        return value(json.loads("".join(pieces)))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _passage(source: str, start: int, end: int) -> Passage:
    return Passage.join(list(_pieces(source, start, end)))


def _pieces(source: str, start: int, end: int) -> Iterator[Passage]:
    last = start
    for match in _ESCAPE.finditer(source, start, end):
        if match.start() > last:
            yield Passage.plain(source[last : match.start()], last)
        text = json.loads(f'"{match[0]}"')
        yield Passage(text, (Run(0, len(text), match.start(), match.end()),))
        last = match.end()
    if end > last:
        yield Passage.plain(source[last:end], last)
