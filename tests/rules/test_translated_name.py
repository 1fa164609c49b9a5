import pytest

from srccheck.rules.translated_name import translated_venue

TRANSLATED = [
    (
        "Institut italien d'études politiques internationales",
        "Istituto per gli Studi di Politica Internazionale",
    ),
    ("Istituto Finlandese di Affari Internazionali", "Finnish Institute of International Affairs"),
]
NOT_TRANSLATED = [
    "Institute for International Strategic Studies",  # other order, same language: another one
    "Institut de recherche",  # too few words with a meaning
    "Institut espagnol d'études politiques internationales",  # another country
    "Journal of International Relations",
    "Le Monde",
    "",
]


@pytest.mark.parametrize(("name", "official"), TRANSLATED)
def test_a_translated_institute_is_recognised(name, official):
    venue = translated_venue(name)
    assert venue is not None
    assert venue.name == official


@pytest.mark.parametrize("name", NOT_TRANSLATED)
def test_another_institute_is_not(name):
    assert translated_venue(name) is None
