"""MediaWiki pages: text without its markup, notes, cited works and links.

Source: the help pages of MediaWiki on formatting, links and citations. Links to pages of the wiki
(``[[…]]``) cannot be followed in a file; they are read as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.notes import collect
from srccheck.readers.link_notes import restore_markers
from srccheck.readers.wikitext_links import read_links
from srccheck.readers.wikitext_page import WikitextPage


class WikitextReader:
    r"""Reads wikitext; nothing in it is an error.

    >>> source = "So it is.<ref>{{Cite book |last=Doe |title=A Title |year=2020}}</ref>\n"
    >>> document = WikitextReader().read(source, "a.wiki", Encoding("utf-8", "text"))
    >>> document.blocks[0].passage.text, document.entries[0].value("author")
    ('So it is.', 'Doe')
    """

    name: ClassVar[str] = "wikitext"
    suffixes: ClassVar[tuple[str, ...]] = (".wiki", ".mediawiki", ".wikitext")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        linked = read_links(source).document(self.name, path, encoding, problems)
        page = WikitextPage(source)
        page.read()
        written, markers = page.notes()
        notes, unmatched = collect(page.blocks, written, markers)
        return replace(
            linked,
            blocks=tuple(page.blocks),
            notes=restore_markers(notes, written),
            unmatched=unmatched,
            entries=tuple(page.entries),
            citations=tuple(sorted(page.citations, key=lambda citation: citation.span)),
        )
