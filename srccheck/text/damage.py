"""What every search for damaged text gives back."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple


class Damage(NamedTuple):
    """A damaged stretch of a text (text offsets), what it should be, and why.

    ``text`` is what should stand there, ``how`` how that was found. ``certain`` is false when
    another reading is possible. ``encoding`` is the codec that UTF-8 was read with, if one was.
    """

    start: int
    end: int
    text: str
    how: str
    certain: bool = True
    encoding: str = ""


def touched(damages: Sequence[Damage], start: int, end: int) -> Sequence[Damage]:
    """The damages that share a character with a stretch of the text.

    Args:
        damages: In order and apart from each other.
        start: Where the stretch begins.
        end: Where it ends.

    >>> [damage.text for damage in touched([Damage(0, 2, "a", ""), Damage(4, 6, "b", "")], 1, 4)]
    ['a']
    """
    first = bisect.bisect_right(damages, start, key=lambda damage: damage.end)
    last = bisect.bisect_left(damages, end, key=lambda damage: damage.start)
    return damages[first:last]
