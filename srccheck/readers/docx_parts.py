"""The parts of a Word document: which member of the archive is which, and what they point to.

Sources: ECMA-376, part 2 (packages and relationships), part 1, sections 11.3 and 17.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from srccheck.readers.zipped import Zipped, member, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFFICE = b"http://schemas.openxmlformats.org/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OFFICE + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     _OFFICE + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _OFFICE + b"officeDocument/2006/math"),
)  # fmt: skip
"""The namespaces of ISO/IEC 29500 Strict, which mean the same."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"


def is_on(element: _Element | None) -> bool:
    """Whether an on/off property is there and on (17.17.4)."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


def value(parent: _Element | None, name: str, otherwise: str = "") -> str:
    """The value of a property among the children of an element."""
    found = parent.find(f"{W}{name}") if parent is not None else None
    return found.get(VAL, otherwise) if found is not None else otherwise


class Parts:
    """The members of a Word document by what they are (``footnotes``, ``styles`` …)."""

    def __init__(self, archive: Zipped) -> None:
        self.archive = archive
        self.main = _MAIN
        for kind, name in self._inside("").items():
            if kind == "officeDocument" and name in archive.names:
                self.main = name
        if self.main not in archive.names:
            archive.fail(f"it has no {_MAIN}")
        folder = self.main.rpartition("/")[0]
        self._members = {
            kind: f"{folder}/{kind}.xml"
            for kind in ("footnotes", "endnotes", "styles", "numbering", "settings")
        }
        self._members.update(self._inside(self.main))

    def root(self, kind: str) -> _Element | None:
        """The root of a part; ``None`` when the document has no such part."""
        name = self.main if kind == "document" else self._members.get(kind, "")
        return self.read(name) if name in self.archive.names else None

    def read(self, name: str) -> _Element:
        """The root of a member, in the namespaces of Transitional documents."""
        data = self.archive.bytes(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            return parse_xml(data)
        except ValueError as error:
            self.archive.fail(f"{name}: {error}")

    def targets(self, kind: str) -> Mapping[str, str]:
        """The outside targets of the relationships of a part, by identifier."""
        name = self.main if kind == "document" else self._members.get(kind, "")
        return {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in self._relations(name)
            if relation.get("TargetMode") == "External"
        }

    def custom(self) -> list[str]:
        """The members with data of other programs, where Word keeps its own sources."""
        return sorted(
            name
            for name in self.archive.names
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml")
        )

    def _inside(self, part: str) -> dict[str, str]:
        return {
            relation.get("Type", "").rpartition("/")[2]: member(part, relation.get("Target", ""))
            for relation in self._relations(part)
            if relation.get("TargetMode") != "External"
        }

    def _relations(self, part: str) -> list[_Element]:
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations not in self.archive.names:
            return []
        return list(self.read(relations).iter(_RELATION))
