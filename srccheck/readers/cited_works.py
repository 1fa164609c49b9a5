"""Works that the fields of a document state: each an entry, however often it is cited."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Encoding,
    Entry,
    Field,
    Identifier,
    Note,
    NoteKind,
    Passage,
    Span,
)
from srccheck.notes.headings import heading_kind
from srccheck.parse.keys import unique
from srccheck.readers.citation_codes import CitationCode, CitedItem
from srccheck.text.normalise import words

_LONGEST_WORK = 3000
"""In characters: a longer paragraph of a bibliography is no work."""
_PART = re.compile(r"\s*;\s*")


@dataclass(slots=True)
class _Work:
    """A work with the places at which it is cited, each with the locator that stands there."""

    item: Mapping[str, Any]
    places: list[tuple[Span, str, str]] = field(default_factory=list)
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What fields say of a document: entries, citations of them, and works listed otherwise."""

    entries: tuple[Entry, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()


class CitedWorks:
    """Gathers what each field cites.

    ``sources`` are the works that the file keeps apart from its text, by their tags.
    """

    def __init__(self, sources: Mapping[str, Mapping[str, Any]]) -> None:
        self._sources = sources
        self._works: dict[str, _Work] = {}
        self._lists: list[tuple[int, Span]] = []

    def cite(self, code: CitationCode, span: Span, shown: str, label: str, block: int) -> None:
        """A field that shows something at a place, in the note with that label if in one."""
        if code.bibliography:
            self._lists.append((block, span))
            return
        tagged = [
            CitedItem(self._sources[tag], tag, place)
            for tag, place in code.tags
            if tag in self._sources
        ]
        if len(tagged) < len(code.tags):
            return
        items = [*code.items, *tagged]
        edited = bool(code.printed) and _letters(code.printed) != _letters(shown)
        for item, part in zip(items, _parts(shown, span, len(items)), strict=True):
            work = self._works.setdefault(item.identity, _Work(item.csl))
            work.places.append((part, label, item.locator))
            if edited and not work.printed:
                work.printed = " ".join(shown.split())

    def stated(self, source: str, blocks: Sequence[Block], notes: Sequence[Note]) -> Stated:
        """All that the fields state, each field of an entry where it is printed."""
        works = list(self._works.values())
        works_listed = [note.passage for note in notes if note.kind is NoteKind.REFERENCE]
        works_listed += [block.passage for block in self._listed(blocks)]
        listed = _Listed(works_listed)
        entries = []
        for entry, work in zip(_entries(works), works, strict=True):
            span, label, _ = next((place for place in work.places if place[1]), work.places[0])
            in_list = listed.span_of(entry)
            span = in_list if in_list and not label else span
            entry = replace(_placed(entry, source, span), note_label=label)
            entries.append(replace(entry, comment=work.printed) if work.printed else entry)
        entries = list(unique(entries))
        citations = [
            Citation(CitationStyle.KEY, span, entry.key, locator=locator)
            for entry, work in zip(entries, works, strict=True)
            for span, _, locator in work.places
        ]
        citations.sort(key=lambda citation: (citation.span, citation.label))
        for span, key in listed.found(entries):
            citations.append(Citation(CitationStyle.KEY, span, key))
        return Stated(tuple(entries), tuple(citations), tuple(self._listed_notes(blocks)))

    def _listed(self, blocks: Sequence[Block]) -> list[Block]:
        """The paragraphs of the bibliographies that were made from fields."""
        found = []
        for first, span in self._lists:
            for block in blocks[max(0, first - 1) :]:
                place = block.passage.span()
                if place.start >= span.end:
                    break
                if span.covers(place) and place.end > place.start and not _is_heading(block):
                    found.append(block)
        return found

    def _listed_notes(self, blocks: Sequence[Block]) -> Iterable[Note]:
        for block in self._listed(blocks):
            if block.kind is not BlockKind.HEADING and len(block.passage) <= _LONGEST_WORK:
                yield Note("", block.passage, block.passage.span(), NoteKind.REFERENCE)


class _Listed:
    """The paragraphs of a bibliography, to be found by the titles in them."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._paragraphs = [(_folded(passage.text), passage.span()) for passage in passages]
        self._of_word: dict[str, list[int]] = defaultdict(list)
        for number, (text, _) in enumerate(self._paragraphs):
            for word in set(text.split()):
                self._of_word[word].append(number)

    def span_of(self, entry: Entry) -> Span | None:
        """The paragraph that holds the title of an entry and the name or year that is its own."""
        title = _folded(entry.value("title"))
        if len(title) < 6:
            return None
        rarest = min(title.split(), key=lambda word: len(self._of_word[word]))
        for text, span in (self._paragraphs[number] for number in self._of_word[rarest]):
            if title in text and any(sign in text for sign in _signs(entry)):
                return span
        return None

    def found(self, entries: Iterable[Entry]) -> Iterable[tuple[Span, str]]:
        """The paragraphs that print one of the entries, with its key."""
        for entry in entries:
            span = self.span_of(entry)
            if span is not None:
                yield span, entry.key


def _entries(works: Iterable[_Work]) -> tuple[Entry, ...]:
    """The works as entries, with keys as of parsed references unless they have their own."""
    from srccheck.readers.csl_json import CslJsonReader

    items = [{name: value for name, value in work.item.items() if name != "id"} for work in works]
    source = json.dumps(items, ensure_ascii=False)
    return CslJsonReader().read(source, "", Encoding("utf-8", "text")).entries


def _signs(entry: Entry) -> list[str]:
    names = [name.family for role in ("author", "editor") if role in entry.fields
             for name in entry.fields[role].names]  # fmt: skip
    date = entry.fields.get("date")
    signs = [_folded(name) for name in names[:3]]
    signs += [f" {date.date.year}"] if date and date.date else []
    return [sign for sign in signs if sign.strip()] or [""]


def _folded(text: str) -> str:
    return f" {' '.join(words(text))} " if text else ""


def _letters(text: str) -> str:
    return "".join(words(text))


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or bool(heading_kind(block.passage.text))


def _parts(shown: str, span: Span, number: int) -> list[Span]:
    """The stretch of what a field shows for each of its works; all of it where that is not sure."""
    cuts = [match.span() for match in _PART.finditer(shown)]
    if number == 1 or len(cuts) != number - 1 or span.end - span.start != len(shown):
        return [span] * number
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(shown)]
    return [Span(span.start + first, span.start + last)
            for first, last in zip(starts, ends, strict=True)]  # fmt: skip


def _placed(entry: Entry, source: str, span: Span) -> Entry:
    """An entry that stands at a place: each field where it is printed, else at all of it."""
    printed = source[slice(*span)]
    fields = {name: _field(field, printed, span) for name, field in entry.fields.items()}
    identifiers = tuple(
        Identifier(one.scheme, one.value, _found(one.value, printed, span) or span)
        for one in entry.identifiers
    )
    return replace(entry, fields=fields, span=span, raw=printed, identifiers=identifiers)


def _field(field: Field, printed: str, span: Span) -> Field:
    wanted = field.value
    if field.names:
        wanted = field.names[0].family
    elif field.date:
        wanted = f"{field.date.year}"
    place = _found(wanted, printed, span) or span
    raw = printed[place.start - span.start : place.end - span.start]
    return replace(field, raw=raw, span=place)


def _found(value: str, printed: str, span: Span) -> Span | None:
    start = printed.find(value) if value else -1
    return Span(span.start + start, span.start + start + len(value)) if start >= 0 else None
