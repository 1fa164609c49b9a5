"""HTML cut into tags, text and comments, each with its place in the source, in linear time.

Written because nothing at hand does: the parser of the standard library takes quadratic time on
unclosed tags (20,000 times ``<a x=`` took it 40 seconds), and lxml does not say where text stands.
It follows the tokenization stage of the WHATWG HTML standard (section 13.2.5) in spirit;
where a browser would swallow the rest of the page (an unclosed comment, script or quotation mark),
it gives the text instead, because a text that is not shown cannot be checked.
"""

from __future__ import annotations

import enum
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import NamedTuple

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed"})
"""Elements that hold text and no tags."""

_TAG_NAME = re.compile(r"[A-Za-z][^\t\n\f\r />]*+")
_ATTRIBUTE = re.compile(
    r"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)
        (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+("[^"]*+"|'[^']*+'|[^\t\n\f\r >"'][^\t\n\f\r >]*+))?+""",
    re.VERBOSE,
)
_TAG_END = re.compile(r"[\t\n\f\r /]*+>")
_REFERENCE = re.compile(r"&(#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


class Kind(enum.Enum):
    """What a piece of HTML is."""

    START = "start tag"
    END = "end tag"
    TEXT = "text"
    IGNORED = "comment, doctype or processing instruction"


@dataclass(frozen=True, slots=True)
class HtmlToken:
    """A piece of HTML from ``start`` to ``end``; names are in lower case, values decoded."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    """A start tag that ends with ``/>``."""
    raw: bool = False
    """Text without character references."""


class Piece(NamedTuple):
    """A stretch of text: as it stands (``decoded`` is empty), or a character reference."""

    start: int
    end: int
    decoded: str


def _reference_length(name: str) -> int:
    """How much of what follows ``&`` is a character reference; 0 for none."""
    if name[0] == "#" or name in html5:
        return len(name)
    # References from before HTML 5 need no semicolon and end where their name does.
    return next((size for size in range(len(name) - 1, 1, -1) if name[:size] in html5), 0)


def _decoded(reference: str) -> str:
    # The library drops control characters, which the standard keeps.
    number = reference[2:].rstrip(";").lower()
    return html.unescape(reference) or chr(int(f"0{number}", 16 if number[0] == "x" else 10))


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut text at its character references.

    >>> list(pieces("l&#39;&eacute;t&eacute", 0, 21))[1:3]
    [Piece(start=1, end=6, decoded="'"), Piece(start=6, end=14, decoded='é')]
    """
    last = start
    for match in _REFERENCE.finditer(text, start, end):
        length = _reference_length(match[1])
        if not length:
            continue
        if match.start() > last:
            yield Piece(last, match.start(), "")
        last = match.start() + 1 + length
        yield Piece(match.start(), last, _decoded(text[match.start() : last]))
    if last < end:
        yield Piece(last, end, "")


def unescape_attribute(value: str) -> str:
    """The value of an attribute with its references decoded.

    As the standard has it, ``&copy=1`` in an address stays: a reference without
    semicolon is none there if a letter, a digit or ``=`` follows.

    >>> unescape_attribute("?a=1&amp;b=2&copy=3")
    '?a=1&b=2&copy=3'
    """
    if "&" not in value:
        return value
    return _REFERENCE.sub(lambda match: _decoded_in_attribute(match, value), value)


def _decoded_in_attribute(match: re.Match[str], value: str) -> str:
    name = match[1]
    if name[0] == "#" or (name in html5 and (name[-1] == ";" or value[match.end() :][:1] != "=")):
        return html.unescape(match[0])
    return match[0]


class _Tokenizer:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.position = start
        self.end = end
        self.last_end = text.rfind(">", start, end)
        self.unclosed: set[str] = set()

    def run(self) -> Iterator[HtmlToken]:
        text_start = self.position
        while (found := self.text.find("<", self.position, self.end)) >= 0:
            if found > self.last_end:
                break
            token = self.markup(found)
            if token is None:
                self.position = found + 1
                continue
            if found > text_start:
                yield HtmlToken(Kind.TEXT, text_start, found)
            yield token
            self.position = text_start = token.end
            if token.kind is Kind.START and token.name in RAW_TEXT and not token.closed:
                closing = self.closing_tag(token.name)
                if closing > self.position:
                    raw = token.name not in {"title", "textarea"}
                    yield HtmlToken(Kind.TEXT, self.position, closing, raw=raw)
                if closing >= 0:
                    self.position = text_start = closing
        if text_start < self.end:
            yield HtmlToken(Kind.TEXT, text_start, self.end)

    def closing_tag(self, name: str) -> int:
        """Where the content of a raw text element ends; -1 if it has no end tag."""
        if name in self.unclosed:
            return -1
        closing = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
        match = closing.search(self.text, self.position, self.end)
        if not match:
            self.unclosed.add(name)
        return match.start() if match else -1

    def markup(self, start: int) -> HtmlToken | None:
        """The tag or comment that begins at ``<``; None where that is only a character."""
        following = self.text[start + 1 : start + 2]
        if following.isalpha():
            return self.tag(start, start + 1, Kind.START)
        if following == "/":
            token = self.tag(start, start + 2, Kind.END)
            return token or self.ignored(start, ">")
        if self.text.startswith("<!--", start) and "-->" not in self.unclosed:
            if self.text.startswith((">", "->"), start + 4):
                return self.ignored(start, ">")
            token = self.ignored(start, "-->")
            if token:
                return token
            self.unclosed.add("-->")
        return self.ignored(start, ">") if following in {"!", "?"} else None

    def ignored(self, start: int, closing: str) -> HtmlToken | None:
        skip = 4 if closing == "-->" else 2
        end = self.text.find(closing, start + skip, self.end)
        return HtmlToken(Kind.IGNORED, start, end + len(closing)) if end >= 0 else None

    def tag(self, start: int, name_start: int, kind: Kind) -> HtmlToken | None:
        match = _TAG_NAME.match(self.text, name_start, self.end)
        if not match:
            return None
        name = match[0].lower()
        attributes: dict[str, str] = {}
        position = match.end()
        while not (ending := _TAG_END.match(self.text, position, self.end)):
            attribute = _ATTRIBUTE.match(self.text, position, self.end)
            if not attribute:
                # The last quotation mark was never closed: the tag ends where it plainly does.
                end = self.text.find(">", start, self.end) + 1
                return HtmlToken(kind, start, end, name) if end else None
            position = attribute.end()
            value = attribute[2] or ""
            if value[:1] in {'"', "'"}:
                value = value[1:-1]
            attributes.setdefault(attribute[1].lower(), unescape_attribute(value))
        return HtmlToken(kind, start, ending.end(), name, attributes, "/" in ending[0])


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[HtmlToken]:
    """Cut HTML, or a stretch of it, into tokens that cover it without gaps.

    >>> [(token.kind.name, token.name) for token in tokenize("<p class=a>1 < 2</p>")]
    [('START', 'p'), ('TEXT', ''), ('END', 'p')]
    """
    return _Tokenizer(text, start, len(text) if end is None else end).run()
