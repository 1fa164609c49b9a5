"""HTML: what a browser shows, with the place of each character in the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.notes import collect
from srccheck.readers.html_blocks import HtmlBlocks
from srccheck.readers.link_notes import find_notes, restore_markers


class HtmlReader:
    """Reads HTML and XHTML; nothing in it is an error.

    >>> page = '<p>Peace<a href="#fn1">1</a>.<ol><li id="fn1"><i>Le Monde</i>, 2022.'
    >>> document = HtmlReader().read(page, "a.html", Encoding("utf-8", "text"))
    >>> [(note.label, note.passage.text, len(note.markers)) for note in document.notes]
    [('1', 'Le Monde, 2022.', 1)]
    """

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        page = HtmlBlocks(source)
        page.read(source)
        linked, markers = find_notes(page.blocks, page.anchors, page.note_ids)
        notes, unmatched = collect(page.blocks, linked, markers)
        language = page.metadata.get("lang", "")
        return Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=tuple(page.blocks),
            links=tuple(sorted(page.links, key=lambda link: link.span)),
            notes=restore_markers(notes, linked),
            unmatched=unmatched,
            metadata=page.metadata,
            problems=tuple(problems),
            language=language if isinstance(language, str) else "",
        )
