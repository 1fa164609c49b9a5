from __future__ import annotations

import datetime

import pytest

from srccheck.links import identifiers
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.links import LinkKind


def answering(outcome, message=""):
    def ask(scheme, value):
        return Evidence(
            source=scheme,
            query=value,
            outcome=outcome,
            url="u",
            time=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
            message=message,
        )

    return ask


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.FOUND, "ok"),
        (Outcome.NOT_FOUND, "dead"),
        (Outcome.BLOCKED, "unknown"),
        (Outcome.RATE_LIMITED, "unknown"),
        (Outcome.TIMED_OUT, "unknown"),
        (Outcome.FAILED, "unknown"),
        (Outcome.SKIPPED, "unknown"),
    ],
)
def test_only_the_registry_itself_can_deny_an_identifier(outcome, verdict):
    target = identifiers.target_of("https://doi.org/10.5555/x")
    assert target is not None
    assert identifiers.check(target, answering(outcome)).verdict.value == verdict


def test_a_book_that_a_catalogue_does_not_list_is_not_dead():
    target = identifiers.target_of("urn:isbn:978-0-306-40615-7")
    check = identifiers.check(target, answering(Outcome.NOT_FOUND))
    assert check.verdict.value == "ok"
    assert "does not list it" in check.reason


def test_a_wrong_check_digit_is_left_to_its_own_rule():
    from srccheck.model.links import LinkTarget

    target = LinkTarget("urn:isbn:9780306406158", "", LinkKind.IDENTIFIER)
    assert identifiers.check(target, answering(Outcome.NOT_FOUND)).verdict.value == "unsupported"


def test_without_registry_only_the_form_is_checked():
    doi = identifiers.check(identifiers.target_of("doi:10.5555/x"))
    isbn = identifiers.check(identifiers.target_of("urn:isbn:9780306406157"))
    assert (doi.verdict.value, isbn.verdict.value) == ("excluded", "ok")


FORMS = {
    "https://doi.org/10.5555/abc": [
        "http://dx.doi.org/10.5555/ABC",
        "doi:10.5555/abc",
        "https://doi.org/10.5555/abc?x=1#y",
    ],
    "https://arxiv.org/abs/2101.00001": [
        "https://arxiv.org/pdf/2101.00001v3.pdf",
        "arXiv:2101.00001",
    ],
    "https://hdl.handle.net/2027/x": ["http://hdl.handle.net/2027/x", "hdl:2027/x"],
    "https://pubmed.ncbi.nlm.nih.gov/12/": ["https://www.ncbi.nlm.nih.gov/pubmed/12", "pmid:12"],
}


@pytest.mark.parametrize(("target", "form"), [(t, f) for t, forms in FORMS.items() for f in forms])
def test_all_forms_of_an_identifier_are_one_target(target, form):
    assert str(identifiers.target_of(form)) == target


@pytest.mark.parametrize(
    "address",
    [
        "https://doi.org/",
        "https://www.doi.org/the-identifier/what-is-a-doi/",
        "https://arxiv.org/list/cs/new",
        "https://journal.test/doi/10.5555/abc",
        "https://pubmed.ncbi.nlm.nih.gov/?term=x",
        "a.md",
    ],
)
def test_pages_are_no_identifiers(address):
    assert identifiers.target_of(address) is None
