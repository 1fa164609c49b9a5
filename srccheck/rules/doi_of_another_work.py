"""The rule ``doi-of-another-work``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.judge import misdirected
from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity, Verdict
from srccheck.model.match import Match
from srccheck.rules.judged import FIRM, Judged, identifier_place, judged, stated_by, titles_of
from srccheck.rules.rule import Rule

_NAMES = {
    "doi": "DOI",
    "arxiv": _("arXiv number"),
    "pmid": _("PubMed number"),
    "pmcid": _("PMC number"),
}


class DoiOfAnotherWork(Rule):
    """A DOI, arXiv or PubMed number that leads to another work.

    What it does
    Reports an identifier whose record has another title and other authors than those that are
    cited. Translated and damaged titles are no such difference. Where the cited work itself was
    found, its own identifier is suggested.

    Why it matters
    A reader who follows it comes to the wrong work; the wrong work is credited.

    Example:
    The DOI of the article that stands before the cited one in the same issue
    """

    name = "doi-of-another-work"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            if source.judgement.verdicts.identity is not Verdict.CONTRADICTED:
                continue
            other = misdirected(source.judgement.matches)
            scheme = _scheme(other) if other else ""
            if other and scheme:
                yield self._found(source, other, scheme)

    def _found(self, source: Judged, other: Match, scheme: str) -> Finding:
        held = other.of(scheme)
        span, cited = identifier_place(source.entry, scheme, held.cited if held else "")
        own = source.judgement.choice.best
        right = next(iter(own.record.ids(scheme)), "") if own else ""
        records = (other.record, own.record) if own and right else (other.record,)
        title = titles_of([other.record])
        return self.finding(
            span,
            cited,
            _(
                "The {identifier} {cited} belongs to another work: {title} ({record}).",
                identifier=_NAMES[scheme],
                cited=cited,
                title=title,
                record=stated_by(other.record),
            ),
            suggestion=right,
            basis=source.basis(*records),
            entry=source.entry.key,
        )


def _scheme(match: Match) -> str:
    """The scheme of the identifier through which a record was reached."""
    return next((one.field for one in match.fields if one.field in FIRM and one.score == 1), "")
