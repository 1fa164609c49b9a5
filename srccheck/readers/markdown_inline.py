"""Inline Markdown put back on the source, character by character.

markdown-it-py says what the tokens of a paragraph are, not where. But they come in order and carry
their exact markup, so walking through them and the paragraph side by side tells.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from srccheck.model import Lines, Link, Marker, Note, NoteKind, Passage, Span
from srccheck.readers.html_embedded import embedded
from srccheck.readers.html_names import STYLES
from srccheck.readers.html_tokens import Kind, tokenize
from srccheck.readers.passages import PassageBuilder

_STYLES = {"em": "italic", "strong": "bold", "s": "strikethrough"}


class Content:
    """The text of a block as the parser gives it, and where its lines stand in the source.

    A block's lines are the ends of source lines, what stands before them (quotation marks,
    indentation, list markers) and the white space around them taken off.
    """

    def __init__(
        self, text: str, source: str, lines: Lines, first_line: int, last_line: int
    ) -> None:
        self.text = text
        self.source = source
        self._starts: list[int] = []
        self._offsets: list[int] = []
        start, number = 0, first_line
        for piece in text.split("\n"):
            stripped = piece.strip()
            whole = lines.line(number).rstrip()
            while number < last_line and not whole.endswith(stripped):
                number += 1
                whole = lines.line(number).rstrip()
            end = lines.starts[number - 1] + len(whole)
            self._starts.append(start)
            lead = len(piece) - len(piece.lstrip())
            self._offsets.append(end - len(stripped) - (start + lead if stripped else start))
            start += len(piece) + 1
            number = min(number + 1, last_line)

    @classmethod
    def at(cls, text: str, source: str, offset: int) -> Content:
        """Content on one line that begins at a known source offset."""
        return cls.of_segments(text, source, [(0, offset)])

    @classmethod
    def of_segments(cls, text: str, source: str, segments: Sequence[tuple[int, int]]) -> Content:
        """Content in segments of known place: where each begins in the content and the source."""
        content = cls.__new__(cls)
        content.text, content.source = text, source
        content._starts = [start for start, _ in segments]
        content._offsets = [offset - start for start, offset in segments]
        return content

    def offset(self, position: int) -> int:
        """The source offset of a position in the content."""
        if len(self._starts) == 1:
            return self._offsets[0] + position
        line = bisect.bisect_right(self._starts, position) - 1
        return self._offsets[line] + position

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the content."""
        first = self.offset(start)
        return Span(first, max(first, self.offset(end - 1) + 1 if end > start else first))

    def stretches(self, start: int, end: int) -> Iterator[Span]:
        """The source spans, one to each line or segment, of a stretch of the content."""
        while start < end:
            line = bisect.bisect_right(self._starts, start) - 1
            following = self._starts[line + 1] if line + 1 < len(self._starts) else end
            stop = min(end, following)
            yield Span(start + self._offsets[line], stop + self._offsets[line])
            start = stop


@dataclass
class Found:
    """What was found in the inline content of a document so far."""

    links: list[Link] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)
    """The ``id`` and ``name`` of elements in the block being read, with their text offsets."""


class InlineReader:
    """Reads the inline tokens of one block."""

    def __init__(self, content: Content, found: Found) -> None:
        self.content = content
        self.found = found
        self.position = 0
        self.builder = PassageBuilder(content.source)
        self.inline_notes: list[Passage] = []
        self._links: list[tuple[int, int, str | None]] = []
        self._outer: list[tuple[PassageBuilder, int]] = []

    def read(self, tokens: Sequence[Token]) -> Passage:
        """The passage that the tokens make up, without the inline notes in it."""
        for token in tokens:
            self._token(token)
        return self.builder.build()

    def _token(self, token: Token) -> None:
        kind = token.type
        start = self.position
        if kind == "text":
            self.position += len(token.content)
            self._text(start, self.position)
        elif kind == "text_special":
            self.position += len(token.markup)
            self._add(token.content, start, self.position)
        elif kind in ("softbreak", "hardbreak"):
            self._line_break()
        elif kind == "code_inline":
            self._code(token)
        elif kind == "html_inline":
            self.position += len(token.content)
            self._html(token.content, start)
        elif kind == "link_open":
            self.position += 1
            self._open_link(start, str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self.position = token.meta.get("end", start + 1)
            self._close_link()
        elif kind == "image":
            self.position = token.meta["end"]
            self._image(token, start)
        elif kind == "footnote_ref":
            label = token.meta["label"]
            self.position += len(label) + 3
            self._marker(label, start)
        elif kind == "footnote_open":
            self.position += 2
            self._outer.append((self.builder, start))
            self.builder = PassageBuilder(self.content.source)
        elif kind == "footnote_close":
            self.position += 1
            self._close_note()
        elif token.tag in _STYLES:
            self.position += len(token.markup)
            style = _STYLES[token.tag]
            (self.builder.open if token.nesting > 0 else self.builder.close)(style)

    def _text(self, start: int, end: int) -> None:
        # Copied from the source, because the parser puts U+FFFD for NUL.
        for span in self.content.stretches(start, end):
            self.builder.copy(span.start, span.end)

    def _add(self, text: str, start: int, end: int) -> None:
        span = self.content.span(start, end)
        self.builder.add(text, span.start, span.end)

    def _line_break(self) -> None:
        """Skip blanks, the line end and the next line's blanks: one line feed in the text."""
        text, start = self.content.text, self.position
        end = text.index("\n", start) + 1
        while end < len(text) and text[end] in " \t":
            end += 1
        self.position = end
        first = self.content.offset(start)
        self.builder.add("\n", first, max(first, self.content.offset(end)))

    def _code(self, token: Token) -> None:
        text, start, end = self.content.text, self.position, token.meta["end"]
        self.position = end
        first, last = start + len(token.markup), end - len(token.markup)
        inner = text[first:last]
        if inner[:1] in (" ", "\n") and inner[-1:] in (" ", "\n") and inner.strip(" \n"):
            first, last = first + 1, last - 1
        self.builder.open("code")
        while (line_end := text.find("\n", first, last)) >= 0:
            self._text(first, line_end)
            self._add(" ", line_end, line_end + 1)
            first = line_end + 1
        self._text(first, last)
        self.builder.close("code")

    def _open_link(self, start: int, target: str | None) -> None:
        self._links.append((self.content.offset(start), self.builder.length, target))
        self.builder.open("link", target or "")

    def _close_link(self) -> None:
        if not self._links:
            return
        start, text_start, target = self._links.pop()
        self.builder.close("link")
        end = self.content.span(self.position - 1, self.position).end
        self.found.links.append(Link(self.builder.text_from(text_start), target, Span(start, end)))

    def _image(self, token: Token, start: int) -> None:
        text = "".join(child.content or "" for child in token.children or ())
        target = str(token.attrs.get("src", ""))
        span = self.content.span(start, self.position)
        self.found.links.append(Link(text, target, span, image=True))

    def _marker(self, label: str, start: int) -> None:
        self.found.markers.append(
            Marker(label, self.content.span(start, self.position), "footnote")
        )

    def _close_note(self) -> None:
        passage = self.builder.build()
        self.builder, start = self._outer.pop()
        span = self.content.span(start, self.position)
        marker = Marker("", self.content.span(start, start + 2), "footnote")
        self.found.notes.append(Note("", passage, span, NoteKind.INLINE, (marker,)))
        self.inline_notes.append(passage)

    def _html(self, markup: str, start: int) -> None:
        for token in tokenize(markup):
            if token.kind is Kind.START:
                self._start_tag(token.name, dict(token.attributes), start)
                place = self.content.offset(start)
                self.found.links.extend(embedded(token, self.content.source, place))
            elif token.kind is Kind.END:
                if token.name == "a":
                    self._close_link()
                elif token.name in STYLES:
                    self.builder.close(STYLES[token.name])

    def _start_tag(self, name: str, attributes: dict[str, str], start: int) -> None:
        anchors = [attributes[key] for key in ("id", "name") if attributes.get(key)]
        self.found.anchors.extend((anchor, self.builder.length) for anchor in anchors)
        if name == "br":
            self._add("\n", start, self.position)
        elif name == "a" and ("href" in attributes or not anchors):
            self._open_link(start, attributes.get("href"))
        elif name == "img":
            span = self.content.span(start, self.position)
            link = Link(attributes.get("alt", ""), attributes.get("src"), span, image=True)
            self.found.links.append(link)
        elif name in STYLES:
            self.builder.open(STYLES[name])
