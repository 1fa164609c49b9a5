"""The references that the generator makes."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest

from train.synthetic.generate import generate
from train.synthetic.law import legal
from train.synthetic.noise import noisy
from train.synthetic.people import NameManner, Person
from train.synthetic.segments import LABELS, merged, text_of
from train.synthetic.words import LANGUAGES, table
from train.synthetic.works import Library

RECORDS = [
    {"title": "Weak limits of powers of a contraction", "container-title": "Annals of Proofs"},
    {"title": "On the breeding of mice in small rooms", "container-title": "Journal of Mice"},
]


def lines(count: int, seed: int = 1, csl: float = 0.0) -> list[dict[str, object]]:
    return [json.loads(line) for line in generate(Library(RECORDS), count, seed, csl, {})]


@pytest.fixture(scope="module")
def made() -> list[dict[str, object]]:
    return lines(3000)


def test_segments_joined_are_the_text(made):
    assert all("".join(text for _, text in row["segments"]) == row["text"] for row in made)


def test_labels_are_known_and_each_occurs(made):
    assert {label for row in made for label, _ in row["segments"]} == LABELS


def test_fields_hold_no_outer_space_or_comma(made):
    fields = [text for row in made for label, text in row["segments"] if label != "other"]
    assert all(text and text == text.strip(" ,;\u00a0\u202f") for text in fields)


def test_same_seed_same_lines():
    assert lines(60, seed=7) == lines(60, seed=7)
    assert lines(60, seed=7) != lines(60, seed=8)


def test_every_language_and_hand_occurs(made):
    hands = Counter(row["style"].split("-")[0] for row in made)
    assert set(hands) == {"note", "list", "author"}
    assert {row["lang"] for row in made} == set(LANGUAGES)


def test_identifiers_are_invented(made):
    dois = [t for row in made for label, t in row["segments"] if label == "doi"]
    assert dois
    assert all("10.5555/" in t for t in dois if "noise" not in t)


@pytest.mark.parametrize(
    ("order", "initials", "caps", "printed"),
    [
        ("given first", "", "", "Anne de Vries, Jean-Paul Roy and Li Wu"),
        ("comma", "J. P.", "", "de Vries, A., Roy, J.-P. and Wu, L."),
        ("plain", "JP", "", "de Vries A, Roy JP and Wu L"),
        ("brackets", "", "family", "DE VRIES (Anne), ROY (Jean-Paul) and WU (Li)"),
    ],
)
def test_names(order, initials, caps, printed):
    people = (Person("Anne", "Vries", "de"), Person("Jean-Paul", "Roy"), Person("Li", "Wu"))
    manner = NameManner(order, order, initials, caps, ", ", " and ", 3, "et al.")
    assert manner.all(people) == printed


def test_many_names_are_cut():
    people = tuple(Person("A", family) for family in ["Bo", "Cy", "Di", "Ed"])
    manner = NameManner("plain", "plain", "JP", "", ", ", " and ", 3, "et al.")
    assert manner.all(people) == "Bo A et al."


@pytest.mark.parametrize("language", LANGUAGES)
def test_laws_have_labels_and_texts_in_turn(language):
    for pattern in table("law.toml")[language]:
        labels = pattern.split("|")[::2]
        assert set(labels) <= LABELS
    assert text_of(legal(Random(1), language))


def test_noise_keeps_the_labels():
    segments = [("author", "Élise Möller"), ("other", ", "), ("title", "Von Häfen und Straßen")]
    for seed in range(30):
        damaged = noisy(Random(seed), segments)
        assert [label for label, _ in damaged if label != "other"] == ["author", "title"]


def test_edges_of_fields_go_out():
    assert merged([("title", " Peace, "), ("other", "in ")]) == [
        ("other", " "), ("title", "Peace"), ("other", ", in "),
    ]  # fmt: skip
