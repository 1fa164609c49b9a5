"""Names that must be found, how, and names that must not."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.text.normalise import strip_accents
from srccheck.venues import (
    How,
    VenueKind,
    all_venues,
    by_domain,
    by_issn,
    candidates,
    is_known,
    lookup,
    vocabulary,
)

TABLE = Path(__file__).parent / "data" / "lookups.tsv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
FOUND = [case for case in CASES if case["expected"]]
SILENT = [case["name"] for case in CASES if not case["expected"]]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["name"])
def test_found(case):
    match = lookup(case["name"])
    assert match is not None
    assert match.venue.name == case["expected"]
    assert match.how == case["how"]
    assert match.reason.startswith(case["reason"])
    assert match.matched in match.venue.names()
    assert (match.score == 1) == (match.how is How.EXACT)
    assert is_known(case["name"]) == (match.how is not How.FUZZY)


@pytest.mark.parametrize("name", SILENT)
def test_silent(name):
    assert lookup(name) is None


def test_a_name_of_two_venues_is_left_open_and_both_are_offered():
    assert lookup("FAS") is None
    assert {match.venue.name for match in candidates("FAS")} >= {
        "Frankfurter Allgemeine Sonntagszeitung",
        "Federation of American Scientists",
    }
    assert is_known("FAS")


def test_kinds_narrow_the_choice():
    assert lookup("FAS", kinds={"newspaper"}).venue.kind is VenueKind.NEWSPAPER
    assert lookup("FAS", kinds={VenueKind.THINK_TANK}).venue.kind is VenueKind.THINK_TANK
    assert lookup("Le Monde", kinds={"journal"}) is None
    assert lookup("Foreing Affairs", kinds={"journal"}) is None
    assert lookup("Foreing Affairs", kinds={"magazine"}) is not None
    assert lookup("Le Monde", kinds=()) is None


def test_an_official_name_goes_before_an_alias():
    official = {venue.name for venue in all_venues()}
    shared = [a for venue in all_venues() for a in venue.aliases if a in official - {venue.name}]
    assert all(lookup(name).venue.name == name for name in shared)
    assert lookup("Il Mulino").venue.name == "il Mulino"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("WHO", True),
        ("who", False),
        ("Who", False),
        ("Cap", False),
        ("CAP", True),
        ("Sipri", True),
        ("SIPRI", True),
        ("le monde", True),
        ("REUTERS", True),
        ("nobody", False),
        ("", False),
        ("x" * 500, False),
    ],
)
def test_is_known(text, known):
    assert is_known(text) is known


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Foreign Affair", "Foreign Affairs"),
        ("Politique etrang", "Politique étrangère"),
        ("Revue de Défense", "Revue Défense Nationale"),
        ("Le Mond", "Le Monde"),
        ("Briefings Ifri", "Briefings de l'Ifri"),
    ],
)
def test_candidates_offer_the_likeliest_first(name, first):
    offered = candidates(name, 3)
    assert offered[0].venue.name == first
    assert len(offered) <= 3
    assert sorted((match.score for match in offered), reverse=True) == [m.score for m in offered]


def test_candidates_of_nothing():
    assert candidates("") == []
    assert candidates("Le Monde", 0) == []
    assert candidates("zzzz qqqq xxxx") == []


@pytest.mark.parametrize(
    ("issn", "name"),
    [
        ("0015-7120", "Foreign Affairs"),
        ("0032-342X", "Politique étrangère"),
        ("0032-342x", "Politique étrangère"),
        ("0032342X", "Politique étrangère"),
        ("1950-6244", "Le Monde"),
        ("0000-0000", None),
        ("", None),
        ("not an ISSN", None),
    ],
)
def test_by_issn(issn, name):
    found = by_issn(issn)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("lemonde.fr", "Le Monde"),
        ("www.lemonde.fr", "Le Monde"),
        ("WWW.LeMonde.FR.", "Le Monde"),
        ("ww2.frstrategie.org", "Fondation pour la recherche stratégique"),
        ("ifri.org.", "Institut français des relations internationales"),
        ("asia.nikkei.com", "Nikkei Asia"),
        ("www.nikkei.com", "日本経済新聞"),
        ("carnegiemoscow.org", "Carnegie Moscow Center"),
        ("dynamiques.hypotheses.org", "Hypotheses"),
        ("notlemonde.fr", None),
        ("fr", None),
        ("", None),
        ("...", None),
        ("lemonde.fr.example.org", None),
    ],
)
def test_by_domain(host, name):
    found = by_domain(host)
    assert (found.name if found else None) == name


def test_vocabulary_keeps_accents_and_drops_short_words():
    words = vocabulary()
    assert {"étrangère", "stratégique", "Zeitung", "газета"} <= words
    assert all(len(word) >= 4 and word.isalpha() for word in words)


@given(st.text(max_size=300))
def test_no_text_raises(text):
    lookup(text)
    candidates(text, 2)
    is_known(text)
    by_issn(text)
    by_domain(text)


@given(st.sampled_from(all_venues()))
def test_an_official_name_finds_itself_in_capitals_and_without_accents(venue):
    assert lookup(venue.name).venue is venue
    assert lookup(venue.name.upper()).venue is venue
    assert lookup(strip_accents(venue.name)).venue is venue
    assert is_known(venue.name)


@given(st.sampled_from(all_venues()))
def test_every_name_is_known_and_offered(venue):
    for name in venue.names():
        assert is_known(name)
        assert venue in [match.venue for match in candidates(name)]
