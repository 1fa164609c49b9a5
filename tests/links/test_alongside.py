"""Links that are followed while sources are looked up, and the one client of a run."""

from __future__ import annotations

import datetime
import threading

import pytest

from srccheck import linkcheck
from srccheck.config import Settings
from srccheck.linkcheck import Alongside, Following
from srccheck.links.options import LinkOptions
from srccheck.lookup import Inquiry
from srccheck.model import Dossier, Failure
from srccheck.model.evidence import Outcome
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.net import Exchange
from srccheck.readers import read_text

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 1, 1)


class Web:
    """Calls every address dead; tells when it is first asked."""

    def __init__(self):
        self.asked = threading.Event()

    def __call__(self, links):
        for target, occurrence in links:
            self.asked.set()
            yield LinkCheck(target, LinkVerdict.DEAD, 404, occurrences=(occurrence,))


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def alongside(web):
    settings = Settings()
    following = Following(settings, LinkOptions(), web=web)
    return Alongside(following)


def dossier(path):
    return Dossier(read_text("[x](https://a.test/b)", path), (), TODAY)


def test_links_are_asked_before_look_ups_end(alongside, web):
    def look_ups():
        alongside.add(dossier("a.md"))
        assert web.asked.wait(20)
        yield dossier("a.md")
        yield Failure("b.md", "no such file")

    first, second = alongside.joined(look_ups())
    assert [check.verdict.value for check in first.links] == ["dead"]
    assert [finding.rule for finding in first.findings] == ["dead-link"]
    assert second == Failure("b.md", "no such file")


def test_what_is_known_comes_when_the_look_ups_are_stopped(alongside):
    def look_ups():
        alongside.add(dossier("a.md"))
        yield dossier("a.md")
        raise KeyboardInterrupt

    known = []
    with pytest.raises(KeyboardInterrupt):
        known.extend(result.document.path for result in alongside.joined(look_ups()))
    assert known == ["a.md"]


def test_a_failure_of_the_thread_is_not_lost(monkeypatch):
    def broken(*_):
        raise RuntimeError("a bug")

    monkeypatch.setattr(linkcheck, "_survey", broken)
    alongside = Alongside(Following(Settings(), LinkOptions()))
    with pytest.raises(RuntimeError, match="a bug"):
        list(alongside.joined([]))


class Client:
    """Counts what is asked of it."""

    def __init__(self):
        self.asked = []

    def base(self, service):
        return f"https://{service}.test"

    def get(self, url, *, service="web", parameters=None, accept="*/*"):
        self.asked.append(service)
        return Exchange(service, url, Outcome.NOT_FOUND, NOW, status=404)


def test_registries_and_archives_are_asked_by_the_client_of_the_look_ups():
    client = Client()
    inquiry = Inquiry(Settings(), client)
    following = Following(Settings(), LinkOptions(), inquiry=inquiry)
    assert following.client is inquiry.client
    following.archived("https://a.test/b", None)
    assert client.asked
