"""Entries held against whole records, and chosen among several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from srccheck.matching import choose, compare, match
from srccheck.matching.choose import same_work
from srccheck.model import Entry, Identifier, Name, PartialDate
from srccheck.model.evidence import Record
from srccheck.model.match import Agreement
from srccheck.parse import parse_reference

MakeEntry = Callable[..., Entry]
RECORD = Record(
    source="crossref",
    id="10.5555/straits.1",
    type="journal-article",
    title="The quiet straits: tariffs and tides, 1890–1914",
    author=(Name("Marlow", "Ada"), Name("Okafor", "Tom")),
    container_title=("Journal of Harbour History",),
    volume="12",
    issue="3",
    page="144-167",
    dates={"issued": PartialDate(1998)},
    identifiers=(Identifier("doi", "10.5555/straits.1"),),
)
TITLE = "The Quiet Straits: Tariffs and Tides, 1890–1914"
JOURNAL = "Journal of Harbour History"
SOUND = [
    f"Ada Marlow and Tom Okafor, “{TITLE},” *{JOURNAL}* 12, no. 3 (1998): 144–167.",
    f"Ada Marlow et Tom Okafor, « {TITLE} », *{JOURNAL}*, vol. 12, n° 3, 1998, p. 144-167.",
    f"Marlow, A., & Okafor, T. (1998). {TITLE}. *{JOURNAL}*, *12*(3), 144–167.",
    "[4] A. Marlow, T. Okafor, J. Harb. Hist. 12 (1998) 144–167.",
]  # fmt: skip
OTHERS = {
    "same title by others": replace(
        RECORD, id="10.5555/n.1", identifiers=(), author=(Name("Volk", "Mira"),), page="12-19"
    ),
    "same authors, other paper": replace(
        RECORD, id="10.5555/n.2", identifiers=(), title="Lanterns of the north", page="201-219"
    ),
    "neighbouring pages": replace(
        RECORD,
        id="10.5555/n.3",
        identifiers=(),
        title="A note on pilots",
        author=(Name("Larue", "Jean"),),
        page="168-171",
    ),
    "a review of it": replace(
        RECORD,
        id="10.5555/n.4",
        identifiers=(),
        title="Review of The quiet straits",
        author=(Name("Volk", "Mira"),),
        page="301-302",
    ),
}


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_reference_is_the_work_and_nothing_differs(text: str) -> None:
    found = match(parse_reference(text), RECORD)
    assert found.probability > 0.5
    wrong = (Agreement.NEAR, Agreement.DIFFERENT)
    assert not [one for one in found.fields if one.agreement in wrong and one.field != "type"]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("text", SOUND[:3])
def test_look_alikes_are_told_apart(text: str, name: str) -> None:
    entry = parse_reference(text)
    assert match(entry, OTHERS[name]).probability < 0.3
    chosen = choose(entry, [match(entry, OTHERS[name]), match(entry, RECORD)])
    assert chosen.best is not None
    assert chosen.best.record is RECORD


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("(1998)", "(1996)", "date"),
        (" 12, no", " 14, no", "volume"),
        ("144–167", "244–267", "pages"),
        ("no. 3", "no. 4", "number"),
        ("Tom Okafor", "Mira Volk", "author"),
        ("Okafor,", "Okafar,", "author"),
        ("Harbour History", "Mountain Chemistry", "journaltitle"),
    ],
)
def test_one_wrong_field_is_named(old: str, new: str, field: str) -> None:
    assert old in SOUND[0]
    fields = compare(parse_reference(SOUND[0].replace(old, new)), RECORD)
    wrong = [one.field for one in fields if one.agreement in (Agreement.NEAR, Agreement.DIFFERENT)]
    assert wrong == [field]


def test_a_bib_entry_is_matched_by_its_fields(make_entry: MakeEntry) -> None:
    entry = make_entry(
        raw="@article{key, title = {{T}he {Q}uiet {S}traits}, year = 1998}",
        title="The Quiet Straits: Tariffs and Tides, 1890–1914",
        author="Marlow, Ada and Okafor, Tom",
        journaltitle="Journal of Harbour History",
        date="1998",
        volume="12",
        number="3",
        pages="144–167",
    )
    assert match(entry, RECORD).probability > 0.9


def test_a_damaged_record_never_differs(make_entry: MakeEntry) -> None:
    entry = make_entry(title="Die stille Größe", author="Müllerheim, Jörg", date="1998")
    damaged = replace(RECORD, title="Unser Gr\ufffd\ufffdenwahn und seine Folgen", author=())
    title = match(entry, damaged).of("title")
    assert title is not None
    assert title.agreement is Agreement.COMPATIBLE
    assert title.reason == "damaged in crossref"
    named = match(entry, replace(RECORD, damaged=("title",))).of("title")
    assert named is not None
    assert named.agreement is Agreement.COMPATIBLE


def test_a_repost_or_second_doi_is_the_same_work() -> None:
    twin = replace(RECORD, id="10.5555/other.1", identifiers=(), title=TITLE)
    assert same_work(RECORD, twin)
    entry = parse_reference(SOUND[0])
    assert choose(entry, [match(entry, RECORD), match(entry, twin)]).best is not None


def test_two_editions_that_fit_alike_are_ambiguous(make_entry: MakeEntry) -> None:
    title, press = "A Handbook of Quiet Straits", "Example Press"
    entry = make_entry(type="book", title=title, author="Marlow, Ada", publisher=press)
    first = Record(
        "crossref",
        "10.5555/b.1",
        "book",
        title,
        author=(Name("Marlow", "Ada"),),
        publisher=press,
        dates={"issued": PartialDate(1991)},
    )
    second = replace(first, id="10.5555/b.2", dates={"issued": PartialDate(2004)})
    matches = [
        replace(match(entry, record), probability=0.9 - index / 100)
        for index, record in enumerate((first, second))
    ]
    choice = choose(entry, matches)
    assert choice.ambiguous
    assert {found.record.id for found in choice.candidates} == {"10.5555/b.1", "10.5555/b.2"}


def test_nothing_likely_gives_no_choice() -> None:
    entry = parse_reference(SOUND[0])
    choice = choose(entry, [match(entry, OTHERS["neighbouring pages"])])
    assert choice.best is None
    assert not choice.ambiguous
