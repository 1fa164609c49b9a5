"""The notes of a document, one note, or one reference, into entries."""

from __future__ import annotations

from srccheck.model import Document, Entry, Note, Passage
from srccheck.parse.addresses import identifiers_in
from srccheck.parse.entries import Workshop
from srccheck.parse.keys import unique
from srccheck.parse.marks import find_marks
from srccheck.parse.markup import read_markup, without_hidden
from srccheck.parse.reading import italics, trimmed
from srccheck.parse.shape import is_backward
from srccheck.parse.split import Piece, split


def parse_document(document: Document) -> tuple[Entry, ...]:
    """The entries of all notes of a document, with unique keys, and those it states itself.

    Every note gives at least one entry.
    """
    found = [entry for note in document.notes for entry in parse_note(note, document)]
    if document.entries:
        from srccheck.mend import mended_entry

        found.extend(mended_entry(entry, document.repairs) for entry in document.entries)
    return unique(found)


def parse_note(note: Note, document: Document) -> tuple[Entry, ...]:
    """The entries of one note: its sources in order, or the note itself as a comment."""
    passage = note.passage
    if document.repairs:
        from srccheck.mend import mended

        passage = mended(passage, document.repairs)
    return _entries(without_hidden(passage), document.source, note.label, document.language)


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


def _entries(passage: Passage, source: str, label: str, language: str) -> tuple[Entry, ...]:
    text = passage.text
    identifiers = identifiers_in(text)
    shop = Workshop(passage, source, label, language, identifiers)
    start, end = trimmed(text, 0, len(text))
    if is_backward(text[start : start + 300]):
        return (shop.pointed(start, end),)
    marks = find_marks(text, italics(passage, 0, len(text)))
    pieces = split(text, marks, [(match.start, match.end) for match in identifiers])
    if not any(piece.source for piece in pieces):
        return (shop.commented(start, end),)
    return tuple(_cited(shop, text, pieces))


def _cited(shop: Workshop, text: str, pieces: list[Piece]) -> list[Entry]:
    """Sources with the words before each; the words after the last go to the last."""
    entries: list[Entry] = []
    before: list[str] = []
    sources = [index for index, piece in enumerate(pieces) if piece.source]
    for index, piece in enumerate(pieces):
        words = " ".join(text[piece.start : piece.end].split())
        if not piece.source:
            before.append(words)
            continue
        if index == sources[-1]:
            rest = pieces[index + 1 :]
            before += [" ".join(text[p.start : p.end].split()) for p in rest]
        start, end = trimmed(text, piece.start, piece.end)
        previous = entries[-1] if entries else None
        entries.append(shop.cited(start, end, " ".join(before), previous))
        before = []
    return entries
