"""Small dossiers, made by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from srccheck.model import (
    Block,
    BlockKind,
    Confidence,
    Document,
    Dossier,
    Edit,
    Encoding,
    Entry,
    EntryKind,
    Field,
    Finding,
    Fix,
    Name,
    Note,
    NoteKind,
    PartialDate,
    Passage,
    Severity,
    Span,
    Verdict,
    Verdicts,
)
from srccheck.model.evidence import Evidence, Identifier, Outcome, Record, Update
from srccheck.model.match import Agreement, FieldMatch, Match

TODAY = datetime.date(2025, 6, 1)


def dossier(source: str, *faults: str, path: str = "page.md", **finding) -> Dossier:
    """A document of one paragraph, with a finding at each of the faults."""
    passage = Passage.plain(source)
    document = Document(
        path=path,
        format="markdown",
        source=source,
        encoding=Encoding("utf-8", "valid"),
        blocks=(Block(BlockKind.PARAGRAPH, passage),),
        notes=(Note("1", passage, Span(0, len(source)), NoteKind.FOOTNOTE),),
        language="en",
    )
    findings = tuple(fault(source, text, **finding) for text in faults)
    return Dossier(document, (), TODAY, findings=findings)


def fault(source: str, text: str, **facts) -> Finding:
    start = source.index(text)
    usual = {
        "rule": "mojibake",
        "severity": Severity.ERROR,
        "confidence": Confidence.HIGH,
        "cited": text,
        "message": "these characters were damaged",
    }
    return Finding(span=Span(start, start + len(text)), **{**usual, **facts})


@pytest.fixture
def make() -> Callable[..., Dossier]:
    """Makes a document of one paragraph with findings."""
    return dossier


@pytest.fixture
def complete() -> Dossier:
    """A dossier with one of everything."""
    source = (
        "(1) Ann Example, *An Invented PÃ©riodical*, 2019.\n(2) Long.\n(3) The Office says so.\n"
    )
    found = fault(
        source,
        "PÃ©riodical",
        suggestion="Périodical",
        basis="UTF-8 that was read as Windows-1252",
        fix=Fix((Edit(Span(31, 42), "Périodical"),), safe=True),
        entry="example2019invented",
    )
    name = Name("Example", "Ann")
    fields = {
        "author": Field("author", "Example, Ann", "Ann Example", Span(4, 15), names=(name,)),
        "title": Field("title", "An Invented Périodical", "An Invented PÃ©riodical", Span(18, 41)),
        "date": Field(
            "date", "2019-23", "autumn 2019", Span(44, 48), date=PartialDate(2019, season=23)
        ),
    }
    cited = Entry(
        "example2019invented", "book", EntryKind.SOURCE, fields, Span(4, 49), source[4:49], "1"
    )
    comment = Entry("note2", "misc", EntryKind.COMMENTARY, {}, Span(54, 59), "Long.", "2")
    claim = Entry(
        "office",
        "misc",
        EntryKind.CLAIM,
        {"organization": Field("organization", "Office", "Office", Span(68, 74))},
        Span(64, 84),
        source[64:84],
        "3",
    )
    base = dossier(source, path="article.md")
    verdicts = {cited.key: Verdicts(cited.key, reason="no service was asked")}
    return Dossier(base.document, (cited, comment, claim), TODAY, verdicts, (found,))


@pytest.fixture
def answered(complete: Dossier) -> Dossier:
    """The same without its finding, looked up: one service answered, and one did not."""
    key = complete.entries[0].key
    record = Record(
        "crossref",
        "10.5555/1",
        title="An Invented Periodical",
        author=(Name("Example", "Ann"),),
        dates={"issued": PartialDate(2019, 9)},
        identifiers=(Identifier("doi", "10.5555/1"),),
        updates=(Update("retraction", "10.5555/2", PartialDate(2020)),),
    )
    noon = datetime.datetime(2025, 5, 31, 12, tzinfo=datetime.UTC)
    evidence = (
        Evidence("crossref", "search An Invented", Outcome.FOUND, "https://x", noon, (record,)),
        Evidence("hal", "search An Invented Periodical", Outcome.TIMED_OUT, message="too slow"),
    )
    title = FieldMatch("title", "An Invented Périodical", record.title, Agreement.SAME, 1.0)
    verdicts = Verdicts(
        key,
        Verdict.VERIFIED,
        Verdict.VERIFIED,
        Verdict.CONTRADICTED,
        reason="found in crossref; retracted in 2020",
    )
    return Dossier(
        complete.document,
        complete.entries,
        TODAY,
        {key: verdicts},
        evidence={key: evidence},
        matches={key: (Match(key, record, 0.98765, (title,)),)},
    )
