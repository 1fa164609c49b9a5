"""The text of a Word document as Word shows it, with its links, notes and cited works.

Source: ECMA-376, part 1, section 17: insertions are kept and deletions are not (17.13.5), nor is
hidden text (17.3.2.41); of alternative contents the first is read (part 3, section 10.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from srccheck.model import BlockKind, NoteKind, Span
from srccheck.readers.citation_codes import NOTHING, CitationCode, read_code, read_tag
from srccheck.readers.cited_works import CitedWorks
from srccheck.readers.docx_fields import Fields
from srccheck.readers.docx_numbering import NoteNumbers, Numbering
from srccheck.readers.docx_parts import Parts, W, is_on, value
from srccheck.readers.docx_styles import ParagraphStyle, Styles
from srccheck.readers.docx_symbols import symbol
from srccheck.readers.paragraphs import Paragraphs, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_MARK = re.compile(r"\s*(\S{1,6})(?=\s|$)|\s*([^\w\s]{1,6}|\w)")
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_SKIPPED = (
    "pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "footnoteRef", "endnoteRef",
    "annotationRef", "commentReference", "softHyphen", "rt", "sectPr", "tblPr", "tblGrid", "trPr",
    "tcPr", "sdtPr", "sdtEndPr",
)  # fmt: skip


class _Reference(NamedTuple):
    """A note that the text points to: its number in the file, its label, and the marker."""

    identifier: str
    label: str
    marker: Span
    custom: bool


class Body:
    """Reads the parts of a document into ``text``, and the works that it cites into ``works``."""

    def __init__(self, parts: Parts, text: Paragraphs, works: CitedWorks,
                 bookmarks: Mapping[str, str]) -> None:  # fmt: skip
        self.parts, self.text, self.works = parts, text, works
        self.names: list[str] = []
        self._bookmarks = bookmarks
        self._marked: dict[str, tuple[str, Place]] = {}
        self._styles = Styles(parts.root("styles"))
        self._numbering = Numbering(parts.root("numbering"))
        self._fields = Fields(text)
        self._targets: Mapping[str, str] = {}
        self._later: list[_Element] = []
        self._look: tuple[tuple[str, str], ...] = ()
        self._hidden = self._hidden_paragraph = self._joined = False
        self._cells = 0
        self._note = ""
        self._custom: tuple[str, str] | None = None
        self._numbers = {
            "footnote": NoteNumbers("decimal"), "endnote": NoteNumbers("lowerRoman")
        }  # fmt: skip
        self._references: dict[str, list[_Reference]] = {"footnote": [], "endnote": []}
        self._sections: list[_Element] = []
        self._handlers: dict[str, Callable[[_Element], None]] = {
            **{f"{W}{name}": self._skip for name in _SKIPPED},
            f"{W}p": self._paragraph, f"{W}r": self._run, f"{W}t": self._text_of,
            f"{_M}t": self._text_of, **dict.fromkeys(_CHARACTERS, self._character),
            f"{W}br": self._break, f"{W}cr": self._break, f"{W}sym": self._symbol,
            f"{W}instrText": self._code,
            f"{W}fldChar": self._field_mark, f"{W}fldSimple": self._simple_field,
            f"{W}hyperlink": self._hyperlink, f"{W}bookmarkStart": self._bookmark,
            f"{W}bookmarkEnd": self._bookmark_end, f"{W}footnoteReference": self._footnote,
            f"{W}endnoteReference": self._endnote, f"{W}txbxContent": self._later.append,
            f"{W}sdt": self._control, f"{W}tc": self._cell, f"{W}tr": self._row,
            f"{_MC}AlternateContent": self._alternatives, f"{_A}hlinkClick": self._picture_link,
            f"{_V}rect": self._rectangle,
        }  # fmt: skip

    def read(self) -> None:
        """Read the text, then the notes in the order in which it points to them."""
        root = self.parts.root("document")
        if root is None:
            return
        settings = self.parts.root("settings")
        self._sections = [
            section
            for section in root.iter(f"{W}sectPr")
            if not str(getattr(section.getparent(), "tag", "")).endswith("Change")
        ]
        for kind, numbers in self._numbers.items():
            if settings is not None:
                numbers.configure(settings.find(f"{W}{kind}Pr"))
        self._section()
        self._part(root, "document")
        for kind in ("footnote", "endnote"):
            self._notes(kind)

    def _part(self, root: _Element, kind: str) -> None:
        self._targets = self.parts.targets(kind)
        self._element(root)
        self._fields = Fields(self.text)
        self.text.targets.clear()

    def _element(self, parent: _Element) -> None:
        for child in parent:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif isinstance(child.tag, str):
                self._element(child)

    def _skip(self, element: _Element) -> None:
        pass

    # Paragraphs.

    def _paragraph(self, element: _Element) -> None:
        properties = element.find(f"{W}pPr")
        style = self._styles.paragraph(properties)
        self._hidden_paragraph = style.hidden
        label = self._label(style)
        if not self._joined:
            if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
                self.text.rule()
            self.text.begin(*self._kind(style), label)
        self._element(element)
        self._fields.end_paragraph()
        self._custom = None
        self._joined = _mark_is_deleted(properties)
        if not self._joined:
            self._end_paragraph()
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._section()

    def _end_paragraph(self) -> None:
        self.text.end()
        self._hidden_paragraph = False
        while self._later:
            boxes, self._later[:] = list(self._later), []
            for box in boxes:
                self._element(box)

    def _label(self, style: ParagraphStyle) -> str:
        if not self._numbering.known(style.list):
            return ""
        return self._numbering.next(style.list, style.depth)

    def _kind(self, style: ParagraphStyle) -> tuple[BlockKind, int]:
        if style.kind is BlockKind.HEADING:
            return style.kind, style.level
        if self._numbering.known(style.list):
            return BlockKind.ITEM, style.depth + 1
        if self._cells and style.kind is BlockKind.PARAGRAPH:
            return BlockKind.CELL, 0
        return style.kind, style.level

    def _cell(self, element: _Element) -> None:
        self._cells += 1
        self._element(element)
        self._cells -= 1

    def _row(self, element: _Element) -> None:
        properties = element.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            self._element(element)

    def _section(self) -> None:
        if self._sections:
            section = self._sections.pop(0)
            for kind, numbers in self._numbers.items():
                numbers.configure(section.find(f"{W}{kind}Pr"))
                numbers.section()

    def _alternatives(self, element: _Element) -> None:
        first = next(iter(element), None)
        if first is not None:
            self._element(first)

    def _control(self, element: _Element) -> None:
        """A content control, in whose tag Mendeley Cite keeps what it cites."""
        properties = element.find(f"{W}sdtPr")
        if properties is not None and is_on(properties.find(f"{W}showingPlcHdr")):
            return
        code = read_tag(value(properties, "tag"))
        place, block = self.text.place, len(self.text.blocks)
        self._element(element)
        self._cited(code, place, block)

    # Text.

    def _run(self, element: _Element) -> None:
        look = self._styles.text(element.find(f"{W}rPr"))
        self._hidden = look.hidden or self._hidden_paragraph
        self._look = tuple((kind, "") for kind, on in look.kinds.items() if on)
        self._element(element)
        self._hidden, self._look = False, ()

    def _put(self, text: str) -> None:
        if self._fields.coding:
            self._fields.add(text)
        elif self._hidden:
            return
        elif self._custom:
            self._custom_mark(text)
        else:
            self.text.put(text, self._look)

    def _text_of(self, element: _Element) -> None:
        self._put("".join(element.itertext()) if len(element) else element.text or "")

    def _character(self, element: _Element) -> None:
        self._put(_CHARACTERS[element.tag])

    def _symbol(self, element: _Element) -> None:
        self._put(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")))

    def _break(self, element: _Element) -> None:
        if self._fields.coding or self._hidden:
            return
        if self.text.empty and element.get(f"{W}type", "") == "page":
            self.text.rule()
        else:
            self.text.line_break()

    def _rectangle(self, element: _Element) -> None:
        if element.get(f"{_O}hr", "") in ("t", "true", "1"):
            self.text.rule()
        self._element(element)

    # Links and fields.

    def _hyperlink(self, element: _Element) -> None:
        anchor = element.get(f"{W}anchor", "")
        target = self._targets.get(element.get(f"{_R}id", ""), "")
        self._linked(element, f"{target}#{anchor}" if anchor else target)

    def _linked(self, element: _Element, target: str) -> None:
        if not target:
            self._element(element)
            return
        place = self.text.place
        self.text.targets.append(target)
        self._element(element)
        if target in self.text.targets:
            self.text.targets.remove(target)
        self.text.link(target, place)

    def _picture_link(self, element: _Element) -> None:
        target = self._targets.get(element.get(f"{_R}id", ""), "")
        if target:
            self.text.link(target, self.text.place)

    def _bookmark(self, element: _Element) -> None:
        name = element.get(f"{W}name", "")
        self.names.append(name)
        self.text.anchor(name)
        if name in self._bookmarks:
            self._marked[element.get(f"{W}id", "")] = (self._bookmarks[name], self.text.place)

    def _bookmark_end(self, element: _Element) -> None:
        code, place = self._marked.pop(element.get(f"{W}id", ""), ("", None))
        if place:
            self._cited(read_code(code), place, len(self.text.blocks))

    def _code(self, element: _Element) -> None:
        self._fields.add(element.text or "")

    def _field_mark(self, element: _Element) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._fields.begin(data.text or "" for data in element.iter(f"{W}fldData"))
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._end_field()

    def _simple_field(self, element: _Element) -> None:
        self._fields.begin(data.text or "" for data in element.iterfind(f"{W}fldData"))
        self._fields.add(element.get(f"{W}instr", ""))
        self._fields.separate()
        self._element(element)
        self._end_field()

    def _end_field(self) -> None:
        field = self._fields.end()
        if field and field.place and not self._fields.coding:
            self._cited(read_code(field.code, field.data), field.place, field.block)

    def _cited(self, code: CitationCode, place: Place, block: int) -> None:
        if code is not NOTHING:
            span = Span(place[1], self.text.length)
            self.works.cite(code, span, self.text.since(place), self._note, block)

    # Notes.

    def _footnote(self, element: _Element) -> None:
        self._reference("footnote", element)

    def _endnote(self, element: _Element) -> None:
        self._reference("endnote", element)

    def _reference(self, kind: str, element: _Element) -> None:
        if self._hidden or self._fields.coding:
            return
        identifier = element.get(f"{W}id", "")
        custom = element.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off")
        if custom:
            self._custom = (kind, identifier)
            return
        label = self._numbers[kind].next()
        marker = self.text.sign(f"[{label}]")
        self._references[kind].append(_Reference(identifier, label, marker, custom=False))

    def _custom_mark(self, text: str) -> None:
        """The sign that stands for a note and is typed after the reference to it."""
        match = _MARK.match(text)
        if not match or not self._custom:
            return
        kind, identifier = self._custom
        self._custom = None
        label = match[1] or match[2]
        marker = self.text.sign(match[0])
        self._references[kind].append(_Reference(identifier, label, marker, custom=True))
        self._put(text[match.end() :])

    def _notes(self, kind: str) -> None:
        root = self.parts.root(f"{kind}s")
        if root is None:
            return
        self._targets = self.parts.targets(f"{kind}s")
        stated = {
            note.get(f"{W}id", ""): note
            for note in root.iterfind(f"{W}{kind}")
            if note.get(f"{W}type", "") not in _SEPARATORS
        }
        note_kind = NoteKind.FOOTNOTE if kind == "footnote" else NoteKind.ENDNOTE
        for reference in self._references[kind]:
            note = stated.pop(reference.identifier, None)
            if note is None:
                self.text.lost(reference.label, reference.marker)
                continue
            self._note = reference.label
            self.text.note(
                reference.label, note_kind, [reference.marker], partial(self._whole, note),
                custom=reference.custom,
            )  # fmt: skip
        self._note = ""

    def _whole(self, note: _Element) -> None:
        self._element(note)
        if self._joined:
            self._joined = False
            self._end_paragraph()
        self._fields = Fields(self.text)
        self.text.targets.clear()


def _mark_is_deleted(properties: _Element | None) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on with it."""
    look = properties.find(f"{W}rPr") if properties is not None else None
    return look is not None and (
        look.find(f"{W}del") is not None or look.find(f"{W}moveFrom") is not None
    )
