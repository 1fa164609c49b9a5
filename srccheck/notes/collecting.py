"""From blocks to notes with their markers."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from srccheck.model import Block, Marker, Note, Span
from srccheck.notes import chapters, run_on
from srccheck.notes.cutting import make_notes
from srccheck.notes.lists import NoteList, lists_in, read_lines, regions
from srccheck.notes.markers import Candidate, candidates
from srccheck.notes.pairing import Group, pair, results, without_notes


class Collected(NamedTuple):
    """The notes of a document in order, and the markers to which none of them belongs."""

    notes: tuple[Note, ...]
    unmatched: tuple[Marker, ...]


def collect(
    blocks: Sequence[Block], footnotes: Sequence[Note] = (), markers: Sequence[Marker] = ()
) -> Collected:
    """Find the lists of notes in a document and the markers that point to them.

    Args:
        blocks: The document's blocks in order.
        footnotes: The notes that the format itself marks up.
        markers: The markers that the format itself marks up.

    Returns:
        The notes with their markers, and the markers without a note: those that the format
        marks up, those written as this document writes its markers, and any ``[^x]``.

    >>> from srccheck.model import BlockKind, Passage
    >>> texts = ["So it is [1].", "Notes", "[1] Ada Example, A Title, 2020."]
    >>> starts = [0, 20, 30]
    >>> blocks = [Block(BlockKind.PARAGRAPH, Passage.plain(t, s)) for t, s in zip(texts, starts)]
    >>> note = collect(blocks).notes[0]
    >>> note.label, note.passage.text, note.markers[0].span
    ('1', 'Ada Example, A Title, 2020.', Span(start=9, end=12))
    """
    inside = _inside_footnotes(blocks, footnotes)
    lists, named = _find_lists(blocks, inside)
    notes = make_notes(lists, blocks)
    known = [*footnotes, *(note for found in make_notes(named, blocks) for note in found)]
    labels = {note.label for note in known if note.label}
    given = [marker for marker in markers if marker.label in labels]
    strays = [marker for marker in markers if marker.label not in labels]

    found = candidates(blocks, _taken(blocks, inside, [*lists, *named]))
    found = _without(found, {marker.span for marker in markers})
    given += [c.marker for c in found if c.marker.style == "footnote"]
    found = _linked(found, blocks, lists)
    found = sorted([*found, *_placed(strays, blocks)], key=lambda candidate: candidate.order)

    groups = _confirmed(_in_chapters(_groups(lists, notes), blocks), found)
    all_notes = sorted(
        [*_paired(known, given), *results(groups)], key=lambda note: (note.span, note.label)
    )
    loose = [marker for marker in given if marker.label not in labels]
    loose += _unmatched(groups, strays)
    if not all_notes and not loose:
        loose = without_notes(found)
    loose.sort(key=lambda marker: (marker.span, marker.label))
    return Collected(tuple(all_notes), tuple(dict.fromkeys(loose)))


def _inside_footnotes(blocks: Sequence[Block], footnotes: Sequence[Note]) -> list[bool]:
    """For each block, whether it is part of a note that the format marks up."""
    spans = sorted(note.span for note in footnotes)
    inside = []
    for block in blocks:
        span = block.passage.span()
        place = bisect.bisect_right(spans, span.start, key=lambda other: other.start) - 1
        inside.append(bool(len(block.passage)) and place >= 0 and spans[place].covers(span))
    return inside


def _find_lists(
    blocks: Sequence[Block], inside: Sequence[bool]
) -> tuple[list[NoteList], list[NoteList]]:
    """The numbered lists, and those whose notes no number in the text can point to.

    A list without a heading counts only where no list has one.
    """
    found = [
        notes
        for region in regions(blocks, run_on.apart(read_lines(blocks, inside), blocks))
        for notes in lists_in(region, blocks)
    ]
    named = [notes for notes in found if not notes.numbered or notes.by_name]
    numbered = [notes for notes in found if notes.numbered and not notes.by_name]
    headed = [notes for notes in numbered if notes.kind]
    return headed or [notes for notes in numbered if notes.apart], named


def _taken(
    blocks: Sequence[Block], inside: Sequence[bool], lists: Iterable[NoteList]
) -> list[list[Span]]:
    """For each block, the text offsets that notes take up."""
    taken = [
        [Span(0, len(block.passage))] if within else []
        for block, within in zip(blocks, inside, strict=True)
    ]
    for notes in lists:
        for item in notes.items:
            for line in item.lines:
                if line is not None:
                    taken[line.block].append(Span(line.start, line.end))
    return taken


def _without(found: Iterable[Candidate], known: set[Span]) -> list[Candidate]:
    """The candidates that are not (part of) a marker that the format marks up."""
    spans = sorted(known)
    kept = []
    for candidate in found:
        place = bisect.bisect_left(spans, candidate.marker.span.end, key=lambda s: s.start) - 1
        if place < 0 or not spans[place].overlaps(candidate.marker.span):
            kept.append(candidate)
    return kept


def _linked(
    found: Iterable[Candidate], blocks: Sequence[Block], lists: Iterable[NoteList]
) -> list[Candidate]:
    """Without ``[^x]``; a link to the anchor of a note is a marker, to another place it is not."""
    anchors = {
        blocks[line.block].anchor
        for notes in lists
        for item in notes.items
        for line in item.lines[:1]
        if line is not None
    }
    kept = []
    for candidate in found:
        marker = candidate.marker
        if marker.style == "link-to-anchor":
            if not candidate.target or candidate.target not in anchors:
                continue
            candidate = candidate._replace(marker=replace(marker, style="link"))
        if marker.style != "footnote":
            kept.append(candidate)
    return kept


def _placed(markers: Iterable[Marker], blocks: Sequence[Block]) -> list[Candidate]:
    """Markers of the format that may point to a note in a list."""
    starts = [
        (block.passage.span().start, i) for i, block in enumerate(blocks) if block.passage.runs
    ]
    starts.sort()
    placed = []
    for marker in markers:
        place = bisect.bisect_right(starts, marker.span.start, key=lambda pair: pair[0]) - 1
        block = starts[place][1] if place >= 0 else 0
        placed.append(Candidate(marker, (block, marker.span.start)))
    return placed


def _groups(lists: Sequence[NoteList], made: Sequence[list[Note]]) -> list[Group]:
    """The lists; those that go on with the numbers of the one before are one with it."""
    groups: list[Group] = []
    for found, notes in zip(lists, made, strict=True):
        lines = [line for item in found.items for line in item.lines if line is not None]
        last = groups[-1] if groups else None
        sure = bool(found.kind) and not found.signed
        if last and last.confirmed == sure and not last.labels & {n.label for n in notes}:
            last.notes.extend(notes)
            last.place, last.end = lines[0].block, lines[-1].block
        else:
            style = found.items[0].style
            ends = (lines[0].block, lines[-1].block)
            groups.append(Group(notes, *ends, sure, style, start=ends[0]))
    return groups


def _in_chapters(groups: list[Group], blocks: Sequence[Block]) -> list[Group]:
    """The groups with the place at which the text of each opens, where titles say so."""
    first = 0
    for index in range(1, len(groups) + 1):
        if index < len(groups) and _follows(groups[index - 1], groups[index]):
            continue
        run = groups[first:index]
        if len(run) > 1:
            titles = [chapters.title_above(blocks, group.start) for group in run]
            places = chapters.openings(titles, blocks, run[0].start - 1)
            for group, place in zip(run, places or (), strict=False):
                group.opens = place
        for group in run[1:]:
            group.chapter = True
        first = index
    return groups


def _follows(before: Group, group: Group) -> bool:
    """Whether nothing but a title stands between two lists of notes under one heading."""
    return before.confirmed and group.confirmed and 0 <= group.start - before.end <= 4


def _confirmed(groups: list[Group], found: Sequence[Candidate]) -> list[Group]:
    """The groups with their markers, without those that nothing confirms.

    Where no list has a heading, the last one alone is tried first: numbered paragraphs
    before it are likely to be part of the text.
    """
    if groups and not groups[0].confirmed and len(groups) > 1:
        alone = groups[-1].fresh()
        pair([alone], found)
        if alone.markers and _once_each(alone):
            return [alone]
    pair(groups, found)
    kept = [group for group in groups if group.confirmed or group.markers]
    if len(kept) < len(groups):
        kept = [group.fresh() for group in kept]
        pair(kept, found)
    return kept


def _once_each(group: Group) -> bool:
    styles = [group.section.styles[style] for style in group.styles]
    counts = [sum(len(marked.get(label, ())) for marked in styles) for label in group.markers]
    return sum(counts) <= 1.3 * len(counts)


def _paired(notes: Iterable[Note], markers: Iterable[Marker]) -> list[Note]:
    by_label: dict[str, list[Marker]] = defaultdict(list)
    for marker in markers:
        by_label[marker.label].append(marker)
    tuples = {label: tuple(dict.fromkeys(found)) for label, found in by_label.items()}
    return [
        replace(note, markers=tuple(dict.fromkeys(note.markers + tuples.pop(note.label, ()))))
        for note in notes
    ]


def _unmatched(groups: Sequence[Group], strays: Iterable[Marker]) -> list[Marker]:
    """What marks notes in this document, or in this format, and has none."""
    matched = {
        marker.span for group in groups for markers in group.markers.values() for marker in markers
    }
    loose = [marker for group in groups for marker in group.unmatched]
    return [*loose, *(marker for marker in strays if marker.span not in matched)]
