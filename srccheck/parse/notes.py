"""The notes of a document, one note, or one reference, into entries and short forms."""

from __future__ import annotations

from typing import NamedTuple

from srccheck.model import Document, Entry, Note, NoteKind, Passage, Pointer
from srccheck.parse.addresses import identifiers_in
from srccheck.parse.entries import Workshop
from srccheck.parse.keys import unique
from srccheck.parse.markup import read_markup, without_hidden
from srccheck.parse.pointing import Memory
from srccheck.parse.reading import trimmed
from srccheck.parse.relations import Relation, related
from srccheck.parse.sequence import Draft, read_note
from srccheck.parse.short_forms import ARTICLE
from srccheck.parse.stated import Stated
from srccheck.parse.works import Work, Works


class Parsed(NamedTuple):
    """What the notes of a document hold: its sources, comments and claims, and its short forms.

    Each note has an entry, a pointer that stands for one, or both.
    """

    entries: tuple[Entry, ...]
    pointers: tuple[Pointer, ...]


def parse_document(document: Document) -> tuple[Entry, ...]:
    """The entries of :func:`parse_notes`."""
    return parse_notes(document).entries


def parse_notes(document: Document) -> Parsed:
    """The entries of all notes of a document and those it states itself, and its short forms.

    Keys are unique. A note that only repeats entries gives pointers and no entry, unless one
    of its short forms points nowhere or to several: nothing else would account for its words.
    """
    stated = Stated(_stated(document), document.notes, document.citations)
    lists = [note for note in stated.notes if note.kind is NoteKind.REFERENCE]
    listed = Works()
    drafts: dict[int, Draft] = {}
    before: Work | None = None
    for note in lists:
        draft = read_note(_passage(note, document), document, note.label, None, before)
        drafts[id(note)] = draft
        before = draft.sources[-1] if draft.sources else None
        for work in draft.sources:
            listed.add(work)
    for entry in stated.entries:
        listed.add(Work.of(entry))
    memory = _memory(document, listed)
    for note in stated.notes:
        if id(note) not in drafts:
            drafts[id(note)] = read_note(_passage(note, document), document, note.label, memory)
        stated.settle(note, drafts[id(note)])
    return _collected([drafts[id(note)] for note in stated.notes], stated.entries)


def _stated(document: Document) -> list[Entry]:
    if not document.entries:
        return []
    from srccheck.mend import mended_entry

    return [mended_entry(entry, document.repairs) for entry in document.entries]


def _memory(document: Document, listed: Works | None = None) -> Memory:
    labels = frozenset(note.label for note in document.notes)
    articles = any(ARTICLE.search(note.passage.text) for note in document.notes)
    return Memory(Works(listed), labels, articles)


def _collected(drafts: list[Draft], stated: list[Entry]) -> Parsed:
    """Entries with their final keys, and pointers and relations with those keys."""
    works = [work for draft in drafts for work in draft.entries]
    entries = list(unique([work.entry for work in works] + stated))
    keys = {id(work.entry): entry.key for work, entry in zip(works, entries, strict=False)}
    keys |= {id(one): entry.key for one, entry in zip(stated, entries[len(works) :], strict=True)}
    relations: list[Relation] = [one for draft in drafts for one in draft.relations]
    places = {id(work): place for place, work in enumerate(works)}
    for relation in relations:
        place = places[id(relation.work)]
        entries[place] = related(entries[place], relation, keys)
    pointers = [pointed.pointer(keys) for draft in drafts for pointed in draft.pointers]
    return Parsed(tuple(entries), tuple(pointers))


def parse_note(note: Note, document: Document) -> tuple[Entry, ...]:
    """The entries of one note by itself: its sources in order, or the note as a comment."""
    draft = read_note(_passage(note, document), document, note.label, _memory(document))
    return tuple(work.entry for work in draft.entries)


def _passage(note: Note, document: Document) -> Passage:
    passage = note.passage
    if document.repairs:
        from srccheck.mend import mended

        passage = mended(passage, document.repairs)
    return without_hidden(passage)


def parse_reference(text: str, language: str = "") -> Entry:
    """One reference, as text that may have ``*italics*``, as an entry.

    >>> entry = parse_reference('Jane Doe, "A Title", *Foreign Affairs*, vol. 3, May 2020.')
    >>> entry.key, entry.type, entry.value("journaltitle"), entry.value("date")
    ('doe2020title', 'article', 'Foreign Affairs', '2020-05')
    """
    passage = read_markup(text)
    identifiers = identifiers_in(passage.text)
    shop = Workshop(passage, text, "", language, identifiers)
    start, end = trimmed(passage.text, 0, len(passage.text))
    return shop.cited(start, end, "")
