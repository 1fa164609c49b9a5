"""Notes that begin anew for each chapter, all under one heading at the end of the text."""

from __future__ import annotations

from collections.abc import Sequence

from srccheck.model import Block, BlockKind
from srccheck.notes.lines import FINAL, Line, is_page_number, text_of
from srccheck.text.normalise import words

_LONGEST_TITLE = 80
"""In characters."""


def is_title(line: Line | None, blocks: Sequence[Block]) -> bool:
    """Whether a line is a heading or looks like one."""
    if line is None or not line.first:
        return False
    if blocks[line.block].kind is BlockKind.HEADING:
        return True
    text = text_of(line, blocks)
    return (
        line.label is None
        and len(text) <= _LONGEST_TITLE
        and not text.endswith(FINAL)
        and not is_page_number(text)
    )


def begins_anew(lines: Sequence[Line | None], blocks: Sequence[Block], place: int) -> bool:
    """Whether a title and then the first note of another chapter stand at a place."""
    titled = False
    for line in lines[place : place + 6]:
        if line is None or is_page_number(text_of(line, blocks)):
            continue
        if titled:
            return line.label is not None and line.label.number == 1
        titled = is_title(line, blocks)
        if not titled:
            return False
    return False


def title_above(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """The words of the title right above a block, none if no title stands there."""
    for block in reversed(blocks[max(0, place - 4) : place]):
        text = block.passage.text
        if block.kind is not BlockKind.RULE and not is_page_number(text):
            return tuple(words(text)) if len(text) <= _LONGEST_TITLE else ()
    return ()


def openings(
    titles: Sequence[tuple[str, ...]], blocks: Sequence[Block], end: int
) -> list[int] | None:
    """The blocks before ``end`` at which chapters open; ``None`` unless all but the first do.

    A chapter may have a longer title in the text than in the notes. The last block with a title
    counts, because a table of contents stands first.
    """
    wanted = list(titles)
    found: list[int] = []
    for index in range(end - 1, -1, -1):
        if not wanted:
            break
        block = blocks[index]
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        if len(block.passage) > 2 * _LONGEST_TITLE:
            continue
        title = wanted[-1]
        if title and tuple(words(block.passage.text)[: len(title)]) == title:
            found.append(index)
            wanted.pop()
    if len(wanted) > 1:
        return None
    return [*([0] * len(wanted)), *reversed(found)]


def resets(numbers: Sequence[int]) -> list[int]:
    """The places at which numbers begin anew.

    >>> resets([1, 2, 3, 1, 2, 1])
    [3, 5]
    """
    return [place for place, number in enumerate(numbers) if place and number == 1]
