"""Every way in which a web misbehaves gets the right verdict."""

from __future__ import annotations

import pytest
from ways import EXPECTED, path_of

from srccheck.links.model import LinkCheck

OTHER_WAYS = {
    "no such host": ("http://no-such-host.test/a", "dead", "no-such-host"),
    "name servers that fail": ("http://servers-fail.test/a", "unknown", "name-servers-failed"),
    "a name denied once": ("http://denied-once.test/ok/a", "ok", "ok"),
    "a name that fails once": ("http://failing-once.test/ok/a", "ok", "ok"),
    "a name of a private address": ("http://private.test/ok/a", "excluded", "private-address"),
    "a name of both kinds": ("http://mixed.test/ok/a", "excluded", "private-address"),
    "a name that changes": ("http://rebound.test/ok/a", "ok", "ok"),
    "a private address": ("http://192.168.1.1/ok/a", "excluded", "private-address"),
    "this machine in hexadecimal": ("http://0x7f000001/ok/a", "excluded", "private-address"),
    "a port that refuses": ("http://refused.test/ok/a", "dead", "connection-refused"),
    "one dead address of two": ("http://one-dead-address.test/ok/a", "ok", "ok"),
    "an international name": ("http://bücher.test/ok/é", "ok", "ok"),
    "a name with a dot behind": ("http://dotted.test./ok/a", "ok", "ok"),
    "no host": ("http:///ok/a", "dead", "bad-address"),
    "no port": ("http://ok.test:port/ok/a", "dead", "bad-address"),
    "a password": ("http://me:secret@ok.test/ok/a", "ok", "ok"),
    "a good certificate": ("https://tls-good.test/ok/a", "ok", "ok"),
    "an expired certificate": ("https://tls-expired.test/ok/a", "dead", "certificate-expired"),
    "another host's certificate": (
        "https://tls-wrong-host.test/ok/a", "dead", "certificate-wrong-host"),
    "a self-signed certificate": (
        "https://tls-self-signed.test/ok/a", "unknown", "certificate-self-signed"),
    "an unknown authority": ("https://tls-untrusted.test/ok/a", "unknown", "certificate-untrusted"),
    "TLS asked of a plain port": ("https://plain.test/ok/a", "unknown", "tls-failed"),
    "an anchor": ("http://anchor.test/ok/a#part", "ok", "ok"),
    "a missing anchor": ("http://anchor.test/ok/a#chapter", "drifted", "missing-anchor"),
    "a text fragment": ("http://text.test/ok/a#:~:text=About,ok%2Fa", "ok", "ok"),
    "a missing text": ("http://text.test/ok/a#:~:text=zeppelin", "drifted", "missing-anchor"),
    "a route": ("http://route.test/hash_router/a#/inbox/3", "ok", "ok"),
    "an old route": ("http://route.test/hash_router/a#!inbox", "ok", "ok"),
    "an anchor that scripts make": ("http://route.test/hash_router/a#inbox", "ok", "ok"),
    "an anchor of an endless page": (
        "http://endless.test/slow_body/a#end", "unknown", "page-not-read-to-its-end"),
    "a telephone": ("tel:+33140000000", "unsupported", "unsupported"),
    "a file server": ("ftp://ok.test/a", "unsupported", "unsupported"),
}  # fmt: skip

CASES = {
    way: (f"http://{way.replace('_', '-')}.test{path_of(way)}", *expected)
    for way, expected in EXPECTED.items()
} | OTHER_WAYS


@pytest.mark.parametrize("name", CASES)
def test_every_way_gets_its_verdict(name: str, verdicts: dict[str, LinkCheck]) -> None:
    _, verdict, rule = CASES[name]
    found = verdicts[name]
    assert (found.verdict.value, found.rule, found.reason != "") == (verdict, rule, rule != "ok")
