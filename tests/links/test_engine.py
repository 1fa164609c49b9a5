"""What the engine does besides judging: merging, limits, memory between runs, stopping."""

from __future__ import annotations

import dataclasses
import datetime
import signal
import socket
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from naming import Names
from server import Running, Web
from ways import handle

from srccheck.links.archiving import awaiting
from srccheck.links.engine import LinkRun, check_links, stopping_on_signals
from srccheck.links.model import Expected, LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.links.settings import HostRule, LinkSettings, Progress
from srccheck.links.state import State
from srccheck.model.text import Span


def at(
    line: int, expected: Expected | None = None, date: datetime.date | None = None
) -> Occurrence:
    return Occurrence("paper.md", line, 1, Span(line, line + 1), "", expected, date)


def links(urls: Iterable[str]) -> list[tuple[LinkTarget, Occurrence]]:
    return [(LinkTarget.of(url), at(line)) for line, url in enumerate(urls, 1)]


def checks(urls: Iterable[str], settings: LinkSettings) -> list[LinkCheck]:
    return list(check_links(links(urls), settings))


def asked(web: Web, path: str) -> int:
    """How often a path was asked, on any host."""
    return sum(n for key, n in web.seen.items() if " " not in key and key.endswith(path))


def test_an_address_is_asked_once_whatever_its_fragments(web: Web, settings: LinkSettings) -> None:
    base = "http://ok.test/slow_header/a"
    found = checks([base, f"{base}#part", base, f"{base}#none", f"{base}#part"], settings)
    assert asked(web, "/slow_header/a") == 1
    lines = {str(c.target): [o.line for o in c.occurrences] for c in found}
    assert lines == {base: [1, 3], f"{base}#part": [2, 5], f"{base}#none": [4]}


def test_what_occurs_again_later_is_not_asked_again(web: Web, settings: LinkSettings) -> None:
    first = threading.Event()

    def late() -> Iterator[tuple[LinkTarget, Occurrence]]:
        yield LinkTarget.of("http://ok.test/ok/a"), at(1)
        first.wait(5)
        yield LinkTarget.of("http://ok.test/ok/a"), at(2)

    run = check_links(late(), settings)
    found = [next(run)]
    first.set()
    found += run
    assert [[o.line for o in c.occurrences] for c in found] == [[1], [2]]
    assert asked(web, "/ok/a") == 1


def test_files_are_asked_with_head_alone(web: Web, settings: LinkSettings) -> None:
    checks(["http://ok.test/head_ok/a.pdf"], settings)
    assert web.seen["HEAD ok.test/head_ok/a.pdf"] == 1
    assert web.seen["GET ok.test/head_ok/a.pdf"] == 0


def test_slow_hosts_do_not_hold_back_others(settings: LinkSettings) -> None:
    """One request at a time for a host that hangs, and only two at once in all."""
    slow = [f"http://slow.test/hang/{n}" for n in range(5)]
    fast = [f"http://fast{n}.test/ok/a" for n in range(20)]
    few = dataclasses.replace(settings, concurrency=2, host_concurrency=1, run_seconds=3.0)
    found = checks([*slow, *fast], few)
    assert {c.verdict for c in found if "fast" in c.target.url} == {LinkVerdict.OK}
    assert sum("fast" in c.target.url for c in found) == 20


def test_no_host_is_asked_more_at_once_than_allowed(settings: LinkSettings) -> None:
    now, most = 0, 0

    async def counting(request: object) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await handle(request)  # type: ignore[arg-type]
        now -= 1

    with Running(Web(counting)) as web:
        rule = {"example.test": HostRule(concurrency=3)}
        bounded = dataclasses.replace(settings, resolve=Names(web), hosts=rule)
        checks([f"http://www.example.test/slow_header/{n}" for n in range(6)], bounded)
    assert most == 3


def test_a_host_that_never_answers_is_given_up(web: Web, settings: LinkSettings) -> None:
    one = dataclasses.replace(settings, host_concurrency=1, host_failures=2, retries=0)
    found = checks([f"http://away.test/reset/{n}" for n in range(6)], one)
    assert {c.verdict for c in found} == {LinkVerdict.UNKNOWN}
    assert [c.details.get("given-up") for c in found] == [None] * 2 + ["away.test:80"] * 4
    assert asked(web, "/reset/5") == 0


def test_a_host_that_answered_is_not_given_up(web: Web, settings: LinkSettings) -> None:
    one = dataclasses.replace(settings, host_concurrency=1, host_failures=2, retries=0)
    urls = ["http://here.test/ok/a", *(f"http://here.test/reset/{n}" for n in range(4))]
    assert not any(c.details for c in checks([*urls, "http://here.test/ok/b"], one))
    assert asked(web, "/ok/b") == 1


def test_the_time_of_the_run_is_kept(settings: LinkSettings) -> None:
    short = dataclasses.replace(settings, run_seconds=0.3)
    found = checks(["http://slow.test/hang/a", "http://ok.test/ok/a"], short)
    got = {c.target.url.rpartition("/")[0][-4:]: (c.verdict.value, c.rule) for c in found}
    assert got == {"hang": ("unknown", "not-asked"), "t/ok": ("ok", "ok")}


def test_a_stopped_run_gives_what_is_known(settings: LinkSettings) -> None:
    run = check_links(links(["http://ok.test/ok/a", "http://slow.test/hang/a"]), settings)
    found = [next(run)]
    run.stop()
    found += run
    assert [c.verdict for c in found] == [LinkVerdict.OK]
    assert (run.interrupted, run.left) == (True, 1)


def test_control_c_stops_a_run(settings: LinkSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    run = check_links(links(["http://slow.test/hang/a"]), settings)
    get = run._out.get

    class Interrupted:
        times = 0

        def get(self) -> object:
            self.times += 1
            if self.times == 1:
                raise KeyboardInterrupt
            return get()

        put = run._out.put

    monkeypatch.setattr(run, "_out", Interrupted())
    assert list(run) == []
    assert run.interrupted


def test_faults_of_the_reader_reach_the_caller(settings: LinkSettings) -> None:
    def broken() -> Iterator[tuple[LinkTarget, Occurrence]]:
        yield LinkTarget.of("http://ok.test/ok/a"), at(1)
        raise RuntimeError("unreadable")

    with pytest.raises(RuntimeError, match="unreadable"):
        list(check_links(broken(), settings))


def test_progress_counts(settings: LinkSettings) -> None:
    told: list[Progress] = []
    urls = [f"http://ok.test/ok/{n}" for n in range(4)]
    list(LinkRun(links(urls), settings, told.append))
    assert (told[-1].done, told[-1].found) == (4, 4)
    assert [step.done for step in told] == sorted(step.done for step in told)


def test_good_links_are_cached_and_failures_are_not(
    web: Web, settings: LinkSettings, tmp_path: Path
) -> None:
    cached = dataclasses.replace(settings, cache=tmp_path / "cache.sqlite")
    urls = ["http://a.test/ok/a", "http://a.test/not_found/a", "http://a.test/forbidden/a"]
    first = {c.target.url: (c.verdict, c.cached) for c in checks(urls, cached)}
    second = {c.target.url: (c.verdict, c.cached) for c in checks(urls, cached)}
    assert not any(was_cached for _, was_cached in first.values())
    assert {url for url, (_, was_cached) in second.items() if was_cached} == {urls[0]}
    assert {url: v for url, (v, _) in first.items()} == {url: v for url, (v, _) in second.items()}
    assert asked(web, "/ok/a") == 1


def test_the_cache_expires(web: Web, settings: LinkSettings, tmp_path: Path) -> None:
    stale = dataclasses.replace(settings, cache=tmp_path / "cache.sqlite", cache_days=-1)
    for _ in range(2):
        checks(["http://a.test/ok/a"], stale)
    assert asked(web, "/ok/a") == 2


def test_a_cache_that_is_no_cache_is_made_anew(settings: LinkSettings, tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    found = checks(["http://a.test/ok/a"], dataclasses.replace(settings, cache=path))
    assert found[0].verdict is LinkVerdict.OK


def test_a_run_cut_short_is_resumed(web: Web, settings: LinkSettings, tmp_path: Path) -> None:
    kept = dataclasses.replace(settings, state=tmp_path / "state.sqlite")
    urls = [f"http://a.test/ok/{n}" for n in range(5)]
    with check_links(links([*urls, "http://slow.test/hang/a"]), kept) as run:
        for _ in urls:
            next(run)
    found = checks([*urls, "http://a.test/ok/5"], kept)
    assert len(found) == 6
    assert [asked(web, f"/ok/{n}") for n in range(6)] == [1] * 6
    checks(urls, kept)  # that run was complete: this one is a new one
    assert asked(web, "/ok/0") == 2


def test_a_link_is_dead_after_several_strikes(settings: LinkSettings, tmp_path: Path) -> None:
    kept = dataclasses.replace(settings, state=tmp_path / "state.sqlite", strikes=3, strike_hours=0)
    url = "http://a.test/not_found/a"
    verdicts = [checks([url], kept)[0] for _ in range(3)]
    assert [c.verdict.value for c in verdicts] == ["unknown", "unknown", "dead"]
    assert verdicts[0].details["suspected"] == "dead"


def test_strikes_in_one_hour_are_one(settings: LinkSettings, tmp_path: Path) -> None:
    kept = dataclasses.replace(settings, state=tmp_path / "state.sqlite", strikes=2)
    verdicts = [checks(["http://a.test/gone/a"], kept)[0].verdict.value for _ in range(3)]
    assert verdicts == ["unknown"] * 3


def test_tokens_come_from_the_environment_and_stay_with_their_host(
    settings: LinkSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: dict[str, str] = {}

    async def noting(request: object) -> None:
        sent[request.host] = request.headers.get("authorization", "")  # type: ignore[attr-defined]
        await handle(request)  # type: ignore[arg-type]

    monkeypatch.setenv("ELSEWHERE_TOKEN", "t0ken")
    rules = {"private.example.test": HostRule({"Authorization": "Bearer ${ELSEWHERE_TOKEN}"})}
    with Running(Web(noting)) as web:
        with_token = dataclasses.replace(settings, resolve=Names(web), hosts=rules)
        checks(["http://private.example.test/to_other_site/page"], with_token)
    assert sent["private.example.test"] == "Bearer t0ken"
    assert sent["another-site.test"] == ""


def test_robots_are_obeyed_when_asked(web: Web, settings: LinkSettings) -> None:
    obeying = dataclasses.replace(settings, robots=True)
    found = checks(["http://a.test/secret/a", "http://a.test/ok/a"], obeying)
    assert {c.target.url[-8:]: c.rule for c in found} == {"secret/a": "robots", "est/ok/a": "ok"}
    assert asked(web, "/secret/a") == 0
    assert asked(web, "/robots.txt") == 1


def test_proxies_are_used(web: Web, settings: LinkSettings) -> None:
    """The name is known to the proxy alone, which may stand in a private network."""
    behind = dataclasses.replace(
        settings, proxies={"http": f"http://127.0.0.1:{web.port}"}, is_public=lambda _: False
    )
    found = checks(["http://known-to-the-proxy.example/ok/a"], behind)
    assert found[0].verdict is LinkVerdict.OK


def test_client_certificates_are_shown(
    settings: LinkSettings, authority: object, tmp_path: Path
) -> None:
    issued = authority.issue_cert("reader.test")  # type: ignore[attr-defined]
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    issued.private_key_pem.write_to_path(key)
    issued.cert_chain_pems[0].write_to_path(certificate)
    shown = dataclasses.replace(settings, client_certificate=(certificate, key))
    url = "https://tls-client.test/ok/a"
    assert checks([url], shown)[0].verdict is LinkVerdict.OK
    assert checks([url], settings)[0].verdict is LinkVerdict.UNKNOWN


def test_moves_name_the_new_address_with_the_fragment(settings: LinkSettings) -> None:
    found = checks(["http://a.test/chain/page#part"], settings)[0]
    assert found.suggestion == "http://a.test/ok/end-of-chain#part"
    assert [status for status, _ in found.redirects] == [301] * 4


def test_a_page_that_shows_another_work_has_drifted(settings: LinkSettings) -> None:
    cited = Expected("A history of the tides of Ostend", ("Vandenbroucke",))
    shown = Expected("Ten ways to win at cards", ("Vandenbroucke",))
    target = LinkTarget.of("http://a.test/drifted/a")
    found = list(check_links([(target, at(1, cited)), (target, at(2, shown))], settings))
    assert {c.occurrences[0].line: c.verdict.value for c in found} == {1: "drifted", 2: "ok"}


def test_broken_links_bring_an_archived_copy_of_their_day(settings: LinkSettings) -> None:
    day = datetime.date(2019, 3, 4)
    archive = dataclasses.replace(settings, archived=lambda url, when: f"copy of {url}, {when}")
    urls = ["http://a.test/not_found/a", "http://a.test/ok/a"]
    found = check_links([(LinkTarget.of(url), at(1, date=day)) for url in urls], archive)
    assert {c.target.url: c.archived for c in found} == {
        urls[0]: f"copy of {urls[0]}, 2019-03-04",
        urls[1]: "",
    }


def test_a_run_that_ends_while_archives_are_asked(
    web: Web, settings: LinkSettings, tmp_path: Path
) -> None:
    asking, answered = threading.Event(), threading.Event()

    def slow(url: str, when: object) -> str:
        asking.set()
        answered.wait(10)
        return "a copy"

    kept = dataclasses.replace(settings, archived=slow, state=tmp_path / "s", strikes=1)
    url = "http://a.test/gone/a"
    with check_links(links([url]), kept) as run:
        stopping = threading.Thread(target=lambda: asking.wait(10) and run.stop())
        stopping.start()
        found = list(run)
        answered.set()
        stopping.join()
    assert [(c.verdict, c.archived) for c in found] == [(LinkVerdict.DEAD, "")]
    assert checks([url], kept)[0].verdict is LinkVerdict.DEAD
    assert asked(web, "/gone/a") == 1


def test_what_waited_for_an_archive_is_not_asked_again(
    web: Web, settings: LinkSettings, tmp_path: Path
) -> None:
    kept = dataclasses.replace(
        settings, archived="a copy of {} of {}".format, state=tmp_path / "s", strikes=1
    )
    target = LinkTarget.of("http://a.test/gone/a")
    state = State(tmp_path / "s", 1, 1.0)
    state.note(str(target), awaiting(LinkCheck(target, LinkVerdict.DEAD, rule="gone")))
    state.close()
    (found,) = checks([target.url], kept)
    assert (found.verdict, found.rule) == (LinkVerdict.DEAD, "gone")
    assert found.archived == "a copy of http://a.test/gone/a of None"
    assert "archive" not in found.details
    assert asked(web, "/gone/a") == 0


def test_what_occurs_again_while_an_archive_is_asked_is_not_asked_again(
    web: Web, settings: LinkSettings
) -> None:
    asking, again = threading.Event(), threading.Event()

    def slow(url: str, when: object) -> str:
        asking.set()
        again.wait(10)
        return "a copy"

    def found() -> Iterator[tuple[LinkTarget, Occurrence]]:
        yield LinkTarget.of("http://a.test/gone/a"), at(1)
        asking.wait(10)
        yield LinkTarget.of("http://a.test/gone/a"), at(2)
        again.set()

    made = list(check_links(found(), dataclasses.replace(settings, archived=slow)))
    lines = sorted(where.line for check in made for where in check.occurrences)
    assert (lines, {check.archived for check in made}) == ([1, 2], {"a copy"})
    assert asked(web, "/gone/a") == 1


def test_an_archive_that_fails_changes_no_verdict(settings: LinkSettings) -> None:
    def broken(url: str, when: datetime.date | None) -> str:
        raise OSError("the archive is away")

    found = checks(["http://a.test/gone/a"], dataclasses.replace(settings, archived=broken))
    assert (found[0].verdict, found[0].archived) == (LinkVerdict.DEAD, "")


def test_names_are_looked_up_once(names: Names, settings: LinkSettings) -> None:
    checks([f"http://rebound.test/ok/{n}" for n in range(4)], settings)
    assert names.asked["rebound.test"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_stop_a_run(settings: LinkSettings, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    run = check_links(links(["http://ok.test/ok/a", "http://slow.test/hang/a"]), settings)
    with stopping_on_signals([run]):
        found = [next(run)]
        signal.raise_signal(number)
        found += run
    assert [c.verdict for c in found] == [LinkVerdict.OK]
    assert run.interrupted
    assert signal.getsignal(number) is before


def test_ipv6(settings: LinkSettings) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    plain = dataclasses.replace(settings, resolve=None)
    with Running(Web(handle, host="::1")) as web:
        urls = [f"http://[::1]:{web.port}/ok/a", "http://[::ffff:10.0.0.1]/ok/a"]
        found = {c.target.url: c.verdict.value for c in checks(urls, plain)}
    assert found == {urls[0]: "ok", urls[1]: "excluded"}
