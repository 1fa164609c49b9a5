r"""Where the groups of a LaTeX text end: which brace closes which.

Source: The TeXbook, chapter 7. Comments, verbatim text and addresses have no groups in them.
"""

from __future__ import annotations

import re

from srccheck.readers.latex_parts import VERBATIM

_TOKEN = re.compile(
    rf"""%[^\r\n]*
      | \\begin[ ]?\{{(?P<verbatim>(?:{VERBATIM}|filecontents)\*?)\}}
      | \\(?:verb|lstinline)\*?(?P<delimiter>[^A-Za-z0-9\s*{{\[])
      | \\(?P<false>iffalse)(?![A-Za-z])
      | \\(?P<end>end)[ ]?\{{document\}}
      | \\(?P<address>(?:url|nolinkurl|path|doi)\*?|href(?:\[[^\]\r\n]{{0,300}}\])?
        |jburldef[ ]?(?P<key>\{{[^{{}}\r\n]{{1,99}}\}}))[ ]?(?=\{{)
      | \\. | (?P<brace>[{{}}])""",
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_CONDITION = re.compile(r"\\(?:(?P<open>if[a-zA-Z@]*)|(?P<close>fi))(?![A-Za-z@])")
_LONGEST_ADDRESS = 4000


class Layout:
    r"""The groups of a text.

    ``closing`` says of each opening brace where the one is that closes it; ``unclosed`` and
    ``stray`` are the braces without partner; ``skipped`` says where what is no text ends.

    >>> layout = Layout("{a % }\n} } {")
    >>> layout.read(0, 12)
    >>> layout.closing, layout.stray, layout.unclosed
    ({0: 7}, [9], [11])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing: dict[int, int] = {}
        self.unclosed: list[int] = []
        self.stray: list[int] = []
        self.skipped: dict[int, int] = {}
        self._endless: set[str] = set()
        self._patience = 100
        self._open: list[int] = []

    def read(self, start: int, end: int) -> None:
        """Find the groups in a stretch."""
        self._open = []
        place = start
        while match := _TOKEN.search(self.text, place, end):
            place = max(match.end(), self._token(match, end))
        self.unclosed += self._open

    def _token(self, match: re.Match[str], end: int) -> int:
        start, place = match.span()
        if brace := match["brace"]:
            if brace == "{":
                self._open.append(start)
            elif self._open:
                self.closing[self._open.pop()] = start
            else:
                self.stray.append(start)
        elif match["verbatim"]:
            close = self._find(f"\\end{{{match['verbatim']}}}", place, end)
            self._skip(start, close)
            return close
        elif match["delimiter"]:
            line_end = self.text.find("\n", place, end)
            close = self.text.find(match["delimiter"], place, line_end if line_end >= 0 else end)
            self._skip(start, close + 1)
            return close + 1
        elif match["false"]:
            close = self._condition(place, end)
            self._skip(start, close)
            return close
        elif match["end"]:
            self._skip(start, end)
            return end
        elif match["address"]:
            if match["key"]:
                self.closing[match.start("key")] = match.end("key") - 1
            return self._address(place, end)
        return place

    def _skip(self, start: int, end: int) -> None:
        if end > start:
            self.skipped[start] = end

    def _find(self, text: str, start: int, end: int) -> int:
        """Where a text stands next; what has no end is not looked for twice."""
        if text in self._endless:
            return -1
        found = self.text.find(text, start, end)
        if found < 0:
            self._endless.add(text)
        return found

    def _condition(self, start: int, end: int) -> int:
        r"""The end of the ``\fi`` that closes a condition."""
        depth = 1
        if "\\fi" in self._endless:
            return -1
        for match in _CONDITION.finditer(self.text, start, end):
            depth += 1 if match["open"] else -1
            if not depth:
                return match.end()
        self._endless.add("\\fi")
        return -1

    def _address(self, start: int, end: int) -> int:
        """The end of an address in braces: a percent sign in it is part of it."""
        depth = 0
        longest = _LONGEST_ADDRESS if self._patience else 200
        for brace in _BRACE.finditer(self.text, start, min(end, start + longest)):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth and brace[0] == "}":
                self.closing[start] = brace.start()
                return brace.end()
        self._patience = max(0, self._patience - 1)
        return start
