"""Wikitext made safe for a parser that takes long over what is opened and never closed.

Measured with mwparserfromhell 0.7: fifty thousand ``<ref>`` without end, 250 kB, take it three
minutes. So what has no partner, or lies too deep, is hidden from it; offsets stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

DEEPEST = 24
HIDDEN = "\ufdd0"
"""Stands for a hidden character: one that no text may have."""
_CHUNK = 8_000
_MOST_QUOTES = 200
_RAW = "nowiki|pre|syntaxhighlight|source|math|code|chem|score|timeline|graph|gallery|templatedata"
_TOKEN = re.compile(
    rf"""(?P<comment><!--)
      | <(?P<raw>{_RAW})\b(?P<rest>[^<>]{{0,500}})>
      | <(?P<end>/)?(?P<tag>[a-z][a-z0-9]{{0,15}})\b(?P<attributes>[^<>]{{0,1000}})>
      | (?P<open>\{{{{+|\[\[) | (?P<close>\}}}}+|\]\])
      | (?P<outside>\[(?=(?:https?:|ftp:|mailto:)?//|mailto:))
      | ^[:*\#;\ ]{{0,9}}(?P<table>\{{\|) | ^(?P<tableend>\|\}}(?!\}}))
      | (?P<quotes>'{{2,}}) | ^[:*\#;]{{40}}(?P<marks>[:*\#;]+)
      | (?P<loose><)""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_VOID = frozenset(("br", "hr", "img", "wbr", "li", "p", "dd", "dt", "tr", "td", "th"))
_PARTNERS = {"}}": "{{", "]]": "[["}


class Chunk(NamedTuple):
    """A stretch of the armoured source, and where it begins."""

    start: int
    text: str


class _Open(NamedTuple):
    kind: str
    start: int
    end: int
    hidden: bool


def chunks(source: str) -> list[Chunk]:
    """The source with what has no partner hidden, cut at ends of lines outside of everything.

    >>> [chunk.text.replace(HIDDEN, "_") for chunk in chunks("{{a|[[b}} <ref>c")]
    ['{{a|__b}} _____c']
    """
    armour = _Armour(source)
    armour.read()
    return armour.chunks()


class _Armour:
    def __init__(self, source: str) -> None:
        self.source = source
        self.hidden: list[tuple[int, int]] = []
        self.whole: list[tuple[int, int]] = []
        """Stretches that may not be cut: what lies between outermost partners."""
        self._stack: list[_Open] = []
        self._count: Counter[str] = Counter()
        self._missing: set[str] = set()

    def read(self) -> None:
        """Find partners."""
        position = line = quotes = 0
        while match := _TOKEN.search(self.source, position):
            position = match.end()
            start = match.start()
            kind = match.lastgroup
            if match["comment"]:
                position = self._opaque(start, position, "-->")
            elif match["raw"]:
                if not match["rest"].endswith("/"):
                    position = self._opaque(start, position, f"</{match['raw']}>")
            elif match["tag"]:
                self._tag(match)
            elif match["open"] or match["close"]:
                self._brackets(match)
            elif match["outside"]:
                end = self.source.find("]", position, position + 3000)
                newline = self.source.find("\n", position, position + 3000)
                if end < 0 or 0 <= newline < end:
                    self.hidden.append((start, position))
            elif match["table"]:
                self._push("{|", match.start("table"), position)
            elif match["tableend"]:
                self._pop("{|", start, position)
            elif match["marks"]:
                self.hidden.append(match.span("marks"))
            elif kind == "quotes":
                newline = self.source.find("\n", line, start)
                if newline >= 0:
                    line, quotes = self.source.rfind("\n", line, start) + 1, 0
                quotes += 1
                if quotes > _MOST_QUOTES:
                    self.hidden.append((start, position))
            else:
                self.hidden.append((start, position))
        self.hidden.extend((each.start, each.end) for each in self._stack)

    def _opaque(self, start: int, end: int, closing: str) -> int:
        """Skip to the end of what is no markup; hide its beginning if it has none."""
        found = -1 if closing in self._missing else self.source.find(closing, end)
        if found < 0:
            self._missing.add(closing)
            self.hidden.append((start, end))
            return end
        self.whole.append((start, found + len(closing)))
        return found + len(closing)

    def _tag(self, match: re.Match[str]) -> None:
        name = match["tag"].lower()
        if match["attributes"].endswith("/"):
            return
        if name in _VOID:
            if name not in ("br", "hr", "wbr"):
                self.hidden.append(match.span())
        elif match["end"]:
            self._pop(name, *match.span())
        else:
            self._push(name, *match.span())

    def _brackets(self, match: re.Match[str]) -> None:
        start, end = match.span()
        token = match[0]
        if token[0] in "{[":
            for place in range(end - 2, start - 1, -2):
                self._push(token[:2], place, place + 2) if place >= start else None
            if (end - start) % 2:
                self.hidden.append((start, start + 1))
            return
        for place in range(start, end - 1, 2):
            self._pop(_PARTNERS[token[:2]], place, place + 2)

    def _push(self, kind: str, start: int, end: int) -> None:
        deep = len(self._stack) >= DEEPEST
        if deep:
            self.hidden.append((start, end))
        self._stack.append(_Open(kind, start, end, deep))
        self._count[kind] += 1

    def _pop(self, kind: str, start: int, end: int) -> None:
        if not self._count[kind]:
            self.hidden.append((start, end))
            return
        while True:
            opened = self._stack.pop()
            self._count[opened.kind] -= 1
            if opened.kind == kind:
                break
            self.hidden.append((opened.start, opened.end))
        if opened.hidden:
            self.hidden.append((start, end))
        elif not self._stack:
            self.whole.append((opened.start, end))

    def chunks(self) -> list[Chunk]:
        """The source in pieces."""
        text = self._armoured()
        pieces: list[Chunk] = []
        start, spans = 0, iter(sorted(self.whole))
        span = next(spans, None)
        while start < len(text):
            cut = start + _CHUNK
            while True:
                cut = text.find("\n", cut) + 1 or len(text)
                while span and span[1] <= cut:
                    span = next(spans, None)
                if not span or span[0] >= cut:
                    break
                cut = span[1]
            pieces.append(Chunk(start, text[start:cut]))
            start = cut
        return pieces

    def _armoured(self) -> str:
        parts = []
        last = 0
        for start, end in sorted(self.hidden):
            if end > last:
                parts.append(self.source[last : max(start, last)])
                parts.append(HIDDEN * (end - max(start, last)))
                last = end
        parts.append(self.source[last:])
        return "".join(parts)
