"""Whether a work still stands, and whether it can be read where the reference says."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from srccheck.matching.coverage import STATUS
from srccheck.matching.identifiers import canonical, own_identifiers
from srccheck.model import Entry, Verdict
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.match import Agreement, Match
from srccheck.text.normalise import fold
from srccheck.text.similarity import similarity

FALLEN = ("retraction", "withdrawal", "removal")
"""Kinds of notice after which a work no longer stands (Crossref's update types)."""

UNLIKELY = 0.2
"""The probability up to which a page is not the cited work."""
UNLIKE = 0.5
"""The likeness up to which two titles are not one."""
WHOLES = (
    "booktitle", "maintitle", "journaltitle", "series", "publisher", "institution", "organization",
)  # fmt: skip
"""Fields that name what a work is part of."""


def status(matches: Sequence[Match]) -> tuple[Verdict, str]:
    """What the records of the work say of later notices.

    Args:
        matches: those that are the work, from all sources.
    """
    updates = [(match.record, update) for match in matches for update in match.record.updates]
    for record, update in updates:
        if update.kind in FALLEN:
            when = f" on {update.date}" if update.date else ""
            notice = f" ({update.notice})" if update.notice else ""
            return Verdict.CONTRADICTED, f"{update.kind}{when} recorded by {record.source}{notice}"
    for record, update in updates:
        if update.kind == "concern":
            return Verdict.INCONCLUSIVE, f"an expression of concern is recorded by {record.source}"
    watched = [match.record.source for match in matches if match.record.source in STATUS]
    if not watched:
        return Verdict.INCONCLUSIVE, ""
    corrected = next((record for record, update in updates if update.kind == "correction"), None)
    said = f"a correction is recorded by {corrected.source}" if corrected else ""
    return Verdict.VERIFIED, said


def reachability(
    entry: Entry, evidence: Sequence[Evidence], matches: Sequence[Match] = ()
) -> tuple[Verdict, str]:
    """Whether the work can be read at the address that the entry states.

    Args:
        entry: what is cited.
        evidence: all that was asked.
        matches: the entry held against what was found; they tell another work at the address.
    """
    own = {canonical("url", one.value) for one in own_identifiers(entry) if one.scheme == "url"}
    asked = [found for found in evidence if _address(found) in own] if own else []
    if not asked:
        return Verdict.INCONCLUSIVE, ""
    shown = [found for found in asked if found.outcome is Outcome.FOUND]
    strangers = [match.record for match in matches if _is_stranger(entry, match)]
    if shown and all(one.records and all(r in strangers for r in one.records) for one in shown):
        return Verdict.CONTRADICTED, f"its address shows another work: {shown[0].records[0].title}"
    if shown:
        return Verdict.VERIFIED, ""
    if all(found.outcome is Outcome.NOT_FOUND for found in asked):
        return Verdict.NOT_FOUND, "its address answers that there is no such page"
    return Verdict.INCONCLUSIVE, "its address was not reached"


def _is_stranger(entry: Entry, match: Match) -> bool:
    """Whether a page clearly shows another work: another title, by others.

    The page of a whole (a volume, an issue, a series, a site) may stand for a part of it.
    """
    title, author = match.of("title"), match.of("author")
    if not (title and author) or match.probability > UNLIKELY or title.score > UNLIKE:
        return False
    date = match.of("date")
    elsewhen = bool(date and date.agreement is Agreement.DIFFERENT)
    if author.agreement is not Agreement.DIFFERENT:
        return False
    if not (title.agreement is Agreement.DIFFERENT or elsewhen):  # perhaps in another language
        return False
    if not urlsplit(match.record.url).path.strip("/"):
        return False
    wholes = [fold(entry.value(name)) for name in WHOLES if entry.value(name)]
    names = [fold(name) for name in (match.record.title, *match.record.titles)]
    return not any(
        whole in name or similarity(whole, name) > UNLIKE for whole in wholes for name in names
    )


def _address(evidence: Evidence) -> str:
    """The address that was asked for: from the question, else where the answer came from."""
    scheme, _, value = evidence.query.partition(" ")
    if scheme.casefold() == "url":
        return canonical("url", value)
    return canonical("url", evidence.url) if evidence.source == "page" else ""
