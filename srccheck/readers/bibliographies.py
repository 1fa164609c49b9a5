"""Entries of ``.bib`` files that a document names, with their places in the document's source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from srccheck.model import Block, Encoding, Entry, Link, Passage, Problem, Run, Span


@dataclass
class Bibliography:
    """What ``.bib`` files state: entries, the text of their fields, links and problems."""

    entries: list[Entry] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_bibliographies(source: str, spans: Sequence[Span]) -> Bibliography:
    """Read the stretches of a source that are ``.bib`` files.

    >>> source = "Text.  @book{a, title = {B}}"
    >>> found = read_bibliographies(source, [Span(7, len(source))])
    >>> source[slice(*found.entries[0].fields["title"].span)]
    'B'
    """
    from srccheck.readers.bibtex import BibtexReader  # it takes a while, and few need it

    found = Bibliography()
    for start, end in spans:
        document = BibtexReader().read(source[start:end], "", Encoding("utf-8", "text"))
        found.entries += [_entry(entry, start) for entry in document.entries]
        found.blocks += [replace(b, passage=_passage(b.passage, start)) for b in document.blocks]
        found.links += [replace(each, span=_moved(each.span, start)) for each in document.links]
        found.problems += [
            replace(each, span=_moved(each.span, start)) for each in document.problems
        ]
    return found


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _entry(entry: Entry, by: int) -> Entry:
    return replace(
        entry,
        span=_moved(entry.span, by),
        fields={
            name: replace(each, span=_moved(each.span, by)) for name, each in entry.fields.items()
        },
        identifiers=tuple(replace(each, span=_moved(each.span, by)) for each in entry.identifiers),
    )


def _passage(passage: Passage, by: int) -> Passage:
    runs = tuple(
        Run(run.start, run.end, run.source_start + by, run.source_end + by) for run in passage.runs
    )
    return Passage(passage.text, runs, passage.styles)
