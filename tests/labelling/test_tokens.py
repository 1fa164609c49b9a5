"""Words of references, with what stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.labelling.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Doe, J.-P. (2010a).", ["Doe", "J", "P", "2010a"]),
        ("12(3):45–67", ["12", "3", "45", "67"]),
        ("vol.XII,n°4", ["vol", "XII", "n", "4"]),
        ("———. 1807.", ["———", "1807"]),
        ("l’Été dell'arte", ["l’Été", "dell'arte"]),
        ("see https://example.org/a(b).", ["see", "https://example.org/a(b"]),
        ("doi:10.5555/a.b-1, 3", ["doi", "10.5555/a.b-1", "3"]),
        ("L ’ opera della Repub - blica", ["L ’ opera", "della", "Repub - blica"]),
        ("James’ book ’ s end", ["James", "book ’ s", "end"]),
        ("Venezia - Roma", ["Venezia", "Roma"]),
        ("", []),
        (" .,;—", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


def test_what_stands_between_two_words_is_seen_from_both() -> None:
    first, second = tokens("Title” (Paris")

    assert first.after == second.before == "”("


@given(st.text(max_size=300))
def test_words_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert token.text == text[token.start : token.end] != ""
        end = token.end
