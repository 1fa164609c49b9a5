"""EPUB books (.epub): their pages in reading order, each read as HTML.

Sources: EPUB 3.3 and Open Packaging Format 2.0.1: the container, the package document with its
manifest and spine; EPUB 3 Structural Semantics (``footnote``, ``endnote``, ``noteref``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from srccheck.model import Document, Encoding, Part, Problem
from srccheck.readers.encoding import declared_in, decode
from srccheck.readers.epub_pages import Pages
from srccheck.readers.html_blocks import HtmlBlocks
from srccheck.readers.masking import Masked
from srccheck.readers.zipped import Zipped, member

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XHTML = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
MAX_TEXT = 50_000_000
"""Bytes of all pages; the Bible has five million."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What the package document says: metadata, and the pages in order."""

    metadata: dict[str, object]
    language: str
    pages: tuple[str, ...]


class EpubReader:
    """Reads EPUB books; the source is the text, a paragraph to a line, and a part is a page.

    Links from page to page become links inside the document: see
    :class:`~srccheck.readers.epub_pages.Pages`.
    """

    name: ClassVar[str] = "epub"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: it is no EPUB book, damaged, protected, or would be too large.
        """
        archive = Zipped(data, path, "an EPUB book", "make it anew with the program it comes from")
        package = _package(archive)
        _refuse_protected(archive, package.pages)
        pages = Pages(archive.names)
        size = 0
        for name in package.pages:
            page = archive.bytes(name)
            size += len(page)
            if size > MAX_TEXT:
                archive.fail(f"its pages are larger than {MAX_TEXT:,} bytes")
            html = HtmlBlocks(decode(page, declared_in(page)).text)
            html.read(html.source)
            pages.add(name, html)
        starts = pages.put_down()
        metadata = package.metadata
        if pages.text.anchors:
            metadata["anchors"] = list(pages.text.anchors)
        return pages.text.document(
            path,
            self.name,
            Encoding("utf-8", "declared"),
            metadata=metadata,
            language=package.language,
            known=pages.known,
            parts=[Part(start, f"{path}/{name}") for name, start in starts],
        )


def _package(archive: Zipped) -> _Package:
    container = archive.xml(_CONTAINER)
    names = [member("", file.get("full-path", "")) for file in container.iter(_ROOTFILE)]
    name = next((name for name in names if name in archive.names), "")
    if not name:
        archive.fail("it has no package document")
    root = archive.xml(name)
    listed = {
        item.get("id", ""): item
        for item in root.iter(f"{_OPF}item")
        if "nav" not in item.get("properties", "").split()
    }
    pages = [
        member(name, listed[reference].get("href", "").partition("#")[0])
        for reference in _spine(root)
        if reference in listed and listed[reference].get("media-type", "") in _XHTML
    ]
    found = tuple(page for page in dict.fromkeys(pages) if page in archive.names)
    if not found:
        archive.fail("it lists no pages")
    return _Package(_metadata(root), _text(root, "language"), found)


def _spine(root: _Element) -> Iterator[str]:
    for reference in root.iter(f"{_OPF}itemref"):
        yield reference.get("idref", "")


def _text(root: _Element, name: str) -> str:
    return " ".join((root.findtext(f".//{_DC}{name}") or "").split())


def _metadata(root: _Element) -> dict[str, object]:
    people = [" ".join((one.text or "").split()) for one in root.iter(f"{_DC}creator")]
    found: dict[str, object] = {
        "title": _text(root, "title"),
        "author": people[0] if len(people) == 1 else people,
        "publisher": _text(root, "publisher"),
        "lang": _text(root, "language"),
    }
    return {name: value for name, value in found.items() if value}


def _refuse_protected(archive: Zipped, pages: Sequence[str]) -> None:
    """Refuse a book whose pages are encrypted; that its fonts are is usual."""
    if _ENCRYPTION not in archive.names:
        return
    for element in archive.xml(_ENCRYPTION).iter():
        uri = element.get("URI", "")
        if uri and member("", uri) in pages:
            archive.fail("it is encrypted", "use a copy without copy protection")
