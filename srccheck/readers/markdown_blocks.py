"""The blocks of a Markdown document: paragraphs, list items, cells, footnote definitions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from srccheck.model import Block, BlockKind, Lines, Link, Note, NoteKind, Passage, Run, Span
from srccheck.readers.html_blocks import HtmlBlocks
from srccheck.readers.link_notes import Anchor
from srccheck.readers.markdown_inline import Content, Found, InlineReader
from srccheck.readers.markdown_syntax import MAX_NESTING, ROWS, parse
from srccheck.readers.passages import PassageBuilder

_HEADING_END = re.compile(r"(?:(?<=[ \t])#+)?[ \t]*\Z")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_BAR = re.compile(r"(?<!\\)\|")
_CONTAINERS = re.compile(r"(?:[\s>*+-]|\d{1,9}[.)](?=\s)|\[\^[^\s\]]{1,200}\]:)*+")


@dataclass
class _Container:
    """A list item, block quotation or footnote definition that is being read."""

    kind: str
    label: str = ""
    start: int = 0
    map: Sequence[int] | None = None
    passages: list[Passage] = field(default_factory=list)


class BlockReader:
    """Reads the blocks of a document from a source offset at the start of a line on."""

    def __init__(self, source: str, start: int = 0) -> None:
        self.source = source
        # The parser replaces NUL, as CommonMark asks; its lines are compared with these.
        self.lines = Lines(source.replace("\0", "\ufffd"))
        self.shift = self.lines.position(start).line
        self.blocks: list[Block] = []
        self.found = Found()
        self.anchors: dict[str, Anchor] = {}
        self.note_ids: set[str] = set()
        self._tokens, self._noted = parse(source[start:])
        self._containers: list[_Container] = []
        self._heading: Token | None = None
        self._row: list[Span] | None = None
        self._readers: dict[str, Callable[[Token], None]] = {
            "inline": self._inline,
            "fence": self._code,
            "code_block": self._code,
            "hr": self._rule,
            "html_block": self._html,
            "tr_open": self._open_row,
            "tr_close": self._close_row,
            "list_item_open": self._open_item,
            "blockquote_open": lambda _: self._containers.append(_Container("quote")),
            "footnote_reference_open": self._open_note,
            "footnote_reference_close": self._close_note,
        }

    def read(self) -> None:
        """Fill ``blocks`` and ``found``."""
        self._number_lists()
        for token in self._tokens:
            kind = token.type
            if kind == "heading_open":
                self._heading = token
            elif kind == "heading_close":
                self._heading = None
            elif kind in ("list_item_close", "blockquote_close"):
                self._containers.pop()
            elif kind in self._readers:
                self._readers[kind](token)
        self._add_too_deep()
        self._add_unused_definitions()

    def _line(self, token: Token) -> tuple[int, int]:
        """The first and the last line of a token in the source, from 1."""
        first, end = token.map or (0, 1)
        return first + self.shift, max(end - 1, first) + self.shift

    def _end_of(self, first: int, last: int) -> int:
        """The end of the text on lines ``first`` to ``last``."""
        while last > first and not self.lines.line(last).strip():
            last -= 1
        return self.lines.starts[last - 1] + len(self.lines.line(last).rstrip())

    def _add(self, kind: BlockKind, passage: Passage, level: int = 0, label: str = "") -> None:
        anchor = self.found.anchors[0][0] if self.found.anchors else ""
        index = len(self.blocks)
        for name, offset in self.found.anchors:
            self.anchors.setdefault(name, Anchor(index, offset, index + 1))
        self.found.anchors.clear()
        self.blocks.append(Block(kind, passage, level, label, anchor))
        for container in reversed(self._containers):
            if container.kind == "footnote":
                container.passages.append(passage)
                break

    # Inline content: paragraphs, headings and cells.

    def _inline(self, token: Token) -> None:
        if self._row is not None:
            self._cell(token)
            return
        first, last = self._line(token)
        heading = self._heading
        if heading and heading.markup.startswith("#"):
            line = self.lines.line(first).rstrip()
            match = _HEADING_END.search(line, len(line.rstrip("#")))
            text = line[: match.start()].rstrip() if match else line
            offset = self.lines.starts[first - 1] + len(text) - len(token.content)
            content = Content.at(token.content, self.source, offset)
        else:
            content = Content(token.content, self.source, self.lines, first, last)
        if heading:
            self._read(token, content, BlockKind.HEADING, int(heading.tag[1:]))
            return
        inner = self._containers[-1] if self._containers else None
        if inner and inner.kind == "item":
            # Only the first paragraph of an item stands beside its number.
            label, inner.label = inner.label, ""
            self._read(token, content, BlockKind.ITEM, self._depth(), label)
        else:
            quoted = inner is not None and inner.kind == "quote"
            self._read(token, content, BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH)

    def _depth(self) -> int:
        return sum(container.kind == "item" for container in self._containers)

    def _read(
        self, token: Token, content: Content, kind: BlockKind, level: int = 0, label: str = ""
    ) -> None:
        reader = InlineReader(content, self.found)
        self._add(kind, reader.read(token.children or ()), level, label)
        for passage in reader.inline_notes:
            self.blocks.append(Block(BlockKind.PARAGRAPH, passage))

    # Tables.

    def _open_row(self, token: Token) -> None:
        first, _ = self._line(token)
        line = self.lines.line(first)
        length = self._noted[ROWS].get(first - self.shift, len(line))
        end = self.lines.starts[first - 1] + len(line)
        self._row = cells(self.source, end - length, end)

    def _cell(self, token: Token) -> None:
        if not self._row:
            return
        content = cell_content(token.content, self.source, self._row.pop(0))
        self._read(token, content, BlockKind.CELL)

    def _close_row(self, _: Token) -> None:
        # More cells than the header has: GFM drops them, but they are text all the same.
        for cell in self._row or ():
            if cell.end > cell.start:
                self._add(BlockKind.CELL, Passage.plain(self.source[slice(*cell)], cell.start))
        self._row = None

    # Blocks without inline content.

    def _code(self, token: Token) -> None:
        first, last = self._line(token)
        content = token.content.removesuffix("\n")
        builder = PassageBuilder(self.source)
        builder.open("code")
        if content:
            fenced = token.type == "fence"
            first += fenced
            located = Content(content, self.source, self.lines, first, max(last, first))
            for start, end in lines_in(content):
                if start:
                    builder.add("\n", located.offset(start), located.offset(start))
                for span in located.stretches(start, end):
                    builder.add(content[start:end], *span)
        self._add(BlockKind.CODE, builder.build())

    def _rule(self, token: Token) -> None:
        first, last = self._line(token)
        end = self._end_of(first, last)
        start = end - len(self.source[self.lines.starts[first - 1] : end].lstrip())
        self.blocks.append(Block(BlockKind.RULE, Passage("", (Run(0, 0, start, end),))))

    def _html(self, token: Token) -> None:
        first, last = self._line(token)
        start = self.lines.starts[first - 1]
        page = HtmlBlocks(self.source, start)
        page.read(self._unquoted(token.content, first, last))
        index = len(self.blocks)
        for block in page.blocks:
            self._add(block.kind, block.passage, block.level, block.label)
        self.blocks[index:] = page.blocks
        self.found.links.extend(page.links)
        self.note_ids |= page.note_ids
        for name, anchor in page.anchors.items():
            moved = Anchor(anchor.block + index, anchor.offset, anchor.end + index)
            self.anchors.setdefault(name, moved)

    def _unquoted(self, content: str, first: int, last: int) -> str:
        """HTML as it stands in the source, with blanks for the marks of what it is nested in."""
        located = Content(content, self.source, self.lines, first, last)
        pieces: list[str] = []
        place = self.lines.starts[first - 1]
        for start, end in lines_in(content):
            for span in located.stretches(start, end):
                if span.start >= place:
                    pieces.append(_NOT_LINE_END.sub(" ", self.source[place : span.start]))
                    pieces.append(self.source[span.start : span.end])
                    place = span.end
        return "".join(pieces)

    # Lists and notes.

    def _number_lists(self) -> None:
        """The numbers of ordered lists; ``1.`` before every item means counting on from 1."""
        stack: list[list[Token]] = []
        for token in self._tokens:
            if token.type in ("ordered_list_open", "bullet_list_open"):
                stack.append([])
            elif token.type == "list_item_open":
                stack[-1].append(token)
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                items = stack.pop()
                lazy = len(items) > 1 and len({item.info for item in items}) == 1
                for index, item in enumerate(items):
                    if item.info:
                        number = int(item.info) + index if lazy else item.info
                        item.meta["label"] = f"{number}{item.markup}"

    def _open_item(self, token: Token) -> None:
        self._containers.append(_Container("item", token.meta.get("label", "")))

    def _open_note(self, token: Token) -> None:
        first, _ = self._line(token)
        start = self.lines.text.find(f"[^{token.meta['label']}]:", self.lines.starts[first - 1])
        self._containers.append(_Container("footnote", token.meta["label"], start, token.map))

    def _close_note(self, _: Token) -> None:
        note = self._containers.pop()
        first, end = note.map or (0, 1)
        end_offset = self._end_of(first + self.shift, max(end - 1, first) + self.shift)
        passage = Passage.join(note.passages, "\n\n")
        if not passage.text:
            passage = Passage("", (Run(0, 0, end_offset, end_offset),))
        span = Span(note.start, end_offset)
        self.found.notes.append(Note(note.label, passage, span, NoteKind.FOOTNOTE))

    # What the parser leaves out.

    def _add_too_deep(self) -> None:
        """Text nested deeper than the parser follows, as plain paragraphs."""
        if all(token.level < MAX_NESTING - 1 for token in self._tokens):
            return
        seen: set[int] = set()
        for token in self._tokens:
            if token.map and (token.nesting == 0 or token.type == "table_open"):
                seen.update(range(*token.map))
        for number in range(self.shift, len(self.lines.starts) + 1):
            if number - self.shift in seen:
                continue
            line = self.lines.line(number)
            match = _CONTAINERS.match(line)
            text = line[match.end() :].rstrip() if match else line
            if text:
                start = self.lines.starts[number - 1] + line.rindex(text)
                self.blocks.append(Block(BlockKind.PARAGRAPH, Passage.plain(text, start)))
        self.blocks.sort(key=lambda block: block.passage.span().start)
        self.anchors.clear()

    def _add_unused_definitions(self) -> None:
        """Link definitions that no link refers to: addresses all the same."""
        used = {
            child.meta["label"]
            for token in self._tokens
            for child in token.children or ()
            if "label" in child.meta and child.type != "footnote_ref"
        }
        for token in self._tokens:
            if token.type == "definition" and token.meta["id"] not in used:
                first, last = self._line(token)
                start = self.source.find("[", self.lines.starts[first - 1])
                span = Span(start, self._end_of(first, last))
                self.found.links.append(Link(token.meta["label"], token.meta["url"], span))


def lines_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def cells(source: str, start: int, end: int) -> list[Span]:
    """The cells of a table row, as GFM splits it: at bars without a backslash before them."""
    row = source[start:end].strip()
    start = source.index(row, start)
    bounds = [-1, *(match.start() for match in _BAR.finditer(row)), len(row)]
    spans = [Span(first + 1, last) for first, last in itertools.pairwise(bounds)]
    if spans and spans[0].start == spans[0].end:
        spans.pop(0)
    if spans and spans[-1].start == spans[-1].end:
        spans.pop()
    return [_trimmed(row, span, start) for span in spans]


def _trimmed(row: str, span: Span, shift: int) -> Span:
    text = row[span.start : span.end]
    first = span.start + len(text) - len(text.lstrip())
    return Span(first + shift, max(first, span.start + len(text.rstrip())) + shift)


def cell_content(text: str, source: str, cell: Span) -> Content:
    r"""The content of a cell, in which the parser has taken the backslash off ``\|``."""
    segments = [(0, cell.start)]
    for index, match in enumerate(re.finditer(r"\\\|", source[cell.start : cell.end])):
        segments.append((match.start() - index, cell.start + match.start() + 1))
    return Content.of_segments(text, source, segments)
