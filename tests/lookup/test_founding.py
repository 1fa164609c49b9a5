"""The article that srccheck began with, against a world in which some of its sources are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.model import Dossier, Finding, Verdict
from srccheck.model.evidence import Outcome
from srccheck.reporters import Summary
from srccheck.rules import RULES

from ..standin.answers import Answer, as_text
from ..standin.founding import World, running
from .conftest import settings_for

ARTICLE = str(Path(__file__).parents[2] / "examples" / "article.md")
LOOKED_UP = {rule.name for rule in RULES if not rule.offline}
VERIFIED = {"2", "7", "9", "11", "12"}
NOWHERE = {"4", "5", "8"}


def examined(settings: Settings) -> tuple[Dossier, Summary]:
    summary = Summary()
    (dossier,) = summary.watch(pipeline.run([ARTICLE], settings))
    assert isinstance(dossier, Dossier)
    return dossier, summary


def about_sources(dossier: Dossier) -> list[Finding]:
    return [finding for finding in dossier.findings if finding.rule in LOOKED_UP]


def by_note(dossier: Dossier) -> dict[str, Verdict]:
    labels = {entry.key: entry.note_label for entry in dossier.entries}
    return {labels[key]: verdicts.identity for key, verdicts in dossier.verdicts.items()}


@pytest.fixture(scope="module")
def article(swift: None) -> Iterator[tuple[Dossier, Summary]]:
    with running(World()) as world:
        yield examined(settings_for(world))


def test_each_source_ends_with_the_right_verdict(article: tuple[Dossier, Summary]) -> None:
    dossier, summary = article
    expected = dict.fromkeys(VERIFIED, Verdict.VERIFIED)
    expected |= dict.fromkeys(NOWHERE, Verdict.INCONCLUSIVE)
    assert by_note(dossier) == expected
    assert summary.complete
    assert summary.unreached == {}


def test_what_is_wrong_is_found_and_nothing_sound_is_called_bad(
    article: tuple[Dossier, Summary],
) -> None:
    found = {
        (finding.rule, finding.cited, finding.suggestion) for finding in about_sources(article[0])
    }
    assert found == {
        ("misspelt-author", "Kevorsk Oskanian", "Oskanian, Kevork"),
        ("wrong-date", "10 October 2022", "19 October 2022"),
        ("more-exact-date", "July 2022", "13 July 2022"),
    }


def test_both_days_are_shown_with_the_page_that_has_the_other(
    article: tuple[Dossier, Summary],
) -> None:
    (finding,) = [one for one in article[0].findings if one.rule == "wrong-date"]
    assert "10 October 2022" in finding.message
    assert "19 October 2022" in finding.message
    assert finding.basis.startswith("https://carnegieendowment.org/politika/88202, read on ")


def test_the_journal_of_note_2_is_mended_and_found(article: tuple[Dossier, Summary]) -> None:
    dossier = article[0]
    (entry,) = [entry for entry in dossier.entries if entry.note_label == "2"]
    (match,) = [one for one in dossier.matches[entry.key] if one.record.source == "hal"]
    journal = match.of("journaltitle")
    assert "Ã" in entry.raw
    assert journal
    assert (journal.cited, journal.agreement.value) == ("Politique étrangère", "same")


def test_every_field_of_note_12_agrees(article: tuple[Dossier, Summary]) -> None:
    dossier = article[0]
    (entry,) = [entry for entry in dossier.entries if entry.note_label == "12"]
    assert dossier.verdicts[entry.key].accuracy is Verdict.VERIFIED


def hang(_: Answer) -> None:
    return None


def shut(_: Answer) -> Answer:
    raise ConnectionResetError


def page_of_a_proxy(given: Answer) -> Answer:
    return as_text("<!doctype html><title>Welcome</title><p>Please log in.</p>", kind="text/html")


def cut(given: Answer) -> Answer:
    return given._replace(body=given.body[: max(1, len(given.body) // 3)])


def in_another_charset(given: Answer) -> Answer:
    """EBCDIC that is declared as UTF-8."""
    return given._replace(body=given.body.decode().encode("cp500", "replace"))


def status(code: int) -> object:
    return lambda _: as_text("", code)


FAILURES = {
    "down": shut,
    "hanging": hang,
    "answering 500": status(500),
    "answering 403": status(403),
    "answering 429": status(429),
    "answering 202": status(202),
    "answering with a page": page_of_a_proxy,
    "answering half": cut,
    "answering in another charset": in_another_charset,
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_of_all_services_is_no_finding_about_a_source(misbehaving, failure: str) -> None:
    world = misbehaving(FAILURES[failure])
    dossier, summary = examined(settings_for(world, timeout=1.0))
    assert set(by_note(dossier).values()) == {Verdict.INCONCLUSIVE}
    assert about_sources(dossier) == []
    assert not summary.complete
    assert summary.unreached
    found = [one for some in dossier.evidence.values() for one in some if one.source != "sitemap"]
    outcomes = {one.outcome for one in found}
    assert not outcomes & {Outcome.FOUND, Outcome.NOT_FOUND}


def test_a_second_run_over_kept_evidence_needs_no_network(world: World, tmp_path: Path) -> None:
    first, _ = examined(settings_for(world, save_evidence=str(tmp_path)))
    asked = sum(world.asked.values())
    again, summary = examined(settings_for(world, evidence=str(tmp_path)))
    assert sum(world.asked.values()) == asked
    assert by_note(again) == by_note(first)
    assert again.findings == first.findings
    assert summary.complete


def test_with_a_cache_a_second_run_asks_nothing(world: World, tmp_path: Path) -> None:
    cached = settings_for(world, cache=True, cache_dir=str(tmp_path))
    examined(cached)
    asked = sum(world.asked.values())
    examined(cached)
    assert sum(world.asked.values()) == asked


def test_who_was_not_asked_is_said_with_the_reason(world: World) -> None:
    dossier, summary = examined(settings_for(world, skip_services=("hal",)))
    unasked = {(one.source, one.message) for some in dossier.unasked.values() for one in some}
    assert ("openalex", "not asked: it needs a key in OPENALEX_API_KEY") in unasked
    assert ("hal", "not asked: left out by the settings") in unasked
    assert {one.outcome for some in dossier.unasked.values() for one in some} == {Outcome.SKIPPED}
    assert summary.complete


@pytest.mark.parametrize("left_out", [("internet-archive",), ("searxng",), ("page",)])
def test_a_service_that_is_left_out_is_not_asked(world: World, left_out: tuple[str, ...]) -> None:
    hosts = {"internet-archive": "web.archive.org", "searxng": "searxng.invalid"}
    dossier, summary = examined(settings_for(world, skip_services=left_out))
    for service, host in hosts.items():
        wanted = service not in left_out and "page" not in left_out
        assert bool(world.asked[host]) == wanted, service
    assert summary.complete
    asked = {one.source for some in dossier.evidence.values() for one in some}
    assert not asked & set(left_out)
