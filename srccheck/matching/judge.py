"""From evidence to verdicts: does the work exist, is it cited right, does it stand, is it there?

Only answers count. What was not reached, or is of a kind that databases do not hold, is
inconclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from srccheck.matching.choose import Choice, accepted, choose, same_work
from srccheck.matching.compare import match
from srccheck.matching.containers import compare_containers
from srccheck.matching.coverage import covered_by, unheld
from srccheck.matching.identifiers import canonical, own_identifiers, shares
from srccheck.matching.status import reachability, status
from srccheck.model import Entry, Verdict, Verdicts
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.text.names import is_person
from srccheck.text.normalise import words

JUDGED = (
    "title", "author", "editor", "date", "journaltitle", "booktitle", "volume", "number", "pages",
    "edition",
)  # fmt: skip
"""Fields whose contradiction is one of accuracy; publishers and types have many names."""
_FINE = (Agreement.SAME, Agreement.COMPATIBLE)
_CONTRARY = (Agreement.NEAR, Agreement.DIFFERENT)
_ASIDE = ("author", "date", "journaltitle", "booktitle", "volume", "number", "pages")
_TELLING = (
    "title", "author", "date", "journaltitle", "booktitle", "series", "institution",
    "organization", "publisher", "volume", "pages",
)  # fmt: skip
TELLS_ENOUGH = 16
"""Letters of a title that is hardly given to two works in one place and year."""
SURE = 0.9
"""From this probability on, a search gave the cited work beyond doubt."""
COPY = "index"
"""The source that is a copy of others."""
REPOST = "is-repost-of"
"""The relation of a record that was read from a copy, on another domain than the venue's."""
RESEMBLES = 0.1
"""From this probability on, a record is too close to say that there is none."""
_FIRM = ("doi", "arxiv", "pmid", "pmcid", "isbn")
"""Schemes whose identifiers belong to one work; a web address can show something else."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was held against the entry, the likeliest first, and the verdicts that follow.

    ``work`` are the matches that are the cited work, from all sources; ``differing`` the fields
    in which none of them agrees with the entry; ``choice`` says what was ambiguous.
    """

    matches: tuple[Match, ...]
    verdicts: Verdicts
    work: tuple[Match, ...] = ()
    differing: tuple[FieldMatch, ...] = ()
    choice: Choice = field(default_factory=lambda: Choice(None))


def judge(entry: Entry, evidence: Sequence[Evidence]) -> Judgement:
    """Judge an entry by what was found.

    Args:
        entry: what is cited.
        evidence: all that was asked, answered or not.

    Returns:
        The matches and the verdicts; ``Verdicts.reason`` says in words what they rest on.
    """
    return conclude(entry, evidence, tuple(sorted(_matches(entry, evidence), key=_rank)))


def conclude(entry: Entry, evidence: Sequence[Evidence], matches: tuple[Match, ...]) -> Judgement:
    """Judge an entry that is already held against what was found; see :func:`judge`.

    Args:
        entry: what is cited.
        evidence: all that was asked, answered or not.
        matches: what :func:`judge` gave as ``matches`` for the same evidence.
    """
    choice = choose(entry, matches)
    identity, reason, best = _identity(entry, evidence, matches, choice)
    work = _of_one_work(best, matches)
    accuracy, differing = _accuracy(work, serial_names(evidence))
    if identity is not Verdict.VERIFIED:
        accuracy = Verdict.INCONCLUSIVE
    standing, standing_reason = status(work)
    reach, reach_reason = reachability(entry, evidence, matches)
    said = [reason, _differences(differing), standing_reason, reach_reason]
    verdicts = Verdicts(
        entry.key, identity, accuracy, standing, reach, "; ".join(one for one in said if one)
    )
    return Judgement(matches, verdicts, work, differing, choice)


def _rank(match: Match) -> tuple[bool, float]:
    return not match.by_identifier, -match.probability


def _matches(entry: Entry, evidence: Sequence[Evidence]) -> Iterable[Match]:
    own = {(one.scheme, canonical(one.scheme, one.value)) for one in own_identifiers(entry)}
    serial = entry.type == "periodical"
    for found in evidence:
        if found.outcome is not Outcome.FOUND:
            continue
        scheme, _, value = found.query.partition(" ")
        scheme = scheme.casefold()
        asked = (scheme, canonical(scheme, value)) in own and len(found.records) == 1
        for record in found.records:
            if record.type == "journal" and not serial:
                continue  # where a work may be, and not the work
            yield match(entry, record, by_identifier=asked or shares(entry, record))


def is_work(match: Match) -> bool:
    """Whether a record reached through the entry's own identifier is the cited work."""
    if accepted(match):
        return True
    title = match.of("title")
    if title and title.agreement is not Agreement.ABSENT:
        return title.agreement in (*_FINE, Agreement.NEAR) and title.score >= 0.7
    author = match.of("author")
    return bool(author and author.agreement in _FINE)


def is_other_work(match: Match) -> bool:
    """Whether a record is certainly not the cited work: another title by others.

    Where titles cannot be compared, because one is damaged or in another language, it takes two
    other fields.
    """
    title, author = match.of("title"), match.of("author")
    if accepted(match) or match.probability > 0.2 or not title or title.score > 0.6:
        return False
    contrary = [one for name in _ASIDE if (one := match.of(name)) and one.agreement in _CONTRARY]
    if title.agreement is not Agreement.DIFFERENT:  # not compared
        return author in contrary and len(contrary) > 1
    if len(contrary) > 2:
        return True
    if author and author.agreement is not Agreement.ABSENT:
        return author.agreement is Agreement.DIFFERENT
    container = match.of("journaltitle") or match.of("booktitle")
    return bool(container and container.agreement is Agreement.DIFFERENT)


def agrees(match: Match) -> bool:
    """Whether a record agrees in so many fields, all or all but one, that chance is no reason.

    The model weighs the reference as printed; where it is unsure because the record says little,
    fields that agree one by one can still settle it. A work with the same title, author, journal
    and year on other pages may be another part, if its title says little; a page or a book that has
    no numbers needs a title that says more.
    """
    held = [one for name in _TELLING if (one := match.of(name))]
    held = [one for one in held if one.agreement is not Agreement.ABSENT]
    fine = {one.field for one in held if one.agreement in _FINE and one.score >= 0.85}
    contrary = [one.field for one in held if one.agreement in _CONTRARY]
    if len(contrary) > 1 or len(fine) + len(contrary) < len(held):
        return False
    if contrary == ["title"]:
        numbered_alike = {"author", "pages", "volume"} <= fine and len(fine) > 3
        return numbered_alike or (_misspelt_title(match) and _same_day(match) and "author" in fine)
    title = match.of("title")
    if title is None or "title" not in fine or len(words(title.cited)) < 3:
        return False
    if len(fine) > 3:
        return True
    numbered = match.record.volume or match.record.page
    return len(fine) == 3 and not numbered and len(title.cited) >= TELLS_ENOUGH


def _misspelt_title(match: Match) -> bool:
    title = match.of("title")
    return title is not None and title.agreement is Agreement.NEAR and title.score >= 0.85


def _same_day(match: Match) -> bool:
    """Whether both sides name one day, as newspapers and sites do."""
    date = match.of("date")
    return (
        date is not None
        and date.agreement is Agreement.SAME
        and len(date.cited) == len("2022-07-10")
    )


def misdirected(matches: Sequence[Match], found: Match | None = None) -> Match | None:
    """The record of another work to which the entry's own identifier leads, if it does.

    One source that has the cited work under that identifier outweighs all others. ``found`` is the
    cited work, if a search gave it: then another title is enough.
    """
    own = [match for match in matches if match.by_identifier and _firm(match)]
    if any(not is_other_work(match) and not _outdone(match, found) for match in own):
        return None
    return own[0] if own else None


def _outdone(match: Match, found: Match | None) -> bool:
    """Whether a search found the cited work, and the record reached by identifier is not it."""
    if found is None or found.probability < SURE or same_work(match.record, found.record):
        return False
    title = match.of("title")
    return bool(title and title.agreement is Agreement.DIFFERENT and title.score < 0.6)


def _firm(match: Match) -> bool:
    return any(one.field in _FIRM and one.agreement is Agreement.SAME for one in match.fields)


def _identity(
    entry: Entry, evidence: Sequence[Evidence], matches: Sequence[Match], choice: Choice
) -> tuple[Verdict, str, Match | None]:
    own = [match for match in matches if match.by_identifier and is_work(match)]
    if own and not all(_outdone(match, choice.best) for match in own):
        return Verdict.VERIFIED, f"found by its identifier in {_sources(own)}", own[0]
    other = misdirected(matches, choice.best)
    if other:
        reason = f"its identifier belongs to another work: {other.record.title or other.record.id}"
        if choice.best:
            reason += f"; the work itself is {choice.best.record.id or 'found elsewhere'}"
        return Verdict.CONTRADICTED, reason, None
    if choice.best:
        found = [match for match in matches if accepted(match)]
        return Verdict.VERIFIED, f"found in {_sources(found)}", choice.best
    if choice.ambiguous:
        titles = "; ".join(match.record.id or match.record.title for match in choice.candidates[:4])
        return Verdict.INCONCLUSIVE, f"{choice.reason}: {titles}", None
    agreeing = [match for match in matches if agrees(match)]
    if agreeing:
        return Verdict.VERIFIED, f"found in {_sources(agreeing)}", agreeing[0]
    return *_absent(entry, evidence, matches), None


def _sources(matches: Sequence[Match]) -> str:
    return ", ".join(dict.fromkeys(match.record.source for match in matches))


def _absent(
    entry: Entry, evidence: Sequence[Evidence], matches: Sequence[Match]
) -> tuple[Verdict, str]:
    """What it means that no record is the work."""
    close = next((one for one in matches if one.probability >= RESEMBLES), None)
    if close:
        return Verdict.INCONCLUSIVE, f"not found, but this resembles it: {close.record.title}"
    missed = list(dict.fromkeys(one.source for one in evidence if not one.outcome.answered))
    if missed:
        return Verdict.INCONCLUSIVE, f"not found; not reached: {', '.join(missed)}"
    kind = unheld(entry)
    if kind:
        return Verdict.INCONCLUSIVE, f"not found, but databases do not hold {kind}"
    silent = silent_services(entry, evidence)
    if not searchable(entry):
        return Verdict.INCONCLUSIVE, "too little is cited to search with"
    if len(silent) >= (1 if entry.type in ("article", "inproceedings") else 2):
        return Verdict.NOT_FOUND, f"{', '.join(silent)} answered, and none has it"
    if evidence and all(one.source == COPY for one in evidence):
        return Verdict.INCONCLUSIVE, "not found, but the index holds only some such works"
    return Verdict.INCONCLUSIVE, "no service that covers works of this kind was asked"


def searchable(entry: Entry) -> bool:
    """Whether an entry says enough for a search, and was read well enough to search for it."""
    title = entry.value("title")
    return len(words(title)) > 1 and not is_person(title) and "author" in entry.fields


def silent_services(entry: Entry, evidence: Sequence[Evidence]) -> list[str]:
    """The services that cover works of this kind, were searched and answered.

    A local copy of what they have is no second voice beside them.
    """
    found = [
        one.source
        for one in evidence
        if one.outcome.answered and one.query.startswith("search") and covered_by(one.source, entry)
    ]
    names = list(dict.fromkeys(found))
    return [name for name in names if name != COPY] or names


def _of_one_work(best: Match | None, matches: Sequence[Match]) -> tuple[Match, ...]:
    if best is None:
        return ()
    others = [
        match
        for match in matches
        if match is not best
        and (accepted(match) or match.by_identifier)
        and same_work(best.record, match.record)
    ]
    return (best, *others)


def serial_names(evidence: Iterable[Evidence]) -> dict[str, tuple[str, ...]]:
    """The names of journals by ISSN, as those who register them give them."""
    return {
        issn: (record.title, *record.titles)
        for found in evidence
        if found.source == "issn-portal"
        for record in found.records
        for issn in record.ids("issn")
    }


def _accuracy(
    work: Sequence[Match], serials: Mapping[str, Sequence[str]]
) -> tuple[Verdict, tuple[FieldMatch, ...]]:
    """A field is wrong when no record of the work agrees with it and one contradicts it.

    A journal may have other names than the one in a record; ``serials`` has them by ISSN.
    """
    differing, agreed = [], 0
    for name in JUDGED:
        held = [(match, one) for match in work if (one := match.of(name))]
        if any(one.agreement in _FINE for _, one in held):
            agreed += 1
            continue
        if name == "journaltitle" and any(_is_name(one.cited, m, serials) for m, one in held):
            agreed += 1
            continue
        contrary = [one for match, one in held if one.agreement in _CONTRARY and _is_own(match)]
        if contrary:
            differing.append(max(contrary, key=lambda one: one.score))
    if differing:
        return Verdict.CONTRADICTED, tuple(differing)
    return (Verdict.VERIFIED if agreed >= 2 else Verdict.INCONCLUSIVE), ()


def _is_name(cited: str, match: Match, serials: Mapping[str, Sequence[str]]) -> bool:
    """Whether a cited journal is that of a record under another of its registered names."""
    names = [name for issn in match.record.ids("issn") for name in serials.get(issn, ())]
    return bool(names) and compare_containers(cited, names).agreement in _FINE


def _is_own(match: Match) -> bool:
    """Whether a record is of the work where it appeared; copies bear dates of their own."""
    return REPOST not in match.record.relations


def _differences(fields: Sequence[FieldMatch]) -> str:
    return "; ".join(f"{one.field} differs ({one.reason or one.found})" for one in fields)
