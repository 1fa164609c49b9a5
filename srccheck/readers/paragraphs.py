"""The text of a document without lines of its own, put down a paragraph to a line.

Readers of word processors' files walk through their markup and say here what stands where; what
comes out is a source, and blocks, links, notes and anchors with their places in it.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Link,
    Marker,
    Note,
    NoteKind,
    Part,
    Passage,
    Problem,
    Run,
    Span,
    Style,
)
from srccheck.notes import collect
from srccheck.readers.addresses import printed_links
from srccheck.readers.cited_works import CitedWorks, Stated
from srccheck.readers.link_notes import Anchor, find_notes, restore_markers

_LINE_ENDS = str.maketrans("\r\n", "  ")
Place = tuple[int, int]
"""A place in what has been put down: the number of pieces, and their length."""


class Paragraphs:
    r"""Gathers paragraphs; every text is put where the one before ended.

    >>> text = Paragraphs()
    >>> text.begin(BlockKind.PARAGRAPH)
    >>> text.put("So it is")
    >>> text.sign("[1]")
    Span(start=8, end=11)
    >>> text.put(", here.", [("italic", "")])
    >>> text.end()
    >>> text.source, text.blocks[0].passage.text, text.blocks[0].passage.span(8, 10)
    ('So it is[1], here.\n', 'So it is, here.', Span(start=11, end=13))
    """

    def __init__(self) -> None:
        self.length = 0
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.notes: list[Note] = []
        self.anchors: dict[str, Anchor] = {}
        self.targets: list[str] = []
        """The links that are open."""
        self._lost: list[Marker] = []
        self._pieces: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._label = self._anchor = ""
        self._texts: list[str] = []
        self._size = 0
        self._runs: list[Run] = []
        self._styles: list[Style] = []
        self._open: dict[tuple[str, str], int] = {}

    @property
    def source(self) -> str:
        """All that has been put down."""
        return "".join(self._pieces)

    @property
    def empty(self) -> bool:
        """Whether the paragraph has no text so far."""
        return not self._size

    @property
    def place(self) -> Place:
        """The place at which the next text will stand."""
        return len(self._pieces), self.length

    def since(self, place: Place) -> str:
        """What has been put down since a place."""
        return "".join(self._pieces[place[0] :])

    def begin(self, kind: BlockKind, level: int = 0, label: str = "") -> None:
        """Begin a paragraph; its label stands in the source, not in its text."""
        self._kind, self._level, self._label = kind, level, label
        if label:
            self.sign(f"{label} ")

    def put(self, text: str, styles: Iterable[tuple[str, str]] = ()) -> None:
        """Put down text in the styles that it has (their kinds and targets)."""
        if not text:
            return
        text = text.translate(_LINE_ENDS)
        self._restyle([*styles, *(("link", target) for target in self.targets if target)])
        self._write(text)
        end = self._size + len(text)
        last = self._runs[-1] if self._runs else None
        copied = last and last.end - last.start == last.source_end - last.source_start
        if last and copied and last.source_end == self.length - len(text):
            self._runs[-1] = Run(last.start, end, last.source_start, self.length)
        else:
            self._runs.append(Run(self._size, end, self.length - len(text), self.length))
        self._texts.append(text)
        self._size = end

    def line_break(self) -> None:
        """End a line inside a paragraph: a space in the source, a line feed in the text."""
        if self.empty:
            return
        self._runs.append(Run(self._size, self._size + 1, self.length, self.length))
        self._texts.append("\n")
        self._size += 1
        self._write(" ")

    def sign(self, text: str) -> Span:
        """Put down what is printed but is no text: a marker, the number of an item."""
        self._write(text)
        return Span(self.length - len(text), self.length)

    def anchor(self, name: str) -> None:
        """Say that links can point here."""
        if name and name not in self.anchors:
            here = len(self.blocks)
            self.anchors[name] = Anchor(here, self._size, here + 1)
            self._anchor = self._anchor or name

    def link(self, target: str, place: Place, *, image: bool = False) -> None:
        """Say that what has been put down since a place is a link."""
        self.links.append(Link(self.since(place), target, Span(place[1], self.length), image))

    def end(self) -> None:
        """End the paragraph; without text it is no block."""
        self._restyle(())
        if self._size:
            text = "".join(self._texts)
            passage = Passage(text, tuple(self._runs), tuple(sorted(set(self._styles)))).strip()
            if passage.text:
                self.blocks.append(
                    Block(self._kind, passage, self._level, self._label, self._anchor)
                )
                self._anchor = ""
        self._texts, self._runs, self._styles, self._size = [], [], [], 0
        self._label = ""
        self._write("\n")

    def add(self, block: Block, styles: Sequence[Style], anchor: str = "") -> Passage:
        """Put down a block of another source with these styles; gives its text as it is here."""
        self._anchor = anchor
        self.begin(block.kind, block.level, block.label)
        for number, line in enumerate(block.passage.text.split("\n")):
            if number:
                self.line_break()
            self.put(line)
        self._styles = list(styles)
        self.end()
        return self.blocks[-1].passage

    def rule(self) -> None:
        """A line across, or the end of a page."""
        here = Run(0, 0, self.length, self.length)
        self.blocks.append(Block(BlockKind.RULE, Passage("", (here,))))

    def lost(self, label: str, marker: Span) -> None:
        """A marker whose note the file does not have."""
        self._lost.append(Marker(label, marker, "footnote"))

    def note(self, label: str, kind: NoteKind, markers: Sequence[Span], body: Callable[[], None],
             *, custom: bool = False) -> None:  # fmt: skip
        """A note whose paragraphs ``body`` puts down; ``custom`` when they begin with its label."""
        first, start = len(self.blocks), self.length
        self.sign(f"[{label}] ")
        body()
        passages = [block.passage for block in self.blocks[first:] if len(block.passage)]
        if not passages:
            return
        if custom and passages[0].text.startswith(label):
            passages[0] = passages[0].slice(len(label)).strip()
        span = Span(start, passages[-1].span().end)
        pointing = tuple(Marker(label, marker, "footnote") for marker in markers)
        passage = Passage.join(passages, "\n\n")
        if passage.text:
            self.notes.append(Note(label, passage, span, kind, pointing))

    def document(
        self,
        path: str,
        format: str,  # noqa: A002
        encoding: Encoding,
        *,
        metadata: dict[str, object] | None = None,
        language: str = "",
        problems: Sequence[Problem] = (),
        works: CitedWorks | None = None,
        known: Collection[str] = (),
        parts: Sequence[Part] = (),
    ) -> Document:
        """The document, with the notes that its text lists or links to as well.

        ``known`` are the anchors that the markup says are those of notes.
        """
        source = self.source
        linked, markers = find_notes(self.blocks, self.anchors, known)
        given = [*self.notes, *linked]
        found = collect(self.blocks, given, markers)
        notes = restore_markers(found.notes, given)
        stated = works.stated(source, self.blocks, notes) if works else Stated()
        notes = _with_listed(notes, stated.notes)
        return Document(
            path=path,
            format=format,
            source=source,
            encoding=encoding,
            blocks=tuple(self.blocks),
            links=tuple(sorted(self._all_links(), key=lambda link: link.span)),
            notes=notes,
            unmatched=tuple(sorted([*found.unmatched, *self._lost], key=lambda one: one.span)),
            metadata=metadata or {},
            problems=tuple(problems),
            entries=stated.entries,
            language=language,
            citations=stated.citations,
            unit="paragraph",
            parts=tuple(parts),
        )

    def _all_links(self) -> Iterator[Link]:
        yield from self.links
        for block in self.blocks:
            yield from printed_links(_without_links(block.passage))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _restyle(self, styles: Iterable[tuple[str, str]]) -> None:
        wanted = dict.fromkeys(styles)
        for style in [style for style in self._open if style not in wanted]:
            start = self._open.pop(style)
            self._styles.append(Style(start, self._size, *style))
        for style in wanted:
            self._open.setdefault(style, self._size)


def _with_listed(notes: Sequence[Note], listed: Iterable[Note]) -> tuple[Note, ...]:
    """The notes, with the works of generated lists that are not among them yet."""
    spans = sorted(note.span for note in notes)
    added = []
    for note in listed:
        index = bisect.bisect_left(spans, (note.span.end, 0)) - 1
        if index < 0 or not spans[index].overlaps(note.span):
            added.append(note)
    return tuple(sorted([*notes, *added], key=lambda note: (note.span, note.label)))


def _without_links(passage: Passage) -> Passage:
    """A passage with a blank in place of each link, whose text may touch an address beside it."""
    edits: list[tuple[int, int, str]] = []
    for style in passage.styles:
        if style.kind == "link" and (not edits or style.start >= edits[-1][1]):
            edits.append((style.start, style.end, " "))
    return passage.replace(edits) if edits else passage
