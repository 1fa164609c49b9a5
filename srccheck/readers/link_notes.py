"""Notes that are marked up as links: a number that leads to a note, which leads back.

Seen in: the footnotes of Word (``#_ftn1``) and LibreOffice (``#sdfootnote1sym``) saved as HTML, of
MediaWiki (``#cite_note-1``), PHP Markdown Extra and kramdown (``#fn:1``), Pandoc (``#fn1``),
WordPress; DPUB-ARIA 1.1 (``doc-noteref``, ``doc-footnote``) and EPUB 3 (``epub:type="noteref"``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from srccheck.model import Block, BlockKind, Marker, Note, NoteKind, Passage, Span

_NOTE_ID = re.compile(
    r"""_?(?:ft?n|edn|fnote|footnotes?|endnotes?|notes?|cite_note|note_de_bas|nota|fussnote|anm
       |sd(?:foot|end)note)(?:[-_:.]?[\w.:]{0,40}?)?[-_:.]?\d{1,5}(?:sym|-\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)
_BACK_ID = re.compile(r"ref|back|anc\b|src|rtn|return|retour|texte?\d|body|call", re.IGNORECASE)
_LABEL = re.compile(
    r"[\[(]?\s?(?:(?P<group>notes?|n\.?|nb\.?|fn\.?|anm\.?|(?-i:[A-Z]))(?=[\s\d.]))?"
    r"\s?(?P<label>\d{1,5}[a-z]?|[ivxlc]{1,7}|[a-z]|[*†‡§¶#]{1,4})\s?[\])]?[.:]?",
    re.IGNORECASE,
)
_BEFORE_TEXT = re.compile(r"[\s.\])(:;,|^↑\u00a0\u2191\u21a9\ufe0e\ufe0f-]{0,10}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Anchor(NamedTuple):
    """A place that a link can point to: a block, a text offset in it, and the block after it."""

    block: int
    offset: int
    end: int


class _Pointer(NamedTuple):
    block: int
    start: int
    end: int
    target: str


def find_notes(
    blocks: Sequence[Block], anchors: Mapping[str, Anchor], known: Collection[str] = ()
) -> tuple[list[Note], list[Marker]]:
    """The notes that links lead to, each with its markers, and the markers of all.

    Args:
        blocks: The blocks of the document.
        anchors: What links can point to.
        known: Identifiers that the markup says are notes.

    A link is a marker if its text is a number, letter or sign, and it leads onwards to something
    that leads back to it, or whose identifier is one that programs give to notes.
    """
    pointers = list(_pointers(blocks))
    anchors = {**_implied(pointers), **anchors}
    leading: dict[str, list[_Pointer]] = {}
    strays: list[Marker] = []
    back = _targets_by_block(pointers)
    for pointer in pointers:
        target = pointer.target
        label = _label(_text(blocks, pointer)) or (_number(target) if target in known else "")
        noted = target in known or (
            _NOTE_ID.fullmatch(target) is not None and not _BACK_ID.search(target)
        )
        anchor = anchors.get(target)
        if not label:
            continue
        if anchor is None:
            if noted:
                strays.append(_marker(blocks, pointer, label))
        elif (target in known or (pointer.block, pointer.start) < anchor[:2]) and (
            noted or _leads_back(pointer, anchor, anchors, back)
        ):
            leading.setdefault(target, []).append(pointer)
    notes = list(_notes(blocks, anchors, leading))
    return notes, sorted({*strays, *(m for note in notes for m in note.markers)}, key=_place)


def _place(marker: Marker) -> Span:
    return marker.span


def _pointers(blocks: Sequence[Block]) -> Iterator[_Pointer]:
    for index, block in enumerate(blocks):
        for style in block.passage.styles:
            if style.kind == "link" and style.target.startswith("#") and len(style.target) > 1:
                yield _Pointer(index, style.start, style.end, unquote(style.target[1:]))


def _implied(pointers: Sequence[_Pointer]) -> dict[str, Anchor]:
    """Notes whose anchors were lost, as in Word to Markdown: ``[[1]](#_ftnref1) The note``."""
    implied: dict[str, Anchor] = {}
    for pointer in pointers:
        if pointer.start == 0:
            name = re.sub(r"anc$", "sym", re.sub(r"_?ref", "", pointer.target, count=1))
            name = name.replace("cite-", "cite_note-")
            if name != pointer.target:
                implied.setdefault(name, Anchor(pointer.block, 0, pointer.block + 1))
    return implied


def _targets_by_block(pointers: Sequence[_Pointer]) -> dict[int, list[str]]:
    targets: dict[int, list[str]] = {}
    for pointer in pointers:
        targets.setdefault(pointer.block, []).append(pointer.target)
    return targets


def _leads_back(
    pointer: _Pointer, note: Anchor, anchors: Mapping[str, Anchor], back: Mapping[int, list[str]]
) -> bool:
    """Whether the note has a link to something in the block that the marker stands in."""
    for block in range(note.block, min(note.end, note.block + 20)):
        for target in back.get(block, ())[:50]:
            place = anchors.get(target)
            if place and place.block == pointer.block:
                return True
    return False


def _label(text: str) -> str:
    """The label that the text of a marker holds; empty if it is none.

    >>> _label("[12]"), _label("³"), _label("see below")
    ('12', '3', '')
    """
    match = _LABEL.fullmatch(text.strip().translate(_SUPERSCRIPTS)) if len(text) < 20 else None
    return match["label"] if match else ""


def _group(text: str) -> str:
    """The word before the number of a note, which keeps apart series of notes in MediaWiki.

    >>> _group("[note 1]"), _group("[1]")
    ('note', '')
    """
    match = _LABEL.fullmatch(text.strip()) if len(text) < 20 else None
    return (match["group"] or "") if match else ""


def _labels(blocks: Sequence[Block], leading: Mapping[str, Sequence[_Pointer]]) -> dict[str, str]:
    """The label of each target; with the word before it where that alone keeps two apart."""
    texts = {target: _text(blocks, pointers[0]) for target, pointers in leading.items()}
    numbers = {target: _label(text) or _number(target) for target, text in texts.items()}
    groups = {_group(text) for text in texts.values()}
    shared = Counter(numbers.values())
    return {
        target: f"{group} {number}"
        if len(groups) > 1 and shared[number] > 1 and (group := _group(texts[target]))
        else number
        for target, number in numbers.items()
    }


def _text(blocks: Sequence[Block], pointer: _Pointer) -> str:
    return blocks[pointer.block].passage.text[pointer.start : pointer.end]


def _number(identifier: str) -> str:
    match = re.search(r"\d{1,5}\Z", identifier)
    return match[0] if match else ""


def _marker(blocks: Sequence[Block], pointer: _Pointer, label: str) -> Marker:
    return Marker(label, blocks[pointer.block].passage.span(pointer.start, pointer.end), "link")


def _notes(
    blocks: Sequence[Block],
    anchors: Mapping[str, Anchor],
    leading: Mapping[str, Sequence[_Pointer]],
) -> Iterator[Note]:
    labels = _labels(blocks, leading)
    order = sorted({anchors[target]: target for target in leading}.items())
    for index, (anchor, target) in enumerate(order):
        following = order[index + 1][0] if index + 1 < len(order) else Anchor(len(blocks), 0, 0)
        pointers = leading[target]
        label = labels[target]
        whole = list(_slices(blocks, anchor, following))
        home = {pointer.block for pointer in pointers}
        passages = [_without_links_back(piece, anchors, home) for piece in whole]
        if passages:
            passages[0] = _without_label(passages[0], label)
        passage = Passage.join([piece.strip() for piece in passages if piece.text.strip()], "\n\n")
        if not passage.text:
            continue
        span = Span(whole[0].span().start, whole[-1].span().end)
        markers = tuple(_marker(blocks, pointer, label) for pointer in pointers)
        yield Note(label, passage, span, NoteKind.FOOTNOTE, markers)


def _slices(blocks: Sequence[Block], anchor: Anchor, following: Anchor) -> Iterator[Passage]:
    """The text of a note: from its anchor to the end of its element, or to the next note.

    An element that holds the number alone goes on in the block after it.
    """
    texts = 0
    index = anchor.block
    while index < len(blocks) and (index, 0) < following[:2]:
        alone = texts == 1 and _is_number(blocks[index - 1].passage.text)
        if index >= anchor.end and not alone:
            break
        block = blocks[index]
        stop = following.offset if index == following.block else len(block.passage)
        start = anchor.offset if index == anchor.block else 0
        if block.kind is not BlockKind.RULE and stop > start:
            texts += 1
            yield block.passage.slice(start, stop)
        index += 1
    # The next note begins in the block in which this one ends.
    if index == following.block and index == anchor.block and following.offset > anchor.offset:
        yield blocks[index].passage.slice(anchor.offset, following.offset)


def _is_number(text: str) -> bool:
    """Whether a text is a label and no more: ``Ibid.`` is a note."""
    return len(text) < 8 and sum(map(str.isalpha, text)) < 3


def _without_links_back(
    passage: Passage, anchors: Mapping[str, Anchor], home: Collection[int]
) -> Passage:
    """A note without the arrows, letters and numbers that lead back into the text.

    ``home`` are the blocks in which its markers stand: a word at its end that leads there is gone.
    """
    edits = []
    for style in passage.styles:
        if style.kind != "link" or not style.target.startswith("#"):
            continue
        text = passage.text[style.start : style.end]
        wordless = not any(character.isalnum() for character in text)
        back = _BACK_ID.search(style.target) is not None
        if not back and not passage.text[style.end :].strip(" .])\u00a0"):
            place = anchors.get(unquote(style.target[1:]))
            back = place is not None and place.block in home
        if wordless or (back and len(text) < 30) or (style.start == 0 and _label(text)):
            edits.append((style.start, style.end))
    kept, last = [], 0
    for start, end in sorted(edits):
        kept.append(passage.slice(last, max(start, last)))
        last = max(last, end)
    kept.append(passage.slice(last))
    return Passage.join(kept)


def _without_label(passage: Passage, label: str) -> Passage:
    text = passage.text
    start = re.match(r"[\s\u00a0]{0,10}", text)
    place = start.end() if start else 0
    bare = text[place : place + len(label) + 1].translate(_SUPERSCRIPTS)
    opening = 1 if bare[:1] in "[(" and bare[:1] else 0
    stated = text[place + opening : place + opening + len(label)].translate(_SUPERSCRIPTS)
    after = text[place + opening + len(label) : place + opening + len(label) + 1]
    if stated == label and (not after.isalnum()):
        place += opening + len(label)
    match = _BEFORE_TEXT.match(text, place)
    return passage.slice(match.end() if match else place)


def restore_markers(notes: Sequence[Note], linked: Sequence[Note]) -> tuple[Note, ...]:
    """The notes, those among them that links lead to with the markers of just those links.

    Two chapters may each have a note 1, which their numbers alone would not keep apart.
    """
    own = {note.span: note.markers for note in linked}
    return tuple(
        replace(note, markers=own[note.span]) if note.span in own else note for note in notes
    )
