"""The report for programs: one JSON object, described by ``report.schema.json`` beside this file.

::

    {
      "schema": "srccheck/report/2",
      "tool": {"name": "srccheck", "version": "…"},
      "documents": [{
        "path", "format", "encoding": {"name", "source"}, "language",
        "notes":    [{"label", "kind", "text", …place, "markers": [place]}],
        "entries":  [{"key", "type", "kind", "note", "language", "comment", "raw", …place,
                      "fields": {name: {"value", "raw", "confidence", "origin", …place}},
                      "identifiers": [{"scheme", "value", …place}],
                      "verdicts": {"identity", "accuracy", "status", "reachability", "reason"},
                      "evidence": [{"source", "query", "outcome", "url", "time", "message",
                                    "records": [record]}],
                      "matches":  [{"source", "id", "title", "probability", "by_identifier",
                                    "reason", "fields": [{"field", "cited", "found",
                                                          "agreement", "score", "reason"}]}]}],
        "pointers": [{"form", "note", "target", "candidates", "pages", "raw", …place}],
        "findings": [{"rule", "severity", "confidence", "message", "cited", "suggestion",
                      "basis", "entry", …place,
                      "fix": {"safe", "description", "edits": [{"start", "end", "text"}]}}],
        "links":    [{"target", "kind", "verdict", "rule", "status", "reason", "final_url",
                      "redirects": [{"status", "url"}], "suggestion", "archived", "cached",
                      "places": [{"path", "line", "column", "text"}]}]
      }],
      "failures": [{"path", "reason", "remedy"}],
      "summary": {"documents", "notes", "sources", "comments", "claims",
                  "unresolved", "findings": {"info", "warning", "error"},
                  "inconclusive": {reason: count}, "unreached": {service or site: reason}},
      "complete": true
    }

A *place* is ``start`` and ``end``, offsets into the decoded file counted in characters, with
``line``, ``column``, ``end_line`` and ``end_column``, all from 1; where the document has
pages, also with its ``page``. ``verdicts`` is null for
what is no source, ``fix`` when there is none. A key may be added within a version; none is
taken away or changes its meaning. The object is written as the run goes: one document to a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from srccheck.model import (
    Allowance,
    Document,
    Dossier,
    Entry,
    EntryKind,
    Failure,
    Field,
    Finding,
    Note,
    Pointer,
    Severity,
    Span,
    Verdicts,
)
from srccheck.model.evidence import Evidence, Record
from srccheck.model.match import Match
from srccheck.reporters import Look
from srccheck.reporters.links import link_object
from srccheck.reporters.summary import Summary

SCHEMA = "srccheck/report/2"
_SHAPED = frozenset(
    ("author", "editor", "dates", "identifiers", "updates", "relations", "provenance")
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,
    look: Look,  # noqa: ARG001
) -> Iterator[str]:
    """The report, written as the results come."""
    failures = []
    tool = {"name": "srccheck", "version": _version()}
    yield f'{{"schema": {as_json(SCHEMA)}, "tool": {as_json(tool)}, "documents": ['
    separator = "\n"
    for result in results:
        if isinstance(result, Failure):
            failures.append(asdict(result))
        else:
            yield separator + as_json(_dossier(result))
            separator = ",\n"
    yield f'\n], "failures": {as_json(failures)},\n"summary": {as_json(summary_object(summary))},\n'
    yield f'"complete": {as_json(summary.complete)}}}\n'


def _version() -> str:
    from importlib.metadata import version

    return version("srccheck")


def as_json(value: object) -> str:
    """Compact JSON; lone surrogates, which no encoding can hold, are written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _dossier(dossier: Dossier) -> dict[str, Any]:
    document = dossier.document
    return {
        "path": document.path,
        "format": document.format,
        "encoding": asdict(document.encoding),
        "language": document.language,
        "notes": [_note(document, note) for note in document.notes],
        "entries": [
            {
                **_entry(document, entry, dossier.verdicts.get(entry.key)),
                "evidence": [
                    _evidence(one)
                    for answers in (dossier.evidence, dossier.unasked)
                    for one in answers.get(entry.key, ())
                ],
                "matches": [_match(one) for one in dossier.matches.get(entry.key, ())],
            }
            for entry in dossier.entries
        ],
        "pointers": [_pointer(document, pointer) for pointer in dossier.pointers],
        "findings": [finding_object(document, finding) for finding in dossier.findings],
        "allowed": [
            {**finding_object(document, one.finding), "allowance": _allowance(one.allowance)}
            for one in dossier.allowed
        ],
        "links": [link_object(check) for check in dossier.links],
    }


def _place(document: Document, span: Span) -> dict[str, int | str | None]:
    first, last = document.position(span.start), document.position(span.end)
    part = {"path": document.path_at(span.start)} if document.parts else {}
    page = {"page": document.page(span.start)} if document.pages else {}
    unit = {} if document.unit == "line" else {"unit": document.unit}
    return {
        **part,
        **page,
        **unit,
        "start": span.start,
        "end": span.end,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
    }


def _note(document: Document, note: Note) -> dict[str, Any]:
    return {
        "label": note.label,
        "kind": note.kind.value,
        "text": note.passage.text,
        **_place(document, note.span),
        "markers": [_place(document, marker.span) for marker in note.markers],
    }


def _entry(document: Document, entry: Entry, verdicts: Verdicts | None) -> dict[str, Any]:
    return {
        "key": entry.key,
        "type": entry.type,
        "kind": entry.kind.value,
        "note": entry.note_label,
        "language": entry.language,
        "comment": entry.comment,
        "raw": entry.raw,
        **_place(document, entry.span),
        "fields": {name: _field(document, field) for name, field in entry.fields.items()},
        "identifiers": [
            {"scheme": found.scheme, "value": found.value, **_place(document, found.span)}
            for found in entry.identifiers
        ],
        "verdicts": _verdicts(verdicts),
    }


def _pointer(document: Document, pointer: Pointer) -> dict[str, Any]:
    return {
        "form": pointer.form,
        "note": pointer.note_label,
        "target": pointer.target,
        "candidates": list(pointer.candidates),
        "pages": pointer.pages,
        "raw": pointer.raw,
        **_place(document, pointer.span),
    }


def _field(document: Document, field: Field) -> dict[str, Any]:
    return {
        "value": field.value,
        "raw": field.raw,
        "confidence": round(field.confidence, 3),
        "origin": field.origin.value,
        **_place(document, field.span),
    }


def _verdicts(verdicts: Verdicts | None) -> dict[str, str] | None:
    if verdicts is None:
        return None
    return {
        "identity": verdicts.identity.value,
        "accuracy": verdicts.accuracy.value,
        "status": verdicts.status.value,
        "reachability": verdicts.reachability.value,
        "reason": verdicts.reason,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "query": evidence.query,
        "outcome": evidence.outcome.value,
        "url": evidence.url,
        "time": evidence.time.isoformat() if evidence.time else None,
        "message": evidence.message,
        "records": [_record(record) for record in evidence.records],
    }


def _record(record: Record) -> dict[str, Any]:
    """What is stated, without what is empty."""
    plain: dict[str, Any] = {
        name: getattr(record, name) for name in Record.__dataclass_fields__ if name not in _SHAPED
    }
    plain |= {
        "author": [asdict(name) for name in record.author],
        "editor": [asdict(name) for name in record.editor],
        "dates": {kind: str(date) for kind, date in record.dates.items()},
        "identifiers": [{"scheme": one.scheme, "value": one.value} for one in record.identifiers],
        "updates": [
            {**asdict(update), "date": str(update.date) if update.date else ""}
            for update in record.updates
        ],
        "relations": {kind: list(others) for kind, others in record.relations.items()},
        "provenance": dict(record.provenance),
    }
    return {name: value for name, value in plain.items() if value}


def _match(match: Match) -> dict[str, Any]:
    return {
        "source": match.record.source,
        "id": match.record.id,
        "title": match.record.title,
        "probability": round(match.probability, 4),
        "by_identifier": match.by_identifier,
        "reason": match.reason,
        "fields": [
            {
                "field": one.field,
                "cited": one.cited,
                "found": one.found,
                "agreement": one.agreement.value,
                "score": round(one.score, 3),
                "reason": one.reason,
            }
            for one in match.fields
        ],
    }


def finding_object(document: Document, finding: Finding) -> dict[str, Any]:
    """A finding as an object, with its place."""
    fix = finding.fix
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "cited": finding.cited,
        "suggestion": finding.suggestion,
        "basis": finding.basis,
        "entry": finding.entry,
        **_place(document, finding.span),
        "fix": fix
        and {
            "safe": fix.safe,
            "description": fix.description,
            "edits": [
                {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
                for edit in fix.edits
            ],
        },
    }


def summary_object(summary: Summary) -> dict[str, Any]:
    """What a run adds up to, as an object."""
    return {
        "documents": summary.documents,
        "notes": summary.notes,
        "sources": summary.entries[EntryKind.SOURCE],
        "comments": summary.entries[EntryKind.COMMENTARY],
        "claims": summary.entries[EntryKind.CLAIM],
        "unresolved": summary.unresolved,
        "findings": {severity.value: summary.findings[severity] for severity in Severity},
        "inconclusive": dict(summary.inconclusive),
        "unreached": dict(summary.unreached),
        "links": dict(summary.links),
        "allowed": summary.uses.count,
        "allowances": {
            "expired": [_allowance(one) for one in summary.uses.expired],
            "unused": [_allowance(one) for one in summary.uses.unused],
        },
    }


def _allowance(allowance: Allowance) -> dict[str, str | None]:
    day = allowance.expires
    return {**asdict(allowance), "expires": day.isoformat() if day else None}
