"""Markdown: CommonMark with tables, strikethrough and footnotes, on top of markdown-it-py.

Sources: the CommonMark specification 0.31.2; GFM, section 4.10; Pandoc User's Guide, "Footnotes".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.notes import collect
from srccheck.readers import front_matter
from srccheck.readers.link_notes import find_notes, restore_markers
from srccheck.readers.markdown_blocks import BlockReader


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
        return Document(
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
