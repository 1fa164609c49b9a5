"""The numbers that OpenDocument lists print before their items.

Source: OpenDocument 1.3, part 3, section 5.3: a list begins anew unless it says what it continues.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srccheck.readers.odt_styles import TEXT, OdtStyles

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class _OpenList:
    style: str
    count: int | None = None
    identifier: str = ""
    label: str = ""


@dataclass(slots=True)
class OdtLists:
    """The lists that are open at a place in the text."""

    styles: OdtStyles
    _open: list[_OpenList] = field(default_factory=list)
    _ended: dict[str, int | None] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int | None] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """How deep lists are nested here; 0 outside of all."""
        return len(self._open)

    def begin(self, element: _Element) -> None:
        """A list begins."""
        outer = self._open[-1].style if self._open else ""
        one = _OpenList(element.get(f"{TEXT}style-name") or outer)
        one.identifier = element.get(_XML_ID) or element.get(f"{TEXT}id") or ""
        continued = element.get(f"{TEXT}continue-list", "")
        if continued in self._ended:
            one.count = self._ended[continued]
        elif element.get(f"{TEXT}continue-numbering") == "true":
            one.count = self._counts.get((one.style, self.depth))
        self._open.append(one)

    def item(self, element: _Element) -> None:
        """An item begins; its label is for its first paragraph. A header of a list has none."""
        one = self._open[-1]
        one.label = ""
        if element.tag != f"{TEXT}list-item":
            return
        if len(element) and element[0].tag == f"{TEXT}list":
            return  # it is there for the sake of a list inside of it
        levels = self.styles.levels(one.style)
        level = levels.get(self.depth)
        if level is None:
            return
        start = element.get(f"{TEXT}start-value", "")
        if start.isdecimal() and len(start) < 6:
            one.count = int(start)
        else:
            one.count = level.start if one.count is None else one.count + 1
        one.label = level.label([outer.count or 1 for outer in self._open], levels)

    def label(self) -> str:
        """The label of the paragraph that begins here."""
        if not self._open:
            return ""
        label, self._open[-1].label = self._open[-1].label, ""
        return label

    def end(self) -> None:
        """The innermost list ends."""
        one = self._open.pop()
        self._counts[one.style, self.depth] = one.count
        if one.identifier:
            self._ended[one.identifier] = one.count

    def leave(self) -> list[_OpenList]:
        """Set the lists aside while something else, a note or a box, is read."""
        left, self._open = self._open, []
        return left

    def come_back(self, left: list[_OpenList]) -> None:
        """Go on with the lists that were set aside."""
        self._open = left
