"""The text of an OpenDocument file, with its links, notes and cited works.

Source: OpenDocument 1.3, part 3, sections 5 (text), 6 (white space, notes) and 7.1.4 (citations);
6.1.2 says how white space collapses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from srccheck.model import BlockKind, NoteKind, Span
from srccheck.readers.citation_codes import NOTHING, CitationCode, CitedItem, read_code
from srccheck.readers.cited_works import CitedWorks
from srccheck.readers.odt_bibliography import csl_of_mark
from srccheck.readers.odt_lists import OdtLists
from srccheck.readers.odt_styles import TEXT, OdtStyles
from srccheck.readers.paragraphs import Paragraphs, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _DRAW = (f"{{{_NAMESPACE}{name}:1.0}}" for name in ("office", "table", "drawing"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_SPACE = re.compile(r"[ \t\r\n]+")
_PLACE_IN_TEXT = re.compile(r"#.{1,300}\|(?:outline|table|graphic|region|ole|frame|text)")
_SKIPPED = (
    f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls", f"{TEXT}note-citation", f"{TEXT}ruby-text", f"{TEXT}hidden-text",
    f"{_OFFICE}forms", f"{_OFFICE}annotation",
    f"{TEXT}index-title-template", f"{TEXT}table-of-content-source", f"{TEXT}bibliography-source",
)  # fmt: skip


class _Note(NamedTuple):
    label: str
    kind: NoteKind
    marker: Span
    body: _Element


class OdtBody:
    """Reads a text into ``text``, and the works that it cites into ``works``."""

    def __init__(self, styles: OdtStyles, text: Paragraphs, works: CitedWorks,
                 bookmarks: Mapping[str, str]) -> None:  # fmt: skip
        self.styles, self.text, self.works = styles, text, works
        self.names: list[str] = []
        self._bookmarks = bookmarks
        self._marks: dict[str, tuple[CitationCode, Place, int]] = {}
        self._lists = OdtLists(styles)
        self._looks: list[tuple[tuple[str, str], ...]] = []
        self._notes: list[_Note] = []
        self._later: list[_Element] = []
        self._inside = False
        self._space = True
        self._hidden = self._cells = 0
        self._label = ""
        self._handlers: dict[str, Callable[[_Element], None]] = {
            **dict.fromkeys(_SKIPPED, self._skip),
            f"{TEXT}p": self._paragraph, f"{TEXT}h": self._paragraph, f"{TEXT}list": self._list,
            f"{TEXT}list-item": self._item, f"{TEXT}list-header": self._item,
            f"{TEXT}span": self._span, f"{TEXT}a": self._link, f"{_DRAW}a": self._picture_link,
            f"{TEXT}s": self._spaces, f"{TEXT}tab": self._tab, f"{TEXT}line-break": self._break,
            f"{TEXT}note": self._note, f"{TEXT}bookmark": self._anchor,
            f"{TEXT}bookmark-start": self._mark, f"{TEXT}bookmark-end": self._mark_end,
            f"{TEXT}reference-mark-start": self._mark, f"{TEXT}reference-mark-end": self._mark_end,
            f"{TEXT}bibliography-mark": self._bibliography_mark,
            f"{TEXT}bibliography": self._bibliography, f"{TEXT}section": self._section,
            f"{_TABLE}table-cell": self._cell, f"{_TABLE}covered-table-cell": self._skip,
        }  # fmt: skip

    def read(self, root: _Element) -> None:
        """Read the text, then its notes in the order in which it points to them."""
        self._element(root)
        for kind in (NoteKind.FOOTNOTE, NoteKind.ENDNOTE):
            for note in [note for note in self._notes if note.kind is kind]:
                self._label = note.label
                self.text.note(note.label, kind, [note.marker], partial(self._element, note.body))
        self._label = ""

    def _element(self, parent: _Element) -> None:
        if self._inside and parent.text:
            self._put(parent.text)
        for child in parent:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif isinstance(child.tag, str):
                self._element(child)
            if self._inside and child.tail:
                self._put(child.tail)

    def _skip(self, element: _Element) -> None:
        pass

    # Paragraphs.

    def _paragraph(self, element: _Element) -> None:
        if self._inside:  # in a box, which stands after the paragraph that it hangs on
            self._later.append(element)
            return
        name = element.get(f"{TEXT}style-name", "")
        if self.styles.breaks(name):
            self.text.rule()
        self.text.begin(*self._kind(element, name), self._lists.label())
        self._inside = self._space = True
        self._element(element)
        self._inside = False
        if self.text.empty and self.styles.is_line(name):
            self.text.rule()
        self.text.end()
        if self.text.blocks and self.text.blocks[-1].kind is BlockKind.HEADING:
            self.names.append(f"{self.text.blocks[-1].passage.text}|outline")
        boxes, self._later = self._later, []
        left = self._lists.leave()
        for box in boxes:
            self._paragraph(box)
        self._lists.come_back(left)

    def _kind(self, element: _Element, name: str) -> tuple[BlockKind, int]:
        if element.tag == f"{TEXT}h":
            level = element.get(f"{TEXT}outline-level", "1")
            return BlockKind.HEADING, min(6, int(level)) if level.isdecimal() else 1
        if self._lists.depth:
            return BlockKind.ITEM, self._lists.depth
        kind, level = self.styles.paragraph(name)
        if self._cells and kind is BlockKind.PARAGRAPH:
            return BlockKind.CELL, 0
        return kind, level

    def _list(self, element: _Element) -> None:
        if self._inside:
            return
        self._lists.begin(element)
        self._element(element)
        self._lists.end()

    def _item(self, element: _Element) -> None:
        if self._lists.depth:
            self._lists.item(element)
        self._element(element)

    def _cell(self, element: _Element) -> None:
        self._cells += 1
        self._element(element)
        self._cells -= 1

    def _section(self, element: _Element) -> None:
        """A section, in whose name Zotero says that it is a bibliography."""
        if element.get(f"{TEXT}display", "") == "none":
            return
        place, block = self.text.place, len(self.text.blocks)
        self._element(element)
        self._cited(read_code(element.get(f"{TEXT}name", "")), place, block)

    def _bibliography(self, element: _Element) -> None:
        place, block = self.text.place, len(self.text.blocks)
        self._element(element)
        self._cited(CitationCode(bibliography=True), place, block)

    # Text.

    def _put(self, text: str) -> None:
        if self._hidden:
            return
        text = _SPACE.sub(" ", text)
        if self._space:
            text = text.removeprefix(" ")
        if text:
            self._write(text)
            self._space = text.endswith(" ")

    def _write(self, text: str) -> None:
        if not self._hidden:
            self.text.put(text, [style for look in self._looks for style in look])
            self._space = False

    def _span(self, element: _Element) -> None:
        look, hidden = self.styles.look(element.get(f"{TEXT}style-name", ""))
        self._looks.append(look)
        self._hidden += hidden
        self._element(element)
        self._hidden -= hidden
        self._looks.pop()

    def _spaces(self, element: _Element) -> None:
        count = element.get(f"{TEXT}c", "1")
        self._write(" " * (min(int(count), 200) if count.isdecimal() and len(count) < 6 else 1))

    def _tab(self, _: _Element) -> None:
        self._write("\t")

    def _break(self, _: _Element) -> None:
        if self._inside and not self._hidden:
            self.text.line_break()
            self._space = True

    # Links and marks.

    def _link(self, element: _Element) -> None:
        target = element.get(_HREF, "")
        if not target or self._hidden:
            self._element(element)
            return
        if _PLACE_IN_TEXT.fullmatch(target):  # LibreOffice finds headings by their words
            self.names.append(target[1:])
        place = self.text.place
        self.text.targets.append(target)
        self._element(element)
        self.text.targets.pop()
        self.text.link(target, place)

    def _picture_link(self, element: _Element) -> None:
        place = self.text.place
        self._element(element)
        if element.get(_HREF):
            self.text.link(element.get(_HREF, ""), place)

    def _anchor(self, element: _Element) -> None:
        name = element.get(f"{TEXT}name", "")
        self.names.append(name)
        self.text.anchor(name)

    def _mark(self, element: _Element) -> None:
        name = element.get(f"{TEXT}name", "")
        code = read_code(self._bookmarks.get(name, name))
        if code is NOTHING:
            self._anchor(element)
        else:
            self._marks[name] = (code, self.text.place, len(self.text.blocks))

    def _mark_end(self, element: _Element) -> None:
        begun = self._marks.pop(element.get(f"{TEXT}name", ""), None)
        if begun:
            self._cited(*begun)

    def _bibliography_mark(self, element: _Element) -> None:
        """A citation of LibreOffice itself, which states the whole work."""
        place, block = self.text.place, len(self.text.blocks)
        self._element(element)
        csl = csl_of_mark(element)
        if csl.get("title"):
            code = CitationCode((CitedItem(csl, f"mark {csl.get('id') or csl}"),))
            self._cited(code, place, block)

    def _cited(self, code: CitationCode, place: Place, block: int) -> None:
        if code is not NOTHING:
            span = Span(place[1], self.text.length)
            self.works.cite(code, span, self.text.since(place), self._label, block)

    # Notes.

    def _note(self, element: _Element) -> None:
        body = element.find(f"{TEXT}note-body")
        if body is None or self._hidden:
            return
        citation = element.find(f"{TEXT}note-citation")
        stated = citation.get(f"{TEXT}label", "") if citation is not None else ""
        shown = "".join(map(str, citation.itertext())) if citation is not None else ""
        label = (shown or stated).strip() or str(len(self._notes) + 1)
        endnote = element.get(f"{TEXT}note-class") == "endnote"
        marker = self.text.sign(f"[{label}]")
        kind = NoteKind.ENDNOTE if endnote else NoteKind.FOOTNOTE
        self._notes.append(_Note(label, kind, marker, body))
