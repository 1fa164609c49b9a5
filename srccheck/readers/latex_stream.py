r"""LaTeX as a stream of tokens: groups, arguments of commands, and macros put in.

Nothing is copied when a macro is put in: what is read next are stretches of the text itself, and
each token knows what to call its place. What stands in the body of a macro has the place of the
command that called it; what stands in an argument has its own.

Sources: The TeXbook, chapter 20; the LaTeX2e manual (``\newcommand``); the xparse manual.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from srccheck.model import Span
from srccheck.readers.latex_layout import Layout

DEEPEST = 60
"""Macros in macros."""
MOST = 100_000
"""Macros put in, in one document."""
LONGEST = 5_000_000
"""Characters read in the bodies of macros, in one document."""

TOKEN = re.compile(
    r"""(?P<space>[ ]?[\t\r\n][ \t\r\n]*+|[ ]{2,}+[ \t\r\n]*+)
      | (?P<comment>%[^\r\n]*+(?:\r\n?|\n)?[ \t]*+)
      | \\(?P<accent>['`"^~=.]|[cvuHkrdbt](?![A-Za-z@]))[ ]{0,3}
        (?:\{[ ]?(?:\\[ij][ ]?|[^{}\\\r\n]{0,2})\}|\\[ij](?![A-Za-z])[ ]?|[^\W\d_])
      | \\(?P<command>[A-Za-z@]+)(?P<star>\*?)[ \t]*+(?:\r?\n[ \t]*+(?![\r\n]))?
      | \\(?P<symbol>.|\Z)
      | (?P<address>(?:https?|ftp)://(?:[^\s{}\\%$"<>`']|\\[%\#_&$^]|\\~\{\}|[~])*+)
      | (?P<math>\$\$?)
      | (?P<open>\{) | (?P<close>\}) | (?P<cell>&)
      | (?P<parameter>\#[1-9])
      | (?P<ligature>---|--|``|''|!`|\?`|<<|>>|,,|`|')
      | (?P<tie>~)
      | "(?P<shorthand>[`'<>=~|/\-]|[aouAOUsz](?=[a-zäöüß]))""",
    re.VERBOSE | re.DOTALL,
)
_GAP = re.compile(r"(?:[ \t\r\n]|%[^\r\n]*+)*+")
_BRACKET = re.compile(r"\\.|%[^\r\n]*|[\])>{]", re.DOTALL)
_ONE = re.compile(r"\\(?:[A-Za-z@]+|.)|\#[1-9]|.", re.DOTALL)
_PARAMETER = re.compile(r"%[^\r\n]*(?:\r?\n)?[ \t]*|\#([1-9])|\\.", re.DOTALL)
_CALL = re.compile(r"\\([A-Za-z@]+)")
_LONGEST_OPTION = 6000


class Argument(NamedTuple):
    """A stretch to be read as an argument, with those of the macro that it stands in."""

    start: int
    end: int
    arguments: tuple[Argument, ...] = ()
    place: Span | None = None


class Macro(NamedTuple):
    """A macro of the document: how its arguments are written, and its body.

    ``written`` has a letter for each as in xparse: ``m`` in braces, ``o`` and ``O`` in brackets,
    ``s`` a star; ``defaults`` say what stands for a missing one.
    """

    written: str
    defaults: tuple[Argument | None, ...]
    start: int
    end: int


@dataclass
class Frame:
    """A stretch that is being read, and what is to be done at its end."""

    position: int
    end: int
    arguments: tuple[Argument, ...] = ()
    place: Span | None = None
    done: Callable[[], None] | None = None
    macro: bool = False
    styles: list[str] = field(default_factory=list)


class Stream:
    """Tokens of a text, from the innermost of the stretches that are being read."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self.frames: list[Frame] = []
        self.macros: dict[str, Macro] = {}
        self.endless: Span | None = None
        """The first place where macros were put in without end."""
        self._deep = self._put = self._length = 0
        self._patience = 100

    @property
    def frame(self) -> Frame:
        """The innermost stretch that is being read."""
        return self.frames[-1]

    def push(self, argument: Argument, done: Callable[[], None] | None = None) -> None:
        """Read a stretch next."""
        start, end, arguments, place = argument
        self.frames.append(Frame(start, end, arguments, place, done))

    def place(self, start: int, end: int | None = None) -> Span:
        """What to call the place of a stretch of the frame that is being read."""
        frame = self.frame
        return frame.place or Span(start, max(start, frame.position if end is None else end))

    def _argument(self, start: int, end: int) -> Argument:
        return Argument(start, end, self.frame.arguments, self.frame.place)

    def settle(self) -> None:
        """Leave macros that are read to their end, whose last command may take what follows."""
        while len(self.frames) > 1 and self.frame.macro and not self.frame.styles:
            if self.frame.position < self.frame.end:
                break
            self.leave()

    def leave(self) -> Frame:
        """The innermost stretch is read to its end."""
        frame = self.frames.pop()
        self._deep -= frame.macro
        return frame

    def _after_gap(self) -> int:
        match = _GAP.match(self.text, self.frame.position, self.frame.end)
        return match.end() if match else self.frame.position

    def follows(self, sign: str, *, gap: bool = True) -> bool:
        """Whether a sign comes next."""
        self.settle()
        place = self._after_gap() if gap else self.frame.position
        return place < self.frame.end and self.text.startswith(sign, place)

    def optional(self, signs: str = "[]", *, gap: bool = True) -> Argument | None:
        """An optional argument, if one comes next."""
        if not self.follows(signs[0], gap=gap):
            return None
        start = (self._after_gap() if gap else self.frame.position) + 1
        place = start
        limit = min(self.frame.end, start + (_LONGEST_OPTION if self._patience else 200))
        while match := _BRACKET.search(self.text, place, limit):
            if match[0] == signs[1]:
                self.frame.position = match.end()
                return self._argument(start, match.start())
            place = match.end()
            if match[0] == "{":
                place = self.layout.closing.get(match.start(), place - 1) + 1
        self._patience = max(0, self._patience - 1)
        return None

    def mandatory(self, *, braced: bool = False) -> Argument | None:
        """An argument: a group, or a single token unless it must be ``braced``."""
        self.settle()
        frame = self.frame
        start = self._after_gap()
        if start >= frame.end or self.text[start] == "}":
            return None
        if self.text[start] == "{":
            close = self.layout.closing.get(start)
            if close is None or close >= frame.end:
                return None
            frame.position = close + 1
            return self._argument(start + 1, close)
        if braced or "\n\n" in self.text[frame.position : start]:
            return None
        match = _ONE.match(self.text, start, frame.end)
        if not match:
            return None
        frame.position = match.end()
        if match[0].startswith("#"):
            return self.parameter(int(match[0][1])) or self._argument(start, match.end())
        return self._argument(start, match.end())

    def parameter(self, number: int) -> Argument | None:
        """What stands for ``#1`` in the macro that is being read."""
        arguments = self.frame.arguments
        return arguments[number - 1] if number <= len(arguments) else None

    def raw(self, argument: Argument, deep: int = 0) -> str:
        """The LaTeX of an argument, without comments, parameters and simple macros put in."""
        text = self.text[argument.start : argument.end]
        if argument.arguments or "%" in text:

            def put(match: re.Match[str]) -> str:
                number = int(match[1] or 0)
                if not number:
                    return match[0] if match[0].startswith("\\") else ""
                if number > len(argument.arguments) or deep > 9 or self._length > LONGEST:
                    return ""
                inner = self.raw(argument.arguments[number - 1], deep + 1)
                self._length += len(inner)
                return inner

            text = _PARAMETER.sub(put, text)
        return text

    def address(self, argument: Argument) -> str:
        """The LaTeX of an address, in which a percent sign begins no comment."""
        text = self.text[argument.start : argument.end]
        if argument.arguments and "#" in text:
            text = self.raw(argument)
        return self.simple(text)

    def simple(self, text: str) -> str:
        """A text with the macros without arguments put in, once."""

        def put(match: re.Match[str]) -> str:
            macro = self.macros.get(match[1])
            if macro is None or macro.written:
                return match[0]
            return self.text[macro.start : macro.end][:1000]

        return _CALL.sub(put, text)[:10_000] if "\\" in text else text

    def call(self, macro: Macro, start: int) -> None:
        """Put a macro in."""
        place = self.frame.position
        arguments = []
        for kind, default in zip(macro.written, macro.defaults, strict=True):
            found = self._written(kind)
            arguments.append(found or default or Argument(place, place))
        length = macro.end - macro.start
        if self._deep >= DEEPEST or self._put >= MOST or self._length + length > LONGEST:
            self.endless = self.endless or self.place(start)
            return
        self._deep += 1
        self._put += 1
        self._length += length
        called = self.place(start)
        self.frames.append(Frame(macro.start, macro.end, tuple(arguments), called, macro=True))

    def _written(self, kind: str) -> Argument | None:
        if kind == "m":
            return self.mandatory()
        if kind == "s":
            if self.follows("*", gap=False):
                self.frame.position += 1
            return None
        return self.optional()
