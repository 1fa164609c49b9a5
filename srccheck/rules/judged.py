"""What several rules need to know of a source that was looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from srccheck.matching import Judgement, conclude
from srccheck.matching.judge import JUDGED, REPOST
from srccheck.messages import _, joined
from srccheck.model import Dossier, Entry, Field, Span, Verdict
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.model.sources import source_title

_FINE = (Agreement.SAME, Agreement.COMPATIBLE)
FIRM = ("doi", "arxiv", "pmid", "pmcid")
"""Schemes whose identifiers belong to one work and no other."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A source about which somebody answered, and what follows from the answers."""

    entry: Entry
    evidence: tuple[Evidence, ...]
    judgement: Judgement

    @property
    def verified(self) -> bool:
        """Whether it is known which work is cited."""
        return self.judgement.verdicts.identity is Verdict.VERIFIED and bool(self.judgement.work)

    @property
    def by_identifier(self) -> bool:
        """Whether an identifier that the entry states leads to the work."""
        return any(match.by_identifier and is_firm(match) for match in self.judgement.work)

    def is_backed_by(self, match: Match, *, near: bool = False) -> bool:
        """Whether a record is so surely of the cited work that its values may be taken over.

        The entry's own identifier leads to it; title and people agree; and more of the reference
        agrees with it than differs: an identifier that was copied from a neighbour, or leads to
        another edition, would differ in most. With ``near``, letters of the title may differ.
        """
        if not (match.by_identifier and is_firm(match)) or match.record.relations.get(REPOST):
            return False
        title, author = match.of("title"), match.of("author") or match.of("editor")
        fine = (*_FINE, Agreement.NEAR) if near else _FINE
        if title is None or title.agreement not in fine or title.score < 0.9:
            return False
        if author and author.agreement not in (*_FINE, Agreement.NEAR, Agreement.ABSENT):
            return False
        told = [one for one in match.fields if one.field in JUDGED]
        agreeing = sum(one.agreement in _FINE for one in told)
        return agreeing > len(self.judgement.differing)

    def match_with(self, field: FieldMatch) -> Match | None:
        """The match to which a comparison belongs."""
        return next(
            (match for match in self.judgement.work if any(one is field for one in match.fields)),
            None,
        )

    def basis(self, *records: Record) -> str:
        """What a finding rests on: who states it, of what, and when that was read."""
        said: dict[str, None] = {}
        for record in records:
            name, evidence = stated_by(record), self._source_of(record)
            day = (
                _(", read on {day}", day=evidence.time.date()) if evidence and evidence.time else ""
            )
            said[joined("", (name, day)) if day else name] = None
        return joined("; ", said) if said else ""

    def _source_of(self, record: Record) -> Evidence | None:
        return next((one for one in self.evidence if record in one.records), None)


def judged(dossier: Dossier) -> Iterator[Judged]:
    """The sources of a document about which somebody answered."""
    for entry in dossier.sources:
        evidence = dossier.evidence.get(entry.key, ())
        answered = [one for one in evidence if one.outcome is Outcome.FOUND]
        if not any(one.outcome.answered for one in evidence):
            continue
        matches = tuple(
            match
            for match in dossier.matches.get(entry.key, ())
            if any(match.record in one.records for one in answered)
        )
        yield Judged(entry, evidence, conclude(entry, evidence, matches))


def with_known_authors(dossier: Dossier) -> set[str]:
    """The keys of sources whose authors a record of the work states: they need no guessing."""
    return {
        source.entry.key
        for source in judged(dossier)
        if source.verified and any(match.record.author for match in source.judgement.work)
    }


def is_firm(match: Match) -> bool:
    """Whether entry and record state the same identifier of a scheme in :data:`FIRM`."""
    return any(one.field in FIRM and one.score == 1 for one in match.fields)


def stated_by(record: Record) -> str:
    """Who states a record, and under which identifier or address.

    >>> stated_by(Record("crossref", "10.5555/1"))
    'Crossref 10.5555/1'
    """
    if record.source == "page":
        return record.url or record.id or source_title("page")
    return f"{source_title(record.source)} {record.id}".strip()


def place(entry: Entry, *names: str) -> tuple[Span, str]:
    """Where to show a finding: at the first field that the entry has, else at the whole entry."""
    field = first_field(entry, *names)
    return (field.span, field.raw) if field else (entry.span, " ".join(entry.raw.split()))


def first_field(entry: Entry, *names: str) -> Field | None:
    """The first of some fields that the entry has in its text."""
    return next((entry.fields[name] for name in names if name in entry.fields), None)


def identifier_place(entry: Entry, scheme: str, value: str) -> tuple[Span, str]:
    """Where an identifier stands in the entry, and how it is written there."""
    for one in entry.identifiers:
        if one.scheme == scheme and one.value == value and one.span.end > one.span.start:
            return one.span, value
    span = place(entry, scheme, "url")[0]
    return span, value


def titles_of(records: Sequence[Record]) -> str:
    """The titles of records, each once, for a message."""
    return "; ".join(dict.fromkeys(f"“{record.title or record.id}”" for record in records))
