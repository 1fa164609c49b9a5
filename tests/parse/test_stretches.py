"""Labels that a model may give, and what punctuation and quotation marks make of them."""

import pytest

from srccheck.labelling import Stretch
from srccheck.parse.marks import find_marks
from srccheck.parse.quoted import beside_quotes
from srccheck.parse.stretches import put_right

Labels = list[tuple[str, str]]

CASES: list[tuple[str, Labels, Labels]] = [
    # All names are the author's, and only names.
    (
        "Ann Doe, Bo Roe, and Cy Poe. Tides and trade. Oxford 1999.",
        [("author", "Ann Doe, Bo Roe"), ("title", "and Cy Poe. Tides and trade")],
        [("author", "Ann Doe, Bo Roe, and Cy Poe"), ("title", "Tides and trade")],
    ),
    (
        "Ann Doe and Karl Erik Sund. Tides and trade. Oxford 1999.",
        [("author", "Ann Doe and Karl Erik"), ("title", "Sund. Tides and trade")],
        [("author", "Ann Doe and Karl Erik Sund"), ("title", "Tides and trade")],
    ),
    (
        "Doe, J. Tides. London 1999.",
        [("author", "Doe, J"), ("title", "Tides")],
        [("author", "Doe, J"), ("title", "Tides")],
    ),
    (
        "J. Doe, Karl Marx and Friedrich Engels. A Life, London 1999.",
        [("author", "J. Doe"), ("title", "Karl Marx and Friedrich Engels. A Life")],
        [("author", "J. Doe"), ("title", "Karl Marx and Friedrich Engels. A Life")],
    ),
    (
        "Doe, Ann. Island, Earth. London 1999.",
        [("author", "Doe, Ann. Island"), ("title", "Earth")],
        [("author", "Doe, Ann"), ("title", "Island, Earth")],
    ),
    (
        "Doe, Ann, ed. Tides. London 1999.",
        [("author", "Doe, Ann, ed"), ("title", "Tides")],
        [("author", "Doe, Ann, ed"), ("title", "Tides")],
    ),
    (
        "OECD (2020), Tides and trade, OECD Publishing, Paris.",
        [
            ("publisher", "OECD"),
            ("date", "2020"),
            ("title", "Tides and trade"),
            ("publisher", "OECD Publishing"),
            ("place", "Paris"),
        ],
        [
            ("author", "OECD"),
            ("date", "2020"),
            ("title", "Tides and trade"),
            ("publisher", "OECD Publishing"),
            ("place", "Paris"),
        ],
    ),
    (
        "Ann Doe, Tides and trade, Paris, Amont-Aval, 1982.",
        [
            ("author", "Ann Doe"),
            ("title", "Tides and trade"),
            ("place", "Paris, Amont-Aval"),
            ("date", "1982"),
        ],
        [
            ("author", "Ann Doe"),
            ("title", "Tides and trade"),
            ("place", "Paris"),
            ("publisher", "Amont-Aval"),
            ("date", "1982"),
        ],
    ),
    (
        "Ann Doe, Tides and trade, Udine 1982.",
        [("author", "Ann Doe"), ("title", "Tides and trade, Udine"), ("date", "1982")],
        [
            ("author", "Ann Doe"),
            ("title", "Tides and trade"),
            ("place", "Udine"),
            ("date", "1982"),
        ],
    ),
    (
        "Ann Doe, Tides and trade, March 1982.",
        [("author", "Ann Doe"), ("title", "Tides and trade, March"), ("date", "1982")],
        [("author", "Ann Doe"), ("title", "Tides and trade, March"), ("date", "1982")],
    ),
    # What has a volume and pages is in a journal.
    (
        "Tides and trade. Marine Letters, 2, 79-116, 1971.",
        [
            ("title", "Tides and trade. Marine Letters"),
            ("volume", "2"),
            ("pages", "79-116"),
            ("date", "1971"),
        ],
        [
            ("title", "Tides and trade"),
            ("container", "Marine Letters"),
            ("volume", "2"),
            ("pages", "79-116"),
            ("date", "1971"),
        ],
    ),
    (
        "Tides and trade. Marine Letters, 76, 167-238.",
        [
            ("title", "Tides and trade"),
            ("series", "Marine Letters"),
            ("volume", "76"),
            ("pages", "167-238"),
        ],
        [
            ("title", "Tides and trade"),
            ("container", "Marine Letters"),
            ("volume", "76"),
            ("pages", "167-238"),
        ],
    ),
    (
        "Tides and trade. Marine Texts, 76. Oxford 1999, 16-23.",
        [
            ("title", "Tides and trade"),
            ("series", "Marine Texts"),
            ("volume", "76"),
            ("place", "Oxford"),
            ("date", "1999"),
            ("pages", "16-23"),
        ],
        [
            ("title", "Tides and trade"),
            ("series", "Marine Texts"),
            ("volume", "76"),
            ("place", "Oxford"),
            ("date", "1999"),
            ("pages", "16-23"),
        ],
    ),
    (
        "Tides and Trade, 1976, Oxford.",
        [("title", "Tides and Trade, 1976"), ("place", "Oxford")],
        [("title", "Tides and Trade"), ("date", "1976"), ("place", "Oxford")],
    ),
    # A quotation is a title, or its host.
    (
        'Ann Doe, "Tides and trade," Marine Letters, May 1999.',
        [
            ("author", "Ann Doe"),
            ("title", 'Tides and trade," Marine Letters'),
            ("date", "May 1999"),
        ],
        [
            ("author", "Ann Doe"),
            ("title", "Tides and trade"),
            ("container", "Marine Letters"),
            ("date", "May 1999"),
        ],
    ),
    (
        "Ann Doe, “Tides” and trade, Oxford 1999.",
        [("author", "Ann Doe"), ("title", "“Tides” and trade"), ("place", "Oxford")],
        [("author", "Ann Doe"), ("title", "“Tides” and trade"), ("place", "Oxford")],
    ),
    (
        "Ann Doe, “Tides: the trade of Bo Sund.” Sund Letters 22 (2000).",
        [
            ("author", "Ann Doe"),
            ("title", "Tides: the trade of Bo Sund.” Sund"),
            ("container", "Letters"),
            ("volume", "22"),
            ("date", "2000"),
        ],
        [
            ("author", "Ann Doe"),
            ("title", "Tides: the trade of Bo Sund"),
            ("container", "Sund Letters"),
            ("volume", "22"),
            ("date", "2000"),
        ],
    ),
    (
        'Doe, "A model of tides (vol 9, 2003)". Marine Letters 10 (2004).',
        [
            ("author", "Doe"),
            ("title", "A model of tides"),
            ("volume", "vol 9"),
            ("date", "2003"),
            ("container", "Marine Letters"),
        ],
        [
            ("author", "Doe"),
            ("title", "A model of tides (vol 9, 2003)"),
            ("container", "Marine Letters"),
        ],
    ),
    (
        "Anna Bianchi, Le maree del porto, «Studi marini», XX, 1967.",
        [
            ("author", "Anna Bianchi"),
            ("title", "Le maree del porto, «Studi marini"),
            ("volume", "XX"),
            ("date", "1967"),
        ],
        [
            ("author", "Anna Bianchi"),
            ("title", "Le maree del porto"),
            ("container", "Studi marini"),
            ("volume", "XX"),
            ("date", "1967"),
        ],
    ),
    (
        "Anna Bianchi, Le maree del porto antico, «Studi marini», XX, 1967.",
        [
            ("author", "Anna Bianchi, Le maree del porto antico"),
            ("title", "Studi marini"),
            ("volume", "XX"),
            ("date", "1967"),
        ],
        [
            ("author", "Anna Bianchi"),
            ("title", "Le maree del porto antico"),
            ("container", "Studi marini"),
            ("volume", "XX"),
            ("date", "1967"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "labels", "wanted"), CASES)
def test_labels_are_put_right(text: str, labels: Labels, wanted: Labels) -> None:
    marks = find_marks(text, [])
    quoted = beside_quotes(text, marks, _stretches(text, labels))

    found = put_right(text, quoted)

    assert [(one.label, text[one.start : one.end].strip(" .,")) for one in found] == wanted


def _stretches(text: str, labels: Labels) -> list[Stretch]:
    found = []
    at = 0
    for label, words in labels:
        at = text.index(words, at)
        found.append(Stretch(label, at, at + len(words), 0.9))
        at += len(words)
    return found
