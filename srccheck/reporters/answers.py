"""What was found out about a source, and who did not answer, in the words of an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from srccheck.messages import Message, _, joined
from srccheck.model import Dossier, Entry, Verdict, Verdicts
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.sources import source_title

NOT_INVENTED = _("that does not mean that it does not exist")
_REASONS = {
    Outcome.BLOCKED: _("refused to answer"),
    Outcome.RATE_LIMITED: _("asked to be asked less often"),
    Outcome.TIMED_OUT: _("timed out"),
}
_LONGEST = 160
_NAMED = 6


def answer_line(verdicts: Verdicts, evidence: Sequence[Evidence] = ()) -> str:
    """What was found out about a source, in one line; empty when nobody was asked about it.

    Args:
        verdicts: on the source.
        evidence: what they rest on.

    >>> verdicts = Verdicts("key", identity=Verdict.VERIFIED, reason="found in crossref")
    >>> answer_line(verdicts, [Evidence("crossref", "doi 10.5555/1", Outcome.FOUND)])
    'verified (Crossref)'
    """
    if not evidence:
        return ""
    if verdicts.identity is Verdict.VERIFIED:
        rest = verdicts.reason.partition("; ")[2]
        line = _("verified ({services})", services=_titles(_finders(verdicts, evidence)))
        return joined("; ", (line, *map(_, rest.split("; ")))) if rest else line
    if verdicts.identity is Verdict.CONTRADICTED:
        return verdicts.reason
    answered = [one for one in evidence if one.outcome.answered]
    if verdicts.identity is Verdict.NOT_FOUND:
        return _("not found in {services}: {but}", services=_titles(answered), but=NOT_INVENTED)
    missing = list(unreached(evidence, also_refusals=True))
    if not missing and answered:
        but = verdicts.reason.removeprefix("not found, but ")
        if but == verdicts.reason:
            return _("inconclusive: {reason}", reason=_(but))
        found = _("not found in {services}", services=_titles(answered))
        return _("inconclusive: {reason}", reason=joined("; ", (found, _(but))))
    if not missing or not verdicts.reason.startswith("not found"):
        return _("inconclusive: {reason}", reason=_(verdicts.reason))
    if answered:
        found = _("not found in {services}", services=_titles(answered))
        but = _("{found}, but {missing}", found=found, missing=grouped(missing))
        return _("inconclusive: {reason}", reason=but)
    return _("inconclusive: {reason}", reason=grouped(missing))


def answer_on(dossier: Dossier, entry: Entry) -> str:
    """The same for an entry of a document; empty for what is no source, too."""
    verdicts = dossier.verdicts.get(entry.key)
    return answer_line(verdicts, dossier.evidence.get(entry.key, ())) if verdicts else ""


def grouped(pairs: Iterable[tuple[str, str]]) -> str:
    """Who did not answer, those with one reason together.

    >>> grouped([("HAL", "timed out"), ("DOAJ", "failed"), ("DBLP", "timed out")])
    'HAL, DBLP timed out; DOAJ failed'
    """
    by_reason: dict[str, dict[str, None]] = {}
    for name, why in pairs:
        by_reason.setdefault(why, {})[name] = None
    said = []
    for why, names in by_reason.items():
        listed = ", ".join(list(names)[:_NAMED])
        left = len(names) - _NAMED
        if left > 0:
            listed = _("{names} and {count} more", names=listed, count=left)
        said.append(_("{names} {verb}", names=listed, verb=why))
    return joined("; ", said)


def _finders(verdicts: Verdicts, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of those in which the work was found, by the names in the reason."""
    names = set(verdicts.reason.partition("; ")[0].rpartition(" in ")[2].split(", "))
    with_records = [one for one in evidence if one.outcome is Outcome.FOUND]
    return [one for one in with_records if one.source in names] or with_records


def _titles(evidence: Iterable[Evidence]) -> str:
    return ", ".join(dict.fromkeys(map(title, evidence)))


def title(evidence: Evidence) -> str:
    """Who was asked: a service, or the host of a page."""
    if evidence.source == "page":
        host = urlsplit(evidence.url).hostname or ""
        return host.removeprefix("www.") or source_title("page")
    return source_title(evidence.source)


def reason(evidence: Evidence) -> str:
    """Why there is no answer.

    >>> reason(Evidence("crossref", "", Outcome.TIMED_OUT, message="read timeout=3"))
    'timed out'
    """
    if evidence.outcome in _REASONS:
        return _REASONS[evidence.outcome]
    if evidence.outcome is Outcome.SKIPPED:
        return _("could not be asked: {reason}", reason=_shortened(evidence.message))
    return _("failed ({reason})", reason=_shortened(evidence.message))


def _shortened(message: str) -> Message:
    return _(message[:_LONGEST])


def unreached(
    evidence: Iterable[Evidence], *, also_refusals: bool = False
) -> Iterator[tuple[str, str]]:
    """Who should have answered and did not, each with the reason.

    A page that refuses programs would refuse the next time too, and sitemaps are a favour.
    """
    for one in evidence:
        if one.outcome.answered or one.source == "sitemap":
            continue
        if one.source == "page" and one.outcome is Outcome.BLOCKED and not also_refusals:
            continue
        yield title(one), reason(one)
