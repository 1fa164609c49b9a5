"""Notes in which works are stated as data: what is left of their words besides."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from srccheck.model import Citation, CitationStyle, Entry, EntryKind, Note, Passage, Span
from srccheck.parse.sequence import Draft


class Stated:
    """The entries that a document states, and its notes without the words that state them.

    A note that holds nothing else is not among ``notes``; so are words that cite one of the
    entries by its key, as the fields of a reference manager do.
    """

    def __init__(
        self, entries: Sequence[Entry], notes: Sequence[Note], citations: Sequence[Citation] = ()
    ) -> None:
        self.entries = list(entries)
        self.notes: list[Note] = []
        self._held: dict[int, int] = {}
        known = {entry.key: index for index, entry in enumerate(entries)}
        places = {(entry.span, index) for index, entry in enumerate(entries)}
        for citation in citations:
            if citation.style is CitationStyle.KEY and citation.label in known:
                places.add((citation.span, known[citation.label]))
        placed = sorted(places)
        for note in notes:
            first = bisect.bisect_right(placed, (note.span, -1))
            inside = []
            for span, index in placed[max(0, first - 1) :]:
                if span.start >= note.span.end:
                    break
                if note.span.overlaps(span):
                    inside.append((span, index))
            rest = without(note.passage, [span for span, _ in inside]) if inside else note.passage
            if inside and not any(letter.isalnum() for letter in rest.text):
                continue
            if inside:
                note = replace(note, passage=rest)
                self._held[id(note)] = inside[-1][1]
            self.notes.append(note)

    def settle(self, note: Note, draft: Draft) -> None:
        """Words that cite nothing else are the comment on the work that their note states."""
        index = self._held.get(id(note))
        comments = [work for work in draft.entries if work.entry.kind is EntryKind.COMMENTARY]
        if index is None or len(comments) < len(draft.entries) or draft.pointers:
            return
        entry = self.entries[index]
        if not entry.comment:
            words = " ".join(note.passage.text.split()).strip(" ,.;:()")
            self.entries[index] = replace(entry, comment=words)
        draft.entries.clear()


def without(passage: Passage, spans: Sequence[Span]) -> Passage:
    """A passage without what was read from these stretches of the source.

    >>> without(Passage.plain("See this, too.", 10), [Span(14, 18)]).text
    'See , too.'
    """
    edits = []
    for run in passage.runs:
        for span in spans:
            if span.start <= run.source_start and run.source_end <= span.end:
                edits.append((run.start, run.end, ""))
                break
            if run.end - run.start == run.source_end - run.source_start:
                first = max(span.start, run.source_start) - run.source_start
                last = min(span.end, run.source_end) - run.source_start
                if first < last:
                    edits.append((run.start + first, run.start + last, ""))
    apart = [edit for edit, before in zip(edits, [(0, 0, ""), *edits], strict=False)
             if edit[0] >= before[1]]  # fmt: skip
    return passage.replace(apart).strip()
