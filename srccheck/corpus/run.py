"""A corpus from its plan to its tables: the steps in their order, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from srccheck.corpus.executors import Executor, GivenUp
from srccheck.corpus.plan import VERSION, Plan
from srccheck.corpus.steps import WORK, How, extract, give_up, judge_part, look_up
from srccheck.corpus.storage import Storage
from srccheck.corpus.tables import TABLES, failure_row
from srccheck.errors import InputError

SUMMARY = "summary.json"
KILLED = "whoever checks it is killed; it may need too much memory"
Progress = Callable[[str, int, int], None]
"""Told of a step, how many of its tasks are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a corpus comes to."""

    documents: int
    counts: Counter[str] = field(default_factory=Counter)


def check(
    plan: Plan, results: str, executor: Executor, progress: Progress = lambda *_: None
) -> Outcome:
    """Check a corpus; what was done before, by a run that was stopped, is not done again.

    Args:
        plan: the documents and how they are checked.
        results: a folder, or what fsspec knows a store by.
        executor: who does it.
        progress: told what is done.

    Raises:
        InputError: there is no document; or the folder holds results of something else.
    """
    if not plan.parts:
        raise InputError("there is no document to check")
    storage = Storage(results)
    _claim(storage, plan)
    settings = replace(plan.settings, jobs=1) if plan.settings.offline else plan.settings
    how = How(results, settings, plan.today, plan.shards)
    asks = not settings.offline
    tasks: list[tuple[Any, ...]]
    if settings.index or asks:
        tasks = [(part, how) for part in plan.parts]
        _all(executor, extract, tasks, progress, "read")
        tasks = [(shard, plan.parts, how) for shard in range(plan.shards)]
        _all(executor, look_up, tasks, progress, "looked up", asks=asks)
    counts: Counter[str] = Counter()
    tasks = [(part, plan.key, how) for part in plan.parts]
    for done, (number, result) in enumerate(executor.each(judge_part, tasks), 1):
        if isinstance(result, GivenUp):
            result = give_up(plan.parts[number], plan.key, KILLED, how)
        counts.update(result)
        progress("judged", done, len(tasks))
    _finish(storage, plan, counts)
    return Outcome(plan.documents, counts)


def _all(
    executor: Executor,
    step: Callable[..., None],
    tasks: list[tuple[Any, ...]],
    progress: Progress,
    name: str,
    *,
    asks: bool = False,
) -> None:
    for done, _ in enumerate(executor.each(step, tasks, asks=asks), 1):
        progress(name, done, len(tasks))


def _claim(storage: Storage, plan: Plan) -> None:
    """Take the folder of results: it must be new, or that of a corpus."""
    if storage.has(f"{WORK}/corpus.json"):
        return
    if storage.listed(""):
        raise InputError(
            f"{storage.url} holds something else",
            remedy="give a new folder, or that of a run that was stopped",
        )
    storage.write_json(f"{WORK}/corpus.json", {"srccheck": VERSION, "today": str(plan.today)})


def _finish(storage: Storage, plan: Plan, counts: Counter[str]) -> None:
    """Take away what a larger corpus left, and write what the tables add up to."""
    names = {f"{part.name}.parquet" for part in plan.parts} | {"inputs.parquet"}
    for table in TABLES:
        for name in storage.listed(table):
            if name not in names:
                storage.remove(f"{table}/{name}")
    rows = [failure_row(failure) for failure in plan.failures]
    storage.write_rows("failures/inputs.parquet", rows, TABLES["failures"])
    counts["failures"] += len(rows)
    summary = {"srccheck": VERSION, "key": plan.key, "given": plan.documents, **counts}
    storage.write_json(SUMMARY, summary)


def begun_on(results: str) -> str:
    """The day on which a run was begun whose results are in a folder; empty if there is none."""
    found = Storage(results).read_json(f"{WORK}/corpus.json")
    return str(found["today"]) if isinstance(found, dict) else ""
