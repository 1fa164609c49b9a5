"""The rule ``unregistered-doi``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.identifiers import own_identifiers
from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.model.evidence import Evidence, Outcome
from srccheck.rules.judged import identifier_place, judged
from srccheck.rules.rule import Rule


class UnregisteredDoi(Rule):
    """A DOI that nobody has registered.

    What it does
    Reports a DOI of which the Handle System itself says that there is none (response code 100 of
    its interface at doi.org), and which no registration agency that was asked knows either. An
    agency that did not answer keeps this rule silent.

    Why it matters
    The link leads nowhere. A character may be wrong; in a reference that a program wrote, the whole
    work may be invented.

    Example:
    ``https://doi.org/10.1000/no-such-thing``
    """

    name = "unregistered-doi"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            for own in own_identifiers(source.entry):
                said = _said(own.value, source.evidence) if own.scheme == "doi" else ()
                if not said:
                    continue
                span, cited = identifier_place(source.entry, "doi", own.value)
                day = _(", asked on {day}", day=said[0].time.date()) if said[0].time else ""
                yield self.finding(
                    span,
                    cited,
                    _("The DOI {doi} is not registered: it leads nowhere.", doi=own.value),
                    suggestion=_("Look for a wrong character, or for the work by its title."),
                    basis=_("the Handle System at doi.org has no such handle{day}", day=day),
                    entry=source.entry.key,
                )


def _said(doi: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The Handle System's "no", if there is one and nobody says otherwise or kept silent."""
    about = (f"handle {doi}".casefold(), f"doi {doi}".casefold())
    asked = [one for one in evidence if one.query.casefold() in about]
    handle = tuple(one for one in asked if one.query.casefold() == about[0])
    agencies = [one for one in asked if one.source != "doi.org"]
    agreed = all(one.outcome is Outcome.NOT_FOUND for one in asked)
    return handle if handle and agencies and agreed else ()
