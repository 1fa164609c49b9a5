"""The tables are sound: unique names, valid ISSNs, known kinds, every source explained."""

import re
from collections import Counter
from pathlib import Path

import pytest
from stdnum import issn as issn_number

from srccheck.venues import VenueKind, all_venues, by_domain, by_issn
from srccheck.venues.keys import key
from srccheck.venues.tables import VENUE_TABLES, rows, split_list

# ISO 3166-1 alpha-2, and XK, which it leaves to its users and which they use for Kosovo.
COUNTRIES = (Path(__file__).parent / "data" / "countries.txt").read_text(encoding="ascii").split()
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
OTHER_TABLES = ("publishers.tsv", "places.tsv")


def repeated(values):
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_are_enough_of_each_kind():
    kinds = Counter(venue.kind for venue in all_venues())
    assert sum(kinds.values()) >= 700
    assert kinds.keys() == set(VenueKind) - {VenueKind.PUBLISHER}
    assert kinds[VenueKind.JOURNAL] >= 300
    assert kinds[VenueKind.NEWSPAPER] >= 200
    assert kinds[VenueKind.THINK_TANK] >= 100
    assert kinds[VenueKind.SERIES] >= 100
    assert sum(bool(venue.issns) for venue in all_venues()) >= 250


def test_official_names_are_unique_once_folded():
    assert repeated(key(venue.name) for venue in all_venues()) == []


def test_every_issn_is_valid_and_of_one_venue():
    issns = [issn for venue in all_venues() for issn in venue.issns]
    assert [issn for issn in issns if not issn_number.is_valid(issn)] == []
    assert [issn for issn in issns if issn_number.format(issn) != issn] == []
    assert repeated(issns) == []


def test_every_domain_is_a_host_name_of_one_venue():
    domains = [domain for venue in all_venues() for domain in venue.domains]
    assert [domain for domain in domains if not HOST.fullmatch(domain)] == []
    assert [domain for domain in domains if domain.startswith("www.")] == []
    assert repeated(domains) == []


def test_publishers_are_venues():
    names = {venue.name for venue in all_venues()}
    assert {venue.publisher for venue in all_venues()} - names == {""}


def test_every_series_says_whose_it_is():
    unsaid = [v.name for v in all_venues() if v.kind is VenueKind.SERIES and not v.publisher]
    assert unsaid == ["IZA Discussion Paper"]


def test_no_name_is_given_twice_for_one_venue():
    assert [v.name for v in all_venues() if repeated(v.names())] == []


@pytest.mark.parametrize("table", [*VENUE_TABLES, *OTHER_TABLES])
def test_cells_are_well_formed(table):
    explained = {row["key"] for row in rows("sources.tsv")}
    for row in rows(table):
        assert row["name"], row
        assert row["source"], row
        assert set(split_list(row["source"])) <= explained, row
        assert not row["country"] or row["country"] in COUNTRIES, row
        assert re.fullmatch(r"(?:[a-z]{2})?", row.get("language", "")), row
        for cell in row.values():
            assert cell == cell.strip(), row
            assert "" not in split_list(cell), row
            assert "  " not in cell, row
            assert "\ufffd" not in cell, row


def test_every_source_is_used():
    tables = [*VENUE_TABLES, *OTHER_TABLES]
    used = {
        source for table in tables for row in rows(table) for source in row["source"].split("|")
    }
    assert {row["key"] for row in rows("sources.tsv")} == used


def test_translations_state_their_language():
    unstated = [t.name for venue in all_venues() for t in venue.translated if not t.language]
    assert unstated == []


def test_publishers_and_places_are_many_and_unique():
    publishers = [row["name"] for row in rows("publishers.tsv")]
    cities = [row["name"] for row in rows("places.tsv") if row["kind"] == "city"]
    assert len(publishers) >= 250
    assert len(cities) >= 400
    assert repeated(map(key, publishers)) == []
    assert repeated(row["name"] for row in rows("places.tsv")) == []
    assert {row["kind"] for row in rows("places.tsv")} == {"city", "region"}


def test_issns_and_domains_lead_back_to_their_venue():
    for venue in all_venues():
        assert all(by_issn(issn) is venue for issn in venue.issns)
        assert all(by_domain(domain) is venue for domain in venue.domains)
