"""Word documents (.docx), read from the file itself.

Sources: ECMA-376, part 1 (WordprocessingML), part 2 (packages). The XML is read without entities
or external files, and its size is bounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.readers.cited_works import CitedWorks
from srccheck.readers.docx_body import Body
from srccheck.readers.docx_parts import Parts
from srccheck.readers.masking import Masked
from srccheck.readers.paragraphs import Paragraphs
from srccheck.readers.word_sources import SPACES, word_sources
from srccheck.readers.zipped import Zipped
from srccheck.readers.zotero_bookmarks import joined

_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CUSTOM_PROPERTY = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
)


class DocxReader:
    """Reads Word documents; the source is the text, a paragraph to a line, notes at its end.

    A marker stands in the source as ``[1]``, and so does the number of a note before it.
    """

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: it is no Word document, damaged, encrypted, or would be too large.
        """
        archive = Zipped(data, path, "a Word document", "open it in Word and save it anew")
        parts = Parts(archive)
        text = Paragraphs()
        works = CitedWorks(_sources(parts))
        body = Body(parts, text, works, _bookmarks(parts))
        body.read()
        metadata = _metadata(parts)
        if body.names:
            metadata["anchors"] = body.names
        encoding = Encoding("utf-8", "declared")
        return text.document(path, self.name, encoding, metadata=metadata, works=works)


def _sources(parts: Parts) -> dict[str, Mapping[str, Any]]:
    """The sources that Word keeps for its own citations."""
    sources: dict[str, Mapping[str, Any]] = {}
    for name in parts.custom():
        data = parts.archive.bytes(name)
        if any(space.strip("{}").encode() in data for space in SPACES):
            sources.update(word_sources(parts.read(name)))
    return sources


def _bookmarks(parts: Parts) -> Mapping[str, str]:
    """The codes that Zotero keeps in properties of the document, by the bookmarks they are for."""
    if _CUSTOM not in parts.archive.names:
        return {}
    properties = parts.read(_CUSTOM).iter(_CUSTOM_PROPERTY)
    return joined((one.get("name", ""), "".join(map(str, one.itertext()))) for one in properties)


def _metadata(parts: Parts) -> dict[str, object]:
    if _CORE not in parts.archive.names:
        return {}
    root = parts.read(_CORE)
    found = {"title": root.findtext(f"{_DC}title"), "author": root.findtext(f"{_DC}creator")}
    return {name: value.strip() for name, value in found.items() if value and value.strip()}
