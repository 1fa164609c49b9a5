from __future__ import annotations

from pathlib import Path

import pytest

from srccheck.errors import ConfigError, UsageError
from srccheck.links.filters import Filters
from srccheck.links.options import LinkOptions, from_table, remapping


def test_included_wins_over_excluded():
    filters = Filters(LinkOptions(exclude=("a.test",), include=("a.test/keep",)), ["b.test"])
    assert filters.excluded("https://a.test/x")
    assert not filters.excluded("https://a.test/keep/x")
    assert filters.excluded("https://b.test/")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x",
        "http://www.example.com",
        "https://a.example",
        "https://x.example:8/",
    ],
)
def test_names_kept_for_examples_are_not_asked(address):
    assert "RFC 2606" in Filters(LinkOptions()).excluded(address)
    assert not Filters(LinkOptions(include=("example",))).excluded(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org.uk/x",
        "https://myexample.org",
        "https://a.org/?example.org",
        "http://gone.invalid/",
    ],
)
def test_other_names_are_asked(address):
    assert not Filters(LinkOptions()).excluded(address)


def test_hosts_with_a_stand_in_are_asked():
    assert not Filters(LinkOptions(), (), ["example.org"]).excluded("https://example.org/x")


def test_files_can_be_left_alone():
    filters = Filters(LinkOptions(exclude_path=("CHANGELOG.md", "vendor/*")))
    assert filters.skips("docs/CHANGELOG.md")
    assert filters.skips("vendor/a.md")
    assert not filters.skips("docs/a.md")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"exclude": ("(",)}, "regular expression"),
        ({"fail_on": ("ded",)}, "no such verdict: ded"),
        ({"slugs": "gitbub"}, "no such slug rule"),
    ],
)
def test_wrong_options(given, message):
    with pytest.raises(UsageError, match=message):
        LinkOptions(**given)


def test_a_remapping_needs_both_sides():
    with pytest.raises(UsageError, match="no space"):
        remapping("^https://a.test")


def test_options_of_a_file():
    table = {
        "exclude": ["a"],
        "fail-on": ["dead"],
        "remap": {"^x": "y"},
        "slugs": "hugo",
        "include-code": True,
        "hosts": {"a.test": {"interval": 1.0}},
    }
    options = from_table(table, Path("srccheck.toml"))
    assert options.remap == (("^x", "y"),)
    assert options.include_code is True
    assert options.hosts["a.test"]["interval"] == 1.0


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"exlude": []}, "unknown key: exlude"),
        ({"exclude": "a"}, "expected a list of texts"),
        ({"include-code": "yes"}, "expected true or false"),
        ({"fail-on": ["ded"]}, "no such verdict"),
        ({"jobs": "5"}, "expected a whole number"),
        ({"jobs": 0}, "jobs must be more than 0"),
        ({"timeout": "1 h"}, "expected a number"),
        ({"cache-days": -1}, "cache-days must be more than 0"),
        ({"hosts": {"a.test": {"header": {}}}}, "hosts: a.test: unknown key: header"),
        ({"hosts": {"a.test": 3}}, "hosts: a.test: expected a table"),
        ({"hosts": {"a.test": {"interval": "1"}}}, "hosts: a.test: interval: expected a number"),
        ({"hosts": {"a.test": {"headers": {"A": 1}}}}, "headers: expected a table of texts"),
    ],
)
def test_wrong_options_of_a_file(table, message):
    with pytest.raises(ConfigError, match=message):
        from_table(table, Path("srccheck.toml"))
