"""The line from documents to checks, with a web that is only pretended."""

from __future__ import annotations

import datetime

import pytest

from srccheck.links.filters import Filters
from srccheck.links.options import LinkOptions
from srccheck.links.survey import NOT_REACHED, Survey, World
from srccheck.model import Dossier, Failure
from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.readers import read_path, read_text

TODAY = datetime.date(2026, 1, 1)


def dossier(source, path="a.md"):
    return Dossier(read_text(source, path), (), TODAY)


class Web:
    """Answers by address; checks equal addresses once, and out of order, as the engine may."""

    def __init__(self, verdicts, stop_after=99):
        self.verdicts = verdicts
        self.asked = []
        self.stop_after = stop_after

    def __call__(self, links):
        by_target = {}
        for target, occurrence in links:
            by_target.setdefault(target, []).append(occurrence)
        for number, (target, places) in enumerate(reversed(by_target.items())):
            if number >= self.stop_after:
                return
            self.asked.append(str(target))
            verdict = self.verdicts.get(str(target), LinkVerdict.OK)
            yield LinkCheck(target, verdict, occurrences=tuple(places))


def follow(results, web=None, ask=None, **options):
    wanted = LinkOptions(**options)
    world = World(read_path, web=web, ask=ask)
    return list(Survey(wanted, Filters(wanted), world).follow(results))


def verdicts(dossier):
    return {str(check.target): check.verdict.value for check in dossier.links}


def test_documents_come_in_their_order_with_their_own_places():
    web = Web({"https://b.test": LinkVerdict.DEAD})
    first, failure, second, third = follow(
        [
            dossier("[x](https://a.test) https://b.test", "a.md"),
            Failure("x.md", "no such file"),
            dossier("https://b.test\n\nhttps://b.test", "b.md"),
            dossier("nothing", "c.md"),
        ],
        web,
    )
    assert isinstance(failure, Failure)
    assert verdicts(first) == {"https://a.test": "ok", "https://b.test": "dead"}
    (check,) = second.links
    assert [(one.path, one.line) for one in check.occurrences] == [("b.md", 1), ("b.md", 3)]
    assert third.links == ()
    assert sorted(web.asked) == ["https://a.test", "https://b.test"]


def test_what_needs_no_web_is_checked_without():
    (result,) = follow([dossier("# A\n\n[a](#a) [b](#b) [c](mailto:x) [d](tel:1) https://a.test")])
    assert verdicts(result) == {
        "a.md#a": "ok",
        "a.md#b": "dead",
        "mailto:x": "dead",
        "tel:1": "unsupported",
        "https://a.test": "excluded",
    }


def test_excluded_links_are_not_asked():
    web = Web({})
    (result,) = follow([dossier("https://a.test https://b.test")], web, exclude=("a.test",))
    assert web.asked == ["https://b.test"]
    assert verdicts(result)["https://a.test"] == "excluded"


def test_what_the_run_did_not_reach_is_unknown():
    web = Web({}, stop_after=1)
    (result,) = follow([dossier("https://a.test https://b.test")], web)
    assert verdicts(result) == {"https://a.test": "unknown", "https://b.test": "ok"}
    assert result.links[0].reason == NOT_REACHED


def test_an_identifier_is_asked_of_its_registry_once():
    asked = []

    def ask(scheme, value):
        asked.append((scheme, value))
        now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        return Evidence(source="doi.org", query="", outcome=Outcome.NOT_FOUND, url="", time=now)

    web = Web({})
    text = "doi:10.5555/x, https://doi.org/10.5555/X, and [a](https://dx.doi.org/10.5555/x)"
    first, second = follow([dossier(text), dossier(text, "b.md")], web, ask)
    assert asked == [("doi", "10.5555/x")]
    assert web.asked == []
    for result in (first, second):
        (check,) = result.links
        assert (check.verdict.value, len(check.occurrences)) == ("dead", 3)


def test_unwanted_links_are_left_out():
    wanted = LinkOptions()
    world = World(read_path, wanted=lambda found: found.occurrence.line == 2)
    (result,) = Survey(wanted, Filters(wanted), world).follow([dossier("[a](#a)\n[b](#b)")])
    assert list(verdicts(result)) == ["a.md#b"]


def test_an_error_of_the_web_is_not_swallowed():
    def broken(links):
        list(links)
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        follow([dossier("https://a.test")], broken)
