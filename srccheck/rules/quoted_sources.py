"""The quotations of a document held against the texts of their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from srccheck.matching.quotations import (
    Quotation,
    QuotationMatch,
    QuotationOutcome,
    find_quotation,
    quotations,
)
from srccheck.model import Dossier
from srccheck.rules.judged import Judged, judged

LONG_ENOUGH = 800
"""Words; a shorter page may hold a summary of the work, and not the words that were quoted."""
_ORDER = (
    QuotationOutcome.FOUND,
    QuotationOutcome.NEAR,
    QuotationOutcome.IN_TRANSLATION,
    QuotationOutcome.NO_TEXT,
    QuotationOutcome.NOT_FOUND,
)
"""What is known of a quotation whose note has several texts, or several sources."""


@dataclass(frozen=True, slots=True)
class Held:
    """A quotation, the source in whose text it was looked for, and what became of it."""

    quotation: Quotation
    source: Judged
    url: str
    match: QuotationMatch


def held(dossier: Dossier) -> Iterator[Held]:
    """The quotations whose sources could be read, each against the text that is nearest to it."""
    by_note: dict[str, list[Judged]] = defaultdict(list)
    unread: set[str] = set()
    for source in judged(dossier):
        by_note[source.entry.note_label].append(source)
        if not (source.verified and _texts(source)):
            unread.add(source.entry.note_label)
    if not by_note:
        return
    for quotation in quotations(dossier.document):
        found = [
            Held(quotation, source, url, _look(quotation, source, text, whole))
            for source in by_note.get(quotation.note, ())
            if source.verified
            for url, text, whole in _texts(source)
        ]
        best = min(found, key=lambda one: _ORDER.index(one.match.outcome), default=None)
        settled = best and best.match.outcome in (QuotationOutcome.FOUND, QuotationOutcome.NEAR)
        if best and (settled or quotation.note not in unread):
            yield best


def _texts(source: Judged) -> list[tuple[str, str, bool]]:
    """The texts of a source with their addresses, and whether each is all of it."""
    works = [match.record for match in source.judgement.work]
    pages = [
        (one.url, one.text, one.whole_text and len(one.text.split()) >= LONG_ENOUGH)
        for one in source.evidence
        if one.text and one.outcome.answered and any(record in works for record in one.records)
    ]
    return pages + [(record.url, record.abstract, False) for record in works if record.abstract]


def _look(quotation: Quotation, source: Judged, text: str, whole: bool) -> QuotationMatch:
    languages = (quotation.language, source.entry.language)
    return find_quotation(quotation.text, text, languages, whole=whole)
