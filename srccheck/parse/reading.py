"""A reference while it is being read: what has found its role, and what is still open."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from srccheck.model import Name, Origin, PartialDate, Passage
from srccheck.text.normalise import plain_range

MASK = "\ue000"
"""Stands in :attr:`Reading.open` for each character that a field has taken."""

_RANGES = frozenset(("pages", "volume", "number"))
EDGES = " \t\n\r\u00a0\u202f\u2009" + MASK


@dataclass(frozen=True, slots=True)
class Part:
    """A field with its stretch, in offsets of :attr:`Reading.text`."""

    name: str
    start: int
    end: int
    value: str
    confidence: float = 1.0
    names: tuple[Name, ...] = ()
    date: PartialDate | None = None
    origin: Origin = Origin.TEXT


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch set off by quotes or by italics; ``inner`` is without the quotes."""

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass
class Reading:
    """The text of one reference, cut from a passage at ``base``.

    ``open`` is the text with :data:`MASK` where something has been taken, so that every pattern
    sees only what is left and all offsets stay.
    """

    passage: Passage
    base: int
    text: str
    language: str = ""
    marks: list[Mark] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    genre: str = ""
    """The entry type that a word such as "thesis" or "working paper" tells."""
    hints: set[str] = field(default_factory=set)
    open: str = ""

    def __post_init__(self) -> None:
        self.open = self.text

    def copy(self) -> Reading:
        """The reading as it is now, which goes its own way from here on."""
        again = replace(self, marks=list(self.marks), parts=dict(self.parts), hints=set(self.hints))
        again.open = self.open
        return again

    def mask(self, start: int, end: int) -> None:
        """Close a stretch to further reading."""
        self.open = self.open[:start] + MASK * (end - start) + self.open[end:]

    def take(
        self,
        name: str,
        start: int,
        end: int,
        value: str | None = None,
        *,
        confidence: float = 1.0,
        names: tuple[Name, ...] = (),
        date: PartialDate | None = None,
    ) -> None:
        """Give a stretch to a field (the first one wins) and close it."""
        start, end = trimmed(self.text, start, end)
        if name not in self.parts and end > start:
            plain = " ".join(self.text[start:end].split()) if value is None else value
            if name in _RANGES:
                plain = plain_range(plain)
            if plain:
                self.parts[name] = Part(name, start, end, plain, confidence, names, date)
        self.mask(start, end)

    def has(self, *names: str) -> bool:
        """Whether any of these fields has been found."""
        return any(name in self.parts for name in names)

    def is_open(self, start: int, end: int) -> bool:
        """Whether nothing in the stretch has been taken."""
        return MASK not in self.open[start:end]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space and closed characters at its ends."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def italics(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """The italic stretches of a passage between two offsets, from ``start`` on counted as 0."""
    styles = passage.styles
    first = bisect_left(styles, start, key=lambda style: style.start)
    while first > 0 and styles[first - 1].end > start:
        first -= 1
    found = []
    for index in range(first, len(styles)):
        style = styles[index]
        if style.start >= end:
            break
        if style.kind == "italic" and style.end > start:
            found.append((max(style.start, start) - start, min(style.end, end) - start))
    return found
