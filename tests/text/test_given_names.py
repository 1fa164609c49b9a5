import pytest

from srccheck.text.given_names import intended_given_name, is_given_name

SLIPS = [
    ("Kevorsk", "Kevork"),
    ("Benjmin", "Benjamin"),
    ("Rebcca", "Rebecca"),
    ("Emmnauel", "Emmanuel"),
    ("Fracnois", "Francois"),
    ("Edwrad", "Edward"),
    ("Alexadnra", "Alexandra"),
    ("Margraret", ""),  # the slip makes no run of consonants: silence
]
NAMES = [
    "Tanvi",
    "Asel",
    "Aleksandra",
    "Michaël",
    "Kristoffer",
    "Jonatan",
    "Mikhail",
    "Mikhaïl",
    "Zbigniew",
    "Nguyễn",
    "Krzysztof",
    "Przemysław",
    "Hovhannes",
    "Wojciech",
    "Gwendolyn",
    "Mkrtich",
    "Ndaba",
    "Sjoerd",
    "Zsófia",
    "Björn",
    "Llewelyn",
    "Dzmitry",
]
UNLISTED = [
    "Doolotkeldieva",
    "Happymond",
    "J.",
    "O'Brian",
    "Jean-Luc",
    "李明",
    "",
    "Kevin2",
    "VonDerX",
]


@pytest.mark.parametrize(("written", "meant"), SLIPS)
def test_a_slip_of_the_pen_is_named(written, meant):
    assert intended_given_name(written) == meant


@pytest.mark.parametrize("name", NAMES)
def test_known_names_are_known_and_meant(name):
    assert is_given_name(name)
    assert intended_given_name(name) == ""


@pytest.mark.parametrize("name", UNLISTED)
def test_what_is_no_slip_is_left_alone(name):
    assert intended_given_name(name) == ""
