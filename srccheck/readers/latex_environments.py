r"""Lists, tables, quotations and the other environments of LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from srccheck.model import Block, BlockKind, Note, NoteKind, Span
from srccheck.readers.latex_commands import ARGUMENTS, ENVIRONMENTS, Command
from srccheck.readers.latex_numbers import numeral
from srccheck.readers.latex_page import LatexPage
from srccheck.readers.latex_stream import Stream
from srccheck.readers.latex_structure import Structure

_ENUMERATED = ("arabic", "alph", "roman", "Alph")
_KEY_COMMENT = re.compile(r"%[^\r\n]*[\r\n]*")


@dataclass
class _Environment:
    name: str
    depth: int
    styles: list[str] = field(default_factory=list)
    count: int = 0
    kind: tuple[BlockKind, int, str] = (BlockKind.PARAGRAPH, 0, "")


class Environments(Structure):
    """The methods that read environments."""

    def __init__(self, stream: Stream, page: LatexPage) -> None:
        super().__init__(stream, page)
        self.environments: list[_Environment] = []
        self._item: tuple[str, Span] | None = None

    # Environments.

    def declare(self, style: str) -> None:
        r"""``{\itshape …}``: what follows in the group or environment is in a style."""
        inner = self.environments[-1] if self.environments else None
        if inner and inner.depth == len(self.stream.frames):
            self.page.open(style)
            inner.styles.append(style)
        else:
            super().declare(style)

    def begin(self, command: Command) -> None:
        """An environment begins."""
        argument = self.stream.mandatory(braced=True)
        if argument is None:
            return
        kind = self.stream.raw(argument).strip()
        if kind == "document":
            self._begin_document()
            return
        if ENVIRONMENTS.get(kind) in ("formula", "drawing"):
            self._without_text(kind, command.start)
            return
        page = self.page
        if ENVIRONMENTS.get(kind) != "inline":
            page.flush()
        environment = _Environment(
            kind, len(self.stream.frames), kind=(page.kind, page.level, page.label)
        )
        self.environments.append(environment)
        for written in ARGUMENTS.get(kind, "o" if ENVIRONMENTS.get(kind) != "list" else ""):
            if written == "o":
                self.stream.optional(gap=False)
            else:
                self.stream.mandatory()
        if ENVIRONMENTS.get(kind) == "quote":
            page.become(BlockKind.QUOTE)
        elif ENVIRONMENTS.get(kind) == "table":
            page.become(BlockKind.CELL)
        elif kind == "thebibliography":
            page.flush()

    def _begin_document(self) -> None:
        if not self.in_text:
            self.in_text = True
            self.page.end()

    def end(self, _: Command) -> None:
        """An environment ends; those inside it that were left open end with it."""
        argument = self.stream.mandatory(braced=True)
        kind = self.stream.raw(argument).strip() if argument else ""
        names = [environment.name for environment in self.environments[-50:]]
        if kind not in names:
            return
        if kind == "thebibliography":
            self.end_item()
        if ENVIRONMENTS.get(kind) != "inline":
            self.page.flush()
        while True:
            environment = self.environments.pop()
            for style in reversed(environment.styles):
                self.page.close(style)
            self.page.become(*environment.kind)
            if environment.name == kind:
                break
        if self.page.kind is BlockKind.ITEM:
            self.page.become(BlockKind.PARAGRAPH)

    def _without_text(self, kind: str, start: int) -> None:
        """A formula or a drawing: what stands in it is no text."""
        frame = self.stream.frame
        closing = f"\\end{{{kind}}}"
        limit = min(frame.end, frame.position + (200_000 if self.patience else 2000))
        close = self.stream.text.find(closing, frame.position, limit)
        if close < 0:
            self.patience = max(0, self.patience - 1)
            return
        frame.position = close + len(closing)
        if ENVIRONMENTS.get(kind) == "formula":
            self.page.space(self.stream.place(start))
            self.page.builder.add("[…]", *self.stream.place(start))

    def skipped(self, name: str, start: int, end: int) -> None:
        r"""Verbatim text, what is between ``\iffalse`` and ``\fi``, what is after the end."""
        frame = self.stream.frame
        text = self.stream.text
        if name == "begin":
            brace = text.find("}", start, end)
            kind = text[start:brace].partition("{")[2]
            if kind not in ("comment", "filecontents", "filecontents*") and brace > 0:
                self.page.code(brace + 1, end)
            frame.position = end
            self.stream.mandatory()
            closing = re.compile(r"\\end[ ]?\{[^{}]{0,30}\}").match(text, end)
            frame.position = min(closing.end(), frame.end) if closing else end
        elif name in ("verb", "lstinline"):
            frame.position = end
            delimiter = start + 1 + len(name)
            delimiter += text[delimiter] == "*"
            self.page.open("code")
            if frame.place is None:
                self.page.builder.copy(delimiter + 1, end - 1)
            self.page.close("code")
        else:
            frame.position = end

    # Lists and tables.

    def item(self, command: Command) -> None:
        """An item of a list."""
        label = self.stream.optional()
        self.page.flush()
        inner = next(
            (e for e in reversed(self.environments[-50:]) if ENVIRONMENTS.get(e.name) == "list"),
            None,
        )
        written = self.text_of(label).strip()
        depth = (
            min(sum(ENVIRONMENTS.get(e.name) == "list" for e in self.environments[-50:]), 9) or 1
        )
        if inner is None or "enum" not in inner.name:
            printed = written if any(c.isdecimal() for c in written) and len(written) < 9 else ""
            self.page.become(BlockKind.ITEM, depth, printed)
            if label and not printed:
                self.stream.push(label, lambda: self.page.space(self.stream.place(command.start)))
            return
        if not label:
            inner.count += 1
            level = min(sum("enum" in e.name for e in self.environments[-50:]), 4)
            number = numeral(inner.count, _ENUMERATED[level - 1])
            written = f"({number})" if level == 2 else f"{number}."
        self.page.become(BlockKind.ITEM, depth, written)

    def _table(self) -> bool:
        return bool(self.environments) and ENVIRONMENTS.get(self.environments[-1].name) == "table"

    def cell(self) -> None:
        """``&``: a cell of a table ends."""
        if self._table():
            self.page.flush()

    def line_end(self, place: Span) -> None:
        r"""``\``: a row of a table ends, or a line."""
        if self._table():
            self.page.flush()
        elif self.page.context.kind == "block":
            self.page.space(place)
        elif self.page.builder.length:
            self.page.builder.add("\n", *place)

    def new_line(self, command: Command) -> None:
        """A line ends."""
        self.line_end(self.stream.place(command.start))

    def new_paragraph(self, command: Command) -> None:
        """A paragraph ends."""
        self.page.paragraph(self.stream.place(command.start))

    def new_page(self, command: Command) -> None:
        """A page ends."""
        if self.page.context.kind == "body":
            self.page.rule(self.stream.place(command.start))

    # The list of references.

    def bibitem(self, command: Command) -> None:
        """An entry of a list of references; its key is the label of the note."""
        self.end_item()
        self.stream.optional()
        if command.name == "harvarditem":
            self.stream.mandatory()
            self.stream.mandatory()
        argument = self.stream.mandatory(braced=True)
        key = _KEY_COMMENT.sub("", self.stream.raw(argument)).strip() if argument else ""
        self._item = (key, self.stream.place(command.start))
        self.page.begin("item")

    def end_item(self) -> None:
        """The entry of a list of references that was being read is complete."""
        if self._item is None or self.page.context.kind != "item":
            return
        key, place = self._item
        self._item = None
        passage = self.page.end()
        if not passage.text:
            return
        last = passage.span().end
        span = Span(place.start, max(last, place.end))
        self.page.notes.append(Note(key, passage, span, NoteKind.REFERENCE))
        self.page.blocks.append(Block(BlockKind.PARAGRAPH, passage))
