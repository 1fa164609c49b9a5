"""The quotations of a document held against the texts of their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from srccheck.matching.identifiers import canonical, own_identifiers
from srccheck.matching.printed import is_printed, shows_title
from srccheck.matching.quotations import (
    Quotation,
    QuotationMatch,
    QuotationOutcome,
    find_quotation,
    quotations,
)
from srccheck.matching.quoted import by_note
from srccheck.model import Dossier
from srccheck.model.evidence import Evidence, Record
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


class Text(NamedTuple):
    """The text of a source, whether it is all of it, and whether it is certain to be its text."""

    url: str
    text: str
    whole: bool
    certain: bool = True


def held(dossier: Dossier) -> Iterator[Held]:
    """The quotations whose sources could be read, each against the text that is nearest to it."""
    sources = {source.entry.key: source for source in judged(dossier)}
    if not sources:
        return
    texts = {key: _texts(source) for key, source in sources.items()}
    cited = {one.key for one in dossier.sources}
    notes = by_note(dossier)
    for quotation in quotations(dossier.document):
        keys = [key for key in notes.get(quotation.note, ()) if key in cited]
        found = [
            Held(quotation, sources[key], text.url, _look(quotation, sources[key], text))
            for key in keys
            for text in texts.get(key, ())
        ]
        best = min(found, key=lambda one: _ORDER.index(one.match.outcome), default=None)
        settled = best and best.match.outcome in (QuotationOutcome.FOUND, QuotationOutcome.NEAR)
        if best and (settled or all(texts.get(key) for key in keys)):
            yield best


def _texts(source: Judged) -> list[Text]:
    """The texts of a source: pages that state that they are the work, its PDFs, abstracts."""
    works = [match.record for match in source.judgement.work] if source.verified else []
    found = [
        Text(one.url, one.text, _is_whole(one))
        for one in source.evidence
        if one.text and one.outcome.answered and any(record in works for record in one.records)
    ]
    found += _pdfs(source, works)
    return found + [Text(one.url, one.abstract, False) for one in works if one.abstract]


def _pdfs(source: Judged, works: Sequence[Record]) -> Iterator[Text]:
    """The PDFs at the address that is cited, or at one that a record of the work names.

    A file states nothing of itself that could be trusted: its first pages must show the title.
    Without that, it may be another work, and a quotation that is not in it says nothing.
    """
    own = {canonical("url", one.value) for one in own_identifiers(source.entry)
           if one.scheme == "url"}  # fmt: skip
    open_copies = {canonical("url", record.pdf) for record in works if record.pdf}
    titles = [source.entry.value("title"), *(record.title for record in works)]
    for one in source.evidence:
        if one.records or not is_printed(one.text):
            continue
        address = canonical("url", one.query.removeprefix("url "))
        if address not in own and address not in open_copies:
            continue
        shown = any(shows_title(title, one.text) for title in titles)
        if shown or works:
            yield Text(one.url, one.text, shown and _is_whole(one), shown)


def _is_whole(evidence: Evidence) -> bool:
    return evidence.whole_text and len(evidence.text.split()) >= LONG_ENOUGH


def _look(quotation: Quotation, source: Judged, text: Text) -> QuotationMatch:
    languages = (quotation.language, source.entry.language)
    found = find_quotation(quotation.text, text.text, languages, whole=text.whole)
    if found.outcome is QuotationOutcome.NEAR and not text.certain:
        return QuotationMatch(QuotationOutcome.NO_TEXT, reason="the text may be another one")
    return found
