"""The rule ``missing-doi``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.coverage import unheld
from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.model.match import Agreement
from srccheck.rules.bib_lines import add_fields
from srccheck.rules.context import is_bibliographic
from srccheck.rules.judged import Judged, judged, place
from srccheck.rules.rule import Rule
from srccheck.rules.written import is_bib
from srccheck.text.identifiers import problem

_TEXTS = frozenset(("markdown", "text", "html", "rst", "org", "asciidoc"))
_CLOSING = tuple(". \t\r\n")


class MissingDoi(Rule):
    """A work that has a DOI, cited without it.

    What it does
    Reports an article, chapter, paper, book or thesis that was found, and of which one DOI is
    known, when the reference states none.

    Why it matters
    A DOI leads to the work wherever it moves.

    Example:
    An article cited by journal, volume and pages
    """

    name = "missing-doi"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    offline = False
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        bare = is_bibliographic(dossier.document)
        for source in judged(dossier):
            entry = source.entry
            has_one = entry.value("doi") or any(one.scheme == "doi" for one in entry.identifiers)
            if has_one or not source.verified or unheld(entry):
                continue
            first = source.judgement.work[0].record
            dois = list(dict.fromkeys(first.ids("doi")))
            if len(dois) != 1 or problem("doi", dois[0]):
                continue
            span, cited = place(entry, "title")
            yield self.finding(
                span,
                cited,
                _("This work has a DOI, which the reference does not state."),
                suggestion=dois[0] if bare else f"https://doi.org/{dois[0]}",
                basis=source.basis(first),
                fix=_fix(dossier.document, source, dois[0]),
                entry=entry.key,
            )


def _fix(document: Document, source: Judged, doi: str) -> Fix | None:
    """A field for the DOI in a ``.bib`` file; at the end of a reference in a text."""
    entry = source.entry
    if is_bib(document, entry.span.start):
        edits = add_fields(document, entry.span, {"doi": doi})
        return (
            Fix(edits, _is_certain(source, doi), _("add the DOI {doi}", doi=doi)) if edits else None
        )
    if document.format not in _TEXTS or document.entries:
        return None
    end = entry.span.end
    while document.source[end - 1 : end] in _CLOSING and end > entry.span.start:
        end -= 1
    comma = entry.raw.count(", ") > entry.raw.count(". ")
    edit = Edit(Span(end, end), f"{',' if comma else '.'} https://doi.org/{doi}")
    return Fix((edit,), safe=False, description=_("add the DOI {doi}", doi=doi))


def _is_certain(source: Judged, doi: str) -> bool:
    """Whether all records of the work have this DOI, and the first differs from it in nothing."""
    work = source.judgement.work
    if source.judgement.differing or any(set(one.record.ids("doi")) - {doi} for one in work):
        return False
    held = [work[0].of(name) for name in ("title", "author", "date")]
    fine = (Agreement.SAME, Agreement.COMPATIBLE)
    return all(one and one.agreement in fine and one.score >= 0.85 for one in held)
