"""Evidence for the cases of the rules, from tables in their files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from srccheck.matching import judge
from srccheck.model import Dossier, Entry, EntryKind, Identifier, Name, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record, Update

READ = datetime.datetime(2026, 6, 14, 12, tzinfo=datetime.UTC)
SCHEMES = ("doi", "isbn", "issn", "arxiv", "pmid")


def looked_up(dossier: Dossier, tables: Iterable[Mapping[str, Any]]) -> Dossier:
    """The dossier with evidence on its sources, and the matches and verdicts that follow."""
    sources = [entry for entry in dossier.entries if entry.kind is EntryKind.SOURCE]
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for table in tables:
        key = table.get("entry") or _source(sources, table.get("note")).key
        evidence[key] = (*evidence.get(key, ()), _evidence(table))
    return judged(dossier, evidence)


def judged(dossier: Dossier, evidence: Mapping[str, tuple[Evidence, ...]]) -> Dossier:
    """The dossier with evidence, and the matches and verdicts that follow."""
    found = {
        entry.key: judge(entry, evidence[entry.key])
        for entry in dossier.entries
        if entry.key in evidence
    }
    return replace(
        dossier,
        evidence=evidence,
        matches={key: judgement.matches for key, judgement in found.items()},
        verdicts={key: judgement.verdicts for key, judgement in found.items()},
    )


def _source(sources: list[Entry], label: str | None) -> Entry:
    return next(entry for entry in sources if label is None or entry.note_label == label)


def _evidence(table: Mapping[str, Any]) -> Evidence:
    return Evidence(
        source=table["source"],
        query=table.get("query", ""),
        outcome=Outcome(table.get("outcome", "found")),
        url=table.get("url", ""),
        time=READ,
        records=tuple(_record(table["source"], one) for one in table.get("records", ())),
        message=table.get("message", ""),
        text=table.get("text", "") * table.get("times", 1) + table.get("end", ""),
        whole_text=table.get("whole_text", False),
    )


def _record(source: str, table: Mapping[str, Any]) -> Record:
    plain = dict(table)
    identifiers = tuple(
        Identifier(scheme, plain.pop(scheme)) for scheme in SCHEMES if scheme in plain
    )
    shaped = {
        "author": tuple(map(_name, plain.pop("author", ()))),
        "editor": tuple(map(_name, plain.pop("editor", ()))),
        "container_title": tuple(plain.pop("container_title", ())),
        "titles": tuple(plain.pop("titles", ())),
        "dates": {kind: _date(text) for kind, text in plain.pop("dates", {}).items()},
        "updates": tuple(map(_update, plain.pop("updates", ()))),
        "relations": {kind: tuple(ids) for kind, ids in plain.pop("relations", {}).items()},
        "damaged": tuple(plain.pop("damaged", ())),
    }
    plain.setdefault("id", identifiers[0].value if identifiers else "")
    return Record(source=source, identifiers=identifiers, **plain, **shaped)


def _name(text: str) -> Name:
    family, _, given = text.partition(", ")
    return Name(family, given, literal=not given)


def _date(text: str) -> PartialDate:
    year, month, day = [int(part) for part in f"{text}-0-0".split("-")[:3]]
    return PartialDate(year, month or None, day or None)


def _update(table: Mapping[str, str]) -> Update:
    date = _date(table["date"]) if "date" in table else None
    return Update(table["kind"], table.get("notice", ""), date, table.get("source", ""))
