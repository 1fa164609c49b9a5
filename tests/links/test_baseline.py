from __future__ import annotations

import datetime

import pytest

from srccheck.errors import InputError
from srccheck.links.baseline import Baseline
from srccheck.model import Confidence, Dossier, Finding, Severity, Span
from srccheck.readers import read_text


def dossier(*addresses, path="a.md"):
    document = read_text("text", path)
    findings = tuple(
        Finding("dead-link", Severity.ERROR, Confidence.HIGH, Span(0, 1), address, "dead")
        for address in addresses
    )
    return Dossier(document, (), datetime.date(2026, 1, 1), findings=findings)


def new(known, found):
    return [finding.cited for finding in known.new_of(found).findings]


@pytest.fixture
def saved(tmp_path):
    baseline = Baseline()
    baseline.add(dossier("https://a.test", "https://a.test", "https://b.test"))
    baseline.save(tmp_path / "links.json")
    return tmp_path / "links.json"


def test_what_is_known_is_hidden_as_often_as_it_was_there(saved):
    found = dossier("https://a.test", "https://a.test", "https://a.test", "https://c.test")
    assert new(Baseline.load(saved), found) == ["https://a.test", "https://c.test"]


def test_another_file_is_another_place(saved):
    found = dossier("https://b.test", path="docs/a.md")
    assert new(Baseline.load(saved), found) == ["https://b.test"]


def test_saving_what_was_loaded_changes_nothing(saved):
    before = saved.read_text()
    Baseline.load(saved).save(saved)
    assert saved.read_text() == before


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other"}', '{"schema": "srccheck/baseline/1"}']
)
def test_what_is_no_baseline_says_so(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError, match="is no baseline"):
        Baseline.load(tmp_path / "x.json")


def test_a_missing_baseline_names_the_way_to_make_one(tmp_path):
    with pytest.raises(InputError, match="--update-baseline"):
        Baseline.load(tmp_path / "x.json")
