"""What the styles of an OpenDocument text say: kinds of paragraphs, how text looks, lists.

Source: OpenDocument 1.3, part 3, sections 16 (styles), 19.880 (list levels) and 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from srccheck.model import BlockKind
from srccheck.readers.html_names import list_number
from srccheck.readers.style_names import kind_of_style

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT = f"{{{_NAMESPACE}style:1.0}}", f"{{{_NAMESPACE}text:1.0}}"
_FO = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_DEEPEST = 20
_CODED = re.compile(r"_([0-9a-fA-F]{2})_")
_PLACE = re.compile(r"%(\d{1,2})%")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its numbers are written and where they start."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""

    def label(self, counts: list[int], levels: Mapping[int, Level]) -> str:
        """The label after so many items on each level, this one last; empty for a bullet.

        >>> Level("1", "[", "]").label([4], {})
        '[4]'
        """
        if not self.form:
            return ""
        depth = len(counts)

        def number(level: int) -> str:
            form = levels[level].form if level in levels and level < depth else self.form
            return list_number(counts[level - 1], form[:1] or "1").removesuffix(".")

        if self.pattern:
            return _PLACE.sub(
                lambda match: number(int(match[1])) if int(match[1]) <= depth else "", self.pattern
            ).strip()
        first = max(1, depth - self.shown + 1)
        joined = ".".join(number(level) for level in range(first, depth + 1))
        return f"{self.prefix}{joined}{self.suffix}".strip()


class OdtStyles:
    """The styles in both of the files of a document that have some."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._looks: dict[str, tuple[tuple[tuple[str, str], ...], bool]] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._styles[key] = style
            for style in root.iter(f"{TEXT}list-style"):
                self._lists[style.get(f"{STYLE}name", "")] = dict(_levels(style))

    def paragraph(self, name: str) -> tuple[BlockKind, int]:
        """The kind and level of a paragraph that is no marked heading."""
        for style in self._chain("paragraph", name):
            shown = style.get(f"{STYLE}display-name") or plain_name(style.get(f"{STYLE}name", ""))
            found = kind_of_style(shown)
            if found:
                return found
            name = style.get(f"{STYLE}parent-style-name", "")
        return kind_of_style(plain_name(name)) or (BlockKind.PARAGRAPH, 0)

    def is_line(self, name: str) -> bool:
        """Whether paragraphs of a style are lines across the page."""
        names = [name, *(one.get(f"{STYLE}name", "") for one in self._chain("paragraph", name))]
        return "Horizontal_20_Line" in names

    def breaks(self, name: str) -> bool:
        """Whether a page begins with a paragraph of that style."""
        for style in self._chain("paragraph", name)[:1]:
            for properties in style.iterfind(f"{STYLE}paragraph-properties"):
                return bool(properties.get(f"{_FO}break-before") == "page")
        return False

    def look(self, name: str) -> tuple[tuple[tuple[str, str], ...], bool]:
        """The styles of text, as of :class:`~srccheck.model.Style`, and whether it is hidden."""
        if name not in self._looks:
            found: dict[str, bool] = {}
            for style in reversed(self._chain("text", name)):
                for properties in style.iterfind(f"{STYLE}text-properties"):
                    found.update(_look(properties))
            hidden = found.pop("hidden", False)
            kinds = tuple((kind, "") for kind, on in found.items() if on)
            self._looks[name] = (kinds, hidden)
        return self._looks[name]

    def levels(self, name: str) -> Mapping[int, Level]:
        """The levels of a list."""
        return self._lists.get(name, {})

    def _chain(self, family: str, name: str) -> list[_Element]:
        chain: list[_Element] = []
        while (family, name) in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[family, name])
            name = chain[-1].get(f"{STYLE}parent-style-name", "")
        return chain


def plain_name(name: str) -> str:
    """The name of a style without what stands in it for other characters.

    >>> plain_name("Heading_20_1")
    'Heading 1'
    """
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name)


def _look(properties: _Element) -> Iterator[tuple[str, bool]]:
    slant = properties.get(f"{_FO}font-style")
    if slant:
        yield "italic", slant in ("italic", "oblique")
    weight = properties.get(f"{_FO}font-weight")
    if weight:
        yield "bold", weight == "bold" or weight in ("600", "700", "800", "900")
    variant = properties.get(f"{_FO}font-variant")
    if variant:
        yield "small-caps", variant == "small-caps"
    place = properties.get(f"{STYLE}text-position")
    if place:
        first = place.split()[0]
        raised = first == "super" or re.fullmatch(r"[1-9]\d{0,2}%", first) is not None
        yield "superscript", raised
        yield "subscript", first == "sub" or first.startswith("-")
    display = properties.get(f"{TEXT}display")
    if display:
        yield "hidden", display == "none"


def _levels(style: _Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        if not isinstance(element.tag, str):
            continue
        depth = element.get(f"{TEXT}level", "")
        if not depth.isdecimal():
            continue
        numbered = element.tag == f"{TEXT}list-level-style-number"
        start, shown = (
            element.get(f"{TEXT}{name}", "1") for name in ("start-value", "display-levels")
        )
        yield (
            int(depth),
            Level(
                element.get(f"{STYLE}num-format", "") if numbered else "",
                element.get(f"{STYLE}num-prefix", "")[:_LONGEST],
                element.get(f"{STYLE}num-suffix", "")[:_LONGEST],
                int(start) if start.isdecimal() and len(start) < 6 else 1,
                int(shown) if shown.isdecimal() and len(shown) < 3 else 1,
                element.get(f"{_LOEXT}num-list-format", "")[:_LONGEST],
            ),
        )
