import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.text.identifiers import canonical_doi, find_identifiers, problem, trim

FOUND = [
    ("See doi:10.5555/abc.def, p. 3", [("doi", "10.5555/abc.def")]),
    ("DOI: 10.5555/ABC;", [("doi", "10.5555/abc")]),
    ("(https://doi.org/10.5555/S0140(05)17773-7).", [("doi", "10.5555/s0140(05)17773-7")]),
    (
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O.",
        [("doi", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")],
    ),
    ("<10.5555/abc>", [("doi", "10.5555/abc")]),
    ("10.5555/abc,10.5555/def", [("doi", "10.5555/abc"), ("doi", "10.5555/def")]),
    ("dx.doi.org/10.5555/xyz", [("doi", "10.5555/xyz")]),
    ("https://doi.org/10.5555/a%2Fb%28c%29", [("doi", "10.5555/a/b(c)")]),
    ("doi:10.12/abc", [("doi", "10.12/abc")]),
    ("doi: 1O.5555/abc", [("doi", "1o.5555/abc")]),
    ("version 10.1234 / second", []),
    ("The DOI system is 10 years old", []),
    ("ISBN 978-0-306-40615-7, 2003", [("isbn", "9780306406157")]),
    ("ISBN: 0-306-40615-2 2003", [("isbn", "0306406152")]),
    ("ISBN-13: 978-0-306-40615-7", [("isbn", "9780306406157")]),
    ("ISBN-10 0306406152", [("isbn", "0306406152")]),
    ("ISBN 978 0 306 40615 7", [("isbn", "9780306406157")]),
    ("ISBN 978–0–306–40615–7", [("isbn", "9780306406157")]),
    ("ISBN 978-0-306-40615-8", [("isbn", "9780306406158")]),
    ("the number 9780306406157 alone", [("isbn", "9780306406157")]),
    ("the number 9780306406158 alone", []),
    ("ISSN 0032-342X", [("issn", "0032-342X")]),
    ("ISSN 0032-342 X", [("issn", "0032-342X")]),
    ("eISSN: 2327-7793", [("issn", "2327-7793")]),
    ("ISSN 1234-5678", [("issn", "1234-5678")]),
    ("pp. 1234-5678", []),
    ("arXiv:2101.00001v2", [("arxiv", "2101.00001")]),
    ("arXiv:hep-th/9901001", [("arxiv", "hep-th/9901001")]),
    ("https://arxiv.org/abs/math.GT/0309136", [("arxiv", "math.GT/0309136")]),
    ("https://arxiv.org/pdf/2101.00001v1.pdf", [("arxiv", "2101.00001")]),
    ("PMID: 12345678; PMCID: PMC1234567", [("pmid", "12345678"), ("pmcid", "PMC1234567")]),
    ("hdl:2027/abc.123.", [("handle", "2027/abc.123")]),
    ("https://hdl.handle.net/1721.1/12345", [("handle", "1721.1/12345")]),
    ("https://orcid.org/0000-0002-1825-0097", [("orcid", "0000-0002-1825-0097")]),
    ("ORCID 0000-0002-1825-0098", [("orcid", "0000-0002-1825-0098")]),
    (
        "(see https://en.wikipedia.org/wiki/Thaw_(film)).",
        [("url", "https://en.wikipedia.org/wiki/Thaw_(film)")],
    ),
    ("<https://example.org/a?b=c#d>,", [("url", "https://example.org/a?b=c#d")]),
    ("www.example.org/été.", [("url", "www.example.org/été")]),
    ("https://müller.example/straße !", [("url", "https://müller.example/straße")]),
    ("« https://example.org/a »", [("url", "https://example.org/a")]),
    ("https://example.org/doi/10.5555/abc", [("url", "https://example.org/doi/10.5555/abc")]),
    ("https://", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_identifiers_are_found_in_canonical_form(text, expected):
    assert [(m.scheme, m.value) for m in find_identifiers(text)] == expected


def test_the_span_is_the_identifier_without_its_label():
    text = "Doe, ISBN 978-0-306-40615-7; https://doi.org/10.5555/x."
    assert [text[m.start : m.end] for m in find_identifiers(text)] == [
        "978-0-306-40615-7",
        "https://doi.org/10.5555/x",
    ]


SOUND = [
    ("isbn", "9780306406157"),
    ("isbn", "0-306-40615-2"),
    ("isbn", "080442957X"),
    ("issn", "0032-342X"),
    ("issn", "2327-7793"),
    ("orcid", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233X"),
    ("doi", "10.1000/182"),
    ("doi", "10.1000.10/123456"),
    ("doi", "10/abcde"),
    ("arxiv", "0704.0001"),
    ("arxiv", "1412.9999"),
    ("arxiv", "1501.00001v3"),
    ("arxiv", "hep-th/9901001"),
    ("url", "https://example.org"),
    ("url", "https://web.archive.org/web/2020/https://example.org/"),
    ("pmid", "1"),
]
BROKEN = [
    ("isbn", "9780306406158", "7"),
    ("isbn", "0306406153", "2"),
    ("isbn", "978030640615", "12 digits"),
    ("isbn", "9770306406157", "978 or 979"),
    ("issn", "1234-5678", "9"),
    ("issn", "123-4567", "7 digits"),
    ("issn", "OO32-342X", "letter"),
    ("orcid", "0000-0002-1825-0098", "7"),
    ("doi", "10.12/abc", "four digits"),
    ("doi", "10.5555", "nothing follows"),
    ("doi", "1o.5555/abc", "begins with 10."),
    ("arxiv", "2113.00001", "13"),
    ("arxiv", "2101.0001", "5 digits"),
    ("url", "https://https://example.org", "twice"),
]


@pytest.mark.parametrize(("scheme", "value"), SOUND)
def test_sound_identifiers_have_no_problem(scheme, value):
    assert problem(scheme, value) == ""


@pytest.mark.parametrize(("scheme", "value", "said"), BROKEN)
def test_the_problem_is_named(scheme, value, said):
    assert said in problem(scheme, value)


@given(st.text(alphabet="0123456789X-–. doiDOISBNarXiv:/()<>[]https", max_size=200))
def test_matches_are_in_order_apart_and_inside_the_text(text):
    matches = find_identifiers(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))
    for match in matches:
        problem(match.scheme, match.value)


@given(st.from_regex(r"10\.[0-9]{4,9}/[a-z0-9()./:;-]{1,30}[a-z0-9]", fullmatch=True))
def test_a_canonical_doi_stays_as_it_is(text):
    value = canonical_doi(text)
    assert canonical_doi(value) == value
    assert canonical_doi(f"https://doi.org/{value}") == value


@given(st.text(max_size=100))
def test_trimming_twice_changes_nothing_more(text):
    assert trim(trim(text)) == trim(text)
