"""Markers written as plain digits glued to the text, as in ``by the sea.1``."""

from __future__ import annotations

import bisect
import re
from collections.abc import Container, Sequence

PATTERN = r"""(?=\d)(?:(?<=[^\W\d_A-Z]{2})|(?<=[^\W\d_]{2}[.,;!?…»«”“")\]])|(?<=[)\]»«”“"][.,;!?])
    |(?<=[.,;!?…][»«”“‘"’')\]])|(?<=[^\W\d_][ \u00a0\u202f]»)|(?<=[.,;!?…][ \u00a0\u202f]»))
    (?P<plain>\d{1,3}(?:,\d{1,3}){0,3})(?![\w%°]|[.,]\d)"""
"""Digits after a word or after the punctuation behind it; never in or after a number."""

_UNIT = re.compile(r"(?:^|[\s\d(/·.])[kcdmµn]m$")


def may_mark(text: str, start: int, end: int) -> bool:
    """Whether the digits are no power of a unit and no number of a thing: ``fig.3 of``.

    >>> [may_mark(t, t.index("3"), t.index("3") + 1) for t in ("sea.3 He", "fig.3 of", "5 km3 ")]
    [True, False, False]
    """
    before, after = text[max(0, start - 4) : start], text[end : end + 4].strip()
    if before.endswith("."):
        return not after[:1].islower()
    return not _UNIT.search(before)


def rising(numbers: Sequence[int], wanted: Container[int]) -> list[int]:
    """The places of the longest run of wanted numbers that only rises.

    Markers come in order; a ``python3`` between them does not.

    >>> rising([1, 3, 2, 3, 1, 4, 99], {1, 2, 3, 4})
    [0, 2, 3, 5]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place, number in enumerate(numbers):
        if number not in wanted:
            continue
        length = bisect.bisect_left(tails, number)
        if length:
            before[place] = ends[length - 1]
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    run = ends[-1:]
    while run and run[-1] in before:
        run.append(before[run[-1]])
    return run[::-1]
