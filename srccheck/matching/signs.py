"""Signs that a reference may be invented. One proves nothing; it takes two strong ones.

The signs are those by which librarians tell made-up references: a DOI that leads nowhere or
elsewhere, a volume that the journal cannot have had in that year, and silence where the work
would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from srccheck.matching.compare import CONTAINERS
from srccheck.matching.containers import compare_containers
from srccheck.matching.identifiers import own_identifiers
from srccheck.matching.judge import Judgement, misdirected, searchable, silent_services
from srccheck.model import Entry, Verdict
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.text.identifiers import problem

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: ``kind`` names it, ``reason`` says in words what was seen, ``sources`` where."""

    kind: str
    reason: str
    sources: tuple[str, ...] = ()
    strong: bool = True


def signs(entry: Entry, evidence: Sequence[Evidence], judgement: Judgement) -> tuple[Sign, ...]:
    """The signs that the cited work does not exist; none when it was found.

    Args:
        entry: what is cited.
        evidence: all that was asked.
        judgement: what was concluded from it.
    """
    if judgement.verdicts.identity is Verdict.VERIFIED or judgement.choice.ambiguous:
        return ()
    if judgement.choice.best is not None:
        return ()
    found = (
        _unregistered(entry, evidence),
        _misdirected(judgement),
        _impossible_volume(entry, evidence),
        _silence(entry, evidence),
    )
    return tuple(sign for sign in found if sign)


def likely_invented(found: Sequence[Sign]) -> bool:
    """Whether there are enough strong signs to say that a reference is likely invented."""
    return sum(sign.strong for sign in found) >= ENOUGH


def _unregistered(entry: Entry, evidence: Sequence[Evidence]) -> Sign | None:
    """A DOI that no agency registers: doi.org itself must say so, and nobody else know it."""
    for own in own_identifiers(entry):
        if own.scheme != "doi" or problem("doi", own.value):
            continue
        about = (f"doi {own.value}".casefold(), f"handle {own.value}".casefold())
        asked = [one for one in evidence if one.query.casefold() in about]
        registry = [one for one in asked if one.source in ("doi.org", "doi-org", "doi_org")]
        silent = registry and all(one.outcome is Outcome.NOT_FOUND for one in registry)
        if silent and not any(one.outcome is Outcome.FOUND for one in asked):
            return Sign("unregistered-doi", f"no agency registers {own.value}", ("doi.org",))
    return None


def _misdirected(judgement: Judgement) -> Sign | None:
    other = misdirected(judgement.matches, judgement.choice.best)
    if other is None:
        return None
    reason = f"its identifier belongs to another work: {other.record.title or other.record.id}"
    return Sign("identifier-of-another-work", reason, (other.record.source,))


def _impossible_volume(entry: Entry, evidence: Sequence[Evidence]) -> Sign | None:
    """A volume and a year that cannot both hold, by other works of the same container."""
    volume, date = entry.value("volume"), entry.value("date")[:4]
    container = next((entry.value(name) for name in CONTAINERS if entry.value(name)), "")
    if not (volume.isdigit() and date.isdigit() and container):
        return None
    known: dict[tuple[int, int], str] = {}
    for one in evidence:
        for record in one.records if one.outcome is Outcome.FOUND else ():
            pair = _volume_and_year(record, container)
            if pair:
                known[pair] = one.source
    reason = contradiction(int(volume), int(date), sorted(known))
    if not reason:
        return None
    return Sign("impossible-volume", reason, tuple(sorted(set(known.values()))))


def _volume_and_year(record: Record, container: str) -> tuple[int, int] | None:
    if not record.volume.isdigit() or record.issued is None:
        return None
    if compare_containers(container, record.container_title).score < 0.95:
        return None
    return int(record.volume), record.issued.year


def contradiction(volume: int, year: int, known: Sequence[tuple[int, int]]) -> str:
    """Why a volume cannot be of a year, given volumes and years of the same journal.

    Journals that count one volume a year keep the same distance between the two; it takes three
    works that agree on it, of at least two years.

    >>> contradiction(12, 2019, [(40, 2015), (41, 2016), (43, 2018)])
    'volume 44 is of 2019, as 40 is of 2015'
    >>> contradiction(44, 2019, [(40, 2015), (41, 2016), (43, 2018)])
    ''
    """
    distances = [when - number for number, when in known]
    if len({when for _, when in known}) < 2 or len(known) < 3:
        return ""
    if max(distances) - min(distances) > 1:
        return ""
    distance = sorted(distances)[len(distances) // 2]
    if abs(year - volume - distance) <= 2:
        return ""
    number, when = known[0]
    return f"volume {year - distance} is of {year}, as {number} is of {when}"


def _silence(entry: Entry, evidence: Sequence[Evidence]) -> Sign | None:
    """Several services that cover such works were all reached, and all are silent."""
    if any(not one.outcome.answered for one in evidence):
        return None
    silent = silent_services(entry, evidence)
    if len(silent) < 2 or not searchable(entry):
        return None
    return Sign("silence", f"{', '.join(silent)} answered, and none has it", tuple(silent))
