"""What the short forms of a document stand for.

"Ibid." repeats the source right before it, in its note or the last one that cites any; where
that note cites several, it may mean each (*The Chicago Manual of Style*, 17th edition, 14.34).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from srccheck.parse.short_forms import ShortForm, parted
from srccheck.parse.works import ARTICLES, Work, Works, called, name_words
from srccheck.text.normalise import words


@dataclass(slots=True)
class Cited:
    """What a note cites, in order: for each place one work, or those it may mean, or none."""

    label: str
    text: str
    places: list[tuple[Work, ...]] = field(default_factory=list)

    @property
    def works(self) -> list[Work]:
        """The works, each once."""
        return list(dict.fromkeys(work for place in self.places for work in place))


@dataclass(slots=True)
class Memory:
    """What has been cited up to a place in a document."""

    works: Works
    labels: frozenset[str] = frozenset()
    tells_articles: bool = False
    """Whether "art. cit." is written in the document, so that "op. cit." means a book."""
    notes: list[Cited] = field(default_factory=list)
    first: int = 0
    """Where in ``notes`` the numbers last began anew."""

    def open(self, label: str, text: str) -> Cited:
        """Begin a note."""
        before = self.notes[-1].label if self.notes else ""
        if label.isdecimal() and before.isdecimal() and int(label) <= int(before):
            self.first = len(self.notes)
        note = Cited(label, text)
        self.notes.append(note)
        return note

    def last(self) -> tuple[Work, ...]:
        """What "ibid." repeats here."""
        here = self.notes[-1]
        if here.places:
            return here.places[-1]
        for note in reversed(self.notes[self.first : -1]):
            if note.places:
                unresolved = not all(note.places)
                return () if unresolved else tuple(note.works)
        return ()

    @property
    def author_of(self) -> Work | None:
        """The work whose author "idem" and "ders." repeat: the one cited last."""
        for note in reversed(self.notes[self.first :]):
            if note.places:
                return note.places[-1][0] if len(note.places[-1]) == 1 else None
        return None

    def resolve(self, form: ShortForm) -> tuple[Work, ...] | None:
        """The works that a form may stand for; None when it is no short form after all."""
        if form.form == "ibid" or (form.bare and form.form in ("idem", "op-cit", "loc-cit")):
            found = self.last()
            named = [work for work in found if _is_by(work, form.names)] if form.names else []
            return tuple(named) or found
        if form.form == "idem":
            return self._same_author(form)
        resolve = self._of_note if form.form == "supra" else self._named
        works = resolve(form)
        other = None if works else parted(form)
        return (resolve(other) if other else None) or works

    def _same_author(self, form: ShortForm) -> tuple[Work, ...]:
        if not form.cited:
            return self.last()
        families = {work.family for note in self.notes[-4:] for work in note.works}
        found = self.works.find("", form.cited)
        for family in families:
            for word in family:
                found += [w for w in self.works.by_word.get(word, ()) if w not in found]
        return tuple(called([work for work in found if work.family in families], form.cited))

    def _named(self, form: ShortForm) -> tuple[Work, ...]:
        found = self.works.find(form.names, form.cited, form.year)
        if len(found) > 1 and form.form == "op-cit":
            article = form.words.lower().startswith(("art", "étude"))
            if article or self.tells_articles:
                kind = [work for work in found if (work.entry.type in ARTICLES) == article]
                found = kind or found
        return tuple(found)

    def _of_note(self, form: ShortForm) -> tuple[Work, ...] | None:
        note = next((note for note in self.notes[-2::-1] if note.label == form.note), None)
        if form.bare:
            if note:
                return tuple(note.works) or None
            return None if form.words == "cross" or form.note in self.labels else ()
        if not note:
            return ()
        found = [work for work in note.works if not form.names or _is_by(work, form.names)]
        if len(found) > 1 and form.cited:
            found = called(found, form.cited) or found
        if found:
            return tuple(found)
        run = name_words(form.names)[0]
        if run and set(run) <= set(words(note.text)):
            return self._named(form) or None  # it stands there, and was not read
        return ()


def _is_by(work: Work, names: str) -> bool:
    return work.is_by(*name_words(names))
