"""A page of wikitext as blocks, notes, entries and citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Any

from mwparserfromhell import nodes as kinds
from mwparserfromhell import parse

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Entry,
    Marker,
    Note,
    Passage,
    Span,
)
from srccheck.readers.passages import PassageBuilder
from srccheck.readers.wikitext_armour import HIDDEN, chunks
from srccheck.readers.wikitext_nodes import (
    Parameter,
    Placed,
    attribute,
    contents,
    folded,
    nodes,
    parameters,
)
from srccheck.readers.wikitext_references import Reference, References
from srccheck.readers.wikitext_words import (
    CODE,
    LISTS,
    MEDIA,
    NAMED,
    NOTES,
    SHORT,
    SHORT_NAMED,
    SIGNS,
    SILENT,
    STYLES,
    WORDS,
    YEAR,
)
from srccheck.readers.wikitext_works import is_work, shown, work

_DEEPEST = 40


class WikitextPage:
    """Reads a page from top to bottom."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.entries: list[Entry] = []
        self.citations: list[Citation] = []
        self._references = References()
        self._text = PassageBuilder(source)
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._label = ""
        self._depth = 0
        self._inner = 0
        self._waiting: list[Reference] = []

    def read(self) -> None:
        """Read all of it."""
        for start, text in chunks(self.source):
            self._walk(Placed(parse(text), start))
            self._end()
        self._end()

    def notes(self) -> tuple[list[Note], list[Marker]]:
        """The notes in the order of the page, and all markers; entries learn their notes."""
        numbered = self._references.numbered()
        for reference, label in numbered:
            for index in reference.entries:
                self.entries[index] = replace(self.entries[index], note_label=label)
        notes = [reference.note(label) for reference, label in numbered]
        markers = [each for reference, label in numbered for each in reference.marked(label)]
        return [note for note in notes if note], markers

    # Blocks

    def _end(self) -> None:
        """End the block that is being read."""
        passage = self._text.build().strip()
        if passage.text:
            self.blocks.append(Block(self._kind, passage, self._level, self._label))
        self._text = PassageBuilder(self.source)
        if not self._inner:
            self._kind, self._level, self._label = BlockKind.PARAGRAPH, 0, ""
            for ref in self._waiting:
                if ref.passage is not None and ref.passage.text:
                    self.blocks.append(Block(BlockKind.PARAGRAPH, ref.passage))
            self._waiting.clear()

    def _apart(self, placed: Placed, kind: BlockKind, level: int = 0) -> None:
        """Read something as a block of its own."""
        if self._inner:
            self._walk(placed)
            return
        self._end()
        self._kind, self._level = kind, level
        self._walk(placed)
        self._end()

    def _passage(self, placed: Placed) -> Passage:
        """Something read by itself."""
        text, self._text = self._text, PassageBuilder(self.source)
        self._inner += 1
        self._walk(placed)
        self._inner -= 1
        passage, self._text = self._text.build(), text
        return passage.strip()

    # Nodes

    def _walk(self, placed: Placed) -> None:
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        for node, start, end in nodes(placed):
            if isinstance(node, kinds.Text):
                self._words(start, end)
            elif isinstance(node, kinds.HTMLEntity):
                self._text.add(unescape(str(node)), start, end)
            elif isinstance(node, kinds.Heading):
                title = Placed(node.title, start + node.level)
                self._apart(title, BlockKind.HEADING, node.level)
            elif isinstance(node, kinds.Wikilink):
                self._inside(node, start)
            elif isinstance(node, kinds.ExternalLink):
                self._outside(node, start, end)
            elif isinstance(node, kinds.Template):
                self._template(node, Span(start, end))
            elif isinstance(node, kinds.Tag):
                self._tag(node, start, end)
        self._depth -= 1

    def _words(self, start: int, end: int) -> None:
        """Plain text; a blank line ends a block, and so does the end of an item."""
        position = start
        while position < end:
            newline = self.source.find("\n", position, end)
            stop = end if newline < 0 else newline
            self._text.copy(position, stop)
            if newline < 0:
                return
            following = self.source[newline + 1 : newline + 2]
            ends = self._kind in (BlockKind.ITEM, BlockKind.HEADING) or not following.strip()
            if ends and not self._inner:
                self._end()
            elif self._text.length and not self._text.ends_with((" ", "\n")):
                self._text.add(" ", newline, newline + 1)
            position = newline + 1

    def _inside(self, node: Any, start: int) -> None:
        """A link to a page of the wiki: its text, else its title."""
        if MEDIA.match(str(node.title)):
            if node.text is not None:
                self._hidden(Placed(node.text, start + 3 + len(str(node.title))))
            return
        if node.text is not None:
            self._walk(Placed(node.text, start + 3 + len(str(node.title))))
        else:
            self._walk(Placed(node.title, start + 2))

    def _outside(self, node: Any, start: int, end: int) -> None:
        """A link out of the wiki."""
        self._text.open("link", str(node.url).replace(HIDDEN, ""))
        if node.brackets and node.title is not None and str(node.title).strip():
            self._walk(Placed(node.title, end - 1 - len(str(node.title))))
        elif node.brackets:
            self._text.copy(start + 1, end - 1)
        else:
            self._text.copy(start, end)
        self._text.close("link")

    def _tag(self, tag: Any, start: int, end: int) -> None:
        name = str(tag.tag).strip().lower()
        inner = contents(tag, start)
        if tag.wiki_markup and name in ("li", "dd", "dt"):
            self._item(str(tag.wiki_markup))
        elif name == "ref":
            self._ref(tag, inner, Span(start, end))
        elif name == "references":
            if inner:
                self._hidden(inner)
        elif name == "hr":
            self._end()
        elif name == "br":
            self._text.add("\n", start, end)
        elif name in SILENT:
            return
        elif name == "nowiki" and inner:
            self._text.open("code")  # an address in it is no link
            self._text.copy(inner.start, inner.end)
            self._text.close("code")
        elif name in CODE and inner and not self._inner:
            self._end()
            self.blocks.append(Block(BlockKind.CODE, Passage.plain(str(inner.code), inner.start)))
        elif name in ("td", "th", "caption") and inner:
            self._apart(inner, BlockKind.CELL)
        elif name in ("table", "tr", "tbody", "thead", "div", "center", "section") and inner:
            self._apart_all(inner)
        elif name == "blockquote" and inner:
            self._apart(inner, BlockKind.QUOTE)
        elif inner:
            style = STYLES.get(name, "")
            if style:
                self._text.open(style)
            self._walk(inner)
            if style:
                self._text.close(style)

    def _apart_all(self, inner: Placed) -> None:
        if not self._inner:
            self._end()
        self._walk(inner)
        if not self._inner:
            self._end()

    def _item(self, mark: str) -> None:
        """The mark of a list item; several of them make a deeper one."""
        if self._inner:
            return
        if self._text.length == 0 and self._kind is BlockKind.ITEM:
            self._level += 1
            return
        self._end()
        self._kind = BlockKind.PARAGRAPH if mark in ":;" else BlockKind.ITEM
        self._level = 0 if mark in ":;" else 1

    # Notes

    def _ref(self, tag: Any, inner: Placed | None, span: Span) -> None:
        name, group = attribute(tag, "name"), attribute(tag, "group")
        marker = Span(span.start, inner.start) if inner else span
        self._note(name, group, inner, span, marker)

    def _note(
        self, name: str, group: str, inner: Placed | None, span: Span, marker: Span | None
    ) -> None:
        """A note or another marker of it; without ``marker`` it is defined in a list."""
        ref = self._references.named(name, group)
        if marker is not None:
            ref.markers.append(marker)
        if inner is None or ref.passage is not None:
            return
        first = len(self.entries)
        passage = self._passage(inner)
        if not passage.text and first == len(self.entries):
            return
        ref.passage, ref.span = passage, span
        ref.entries = list(range(first, len(self.entries)))
        self._waiting.append(ref)

    def _hidden(self, placed: Placed) -> None:
        """The references in what is shown elsewhere or not at all."""
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        for node, start, end in nodes(placed):
            if isinstance(node, kinds.Tag):
                inner = contents(node, start)
                if str(node.tag).strip().lower() == "ref":
                    listed = inner is not None and attribute(node, "name")
                    marker = None if listed else Span(start, inner.start if inner else end)
                    self._note(
                        attribute(node, "name"), attribute(node, "group"), inner,
                        Span(start, end), marker,
                    )  # fmt: skip
                elif inner:
                    self._hidden(inner)
            elif isinstance(node, kinds.Template):
                if folded(str(node.name)) in NOTES | SHORT | NAMED:
                    self._template(node, Span(start, end))
                else:
                    for parameter in parameters(node, start):
                        self._hidden(parameter.value)
        self._depth -= 1

    # Templates

    def _template(self, template: Any, span: Span) -> None:
        name = folded(str(template.name).replace(HIDDEN, ""))
        given = list(parameters(template, span.start))
        if is_work(name) and not (name == "citation" and _is_quotation(given)):
            self._work(template, given, span)
        elif name in SHORT:
            self._short(given, span)
        elif name in NOTES:
            self._noted(given, span)
        elif name in NAMED:
            self._named(given, span)
        elif name in SIGNS:
            self._text.add(SIGNS[name], *span)
        elif name in WORDS:
            values = [each.value for each in given if not each.name][WORDS[name]]
            for place, value in enumerate(values):
                if place:
                    self._text.add(" ", value.start - 1, value.start)
                self._walk(value)
        else:
            for parameter in given:
                if name in LISTS or parameter.name != "nom":
                    self._hidden(parameter.value)

    def _work(self, template: Any, given: list[Parameter], span: Span) -> None:
        values = [(each.name, self._passage(each.value)) for each in given if each.name]
        called = Passage.plain(str(template.name), span.start + 2).strip()
        entry = work(self.source, called, values, span)
        if entry:
            self.entries.append(entry)
        for style_part in _pieces(shown(values)):
            self._put(style_part)

    def _put(self, piece: tuple[str, int, int, tuple[str, ...]]) -> None:
        text, start, end, styles = piece
        for style in styles:
            self._text.open(style)
        self._text.add(text, start, end)
        for style in styles:
            self._text.close(style)

    def _short(self, given: list[Parameter], span: Span) -> None:
        """``{{sfn|Doe|2020|p=3}}``: names, a year, a place in the work."""
        plain = [self._passage(each.value).text for each in given if not each.name]
        named = {each.name: self._passage(each.value).text for each in given if each.name}
        plain = [text for text in plain if text]
        year = ""
        for place, text in enumerate(plain):
            if place and YEAR.fullmatch(text):
                year, plain = text, plain[:place]
                break
        locator = next((_locator(key, named[key]) for key in SHORT_NAMED if named.get(key)), "")
        citation = Citation(
            CitationStyle.AUTHOR_DATE, span, names=tuple(plain), year=year, locator=locator
        )
        self.citations.append(citation)
        if self._inner:
            text = " ".join(part for part in (" & ".join(plain), year) if part)
            self._text.add(f"{text}, {locator}" if locator else text, *span)

    def _noted(self, given: list[Parameter], span: Span) -> None:
        """``{{refn|…}}``: a note as a template."""
        values = {each.name or "1": each.value for each in reversed(given)}
        named = {
            name: str(values[name].code).strip() for name in ("name", "group") if name in values
        }
        inner = values.get("1")
        end = inner.start if inner else span.end
        self._note(
            named.get("name", ""), named.get("group", ""), inner, span, Span(span.start, end)
        )

    def _named(self, given: list[Parameter], span: Span) -> None:
        """``{{r|name|other name}}``: markers of references with these names."""
        group = next((str(p.value.code).strip() for p in given if p.name in ("group", "grp")), "")
        for each in given:
            name = str(each.value.code).strip()
            if not each.name and name:
                self._note(name, group, None, span, span)


def _is_quotation(given: list[Parameter]) -> bool:
    """Whether ``{{citation|…}}`` is the French template for words that are quoted."""
    return not any(each.name for each in given)


def _locator(key: str, text: str) -> str:
    if key in ("p", "page"):
        return f"p. {text}"
    return f"pp. {text}" if key in ("pp", "pages") else text


def _pieces(passage: Passage) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """A passage in pieces of one run and one set of styles each."""
    cuts = {0, len(passage.text)}
    for style in passage.styles:
        cuts |= {style.start, style.end}
    for run in passage.runs:
        cuts |= {run.start, run.end}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        styles = tuple(s.kind for s in passage.styles
                       if s.start <= start and end <= s.end and s.kind != "link")  # fmt: skip
        span = passage.span(start, end)
        yield passage.text[start:end], span.start, span.end, styles
