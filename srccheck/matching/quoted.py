"""Words in quotation marks in the running text of a document, and the notes they carry."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from srccheck.model import Block, BlockKind, Document, Dossier, Marker, Passage, Span
from srccheck.text.language import detect_language
from srccheck.text.normalise import words

FEWEST_WORDS = 3
"""Fewer words in quotation marks are a term, not a quotation."""
LONGEST = 5_000
"""Characters between two quotation marks; more are two marks that have lost their partners."""
_PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "‹": "›", "‚": "‘’", "「": "」", "『": "』",
          "〝": "〞", "＂": "＂"}  # fmt: skip
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.QUOTE)
_BETWEEN = re.compile(r"[\s.,;:!?…)\]’'”»*–—-]{0,6}")
"""What may stand between a quotation and its marker."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks and the note that says whose they are.

    ``text`` is without the marks; ``span`` encloses it in the source, marks included, and
    ``marker`` the marker. ``language`` is that of the words, else of the document.
    """

    text: str
    note: str
    span: Span
    marker: Span
    language: str = ""


class Quoted(NamedTuple):
    """A stretch of a text in quotation marks (text offsets; the inner ones are without them)."""

    start: int
    end: int
    inner_start: int
    inner_end: int


class _Placed(NamedTuple):
    start: int
    end: int
    label: str
    span: Span


def quotations(document: Document) -> list[Quotation]:
    """The quotations of a document whose marker directly follows or precedes them, in order.

    Block quotations with a marker at their end or before them count as well; words inside the
    notes do not.
    """
    marked = sorted(
        ((marker, note.label) for note in document.notes for marker in note.markers),
        key=lambda pair: pair[0].span,
    )
    starts = [marker.span.start for marker, _ in marked]
    notes = sorted(note.span for note in document.notes)
    found: list[Quotation] = []
    for block in document.blocks:
        if block.kind not in _RUNNING or not len(block.passage) or _is_inside(block, notes):
            continue
        span = block.passage.span()
        first = bisect.bisect_left(starts, span.start)
        last = bisect.bisect_right(starts, span.end)
        placed = [_placed(block.passage, *pair) for pair in marked[first:last]]
        found.extend(_of_block(block, placed, document.language))
    return found


def by_note(dossier: Dossier) -> dict[str, list[str]]:
    """The keys of the entries that a note cites, in full or by a short form, by its label."""
    found: dict[str, list[str]] = {}
    for entry in dossier.entries:
        found.setdefault(entry.note_label, []).append(entry.key)
    for pointer in dossier.pointers:
        if pointer.target:
            found.setdefault(pointer.note_label, []).append(pointer.target)
    return found


def quoted_keys(dossier: Dossier) -> frozenset[str]:
    """The keys of the entries of a document whose words it quotes."""
    notes = by_note(dossier)
    labels = {quotation.note for quotation in quotations(dossier.document)}
    return frozenset(key for label in labels for key in notes.get(label, ()))


def _is_inside(block: Block, notes: list[Span]) -> bool:
    span = block.passage.span()
    index = bisect.bisect_right(notes, span) - 1
    return any(note.overlaps(span) for note in notes[max(index, 0) : index + 2])


def _placed(passage: Passage, marker: Marker, label: str) -> _Placed:
    return _Placed(
        _text_offset(passage, marker.span.start),
        _text_offset(passage, marker.span.end),
        label,
        marker.span,
    )


def _text_offset(passage: Passage, source: int) -> int:
    """The text offset at or behind a source offset."""
    runs = passage.runs
    index = bisect.bisect_right(runs, source, key=lambda run: run.source_start) - 1
    if index < 0:
        return 0
    run = runs[index]
    if source >= run.source_end:
        return run.end
    if run.end - run.start == run.source_end - run.source_start:
        return run.start + source - run.source_start
    return run.start


def _of_block(block: Block, markers: list[_Placed], language: str) -> Iterator[Quotation]:
    text = block.passage.text
    pieces = quoted(text) if markers else []
    if not pieces and block.kind is BlockKind.QUOTE and markers:
        end = min(marker.start for marker in markers)
        pieces = [Quoted(0, end, 0, end)] if len(text) - end < 12 else []
    for piece in pieces:
        inner = text[piece.inner_start : piece.inner_end].strip()
        if len(words(inner)) < FEWEST_WORDS:
            continue
        for marker in _beside(piece, markers, text):
            yield Quotation(
                inner,
                marker.label,
                block.passage.span(piece.start, piece.end),
                marker.span,
                detect_language(inner) or language,
            )


def _beside(piece: Quoted, markers: list[_Placed], text: str) -> list[_Placed]:
    """The markers right behind a quotation, or inside its end; else the one right before it."""
    behind: list[_Placed] = []
    position = piece.end
    for marker in markers:
        if piece.inner_end - 12 <= marker.start < piece.end and not words(
            text[marker.end : piece.inner_end]
        ):
            behind.append(marker)
        elif marker.start >= position and _is_gap(text[position : marker.start]):
            behind.append(marker)
            position = marker.end
    if behind:
        return behind
    before = [m for m in markers if m.end <= piece.start and _is_gap(text[m.end : piece.start])]
    return before[-1:] if before and not _has_quotation_before(before[-1], text) else []


def _is_gap(text: str) -> bool:
    return len(text) <= 6 and _BETWEEN.fullmatch(text.replace("(", "").replace("[", "")) is not None


def _has_quotation_before(marker: _Placed, text: str) -> bool:
    """Whether a marker belongs to the quotation that it follows."""
    return re.search(r"[”»\"›’“][\s.,;:!?…)\]([]{0,4}$", text[: marker.start][-8:]) is not None


def quoted(text: str) -> list[Quoted]:
    """The stretches in quotation marks of any style, the outermost only, in order.

    >>> text = "He said “a ‘true’ tale”, and « bel et bien »."
    >>> [text[piece.inner_start : piece.inner_end] for piece in quoted(text)]
    ['a ‘true’ tale', ' bel et bien ']
    """
    found: list[Quoted] = []
    position = 0
    for opening in re.finditer(r"[“«„‟‹‚「『〝＂\"‘»]|``|''", text):
        if opening.start() < position:
            continue
        end = _closing(text, opening.group(), opening.end())
        if end is None:
            continue
        inner_end, position = end
        found.append(Quoted(opening.start(), position, opening.end(), inner_end))
    return found


def _closing(text: str, opening: str, start: int) -> tuple[int, int] | None:
    """Where a quotation ends: before and behind its closing mark."""
    limit = min(len(text), start + LONGEST)
    if opening in ("``", "''"):
        end = text.find("''", start, limit)
        return (end, end + 2) if end > start else None
    if opening == '"':
        if not _can_open(text, start - 1):
            return None
        end = text.find('"', start, limit)
        return (end, end + 1) if end > start else None
    if opening == "‘":
        match = re.compile(r"(?<=[\w.,!?…])’(?!\w)").search(text, start, limit)
        return (match.start(), match.end()) if match and _can_open(text, start - 1) else None
    if opening == "»":  # German and Danish print; elsewhere it closes
        end = text.find("«", start, limit)
        opens = _can_open(text, start - 1) and start < len(text) and not text[start].isspace()
        return (end, end + 1) if opens and end > start else None
    depth = 1
    closings = _PAIRS[opening]
    for index in range(start, limit):
        if text[index] == opening and opening not in closings:
            depth += 1
        elif text[index] in closings:
            depth -= 1
            if depth == 0:
                return index, index + 1
    return None


def _can_open(text: str, index: int) -> bool:
    return index == 0 or not (text[index - 1].isalnum() or text[index - 1] in ".,;!?")
