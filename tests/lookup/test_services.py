"""From a document to findings, against stand-ins of the services that know some invented works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from srccheck.cli import main
from srccheck.net import SERVICES

from ..standin.server import running

TIDES = "Ida Rask and Tomas Bell, “The Tides of Lake Sorrel”, *Journal of Inland Waters*"
SALT = "Jon Ødegård, “On the Salting of Rivers”, *Journal of Inland Waters*"
PLACE = "vol. 12, no. 3, 2014, pp. 45-61"
NOTES = {
    "sound": f"{TIDES}, {PLACE}, https://doi.org/10.5555/tides.1.",
    "sound, without its DOI": f"{TIDES}, {PLACE}.",
    "another volume": f"{TIDES}, vol. 21, no. 3, 2014, pp. 45-61, https://doi.org/10.5555/tides.1.",
    "retracted": f"{SALT}, vol. 13, no. 1, 2015, pp. 1-9, https://doi.org/10.5555/salt.2.",
    "another work's DOI": f"{TIDES}, {PLACE}, https://doi.org/10.5555/salt.2.",
    "a DOI that nobody has": "Vera Notary, “The Ledger of Absent Ships”, *Journal of Inland"
    " Waters*, vol. 3, no. 1, 2013, pp. 7-29, https://doi.org/10.5555/absent.404.",
    "found nowhere": "Vera Notary, “The Ledger of Absent Ships”, *Journal of Inland Waters*, 2013.",
}
EXPECTED = {
    "sound": set(),
    "sound, without its DOI": {"missing-doi"},
    "another volume": {"wrong-volume"},
    "retracted": {"retracted"},
    "another work's DOI": {"doi-of-another-work"},
    "a DOI that nobody has": {"unregistered-doi"},
    "found nowhere": set(),
}


@pytest.fixture(scope="module")
def standin(swift: None) -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def check(standin: str, tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Checks one note, and gives the result of the command."""
    lines = ["allow-private = true", "cache = false", "[services]"]
    for name, service in SERVICES.items():
        parts = urlsplit(service.base)
        lines.append(f'"{name}" = "{standin}/works/{parts.netloc}{parts.path}"')
    (tmp_path / "srccheck.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(note: str, *options: str) -> Result:
        page = f"So it is said.[^1]\n\n[^1]: {note}\n"
        (tmp_path / "page.md").write_text(page, encoding="utf-8")
        arguments = ["check", "page.md", "--ignore", "test-doi,unknown-venue", *options]
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return run


@pytest.mark.parametrize("kind", NOTES)
def test_what_is_wrong_is_found_and_nothing_else(check, kind: str) -> None:
    result = check(NOTES[kind], "--format", "json")
    report = json.loads(result.stdout)
    found = {finding["rule"] for finding in report["documents"][0]["findings"]}
    assert found - {"likely-invented"} == EXPECTED[kind]
    assert ("likely-invented" in found) == (kind == "a DOI that nobody has")
    assert report["complete"]


def test_the_report_for_people_says_what_was_found_where(check) -> None:
    assert "verified (doi.org, Crossref)\n" in check(NOTES["sound"]).stdout
    shown = check(NOTES["found nowhere"]).stdout
    assert "not found in Crossref" in shown
    assert "that does not mean that it does not exist" in " ".join(shown.split())


def test_a_fix_from_the_own_doi_is_offered(check) -> None:
    report = json.loads(check(NOTES["another volume"], "--format", "json").stdout)
    (finding,) = report["documents"][0]["findings"]
    assert [edit["text"] for edit in finding["fix"]["edits"]] == ["12"]
    assert finding["fix"]["safe"], "the record of its own identifier states it"


def test_services_can_be_left_out_on_the_command_line(check) -> None:
    report = json.loads(check(NOTES["sound"], "--format", "json", "--services", "crossref").stdout)
    evidence = report["documents"][0]["entries"][0]["evidence"]
    assert {one["source"] for one in evidence if one["outcome"] != "skipped"} == {"crossref"}
    reasons = {one["message"] for one in evidence if one["outcome"] == "skipped"}
    assert reasons == {"not asked: left out by the settings"}
    assert check(NOTES["sound"], "--no-service", "crosref").exit_code == 2
