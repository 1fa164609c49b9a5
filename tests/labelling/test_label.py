"""References into labelled stretches, with the model of the package."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.labelling import label

CASES = [
    (
        "R. Koch et P. Anders, La Ville et ses marges, Paris, Le Seuil, 1987, p. 12-15.",
        {
            "author": "R. Koch et P. Anders",
            "title": "La Ville et ses marges",
            "place": "Paris",
            "publisher": "Le Seuil",
            "date": "1987",
        },
    ),
    (
        "Müller, H.: Die Stadt im Krieg, in: Historische Zeitschrift 212 (1971), S. 301-330.",
        {
            "author": "Müller, H",
            "title": "Die Stadt im Krieg",
            "container": "Historische Zeitschrift",
            "volume": "212",
            "date": "1971",
        },
    ),
    (
        "[7] Lopez M, Stone K. Tides and trade. Marine Policy. 2014;45(2):112-9.",
        {
            "author": "Lopez M, Stone K",
            "title": "Tides and trade",
            "container": "Marine Policy",
            "date": "2014",
            "volume": "45",
        },
    ),
    (
        "G. Bianchi, Le acque di Venezia, Torino 1978, pp. 3-9.",
        {
            "author": "G. Bianchi",
            "title": "Le acque di Venezia",
            "place": "Torino",
            "date": "1978",
        },
    ),
]


@pytest.mark.parametrize(("text", "fields"), CASES)
def test_fields_of_a_reference(text: str, fields: dict[str, str]) -> None:
    found = {one.label: text[one.start : one.end] for one in label(text)}

    assert {name: found.get(name) for name in fields} == fields


@given(st.text(max_size=400))
def test_any_text_is_parted_in_order(text: str) -> None:
    end = 0
    for one in label(text):
        assert end <= one.start < one.end <= len(text)
        assert 0 <= one.confidence <= 1
        end = one.end


def test_a_text_without_words_has_no_stretches() -> None:
    assert label(" — … ") == []


def test_threads_do_not_disturb_each_other() -> None:
    wanted = {text: label(text) for text, _ in CASES}
    wrong = []

    def work(text: str) -> None:
        for _ in range(50):
            if label(text) != wanted[text]:
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(text,)) for text in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
