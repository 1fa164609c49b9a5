"""Names in every order, and BibTeX's form of them there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Name
from srccheck.readers.bibtex_names import read_names
from srccheck.text.names import OTHERS, format_bibtex, is_person, parse_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("NYE Joseph S.", "Nye, Joseph S."),
        ("Joseph NYE", "Nye, Joseph"),
        ("Joseph S. Nye, Jr.", "Nye, Jr., Joseph S."),
        ("Nye, Joseph S., Jr.", "Nye, Jr., Joseph S."),
        (
            "Smith, John, Jane Doe, and Pierre de Vries",
            "Smith, John and Doe, Jane and de Vries, Pierre",
        ),
        ("Smith J, Doe AB, Lee K", "Smith, J and Doe, AB and Lee, K"),
        ("Raymond Aron, Pierre Hassner", "Aron, Raymond and Hassner, Pierre"),
        ("Jane Doe et Tanvi Rao", "Doe, Jane and Rao, Tanvi"),
        ("Müller, Hans/Meier, Karl", "Müller, Hans and Meier, Karl"),
        (
            "Ludwig van Beethoven & Charles de Gaulle",
            "van Beethoven, Ludwig and de Gaulle, Charles",
        ),
        ("Jacques Le Goff", "Le Goff, Jacques"),
        ("Faisal al-Istrabadi", "al-Istrabadi, Faisal"),
        ("Gabriel García Márquez", "García Márquez, Gabriel"),
        ("Smith, J., & World Health Organization", "Smith, J. and {World Health Organization}"),
        ("World Bank", "{World Bank}"),
        ("Ministry of Foreign Affairs and Trade", "{Ministry of Foreign Affairs and Trade}"),
        ("OECD and FAO", "{OECD} and {FAO}"),
        ("Julien Roux et al.", "Roux, Julien and others"),
        ("Mary and John Smith", "Smith, Mary and Smith, John"),
        ("", ""),
    ],
)
def test_names(text: str, names: str) -> None:
    assert format_bibtex(parse_names(text)) == names


@pytest.mark.parametrize(
    "text", ["The end of history", "world", "President said nothing", "Le Monde"]
)
def test_not_a_person(text: str) -> None:
    assert not is_person(text)


PLAIN = st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12).map(
    str.capitalize
)


@given(st.lists(st.builds(Name, family=PLAIN, given=PLAIN), min_size=1, max_size=5))
def test_bibtex_there_and_back(names: list[Name]) -> None:
    assert read_names(format_bibtex([*names, OTHERS])) == (*names, OTHERS)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for name in parse_names(text):
        assert name.family or name.given
