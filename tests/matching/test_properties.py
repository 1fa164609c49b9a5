"""What holds for any text and any record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from srccheck.matching import judge, likely_invented, match, signs
from srccheck.matching.containers import compare_container
from srccheck.matching.dates import compare_dates
from srccheck.matching.numbers import compare_numbers, compare_pages
from srccheck.matching.people import compare_name
from srccheck.matching.titles import compare_titles
from srccheck.model import Entry, EntryKind, Field, Identifier, Name, PartialDate, Span, Verdict
from srccheck.model.evidence import Evidence, Outcome, Record, Update
from srccheck.model.match import Agreement

TEXT = st.text(max_size=60) | st.sampled_from(
    ["", "…", "XIV", "19/22", "1093–7", "The Quiet Straits", "Politique étrangère", "n/a", "S12"]
)
NAMES = st.builds(Name, TEXT, TEXT, st.sampled_from(["", "van", "de"]), literal=st.booleans())
DATES = st.builds(
    PartialDate,
    st.integers(1500, 2100),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.none() | st.integers(21, 24),
)
DOIS = st.sampled_from(["10.5555/a", "10.5555/b"])
UPDATES = st.builds(Update, st.sampled_from(["retraction", "correction"]))
TEXT_FIELDS = ["title", "journaltitle", "volume", "number", "pages", "publisher"]
RECORDS = st.builds(
    Record,
    source=st.sampled_from(["crossref", "openalex", "page", "doi.org"]),
    id=DOIS,
    type=st.sampled_from(["journal-article", "book", "webpage", ""]),
    title=TEXT,
    titles=st.tuples(TEXT) | st.just(()),
    author=st.lists(NAMES, max_size=4).map(tuple),
    editor=st.lists(NAMES, max_size=1).map(tuple),
    container_title=st.tuples(TEXT) | st.just(()),
    volume=TEXT,
    issue=TEXT,
    page=TEXT,
    number=TEXT,
    dates=st.dictionaries(st.sampled_from(["issued", "online", "modified"]), DATES),
    identifiers=st.lists(st.builds(Identifier, st.just("doi"), DOIS), max_size=1).map(tuple),
    updates=st.lists(UPDATES, max_size=1).map(tuple),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    fields = {}
    for name in draw(st.sets(st.sampled_from(TEXT_FIELDS))):
        value = draw(TEXT)
        fields[name] = Field(name, value, value, Span(0, 0))
    if draw(st.booleans()):
        names = tuple(draw(st.lists(NAMES, min_size=1, max_size=4)))
        fields["author"] = Field("author", "names", "names", Span(0, 0), names)
    if draw(st.booleans()):
        date = draw(DATES)
        fields["date"] = Field("date", str(date), str(date), Span(0, 0), date=date)
    own = draw(st.lists(st.builds(Identifier, st.just("doi"), DOIS), max_size=1))
    kind = draw(st.sampled_from(["article", "book", "report", "online"]))
    raw = draw(st.text(max_size=200))
    return Entry("k", kind, EntryKind.SOURCE, fields, Span(0, 0), raw, identifiers=tuple(own))


UNANSWERED = [outcome for outcome in Outcome if not outcome.answered]
QUERIES = st.sampled_from(
    ["search words", "doi 10.5555/a", "doi 10.5555/b", "url https://example.org/a"]
)


def evidence(outcomes: list[Outcome]) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        source=st.sampled_from(["crossref", "openalex", "doi.org", "page"]),
        query=QUERIES,
        outcome=st.sampled_from(outcomes),
        records=st.lists(RECORDS, max_size=3).map(tuple),
    )


@given(entries(), RECORDS)
@settings(max_examples=150, deadline=None)
def test_any_entry_and_record_give_scores_in_range(entry: Entry, record: Record) -> None:
    found = match(entry, record)
    assert 0 <= found.probability <= 1
    assert all(0 <= one.score <= 1 for one in found.fields)
    assert len({one.field for one in found.fields}) == len(found.fields)


@given(TEXT, TEXT)
def test_titles_containers_and_names_agree_both_ways(a: str, b: str) -> None:
    for compare in (compare_titles, compare_container):
        one, other = compare(a, b), compare(b, a)
        assert one.agreement is other.agreement
    assert compare_name(Name(a), Name(b)).agreement is compare_name(Name(b), Name(a)).agreement


@given(TEXT)
def test_a_value_agrees_with_itself(value: str) -> None:
    for compare in (compare_numbers, compare_pages):
        assert compare(value, value).agreement in (Agreement.SAME, Agreement.COMPATIBLE)
    assert any(c.isalnum() for c in value) is False or (
        compare_titles(value, value).agreement is Agreement.SAME
        or not compare_titles(value, value).score
    )


@given(DATES, DATES)
def test_dates_agree_both_ways(a: PartialDate, b: PartialDate) -> None:
    one, other = compare_dates(a, {"issued": b}), compare_dates(b, {"issued": a})
    first_of_month = 1 in (a.day, b.day)
    assert first_of_month or one.agreement is other.agreement


@given(entries(), st.lists(evidence(UNANSWERED), max_size=5))
@settings(max_examples=150, deadline=None)
def test_what_was_not_reached_says_nothing(entry: Entry, asked: list[Evidence]) -> None:
    judgement = judge(entry, asked)
    verdicts = judgement.verdicts
    assert {verdicts.identity, verdicts.accuracy, verdicts.status, verdicts.reachability} == {
        Verdict.INCONCLUSIVE
    }
    assert signs(entry, asked, judgement) == ()


@given(
    entries(),
    st.lists(evidence(list(Outcome)), max_size=4),
    st.lists(evidence(UNANSWERED), min_size=1, max_size=2),
)
@settings(max_examples=200, deadline=None)
def test_an_outage_never_makes_a_verdict_worse(
    entry: Entry, answered: list[Evidence], outage: list[Evidence]
) -> None:
    before, after = judge(entry, answered), judge(entry, [*answered, *outage])
    assert after.verdicts.identity is not Verdict.NOT_FOUND
    bad = (Verdict.CONTRADICTED, Verdict.NOT_FOUND)
    for name in ("identity", "accuracy", "status", "reachability"):
        verdict = getattr(after.verdicts, name)
        assert verdict not in bad or verdict is getattr(before.verdicts, name)
    if not likely_invented(signs(entry, answered, before)):
        assert not likely_invented(signs(entry, [*answered, *outage], after))
