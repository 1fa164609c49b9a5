"""The words of a page as rows in the order in which they are read."""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from srccheck.model import Style
from srccheck.readers.pdf_columns import Columns
from srccheck.readers.pdf_glyphs import BOLD, ITALIC, RAISED, SPACED

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
              0xFB05: "st", 0xFB06: "st", 0xA0: " ", 0xAD: "-", 0x2010: "-", 0x2011: "-",
              0x200B: "", 0xFEFF: ""}  # fmt: skip
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302",
            "˜": "\u0303", "~": "\u0303", "¯": "\u0304", "˘": "\u0306", "ˇ": "\u030c",
            "˚": "\u030a", "¸": "\u0327", "˝": "\u030b", "˙": "\u0307",
            "˛": "\u0328"}  # fmt: skip
_LONGEST_MARK = 12
"""A raised or lowered word has no more characters."""


class Word(NamedTuple):
    """A word with its place: left and right end, and the line that it stands on."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    flags: int
    target: str = ""


@dataclass(slots=True)
class Row:
    """A printed line of one column.

    ``size`` is that of most of its letters, ``column`` counts the columns of its page in reading
    order, ``ruled`` says whether a rule is drawn above it, ``page`` counts from 0.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    styles: tuple[Style, ...] = ()
    bold: bool = False
    column: int = 0
    page: int = 0
    ruled: bool = False
    above: float = 0.0
    """How far the row above is, in its column; 0 for the first."""
    heading: int = field(default=0)
    """The level of the heading that it is known to be from the outline."""

    def raised(self, end: int = 4) -> str:
        """What stands raised at its beginning."""
        for style in self.styles[:end]:
            if style.start == 0 and style.kind == "superscript":
                return self.text[: style.end].strip()
        return ""


def rows_of(page: Mapping[str, Any], number: int, columns: Columns) -> list[Row]:
    """The rows of a page, as :mod:`~srccheck.readers.pdf_glyphs` describes it.

    Args:
        page: The page.
        number: Which it is, from 0.
        columns: What finds its columns, and has found those of the pages before.
    """
    links = [(address, box) for address, boxes in page["links"] for box in boxes]
    words = [_linked(Word(*word), links) for word in page["words"]]
    rules = sorted(((y, left, right) for left, right, y in page["rules"]), reverse=True)
    found: list[Row] = []
    for column, part in enumerate(columns.of(words)):
        rows = sorted(_rows(part), key=lambda row: -row.baseline)
        for above, row in zip([None, *rows], rows, strict=False):
            row.column, row.page = column, number
            if above:
                row.above = above.baseline - row.baseline
            top = above.baseline if above else row.baseline + 4 * row.size
            row.ruled = any(
                row.baseline < y < top - 0.01 and left < row.right and right > row.left
                for y, left, right in _between(rules, row.baseline, top)
            )
        found.extend(rows)
    return found


def _between(
    rules: Sequence[tuple[float, float, float]], low: float, high: float
) -> Sequence[tuple[float, float, float]]:
    first = bisect.bisect_left(rules, -high, key=lambda rule: -rule[0])
    last = bisect.bisect_right(rules, -low, key=lambda rule: -rule[0])
    return rules[first:last]


def _linked(word: Word, links: Sequence[tuple[str, Sequence[float]]]) -> Word:
    if links:
        x, y = (word.left + word.right) / 2, word.baseline + 0.25 * word.size
        for address, (left, bottom, right, top) in links:
            if left <= x <= right and bottom <= y <= top:
                return word._replace(target=address)
    return word


def _rows(words: Sequence[Word]) -> Iterator[Row]:
    """Words on one line together, and those that are raised or lowered with them."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        near = lines[-1][0] if lines else None
        if near and near.baseline - word.baseline < 0.12 * max(near.size, word.size):
            lines[-1].append(word)
        else:
            lines.append([word])
    sizes = [_size(line) for line in lines]
    moved: dict[int, list[Word]] = {}
    gone: set[int] = set()
    for index, line in enumerate(lines):
        if all(len(word.text) <= _LONGEST_MARK for word in line) and len(line) <= 40:
            hosts = [_host(word, index, lines, sizes) for word in line]
            if all(host is not None for host in hosts):
                gone.add(index)
                for word, host in zip(line, hosts, strict=True):
                    moved.setdefault(host or 0, []).append(word)
    for index, line in enumerate(lines):
        if index not in gone:
            yield _row(line, moved.get(index, []), sizes[index])


def _size(words: Sequence[Word]) -> float:
    total: dict[float, int] = {}
    for word in words:
        total[word.size] = total.get(word.size, 0) + len(word.text)
    return max(total, key=lambda size: (total[size], size))


def _host(
    word: Word, index: int, lines: Sequence[Sequence[Word]], sizes: Sequence[float]
) -> int | None:
    """The line near a small word that it is raised or lowered on."""
    best, least = None, 0.0
    for other in (index + 1, index + 2, index - 1):
        if not 0 <= other < len(lines):
            continue
        size = sizes[other]
        rise = word.baseline - lines[other][0].baseline
        if not -0.35 * size < rise < 0.75 * size or word.size > 0.86 * size:
            continue
        beside = any(
            -0.3 * size < word.left - neighbour.right < 0.8 * size
            or -0.3 * size < neighbour.left - word.right < 0.8 * size
            for neighbour in lines[other]
        )
        if beside and (best is None or abs(rise) < least):
            best, least = other, abs(rise)
    return best


def _row(line: Sequence[Word], marks: Sequence[Word], size: float) -> Row:
    words = sorted([*line, *marks], key=lambda word: word.left)
    baseline = line[0].baseline
    text = ""
    styles: list[Style] = []
    letters = bold = 0
    before: Word | None = None
    for word in words:
        written = unicodedata.normalize("NFC", word.text.translate(_LIGATURES))
        if before and text and not text.endswith(" "):
            gap = word.left - before.right
            accent = _ACCENTS.get(text[-1]) if gap < 0 else None
            if accent and word.left < before.right - 0.05 * size:
                text = text[:-1]
                written = unicodedata.normalize("NFC", written[0] + accent) + written[1:]
            elif gap > _least_gap(before) * min(before.size, word.size) or word.flags & SPACED:
                text += " "
        written = _composed(written)
        start = len(text)
        text += written
        before = word
        small = word.size < 0.86 * size
        if (small and word.baseline > baseline + 0.12 * size) or word.flags & RAISED:
            styles.append(Style(start, len(text), "superscript"))
        elif small and word.baseline < baseline - 0.08 * size:
            styles.append(Style(start, len(text), "subscript"))
        if word.flags & ITALIC:
            styles.append(Style(start, len(text), "italic"))
        if word.target:
            shown = written.rstrip(".,;:)") if word.target[-1] not in ".,;:)" else written
            styles.append(Style(start, start + len(shown or written), "link", word.target))
        letters += len(written)
        bold += len(written) if word.flags & BOLD else 0
    return Row(
        text.rstrip(), words[0].left, words[-1].right, baseline, size, _merged(styles, text),
        bold > 0.8 * letters,
    )  # fmt: skip


def _least_gap(word: Word) -> float:
    """The least space after a word; some slanted letters reach into it."""
    return 0.03 if word.flags & ITALIC and word.text[-1] in "fFTVWY" else 0.12


def _composed(text: str) -> str:
    """Letters after the accents that old fonts draw apart from them: ``M¨uller``."""
    if not any(sign in _ACCENTS for sign in text[:-1]):
        return text
    signs = list(text)
    for index in range(len(signs) - 1):
        if index and signs[index] == "¸" and signs[index - 1] in "cCsStT":
            whole = unicodedata.normalize("NFC", signs[index - 1] + "\u0327")
            signs[index - 1], signs[index] = "", whole
            continue
        accent = _ACCENTS.get(signs[index])
        if accent and signs[index] not in "^~`" and signs[index + 1].isalpha():
            letter = {"ı": "i", "ȷ": "j"}.get(signs[index + 1], signs[index + 1])
            whole = unicodedata.normalize("NFC", letter + accent)
            if len(whole) == 1:
                signs[index], signs[index + 1] = "", whole
    return "".join(signs)


def _merged(styles: Sequence[Style], text: str) -> tuple[Style, ...]:
    """Styles of one kind that only a blank keeps apart as one."""
    merged: list[Style] = []
    last: dict[tuple[str, str], int] = {}
    for style in styles:
        index = last.get(style[2:])
        if index is not None and not text[merged[index].end : style.start].strip():
            merged[index] = merged[index]._replace(end=style.end)
        else:
            last[style[2:]] = len(merged)
            merged.append(style)
    return tuple(sorted(merged))
