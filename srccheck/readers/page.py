"""What is read of a document in markup: its blocks, and the notes that stand in their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    Link,
    Marker,
    Note,
    NoteKind,
    Passage,
    Run,
    Span,
)
from srccheck.readers.addresses import printed_links
from srccheck.readers.passages import PassageBuilder

_SIGNS = ("://", "www.", "10.", "doi", "DOI", "ISBN", "isbn", "ISSN", "issn", "arXiv", "arxiv",
          "PMID", "hdl", "PMC")  # fmt: skip


@dataclass
class Context:
    """A text that is being gathered: the running text, a note, or one block such as a heading."""

    builder: PassageBuilder
    kind: str
    active: list[tuple[str, str]] = field(default_factory=list)


class Page:
    """Gathers blocks, notes and citations."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.citations: list[Citation] = []
        self.links: list[Link] = []
        self.unmatched: list[Marker] = []
        self.contexts = [Context(PassageBuilder(source), "body")]
        self.kind, self.level, self.label = BlockKind.PARAGRAPH, 0, ""
        self._pending: list[Passage] = []

    @property
    def context(self) -> Context:
        """The innermost text that is being gathered."""
        return self.contexts[-1]

    @property
    def builder(self) -> PassageBuilder:
        """The builder of the innermost text."""
        return self.contexts[-1].builder

    def within(self, kind: str) -> bool:
        """Whether a text of that kind is being gathered."""
        return any(context.kind == kind for context in self.contexts)

    def space(self, place: Span) -> None:
        """One space between words."""
        builder = self.builder
        if builder.length and not builder.ends_with((" ", "\n", "\u00a0")):
            builder.add(" ", *place)

    def open(self, style: str, target: str = "") -> None:
        """Start a style."""
        self.builder.open(style, target)
        self.context.active.append((style, target))

    def close(self, style: str) -> None:
        """End a style."""
        self.builder.close(style)
        active = self.context.active
        for index in range(len(active) - 1, -1, -1):
            if active[index][0] == style:
                del active[index]
                return

    def paragraph(self, place: Span) -> None:
        """A paragraph ends."""
        context = self.context
        if context.kind == "body":
            self.flush()
        elif context.kind == "note":
            if context.builder.length and not context.builder.ends_with(("\n",)):
                context.builder.add("\n\n", *place)
        elif context.kind != "discard":
            self.space(place)

    def flush(self) -> None:
        """The block of running text that was being gathered is complete."""
        context = self.context
        if context.kind != "body":
            return
        if context.builder.length:
            passage = context.builder.build().strip()
            if passage.text:
                self.blocks.append(Block(self.kind, passage, self.level, self.label))
                if self.kind is BlockKind.ITEM:
                    self.become(BlockKind.PARAGRAPH)
            context.builder = PassageBuilder(self.source)
            for style, target in context.active:
                context.builder.open(style, target)
        self._flush_notes()

    def _flush_notes(self) -> None:
        if self._pending:
            self._pending.sort(key=lambda passage: passage.span().start)
            self.blocks += [Block(BlockKind.PARAGRAPH, passage) for passage in self._pending]
            self._pending = []

    def become(self, kind: BlockKind, level: int = 0, label: str = "") -> None:
        """What the next block of running text is."""
        self.kind, self.level, self.label = kind, level, label

    def begin(self, kind: str) -> None:
        """Start a text of its own."""
        if kind == "block":
            self.flush()
        self.contexts.append(Context(PassageBuilder(self.source), kind))

    def end(self) -> Passage:
        """End the innermost text; what it was."""
        return self.contexts.pop().builder.build().strip()

    def block(self, kind: BlockKind, passage: Passage, level: int = 0) -> None:
        """Add a block that was gathered as a text of its own."""
        if passage.text:
            self.blocks.append(Block(kind, passage, level))
        if self.context.kind == "body" and not self.builder.length:
            self._flush_notes()

    def code(self, start: int, end: int) -> None:
        """A block of code."""
        self.flush()
        text = self.source[start:end]
        if text.strip():
            self.blocks.append(Block(BlockKind.CODE, Passage.plain(text, start)))

    def rule(self, place: Span) -> None:
        """A page ends, or a line is drawn."""
        self.flush()
        self.blocks.append(Block(BlockKind.RULE, Passage("", (Run(0, 0, *place),))))

    def note(
        self,
        label: str,
        passage: Passage,
        span: Span,
        markers: tuple[Marker, ...],
        kind: NoteKind = NoteKind.INLINE,
    ) -> None:
        """Add a note."""
        if not passage.text:
            passage = Passage("", (Run(0, 0, span.end, span.end),))
        self.notes.append(Note(label, passage, span, kind, markers))
        if passage.text:
            self._pending.append(passage)

    def in_note(self, done: Callable[[Passage], None]) -> Callable[[], None]:
        """Start the text of a note; what is to be called at its end."""
        self.begin("note")

        def end() -> None:
            done(self.end())

        return end

    def printed(self) -> Iterator[Link]:
        """The addresses that are printed in the text and are no links yet."""
        for block in self.blocks:
            text = block.passage.text
            if block.kind is BlockKind.CODE or not any(sign in text for sign in _SIGNS):
                continue
            edits = [
                (s.start, s.end, " ") for s in block.passage.styles if s.kind in ("link", "code")
            ]
            yield from printed_links(block.passage.replace(_apart(edits)))


def _apart(edits: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
