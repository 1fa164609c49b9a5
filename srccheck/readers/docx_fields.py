"""The fields of a Word document: marks around a code, and around what it shows.

Source: ECMA-376, part 1, section 17.16; ``HYPERLINK`` is 17.16.5.25.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from srccheck.readers.paragraphs import Paragraphs, Place

_HYPERLINK = re.compile(
    r'\s*HYPERLINK\s+(?:(\\l)\s+)?(?:"([^"]{1,2000})"|([^\s"\\]{1,2000}))'
    r'(?:\s+\\l\s+"([^"]{1,300})")?'
)
_DATA = re.compile(r"\s*(?:ADDIN\s+)?EN\.CITE\.DATA")


def hyperlink(code: str) -> str:
    r"""Where a field leads; empty when it is no link.

    >>> hyperlink(' HYPERLINK "https://a.org" \\l "b" '), hyperlink(' HYPERLINK \\l "b"')
    ('https://a.org#b', '#b')
    """
    match = _HYPERLINK.match(code)
    if not match:
        return ""
    target = match[2] or match[3]
    if match[1]:
        return f"#{target}"
    return f"{target}#{match[4]}" if match[4] else target


@dataclass(slots=True)
class Field:
    """A field that has begun; ``place`` is where what it shows begins, ``None`` in its code."""

    codes: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    place: Place | None = None
    block: int = 0
    target: str = ""

    @property
    def code(self) -> str:
        """The whole code, of which each run may hold a piece."""
        return "".join(self.codes)


class Fields:
    """The fields that are open at a place in the text, the innermost last."""

    def __init__(self, text: Paragraphs) -> None:
        self._text = text
        self._open: list[Field] = []

    @property
    def coding(self) -> bool:
        """Whether the text that follows is code and not shown."""
        return bool(self._open) and self._open[-1].place is None

    def begin(self, data: Iterable[str] = ()) -> None:
        """A field begins; what follows is its code."""
        self._open.append(Field(data=list(data)))

    def add(self, code: str) -> None:
        """A piece of code, or of text that a field inside of it shows."""
        if self._open:
            self._open[-1].codes.append(code)

    def separate(self) -> None:
        """The code ends; what follows is shown."""
        if self.coding:
            one = self._open[-1]
            one.place, one.block = self._text.place, len(self._text.blocks)
            one.target = hyperlink(one.code)
            if one.target:
                self._text.targets.append(one.target)

    def end(self) -> Field | None:
        """The innermost field ends."""
        if not self._open:
            return None
        one = self._open.pop()
        if self._open and one.data and _DATA.match(one.code):
            self._open[-1].data.extend(one.data)
        if one.place is None:
            one.place, one.block = self._text.place, len(self._text.blocks)
        if one.target:
            self._text.targets.remove(one.target)
            self._text.link(one.target, one.place)
        return one

    def end_paragraph(self) -> None:
        """Give up a code that goes on beyond its paragraph: a damaged field hides no text."""
        while self.coding:
            self._open.pop()
