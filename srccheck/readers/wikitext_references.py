"""The references of a page: each under its name, numbered as they are shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from srccheck.model import Marker, Note, NoteKind, Passage, Span


@dataclass(slots=True)
class Reference:
    """A reference: its group, where it is marked, and what it says once that is known.

    ``entries`` are the places of its entries among those of the page.
    """

    group: str
    markers: list[Span] = field(default_factory=list)
    span: Span | None = None
    passage: Passage | None = None
    entries: list[int] = field(default_factory=list)

    def marked(self, label: str) -> tuple[Marker, ...]:
        """Its markers."""
        return tuple(Marker(label, span, "footnote") for span in self.markers)

    def note(self, label: str) -> Note | None:
        """The note that it is; ``None`` if it is marked and says nothing."""
        if self.span is None or self.passage is None:
            return None
        return Note(label, self.passage, self.span, NoteKind.FOOTNOTE, self.marked(label))


class References:
    """All references of a page."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Reference] = {}

    def named(self, name: str, group: str) -> Reference:
        """The reference of that name, a new one if it has none or is not known."""
        key = (group, name or f"\0{len(self._known)}")
        return self._known.setdefault(key, Reference(group))

    def numbered(self) -> list[tuple[Reference, str]]:
        """Each reference with its number, in which its group is named."""
        counts: Counter[str] = Counter()
        found = []
        for reference in self._known.values():
            if reference.markers or reference.span is not None:
                counts[reference.group] += 1
                label = f"{reference.group} {counts[reference.group]}".strip()
                found.append((reference, label))
        return found
