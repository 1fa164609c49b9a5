"""Inline markup that is read by a pattern of tokens: Org, AsciiDoc, reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from srccheck.model import (
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Marker,
    NoteKind,
    Passage,
    Run,
    Span,
)
from srccheck.notes import collect
from srccheck.readers.link_notes import restore_markers
from srccheck.readers.page import Page

DEEPEST = 9
"""Styles in styles."""
_BREAK = re.compile(r"[ \t]*+(?:\r\n?|\n)[ \t]*+")


class InlineMarkup:
    """Reads stretches of a source into the blocks of a page, token by token.

    A reader sets ``token`` and says in :meth:`found` what each token means.
    """

    token: re.Pattern[str]

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self._deep = 0
        self._patience = 100

    def found(self, match: re.Match[str], end: int) -> int | None:
        """Read a token; the offset at which to go on, if it is not the end of the token."""
        raise NotImplementedError

    def block(self, kind: BlockKind, start: int, end: int, level: int = 0, label: str = "") -> None:
        """Read a stretch as a block."""
        self.page.flush()
        self.page.become(kind, level, label)
        self.read(start, end)
        self.page.flush()
        self.page.become(BlockKind.PARAGRAPH)

    def read(self, start: int, end: int) -> None:
        """Read a stretch into the text that is being gathered."""
        if self._deep > DEEPEST:
            self.plain(start, end)
            return
        self._deep += 1
        place = start
        while match := self.token.search(self.source, place, end):
            self.plain(place, match.start())
            place = max(self.found(match, end) or match.end(), match.start() + 1)
        self.plain(place, end)
        self._deep -= 1

    def plain(self, start: int, end: int) -> None:
        """Text without markup; the indentation of its lines is none of it."""
        builder = self.page.builder
        for match in _BREAK.finditer(self.source, start, end):
            builder.copy(start, match.start())
            builder.add("\n", *match.span())
            start = match.end()
        builder.copy(start, end)

    def styled(self, style: str, start: int, end: int, target: str = "") -> None:
        """A stretch in a style."""
        self.page.open(style, target)
        self.read(start, end)
        self.page.close(style)

    def closing(self, start: int, end: int, signs: str = "[]") -> int:
        """The offset of the bracket that closes the one at ``start``; -1 without one nearby."""
        depth = 0
        limit = min(end, start + (5000 if self._patience else 200))
        place = start
        while place < limit:
            sign = self.source[place]
            if sign == "\\":
                place += 1
                depth -= self.source[place : place + 1] == signs[1] and depth > 1
            elif sign == signs[0]:
                depth += 1
            elif sign == signs[1]:
                depth -= 1
                if not depth:
                    return place
            place += 1
        self._patience = max(0, self._patience - 1)
        return -1

    def passage(self, start: int, end: int) -> Passage:
        """A stretch as a passage of its own."""
        self.page.begin("note")
        self.read(start, end)
        return self.page.end()

    def note(self, label: str, start: int, end: int, span: Span, markers: Sequence[Marker]) -> None:
        """A note that is written where it is marked."""
        passage = self.passage(start, end)
        self.page.note(label, passage, span, tuple(markers))

    def written_note(
        self, label: str, stretches: Sequence[Span], span: Span, kind: NoteKind
    ) -> None:
        """A note that stands by itself, in one or more paragraphs; each is a block, too."""
        passages = [self.passage(*stretch) for stretch in stretches]
        passage = Passage.join([each for each in passages if each.text], "\n\n")
        if not passage.text:
            passage = Passage("", (Run(0, 0, span.end, span.end),))
        self.page.flush()
        self.page.note(label, passage, span, (), kind)
        self.page.flush()

    def cite(self, span: Span, cited: Sequence[tuple[str, str]], shown: str) -> None:
        """A citation of one or more keys, each with the place in the work."""
        self.page.citations += [
            Citation(CitationStyle.KEY, span, key, locator=locator) for key, locator in cited
        ]
        self.page.open("citation")
        if self.source[slice(*span)] == shown:
            self.page.builder.copy(*span)
        else:
            self.page.builder.add(shown, *span)
        self.page.close("citation")


def completed(document: Document, page: Page, markers: Sequence[Marker]) -> Document:
    """The document with the blocks, notes and citations of a page, its notes found and paired."""
    page.flush()
    own = [note for note in page.notes if not note.label]
    notes, unmatched = collect(page.blocks, page.notes, markers)
    return replace(
        document,
        blocks=tuple(page.blocks),
        notes=restore_markers(notes, own),
        unmatched=unmatched,
        citations=tuple(sorted(page.citations, key=lambda each: each.span)),
    )
