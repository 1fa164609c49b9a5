"""Folding makes equal what readers take for the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.text.normalise import fold, strip_accents, words
from srccheck.text.similarity import distance, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Économie", "l'economie"),
        ("«\u00a0Titre\u00a0»", '" titre "'),
        ("Straße", "STRASSE"),
        ("a – b", "a - b"),
        ("cœur", "coeur"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_equal_when_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_case_stays_when_only_accents_go() -> None:
    assert strip_accents("Étrangère") == "Etrangere"


def test_words_have_no_punctuation() -> None:
    assert words("Guerre d’Ukraine : fin ?") == ["guerre", "d", "ukraine", "fin"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_for_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_likeness() -> None:
    assert similarity("Étrangère", "etrangere") == 1.0
    assert distance("Kevorsk", "Kevork") == 1
