"""The works that a document has cited so far, found by the words of an author and a short title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from srccheck.model import Entry
from srccheck.parse.words import word_list
from srccheck.text.normalise import words

_NAMED = ("author", "editor", "translator", "institution", "organization", "shortname")
_TITLED = ("title", "booktitle")
_SMALL = word_list("small in titles") | word_list("links in names")
_INITIAL = re.compile(r"(?<![\w.])([^\W\d_])\.")
_REACH = 300
_VERSUS = re.compile(r"\s(?:v|vs|c|gegen|contra)\.?\s")
ARTICLES = frozenset(("article", "incollection", "inproceedings", "online", "inbook"))


@dataclass(eq=False, slots=True)
class Work:
    """A cited work: its entry, and the words by which it can be named again."""

    entry: Entry
    label: str = ""
    family: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    title: tuple[str, ...] = ()
    year: str = ""
    whole: tuple[str, ...] = ()
    """The words of the reference, where a title that was not read rightly is looked for."""

    @classmethod
    def of(cls, entry: Entry) -> Work:
        """The work of an entry."""
        family: set[str] = set()
        names: set[str] = set()
        for role in _NAMED:
            stated = entry.fields.get(role)
            if not stated:
                continue
            for name in stated.names:
                family.update(words(f"{name.particle} {name.family}"))
                names.update(words(name.given))
            if not stated.names:
                family.update(words(stated.value))
            if role == "editor" and "author" not in entry.fields:
                break
        if entry.type == "jurisdiction":  # a case is called by its parties
            family.update(_parties(entry.value("title")))
        title = [word for role in _TITLED for word in words(entry.value(role))]
        date = entry.fields.get("date")
        year = str(date.date.year) if date and date.date else ""
        found = frozenset(family)
        whole = tuple(words(entry.raw[:_REACH]))
        return cls(entry, entry.note_label, found, found | names, tuple(title), year, whole)

    def is_by(self, run: list[str], initials: set[str]) -> bool:
        """Whether words of names, and initials, are those of its people."""
        if not any(word in self.family for word in run):
            return False
        heads = {name[0] for name in self.names}
        return all(word in self.names for word in run) and initials <= heads

    def is_called(self, short: list[str]) -> bool:
        """Whether a short title is made of words of the title, in their order."""
        return _in_order(short, self.title) or _in_order(short, self.whole)

    def begins(self, short: list[str]) -> bool:
        """Whether the title begins with these words, small words at its beginning aside."""
        whole = [word for word in self.title if word not in _SMALL]
        return whole[: len(short)] == short


def _parties(title: str) -> list[str]:
    """The first words of the parties of a case; none of a judgment that names no parties."""
    parties = _VERSUS.split(title)
    if len(parties) != 2:
        return []
    return [word for party in parties for word in words(party)[:2] if len(word) > 2]


def _in_order(short: list[str], whole: tuple[str, ...]) -> bool:
    at = 0
    for word in short:
        while at < len(whole) and not _same(word, whole[at]):
            at += 1
        if at == len(whole):
            return False
        at += 1
    return True


def _same(one: str, other: str) -> bool:
    """Whether two words are one, but for an ending: ``Zweite``, ``zweiten``."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 2


def name_words(run: str) -> tuple[list[str], set[str]]:
    """The words of a run of names, and the initials among them.

    >>> name_words("P. Lund and Brekke")
    (['lund', 'brekke'], {'p'})
    """
    initials = {letter for found in _INITIAL.findall(run) for letter in words(found)}
    found = words(_INITIAL.sub(" ", run))
    small = word_list("links in names") | {"et", "al", "alii"}
    kept = [word for word in found if word not in small and len(word) > 1]
    return kept, initials


def title_words(cited: str) -> list[str]:
    """The words of a short title that count."""
    found = words(cited)
    return [word for word in found if word not in _SMALL] or found


@dataclass(slots=True)
class Works:
    """Works in the order in which they are cited; ``listed`` are those of a reference list."""

    listed: Works | None = None
    by_word: dict[str, list[Work]] = field(default_factory=dict)
    by_title: dict[str, list[Work]] = field(default_factory=dict)
    _seen: dict[tuple[object, ...], Work] = field(default_factory=dict)

    def add(self, work: Work) -> Work:
        """Add a work; one that is cited in full again is the same work."""
        mark = (
            work.family,
            work.title,
            work.year,
            work.entry.value("pages") if not work.title else "",
        )
        known = self._seen.get(mark) if work.title else None
        if known:
            return known
        self._seen[mark] = work
        for word in work.family:
            self.by_word.setdefault(word, []).append(work)
        for word in title_words(" ".join(work.title[:12]))[:1]:
            self.by_title.setdefault(word, []).append(work)
        return work

    def knows(self, word: str) -> bool:
        """Whether a word is part of a family name."""
        return word in self.by_word or (self.listed is not None and word in self.listed.by_word)

    def find(self, names: str, cited: str, year: str = "") -> list[Work]:
        """The works so named; of a reference list only if none was cited before."""
        found = self._find(names, cited, year)
        if not found and self.listed:
            found = self.listed._find(names, cited, year)
        return found

    def _find(self, names: str, cited: str, year: str) -> list[Work]:
        short = title_words(cited)
        if names:
            run, initials = name_words(names)
            if not run:
                return []
            pools = [self.by_word.get(word, []) for word in run]
            pool = min((pool for pool in pools if pool), key=len, default=[])
            found = [work for work in pool if work.is_by(run, initials)]
        else:
            found = list(self.by_title.get(short[0], ())) if short else []
        if year:
            found = [work for work in found if work.year == year]
        return called(found, cited) if cited else found


def called(works: Iterable[Work], cited: str) -> list[Work]:
    """Those of the works that a short title may stand for; a title that begins so is surer."""
    short = title_words(cited)
    found = [work for work in works if work.is_called(short)]
    first = [work for work in found if work.begins(short)]
    return first if first and len(found) > 1 else found
