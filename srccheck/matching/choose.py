"""Which of the records found is the work that an entry cites, or that several may be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from srccheck.matching.identifiers import stated
from srccheck.matching.model import model
from srccheck.matching.wording import page_range, squash
from srccheck.model import Entry
from srccheck.model.evidence import Record
from srccheck.model.match import Match

MARGIN = 1.0
"""How much less likely (in log odds) another work must be for the best one to be chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The work that was chosen, or the candidates between which nothing decides."""

    best: Match | None
    candidates: tuple[Match, ...] = ()
    reason: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether several works may be meant."""
        return self.best is None and bool(self.candidates)


def accepted(match: Match) -> bool:
    """Whether a match is likely enough to be the work."""
    return match.probability >= model().threshold


def choose(entry: Entry, matches: Sequence[Match]) -> Choice:  # noqa: ARG001
    """The match that is the cited work.

    Records of one work in several databases, or under two DOIs, are no rivals of each other.

    Args:
        entry: what is cited.
        matches: what it was held against.
    """
    ranked = sorted(matches, key=lambda match: -match.probability)
    likely = [match for match in ranked if accepted(match)]
    if not likely:
        return Choice(None, (), "no record is likely enough to be the work")
    best = likely[0]
    rivals: list[Match] = []
    for match in likely[1:]:
        known = (best, *rivals)
        close = _odds(best) - _odds(match) < MARGIN
        if close and not any(same_work(other.record, match.record) for other in known):
            rivals.append(match)
    if rivals:
        reason = f"{len(rivals) + 1} different works fit what is cited"
        return Choice(None, (best, *rivals), reason)
    return Choice(best, (), best.reason)


def _odds(match: Match) -> float:
    p = min(max(match.probability, 1e-12), 1 - 1e-12)
    return math.log(p / (1 - p))


def same_work(a: Record, b: Record) -> bool:
    """Whether two records describe one work, maybe under two identifiers or in two versions."""
    for scheme in ("doi", "pmid", "pmcid", "arxiv", "url"):
        if set(stated(a, scheme)) & set(stated(b, scheme)):
            return True
    if _related(a, b) or _related(b, a):
        return True
    return _same_title(a, b) and _same_author(a, b) and _same_place(a, b)


def _related(a: Record, b: Record) -> bool:
    others = {value.casefold() for values in a.relations.values() for value in values}
    return any(doi in others for doi in stated(b, "doi"))


def _same_title(a: Record, b: Record) -> bool:
    first, second = squash(a.title), squash(b.title)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) > 15 and long.startswith(short))


def _same_author(a: Record, b: Record) -> bool:
    mine = {squash(name.family) for name in (a.author or a.editor)[:3]}
    theirs = {squash(name.family) for name in (b.author or b.editor)[:3]}
    return not mine or not theirs or bool(mine & theirs)


def _same_place(a: Record, b: Record) -> bool:
    """Whether pages and years of two records can be those of one work."""
    first, second = page_range(a.page)[0], page_range(b.page)[0]
    if first and second:
        return first == second
    mine, theirs = a.issued, b.issued
    return mine is None or theirs is None or abs(mine.year - theirs.year) <= 1
