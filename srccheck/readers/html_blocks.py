"""HTML tokens to blocks, links and anchors, as a browser would lay them out.

Source: the WHATWG HTML standard: implied end tags (section 13.1.2.4), hidden elements (15.3.1),
list numbers (4.4.5); CSS Text 3, section 4.1 (white space). Wrong nesting is never an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from srccheck.model import Block, BlockKind, Link, Passage, Run, Span
from srccheck.readers.html_elements import Element, OpenLink
from srccheck.readers.html_embedded import embedded
from srccheck.readers.html_names import (
    BLOCKS,
    CLOSES,
    CLOSES_P,
    HEADINGS,
    STYLES,
    VOID,
    list_number,
)
from srccheck.readers.html_tokens import HtmlToken, Kind, Piece, pieces, tokenize
from srccheck.readers.link_notes import Anchor
from srccheck.readers.passages import PassageBuilder

MAX_DEPTH = 500
"""Elements nested deeper are read as text of the ones around them, as browsers do."""

_WORDS = re.compile(r"[^ \t\n\r\f]++(?: [^ \t\n\r\f]++)*+|[ \t\n\r\f]++")
_NOTE_ROLE = re.compile(r"\b(?:doc-)?(?:foot|end|rear)?note\b")
_REF_ROLE = re.compile(r"\b(?:doc-)?noteref\b")
_CELLS = {"td", "th", "caption", "table"}
_IN_TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})


class HtmlBlocks:
    """Reads a page, or a piece of HTML inside another format.

    ``source`` is the file; ``shift`` what to add to an offset in the HTML to have one in the file.
    """

    def __init__(self, source: str, shift: int = 0) -> None:
        self.source = source
        self.shift = shift
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.anchors: dict[str, Anchor] = {}
        self.note_ids: set[str] = set()
        self.metadata: dict[str, object] = {}
        self._stack: list[Element] = []
        self._open: Counter[str] = Counter()
        self._hidden = 0
        self._builder: PassageBuilder | None = None
        self._space: tuple[int, int] | None = None
        self._anchors: list[str] = []
        self._starting: dict[int, list[str]] = {}
        self._last_end: dict[str, int] = {}

    def read(self, text: str) -> None:
        """Read HTML; ``blocks``, ``links``, ``anchors`` and ``metadata`` grow by what is in it."""
        tokens = list(tokenize(text))
        self._last_end = {token.name: token.start for token in tokens if token.kind is Kind.END}
        for token in tokens:
            if token.kind is Kind.TEXT:
                self._text(text, token)
            elif token.kind is Kind.START:
                self._start(token)
            elif token.kind is Kind.END:
                self._end(token)
        while self._stack:
            self._pop(len(text))
        self._flush()

    # Text.

    def _text(self, text: str, token: HtmlToken) -> None:
        if self._open["title"] and not self._open["svg"]:
            found = pieces(text, token.start, token.end)
            value = "".join(decoded or text[start:end] for start, end, decoded in found)
            self.metadata.setdefault("title", " ".join(value.split()))
            return
        if self._hidden:
            return
        as_is = self._open["pre"] > 0
        if token.raw:
            found = iter([Piece(token.start, token.end, "")])
        else:
            found = pieces(text, token.start, token.end)
        for start, end, decoded in found:
            if decoded:
                self._put(decoded, start, end)
            elif as_is:
                for line in re.finditer(r"\r\n?|\n|[^\r\n]++", text[start:end]):
                    shown = "\n" if line[0][0] in "\r\n" else line[0]
                    self._put(shown, start + line.start(), start + line.end())
            else:
                self._collapsed(text, start, end)

    def _collapsed(self, text: str, start: int, end: int) -> None:
        for match in _WORDS.finditer(text, start, end):
            first, last = match.span()
            if text[first] in " \t\n\r\f":
                self._space = (self._space[0] if self._space else first, last)
            else:
                self._put(text[first:last], first, last)

    def _put(self, text: str, start: int, end: int) -> None:
        builder = self._begin()
        if self._space:
            first, last = self._space
            if builder.length and not builder.ends_with((" ", "\n")):
                builder.add(" ", first + self.shift, last + self.shift)
            self._space = None
        builder.add(text, start + self.shift, end + self.shift)

    def _begin(self) -> PassageBuilder:
        if self._builder is None:
            self._builder = PassageBuilder(self.source)
            for kind, target in self._styles():
                self._builder.open(kind, target)
        return self._builder

    def _styles(self) -> Iterator[tuple[str, str]]:
        seen = set()
        for element in self._stack:
            for style in element.styles:
                if style not in seen:
                    seen.add(style)
                    yield style

    # Blocks.

    def _flush(self) -> None:
        """End the block that is being read, if it has any text."""
        builder, self._builder, self._space = self._builder, None, None
        if builder is None:
            return
        for element in self._stack:
            if element.link:
                element.link.texts.append(builder.text_from(element.link.text_start))
                element.link.text_start = 0
        passage = builder.build()
        lead = len(passage) - len(passage.text.lstrip())
        if lead == len(passage):
            return
        kind, level, label = self._kind()
        anchor = self._anchors[0] if self._anchors else ""
        for name in self._anchors:
            place = self.anchors[name]
            if place.block == len(self.blocks):
                self.anchors[name] = place._replace(offset=max(0, place.offset - lead))
        self._anchors.clear()
        self.blocks.append(Block(kind, passage.strip(), level, label, anchor))

    def _kind(self) -> tuple[BlockKind, int, str]:
        for element in reversed(self._stack):
            name = element.name
            if name in HEADINGS:
                return BlockKind.HEADING, int(name[1]), ""
            if name == "li":
                label, element.label = element.label, ""
                return BlockKind.ITEM, self._open["li"], label
            if name in ("td", "th"):
                return BlockKind.CELL, 0, ""
            if name == "blockquote":
                return BlockKind.QUOTE, 0, ""
            if name == "pre" and element.code:
                return BlockKind.CODE, 0, ""
        return BlockKind.PARAGRAPH, 0, ""

    # Tags.

    def _start(self, token: HtmlToken) -> None:
        name = token.name
        if name in CLOSES_P and self._open["p"]:
            self._close({"p"}, {"td", "th", "table", "caption", "button", "object"}, token.start)
        if name in CLOSES:
            self._close(*CLOSES[name], token.start)
        if name in HEADINGS and self._stack and self._stack[-1].name in HEADINGS:
            self._pop(token.start)
        if name in BLOCKS or self._is_tip(token):
            self._flush()
        self._ids(token)
        if not self._hidden or name in ("link", "meta", "script"):
            self.links.extend(embedded(token, self.source, self.shift))
        if name in VOID:
            self._void(token)
        elif name == "title" and self._last_end.get(name, -1) < token.start:
            return
        elif not token.closed and len(self._stack) < MAX_DEPTH:
            self._push(token)
        elif name == "a" and "href" in token.attributes:
            span = Span(token.start + self.shift, token.end + self.shift)
            self.links.append(Link("", token.attributes["href"], span))

    def _is_tip(self, token: HtmlToken) -> bool:
        """Whether an element is the note that a marker before it shows when it is pressed."""
        attributes = token.attributes
        return attributes.get("role") == "tooltip" and attributes.get("id") in self.note_ids

    def _ids(self, token: HtmlToken) -> None:
        attributes = token.attributes
        names = [attributes.get("id", "")]
        if token.name == "a":
            names.append(attributes.get("name", ""))
        offset = self._builder.length if self._builder else 0
        roles = f"{attributes.get('role', '')} {attributes.get('epub:type', '')}"
        for name in filter(None, names):
            self.anchors.setdefault(name, Anchor(len(self.blocks), offset, len(self.blocks) + 1))
            self._anchors.append(name)
            if not offset:
                self._starting.setdefault(len(self.blocks), []).append(name)
            if _NOTE_ROLE.search(roles):
                self.note_ids.add(name)
        target = attributes.get("href", "")
        if target and _REF_ROLE.search(roles):
            self.note_ids.add(target.removeprefix("#"))

    def _void(self, token: HtmlToken) -> None:
        attributes, span = token.attributes, Span(token.start + self.shift, token.end + self.shift)
        if token.name == "br" and not self._hidden:
            self._space = None
            if self._builder:
                self._builder.add("\n", *span)
        elif token.name == "hr" and not self._hidden:
            self.blocks.append(Block(BlockKind.RULE, Passage("", (Run(0, 0, *span),))))
        elif token.name == "img" and not self._hidden:
            self.links.append(Link(attributes.get("alt", ""), attributes.get("src"), span, True))
        elif token.name == "meta":
            name = attributes.get("name") or attributes.get("property") or ""
            self._note_metadata(name.lower(), attributes.get("content", ""))
        elif token.name == "base":
            self._note_metadata("base", attributes.get("href", ""))
        elif token.name == "link" and attributes.get("rel", "").lower() == "canonical":
            self._note_metadata("canonical", attributes.get("href", ""))

    def _note_metadata(self, name: str, value: str) -> None:
        if not name or not value:
            return
        known = self.metadata.get(name)
        if known is None:
            self.metadata[name] = value
        elif isinstance(known, list):
            known.append(value)
        elif known != value:
            self.metadata[name] = [known, value]

    def _push(self, token: HtmlToken) -> None:
        name, attributes = token.name, token.attributes
        if name in STYLES or name == "a":
            self._put_space()
        if name in ("i", "em") and self._open["cite"]:
            self._cite_whole_reference()
        element = Element.of(token, len(self.blocks))
        if self._is_tip(token):
            element.tip, element.ids = True, [attributes["id"]]
        # What is hidden and never closed would hide the rest of the page.
        element.hidden = element.hidden and self._last_end.get(name, -1) > token.start
        if name == "html":
            language = attributes.get("lang") or attributes.get("xml:lang") or ""
            self._note_metadata("lang", language)
        elif name == "a":
            self._open_link(element, token)
        elif name == "li":
            element.label = self._number(attributes)
        elif name == "code":
            for outer in reversed(self._stack):
                outer.code = outer.code or outer.name == "pre"
        self._stack.append(element)
        self._open[name] += 1
        self._hidden += element.hidden
        if self._builder:
            for kind, target in element.styles:
                self._builder.open(kind, target)

    def _cite_whole_reference(self) -> None:
        """Take ``cite`` for a whole reference, not for a title, once a title is marked in it."""
        for outer in self._stack:
            if outer.name == "cite" and ("italic", "") in outer.styles:
                outer.styles.remove(("italic", ""))
                if self._builder:
                    self._builder.withdraw("italic")

    def _put_space(self) -> None:
        """A space before an element is not part of it."""
        if self._space and self._builder and self._builder.length:
            self._put("", *self._space)

    def _open_link(self, element: Element, token: HtmlToken) -> None:
        if self._open["a"]:
            self._remove("a", set(), token.start)
        target = token.attributes.get("href")
        tip = token.attributes.get("aria-describedby")
        if tip and (target in (None, "#") or (target or "").startswith("javascript:")):
            target = f"#{tip}"  # WAI-ARIA 1.2, tooltip: a note beside its marker
            self.note_ids.add(tip)
        if target is None and (token.attributes.get("id") or token.attributes.get("name")):
            return
        length = self._builder.length if self._builder else 0
        element.link = OpenLink(target, token.start, length)
        element.styles.append(("link", target or ""))

    def _number(self, attributes: Mapping[str, str]) -> str:
        for outer in reversed(self._stack):
            if outer.name in ("ul", "menu"):
                return ""
            if outer.name == "ol":
                value = attributes.get("value", "").strip()
                if re.fullmatch(r"-?\d{1,9}", value):
                    outer.count = int(value)
                outer.count += 1
                return list_number(outer.count - 1, outer.form)
        return ""

    def _end(self, token: HtmlToken) -> None:
        name = token.name
        if name == "br":
            self._void(token)
            return
        if name in HEADINGS and not self._open[name]:
            name = next((open_ for open_ in HEADINGS if self._open[open_]), name)
        if not self._open[name]:
            if name in BLOCKS:
                self._flush()
            return
        if name not in BLOCKS:
            self._remove(name, _CELLS, token.end)
        elif name in _IN_TABLE:
            self._close({name}, {"table"}, token.end)
        else:
            self._close({name}, _CELLS, token.end)

    def _close(self, names: set[str], barrier: set[str], place: int) -> None:
        """Close the innermost open element of one of these names, and all inside it."""
        index = self._find(names, barrier)
        while len(self._stack) > index >= 0:
            self._pop(place)

    def _remove(self, name: str, barrier: set[str], place: int) -> None:
        """Close the innermost open element of that name; what is inside it stays open."""
        index = self._find({name}, barrier)
        if index >= 0:
            if self._stack[index].tip:
                self._flush()
            self._finish(self._stack.pop(index), place)

    def _find(self, names: set[str], barrier: set[str]) -> int:
        for index in range(len(self._stack) - 1, -1, -1):
            name = self._stack[index].name
            if name in names:
                return index
            if name in barrier:
                break
        return -1

    def _pop(self, place: int) -> None:
        if self._stack[-1].name in BLOCKS:
            self._flush()
        self._finish(self._stack.pop(), place)

    def _finish(self, element: Element, place: int) -> None:
        self._open[element.name] -= 1
        self._hidden -= element.hidden
        if self._builder:
            for kind, _ in element.styles:
                self._builder.close(kind)
        if element.link and not self._hidden:
            link = element.link
            if self._builder:
                link.texts.append(self._builder.text_from(link.text_start))
            text = " ".join(part.strip() for part in link.texts if part.strip())
            span = Span(link.start + self.shift, place + self.shift)
            self.links.append(Link(text, link.target, span))
        self._extend_anchors(element)

    def _extend_anchors(self, element: Element) -> None:
        """Let an element's own anchor, and one at its very start, stand for all of it."""
        names = list(element.ids)
        if element.holds_note:
            names += self._starting.pop(element.block, ())
        for name in names:
            anchor = self.anchors[name]
            if anchor.block == element.block:
                self.anchors[name] = anchor._replace(end=max(anchor.end, len(self.blocks)))
