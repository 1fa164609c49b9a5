"""Whatever stands in a document or an answer, the page has no element but its own."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from srccheck.model import (
    Block,
    BlockKind,
    Confidence,
    Document,
    Dossier,
    Encoding,
    Entry,
    EntryKind,
    Failure,
    Field,
    Finding,
    Marker,
    Name,
    Note,
    NoteKind,
    PartialDate,
    Passage,
    Pointer,
    Severity,
    Span,
    Style,
    Verdicts,
)
from srccheck.model.evidence import Evidence, Identifier, Outcome, Record, Update
from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.model.match import Agreement, FieldMatch, Match

from .conftest import TODAY
from .page import by_class, by_id, page, text, wrong

EVIL = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea>", "</pre>",
    "</title>", "</style>", "</script>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;", "&#x3c;",
    '"', "'",
    "' onload='x", '" onload="x', "javascript:alert(1)", "data:text/html,<b>", "\u202e", "\u2066",
    "\u200f", "\x00", "\x0b", "\x1b[31m", "\ud800", "\ufffe", "\ufeff", "\u2028", "\r", "\n", "\t",
    "<", ">", "&", "`", "https://example.org/<b>", "<svg/onload=x>", "<a href=javascript:x>",
    "</section></main></body></html>", "<base href=//x>", "<meta http-equiv=refresh>", "=", "\\",
)  # fmt: skip
VALUES = st.lists(st.one_of(st.sampled_from(EVIL), st.text(max_size=6)), max_size=4).map("".join)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier in which every text is any text."""
    values = itertools.cycle(draw(st.lists(VALUES, min_size=1, max_size=12)))

    def any_text() -> str:
        return next(values)

    source = any_text() + "Some words." + any_text()
    size = len(source)
    offsets = itertools.cycle(draw(st.lists(st.integers(0, size), min_size=1, max_size=12)))
    styles = ("italic", "bold", "superscript", "subscript", "code", "link", any_text())

    def any_span() -> Span:
        return Span(*sorted((next(offsets), next(offsets))))

    passage = Passage.plain(source)
    passage = replace(
        passage,
        styles=tuple(Style(*sorted(any_span()), kind, any_text()) for kind in styles),
    )
    note = Note(any_text(), Passage.plain(source[:4]), any_span(), NoteKind.FOOTNOTE,
                (Marker(any_text(), any_span(), "footnote"),))  # fmt: skip
    document = Document(
        any_text(), any_text(), source, Encoding(any_text(), "valid"),
        tuple(Block(kind, passage, label=any_text()) for kind in BlockKind),
        notes=(note,), language=any_text(),
    )  # fmt: skip
    names = (Name(any_text(), any_text(), any_text(), any_text()),)
    fields = {
        name: Field(name, any_text(), any_text(), any_span())
        for name in ("title", "journaltitle", "doi", "url", "pages", any_text())
    }
    fields["author"] = Field("author", any_text(), any_text(), any_span(), names=names)
    key = any_text() + "k"
    entry = Entry(key, any_text(), EntryKind.SOURCE, fields, any_span(), any_text(), any_text(),
                  any_text())  # fmt: skip
    others = tuple(
        Entry(f"{key}{kind.value}", any_text(), kind, {}, any_span(), any_text(), any_text())
        for kind in (EntryKind.COMMENTARY, EntryKind.CLAIM)
    )
    record = Record(
        any_text(), any_text(), any_text(), any_text(), (any_text(),), names,
        container_title=(any_text(),), language=any_text(), url=any_text(),
        dates={"issued": PartialDate(2020)}, identifiers=(Identifier("doi", any_text()),),
        updates=(Update(any_text(), any_text()),),
    )  # fmt: skip
    noon = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
    evidence = (
        Evidence(any_text(), any_text(), Outcome.FOUND, any_text(), noon, (record,), any_text()),
        Evidence("page", any_text(), Outcome.FAILED, any_text(), message=any_text()),
    )
    held = tuple(
        FieldMatch(name, any_text(), any_text(), agreement, 0.5, any_text())
        for name, agreement in zip(
            ("title", "author", "date", "pages", any_text()), Agreement, strict=True
        )
    )
    match = Match(key, record, 0.99, held, by_identifier=True)
    findings = tuple(
        Finding(any_text(), severity, Confidence.HIGH, any_span(), any_text(), any_text(),
                any_text(), any_text(), entry=draw(st.sampled_from(["", key])))
        for severity in Severity
    )  # fmt: skip
    place = Occurrence(any_text(), 1, 1, Span(0, 1), any_text(), part=any_text())
    link = LinkCheck(LinkTarget(any_text()), LinkVerdict.DEAD, 404, any_text(), any_text(),
                     suggestion=any_text(), archived=any_text(), occurrences=(place,))  # fmt: skip
    return Dossier(
        document, (entry, *others), TODAY, {key: Verdicts(key, reason=any_text())}, findings,
        {key: evidence}, {key: evidence[1:]}, {key: (match,)}, (link,),
        (Pointer("ibid", any_span(), any_text()),),
    )  # fmt: skip


@settings(max_examples=100)
@given(dossiers(), VALUES)
def test_no_text_becomes_markup(dossier: Dossier, value: str) -> None:
    failure = Failure(value, value, value)
    assert wrong(page(dossier, failure)) == []


@settings(max_examples=8)
@given(dossiers())
def test_nor_where_it_is_told_in_short(dossier: Dossier) -> None:
    entry = dossier.entries[0]
    entries = (*dossier.entries, *(replace(entry, key=f"{entry.key}{n}") for n in range(401)))
    verdicts = {one.key: dossier.verdicts[entry.key] for one in entries}
    evidence = {one.key: dossier.evidence[entry.key] for one in entries[:9]}
    matches = {one.key: dossier.matches[entry.key] for one in entries[:9]}
    brief = replace(dossier, entries=entries, verdicts=verdicts, evidence=evidence, matches=matches)
    assert wrong(page(brief)) == []


def test_what_would_be_markup_is_shown_as_it_is(make) -> None:
    evil = "<script>alert(1)</script> <b>&amp;</b> \u202e"
    root = page(make(f"x {evil}", evil, message=evil, suggestion=evil, basis=evil))
    shown = evil.replace("\u202e", "U+202E")
    assert text(by_id(root, "d1f1")[1]) == shown
    assert shown in text(by_class(root, "text")[0])
    assert list(root.iter("b")) == [one for one in root.iter("b") if text(one).isdigit()]
