import pytest

from srccheck.text.proper_names import find_proper_names, one_spelling, stands_for

FOUND = [
    ("beside the Organisation of Turkic States.", ["Organisation of Turkic States"]),
    ("the Turkic States Foundation includes", ["Turkic States Foundation"]),
    ("Later the Eastern Ports Union (EPU) met", ["Eastern Ports Union"]),
    ("l'Organisation du traité de sécurité collective", []),  # one word with a capital
    ("la Fondation pour la Recherche Stratégique", ["Fondation pour la Recherche Stratégique"]),
    ("der Stiftung Wissenschaft und Politik", ["Stiftung Wissenschaft und Politik"]),
    (
        "the Organization of the Black Sea Economic Cooperation",
        ["Organization of the Black Sea Economic Cooperation"],
    ),
    ("Upper Thaw and Lower Frost", []),
    ("an organisation of states", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_of_organisations_are_found(text, expected):
    found = list(find_proper_names(text))
    assert [name.text for name in found] == expected
    assert all(text[name.start : name.end] == name.text for name in found)


def test_the_kind_is_apart_from_the_distinctive_words():
    one, two = find_proper_names("Organisation of Turkic States; Turkic States Foundation")
    assert one.distinctive == two.distinctive == {"turkic", "states"}
    assert (one.kind, two.kind) == ("organisation", "foundation")


def test_an_acronym_belongs_to_the_name_before_it():
    (name,) = find_proper_names("the Collective Security Treaty Organisation (CSTO) met")
    assert name.acronym == "CSTO"
    assert stands_for(name.acronym, name.text)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("centre", "center"),
        ("labour", "labor"),
        ("defence", "defense"),
    ],
)
def test_british_and_american_spelling_are_one(british, american):
    assert one_spelling(british) == one_spelling(american)


def test_other_words_stay_apart():
    assert one_spelling("four") == "four"
    assert one_spelling("paris") == "paris"
