"""Whatever a server does, the client comes back with an outcome, in time."""

from __future__ import annotations

import dataclasses
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Client, NetSettings, OfflineClient

from .conftest import Server

QUICK = NetSettings(
    allow_private=True,
    request_seconds=20.0,
    backoff_seconds=0.01,
    max_body=1_000_000,
    web_rate=1000,
    web_concurrency=4,
)


IMPATIENT = dataclasses.replace(QUICK, request_seconds=0.5)


@pytest.mark.parametrize(
    ("path", "outcome", "words"),
    [
        ("ok", Outcome.FOUND, ""),
        ("moved", Outcome.FOUND, ""),
        ("flaky", Outcome.FOUND, ""),
        ("limited-once", Outcome.FOUND, ""),
        ("not-found", Outcome.NOT_FOUND, "404"),
        ("forbidden", Outcome.BLOCKED, "403"),
        ("accepted", Outcome.FAILED, ""),
        ("broken", Outcome.FAILED, "500"),
        ("limited-for-ever", Outcome.RATE_LIMITED, "429"),
        ("loop", Outcome.FAILED, "edirects"),
        ("to-file", Outcome.FAILED, ""),
        ("hang", Outcome.TIMED_OUT, ""),
        ("slow-header", Outcome.TIMED_OUT, "too long"),
        ("slow-body", Outcome.TIMED_OUT, "too long"),
        ("endless", Outcome.FAILED, "more than 1000000 bytes"),
        ("bomb", Outcome.FAILED, "more than 1000000 bytes"),
        ("bad-gzip", Outcome.FAILED, ""),
        ("truncated", Outcome.FAILED, ""),
        ("reset", Outcome.FAILED, ""),
        ("garbage", Outcome.FAILED, ""),
    ],
)
def test_every_misbehaviour_has_an_outcome(
    server: Server, path: str, outcome: Outcome, words: str
) -> None:
    settings = IMPATIENT if outcome is Outcome.TIMED_OUT else QUICK
    answer = Client(settings).get(f"{server.url}/{path}")
    assert answer.outcome is outcome, answer.message
    assert words in answer.message
    assert answer.outcome is Outcome.FOUND or answer.message or answer.status == 202


def test_redirects_are_recorded(server: Server) -> None:
    answer = Client(QUICK).get(f"{server.url}/moved")
    assert answer.redirects == ((301, f"{server.url}/moved"),)
    assert answer.final_url == f"{server.url}/ok"
    assert answer.json() == {"ok": True}


def test_private_addresses_are_not_asked(server: Server) -> None:
    answer = Client(NetSettings()).get(f"{server.url}/ok")
    assert answer.outcome is Outcome.SKIPPED
    assert "not a public address" in answer.message
    assert not server.seen


def test_a_redirect_to_a_private_address_is_not_followed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srccheck.net import addresses

    public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    answer = Client(NetSettings(request_seconds=2)).get(f"{server.url}/to-metadata-service")
    assert answer.outcome is Outcome.SKIPPED
    assert "169.254.169.254" in answer.message


def test_a_name_is_resolved_once_and_the_connection_goes_there(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srccheck.net import addresses

    asked = []

    def rebinding(host: str, port: int, timeout: float) -> list[addresses.AddressInfo]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(addresses, "resolve", rebinding)
    port = server.server_address[1]
    answer = Client(QUICK).get(f"http://harbour.invalid:{port}/ok")
    assert answer.outcome is Outcome.FOUND
    assert asked == ["harbour.invalid"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_only_http_is_asked(url: str) -> None:
    assert Client(QUICK).get(url).outcome is Outcome.SKIPPED


def test_no_such_host_is_a_failure_and_says_so() -> None:
    answer = Client(QUICK).get("http://nowhere.invalid/")
    assert answer.outcome is Outcome.FAILED
    assert "nowhere.invalid" in answer.message


def test_a_host_that_keeps_failing_is_left_out(server: Server) -> None:
    client = Client(QUICK)
    for _ in range(5):
        client.get(f"{server.url}/reset")
    assert server.seen["/reset"] == 9, "three look-ups of three attempts, then no more"
    answer = client.get(f"{server.url}/ok")
    assert answer.outcome is Outcome.SKIPPED
    assert "left out" in answer.message
    assert list(client.breaker.left_out) == [server.url.removeprefix("http://")]


def test_what_was_found_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    settings = NetSettings(allow_private=True, cache=tmp_path, backoff_seconds=0.01)
    for path in ("ok", "not-found", "broken", "forbidden"):
        Client(settings).get(f"{server.url}/{path}")
    again = {path: Client(settings).get(f"{server.url}/{path}") for path in ("ok", "not-found")}
    assert again["ok"].cached
    assert again["ok"].outcome is Outcome.FOUND
    assert again["not-found"].outcome is Outcome.NOT_FOUND
    assert server.seen["/ok"] == server.seen["/not-found"] == 1
    before = server.seen["/forbidden"]
    Client(settings).get(f"{server.url}/forbidden")
    assert server.seen["/forbidden"] == before + 1, "a refusal is never kept"


def test_kept_evidence_is_read_without_a_network(server: Server, tmp_path: Path) -> None:
    live = Client(NetSettings(allow_private=True, save_evidence=tmp_path))
    parameters = {"query": "ports", "mailto": "someone@example.org"}
    first = live.get(f"{server.url}/ok", parameters=parameters)
    kept = OfflineClient(tmp_path).get(f"{server.url}/ok", parameters={"query": "ports"})
    assert kept == first
    assert all(b"someone@example.org" not in path.read_bytes() for path in tmp_path.iterdir())
    assert OfflineClient(tmp_path).get(f"{server.url}/never").outcome is Outcome.SKIPPED


def test_the_run_has_an_end(server: Server) -> None:
    client = Client(NetSettings(allow_private=True, run_seconds=0.0))
    answer = client.get(f"{server.url}/ok")
    assert answer.outcome is Outcome.SKIPPED
    assert "time of the run" in answer.message


def test_a_service_that_needs_a_key_is_not_asked_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    answer = Client(QUICK).get("https://api.openalex.org/works/W1", service="openalex")
    assert answer.outcome is Outcome.SKIPPED
    assert "OPENALEX_API_KEY" in answer.message


def test_contact_and_key_are_sent_but_not_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "s3cret")
    answer = Client(QUICK).get(f"{server.url}/ok", service="openalex")
    assert answer.outcome is Outcome.FOUND
    assert "s3cret" not in repr(answer)


def test_another_address_stands_in_for_a_host_and_its_redirects(server: Server) -> None:
    settings = dataclasses.replace(QUICK, hosts={"harbour.invalid": server.url})
    answer = Client(settings).get("https://harbour.invalid/moved?a=1")
    assert answer.outcome is Outcome.FOUND
    assert answer.final_url == "https://harbour.invalid/ok"
    assert answer.redirects == ((301, "https://harbour.invalid/moved?a=1"),)


def test_the_gate_of_a_service_holds_where_another_address_stands_in() -> None:
    gates = Client(dataclasses.replace(QUICK, bases={"zenodo": "http://127.0.0.1:9/zenodo"})).gates
    assert gates.of("http://127.0.0.1:9/zenodo/records/1").interval == 1.0
    assert gates.of("http://127.0.0.1:9/page").interval == 0.001


def test_many_threads_share_one_cache(server: Server, tmp_path: Path) -> None:
    client = Client(dataclasses.replace(QUICK, cache=tmp_path, web_concurrency=16))
    with ThreadPoolExecutor(16) as pool:
        urls = [f"{server.url}/ok?{number}" for number in range(64)]
        answers = list(pool.map(client.get, urls))
        again = list(pool.map(client.get, urls))
    assert {answer.outcome for answer in answers} == {Outcome.FOUND}
    assert all(answer.cached for answer in again)
