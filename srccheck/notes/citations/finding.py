"""Where the running text cites a work of the reference list, by name and year, number or label."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Marker,
    Note,
    NoteKind,
    Passage,
    Span,
)
from srccheck.notes.citations.evidence import follows, is_led_in, may_be_author, places_in
from srccheck.notes.citations.names import Names, names_before
from srccheck.notes.citations.resolving import resolve
from srccheck.notes.citations.works import Shelf, sounds, works_of
from srccheck.notes.citations.years import Years, find_years, parts
from srccheck.notes.headings import heading_kind

_GROUP = re.compile(r"[(\[]((?:[^()\[\]]|[(\[][^()\[\]]{0,80}[)\]]){1,600})[)\]]")
_AGAIN = re.compile(
    r"(?:[:,]\s?(?:(?:pp?|S|pág|p[áa]gs|с)\.\s?)?[\d–-]{1,9}(?:\s?ff?\.|\s?sqq?\.)?)?"
    r"\s?[,;&/]?\s?(?:(?:and|et|und|y|e|sowie|и)\s)?"
)
_PLACE = re.compile(
    r"\s?[,:]\s?((?:(?:pp?|S|ss?|§{1,2}|chap|ch|cap|Kap|para|fig|n|nn|vol|t|págs?|с|Bd)\.?\s?)?"
    r"(?:\d|[ivxlc]{1,6}\b)[^;()\[\]]{0,40})"
)
_QUOTED_IN = re.compile(
    r"\b(?:(?:quoted|cited|reprinted)\s(?:in|by|from)|citée?s?\s(?:par|dans|in|d['’]après)"
    r"|zit(?:iert|\.)\s(?:nach|n\.|in|bei)|citad[oa]s?\s(?:en|por|em)|citat[oaie]\s(?:in|da)"
    r"|cit\.\s(?:in|da|por|en|par|em)|apud)\s",
    re.IGNORECASE,
)
_LABEL = r"[^\W\d_][^\W\d_+]{0,11}\+?(?:\d\d(?:\d\d)?)[a-z]?"
_LABELS = re.compile(rf"\[({_LABEL}(?:\s?[,;]\s?{_LABEL}){{0,12}})((?:,\s[^\[\]]{{1,40}})?)\]")
_OPENING = re.compile(r"\(\s?$")
_LOOK = 160
_OLD = 1900
"""A single year before it, after a name that the list has not, is a date of history."""


def find_citations(document: Document) -> tuple[Citation, ...]:
    """The citations of a document: those that its format states, and those its text writes.

    Author-date citations are looked for only where the document has a reference list. A year in
    brackets is one only if a name stands before it that the list has, or if nothing else can be
    meant.

    Args:
        document: a document with its notes; those of its reference list are not looked into.

    Returns:
        All citations in the order of the text.
    """
    works = works_of(document)
    found = dict.fromkeys(document.citations)
    if works:
        finder = _Finder(document, Shelf(works))
        for citation in finder.find():
            found.setdefault(citation)
    for citation in _numbered(document):
        found.setdefault(citation)
    return tuple(sorted(found, key=lambda one: (one.span, one.label, one.year)))


class _Finder:
    """Looks through the running text and the notes of one document."""

    def __init__(self, document: Document, shelf: Shelf) -> None:
        self.document = document
        self.shelf = shelf
        self.places = places_in(document)
        self.closed: tuple[Passage, int] | None = None
        """Where the last bracket with a citation closes."""
        self.dated = sum(1 for work in shelf.works if work.years or work.undated)
        labels = [work.label for work in shelf.works if re.fullmatch(_LABEL, work.label)]
        stated = any(one.style is CitationStyle.KEY for one in document.citations)
        self.labels = frozenset(labels if len(labels) * 2 > len(shelf.works) and not stated else ())

    def find(self) -> Iterator[Citation]:
        """The citations, each once."""
        for passage in self._passages():
            if self.labels:
                yield from self._labelled(passage)
            if self.dated:
                yield from self._in_passage(passage)
        if self.dated:
            for note in self.document.notes:
                if note.kind is not NoteKind.REFERENCE:
                    yield from self._bare(note.passage)

    def _passages(self) -> Iterator[Passage]:
        lists = sorted(n.span for n in self.document.notes if n.kind is NoteKind.REFERENCE)
        covered = []
        for block in self.document.blocks:
            if block.kind in (BlockKind.RULE, BlockKind.CODE) or not block.passage.text:
                continue
            span = block.passage.span()
            covered.append(span)
            index = bisect.bisect_left(lists, span.end, key=lambda one: one.start) - 1
            if index < 0 or lists[index].end <= span.start:
                yield block.passage
            elif lists[index].start > span.start:
                first = next(one for one in lists if one.end > span.start)
                texts = range(len(block.passage))
                end = bisect.bisect_left(texts, first.start, key=block.passage.source_offset)
                yield block.passage.slice(0, end)
        covered.sort()
        for note in self.document.notes:
            if note.kind is not NoteKind.REFERENCE and not _is_inside(note.span, covered):
                yield note.passage

    def _labelled(self, passage: Passage) -> Iterator[Citation]:
        for match in _LABELS.finditer(passage.text):
            for label in re.finditer(_LABEL, match[1]):
                start = match.start(1) + label.start()
                span = passage.span(start, start + len(label[0]))
                place = match[2].strip(" ,")
                yield Citation(CitationStyle.ALPHABETIC, span, label[0], locator=place)

    def _in_passage(self, passage: Passage) -> Iterator[Citation]:
        for group in _GROUP.finditer(passage.text):
            if "http" in group[1] or (group[0][0] == "[" and group[1][:1] in "^@"):
                continue
            for nested in _GROUP.finditer(passage.text, group.start(1), group.end(1)):
                yield from self._in_group(passage, nested.start(1), nested.end(1))
            cited = list(self._in_group(passage, group.start(1), group.end(1)))
            self.closed = (passage, group.end(1)) if cited else None
            yield from cited

    def _in_group(self, passage: Passage, start: int, end: int) -> Iterator[Citation]:
        """The citations between two brackets; years alone go with the names before them."""
        text = passage.text[start:end]
        at, last = 0, None
        pending: list[Citation] = []
        for found in find_years(text):
            before = text[at : found.start]
            if not before.strip() and at == 0:
                last = self._running(passage, start, found, text[found.end :])
                if last is None:
                    return
                name_start = last.start
            else:
                own = _with_authors(before)
                names = names_before(before[own:])
                if names and self._is_cited(names, found, before[own:]):
                    names = self._trimmed(names, found, before[own:])
                    last = names
                    name_start = start + at + own + names.start
                elif last and _AGAIN.fullmatch(before) and found.dated and before[:2] != ": ":
                    name_start = start + found.start
                else:
                    at, last = found.end, None
                    continue
            if pending and _QUOTED_IN.search(before):
                pending = [one for one in pending if resolve(one, self.shelf).exact]
            yield from pending
            closed = name_start < start and start + found.end == end
            span = passage.span(name_start, start + found.end + closed)
            place = _PLACE.match(text, found.end)
            pending = [
                Citation(
                    CitationStyle.AUTHOR_DATE,
                    span,
                    "",
                    last.names,
                    year,
                    place[1].strip() if place and year is found.years[-1] else "",
                )
                for year in found.years
            ]
            at = found.end
        yield from pending

    def _is_cited(self, names: Names, years: Years, before: str) -> bool:
        """Whether names and a year in one bracket cite: known, or nothing else in sight."""
        if any(resolve(one, self.shelf).known for one in _trial(names.names, years)):
            return True
        if not years.dated:
            return bool(self.shelf.named(names.names[0]))
        head = before[: names.start].rstrip()
        if len(names.names[0].split()) > 4 or re.search(r"\d", before[names.start :]):
            return False
        first = parts(years.years[0])[0]
        if first[0] < _OLD and not names.joined:
            return False
        if len(names.names) == 1 and not self._may_be_author(names.names[0]):
            return False
        return not head or head.endswith((";", ",", ":", ".")) or is_led_in(head)

    def _may_be_author(self, name: str) -> bool:
        return may_be_author(name, self.places) and not self.shelf.mentioning(name)

    def _running(self, passage: Passage, start: int, years: Years, rest: str) -> Names | None:
        """The names in the sentence before a year in brackets, or none if it is another date."""
        after = rest.strip()
        if (
            after
            and after[0] not in ",:;]"
            and not re.match(r"[\[(]|(?:and|et|und|y|e|&)\s", after)
        ):
            return None
        text = passage.text
        begin = max(0, start - _LOOK)
        before = text[begin : start - 1].rstrip()
        before = re.sub(r"(?:['’]s?)$", "", before)
        names = names_before(before)
        if names is None:
            return None
        moved = names._replace(start=names.start + begin)
        chosen = self._chosen(names, years, before)
        if chosen is not None:
            return chosen._replace(start=chosen.start + begin)
        lead = before[: names.start]
        single = names.names[-1]
        if (
            len(names.names) > 1
            and "," in before[names.start :]
            and not re.search(r"\s(?:and|et|und|y|e|&)\s", before[names.start :])
        ):
            return None
        first = parts(years.years[0])[0][0] if years.dated else 0
        if not years.dated or first < _OLD or len(single.split()) > 2:
            return None
        closing = text[start + years.end + len(rest) + 1 :][:40]
        if re.search(r"\bal\.?$", before):
            return moved
        if len(single.split()) > 1 and not names.joined:
            return None
        if is_led_in(lead, closing):
            return moved
        goes_on = begin + follows(lead)
        return moved if self.closed and self.closed == (passage, goes_on) else None

    def _chosen(self, names: Names, years: Years, text: str) -> Names | None:
        """The names, or the last of them, as many as works of the list have.

        ``text`` is that before the years; names begin at their place in it.
        """
        for shorten in (False, True):
            for drop in range(len(names.names)):
                tried = names.names[drop:]
                if shorten:
                    tried = tuple(_family(name.split()) for name in tried)
                trial = [resolve(one, self.shelf) for one in _trial(tried, years)]
                whole = all(self.shelf.named(name) for name in tried)
                sure = any(one.exact or one.other_name for one in trial)
                if sure or ((whole or shorten) and any(one.known for one in trial)):
                    start = text.rfind(tried[0], names.start)
                    chosen = names._replace(names=tried, start=max(start, names.start))
                    return self._trimmed(chosen, years, text)
        return None

    def _trimmed(self, names: Names, years: Years, text: str) -> Names:
        """The names without the words before the first that no work of that name has."""
        found = [w for one in _trial(names.names, years) for w in resolve(one, self.shelf).works]
        if not found:
            return names
        first = names.names[0]
        while " " in first and not any(set(sounds(first.split()[0])) & w.names for w in found):
            rest = first.partition(" ")[2]
            if not set(self.shelf.named(rest)) & set(found):
                break
            first = rest
        elided = re.match(r"[dDlL]['’](?=\w)", first)
        if elided and not any(elided[0][0].lower() in work.names for work in found):
            first = first[elided.end() :]
        start = text.find(first, names.start)
        return names._replace(names=(first, *names.names[1:]), start=max(start, names.start))

    def _bare(self, passage: Passage) -> Iterator[Citation]:
        """Citations in a note without brackets: only what the list has, or nearly has."""
        text = passage.text
        groups = [match.span() for match in _GROUP.finditer(text)]
        for years in find_years(text):
            if any(start < years.start < end for start, end in groups) or not years.dated:
                continue
            after = text[years.end : years.end + 1]
            if after not in ("", ",", ":", ";", ".", ")"):
                continue
            begin = max(0, years.start - _LOOK)
            before = text[begin : years.start]
            if before.rstrip().endswith(("(", "[")) or before.rstrip()[-1:] in ",:":
                continue
            names = names_before(before)
            chosen = names and self._chosen(
                names._replace(start=names.start + begin), years, before
            )
            if not chosen:
                continue
            place = _PLACE.match(text, years.end)
            for year in years.years:
                span = passage.span(begin + chosen.start, years.end)
                yield Citation(
                    CitationStyle.AUTHOR_DATE, span, "", chosen.names, year,
                    place[1].strip(" .") if place else "",
                )  # fmt: skip


def _trial(names: tuple[str, ...], years: Years) -> Iterator[Citation]:
    for year in years.years:
        yield Citation(CitationStyle.AUTHOR_DATE, Span(0, 0), "", names, year)


def _family(name: list[str]) -> str:
    """The last word of a name with the particles right before it."""
    start = len(name) - 1
    while start > 0 and name[start - 1].islower():
        start -= 1
    return " ".join(name[start:])


def _with_authors(before: str) -> int:
    """Where the authors begin before a year: after the last semicolon, unless it joins names."""
    cuts = [match.end() for match in re.finditer(";", before)]
    for cut in reversed(cuts):
        first = before[:cut].rstrip("; ").rpartition(";")[2].strip()
        if not re.fullmatch(r"[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ' ’-]{1,40}", first):
            return cut
    return 0


def _is_inside(span: Span, covered: list[Span]) -> bool:
    index = bisect.bisect_right(covered, span.end, key=lambda one: one.start) - 1
    return index >= 0 and covered[index].overlaps(span)


def _numbered(document: Document) -> Iterator[Citation]:
    """The markers that point to the items of a numbered reference list."""
    if not any(note.label.isdecimal() and note.markers for note in document.notes):
        return
    first = next((n for n in document.notes if n.label.isdecimal() and n.markers), None)
    if first is None or _heading_above(document.blocks, first) != "bibliography":
        return
    markers: Iterable[Marker] = (
        *(one for note in document.notes if note.label.isdecimal() for one in note.markers),
        *(one for one in document.unmatched if one.label.isdecimal()),
    )
    for marker in markers:
        yield Citation(CitationStyle.NUMERIC, marker.span, marker.label)


def _heading_above(blocks: Iterable[Block], note: Note) -> str:
    """The kind of the last heading of a list before a note, or in the paragraph it stands in."""
    kind = ""
    for block in blocks:
        span = block.passage.span()
        if span.start > note.span.start:
            break
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            first = block.passage.text.partition("\n")[0]
            kind = heading_kind(first) or kind
    return kind


def with_citations(document: Document) -> Document:
    """The document with the citations that its running text writes."""
    return replace(document, citations=find_citations(document))
