"""One note into what it cites, in order: sources in full, and short forms of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from srccheck.model import Document, Entry, Name, Origin, Passage, Pointer, Span
from srccheck.parse.addresses import identifiers_in
from srccheck.parse.entries import Workshop
from srccheck.parse.leadins import lead_in
from srccheck.parse.marks import find_marks
from srccheck.parse.pointing import Memory
from srccheck.parse.reading import Mark, italics, trimmed
from srccheck.parse.relations import Relation, link
from srccheck.parse.repeats import find_repeats
from srccheck.parse.same_author import in_its_place, mark_end
from srccheck.parse.shape import SAME_AUTHOR, is_backward
from srccheck.parse.short_forms import LEAD, ShortForm, find_forms
from srccheck.parse.split import Piece, split
from srccheck.parse.unmarked import YEAR
from srccheck.parse.words import prose_words
from srccheck.parse.works import Work

_TAIL = re.compile(
    rf"[\s,;(]{{0,3}}(?<!\w){LEAD.pattern.removesuffix(chr(92) + 's')}\s{{0,2}}$", re.IGNORECASE
)
"""The words that lead to a short form, at the end of what is before it."""


class Pointed(NamedTuple):
    """A short form with the works it may stand for; ``sure`` if it stands for the only one."""

    form: ShortForm
    works: tuple[Work, ...]
    sure: bool
    label: str
    span: Span
    raw: str

    def pointer(self, keys: Mapping[int, str]) -> Pointer:
        """The pointer, with the final keys of entries."""
        named = tuple(keys[id(work.entry)] for work in self.works)
        target = named[0] if self.sure else ""
        candidates = () if self.sure else named
        return Pointer(
            self.form.form, self.span, self.raw, self.label, target, candidates, self.form.pages
        )


@dataclass(slots=True)
class Draft:
    """What a note holds, its entries not yet under their final keys."""

    entries: list[Work] = field(default_factory=list)
    sources: list[Work] = field(default_factory=list)
    pointers: list[Pointed] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


class _Item(NamedTuple):
    """A source or a short form, with its place in the text."""

    start: int
    end: int
    work: Work | None
    pointed: Pointed | None


def read_note(
    passage: Passage,
    document: Document,
    label: str,
    memory: Memory | None,
    before: Work | None = None,
) -> Draft:
    """What a note holds; without a memory, as in a list of references, no short forms."""
    text = passage.text
    shop = Workshop(passage, document.source, label, document.language, identifiers_in(text))
    marks = find_marks(text, italics(passage, 0, len(text)))
    forms: list[ShortForm] = []
    if memory:
        memory.open(label, text)
        forms = find_forms(text, marks)
        forms += find_repeats(text, marks, memory.works, forms)
        forms.sort(key=lambda form: form.start)
        before = memory.author_of
    reader = _NoteReader(shop, marks, memory, before)
    return reader.read(forms)


@dataclass(slots=True)
class _NoteReader:
    shop: Workshop
    marks: list[Mark]
    memory: Memory | None
    before: Work | None
    draft: Draft = field(default_factory=Draft)
    items: list[_Item] = field(default_factory=list)

    def read(self, forms: list[ShortForm]) -> Draft:
        """Take what is between the short forms, and them, in order."""
        text = self.shop.passage.text
        at = 0
        loose: list[str] = []
        for form in forms:
            loose += self._between(at, form.start)
            pointed = self._point(form)
            if pointed:
                self.items.append(_Item(form.start, form.end, None, pointed))
                at = form.end
        loose += self._between(at, len(text))
        self._settle(loose)
        self._relate()
        return self.draft

    def _between(self, start: int, end: int) -> list[str]:
        """Take the sources of a stretch; its other words, if it has no source."""
        text = self.shop.passage.text
        start, end = trimmed(text, start, end)
        while start < end and text[start] in " ;,.)\u00a0":
            start += 1
        tail = _TAIL.search(text, max(start, end - 60), end)
        if tail and end < len(text.rstrip()):
            end = tail.start()
        if start >= end:
            return []
        pieces = self._pieces(start, end)
        if not any(piece.source for piece in pieces):
            return [text[start:end]]
        self._cite(pieces)
        return []

    def _pieces(self, start: int, end: int) -> list[Piece]:
        text = self.shop.passage.text[start:end]
        marks = [
            Mark(m.kind, m.start - start, m.end - start, m.inner_start - start, m.inner_end - start)
            for m in self.marks
            if start <= m.start and m.end <= end
        ]
        identifiers = [
            (one.start - start, one.end - start)
            for one in self.shop.identifiers
            if start <= one.start and one.end <= end
        ]
        pieces = split(text, marks, identifiers)
        return [Piece(one.start + start, one.end + start, one.source) for one in pieces]

    def _cite(self, pieces: list[Piece]) -> None:
        """Sources with the words before each; the words after the last go to the last."""
        text = self.shop.passage.text
        words: list[str] = []
        sources = [index for index, piece in enumerate(pieces) if piece.source]
        for index, piece in enumerate(pieces):
            here = " ".join(text[piece.start : piece.end].split())
            if not piece.source:
                words.append(here)
                continue
            if index == sources[-1]:
                words += [" ".join(text[p.start : p.end].split()) for p in pieces[index + 1 :]]
            start, end = trimmed(text, piece.start, piece.end)
            self._add(self._cited(start, end, " ".join(words)), start, end)
            words = []

    def _cited(self, start: int, end: int, comment: str) -> Entry:
        """The entry of a reference; "idem" is read as the author whom it stands for."""
        text = self.shop.passage.text
        first = start + lead_in(text[start:end])
        last = mark_end(text, start, end) if self.memory is None else -1
        first = start if last >= 0 else first
        same = SAME_AUTHOR.match(text, first, end)
        author = self.before.entry.fields.get("author") if self.before else None
        if same and not (author and author.names) and same.end() < end:
            return self.shop.cited(same.end(), end, comment)
        if not ((same or last >= 0) and author and author.names):
            return self.shop.cited(start, end, comment)
        if last >= 0:
            name = in_its_place(text, last, "; ".join(str(name) for name in author.names))
        elif same:
            word = same.group().strip().rstrip(" ,:")
            last = first + len(word if word[:1].isalpha() else word.rstrip("."))
            name = " and ".join(filter(None, (_spoken(name) for name in author.names)))
        passage = _upright(self.shop.passage.slice(0, end), first, last)
        passage = passage.replace([(first, last, name)])
        shop = replace(self.shop, passage=passage, identifiers=identifiers_in(passage.text))
        entry = shop.cited(start, len(passage), comment)
        span = self.shop.passage.span(first, last)
        own = replace(author, raw=self.shop.source[span.start : span.end], span=span)
        return replace(entry, fields={**entry.fields, "author": own})

    def _add(self, entry: Entry, start: int, end: int) -> None:
        work = Work.of(entry)
        self.draft.entries.append(work)
        self.draft.sources.append(work)
        self.items.append(_Item(start, end, work, None))
        self.before = work
        if self.memory:
            self.memory.notes[-1].places.append((self.memory.works.add(work),))
            if _is_short(entry):
                form = ShortForm("short-title", start, end, pages=entry.value("pages"))
                pointed = Pointed(form, (), False, self.shop.label, entry.span, entry.raw)
                self.draft.pointers.append(pointed)

    def _point(self, form: ShortForm) -> Pointed | None:
        works = self.memory.resolve(form) if self.memory else None
        if works is None or not self.memory:
            return None
        if not (form.form == "supra" and form.bare):  # "see note 3" cites nothing anew
            self.memory.notes[-1].places.append(works)
        sure = len(works) == 1
        span = self.shop.passage.span(form.start, form.end)
        raw = self.shop.source[span.start : span.end]
        pointed = Pointed(form, works, sure, self.shop.label, span, raw)
        self.draft.pointers.append(pointed)
        self.before = works[0] if sure else self.before
        return pointed

    def _settle(self, loose: list[str]) -> None:
        """Keep the words of a note that are in no source: as a comment, if they say something."""
        shop = self.shop
        start, end = trimmed(shop.passage.text, 0, len(shop.passage.text))
        if self.draft.sources:
            return
        says = any(_says(words) for words in loose)
        all_sure = all(pointed.sure for pointed in self.draft.pointers)
        if self.draft.pointers and all_sure and not says:
            return
        back = self.draft.pointers or is_backward(shop.passage.text[start : start + 300])
        entry = shop.pointed(start, end) if back else shop.commented(start, end)
        self.draft.entries.append(Work.of(entry))

    def _relate(self) -> None:
        """Keep that a source is quoted in the next one."""
        text = self.shop.passage.text
        for one, other in pairwise(self.items):
            work = other.work or (
                other.pointed.works[0] if other.pointed and other.pointed.sure else None
            )
            if not one.work or not work or work is one.work:
                continue
            lead = other.start + (lead_in(text[other.start :]) if other.work else 0)
            first = max(one.start, one.end - 60)
            found = link(text[first:lead])
            if found:
                kind, start, end = found
                span = self.shop.passage.span(first + start, first + end)
                words = " ".join(text[first + start : first + end].split())
                raw = self.shop.source[span.start : span.end]
                self.draft.relations.append(Relation(one.work, work, kind, words, span, raw))


def _upright(passage: Passage, start: int, end: int) -> Passage:
    """The passage without italics that set off a stretch and no more: ``*Idem*``."""
    kept = [one for one in passage.styles if not (start - 1 <= one.start and one.end <= end + 1)]
    return replace(passage, styles=tuple(kept))


def _spoken(name: Name) -> str:
    return " ".join(filter(None, (name.given, name.particle, name.family)))


def _says(words: str) -> bool:
    """Whether words around short forms are more than a lead-in."""
    words = words[lead_in(f"{words} Xx, ") :]
    return len(words.split()) > 5 or (len(words.split()) > 1 and prose_words(words) > 0)


def _is_short(entry: Entry) -> bool:
    """Whether a source has an author, a title and a page, and nothing else: it was cited before."""
    told = {name for name, stated in entry.fields.items() if stated.origin is Origin.TEXT}
    short = {"author", "title", "pages"}
    return told - {"langid", "prenote"} == short and not YEAR.search(entry.raw)
