"""The blocks of a document as lines, each with the label that it may begin with."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.model import Block, BlockKind, Passage, Style
from srccheck.notes.headings import heading_kind

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_DIGITS = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")

_LABEL = re.compile(
    r"""(?:[\^↑]\s?)?                             # a way back to the text
    (?:
      \((?P<paren>\d{1,5})\)[.:]?
    | \[(?P<bracket>\d{1,5})\][.:]?
    | \[\^(?P<footnote>[^\]\s]{1,80})\]:?
    | (?P<superscript_digit>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})[.)]?
    | (?P<half>\d{1,5})\)
    | (?P<dot>\d{1,5})\.(?!\d)
    | (?P<colon>\d{1,5})\s?:(?=\s)
    | (?P<dash>\d{1,5})\s?[-–—](?=\s)
    | (?P<tab>\d{1,5})(?=[\t\u00a0\u2002\u2003\u202f])
    | (?P<bare>\d{1,5})(?=[ ][^\W\d]|[ ]["“«„'‘(])
    | (?P<symbol>[*†‡§¶]{1,5})(?=\s|[^\W\d])(?!\S[^*\n]{0,60}(?<=[^\s*])\*(?!\w))
    )\s{0,8}""",
    re.VERBOSE,
)
_HEADED = re.compile(r"[^:\n]{3,60}:(?=[ \t\u00a0]{1,4}(?:\(1\)|\[1\]|1[.)])\s)")
_RAISED = re.compile(r"[(\[]?(\d{1,5})[)\]]?[.:]?")
_ITEM = {"(": "paren", "[": "bracket", ")": "half"}
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.|seite|s\.|página|pagina|стр\.)\s?)?\d{1,5}"
    r"(?:\s?(?:/|of|sur|von|de|di|из)\s?\d{1,5})?\W{0,3}",
    re.IGNORECASE,
)

FINAL = tuple(".!?…:;)]}»”\"'’")


class Label(NamedTuple):
    """The label at the start of a line.

    ``text`` has no brackets, ``number`` is 0 for a symbol or a name, ``style`` the way in which
    it is written, ``end`` the offset in the block's text at which the note's own text begins.
    """

    text: str
    number: int
    style: str
    end: int


class Line(NamedTuple):
    """One line of a block: text offsets without white space at either end.

    ``block`` is the block's place in the document; ``first`` says whether the line begins it.
    """

    block: int
    start: int
    end: int
    first: bool
    label: Label | None


class Item(NamedTuple):
    """A note as the lines that it is made of; ``None`` stands for a page break or a rule."""

    label: str
    style: str
    lines: tuple[Line | None, ...]


def lines_of(blocks: Sequence[Block], index: int) -> Iterator[Line]:
    """The lines of one block that are not empty."""
    block = blocks[index]
    text = block.passage.text
    item = _item_label(block)
    start = _heading_end(block)
    heading = block.kind is BlockKind.HEADING
    if start:
        yield Line(index, 0, start, True, None)
        text = text[start:]
    first = True
    for part in text.split("\n"):
        stripped = part.strip()
        if stripped:
            begin = start + len(part) - len(part.lstrip())
            end = begin + len(stripped)
            label = item if first and item else label_at(block.passage, begin, end)
            label = None if heading else label
            yield Line(index, begin, end, first, label)
            first = False
        start += len(part) + 1


def _heading_end(block: Block) -> int:
    """Where the heading ends in a paragraph like ``Notes: (1) …``; 0 if it has none."""
    match = _HEADED.match(block.passage.text)
    if not match or block.kind is not BlockKind.PARAGRAPH or not heading_kind(match[0]):
        return 0
    return match.end()


def _item_label(block: Block) -> Label | None:
    digits = "".join(c for c in block.label if c.isdecimal())
    if block.kind is not BlockKind.ITEM or not digits or len(digits) > 5:
        return None
    style = _ITEM.get(block.label.strip()[0]) or _ITEM.get(block.label.strip()[-1], "dot")
    return Label(str(int(digits)), int(digits), style, 0)


def label_at(passage: Passage, start: int, end: int) -> Label | None:
    """The label that stands at a place of a passage, before ``end``."""
    raised = _raised_label(passage, start)
    if raised:
        return raised
    match = _LABEL.match(passage.text, start, end)
    if not match or match.lastgroup is None:
        return None
    style, written = match.lastgroup, match[match.lastgroup]
    if style in ("footnote", "symbol"):
        return Label(written, 0, style, match.end())
    number = int(written.translate(PLAIN_DIGITS))
    return Label(str(number), number, style, match.end())


def _raised_label(passage: Passage, start: int) -> Label | None:
    raised = _style_from(passage.styles, start)
    if raised is None:
        return None
    match = _RAISED.fullmatch(passage.text[raised.start : raised.end].strip())
    if not match:
        return None
    end = raised.end
    while end < len(passage.text) and passage.text[end] in " \t\u00a0\u202f":
        end += 1
    return Label(str(int(match[1])), int(match[1]), "superscript", end)


def _style_from(styles: Sequence[Style], start: int) -> Style | None:
    first = bisect.bisect_left(styles, start, key=lambda style: style.start)
    for style in styles[first : first + 4]:
        if style.start > start:
            break
        if style.kind == "superscript":
            return style
    return None


def is_page_number(text: str) -> bool:
    """Whether a paragraph holds a page number and nothing else.

    >>> is_page_number("– 12 –"), is_page_number("Page 3 of 10"), is_page_number("12 monkeys")
    (True, True, False)
    """
    return len(text) < 24 and _PAGE_NUMBER.fullmatch(text.strip()) is not None


def is_cut(first: str, second: str) -> bool:
    """Whether one text goes on in the middle of a sentence in the next.

    >>> is_cut("supporting the industry because of its", "familiarity with it.")
    True
    >>> is_cut("So it ended.", "familiar"), is_cut("No final dot", "Next")
    (False, False)
    """
    return not first.rstrip().endswith(FINAL) and second.lstrip()[:1].islower()


def text_of(line: Line, blocks: Sequence[Block]) -> str:
    """A line as it reads."""
    return blocks[line.block].passage.text[line.start : line.end]
