"""Source text with what is no text for readers blanked out, and the links found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Link,
    Passage,
    Problem,
    Run,
    Span,
)
from srccheck.readers.addresses import printed_links


class Masked:
    """A source from which pieces are taken as they are understood; what is left is plain text.

    Offsets never change, because what is taken becomes blanks (line ends stay).
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.links: list[Link] = []
        self.blocks: list[Block] = []
        self.edits: list[tuple[int, int, str]] = []
        """What stands in the source for something else: ``(start, end, text)``, escapes mostly."""
        self._missing: set[str] = set()
        self._patience = 100

    def find(self, text: str, start: int) -> int:
        """Where a text stands next; -1 if nowhere. What has no end is not looked for twice."""
        if text in self._missing:
            return -1
        found = self.source.find(text, start)
        if found < 0:
            self._missing.add(text)
        return found

    def closing(self, pattern: re.Pattern[str], start: int, longest: int) -> int:
        """The offset of the bracket that closes the one at ``start``; -1 without one nearby.

        ``pattern`` finds brackets and whatever hides one. After many brackets without partner only
        the next few characters are searched, so that a file full of them takes no long time.
        """
        depth = 0
        end = start + (longest if self._patience else 200)
        for match in pattern.finditer(self.source, start, end):
            if match[0] in "{[(":
                depth += 1
            elif match[0] in "}])":
                depth -= 1
                if not depth:
                    return match.start()
        self._patience = max(0, self._patience - 1)
        return -1

    def blank(self, start: int, end: int) -> None:
        """Take a stretch away."""
        if end > start:
            self.edits.append((start, end, " "))

    def link(self, text: str, target: str, start: int, end: int, *, image: bool = False) -> None:
        """Note a link, and take it away."""
        self.links.append(Link(text, target, Span(start, end), image))
        self.blank(start, end)

    def code(self, start: int, end: int) -> None:
        """Note a block of code, and take it away."""
        text = self.source[start:end]
        self.blocks.append(Block(BlockKind.CODE, Passage.plain(text, start)))
        self.blank(start, end)

    def heading(self, text: str, level: int, start: int, end: int, anchor: str = "") -> None:
        """Note a heading; it stays in the text."""
        if self.source[start:end] == text:
            passage = Passage.plain(text, start)
        else:
            passage = Passage(text, (Run(0, len(text), start, end),) if text else ())
        self.blocks.append(Block(BlockKind.HEADING, passage, level, "", anchor))

    def document(
        self,
        format: str,  # noqa: A002
        path: str,
        encoding: Encoding,
        problems: Sequence[Problem],
        metadata: dict[str, object] | None = None,
        taken: Iterable[Span] = (),
    ) -> Document:
        """The document, with the addresses printed in what is left of the text as links too."""
        edits = sorted([*self.edits, *((*span, " ") for span in taken)])
        apart: list[tuple[int, int, str]] = []
        for edit in edits:
            if not apart or edit[0] >= apart[-1][1]:
                apart.append(edit)
        text = Passage.plain(self.source).replace(apart)
        links = [*self.links, *printed_links(text)]
        return Document(
            path=path,
            format=format,
            source=self.source,
            encoding=encoding,
            blocks=tuple(sorted(self.blocks, key=lambda block: block.passage.span().start)),
            links=tuple(sorted(links, key=lambda link: link.span)),
            metadata=metadata or {},
            problems=tuple(problems),
        )
