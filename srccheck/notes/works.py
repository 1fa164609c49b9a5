"""The works of a bibliography whose items have no labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from srccheck.model import Block, BlockKind
from srccheck.notes.lines import FINAL, Item, Line, is_cut, is_page_number, text_of

REFERENCE = re.compile(
    r"\b(?:1[4-9]|20)\d\d[a-z]?\b|https?://|www\.|\bdoi\b|\bISBN\b|\b(?:s|n)\. ?d\.|\bpp?\. ?\d",
    re.IGNORECASE,
)
_LONGEST_REFERENCE = 1500
"""In characters."""


def bibliography(lines: Sequence[Line | None], blocks: Sequence[Block]) -> tuple[Item, ...]:
    """The works of a list without labels: each item, or each paragraph, is one."""
    paragraphs: list[list[Line | None]] = []
    after_rule = False
    for line in lines:
        if line is None:
            after_rule = True
            continue
        text = text_of(line, blocks)
        if line.first:
            if is_page_number(text):
                continue
            if after_rule and paragraphs:
                last = paragraphs[-1][-1]
                if last and is_cut(text_of(last, blocks), text):
                    paragraphs[-1].append(line)
                    after_rule = False
                    continue
                if not REFERENCE.search(blocks[line.block].passage.text):
                    break
            paragraphs.append([line])
        elif paragraphs and line.label and _is_bullet(paragraphs[-1][0], line):
            paragraphs.append([line])
        elif paragraphs:
            paragraphs[-1].append(line)
        after_rule = False
    return _works([part for lines in paragraphs for part in _apart(lines, blocks)], blocks)


def _apart(lines: list[Line | None], blocks: Sequence[Block]) -> list[list[Line | None]]:
    """The works in a paragraph: one, or one on each line when each line looks like one."""
    texts = [text_of(line, blocks) for line in lines if line]
    alone = len(texts) > 1 and all(
        REFERENCE.search(text) and not text[0].islower() and text.endswith((*FINAL, "/"))
        for text in texts
    )
    return [[line] for line in lines if line] if alone else [lines]


def _works(paragraphs: Sequence[list[Line | None]], blocks: Sequence[Block]) -> tuple[Item, ...]:
    kinds = [blocks[line.block].kind for (line, *_) in paragraphs if line]
    listed = BlockKind.ITEM in kinds
    works = [
        lines
        for lines, kind in zip(paragraphs, kinds, strict=True)
        if kind is not BlockKind.HEADING and (kind is BlockKind.ITEM or not listed)
    ]
    cites = [_looks_like_reference(lines, blocks) for lines in works]
    if not works or sum(cites) * 2 < len(works):
        return ()
    while works and not cites[-1]:
        works.pop()
        cites.pop()
    return tuple(Item("", _bullet(lines[0]), tuple(lines)) for lines in works)


def _bullet(line: Line | None) -> str:
    """The style of the sign that sets off a work, if it has one."""
    return "symbol" if line and line.label and line.label.style == "symbol" else ""


def _is_bullet(first: Line | None, line: Line) -> bool:
    return bool(_bullet(first) and _bullet(line))


def _looks_like_reference(lines: Sequence[Line | None], blocks: Sequence[Block]) -> bool:
    first = lines[0]
    if first is None:
        return False
    passage = blocks[first.block].passage
    if len(passage.text) > _LONGEST_REFERENCE:
        return False
    return bool(
        REFERENCE.search(passage.text)
        or any(style.kind in ("italic", "link") for style in passage.styles)
    )
