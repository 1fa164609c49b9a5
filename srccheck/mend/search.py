"""The search for damage whose repair is known: mojibake, entities, unseen and alien letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srccheck.mend.accents import Accents
from srccheck.mend.place import place
from srccheck.model import Block, BlockKind, Document, Passage, Repair, Span
from srccheck.text.characters import find_controls, find_entities, find_invisible
from srccheck.text.damage import Damage
from srccheck.text.lookalikes import find_lookalikes
from srccheck.text.mojibake import find_mojibake

ENTITY = "html-entity-left"
CONTROL = "control-character"
INVISIBLE = "invisible-character"
MIXED = "mixed-script-letters"
_SEARCHES = (
    (find_entities, ENTITY),
    (find_lookalikes, MIXED),
    (find_invisible, INVISIBLE),
    (find_controls, CONTROL),
)
"""What is sought without regard to the rest of the document; the first that finds a place wins."""


def repairs_of(document: Document) -> tuple[Repair, ...]:
    """The repairs of a document in the order of their spans, each place once."""
    damaged = _damaged(document)
    accents = Accents(document, damaged)
    repairs: list[Repair] = []
    for passage, found in damaged:
        judged = [accents.judge(passage, found, each) for each in found]
        repairs += [_repair(document, passage, *each) for each in judged]
    for block in prose(document):
        for find, rule in _SEARCHES:
            found = outside_code(block.passage, find(block.passage.text))
            repairs += [_repair(document, block.passage, damage, rule) for damage in found]
    return tuple(_apart(repairs))


def _damaged(document: Document) -> list[tuple[Passage, list[Damage]]]:
    """The passages with mojibake; what is found in one helps to find more in the others."""
    first = [(block.passage, _mojibake(block.passage)) for block in prose(document)]
    examples = {damage.encoding: damage for _, found in first for damage in found}.values()
    if any(damage.encoding for damage in examples):
        first = [(passage, _mojibake(passage, examples)) for passage, _ in first]
    return [(passage, found) for passage, found in first if found]


def prose(document: Document) -> Iterator[Block]:
    """The blocks that are text to read."""
    return (block for block in document.blocks if block.kind is not BlockKind.CODE)


def outside_code(passage: Passage, found: Iterable[Damage]) -> list[Damage]:
    """What was found, without what stands in a code span."""
    code = [style for style in passage.styles if style.kind == "code"]
    return [
        damage
        for damage in found
        if not any(style.start < damage.end and damage.start < style.end for style in code)
    ]


def _mojibake(passage: Passage, others: Iterable[Damage] = ()) -> list[Damage]:
    found = outside_code(passage, find_mojibake(passage.text, others))
    return [_within_markup(passage, damage) for damage in found]


def _within_markup(passage: Passage, damage: Damage) -> Damage:
    """The damage without sound letters on the other side of markup: ``cafÃ©<sup>1</sup>``."""
    text, start, end, mended = passage.text, damage.start, damage.end, damage.text
    for style in passage.styles:
        if style.start >= end:
            break
        if start < style.start < end and mended.endswith(text[style.start : end]):
            mended = mended.removesuffix(text[style.start : end])
            end = style.start
        if start < style.end < end and mended.startswith(text[start : style.end]):
            mended = mended.removeprefix(text[start : style.end])
            start = style.end
        elif start < style.end < end and mended.endswith(text[style.end : end]):
            mended = mended.removesuffix(text[style.end : end])
            end = style.end
    return damage._replace(start=start, end=end, text=mended)


def _repair(document: Document, passage: Passage, damage: Damage, rule: str) -> Repair:
    return Repair(
        span=place(document, passage, damage.start, damage.end),
        original=passage.text[damage.start : damage.end],
        text=damage.text,
        how=damage.how,
        rule=rule,
        trusted=damage.certain,
    )


def _apart(repairs: list[Repair]) -> Iterator[Repair]:
    """The repairs in order, each once; several may share a span that maps as a whole."""
    last = Span(-1, -1)
    seen: set[str] = set()
    for repair in sorted(repairs, key=lambda repair: (repair.span.start, -repair.span.end)):
        if repair.span.start >= last.end:
            last, seen = repair.span, set()
        if repair.span == last and repair.original not in seen:
            seen.add(repair.original)
            yield repair
