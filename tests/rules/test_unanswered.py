"""No rule that rests on look-ups fires on one that was not answered."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.mend import mend
from srccheck.model import Dossier, Identifier, Name, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record, Update
from srccheck.parse import parse_document
from srccheck.readers import read_text
from srccheck.rules import RULES

from .evidence import judged

TEXT = """So it is said.[^1]

[^1]: Jane Doe, "The Last Harbour of Aden", *Harbour Studies*, vol. 12, no. 3, 2019, pp. 210-219, https://doi.org/10.5555/12345.
"""
DOCUMENT = mend(read_text(TEXT, "a.md", "markdown"))
ENTRIES = parse_document(DOCUMENT)
KEY = ENTRIES[0].key
NETWORKED = [rule for rule in RULES if not rule.offline]
UNANSWERED = [outcome for outcome in Outcome if not outcome.answered]
SOURCES = ["crossref", "doi.org", "datacite", "openalex", "semantic-scholar", "page"]
QUERIES = ["doi 10.5555/12345", "handle 10.5555/12345", "search The Last Harbour", "url x", ""]

records = st.builds(
    Record,
    source=st.sampled_from(SOURCES),
    title=st.sampled_from(["The Last Harbour of Aden", "Salt in Estonian Choirs", ""]),
    author=st.sampled_from([(Name("Doe", "Jane"),), (Name("Kowalski", "Piotr"),), ()]),
    volume=st.sampled_from(["12", "40", ""]),
    page=st.sampled_from(["210-219", "1-9"]),
    dates=st.sampled_from([{"issued": PartialDate(2019)}, {"issued": PartialDate(1999, 2, 3)}]),
    identifiers=st.sampled_from([(Identifier("doi", "10.5555/12345"),), ()]),
    updates=st.sampled_from([(Update("retraction", "10.5555/9"),), (Update("correction"),), ()]),
    damaged=st.sampled_from([("title",), ()]),
)


def pieces(outcomes: list[Outcome]) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        source=st.sampled_from(SOURCES),
        query=st.sampled_from(QUERIES),
        outcome=st.sampled_from(outcomes),
        records=st.lists(records, max_size=3).map(tuple),
    )


def findings(evidence: list[Evidence]) -> list[str]:
    dossier = Dossier(DOCUMENT, ENTRIES, datetime.date(2026, 6, 15))
    dossier = judged(dossier, {KEY: tuple(evidence)})
    return [finding.rule for rule in NETWORKED for finding in rule().check(dossier)]


@given(st.lists(pieces(UNANSWERED), max_size=6))
def test_nothing_is_found_when_nobody_answered(evidence: list[Evidence]) -> None:
    assert findings(evidence) == []


@given(st.lists(pieces(list(Outcome)), max_size=4), st.lists(pieces(UNANSWERED), max_size=4))
def test_what_was_not_answered_adds_no_finding(
    answered: list[Evidence], unanswered: list[Evidence]
) -> None:
    assert set(findings(answered + unanswered)) <= set(findings(answered))


@pytest.mark.parametrize("rule", NETWORKED, ids=lambda rule: str(rule.name))
def test_without_evidence_the_rule_is_silent(rule) -> None:
    dossier = Dossier(DOCUMENT, ENTRIES, datetime.date(2026, 6, 15))
    assert list(rule().check(dossier)) == []
