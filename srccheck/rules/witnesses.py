"""Who knows what lost letters were: a record of the cited work, or the list of venues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from srccheck import venues
from srccheck.matching.damaged import is_damaged
from srccheck.model import Dossier, Entry, Span
from srccheck.model.evidence import Record
from srccheck.rules.context import keys_by_place
from srccheck.rules.judged import Judged, judged

_MARKS = re.compile("(?:\ufffd|\u00ef\u00bf\u00bd|\\?)+")
_WORD = re.compile(r"[^\W\d_]+")
_VENUES = ("journaltitle", "booktitle", "institution", "organization", "publisher", "series")


class Witnesses:
    """What is stated of the sources of a document by others than the document."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def word(self, span: Span, cited: str, guess: str) -> tuple[str, str] | None:
        """The word that stood in a place before letters were lost, and who says so.

        Args:
            span: the place.
            cited: what is left of the word, with marks where letters were, if there are any.
            guess: what it was in all likelihood; empty if there is no telling.
        """
        key = self._key_at(span)
        source = self._sources.get(key)
        if source:
            for match in source.judgement.work:
                fits = _fitting(cited, guess, _words(match.record))
                if source.is_backed_by(match, near=True) and len(fits) == 1:
                    return fits.pop(), source.basis(match.record)
        entry = self._entries.get(key)
        if entry and guess and _is_venue(entry, span, cited, guess):
            return guess, "it is the name of a known venue"
        return None

    @cached_property
    def _key_at(self):  # type: ignore[no-untyped-def]
        return keys_by_place(self._dossier)

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.key: entry for entry in self._dossier.entries}

    @cached_property
    def _sources(self) -> Mapping[str, Judged]:
        found = judged(self._dossier)
        return {one.entry.key: one for one in found if one.verified and one.by_identifier}


def _fitting(cited: str, guess: str, words: Iterable[str]) -> set[str]:
    """The words that a damaged one can have been."""
    if not _MARKS.search(cited):
        return {word for word in words if word == guess}
    pieces, last = [], 0
    for marks in _MARKS.finditer(cited):
        pieces += [re.escape(cited[last : marks.start()]), rf"[^\W\d_]{{1,{len(marks[0])}}}"]
        last = marks.end()
    pattern = re.compile("".join((*pieces, re.escape(cited[last:]))))
    return {word for word in words if pattern.fullmatch(word) and not word.isascii()}


def _words(record: Record) -> set[str]:
    people = [
        part for name in (*record.author, *record.editor) for part in (name.family, name.given)
    ]
    texts = (record.title, *record.titles, *record.container_title, record.publisher, *people)
    sound = (text for text in texts if text and not is_damaged(text))
    return {word for text in sound for word in _WORD.findall(text)}


def _is_venue(entry: Entry, span: Span, cited: str, guess: str) -> bool:
    """Whether a word completes the name of a venue in a field of an entry."""
    for name in _VENUES:
        field = entry.fields.get(name)
        if field and field.span.covers(span) and field.value.count(cited) == 1:
            return venues.is_known(field.value.replace(cited, guess))
    return False
