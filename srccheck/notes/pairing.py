"""Notes and markers held against each other."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from srccheck.model import Marker, Note, NoteKind
from srccheck.notes.chapters import resets
from srccheck.notes.glued import rising
from srccheck.notes.markers import STRENGTH, UNMISTAKABLE, Candidate

AHEAD = 5
"""A number this far past the last note may still be a marker whose note is missing."""


_SOME = 20
"""So many markers that may be those of another chapter say enough."""


class Section:
    """A part of the text and what is written like a marker there, by style and label."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self.styles: dict[str, dict[str, list[Marker]]] = defaultdict(lambda: defaultdict(list))
        self.labels: set[str] = set()
        self.glued: list[Marker] = []
        for candidate in found:
            marker = candidate.marker
            if marker.style == "plain":
                self.glued.append(marker)
            self.styles[marker.style][marker.label].append(marker)
            self.labels.add(marker.label)

    def marked(
        self, style: str, labels: Set[str], *, in_order: bool = True
    ) -> dict[str, list[Marker]]:
        """What is marked in a style; of glued digits only what marks these notes in order."""
        if style != "plain" or not in_order:
            return self.styles.get(style, {})
        run = rising(
            [int(marker.label) for marker in self.glued], {int(n) for n in labels if n.isdecimal()}
        )
        return {self.glued[place].label: [self.glued[place]] for place in run}


@dataclass
class Group:
    """Notes that share one numbering, and the markers in their part of the text.

    ``confirmed`` says whether a heading announces them; if none does, markers must.
    ``place`` and ``end`` are the first and last block of its last list, ``style`` is that of
    the labels. ``start`` is the first block of its first list. ``chapter`` says whether it
    follows the notes of the chapter before, ``opens`` is the block at which its text begins,
    ``unsure`` that this is not known, so that its markers may be those of another chapter.
    """

    notes: list[Note]
    place: int
    end: int
    confirmed: bool
    style: str = ""
    start: int = 0
    opens: int = -1
    chapter: bool = False
    unsure: bool = False
    section: Section = field(default_factory=lambda: Section(()))
    styles: set[str] = field(default_factory=set)
    markers: dict[str, list[Marker]] = field(default_factory=dict)
    unmatched: list[Marker] = field(default_factory=list)

    def fresh(self) -> Group:
        """The same group before it was paired."""
        return Group(
            self.notes,
            self.place,
            self.end,
            self.confirmed,
            self.style,
            self.start,
            self.opens,
            self.chapter,
        )

    @property
    def labels(self) -> set[str]:
        """The labels of the notes."""
        return {note.label for note in self.notes}


def pair(groups: Sequence[Group], found: Sequence[Candidate]) -> None:
    """Give each group the markers of its part of the text, in the style that marks its notes."""
    _share_out(groups, found)
    preference = _preference(groups)
    used: set[str] = set()
    for index, group in enumerate(groups):
        before = groups[index - 1] if index else None
        shared = before is not None and before.section is group.section and not group.unsure
        used = used | before.styles if before and shared else set()
        order = ["symbol"] if _is_symbolic(group) else [s for s in preference if s not in used]
        _mark(group, order, shared=shared)


def _share_out(groups: Sequence[Group], found: Sequence[Candidate]) -> None:
    """Each group's section: the text between the group before it and the one after it."""
    orders = [candidate.order[0] for candidate in found]
    begin = first = 0
    for after in range(1, len(groups) + 1):
        if after < len(groups) and groups[after].chapter:
            continue
        run = groups[first:after]
        last = run[-1]
        stop = bisect.bisect_right(orders, last.end) if after < len(groups) else len(found)
        if not last.confirmed:  # only what stands before a list can show that it is one of notes
            stop = max(begin, bisect.bisect_right(orders, last.place))
        before = groups[first - 1] if first else None
        _share_among(run, found[begin:stop], before)
        begin, first = stop, after


def _share_among(run: Sequence[Group], found: Sequence[Candidate], before: Group | None) -> None:
    """The sections of one group, or of groups for one chapter of the text each."""
    cuts = _cuts(run, found)
    if cuts is None:
        section = Section(found)
        for group in run:
            group.section, group.unsure = section, True
        return
    for group, (start, end) in zip(run, itertools.pairwise([0, *cuts, len(found)]), strict=True):
        section = Section(found[start:end])
        shared = before is not None and not section.labels & group.labels
        group.section = before.section if before and shared else section
        before = group


def _cuts(run: Sequence[Group], found: Sequence[Candidate]) -> list[int] | None:
    """Where the chapters of the text begin, by their titles or by numbers that begin anew."""
    if all(group.opens >= 0 for group in run[1:]):
        orders = [candidate.order[0] for candidate in found]
        return [bisect.bisect_left(orders, group.opens) for group in run[1:]]
    styles: dict[str, list[int]] = defaultdict(list)
    for place, candidate in enumerate(found):
        if candidate.marker.label.isdecimal():
            styles[candidate.marker.style].append(place)
    for places in styles.values():
        anew = resets([int(found[place].marker.label) for place in places])
        if len(anew) == len(run) - 1:
            return [places[index] for index in anew]
    return None


def _preference(groups: Sequence[Group]) -> list[str]:
    """The styles in the order in which they agree with the notes of the whole document."""
    scores: Counter[str] = Counter()
    for group in groups:
        labels = group.labels
        for style, marked in group.section.styles.items():
            alike = 2 if group.style and style.endswith(group.style) else 1
            scores[style] += len(labels & marked.keys()) * STRENGTH.get(style, 0) * alike
    return [style for style, score in scores.most_common() if score]


def _is_symbolic(group: Group) -> bool:
    return not group.notes[0].label.isdecimal()


def _mark(group: Group, preference: Sequence[str], *, shared: bool) -> None:
    labels = group.labels
    for style in preference:
        marked = group.section.marked(style, labels, in_order=not group.unsure)
        if not _agrees(labels, marked.keys(), style, group):
            continue
        primary = not group.styles
        if not primary and STRENGTH.get(style, 0) < 3:
            continue
        group.styles.add(style)
        for label in labels - group.markers.keys():
            if label in marked:
                group.markers[label] = marked[label][:_SOME] if group.unsure else marked[label]
        if primary and not shared and not group.unsure and style != "plain":
            for label in marked.keys() - labels:
                if _may_miss_note(label, labels, style):
                    group.unmatched.extend(marked[label])


def _agrees(labels: set[str], marked: Set[str], style: str, group: Group) -> bool:
    """Whether a style marks these notes: its labels are theirs."""
    hits = len(labels & marked)
    if not hits:
        return False
    if style == "symbol":
        written = group.section.styles[style]
        noted = Counter(note.label for note in group.notes)
        agree = [n for n, count in noted.items() if count <= len(written[n]) <= 3 * count]
        return len(agree) * 2 >= len(labels)
    strength = STRENGTH.get(style, 0)
    if not group.confirmed:
        wanted = {1: 3, 2: 2}.get(strength, 1)
        if style == "plain" and labels == group.section.styles[style].keys():
            return True
        return hits * (3 if strength < 3 else 2) >= len(labels) * min(wanted, 2) and (
            strength > 2 or len(labels) > 1
        )
    if strength >= 3:
        return True
    if strength == 2:
        return hits * 2 >= len(marked) or hits * 2 >= len(labels)
    return hits * 2 >= len(labels) and hits * 3 >= len(marked) * 2


def _may_miss_note(label: str, labels: set[str], style: str) -> bool:
    if not label.isdecimal():
        return False
    last = max(int(other) for other in labels if other.isdecimal())
    ahead = AHEAD if STRENGTH.get(style, 0) > 1 else 2
    return int(label) <= last + ahead


def results(groups: Iterable[Group]) -> Iterator[Note]:
    """The notes with their markers; a list that no heading or marker confirms is none."""
    for group in groups:
        if not group.confirmed and not group.markers:
            continue
        cited = len(group.markers) * 2 >= len(group.labels)
        by_label = {label: tuple(markers) for label, markers in group.markers.items()}
        for note in group.notes:
            kind = note.kind
            if kind is NoteKind.REFERENCE and note.label and cited:
                kind = NoteKind.ENDNOTE
            yield replace(note, kind=kind, markers=by_label.get(note.label, ()))


def without_notes(found: Sequence[Candidate]) -> list[Marker]:
    """The markers of a text that has no notes at all: only what can be nothing else."""
    for style in UNMISTAKABLE:
        markers = [candidate.marker for candidate in found if candidate.marker.style == style]
        if {"1", "2"} <= {marker.label for marker in markers}:
            return markers
    return []
