"""What may be a marker in running text: every way of writing one, and what only looks like one."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.model import Block, BlockKind, Marker, Passage, Span, Style
from srccheck.notes import glued
from srccheck.notes.lines import PLAIN_DIGITS

UNMISTAKABLE = ("link", "superscript-paren", "superscript-bracket")
"""Nothing else is written in these ways."""
STRENGTH = {
    "link": 4,
    "footnote": 4,
    "link-to-anchor": 3,
    "superscript-paren": 4,
    "superscript-bracket": 4,
    "superscript": 3,
    "superscript-digit": 3,
    "bracket": 2,
    "paren": 1,
    "plain": 1,
}
"""How much a style says by itself that it marks notes."""

_NUMBERS = r"\d{1,5}(?:\s?[,;–—-]\s?\d{1,5}){0,20}"
_RAISED = re.compile(rf"\(\s?({_NUMBERS})\s?\)|\[\s?({_NUMBERS})\s?\]|({_NUMBERS})[.,;]?")
_TARGET = re.compile(
    r"#_?(?:ftn|fn|edn|en|footnote|endnote|note|cite_note|sdfootnote|sdendnote|n|r|ref|bib)"
    r"[-_:.]{0,2}(\d{1,5})(?:sym)?",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    rf"""\[\^(?P<footnote>[^\]\s\[^]{{1,80}})\]
    | \[(?P<bracket>{_NUMBERS})(?:,\s?[^\W\d]{{1,4}}\.\s?[^\[\]\n]{{1,30}})?\]
    | \((?P<paren>\d{{1,3}})\)
    | (?P<digits>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,5}}(?:[,⁻˒–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,5}}){{0,20}})
    | ⁽(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,5}})⁾
    | {glued.PATTERN}
    | (?:(?<=[\w.,;:!?…)\]»”"’'%])|(?<=\()(?=[*†‡§]{{1,4}}\)))
      (?P<symbol>[*†‡§]{{1,4}})(?![\w*†‡§])""",
    re.VERBOSE,
)
_GROUPS = {"digits": "superscript-digit", "raised": "superscript-digit"}
_UNIT = re.compile(
    r"(?:(?:^|[\s\d(/·.])[kcdmµn]?m|\d\s?(?:in|ha|pi|mi|yd|ft|h|s)"
    r"|(?:^|[\s(=+×·/*])(?:[b-df-hj-np-xzRX]|CO|SO|NO))$"
)
_POWER_OF_TEN = re.compile(r"(?:^|[^\d.,])10$")
_AFTER_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d\s$")
_EMPHASIS = re.compile(r"(?:^|[\s(\[])\*[^\s*][^*\n]{0,58}$")
_PARTS = re.compile(r"(\d+)(?:\s?[–—⁻-]\s?(\d+))?")
_WIDEST_RANGE = 60


class Candidate(NamedTuple):
    """Something written like a marker; ``order`` is its place in the document."""

    marker: Marker
    order: tuple[int, int]
    target: str = ""


def candidates(blocks: Sequence[Block], left_out: Sequence[Sequence[Span]]) -> list[Candidate]:
    """Everything in the running text that is written like a marker, in order.

    Args:
        blocks: The document.
        left_out: For each block, the stretches (text offsets) that belong to notes.
    """
    found = []
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.RULE, BlockKind.CODE):
            continue
        out = left_out[index]
        if out and out[0].start <= 0 and out[0].end >= len(block.passage):
            continue
        for start, end, labels, style, target in sorted(_in_passage(block.passage)):
            if out and _inside(out, start):
                continue
            span = block.passage.span(start, end)
            for label in labels:
                found.append(Candidate(Marker(label, span, style), (index, start), target))
    return found


def _inside(spans: Sequence[Span], place: int) -> bool:
    index = bisect.bisect_right(spans, place, key=lambda span: span.start) - 1
    return index >= 0 and place < spans[index].end


_Raw = tuple[int, int, tuple[str, ...], str, str]


def _in_passage(passage: Passage) -> Iterator[_Raw]:
    taken: list[tuple[int, int]] = []
    shown = {style.start: style for style in passage.styles if style.kind == "superscript"}
    for link in passage.styles:
        raw = _link(passage.text, link) if link.kind == "link" else None
        if raw:
            taken.append(raw[:2])
            yield raw
    for style in shown.values():
        if not _inside_any(taken, style):
            yield from _superscript(passage.text, style)
    taken.extend((style.start, style.end) for style in shown.values())
    taken.extend((style.start, style.end) for style in passage.styles if style.kind == "code")
    yield from _written(passage.text, sorted(taken))


def _inside_any(taken: Sequence[tuple[int, int]], style: Style) -> bool:
    """Whether a raised stretch holds, or is part of, one of the links (in order)."""
    index = bisect.bisect_left(taken, style.end, key=lambda pair: pair[0]) - 1
    return index >= 0 and taken[index][1] > style.start


def _link(text: str, link: Style) -> _Raw | None:
    """A link to a note: its own number counts, else that in its target."""
    if not link.target.startswith("#") or len(link.target) == 1:
        return None
    match = _TARGET.fullmatch(link.target)
    shown = _RAISED.fullmatch(text[link.start : link.end].strip())
    number = next((group for group in shown.groups() if group), "") if shown else ""
    if not shown or not number.isdecimal():
        return None
    style = "link" if match else "link-to-anchor"
    return link.start, link.end, (str(int(number)),), style, link.target[1:]


def _superscript(text: str, raised: Style) -> Iterator[_Raw]:
    written = text[raised.start : raised.end].strip()
    if written and not written.strip("*†‡§"):
        yield raised.start, raised.end, (written,), "symbol", ""
        return
    match = _RAISED.fullmatch(written)
    if not match or (match[3] and _is_power(text, raised.start, raised.end)):
        return
    style = (
        "superscript-paren" if match[1] else "superscript-bracket" if match[2] else "superscript"
    )
    labels = expand(match[1] or match[2] or match[3])
    if labels:
        yield raised.start, raised.end, labels, style, ""


def _is_power(text: str, start: int, end: int) -> bool:
    """Whether raised digits are an exponent, or the mass of an isotope."""
    before = text[max(0, start - 8) : start]
    digits = text[start:end].translate(PLAIN_DIGITS)
    if _POWER_OF_TEN.search(before) or (digits in ("2", "3", "4") and _UNIT.search(before)):
        return True
    return (not before or before[-1].isspace()) and text[end : end + 1].isalpha()


def _written(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Raw]:
    place = 0
    for match in _IN_TEXT.finditer(text):
        start, end = match.span()
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] < end:
            continue
        group = match.lastgroup or ""
        written = match[group]
        if group == "symbol" and _EMPHASIS.search(text[max(0, start - 60) : start]):
            continue
        if group in ("footnote", "symbol"):
            yield start, end, (written,), group, ""
            continue
        if group == "digits" and _is_power(text, start, end):
            continue
        if group == "paren" and not _may_be_paren(text, start, end):
            continue
        if group == "bracket" and start == 0 and text[end : end + 1].isspace():
            continue  # a label
        if group == "plain" and not glued.may_mark(text, start, end):
            continue
        labels = expand(written.translate(PLAIN_DIGITS))
        if labels:
            yield start, end, labels, _GROUPS.get(group, group), ""


def _may_be_paren(text: str, start: int, end: int) -> bool:
    """Whether ``(1)`` stands after a word, and not before the first word of an enumeration."""
    before, after = text[max(0, start - 3) : start].rstrip()[-1:], text[end : end + 2]
    if not before or before in ":;,(":
        return False
    if before.isdigit() and not _AFTER_YEAR.search(text[max(0, start - 6) : start]):
        return False
    return start > 0 and not (text[start - 1] in ":;," and after[:1].isspace())


def expand(numbers: str) -> tuple[str, ...]:
    """The labels that a list of numbers and ranges stands for; none when it makes no sense.

    >>> expand("1, 3–5"), expand("1990-2005"), expand("5-3")
    (('1', '3', '4', '5'), (), ())
    """
    labels: list[str] = []
    for match in _PARTS.finditer(numbers):
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        if (
            not first
            or first > last
            or last - first > _WIDEST_RANGE
            or first > 1500 < last != first
        ):
            return ()
        labels.extend(str(number) for number in range(first, last + 1))
    return tuple(labels)
