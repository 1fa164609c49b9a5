"""Pages of HTML put one after another, with the links between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote

from srccheck.model import Block, BlockKind, Link, Span
from srccheck.readers.html_blocks import HtmlBlocks
from srccheck.readers.link_notes import Anchor
from srccheck.readers.paragraphs import Paragraphs
from srccheck.readers.zipped import member

_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,30}:|//")
_NUMBER = re.compile(r"\d{0,9}\Z")


class _Page(NamedTuple):
    name: str
    html: HtmlBlocks


class Pages:
    """Gathers pages, then puts them down as one text.

    A link to a place of a page becomes one to ``#id``. Where two pages have the same ``id``, the
    number of the page goes before the number at its end (``fn_3_1``), so that programs' names for
    notes are still known as such; a page itself is called by its name.
    """

    def __init__(self, members: Collection[str]) -> None:
        self.text = Paragraphs()
        self.known: set[str] = set()
        self._members = members
        self._pages: list[_Page] = []
        self._numbers: dict[str, int] = {}
        self._shared: Counter[str] = Counter()

    def add(self, name: str, html: HtmlBlocks) -> None:
        """Add a page."""
        self._pages.append(_Page(name, html))
        self._numbers[name] = len(self._pages)
        self._shared.update(html.anchors.keys())

    def put_down(self) -> list[tuple[str, int]]:
        """Put all pages down; gives where each begins."""
        starts = []
        for page in self._pages:
            starts.append((page.name, self.text.length))
            self._page(page)
        return starts

    def _page(self, page: _Page) -> None:
        first = len(self.text.blocks)
        self.text.anchors[page.name] = Anchor(first, 0, first + 1)
        for name, anchor in page.html.anchors.items():
            moved = Anchor(anchor.block + first, anchor.offset, anchor.end + first)
            self.text.anchors.setdefault(self._key(page.name, name), moved)
        for name in page.html.note_ids:
            whole = name if "#" in name else f"#{name}"
            self.known.add(self._inside(page.name, whole).removeprefix("#"))
        pictures = [link for link in page.html.links if link.image and _is_outside(link)]
        for block in page.html.blocks:
            if block.kind is BlockKind.RULE:
                self.text.rule()
            else:
                self._block(page.name, block)
            while pictures and pictures[0].span.start <= block.passage.span().end:
                picture = pictures.pop(0)
                here = Span(self.text.length, self.text.length)
                self.text.links.append(Link(picture.text, picture.target, here, image=True))

    def _block(self, name: str, block: Block) -> None:
        styles = [
            style._replace(target=self._inside(name, style.target)) if style.target else style
            for style in block.passage.styles
        ]
        anchor = self._key(name, block.anchor) if block.anchor else ""
        passage = self.text.add(block, styles, anchor)
        for style in styles:
            if style.kind == "link" and style.target:
                shown = passage.text[style.start : style.end]
                span = passage.span(style.start, style.end)
                self.text.links.append(Link(shown, style.target, span))

    def _key(self, page: str, name: str) -> str:
        if self._shared[name] < 2:
            return name
        return _NUMBER.sub(lambda match: f"_{self._numbers[page]}_{match[0]}", name, count=1)

    def _inside(self, page: str, target: str) -> str:
        """A target as it is inside of the document; unchanged if it leads outside."""
        if _OUTSIDE.match(target):
            return target
        path, _, fragment = target.partition("#")
        other = member(page, path) if path else page
        if other in self._numbers:
            return f"#{self._key(other, unquote(fragment))}" if fragment else f"#{other}"
        return target if other in self._members else f"#{target.removeprefix('#')}"


def _is_outside(link: Link) -> bool:
    return bool(link.target and _OUTSIDE.match(link.target))
