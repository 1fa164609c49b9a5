"""One author-date citation held against the works of the list."""

from __future__ import annotations

from typing import NamedTuple

from srccheck.model import Citation
from srccheck.notes.citations.works import SMALL, Shelf, Work, sounds
from srccheck.notes.citations.years import parts
from srccheck.text.similarity import distance

_SHORTEST = 4
"""Shorter names that differ in a letter are other names."""


class Resolved(NamedTuple):
    """What a citation may mean: the works it names, or only those that come near.

    ``exact`` have its names and its year, ``other_year`` its names alone, ``other_name`` its year
    and a name one or two letters away (with the name as listed); ``mentioned`` says its name and
    year elsewhere than at the beginning.
    """

    exact: tuple[Work, ...] = ()
    other_year: tuple[Work, ...] = ()
    other_name: tuple[tuple[Work, str], ...] = ()
    mentioned: tuple[Work, ...] = ()

    @property
    def works(self) -> tuple[Work, ...]:
        """The works that have its names."""
        return self.exact + self.other_year + self.mentioned

    @property
    def known(self) -> bool:
        """Whether the list has its name, or nearly has it."""
        return bool(self.exact or self.other_year or self.other_name or self.mentioned)


def resolve(citation: Citation, shelf: Shelf) -> Resolved:
    """The works of a list that an author-date citation may mean."""
    mark = (citation.names, citation.year)
    known = shelf.resolved.get(mark)
    if not isinstance(known, Resolved):
        known = shelf.resolved[mark] = _resolve(citation, shelf)
    return known


def _resolve(citation: Citation, shelf: Shelf) -> Resolved:
    if not citation.names:
        return Resolved()
    pools = [shelf.named(name) for name in citation.names]
    named = [work for work in pools[0] if all(work in pool for pool in pools[1:])]
    exact = tuple(work for work in named if has_year(work, citation.year))
    if exact:
        return Resolved(exact)
    mentioned = [shelf.mentioning(name) for name in citation.names]
    soft = tuple(
        work
        for work in mentioned[0]
        if has_year(work, citation.year) and all(work in pool for pool in mentioned[1:])
    )
    if soft:
        return Resolved(mentioned=soft)
    near = tuple(_near(citation, shelf))
    return Resolved((), tuple(named), near, ())


def has_year(work: Work, year: str) -> bool:
    """Whether a work may be of the year that a citation writes."""
    wanted = parts(year)
    if not wanted or work.undated:
        return work.undated or not (wanted or work.years)
    for number, letter in wanted:
        letters = {own for listed, own in work.years if listed == number}
        if letters and (not letter or letter in letters or "" in letters):
            return True
    return False


def _near(citation: Citation, shelf: Shelf) -> list[tuple[Work, str]]:
    """The works of the year whose names differ from those cited in a letter or two."""
    found = []
    candidates = [w for number, _ in parts(citation.year) for w in shelf.by_year.get(number, ())]
    for work in dict.fromkeys(candidates):
        if not has_year(work, citation.year):
            continue
        differing: list[str] = []
        for name in citation.names:
            own = _words(name)
            if all(word in work.head for word in own):
                continue
            listed = [_nearest(word, work) for word in own if word not in work.head]
            if not all(listed):
                break
            differing += listed
        else:
            if differing:
                found.append((work, differing[0]))
    return found


def _words(name: str) -> list[str]:
    return [word for word in sounds(name) if word not in SMALL and len(word) > 1]


def _nearest(word: str, work: Work) -> str:
    """The name of a work that a word may be a misspelling of, or nothing."""
    if len(word) < _SHORTEST:
        return ""
    limit = 1 if len(word) <= 6 else 2
    for listed in sorted(work.head):
        if len(listed) >= _SHORTEST and distance(word, listed, limit) <= limit:
            return listed
    return ""
