"""How single fields agree: cited, found, agreement, and a word of the reason."""

from __future__ import annotations

import pytest

from srccheck.matching.containers import compare_containers
from srccheck.matching.dates import compare_dates
from srccheck.matching.identifiers import canonical
from srccheck.matching.kinds import compare_types
from srccheck.matching.numbers import compare_editions, compare_numbers, compare_pages
from srccheck.matching.people import compare_name, compare_people
from srccheck.matching.titles import compare_titles
from srccheck.model import Name, PartialDate
from srccheck.text.names import parse_name, parse_names

TITLES = [
    ("The Quiet Straits", "THE QUIET STRAITS", "same", ""),
    (
        "Guerre d'Ukraine: un embarras pour Pékin",
        "Guerre d’Ukraine : un embarras pour Pekin",
        "same",
        "",
    ),
    ("H2O in the Straits", "H<sub>2</sub>O in the <i>Straits</i>", "same", ""),
    ("Trade & War", "Trade and War", "same", ""),
    (
        "China Has Lost India",
        "China Has Lost India: How Aggression Pushed New Delhi",
        "compatible",
        "subtitle",
    ),
    ("The Quiet Straits: A History", "The Quiet Straits", "compatible", "subtitle"),
    (
        "The Quiet Straits of the North…",
        "The Quiet Straits of the Northern Sea",
        "compatible",
        "cut off",
    ),
    ("The Quiet Straits", "Quiet Straits", "compatible", "small words"),
    (
        "The Organisation of Quiet Labour",
        "The Organization of Quiet Labor",
        "compatible",
        "spelling",
    ),
    (
        "War in the Quiet Straits",
        "Opinion | War in the Quiet Straits",
        "compatible",
        "part of the other",
    ),
    ("The Quiet Straights of the North", "The Quiet Straits of the North", "near", "Straights"),
    ("The Rise of Quiet Powers", "The Fall of Quiet Powers", "different", "rise"),
    ("Quiet Straits, Part 1", "Quiet Straits, Part 2", "different", "1"),
    ("The Quiet Straits", "A Handbook of Comets and Glaciers", "different", "another title"),
    (
        "The war that no one wanted to win",
        "La guerre que personne ne voulait gagner",
        "compatible",
        "language",
    ),
    ("The Quiet Straits", "Тихие проливы", "compatible", "script"),
]


@pytest.mark.parametrize(("cited", "found", "agreement", "reason"), TITLES)
def test_titles(cited: str, found: str, agreement: str, reason: str) -> None:
    held = compare_titles(cited, found)
    assert held.agreement.value == agreement
    assert reason.lower() in held.reason.lower()


def test_an_original_title_is_as_good_as_the_chief_one() -> None:
    held = compare_titles("Тихие проливы", "The Quiet Straits", ("Тихие проливы",))
    assert held.agreement.value == "same"


NAMES = [
    ("Kevorsk Oskanian", "Kevork Oskanian", "near"),
    ("Oskanjan, Kevork", "Oskanian, Kevork", "compatible"),  # another transliteration
    ("Oskanien, Kevork", "Oskanian, Kevork", "near"),
    ("K. Oskanian", "Kevork Oskanian", "compatible"),
    ("Oskanian KA", "Kevork A. Oskanian", "compatible"),
    ("OSKANIAN, Kevork", "Kevork Oskanian", "same"),
    ("Oskanian, Kevork", "Oskanian", "compatible"),
    ("Vincent van Gogh", "Gogh, Vincent van", "same"),
    ("Gogh, Vincent", "van Gogh, Vincent", "same"),
    ("Müller, Jörg", "Mueller, Joerg", "compatible"),
    ("Chtcherbakov, Dmitri", "Shcherbakov, Dmitry", "compatible"),
    ("Xi, Jinping", "Jinping, Xi", "same"),
    ("García Márquez, Gabriel", "García, Gabriel", "compatible"),
    ("Tom Okafor", "Thomas Okafor", "compatible"),
    ("J. Robert Marlow", "Robert Marlow", "compatible"),
    ("Ada Marlow", "Tom Okafor", "different"),
    ("Ada Marlow", "Peter Marlow", "different"),
]


@pytest.mark.parametrize(("cited", "found", "agreement"), NAMES)
def test_names(cited: str, found: str, agreement: str) -> None:
    assert compare_name(parse_name(cited), parse_name(found)).agreement.value == agreement


PEOPLE = [
    ("Ada Marlow, Tom Okafor", "Marlow, A.; Okafor, T.", "compatible", "initials"),
    ("Ada Marlow et al.", "Marlow, Ada; Okafor, Tom; Volk, Mira", "compatible", "et al."),
    ("Ada Marlow", "Marlow, Ada; Okafor, Tom", "compatible", "more are recorded"),
    ("Tom Okafor, Ada Marlow", "Marlow, Ada; Okafor, Tom", "near", "another order"),
    ("Ada Marlow, Tom Okafor, Mira Volk", "Marlow, Ada; Okafor, Tom", "different", "Volk"),
    ("Mira Volk", "Marlow, Ada; Okafor, Tom", "different", "none"),
    ("Mira Volk", "李振东", "absent", "script"),
]


@pytest.mark.parametrize(("cited", "found", "agreement", "reason"), PEOPLE)
def test_people(cited: str, found: str, agreement: str, reason: str) -> None:
    held = compare_people(parse_names(cited), parse_names(found))
    assert held.agreement.value == agreement
    assert reason in held.reason


def test_an_organisation_is_not_held_against_persons() -> None:
    organisation = (Name("Quiet Institute of Straits", literal=True),)
    assert compare_people(organisation, parse_names("Ada Marlow")).agreement.value == "absent"


def test_both_spellings_of_a_misspelt_name_are_said() -> None:
    held = compare_people(parse_names("Kevorsk Oskanian"), parse_names("Kevork Oskanian"))
    assert held.reason == "Kevorsk against Kevork"


D = PartialDate
DATES = [
    (D(2022, 7), {"issued": D(2022, 7, 13)}, "", "compatible", "more exact"),
    (D(2022), {"issued": D(2022, 7, 13)}, "", "compatible", "more exact"),
    (
        D(2022, 10, 10),
        {"online": D(2022, 10, 19)},
        "page",
        "different",
        "2022-10-10 against 2022-10-19",
    ),
    (D(2021), {"issued": D(2020, 12), "print": D(2021)}, "", "same", ""),
    (D(2021), {"online": D(2020, 12, 4), "print": D(2021, 3)}, "", "compatible", ""),
    (D(2022, 6, 7), {"issued": D(2022, 6, 6)}, "newspaper", "compatible", "dated the day after"),
    (D(2023, 1, 1), {"issued": D(2022, 12, 31)}, "newspaper", "compatible", "dated the day after"),
    (D(2022, 6, 9), {"issued": D(2022, 6, 6)}, "newspaper", "different", "against"),
    (D(2022, season=23), {"issued": D(2022, 9)}, "", "compatible", "season"),
    (D(2022, season=23), {"issued": D(2022, 2)}, "", "different", "against"),
    (D(2022, season=24), {"issued": D(2023, 1)}, "", "compatible", "winter"),
    (D(2019), {"issued": D(2018)}, "", "different", "2019 against 2018"),
    (D(2019), {"online": D(2018, 11, 2)}, "", "compatible", "before"),
    (D(2019), {"created": D(2018)}, "", "absent", "no date"),
    (D(1939, end=D(1945)), {"issued": D(1941)}, "", "compatible", "within"),
]


@pytest.mark.parametrize(("cited", "found", "kind", "agreement", "reason"), DATES)
def test_dates(
    cited: PartialDate, found: dict[str, PartialDate], kind: str, agreement: str, reason: str
) -> None:
    held = compare_dates(cited, found, kind=kind)
    assert held.agreement.value == agreement
    assert reason in held.reason


CONTAINERS = [
    ("Politique étrangère", "Politique etrangere", "same"),
    ("Pol. étrang.", "Politique étrangère", "same"),
    ("Eng. Hist. Rev.", "The English Historical Review", "same"),
    ("J. Mod. Hist.", "The Journal of Modern History", "same"),
    ("QHJ", "Quiet Harbour Journal", "compatible"),
    ("Contemporary Sociology", "Contemporary Sociology: A Journal of Reviews", "compatible"),
    ("IFRI", "Institut français des relations internationales", "same"),
    ("The Journal of Quiet Straits", "The Journal of Quiet Straights", "near"),
    ("The Journal of Modern History", "Physical Review Letters", "different"),
    ("Nature", "Science", "different"),
]


@pytest.mark.parametrize(("cited", "found", "agreement"), CONTAINERS)
def test_containers(cited: str, found: str, agreement: str) -> None:
    assert compare_containers(cited, [found]).agreement.value == agreement


def test_the_publisher_stands_for_a_series_that_is_not_named() -> None:
    held = compare_containers("Quiet Institute", ["Straits Briefings"], "Quiet Institute")
    assert held.reason == "its publisher"


NUMBERS = [
    ("19/22", "19/2022", "same"),
    ("19/22", "19/2021", "different"),
    ("XIV", "14", "same"),
    ("n° 246", "246", "same"),
    ("02", "2", "same"),
    ("3", "3-4", "compatible"),
    ("87", "88", "different"),
    ("281B", "281", "compatible"),
    ("autumn", "3", "compatible"),
]


@pytest.mark.parametrize(("cited", "found", "agreement"), NUMBERS)
def test_numbers(cited: str, found: str, agreement: str) -> None:
    assert compare_numbers(cited, found).agreement.value == agreement


PAGES = [
    ("1093–7", "1093-1097", "same"),
    ("pp. 1093-1097", "1093–1097", "same"),
    ("S25-31", "S25-S31", "same"),
    ("1093", "1093-1097", "compatible"),
    ("1093-1097", "1093", "compatible"),
    ("1095", "1093-1097", "compatible"),
    ("e0150490", "e0150490", "same"),
    ("xii-xiv", "XII-XIV", "same"),
    ("1093-1099", "1093-1097", "near"),
    ("1193-1197", "1093-1097", "different"),
    ("12-20", "n/a", "compatible"),
]


@pytest.mark.parametrize(("cited", "found", "agreement"), PAGES)
def test_pages(cited: str, found: str, agreement: str) -> None:
    assert compare_pages(cited, found).agreement.value == agreement


def test_editions_in_words_and_figures() -> None:
    assert compare_editions("2nd edition", "Second").agreement.value == "same"
    assert compare_editions("2nd edition", "3rd").agreement.value == "different"


@pytest.mark.parametrize(
    ("cited", "found", "agreement"),
    [
        ("article", "journal-article", "same"),
        ("report", "webpage", "compatible"),
        ("book", "book-chapter", "compatible"),
        ("thesis", "journal-article", "different"),
    ],
)
def test_types(cited: str, found: str, agreement: str) -> None:
    assert compare_types(cited, found).agreement.value == agreement


def test_identifiers_have_one_form() -> None:
    assert canonical("isbn", "0-306-40615-2") == canonical("isbn", "978-0-306-40615-7")
    assert canonical("url", "https://www.example.org/a/?utm_source=x") == "example.org/a"
    assert canonical("arxiv", "2101.00001v2") == "2101.00001"
