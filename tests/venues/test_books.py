"""Publishers and places as they stand in references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.venues import is_place, is_publisher
from srccheck.venues.tables import rows, split_list


@pytest.mark.parametrize(
    "name",
    [
        "Gallimard",
        "Éditions Gallimard",
        "GALLIMARD",
        "PUF",
        "Presses Universitaires de France",
        "Presses universitaires de Nulle-Part",
        "Editions du Seuil",
        "Seuil",
        "L’Harmattan",
        "L'Harmattan",
        "CNRS Editions",
        "Les Éditions de Minuit",
        "Oxford University Press",
        "Nowhere State University Press",
        "University Press of Nowhere",
        "University of Nowhere Press",
        "Zed Books Ltd",
        "Suhrkamp Verlag",
        "Verlag C.H. Beck",
        "C. H. Beck",
        "dtv",
        "il Mulino",
        "Il Mulino",
        "Giulio Einaudi editore",
        "Alianza Editorial",
        "Наука",
        "Farrar, Straus and Giroux",
        "John Wiley & Sons",
        "Librairie Plon",
    ],
)
def test_publishers(name):
    assert is_publisher(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Paris",
        "Le Monde",
        "autumn 2022",
        "seuil",
        "Basic",
        "Text",
        "Editions",
        "Éditions",
        "Press",
        "University of Chicago",
        "Editorial board",
        "Marc Julienne",
        "vol. 87",
        "La guerre en Ukraine vue d'Asie centrale",
        "A book about the history of Oxford University Press and of its many printers",
    ],
)
def test_other_things_are_no_publishers(name):
    assert not is_publisher(name)


@pytest.mark.parametrize(
    "name",
    [
        "Paris",
        "PARIS",
        "Londres",
        "München",
        "Munich",
        "Monaco di Baviera",
        "Den Haag",
        "The Hague",
        "Washington, D.C.",
        "Washington DC",
        "Cambridge, MA",
        "Cambridge (Mass.)",
        "Cambridge, Mass.",
        "New York, N.Y.",
        "New York, NY",
        "London and New York",
        "London & New York",
        "Londres et New York",
        "Berlin/Heidelberg",
        "Berlin, Heidelberg, New York",
        "Paris–Louvain",
        "Berlin-New York",
        "Baden-Baden",
        "Aix-en-Provence",
        "Frankfurt/M.",
        "Frankfurt a. M.",
        "México, D.F.",
        "Москва",
        "М.",
        "القاهرة",
        "Reading",
        "Oxford, UK",
        "Bruxelles (Belgique)",
    ],
)
def test_places(name):
    assert is_place(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "reading",
        "M.",
        "М",
        "Massachusetts",
        "MA",
        "France",
        "Gallimard",
        "Paris Match",
        "Paris, Gallimard",
        "Berlin 2019",
        "London and Partners",
        "MA, Cambridge",
        "and",
        "A",
    ],
)
def test_other_things_are_no_places(name):
    assert not is_place(name)


def test_every_name_in_the_tables_is_recognised():
    for row in rows("publishers.tsv"):
        assert all(map(is_publisher, (row["name"], *split_list(row["aliases"])))), row
    for row in rows("places.tsv"):
        names = (row["name"], *split_list(row["variants"]))
        spelt = [name for name in names if not name[0].islower()]
        if row["kind"] == "city":
            assert all(map(is_place, spelt)), row
        else:
            assert not any(map(is_place, spelt)), row


@given(st.text(max_size=200))
def test_no_text_raises(text):
    is_publisher(text)
    is_place(text)
