"""What the readers of JATS and TEI gather while they walk through a tree."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Encoding,
    Entry,
    Link,
    Marker,
    Note,
    Passage,
    Problem,
    Span,
)
from srccheck.notes import collect
from srccheck.readers.drafts import links_of

_BRACKETS = re.compile(r"[\s\[\](){}.:,;*^]+")
_YEAR = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d(?:[-–/]\d{2,4})?[a-z]?)(?![\w])")
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s(?:[^\W\d_][\w'’.\-]*))*")
_JOINTS = re.compile(r",|;|&|\bet al\b\.?|\b(?:and|et|und|y|e)\b")


def bare_label(text: str) -> str:
    """The label of a note or reference without brackets and stops.

    >>> bare_label("[12]."), bare_label("*")
    ('12', '*')
    """
    return _BRACKETS.sub(" ", text).strip() or text.strip()


def read_pointer(text: str, span: Span, label: str) -> Citation:
    """A citation from what the text prints for it, and the label of what it points to.

    >>> read_pointer("(Doe and Roe 2020a)", Span(0, 19), "").names
    ('Doe', 'Roe')
    >>> read_pointer("[4]", Span(0, 3), "").style.value
    'numeric'
    """
    bare = bare_label(text)
    if re.fullmatch(r"\d{1,4}[a-z]?", bare):
        return Citation(CitationStyle.NUMERIC, span, label or bare)
    year = _YEAR.search(bare)
    if year:
        before = _JOINTS.split(bare[: year.start()])
        names = tuple(part.strip() for part in before if _NAME.fullmatch(part.strip()))
        return Citation(CitationStyle.AUTHOR_DATE, span, label, names, year[1])
    style = CitationStyle.NUMERIC if label.isdigit() else CitationStyle.AUTHOR_DATE
    return Citation(style, span, label or bare, () if label else (bare,) if bare else ())


@dataclass(slots=True)
class Gathered:
    """The parts of a document in the making; notes and markers are paired by identifiers."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    """By the identifier that markers point to."""
    markers: list[tuple[str, Marker]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    metadata: dict[str, object] = field(default_factory=dict)
    language: str = ""

    def add(
        self, kind: BlockKind, passage: Passage, level: int = 0, label: str = "", anchor: str = ""
    ) -> None:
        """Add a block, unless it is empty."""
        if passage.text:
            self.blocks.append(Block(kind, passage, level, label, anchor))

    def is_stated(self, span: Span) -> bool:
        """Whether a stretch of the source lies in an entry, which has links of its own."""
        place = bisect.bisect_right(self.entries, span, key=lambda entry: entry.span) - 1
        return place >= 0 and self.entries[place].span.covers(span)

    def document(
        self,
        format_: str,
        source: str,
        path: str,
        encoding: Encoding,
        problems: Sequence[Problem],
    ) -> Document:
        """The document, its notes with their markers."""
        notes, strays = _paired(self.notes, self.markers)
        links = [*self.links, *(link for entry in self.entries for link in links_of(entry))]
        unmatched = tuple(strays)
        blocks = sorted(self.blocks, key=lambda block: block.passage.span().start)
        if not notes and not self.entries:
            notes, unmatched = collect(blocks, (), strays)
        return Document(
            path=path,
            format=format_,
            source=source,
            encoding=encoding,
            blocks=tuple(blocks),
            links=tuple(sorted(dict.fromkeys(links), key=lambda link: link.span)),
            notes=tuple(sorted(notes, key=lambda note: note.span)),
            unmatched=unmatched,
            metadata=self.metadata,
            problems=tuple(problems),
            entries=tuple(self.entries),
            language=self.language,
            citations=tuple(sorted(self.citations, key=lambda citation: citation.span)),
        )


def _paired(
    notes: Mapping[str, Note], markers: Iterable[tuple[str, Marker]]
) -> tuple[tuple[Note, ...], list[Marker]]:
    own: dict[str, list[Marker]] = {}
    strays = []
    for target, marker in markers:
        if target in notes:
            own.setdefault(target, []).append(replace(marker, label=notes[target].label))
        else:
            strays.append(marker)
    paired = (
        replace(note, markers=(*note.markers, *own.get(target, ())))
        for target, note in notes.items()
    )
    return tuple(paired), strays
