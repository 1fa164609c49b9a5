r"""Headings, settings, quotations and links of LaTeX."""

from __future__ import annotations

import re

from srccheck.model import BlockKind, Span
from srccheck.readers.latex import decode, decode_address
from srccheck.readers.latex_commands import Command
from srccheck.readers.latex_macros import define
from srccheck.readers.latex_numbers import Counters
from srccheck.readers.latex_page import LatexPage
from srccheck.readers.latex_settings import Settings
from srccheck.readers.latex_stream import Argument, Stream

_BREAK = re.compile(r"%?[ \t]*(?:\r\n?|\n)[ \t]*|[ \t]+")


_LEVELS = {
    "part": 1,
    "chapter": 1,
    "addpart": 1,
    "addchap": 1,
    "section": 2,
    "addsec": 2,
    "subsection": 3,
    "subsubsection": 4,
    "minisec": 4,
    "paragraph": 5,
    "subparagraph": 6,
}


class Structure:
    """The methods that read what does not depend on an environment."""

    def __init__(self, stream: Stream, page: LatexPage) -> None:
        self.stream = stream
        self.page = page
        self.settings = Settings()
        self.counters = Counters()
        self.metadata: dict[str, object] = {}
        self.patience = 100
        self.in_text = True
        self._quotes = 0

    @property
    def shorthands(self) -> bool:
        """Whether ``"a`` is a letter."""
        return self.settings.shorthands

    def enter(self) -> None:
        """Read the argument that comes next as text."""
        argument = self.stream.mandatory()
        if argument:
            self.stream.push(argument)

    def text_of(self, argument: Argument | None) -> str:
        """An argument as plain text, for what is no part of the running text."""
        return decode(self.stream.raw(argument)) if argument else ""

    def styled(self, style: str) -> None:
        r"""``\emph{…}``: the argument is text in a style."""
        argument = self.stream.mandatory()
        if argument is None:
            return
        if not style:
            self.stream.push(argument)
            return
        self.page.open(style)
        self.stream.push(argument, lambda: self.page.close(style))

    def declare(self, style: str) -> None:
        r"""``{\itshape …}``: what follows in the group is in a style."""
        for frame in reversed(self.stream.frames):
            if not frame.macro:
                self.page.open(style)
                frame.styles.append(style)
                return

    def define(self, command: Command) -> None:
        """A macro is defined."""
        defined = define(self.stream, command.name)
        if defined is None:
            return
        called, macro = defined
        if called.startswith("the") and len(called) > 3:
            body = Argument(macro.start, macro.end)
            self.counters.formats[called[3:]] = self.stream.raw(body)
        elif command.name != "providecommand" or called not in self.stream.macros:
            self.stream.macros[called] = macro

    def setting(self, command: Command) -> None:
        """A class or package is asked for."""
        options = self.stream.optional()
        value = self.stream.mandatory(braced=True)
        if options is None:
            options = self.stream.optional()
        if value:
            text = self.stream.raw(options) if options else ""
            self.settings.use(command.name, text, self.stream.raw(value))
            if command.name == "documentclass" and self.settings.chapters:
                self.counters.within["footnote"] = "chapter"

    def count(self, command: Command) -> None:
        """A counter is set or counted on."""
        counter = self.text_of(self.stream.mandatory(braced=True))
        if command.name in ("stepcounter", "refstepcounter"):
            self.counters.step(counter)
            return
        value = self.stream.mandatory(braced=True)
        number = self.counters.number(self.stream.raw(value)) if value else None
        if number is not None:
            before = self.counters.values.get(counter, 0) if command.name == "addtocounter" else 0
            self.counters.set(counter, before + number)

    def reset(self, command: Command) -> None:
        """A counter begins anew with another, or no longer does."""
        self.stream.optional()
        counter = self.text_of(self.stream.mandatory(braced=True))
        outer = self.text_of(self.stream.mandatory(braced=True))
        if command.name in ("counterwithout", "@removefromreset"):
            self.counters.within.pop(counter, None)
        else:
            self.counters.within[counter] = outer

    def csname(self, _: Command) -> None:
        """A command.name that is put together is not followed."""
        frame = self.stream.frame
        close = self.stream.text.find("\\endcsname", frame.position, frame.position + 200)
        if 0 <= close < frame.end:
            frame.position = close + len("\\endcsname")

    # Headings.

    def section(self, command: Command) -> None:
        """A heading."""
        self.stream.optional()
        title = self.stream.mandatory(braced=True)
        if title is None:
            return
        if not command.star:
            self.counters.step(command.name)
        level = _LEVELS[command.name]
        if not self.settings.chapters and 1 < level < 6:
            level -= 1
        self._block(title, BlockKind.HEADING, level)

    def _block(self, argument: Argument, kind: BlockKind, level: int = 0) -> None:
        self.page.begin("block")

        def done() -> None:
            self.page.block(kind, self.page.end(), level)

        self.stream.push(argument, done)

    def title(self, command: Command) -> None:
        """What the title page says."""
        self.stream.optional()
        argument = self.stream.mandatory(braced=True)
        if argument is None:
            return
        key = "title" if command.name == "title" else command.name
        text = self.text_of(argument)
        if (
            text
            and key in ("title", "author", "date")
            and "thanks" not in self.stream.raw(argument)
        ):
            self.metadata.setdefault(key, text[:500])
        if command.name == "date":
            return
        kind = BlockKind.HEADING if command.name == "title" else BlockKind.PARAGRAPH
        self._block(argument, kind, 1 if command.name == "title" else 0)

    def caption(self, command: Command) -> None:
        """A caption is a paragraph of its own."""
        if command.name == "captionof":
            self.stream.mandatory(braced=True)
        self.stream.optional()
        argument = self.stream.mandatory(braced=True)
        if argument:
            self._block(argument, BlockKind.PARAGRAPH)

    # Quotations and links.

    def quote(self, command: Command) -> None:
        r"""``\enquote{…}`` and its kin: quotation marks of the language."""
        stream = self.stream
        if command.name.startswith(("foreign", "hyphen")):
            stream.mandatory(braced=True)
        cited = "cquote" in command.name
        options = [stream.optional(), stream.optional()]
        key = stream.mandatory(braced=True) if cited else None
        argument = stream.mandatory()
        if argument is None:
            return
        outer = not self._quotes % 2 and not command.star
        marks = self.settings.quotes[:2] if outer else self.settings.quotes[2:]
        place = stream.place(command.start)
        self._quotes += 1
        self.page.builder.add(marks[0], place.start, place.start)

        def done() -> None:
            self._quotes -= 1
            self.page.builder.add(marks[1], place.end - 1, place.end)
            if cited:
                self.cited_quote(options, key, place)
            elif options[0]:
                self.page.space(place)
                stream.push(options[0])

        stream.push(argument, done)

    def cited_quote(
        self, options: list[Argument | None], key: Argument | None, place: Span
    ) -> None:
        """What a quotation cites itself."""
        raise NotImplementedError

    def link(self, command: Command) -> None:
        """An address with or without a text."""
        stream = self.stream
        if command.name == "href":
            stream.optional()
        argument = stream.mandatory(braced=True)
        if argument is None:
            self._delimited(command.name, command.start)
            return
        raw = stream.address(argument)
        target = decode_address(_BREAK.sub("", raw))
        shown = stream.mandatory(braced=True) if command.name == "href" else None
        self.page.link(command.name, raw, target, shown, stream, command.start)

    def _delimited(self, name: str, start: int) -> None:
        r"""``\url|…|``."""
        frame, text = self.stream.frame, self.stream.text
        opening = frame.position
        sign = text[opening : opening + 1]
        if name == "href" or sign in ("", " ", "[", "{", "\\", "}") or sign.isalnum():
            return
        line_end = text.find("\n", opening, frame.end)
        close = text.find(sign, opening + 1, line_end if line_end >= 0 else frame.end)
        if close >= 0:
            frame.position = close + 1
            raw = text[opening + 1 : close]
            self.page.link(name, raw, decode_address(raw), None, self.stream, start)
