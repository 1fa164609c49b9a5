"""What every search for damaged text gives back."""

from __future__ import annotations

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
