from __future__ import annotations

import pytest

from srccheck.links import mailto
from srccheck.model.links import LinkTarget

GOOD = [
    "mailto:ann@site.test",
    "mailto:ann.b+c@mail.site.test?subject=Hello%20you",
    "mailto:a@s.test,b@s.test",
    "mailto:?to=a@s.test",
    "mailto:?subject=Share",
    "mailto:%22ann%20b%22@site.test",
    "mailto:ann@bücher.test",
    "mailto:gruß@site.test",
    "mailto:a@[192.0.2.1]",
    "MAILTO:a@s.test",
]
BAD = [
    "mailto:",
    "mailto:ann",
    "mailto:ann@",
    "mailto:@site.test",
    "mailto:ann@site",
    "mailto:ann@site..test",
    "mailto:ann b@site.test",
    "mailto:ann@-site.test",
    "mailto:a@s.test,b",
    "mailto:ann@1.2.3.4",
    "mailto:.ann@site.test",
]


@pytest.mark.parametrize("address", GOOD)
def test_good_addresses(address):
    assert mailto.check(LinkTarget(address)).verdict.value == "ok"


@pytest.mark.parametrize("address", BAD)
def test_bad_addresses(address):
    check = mailto.check(LinkTarget(address))
    assert (check.verdict.value, check.rule) == ("dead", "bad-mailto")
    assert check.reason


@pytest.mark.parametrize(("takes", "verdict"), [(True, "ok"), (False, "dead"), (None, "unknown")])
def test_the_domain_is_asked_whether_it_takes_mail(takes, verdict):
    asked = []
    check = mailto.check(
        LinkTarget("mailto:a@S.test,b@s.test"), lambda domain: asked.append(domain) or takes
    )
    assert check.verdict.value == verdict
    assert asked == ["s.test"]


class Answer:
    def __init__(self, exchange):
        self.exchange = exchange


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"MX": [Answer("mx.s.test.")]}, True),
        ({"MX": [Answer(".")]}, False),  # RFC 7505
        ({"A": ["192.0.2.1"]}, True),  # RFC 5321: the host itself
        ({}, False),
        ({"MX": "NXDOMAIN"}, False),
        ({"MX": "LifetimeTimeout"}, None),
    ],
)
def test_what_name_servers_say(monkeypatch, answers, expected):
    resolver = pytest.importorskip("dns.resolver")

    def resolve(domain, kind, lifetime):
        answer = answers.get(kind)
        if isinstance(answer, str):
            raise (
                getattr(resolver, answer)(timeout=1, errors={})
                if "Time" in answer
                else getattr(resolver, answer)
            )
        if answer is None:
            raise resolver.NoAnswer(
                response=__import__("dns.message").message.make_query(domain, kind)
            )
        return answer

    monkeypatch.setattr(resolver, "resolve", resolve)
    assert mailto.takes_mail("s.test") is expected
