"""A corpus is checked once, whoever is killed meanwhile, and its tables are the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.corpus import steps
from srccheck.corpus.executors import Dask, GivenUp, Processes
from srccheck.corpus.plan import Plan, plan
from srccheck.corpus.run import check
from srccheck.errors import InputError
from srccheck.lookup import Inquiry

from .conftest import TODAY, contents

ROOT = Path(__file__).parent.parent.parent


class Here:
    """Does tasks in this process, and stops after some."""

    def __init__(self, most: int = 10_000) -> None:
        self.done: list[str] = []
        self._most = most

    def each(
        self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], *, asks: bool = False
    ) -> Iterator[tuple[int, Any]]:
        for number, task in enumerate(tasks):
            if len(self.done) >= self._most:
                raise KeyboardInterrupt
            self.done.append(function.__name__)
            yield number, function(*task)

    def close(self) -> None:
        pass


def planned(documents: Path, settings: Settings, size: int = 4) -> Plan:
    return plan([str(documents)], settings, size=size, today=TODAY)


def rows(results: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(results / table).to_pylist()


@pytest.fixture
def undisturbed(documents: Path, settings: Settings, tmp_path: Path) -> dict[str, bytes]:
    check(planned(documents, settings), str(tmp_path / "undisturbed"), Here())
    return contents(tmp_path / "undisturbed")


def test_tables_say_what_a_check_says(documents: Path, settings: Settings, tmp_path: Path) -> None:
    outcome = check(planned(documents, settings), str(tmp_path / "r"), Here())
    assert outcome.documents == 13
    assert len(rows(tmp_path / "r", "documents")) == 12
    (failure,) = rows(tmp_path / "r", "failures")
    assert failure["path"].endswith("broken.docx")
    path = str(documents / "paper-05.md")
    (dossier,) = pipeline.run([path], settings, today=TODAY)
    shown = [row for row in rows(tmp_path / "r", "references") if row["path"] == path]
    assert [(row["key"], row["identity"], row["accuracy"], row["reason"]) for row in shown] == [
        (key, one.identity.value, one.accuracy.value, one.reason)
        for key, one in dossier.verdicts.items()
    ]
    assert "verified" in {row["identity"] for row in shown}
    found = [row for row in rows(tmp_path / "r", "findings") if row["path"] == path]
    assert [(row["rule"], row["cited"], row["basis"]) for row in found] == [
        (one.rule, one.cited, one.basis) for one in dossier.findings
    ]
    assert "mojibake" in {row["rule"] for row in found}
    summary = json.loads((tmp_path / "r" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["documents"], summary["references"], summary["failures"]) == (12, 36, 1)


def test_a_reference_is_looked_up_once_for_all_documents(
    documents: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    about = Inquiry.about

    def counted(self: Inquiry, entries: Any, *rest: Any) -> Any:
        entries = list(entries)
        asked.extend(entry.key for entry in entries)
        return about(self, entries, *rest)

    monkeypatch.setattr(Inquiry, "about", counted)
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    questions = {row["question"] for row in rows(tmp_path / "r", "references")}
    assert sorted(asked) == sorted(questions)
    assert len(questions) < 36


@pytest.mark.parametrize("most", [1, 4, 6, 9])
def test_what_was_done_before_a_stop_is_not_done_again(
    documents: Path,
    settings: Settings,
    tmp_path: Path,
    undisturbed: dict[str, bytes],
    most: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    results = str(tmp_path / "r")
    with pytest.raises(KeyboardInterrupt):
        check(planned(documents, settings), results, Here(most))
    begun: list[str] = []
    begin = steps._begun
    monkeypatch.setattr(
        steps, "_begun", lambda path, how: (begun.append(path), begin(path, how))[1]
    )
    check(planned(documents, settings), results, Here())
    assert contents(tmp_path / "r") == undisturbed
    assert len(begun) <= 26 - 3 * min(most, 4), "parts that were read are not read again"


def test_a_changed_document_is_checked_again(
    documents: Path, settings: Settings, tmp_path: Path
) -> None:
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    (documents / "paper-03.md").write_text("See.[^1]\n\n[^1]: In MÃ¼nchen.\n", encoding="utf-8")
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    found = [row["cited"] for row in rows(tmp_path / "r", "findings")]
    assert "MÃ¼nchen" in found
    assert len(rows(tmp_path / "r", "documents")) == 12


def test_a_smaller_corpus_leaves_nothing_of_a_larger_one(
    documents: Path, settings: Settings, tmp_path: Path
) -> None:
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    for number in range(4, 12):
        (documents / f"paper-{number:02d}.md").unlink()
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    assert len(rows(tmp_path / "r", "documents")) == 4


def test_other_results_are_not_overwritten(
    documents: Path, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds something else"):
        check(planned(documents, settings), str(tmp_path / "r"), Here())


def test_results_may_be_in_a_store(documents: Path, settings: Settings) -> None:
    import fsspec

    check(planned(documents, settings), "memory://corpus/r", Here())
    with fsspec.open("memory://corpus/r/summary.json") as file:
        assert json.load(file)["references"] == 36


def test_a_document_that_breaks_a_rule_stops_nothing(
    documents: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = steps.judge

    def fail(dossier: Any, *rest: Any) -> Any:
        if dossier.document.path.endswith("paper-07.md"):
            raise RecursionError("too deep")
        return real(dossier, *rest)

    monkeypatch.setattr(steps, "judge", fail)
    check(planned(documents, settings), str(tmp_path / "r"), Here())
    assert len(rows(tmp_path / "r", "documents")) == 12
    failed = {Path(row["path"]).name for row in rows(tmp_path / "r", "failures")}
    assert failed == {"broken.docx", "paper-07.md"}


def kill(number: int, folder: str) -> int:
    """Kills its process: the second task always, the fourth the first time."""
    mark = Path(folder) / str(number)
    if number == 1 or (number == 3 and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 10


def test_a_process_that_is_killed_is_replaced(tmp_path: Path) -> None:
    executor = Processes(2)
    try:
        tasks = [(number, str(tmp_path)) for number in range(6)]
        results = dict(executor.each(kill, tasks))
    finally:
        executor.close()
    assert isinstance(results.pop(1), GivenUp)
    assert results == {0: 0, 2: 20, 3: 30, 4: 40, 5: 50}


def command(documents: Path, settings: Settings, results: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "srccheck", "corpus", "check", str(documents), "-o", str(results),
        "--offline", "--index", settings.index, "--part-size", "2", *more,
    ]  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_run_that_is_killed_goes_on(documents: Path, settings: Settings, tmp_path: Path) -> None:
    whole = run(*command(documents, settings, tmp_path / "whole", "--workers", "2"))
    assert whole.returncode == 3, whole.stderr
    assert "12 documents, 36 references" in whole.stderr
    killed = tmp_path / "killed"
    with subprocess.Popen(
        command(documents, settings, killed, "--workers", "2"), cwd=ROOT, start_new_session=True,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while not list(killed.glob(".work/*/done/extract-*")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert not (killed / "summary.json").exists()
    assert run(*command(documents, settings, killed)).returncode == 3
    assert contents(killed) == contents(tmp_path / "whole")


def test_dask_workers_do_the_same(
    documents: Path, settings: Settings, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:  # fmt: skip
        executor = Dask(cluster.scheduler_address)
        nanny = next(iter(cluster.workers.values()))

        def once_killed(step: str, done: int, total: int) -> None:
            if step == "read" and done == 1 and nanny.process:
                os.kill(nanny.process.pid, signal.SIGKILL)

        try:
            check(planned(documents, settings), str(tmp_path / "r"), executor, once_killed)
        finally:
            executor.close()
    assert contents(tmp_path / "r") == undisturbed


def test_a_bag_gives_a_bag_of_rows(documents: Path, settings: Settings) -> None:
    import dask
    from dask.bag import from_sequence

    from srccheck.corpus.bags import check_bag

    paths = sorted(str(path) for path in documents.iterdir())
    with dask.config.set(scheduler="synchronous"):
        found = check_bag(from_sequence(paths, npartitions=3), settings, today=TODAY).compute()
    assert sum(row["table"] == "documents" for row in found) == 12
    assert sum(row["table"] == "references" for row in found) == 36
    assert [Path(row["path"]).name for row in found if row["table"] == "failures"] == [
        "broken.docx"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.txt", "documents/paper-01.md\n\ndocuments/paper-02.md\n"),
        ("m.csv", "id,path\n1,documents/paper-01.md\n2,documents/paper-02.md\n"),
        ("m.jsonl", '{"path": "documents/paper-01.md"}\n{"path": "documents/paper-02.md"}\n'),
    ],
)
def test_a_manifest_names_the_documents(
    documents: Path, settings: Settings, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = plan([f"@{tmp_path / name}"], settings)
    assert [Path(path).name for path in made.parts[0].paths] == ["paper-01.md", "paper-02.md"]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("m.csv", "id,file\n1,a.md\n", ":2"),
        ("m.jsonl", '{"path": "a"}\n{', ":2"),
        ("n.txt", "", ""),
    ],
)
def test_a_manifest_that_is_wrong_is_told_with_its_place(
    settings: Settings, tmp_path: Path, name: str, text: str, place: str
) -> None:
    if text:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=f"{name}{place}"):
        plan([f"@{tmp_path / name}"], settings)


def test_an_input_that_is_not_there_is_a_failure(settings: Settings, tmp_path: Path) -> None:
    made = plan([str(tmp_path / "gone.md")], settings)
    assert made.parts == () or made.failures == ()
    with pytest.raises(InputError, match="no document"):
        check(Plan((), settings, TODAY), str(tmp_path / "r"), Here())
