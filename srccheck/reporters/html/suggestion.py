"""A source as BibTeX, with what differs from all records of the work put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from srccheck.matching import Judgement
from srccheck.matching.damaged import is_damaged
from srccheck.model import Entry, Field, Span
from srccheck.model.evidence import Evidence
from srccheck.model.match import FieldMatch, Match
from srccheck.model.sources import source_title
from srccheck.text.characters import find_controls, find_invisible
from srccheck.writers import write

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry to copy: ``bibtex``, and which fields are changed, each with who states it."""

    bibtex: str
    changes: Mapping[str, str]


def suggestion(entry: Entry, judgement: Judgement, evidence: Sequence[Evidence]) -> Suggestion:
    """The entry as it is cited, changed to what the records of the work state.

    A field is changed only where it differs in every record of the cited work that has it, and
    never to a value that is damaged; a DOI is added if the best record has just one.
    """
    fields = {
        name: replace(field, value=_sound(field.value)) for name, field in entry.fields.items()
    }
    changes: dict[str, str] = {}
    for held in judgement.differing:
        match = next((one for one in judgement.work if held in one.fields), None)
        new = match and _field(held, match)
        if match and new and held.field in fields:
            fields[held.field] = new
            changes[held.field] = _basis(match, evidence)
    doi = _missing_doi(entry, judgement)
    if doi:
        fields["doi"] = Field("doi", doi, "", _NOWHERE)
        changes["doi"] = _basis(judgement.work[0], evidence)
    text = "".join(write([replace(entry, fields=fields)], "bibtex"))
    return Suggestion(text.strip(), changes)


def _field(held: FieldMatch, match: Match) -> Field | None:
    """The field as the record states it, if its value is sound and its form is known."""
    value = _sound(held.found)
    if not value or is_damaged(value):
        return None
    record = match.record
    if held.field in ("author", "editor"):
        names = record.author if held.field == "author" else record.editor
        return Field(held.field, value, "", _NOWHERE, names=names) if names else None
    if held.field == "date":
        date = next((date for date in record.dates.values() if str(date) == held.found), None)
        return Field("date", value, "", _NOWHERE, date=date) if date else None
    return Field(held.field, value, "", _NOWHERE)


def _missing_doi(entry: Entry, judgement: Judgement) -> str:
    if "doi" in entry.fields or not judgement.work:
        return ""
    if any(one.scheme == "doi" for one in entry.identifiers):
        return ""
    found = tuple(dict.fromkeys(judgement.work[0].record.ids("doi")))
    return found[0] if len(found) == 1 else ""


def _basis(match: Match, evidence: Sequence[Evidence]) -> str:
    record = match.record
    who = record.url or record.id if record.source == "page" else ""
    who = who or f"{source_title(record.source)} {record.id}".strip()
    time = next((one.time for one in evidence if record in one.records and one.time), None)
    return f"{who}, read on {time.date()}" if time else who


def _sound(value: str) -> str:
    """The value without characters that nobody sees and nobody means to copy."""
    for damage in reversed([*find_controls(value), *find_invisible(value)]):
        value = value[: damage.start] + value[damage.end :]
    return value
