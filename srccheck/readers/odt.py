"""OpenDocument texts (.odt, .ott), as LibreOffice and others write them.

Source: OpenDocument 1.3 (ISO/IEC 26300), parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.readers.cited_works import CitedWorks
from srccheck.readers.masking import Masked
from srccheck.readers.odt_body import OdtBody
from srccheck.readers.odt_styles import OdtStyles
from srccheck.readers.paragraphs import Paragraphs
from srccheck.readers.zipped import Zipped
from srccheck.readers.zotero_bookmarks import joined

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


class OdtReader:
    """Reads OpenDocument texts; the source is the text, a paragraph to a line, notes at its end.

    A marker stands in the source as ``[1]``, and so does the number of a note before it.
    """

    name: ClassVar[str] = "odt"
    suffixes: ClassVar[tuple[str, ...]] = (".odt", ".ott")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: it is no such text, damaged, encrypted, or would be too large.
        """
        remedy = "open it in LibreOffice and save it anew"
        archive = Zipped(data, path, "an OpenDocument text", remedy)
        if archive.encrypted_odf():
            archive.fail("it is encrypted", "save it without a password")
        content = archive.xml("content.xml")
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            archive.fail("it holds no text document")
        roots = [archive.xml("styles.xml")] if "styles.xml" in archive.names else []
        meta = archive.xml("meta.xml") if "meta.xml" in archive.names else None
        text, works = Paragraphs(), CitedWorks({})
        reading = OdtBody(OdtStyles([*roots, content]), text, works, _bookmarks(meta))
        reading.read(body)
        metadata = _metadata(meta)
        if reading.names:
            metadata["anchors"] = reading.names
        encoding = Encoding("utf-8", "declared")
        return text.document(path, self.name, encoding, metadata=metadata, works=works)


def _bookmarks(meta: _Element | None) -> Mapping[str, str]:
    if meta is None:
        return {}
    return joined(
        (one.get(f"{_META}name", ""), one.text or "") for one in meta.iter(f"{_META}user-defined")
    )


def _metadata(meta: _Element | None) -> dict[str, object]:
    if meta is None:
        return {}
    found = {
        "title": meta.findtext(f".//{_DC}title"),
        "author": meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator"),
    }
    return {name: value.strip() for name, value in found.items() if value and value.strip()}
