"""What the styles of a Word document say: headings, lists, and how text looks.

Source: ECMA-376, part 1, section 17.7. The name of a built-in style is English in every language of
Word, its identifier is not (``Titre1``, ``berschrift1``); programs that write DOCX keep to neither,
so the level of the outline counts first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from srccheck.model import BlockKind
from srccheck.readers.docx_parts import VAL, W, is_on, value
from srccheck.readers.style_names import kind_of_style

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``kind`` and ``level`` as of blocks; ``numbered`` is the list (its number, its level)."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    list: str = ""
    depth: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run looks; ``kinds`` maps those of :class:`~srccheck.model.Style` to on or off."""

    kinds: dict[str, bool] = field(default_factory=dict)
    hidden: bool = False


class Styles:
    """The styles of a document, each with what it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): style
            for style in (root.iter(f"{W}style") if root is not None else ())
        }
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._texts: dict[str, TextStyle] = {}

    def paragraph(self, properties: _Element | None) -> ParagraphStyle:
        """The style of a paragraph with the properties that are its own."""
        style = self._paragraph(value(properties, "pStyle"))
        if properties is None:
            return style
        outline = value(properties, "outlineLvl")
        if outline.isdecimal():
            style = _outlined(style, int(outline))
        return _listed(style, properties)

    def _paragraph(self, name: str) -> ParagraphStyle:
        if name not in self._paragraphs:
            self._paragraphs[name] = self._read(name)
        return self._paragraphs[name]

    def _read(self, name: str) -> ParagraphStyle:
        style = ParagraphStyle()
        for one in reversed(self._chain(name)):
            properties = one.find(f"{W}pPr")
            style = _named(style, value(one, "name"), one.get(f"{W}styleId", ""))
            outline = value(properties, "outlineLvl")
            if outline.isdecimal():
                style = _outlined(style, int(outline))
            if properties is not None:
                style = _listed(style, properties)
            text = one.find(f"{W}rPr")
            vanish = text.find(f"{W}vanish") if text is not None else None
            if vanish is not None:
                style = replace(style, hidden=is_on(vanish))
        if name and name not in self._styles:
            style = _named(style, "", name)
        return style

    def _chain(self, name: str) -> list[_Element]:
        chain: list[_Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn")
        return chain

    def text(self, properties: _Element | None) -> TextStyle:
        """How a run with these properties looks, without the style of its paragraph."""
        if properties is None:
            return _PLAIN
        name = value(properties, "rStyle")
        if name and name not in self._texts:
            text = _PLAIN
            for style in reversed(self._chain(name)):
                text = _looks(text, style.find(f"{W}rPr"))
            self._texts[name] = text
        return _looks(self._texts[name] if name else _PLAIN, properties)


_PLAIN = TextStyle()
_TOGGLES = (("i", "italic"), ("b", "bold"), ("smallCaps", "small-caps"))


def _looks(text: TextStyle, properties: _Element | None) -> TextStyle:
    if properties is None or not len(properties):
        return text
    kinds = dict(text.kinds)
    hidden = text.hidden
    for child in properties:
        name = str(child.tag).removeprefix(W)
        if name == "vertAlign":
            raised = child.get(VAL, "")
            kinds["superscript"] = raised == "superscript"
            kinds["subscript"] = raised == "subscript"
        elif name == "vanish":
            hidden = is_on(child)
        else:
            for toggle, kind in _TOGGLES:
                if name == toggle:
                    kinds[kind] = is_on(child)
    return TextStyle(kinds, hidden)


def _named(style: ParagraphStyle, *names: str) -> ParagraphStyle:
    for name in names:
        found = kind_of_style(name)
        if found:
            return replace(style, kind=found[0], level=found[1])
    return style


def _outlined(style: ParagraphStyle, outline: int) -> ParagraphStyle:
    if outline >= 9:  # body text
        return replace(style, kind=BlockKind.PARAGRAPH, level=0)
    return replace(style, kind=BlockKind.HEADING, level=min(6, outline + 1))


def _listed(style: ParagraphStyle, properties: _Element) -> ParagraphStyle:
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return style
    depth = value(numbering, "ilvl")
    number = value(numbering, "numId", style.list)
    return replace(style, list=number, depth=int(depth) if depth.isdecimal() else style.depth)
