"""Markdown: CommonMark with tables, strikethrough and footnotes, on top of markdown-it-py.

Sources: the CommonMark specification 0.31.2; GFM, section 4.10; Pandoc User's Guide, "Footnotes".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.notes import collect
from srccheck.readers import cite_keys, front_matter
from srccheck.readers.link_notes import find_notes, restore_markers
from srccheck.readers.markdown_blocks import BlockReader
from srccheck.readers.tree_bibliographies import with_bibliographies


class MarkdownReader:
    r"""Reads Markdown; nothing in it is an error.

    >>> document = MarkdownReader().read("Peace[^1].\n\n[^1]: *Le Monde*.", "a.md",
    ...                                  Encoding("utf-8", "text"))
    >>> [(note.label, note.passage.text, len(note.markers)) for note in document.notes]
    [('1', 'Le Monde.', 1)]
    """

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        metadata, start = front_matter.split(source)
        reader = BlockReader(source, start)
        reader.read()
        linked, markers = find_notes(reader.blocks, reader.anchors, reader.note_ids)
        notes, unmatched = collect(
            reader.blocks, [*reader.found.notes, *linked], [*reader.found.markers, *markers]
        )
        language = metadata.get("lang") or metadata.get("language") or ""
        document = Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=tuple(reader.blocks),
            links=tuple(sorted(reader.found.links, key=lambda link: link.span)),
            notes=restore_markers(notes, linked),
            unmatched=unmatched,
            metadata=metadata,
            problems=tuple(problems),
            language=language if isinstance(language, str) else "",
        )
        return _with_citations(document, start)


def _with_citations(document: Document, start: int) -> Document:
    """The document with its citations by key, and the entries that its front matter names.

    ``@doe`` without brackets cites only where there is something to cite.
    """
    source, metadata = document.source, document.metadata
    stated = cite_keys.stated_entries(source, start) if "references" in metadata else []
    named = cite_keys.bibliographies(metadata, source, start) if "bibliography" in metadata else []
    if not (named or stated or "@" in source):
        return document
    text = document.blocks
    document = with_bibliographies(replace(document, entries=tuple(stated)), named)
    keys = {entry.key for entry in document.entries}
    scholarly = document.path.lower().endswith((".qmd", ".rmd"))
    bare = bool(named or stated) or scholarly
    found = cite_keys.find_citations(source, text, document.notes, keys, bare=bare)
    return replace(
        document,
        blocks=(*found.blocks, *document.blocks[len(text) :]),
        notes=tuple(found.notes),
        citations=tuple(found.citations),
    )
