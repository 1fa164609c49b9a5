"""Whether a work still stands, and whether it can be read where the reference says."""

from __future__ import annotations

from collections.abc import Sequence

from srccheck.matching.coverage import STATUS
from srccheck.matching.identifiers import canonical, own_identifiers
from srccheck.model import Entry, Verdict
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.match import Match

FALLEN = ("retraction", "withdrawal", "removal")
"""Kinds of notice after which a work no longer stands (Crossref's update types)."""


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


def reachability(entry: Entry, evidence: Sequence[Evidence]) -> tuple[Verdict, str]:
    """Whether the address that the entry states can be read, from what asking for it gave."""
    own = {canonical("url", one.value) for one in own_identifiers(entry) if one.scheme == "url"}
    asked = [found for found in evidence if _address(found) in own] if own else []
    if not asked:
        return Verdict.INCONCLUSIVE, ""
    if any(found.outcome is Outcome.FOUND for found in asked):
        return Verdict.VERIFIED, ""
    if all(found.outcome is Outcome.NOT_FOUND for found in asked):
        return Verdict.NOT_FOUND, "its address answers that there is no such page"
    return Verdict.INCONCLUSIVE, "its address was not reached"


def _address(evidence: Evidence) -> str:
    """The address that was asked for: from the question, else where the answer came from."""
    scheme, _, value = evidence.query.partition(" ")
    if scheme.casefold() == "url":
        return canonical("url", value)
    return canonical("url", evidence.url) if evidence.source == "page" else ""
