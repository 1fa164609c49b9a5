"""An index in a cluster answers as the local one does, and an outage says nothing of a source."""

from __future__ import annotations

import json
import pickle
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result

from srccheck.cli import main
from srccheck.config import Settings
from srccheck.corpus.plan import _fingerprint
from srccheck.errors import InputError, UsageError
from srccheck.index import open_index
from srccheck.index.building import build
from srccheck.index.cluster import client
from srccheck.index.cluster.address import API_KEY, HOST, PASSWORD, USER, address
from srccheck.index.cluster.loading import load
from srccheck.index.cluster.resolver import GIVEN_UP, ClusterIndex
from srccheck.index.cluster.searching import Cluster as Asked
from srccheck.index.dumps import named
from srccheck.index.resolver import IndexResolver, LocalIndex
from srccheck.lookup import Inquiry, look_up
from srccheck.matching import Judgement, judge
from srccheck.model import Identifier, Verdict
from srccheck.model.evidence import Outcome
from srccheck.net import OfflineClient
from srccheck.parse import parse_reference

from ..standin.works import SALT, TIDES
from . import dump_files as files
from .cluster_standin import HANG, Answer, Cluster, running
from .test_resolver import ABSENT, CASES

WORKS = [*files.standin_works(), *(files.work(n) for n in range(60))]
REFERENCE = files.standin_reference(TIDES)


def dumps(folder: Path) -> list[Path]:
    csv = folder / "retraction_watch.csv"
    csv.write_bytes(files.RETRACTION_WATCH)
    return [files.crossref_tar(folder / "works.tar", WORKS), csv]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return dumps(tmp_path_factory.mktemp("dumps"))


@pytest.fixture(scope="module")
def cluster(given: list[Path]) -> Iterator[Cluster]:
    """A cluster that holds whole databases, so that its silence is a verdict."""
    with running() as one:
        load(one.address, [named(str(path)) for path in given], jobs=1, whole=True)
        yield one


@pytest.fixture(scope="module")
def local(given: list[Path], tmp_path_factory: pytest.TempPathFactory) -> LocalIndex:
    folder = tmp_path_factory.mktemp("local") / "works.index"
    build(folder, [named(str(path)) for path in given], jobs=1, whole=True)
    return LocalIndex(folder)


def judged(text: str, index: IndexResolver) -> Judgement:
    entry = parse_reference(text)
    return judge(entry, look_up(entry, OfflineClient(), {"index": index}))


@pytest.mark.parametrize("text", [*CASES.values(), ABSENT])
def test_the_verdict_is_that_of_the_local_index(
    text: str, cluster: Cluster, local: LocalIndex
) -> None:
    ours, theirs = judged(text, ClusterIndex(cluster.address)), judged(text, local)
    assert ours.verdicts == theirs.verdicts
    assert [m.record for m in ours.work] == [m.record for m in theirs.work]


def test_the_candidates_are_those_of_the_local_index(cluster: Cluster, local: LocalIndex) -> None:
    index = open_index(cluster.address)
    for item in WORKS[-60:]:
        words = files.reference(item)
        best = [hit.record for hit in index.search(words)]
        assert best[0].id == item["DOI"]
        assert best[0] == local.index.search(words)[0].record
    assert index.search("…") == []


@pytest.mark.parametrize("value", [TIDES.doi, SALT.doi, "10.5555/nowhere"])
def test_by_identifier_with_notices(value: str, cluster: Cluster, local: LocalIndex) -> None:
    doi = Identifier("doi", value)
    ours = ClusterIndex(cluster.address).resolve(doi, OfflineClient())
    theirs = local.resolve(doi, OfflineClient())
    assert ours.records == theirs.records
    assert ours.outcome is theirs.outcome
    assert ours.query == theirs.query


def searched(cluster: Cluster, **more: object) -> Answer:
    sound = {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": []}}
    return Answer(200, {**sound, **more})


BUSY = Answer(503, {"error": {"type": "cluster_block_exception"}, "status": 503})
CUT = Answer(200, {"hits": {"hits": []}, "took": 1}, lost=9)
FAULTS = {
    "rate limited": ([Answer(429, {"error": "busy"})], Outcome.RATE_LIMITED),
    "unavailable, and again": ([BUSY, BUSY], Outcome.FAILED),
    "no such index": ([Answer(404, {"error": "index_not_found_exception"})], Outcome.FAILED),
    "not allowed": ([Answer(401, "Unauthorized", type="text/plain")], Outcome.BLOCKED),
    "a page": ([Answer(200, "<html>Log in</html>", type="text/html")], Outcome.FAILED),
    "text": ([Answer(200, "soon", type="text/plain")], Outcome.FAILED),
    "half of the JSON": ([Answer(200, '{"took":1,"hits":{"hi')], Outcome.FAILED),
    "cut off, and again": ([CUT, CUT], Outcome.FAILED),
    "nested without end": ([Answer(200, "[" * 200_000)], Outcome.FAILED),
    "another shape": ([Answer(200, {"documents": []})], Outcome.FAILED),
    "a list": ([Answer(200, [])], Outcome.FAILED),
    "timed out within": ([searched, "timed_out", True], Outcome.FAILED),
    "some shards only": ([searched, "_shards", {"failed": 1}], Outcome.FAILED),
}


@pytest.mark.parametrize(("answers", "outcome"), FAULTS.values(), ids=FAULTS)
def test_an_outage_is_inconclusive(cluster: Cluster, answers: list, outcome: Outcome) -> None:
    if answers[0] is searched:
        answers = [searched(cluster, **{answers[1]: answers[2]})]
    cluster.faults = [("/_search", one) for one in answers]
    entry = parse_reference(ABSENT)
    (evidence,) = look_up(entry, OfflineClient(), {"index": ClusterIndex(cluster.address)})
    assert cluster.faults == []
    assert evidence.outcome is outcome
    assert evidence.message
    assert "bug" not in evidence.message
    assert judge(entry, [evidence]).verdicts.identity is Verdict.INCONCLUSIVE
    assert judged(ABSENT, ClusterIndex(cluster.address)).verdicts.identity is Verdict.NOT_FOUND


OTHERS = {"works": {"mappings": {"_meta": {"built": "2026-11-24", "dumps": []}}}}


@pytest.mark.parametrize(
    "answers",
    [[Answer(200, OTHERS)], [Answer(200, {"works": {"mappings": {}}})], [Answer(200, {})],
     [BUSY, BUSY]],
)  # fmt: skip
def test_what_does_not_say_that_it_is_an_index(cluster: Cluster, answers: list[Answer]) -> None:
    cluster.faults = [("/_mapping", one) for one in answers]
    verdicts = judged(ABSENT, ClusterIndex(cluster.address)).verdicts
    assert verdicts.identity is Verdict.INCONCLUSIVE
    assert cluster.faults == []


def test_one_failure_is_tried_again(cluster: Cluster) -> None:
    cluster.faults = [("/_search", BUSY)]
    assert judged(REFERENCE, ClusterIndex(cluster.address)).verdicts.identity is Verdict.VERIFIED


def test_no_answer_in_time(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "ASKING", 0.1)
    cluster.faults = [("/_search", HANG)]
    found = ClusterIndex(cluster.address).search(parse_reference(ABSENT), OfflineClient())
    assert found
    assert found.outcome is Outcome.TIMED_OUT


def test_nobody_listens() -> None:
    with running() as gone:
        pass
    index, entry = ClusterIndex(gone.address), parse_reference(ABSENT)
    found = [index.search(entry, OfflineClient()) for _ in range(GIVEN_UP + 1)]
    outcomes = [one.outcome for one in found if one]
    assert outcomes == [Outcome.FAILED] * GIVEN_UP + [Outcome.SKIPPED]
    assert judge(entry, [one for one in found if one]).verdicts.identity is Verdict.INCONCLUSIVE


def test_after_an_answer_failures_are_counted_anew(cluster: Cluster) -> None:
    index, entry = ClusterIndex(cluster.address), parse_reference(REFERENCE)
    for _ in range(2):
        for _ in range(GIVEN_UP - 1):
            cluster.faults.append(("/_search", Answer(429, {})))
            index.search(entry, OfflineClient())
        found = index.search(entry, OfflineClient())
        assert found
        assert found.outcome is Outcome.FOUND


def test_offline_it_is_the_only_one(cluster: Cluster) -> None:
    inquiry = Inquiry(Settings(offline=True, index=cluster.address))
    assert list(inquiry.services) == ["index"]
    entry = parse_reference(REFERENCE)
    (evidence,) = inquiry.about([entry]).evidence[entry.key]
    inquiry.close()
    assert evidence.records[0].id == TIDES.doi
    assert next(iter(Inquiry(Settings(index=cluster.address)).services)) == "index"


def test_it_goes_to_other_processes(cluster: Cluster) -> None:
    index = ClusterIndex(cluster.address)
    again = pickle.loads(pickle.dumps(index))  # noqa: S301
    entry = parse_reference(REFERENCE)
    assert again.search(entry, OfflineClient()) == index.search(entry, OfflineClient())


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv(HOST, "127.0.0.1")
    monkeypatch.setenv(USER, "reader")
    monkeypatch.setenv(PASSWORD, "pa55word")
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "sent"),
    [
        ({}, "Basic cmVhZGVyOnBhNTV3b3Jk"),
        ({API_KEY: "k3y"}, "ApiKey k3y"),
        ({HOST: "search.example"}, None),
        ({HOST: ""}, None),
    ],
)
def test_credentials_go_to_their_host_only(
    variables: dict[str, str],
    sent: str | None,
    secrets: pytest.MonkeyPatch,
    cluster: Cluster,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name, value in variables.items():
        secrets.setenv(name, value)
    cluster.credentials.clear()
    index = ClusterIndex(cluster.address)
    cluster.faults = [("/_search", Answer(401, "Unauthorized", type="text/plain"))]
    entry = parse_reference(REFERENCE)
    said = [index.search(entry, OfflineClient()), index.search(entry, OfflineClient())]
    assert set(cluster.credentials) == {sent}
    for text in (repr(said), repr(pickle.dumps(index)), caplog.text):
        assert "pa55word" not in text
        assert "cmVhZGVy" not in text
        assert "k3y" not in text


def test_credentials_are_not_sent_in_the_clear(secrets: pytest.MonkeyPatch) -> None:
    secrets.setenv(HOST, "search.example")
    with pytest.raises(UsageError, match="without TLS"):
        ClusterIndex("opensearch+http://search.example/works")
    ClusterIndex("opensearch+https://search.example/works")


def test_an_address_holds_no_credentials() -> None:
    with pytest.raises(UsageError, match="holds credentials") as told:
        address("opensearch+https://reader:pa55word@search.example/works")
    assert "pa55word" not in str(told.value)


@pytest.mark.parametrize("rest", ["", "h", "h/", "h/*", "h/a,b", "h/_all", "h:x/a", "h/a?b", "/a"])
def test_what_is_no_address(rest: str) -> None:
    with pytest.raises(UsageError):
        address(f"opensearch+https://{rest}")


def test_an_address_says_where() -> None:
    for text in ("opensearch+https://h:9200/gate/a-1", "opensearch+http://[::1]:80/a"):
        assert str(address(text)) == text


def test_certificates_are_verified(
    given: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with running(context) as secure:
        unknown = ClusterIndex(secure.address)
        found = unknown.search(parse_reference(REFERENCE), OfflineClient())
        assert found
        assert found.outcome is Outcome.FAILED
        assert "certificate" in found.message
        assert secure.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        load(secure.address, [named(str(given[0]))], jobs=1)
        known = judged(REFERENCE, ClusterIndex(secure.address))
        assert known.verdicts.identity is Verdict.VERIFIED


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_commands(given: list[Path], tmp_path: Path) -> None:
    with running() as one:
        missing = run("index", "search", one.address, REFERENCE)
        assert missing.exit_code == 3
        assert "has no index works (load it with srccheck index load" in missing.output
        done = run("index", "load", one.address, *given, "--jobs", "1", "--quiet", "--shards", "2")
        assert done.exit_code == 0, done.output
        assert f"crossref (works.tar): {len(WORKS)} read, {len(WORKS)} kept" in done.output
        (index,) = one.indices.values()
        assert index.settings["number_of_shards"] == 2
        assert run("index", "info", one.address).output == done.output
        facts = json.loads(run("index", "info", one.address, "--format", "json").output)
        assert facts["dumps"][0]["kept"] == len(WORKS)
        by_text = run("index", "search", one.address, REFERENCE)
        assert f"(crossref {TIDES.doi})" in by_text.output.splitlines()[0]
        by_id = run("index", "search", one.address, "--id", f"doi:{TIDES.doi}")
        assert TIDES.title in by_id.output
        note = tmp_path / "note.md"
        note.write_text(f"Tides.[^1]\n\n[^1]: {CASES['year']}\n", "utf-8")
        checked = run("check", note, "--index", one.address, "--offline")
        assert "wrong-date" in checked.output
    gone = run("check", note, "--index", one.address, "--offline")
    assert "wrong-date" not in gone.output
    assert "not-found" not in gone.output
    assert not isinstance(gone.exception, Exception)
    assert run("index", "load", one.address, *given, "--quiet").exit_code == 3
    assert run("check", note, "--index", tmp_path / "nowhere").exit_code == 2


def test_a_corpus_is_checked_anew_after_loading(tmp_path: Path) -> None:
    def key() -> str:
        import datetime

        return _fingerprint(Settings(index=one.address), datetime.date(2026, 11, 24))

    with running() as one:
        dump = [named(str(files.crossref_tar(tmp_path / "works.tar", WORKS[:3])))]
        load(one.address, dump, jobs=1)
        first = key()
        assert key() == first
        load(one.address, dump, jobs=1)
        assert key() != first
        assert Asked(one.address).state
    with pytest.raises(InputError, match="no connection"):
        key()
