"""Dumps loaded into a cluster: everything accounted for, and swapped in when it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from srccheck.index import open_index
from srccheck.index.cluster import loading
from srccheck.index.cluster.client import RETRIES, ClusterError
from srccheck.index.cluster.loading import load
from srccheck.index.dumps import named

from . import dump_files as files
from .cluster_standin import Answer, Cluster, Index, running

BUSY = Answer(429, "rejected_execution_exception")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with running() as one:
        yield one


def given(folder: Path, items: Sequence[files.Json], name: str = "works.tar") -> list[Any]:
    return [named(f"crossref={files.crossref_tar(folder / name, items)}")]


def works(cluster: Cluster) -> set[str]:
    (index,) = cluster.indices.values()
    return set(index.seen)


def test_what_is_broken_is_counted(cluster: Cluster, tmp_path: Path) -> None:
    content = files.lines([files.work(1), files.work(2), files.work(1, title=["Newer"])])
    path = files.tar(tmp_path / "w.tar", {"1.jsonl": content + b"{oops\n"})
    manifest = load(cluster.address, [named(str(path))], jobs=1)
    (dump,) = manifest["dumps"]
    assert (dump["read"], dump["kept"], dump["skipped"]) == (4, 3, {"not JSON": 1})
    assert (manifest["works"], manifest["replaced"]) == (2, 1)
    assert works(cluster) == {"crossref:10.5555/rivers.1", "crossref:10.5555/rivers.2"}
    assert open_index(cluster.address).search("Newer")[0].record.title == "Newer"
    assert open_index(cluster.address).manifest == manifest


def test_the_new_index_takes_the_place_of_the_old(cluster: Cluster, tmp_path: Path) -> None:
    load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1)
    (old,) = cluster.indices
    load(cluster.address, given(tmp_path, [files.work(2)]), jobs=1)
    assert old not in cluster.indices
    assert works(cluster) == {"crossref:10.5555/rivers.2"}


def test_an_update_adds_and_replaces(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="to update"):
        load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1, update=True)
    load(cluster.address, given(tmp_path, [files.work(1), files.work(2)], "1.tar"), jobs=1)
    newer = [files.work(2, title=["Newer"]), files.work(3)]
    said = load(cluster.address, given(tmp_path, newer, "2.tar"), jobs=1, update=True)
    assert (said["works"], said["replaced"]) == (3, 1)
    assert [one["name"] for one in said["dumps"]] == ["1.tar", "2.tar"]
    assert open_index(cluster.address).search("Newer")[0].record.id == "10.5555/rivers.2"


def test_what_is_put_off_is_sent_again(cluster: Cluster, tmp_path: Path) -> None:
    waiting = {"crossref:10.5555/rivers.1": 2, "crossref:10.5555/rivers.4": 1}

    def refuse(name: str) -> Answer | None:
        waiting[name] = waiting.get(name, 0) - 1
        return BUSY if waiting[name] >= 0 else None

    cluster.refused = refuse
    cluster.faults = [("/_bulk", Answer(429, {})), ("/_bulk", Answer(503, {}))]
    said = load(
        cluster.address, given(tmp_path, [files.work(n) for n in range(6)]), jobs=1, backoff=0
    )
    assert said["works"] == said["dumps"][0]["kept"] == len(works(cluster)) == 6


def test_what_is_sent_again_late_replaces_nothing_newer(cluster: Cluster, tmp_path: Path) -> None:
    sent: list[str] = []

    def refuse_the_first(name: str) -> Answer | None:
        sent.append(name)
        return BUSY if len(sent) == 1 else None

    cluster.refused = refuse_the_first
    twice = [files.work(1), files.work(1, title=["Newer"])]
    said = load(cluster.address, given(tmp_path, twice), jobs=1, backoff=0)
    assert len(sent) == 3
    assert (said["works"], said["replaced"]) == (1, 1)
    assert open_index(cluster.address).search("Newer")[0].record.title == "Newer"


def test_a_work_that_the_cluster_refuses_is_left_out(cluster: Cluster, tmp_path: Path) -> None:
    bad = "crossref:10.5555/rivers.1"
    cluster.refused = lambda name: Answer(400, "mapper_parsing_exception") if name == bad else None
    said = load(cluster.address, given(tmp_path, [files.work(n) for n in range(3)]), jobs=1)
    (dump,) = said["dumps"]
    reason = "refused by the cluster (mapper_parsing_exception)"
    assert (dump["read"], dump["kept"], dump["skipped"]) == (3, 2, {reason: 1})
    assert dump["examples"] == {reason: [bad]}
    assert said["works"] == 2


STOPS = {
    "forbidden": Answer(403, "cluster_block_exception"),
    "never ready": BUSY,
    "broken": Answer(500, "null_pointer_exception"),
}


@pytest.mark.parametrize("fault", STOPS.values(), ids=STOPS)
def test_when_it_ends_early_the_old_index_stays(
    fault: Answer, cluster: Cluster, tmp_path: Path
) -> None:
    load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1)
    before = works(cluster)
    cluster.refused = lambda _: fault
    with pytest.raises(ClusterError, match=f"takes no works: {fault.status}"):
        load(cluster.address, given(tmp_path, [files.work(2)]), jobs=1, backoff=0)
    assert works(cluster) == before
    assert open_index(cluster.address).search(files.reference(files.work(1)))


@pytest.mark.parametrize("path", ["/_bulk", "/_refresh", "/_count", "/_mapping", "/_aliases"])
@pytest.mark.parametrize("fault", [Answer(200, '{"ite'), Answer(403, {"error": "no"})])
def test_a_request_that_fails_ends_the_loading(
    path: str, fault: Answer, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.faults = [(path, fault)]
    with pytest.raises(ClusterError):
        load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1, backoff=0)
    assert cluster.faults == []
    assert cluster.indices == {}


def test_ctrl_c_leaves_nothing_half_loaded(cluster: Cluster, tmp_path: Path) -> None:
    def stop(progress: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1, watch=stop)
    assert any(one.startswith("PUT /works-") for one in cluster.asked)
    assert cluster.indices == cluster.aliases == {}


@pytest.mark.parametrize("aliased", [True, False])
def test_what_others_keep_under_the_name_is_left_alone(
    aliased: bool, cluster: Cluster, tmp_path: Path
) -> None:
    name = "somebody" if aliased else "works"
    cluster.indices[name] = Index({"dynamic": "true", "properties": {}}, {})
    if aliased:
        cluster.aliases["works"] = name
    with pytest.raises(ClusterError, match=r"not loaded by|no index of srccheck"):
        load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1)
    assert list(cluster.indices) == [name]


def test_more_than_one_request(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "CHUNK", 7)
    items = [files.work(n) for n in range(50)]
    seen: list[int] = []
    said = load(
        cluster.address,
        given(tmp_path, items),
        jobs=2,
        watch=lambda progress: seen.append(progress.kept),
    )
    assert cluster.asked.count("POST /_bulk") == 8
    assert said["works"] == seen[-1] == 50


def test_it_is_not_tried_for_ever(cluster: Cluster, tmp_path: Path) -> None:
    cluster.faults = [("/_bulk", Answer(503, {}))] * (RETRIES + 9)
    with pytest.raises(ClusterError, match="answered 503"):
        load(cluster.address, given(tmp_path, [files.work(1)]), jobs=1, backoff=0)
    assert len(cluster.faults) == 8
