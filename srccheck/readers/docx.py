"""The links of Word documents (.docx), read from the file itself.

Sources: ECMA-376, part 1: ``hyperlink`` (17.16.22), fields (17.16), bookmarks (17.13.6); part 2:
relationships. The XML is read without entities or external files, and its size is bounded.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from srccheck.errors import InputError
from srccheck.model import Document, Encoding, Link, Problem, Span
from srccheck.readers.masking import Masked

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARTS = ("document", "footnotes", "endnotes")
_FIELD = re.compile(r'\s*HYPERLINK\s+(?:(\\l)\s+)?"([^"]{1,2000})"(?:\s+\\l\s+"([^"]{1,300})")?')
_MOST = 100_000_000


class DocxReader:
    """Reads the links of a Word document; its source is its text, a paragraph to a line."""

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: it is no Word document, damaged, or would be too large.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                text = _Text(archive)
        except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError,
                EOFError, OSError) as error:  # fmt: skip
            cause = f"{path} cannot be read as a Word document: {error}"
            raise InputError(cause, remedy="open it in Word and save it anew") from None
        masked = Masked("".join(text.pieces))
        masked.links = text.links
        taken = [link.span for link in text.links]
        metadata: dict[str, object] = {"anchors": text.anchors} if text.anchors else {}
        encoding = Encoding("utf-8", "declared")
        return masked.document(self.name, path, encoding, (), metadata, taken)


class _Text:
    """The text of a document's parts, with its links."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.anchors: list[str] = []
        self._code: list[str] = []
        self._field: list[tuple[str, int]] = []
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise ValueError("it has no word/document.xml")
        for part in _PARTS:
            if f"word/{part}.xml" in names:
                relations = f"word/_rels/{part}.xml.rels"
                self._targets = _targets(archive, relations) if relations in names else {}
                self._part(_xml(archive, f"word/{part}.xml"))

    def _part(self, root: _Element) -> None:
        for paragraph in root.iter(f"{_W}p"):
            self._element(paragraph)
            self._put("\n")

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _element(self, parent: _Element) -> None:
        for child in parent:
            name = str(child.tag).removeprefix(_W)
            if name == "hyperlink":
                start = self.length
                self._element(child)
                anchor = child.get(f"{_W}anchor", "")
                target = self._targets.get(child.get(_ID, ""), "")
                self._link(f"{target}#{anchor}" if anchor else target, start)
            elif name == "fldSimple":
                start = self.length
                self._element(child)
                self._link(_field_target(child.get(f"{_W}instr", "")), start)
            elif name == "t":
                self._put(child.text or "")
            elif name in ("tab", "br"):
                self._put(" ")
            elif name == "instrText":
                self._code.append(child.text or "")
            elif name == "fldChar":
                self._field_mark(child.get(f"{_W}fldCharType", ""))
            elif name == "bookmarkStart":
                self.anchors.append(child.get(f"{_W}name", ""))
            elif name not in ("p", "pPr", "rPr", "txbxContent"):
                self._element(child)

    def _field_mark(self, kind: str) -> None:
        """The marks around a field: its code stands before ``separate``, its text after it."""
        if kind == "begin":
            self._code = []
        elif kind == "separate":
            self._field.append((_field_target("".join(self._code)), self.length))
            self._code = []
        elif kind == "end" and self._field:
            self._link(*self._field.pop())

    def _link(self, target: str, start: int) -> None:
        if target:
            text = "".join(self.pieces)[start:] if self.length > start else ""
            self.links.append(Link(text, target, Span(start, self.length)))


def _field_target(code: str) -> str:
    match = _FIELD.match(code)
    if not match:
        return ""
    if match[1]:
        return f"#{match[2]}"
    return f"{match[2]}#{match[3]}" if match[3] else match[2]


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The outside targets of the relationships of a part, by identifier."""
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _xml(archive, name).iter(_RELATION)
        if relation.get("TargetMode") == "External"
    }


def _xml(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    with archive.open(name) as part:
        data = part.read(_MOST + 1)
    if len(data) > _MOST:
        raise ValueError(f"{name} is larger than {_MOST:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    return root
