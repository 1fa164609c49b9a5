r"""The running text of LaTeX as blocks, with its notes, citations and links."""

from __future__ import annotations

import re

from srccheck.readers.latex import decode, macro_text
from srccheck.readers.latex_citations import is_citation
from srccheck.readers.latex_commands import (
    DECLARATIONS,
    METHODS,
    SKIPPED,
    STYLES,
    TEXTS,
    Command,
)
from srccheck.readers.latex_layout import Layout
from srccheck.readers.latex_notes import Notes
from srccheck.readers.latex_page import LatexPage
from srccheck.readers.latex_stream import TOKEN, Argument, Stream

_LIGATURES = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "!`": "¡",
    "?`": "¿",
    "<<": "«",
    ">>": "»",
    ",,": "„",
    "`": "‘",
    "'": "’",
}
_SHORTHANDS = {
    "`": "„",
    "'": "“",
    "<": "«",
    ">": "»",
    "=": "-",
    "~": "-",
    "-": "",
    "|": "",
    "/": "/",
    "a": "ä",
    "o": "ö",
    "u": "ü",
    "A": "Ä",
    "O": "Ö",
    "U": "Ü",
    "s": "ß",
    "z": "ß",
}
_MATH_END = {"$": re.compile(r"\\.|\$", re.DOTALL), "$$": re.compile(r"\\.|\$\$", re.DOTALL)}
_ESCAPED = re.compile(r"\\([%#_&$^{}])|\\~\{\}|~")
_LONGEST_MATH = 4000
MATH = "[…]"
"""What stands in the text for a formula on a line of its own."""
_SPACES = frozenset(" ,;:!>\n\r\t")


class TextReader(Notes):
    """Reads a LaTeX text token by token."""

    def __init__(self, text: str, layout: Layout, page: LatexPage) -> None:
        super().__init__(Stream(text, layout), page)
        self.text = text
        self.layout = layout

    def read(self, start: int, end: int) -> None:
        """Read a stretch of the text."""
        stream = self.stream
        stream.push(Argument(start, end))
        frames, search = stream.frames, TOKEN.search
        while frames:
            frame = frames[-1]
            match = search(self.text, frame.position, frame.end)
            if match is None:
                self.copy(frame.position, frame.end)
                self._end_frame()
                continue
            if match.start() > frame.position:
                self.copy(frame.position, match.start())
            frame.position = match.end()
            self._token(match)
        self.page.flush()

    def _end_frame(self) -> None:
        """Close what was opened in a stretch; what is then to be done may read further ones."""
        frame = self.stream.frame
        while frame.styles:
            self.page.close(frame.styles.pop())
        done, frame.done = frame.done, None
        if done:
            done()
        if self.stream.frame is frame:
            self.stream.leave()

    def copy(self, start: int, end: int) -> None:
        """Text that is what it says; a second space after one is none."""
        if start < end and self.text[start] == " " and self.page.builder.ends_with((" ",)):
            start += 1
        place = self.stream.frame.place
        if place is None:
            self.page.builder.copy(start, end)
        elif end > start:
            self.page.builder.add(self.text[start:end], *place)

    def add(self, text: str, start: int, end: int) -> None:
        """Text that stands for something else."""
        self.page.builder.add(text, *(self.stream.frame.place or (start, end)))

    def _token(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        start, end = match.span()
        if kind == "space":
            self._space(match[0], start, end)
        elif kind == "ligature":
            self.add(_LIGATURES[match[0]], start, end)
        elif kind in ("command", "star"):
            self._command(match["command"], match)
        elif kind == "open":
            self._group(start)
        elif kind == "comment":
            if self.text[end : end + 1] in ("\n", "\r"):
                self.page.paragraph(self.stream.place(start))
        elif kind == "accent":
            self._accent(match)
        elif kind == "symbol":
            self._symbol(match["symbol"], start, end)
        elif kind == "address":
            self._address(start, end)
        elif kind == "math":
            self._math(match[0], start, end)
        elif kind == "parameter":
            argument = self.stream.parameter(int(match[0][1]))
            if argument:
                self.stream.push(argument)
        elif kind == "tie":
            self.add("\u00a0", start, end)
        elif kind == "cell":
            self.cell()
        elif kind == "shorthand":
            self._shorthand(match["shorthand"], start, end)

    def _accent(self, match: re.Match[str]) -> None:
        """An accented letter, unless the document has given the command another meaning."""
        macro = self.stream.macros.get(match["accent"])
        if macro is None:
            self.add(decode(match[0]), *match.span())
        else:
            self.stream.frame.position = match.end("accent")
            self.stream.call(macro, match.start())

    def _space(self, written: str, start: int, end: int) -> None:
        if (
            written.count("\n") > 1
            or (written.count("\r") > 1 and "\n" not in written)
            or written.count("\r") != written.count("\n") > 1
        ):
            self.page.paragraph(self.stream.place(start, end))
        else:
            self.page.space(self.stream.place(start, end))

    def _group(self, start: int) -> None:
        close = self.layout.closing.get(start)
        frame = self.stream.frame
        if close is not None and close < frame.end:
            self.stream.push(Argument(start + 1, close, frame.arguments, frame.place))
            frame.position = close + 1

    def _symbol(self, sign: str, start: int, end: int) -> None:
        if sign == "\\":
            self.stream.optional(gap=False)
            self.line_end(self.stream.place(start))
        elif sign in "([":
            self._formula(start, end, "\\)" if sign == "(" else "\\]", shown=sign == "(")
        elif sign in _SPACES:
            if sign != "!":
                self.page.space(self.stream.place(start, end))
        elif sign == "-" and start in self.layout.skipped:
            pass
        elif sign not in "-/@)]'`\"^~=.":
            self.add(sign, start, end)

    def _shorthand(self, sign: str, start: int, end: int) -> None:
        if self.shorthands:
            self.add(_SHORTHANDS[sign], start, end)
        else:
            self.stream.frame.position = start + 1
            self.copy(start, start + 1)

    # Addresses and formulas.

    def _address(self, start: int, end: int) -> None:
        """An address in the running text: no ligatures, escapes undone."""
        while self.text[end - 1] in "\\":
            end -= 1
        self.stream.frame.position = end
        place = start
        for match in _ESCAPED.finditer(self.text, start, end):
            self.copy(place, match.start())
            self.add(match[1] or "~", *match.span())
            place = match.end()
        self.copy(place, end)

    def _math(self, sign: str, start: int, end: int) -> None:
        limit = min(self.stream.frame.end, end + (_LONGEST_MATH if self.patience else 200))
        for match in _MATH_END[sign].finditer(self.text, end, limit):
            if match[0] == sign:
                if "\n\n" in self.text[end : match.start()]:
                    break
                self._formula_text(start, end, match.start(), match.end(), shown=sign == "$")
                return
        self.patience = max(0, self.patience - 1)
        self.copy(start, end)

    def _formula(self, start: int, end: int, closing: str, *, shown: bool) -> None:
        limit = min(self.stream.frame.end, end + (_LONGEST_MATH if self.patience else 200))
        close = self.text.find(closing, end, limit)
        if close >= 0:
            self._formula_text(start, end, close, close + 2, shown=shown)
        else:
            self.patience = max(0, self.patience - 1)

    def _formula_text(self, start: int, first: int, last: int, end: int, *, shown: bool) -> None:
        text = decode(self.text[first:last]) if shown and last - first <= 200 else MATH
        self.add(text, start, end)
        self.stream.frame.position = end

    # Commands.

    def _command(self, name: str, match: re.Match[str]) -> None:
        start = match.start()
        stream = self.stream
        skipped = self.layout.skipped.get(start)
        if skipped is not None and skipped <= stream.frame.end:
            self.skipped(name, start, skipped)
            return
        handler = METHODS.get(name)
        if handler:
            getattr(self, handler)(Command(name, start, bool(match["star"])))
        elif name in SKIPPED:
            self._skip(SKIPPED[name])
        elif is_citation(name) and name not in stream.macros:
            self.cite(name, start)
        elif name in stream.macros:
            if match["star"]:
                stream.frame.position = match.start("star")
            stream.call(stream.macros[name], start)
        elif name in STYLES:
            self.styled(STYLES[name])
        elif name in DECLARATIONS:
            self.declare(DECLARATIONS[name])
        elif name in TEXTS:
            self._text(TEXTS[name], start, match.end("command"))
        else:
            self._unknown(name, start, match)

    def _text(self, text: str, start: int, end: int) -> None:
        if text == " ":
            self.page.space(self.stream.place(start, end))
        else:
            self.add(text, start, end)

    def _skip(self, written: str) -> None:
        for kind in written:
            if kind == "m":
                self.stream.mandatory()
            elif kind == "o":
                self.stream.optional()
            elif kind == "T":
                self.enter()

    def _unknown(self, name: str, start: int, match: re.Match[str]) -> None:
        r"""A symbol, or a command that is not known: its arguments are text, ``[…]`` is none."""
        text = macro_text(name)
        if text:
            self.add(text, start, match.end("star"))
            return
        stream = self.stream
        if stream.text.startswith("[", stream.frame.position):
            stream.optional(gap=False)
        groups: list[Argument] = []
        while len(groups) < 9 and stream.text.startswith("{", stream.frame.position):
            group = stream.mandatory(braced=True)
            if group is None:
                break
            groups.append(group)
        place = stream.place(start)
        for index, group in enumerate(reversed(groups)):
            stream.push(group, (lambda: self.page.space(place)) if index else None)
