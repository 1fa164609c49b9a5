"""Dates are found as exact as they are written, in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.text.dates import find_dates, read_month


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("in 2022.", "2022"),
        ("autumn 2022", "2022-23"),
        ("automne 2022", "2022-23"),
        ("Winter 2021/22", "2021-24"),
        ("July 2022", "2022-07"),
        ("juillet 2022", "2022-07"),
        ("3 May 2022", "2022-05-03"),
        ("May 3, 2022", "2022-05-03"),
        ("1er janvier 2020", "2020-01-01"),
        ("3. Mai 2022", "2022-05-03"),
        ("3 de mayo de 2022", "2022-05-03"),
        ("2 agosto 2022", "2022-08-02"),
        ("15-16 September 2022", "2022-09-15/2022-09-16"),
        ("30 September – 2 October 2021", "2021-09-30/2021-10-02"),
        ("30 décembre 2021 - 5 janvier 2022", "2021-12-30/2022-01-05"),
        ("July–August 2022", "2022-07/2022-08"),
        ("(2020, May 3)", "2020-05-03"),
        ("2022-10-04", "2022-10-04"),
        ("22/12/2022", "2022-12-22"),
        ("14.3.2021", "2021-03-14"),
        ("3/5/2022", "2022"),
        ("1939–1945", "1939/1945"),
        ("1939-45", "1939/1945"),
        ("c. 1850", "1850~"),
        ("31 June 2022", "2022-06"),
    ],
)
def test_one_date(text: str, date: str) -> None:
    assert [str(match.date) for match in find_dates(text)] == [date]


@pytest.mark.parametrize(
    "text", ["n° 19/22", "10.5555/2020.33", "page 12345", "the 1990s", "B2022"]
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_the_language_decides_which_number_is_the_day() -> None:
    assert str(find_dates("3/5/2022", "fr")[0].date) == "2022-05-03"


def test_a_month_tells_its_language_when_no_other_has_it() -> None:
    assert find_dates("10 novembre 2022")[0].language == ""
    assert find_dates("5 octobre 2022")[0].language == "fr"
    assert find_dates("5 October 2022")[0].language == "en"
    assert read_month("Nonsense") == (0, "")


@given(st.text(alphabet="0123456789 -–/.,MayJuinété()", max_size=60))
def test_any_text(text: str) -> None:
    last = 0
    for match in find_dates(text):
        assert last <= match.start < match.end <= len(text)
        assert str(match.date.year) in text
        last = match.end
