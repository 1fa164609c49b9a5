"""Sitemaps: the addresses of a site, also compressed with gzip.

Source: the Sitemaps protocol 0.9 (sitemaps.org) with its image and video extensions. The XML
parser is expat; a file that declares entities is not read on (OWASP, XXE Prevention).
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import ClassVar
from xml.parsers import expat

from srccheck.model import Document, Encoding, Link, Problem, Span

_LOCATIONS = frozenset({"loc", "content_loc", "player_loc", "thumbnail_loc"})


class SitemapReader:
    """Reads the addresses of a sitemap or of an index of sitemaps.

    >>> source = "<urlset><url><loc> https://a.org/?b&amp;c </loc></url></urlset>"
    >>> document = SitemapReader().read(source, "sitemap.xml", Encoding("utf-8", "text"))
    >>> [(link.target, source[slice(*link.span)]) for link in document.links]
    [('https://a.org/?b&c', 'https://a.org/?b&amp;c')]
    """

    name: ClassVar[str] = "sitemap"
    suffixes: ClassVar[tuple[str, ...]] = ("sitemap.xml", "sitemap.xml.gz")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        return Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            links=tuple(_Locations(source).links),
            problems=tuple(problems),
        )


class _EntityDeclaredError(Exception):
    pass


class _Locations:
    """The addresses in a sitemap, up to where it can be read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.data = source.encode("utf-8", "replace")
        self.links: list[Link] = []
        self._pieces: list[str] | None = None
        self._start = 0
        self._known = (0, 0)
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        with contextlib.suppress(expat.ExpatError, _EntityDeclaredError):
            parser.Parse(self.data, True)

    def _refuse(self, *_: object) -> None:
        raise _EntityDeclaredError

    def _offset(self) -> int:
        """The character offset of where the parser is; offsets only grow."""
        byte = self._parser.CurrentByteIndex
        known_byte, known = self._known
        known += len(self.data[known_byte:byte].decode("utf-8", "ignore"))
        self._known = (byte, known)
        return known

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        offset = self._offset()
        if local in _LOCATIONS:
            self._pieces = []
            self._start = self.source.find(">", offset) + 1
        elif local == "link" and attributes.get("href"):
            end = self.source.find(">", offset) + 1
            self.links.append(Link("", attributes["href"].strip(), Span(offset, end)))

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _close(self, _: str) -> None:
        if self._pieces is None:
            return
        written = self.source[self._start : self._offset()]
        first = self._start + len(written) - len(written.lstrip())
        span = Span(first, first + len(written.strip()))
        target = "".join(self._pieces).strip()
        if target:
            self.links.append(Link(target, target, span))
        self._pieces = None
