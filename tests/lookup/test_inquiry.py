"""The look-ups of a run: each question once, an end in any case, and nothing without leave."""

from __future__ import annotations

import datetime
import socket
import threading
from collections import Counter
from collections.abc import Mapping

import pytest

from srccheck import pipeline
from srccheck.cli import main
from srccheck.config import Settings
from srccheck.errors import UsageError
from srccheck.inputs import Source
from srccheck.lookup import Inquiry
from srccheck.lookup.inquiry import net_settings
from srccheck.lookup.once import Once
from srccheck.model import Dossier, Entry, Identifier
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Exchange, OfflineClient
from srccheck.parse import parse_document
from srccheck.readers import read_text
from srccheck.resolvers import Resolver

NOTE = 'Jane Doe, "The Last Harbour of Aden", *Harbour Studies*, vol. 12, 2019, {}.'


def text(*dois: str) -> str:
    marks = "".join(f"[^{number}]" for number in range(1, len(dois) + 1))
    notes = "\n\n".join(
        f"[^{number}]: {NOTE.format(f'https://doi.org/{doi}')}"
        for number, doi in enumerate(dois, 1)
    )
    return f"So it is said.{marks}\n\n{notes}\n"


def entries(*dois: str) -> tuple[Entry, ...]:
    return parse_document(read_text(text(*dois), "a.md", "markdown"))


class Counting:
    """A client that counts its questions and finds nothing."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def base(self, service: str) -> str:
        return f"https://{service}.invalid"

    def get(
        self,
        url: str,
        *,
        service: str = "web",
        parameters: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Exchange:
        self.asked[url] += 1
        now = datetime.datetime.now(datetime.UTC)
        return Exchange(service, url, Outcome.TIMED_OUT, now, message="too slow")


def test_the_same_doi_in_two_notes_is_asked_once() -> None:
    client = Counting()
    cited = entries("10.5555/1", "10.5555/1", "10.5555/2")
    answers = Inquiry(Settings(), client).about(cited)
    assert set(answers.evidence) == {entry.key for entry in cited}
    assert set(client.asked.values()) == {1}
    assert sum("works/10.5555%2F1" in url for url in client.asked) == 1


def test_threads_that_put_one_question_share_its_answer() -> None:
    class Slow(Counting):
        def get(self, url: str, **more: object) -> Exchange:
            waiting.wait(10)
            return super().get(url)

    waiting = threading.Event()
    client = Slow()
    once = Once(client)
    answers: list[Exchange] = []
    threads = [
        threading.Thread(target=lambda: answers.append(once.get("https://a.invalid/")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    waiting.set()
    for thread in threads:
        thread.join()
    assert client.asked == {"https://a.invalid/": 1}
    assert len(set(map(id, answers))) == 1


def test_only_so_many_answers_are_kept_in_memory() -> None:
    client = Counting()
    once = Once(client, remembered=2)
    for number in (1, 2, 3, 1, 3):
        once.get(f"https://a.invalid/{number}")
    assert client.asked["https://a.invalid/1"] == 2
    assert client.asked["https://a.invalid/3"] == 1


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    Inquiry(Settings(), Counting()).about(
        entries("10.5555/1", "10.5555/2"), lambda done, total: told.append((done, total))
    )
    assert told == [(0, 2), (1, 2)]


class Interrupting(Resolver):
    """Answers for one DOI, and is interrupted at the next."""

    name = "crossref"
    schemes = frozenset({"doi"})

    def resolve(self, identifier: Identifier, client: object) -> Evidence:
        return Evidence(self.name, f"doi {identifier.value}", Outcome.NOT_FOUND)

    def read(self, exchange: Exchange) -> list[object]:
        return []


def test_ctrl_c_keeps_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    document = text("10.5555/1", "10.5555/2", "10.5555/3")
    resolvers = {"crossref": Interrupting()}
    monkeypatch.setattr(
        pipeline, "inquiry_of", lambda settings: Inquiry(settings, Counting(), resolvers)
    )
    results = pipeline.run([Source("a.md", document), Source("b.md", document)], Settings(jobs=1),
                           rules=(), progress=stop)  # fmt: skip
    dossier = next(results)
    assert isinstance(dossier, Dossier)
    reasons = [verdicts.reason for verdicts in dossier.verdicts.values()]
    assert reasons.count("stopped before it was asked") == 2
    with pytest.raises(KeyboardInterrupt):
        next(results)


class Meeting(Resolver):
    """Answers when it is asked for so many DOIs at once."""

    name = "crossref"
    schemes = frozenset({"doi"})

    def __init__(self, parties: int) -> None:
        self.barrier = threading.Barrier(parties, timeout=10)

    def resolve(self, identifier: Identifier, client: object) -> Evidence:
        self.barrier.wait()
        return Evidence(self.name, f"doi {identifier.value}", Outcome.NOT_FOUND)

    def read(self, exchange: Exchange) -> list[object]:
        return []


def documents(count: int) -> list[Source]:
    return [Source(f"{number}.md", text(f"10.5555/{number}")) for number in range(count)]


def test_documents_are_looked_up_at_once_and_given_in_order() -> None:
    inquiry = Inquiry(Settings(), Counting(), {"crossref": Meeting(4)})
    results = list(pipeline.run(documents(4), Settings(), rules=(), inquiry=inquiry))
    assert [one.document.path for one in results if isinstance(one, Dossier)] == [
        "0.md", "1.md", "2.md", "3.md",
    ]  # fmt: skip
    assert all(
        outcome.outcome is Outcome.NOT_FOUND
        for one in results
        if isinstance(one, Dossier)
        for found in one.evidence.values()
        for outcome in found
    )


def test_only_a_few_documents_are_read_ahead() -> None:
    inquiry = Inquiry(Settings(), Counting(), {"crossref": Interrupting()})
    read: list[str] = []
    results = pipeline.run(
        documents(20),
        Settings(jobs=4),
        rules=(),
        inquiry=inquiry,
        parsed=lambda dossier: read.append(dossier.document.path),
    )
    next(results)
    assert 1 < len(read) <= 5


def test_a_document_that_cannot_be_read_is_told_in_its_turn(tmp_path) -> None:
    inquiry = Inquiry(Settings(), Counting(), {"crossref": Interrupting()})
    given = [*documents(2), str(tmp_path / "missing.md"), Source("z.md", text("10.5555/z"))]
    results = list(pipeline.run(given, Settings(), rules=(), inquiry=inquiry))
    named = [one.document.path if isinstance(one, Dossier) else one.path for one in results]
    assert named == ["0.md", "1.md", str(tmp_path / "missing.md"), "z.md"]


def test_ctrl_c_keeps_later_documents_that_are_known() -> None:
    first_is_asked = threading.Event()

    class Slow(Interrupting):
        def resolve(self, identifier: Identifier, client: object) -> Evidence:
            if identifier.value == "10.5555/0":
                first_is_asked.wait(10)
            return super().resolve(identifier, client)

    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 3:  # the answers on two other documents came in
            raise KeyboardInterrupt

    inquiry = Inquiry(Settings(), Counting(), {"crossref": Slow()})
    results = pipeline.run(documents(4), Settings(jobs=2), rules=(), progress=stop, inquiry=inquiry)
    known: list[Dossier] = []
    with pytest.raises(KeyboardInterrupt):
        known.extend(results)
    first_is_asked.set()
    stopped = {
        one.document.path: verdicts.reason == "stopped before it was asked"
        for one in known
        for verdicts in one.verdicts.values()
    }
    assert list(stopped.items()) == [("0.md", True), ("1.md", False), ("2.md", False)]


@pytest.mark.parametrize("named", ["ask_services", "skip_services"])
def test_a_service_that_does_not_exist_is_wrong_usage(named: str) -> None:
    with pytest.raises(UsageError, match="no such service: crosref"):
        Inquiry(Settings(**{named: ("crosref",)}))  # type: ignore[arg-type]


def test_without_a_network_all_sources_are_inconclusive_for_that_reason() -> None:
    (dossier,) = pipeline.run([Source("a.md", text("10.5555/1"))], Settings(), rules=())
    assert isinstance(dossier, Dossier)
    (evidence,) = dossier.evidence.values()
    assert {one.message for one in evidence} == {"there is no network"}


def test_offline_opens_no_socket(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    path = tmp_path / "a.md"
    path.write_text(text("10.5555/1"), encoding="utf-8")
    for more in ([], ["--evidence", str(tmp_path)]):
        with pytest.raises(SystemExit) as ended:
            main(["check", str(path), "--offline", "--ignore", "test-doi", *more])
        assert ended.value.code == 0, capsys.readouterr()


def test_the_settings_of_a_run_become_those_of_the_network(tmp_path) -> None:
    told = Settings(
        timeout=5,
        mailto="a@example.org",
        cache_dir=str(tmp_path),
        services={"crossref": "https://mirror.invalid"},
    )
    bounds = net_settings(told)
    assert (bounds.run_seconds, bounds.mailto, bounds.cache) == (5, "a@example.org", tmp_path)
    assert bounds.bases["crossref-search"] == "https://mirror.invalid"
    assert net_settings(Settings(cache=False)).cache is None


def test_offline_evidence_is_read_from_another_address() -> None:
    client = OfflineClient(bases={"crossref": "https://mirror.invalid"})
    assert client.base("crossref") == "https://mirror.invalid"
