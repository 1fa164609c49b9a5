"""The tables of results: their columns, and the rows on one document."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pyarrow as pa

from srccheck.model import Dossier, Entry, EntryKind, Failure, Finding, Severity
from srccheck.model.evidence import Evidence, Outcome

Row = dict[str, Any]

DOCUMENTS = pa.schema(
    {
        "path": pa.string(),
        "sha256": pa.string(),
        "format": pa.string(),
        "language": pa.string(),
        "notes": pa.int32(),
        "sources": pa.int32(),
        "comments": pa.int32(),
        "claims": pa.int32(),
        "short_forms": pa.int32(),
        "errors": pa.int32(),
        "warnings": pa.int32(),
        "infos": pa.int32(),
    }
)
REFERENCES = pa.schema(
    {
        "path": pa.string(),
        "key": pa.string(),
        "note": pa.string(),
        "line": pa.int32(),
        "column": pa.int32(),
        "page": pa.int32(),
        "raw": pa.string(),
        "type": pa.string(),
        "fields": pa.map_(pa.string(), pa.string()),
        "identifiers": pa.list_(pa.string()),
        "question": pa.string(),
        "identity": pa.string(),
        "accuracy": pa.string(),
        "status": pa.string(),
        "reachability": pa.string(),
        "reason": pa.string(),
        "found_in": pa.list_(pa.string()),
        "found_ids": pa.list_(pa.string()),
    }
)
FINDINGS = pa.schema(
    {
        "path": pa.string(),
        "rule": pa.string(),
        "severity": pa.string(),
        "confidence": pa.string(),
        "line": pa.int32(),
        "column": pa.int32(),
        "page": pa.int32(),
        "cited": pa.string(),
        "message": pa.string(),
        "suggestion": pa.string(),
        "basis": pa.string(),
        "entry": pa.string(),
    }
)
FAILURES = pa.schema({"path": pa.string(), "reason": pa.string(), "remedy": pa.string()})
TABLES = {
    "documents": DOCUMENTS,
    "references": REFERENCES,
    "findings": FINDINGS,
    "failures": FAILURES,
}
"""The folders of results, and what their files hold."""


def question_key(entry: Entry) -> str:
    """A digest of all that an entry says of the work: equal ones are looked up once."""
    from srccheck.lookup.inquiry import question_of

    asked = repr(question_of(entry)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(asked).hexdigest()[:32]


def document_row(dossier: Dossier, digest: str) -> Row:
    """What is told of a document."""
    kinds = Counter(entry.kind for entry in dossier.entries)
    found = Counter(finding.severity for finding in dossier.findings)
    return {
        "path": _text(dossier.document.path),
        "sha256": digest,
        "format": dossier.document.format,
        "language": dossier.document.language,
        "notes": len(dossier.document.notes),
        "sources": kinds[EntryKind.SOURCE],
        "comments": kinds[EntryKind.COMMENTARY],
        "claims": kinds[EntryKind.CLAIM],
        "short_forms": len(dossier.pointers),
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "infos": found[Severity.INFO],
    }


def reference_row(dossier: Dossier, entry: Entry) -> Row:
    """What is told of a source."""
    document, verdicts = dossier.document, dossier.verdicts.get(entry.key)
    place = document.position(entry.span.start)
    found = _found(dossier.evidence.get(entry.key, ()))
    records = [match.record for match in dossier.matches.get(entry.key, ())[:1]]
    return {
        "path": _text(document.path),
        "key": entry.key,
        "note": _text(entry.note_label),
        "line": place.line,
        "column": place.column,
        "page": document.page(entry.span.start),
        "raw": _text(entry.raw),
        "type": entry.type,
        "fields": sorted((name, _text(field.value)) for name, field in entry.fields.items()),
        "identifiers": [f"{one.scheme}:{_text(one.value)}" for one in entry.identifiers],
        "question": question_key(entry),
        "identity": verdicts.identity.value if verdicts else None,
        "accuracy": verdicts.accuracy.value if verdicts else None,
        "status": verdicts.status.value if verdicts else None,
        "reachability": verdicts.reachability.value if verdicts else None,
        "reason": _text(verdicts.reason) if verdicts else None,
        "found_in": found,
        "found_ids": [
            f"{one.scheme}:{one.value}" for record in records for one in record.identifiers
        ],
    }


def _found(evidence: tuple[Evidence, ...]) -> list[str]:
    with_records = [one for one in evidence if one.outcome is Outcome.FOUND and one.records]
    return list(dict.fromkeys(one.source for one in with_records))


def finding_row(dossier: Dossier, finding: Finding) -> Row:
    """What is told of a fault."""
    document = dossier.document
    place = document.position(finding.span.start)
    return {
        "path": _text(document.path_at(finding.span.start)),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "line": place.line,
        "column": place.column,
        "page": document.page(finding.span.start),
        "cited": _text(finding.cited),
        "message": _text(finding.message),
        "suggestion": _text(finding.suggestion),
        "basis": _text(finding.basis),
        "entry": finding.entry,
    }


def failure_row(failure: Failure) -> Row:
    """What is told of a document that could not be checked."""
    reason, remedy = str(failure.reason), str(failure.remedy)
    return {"path": _text(failure.path), "reason": _text(reason), "remedy": _text(remedy)}


def _text(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate is written as an escape."""
    return str(text).encode("utf-8", "backslashreplace").decode()
