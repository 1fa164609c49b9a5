"""The three steps of a corpus: functions that read files and write files, in any process.

Each may be done again at any time, by another process too, and leaves the same bytes.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.corpus.plan import Part
from srccheck.corpus.storage import Storage
from srccheck.corpus.tables import (
    TABLES,
    Row,
    document_row,
    failure_row,
    finding_row,
    question_key,
    reference_row,
)
from srccheck.errors import InputError
from srccheck.inputs import Source
from srccheck.judging import bug, judge
from srccheck.model import Dossier, Entry, Failure
from srccheck.model.evidence import Evidence

WORK = ".work"
AT_ONCE = 400
"""Questions that are looked up together."""
_PAIRS = pa.schema({"question": pa.string(), "content": pa.binary()})


class How(NamedTuple):
    """How a corpus is worked on; the same in every process."""

    results: str
    settings: Settings
    today: datetime.date
    shards: int


def extract(part: Part, how: How) -> None:
    """Write the questions that the sources of a part put, by shard, each once."""
    storage = Storage(how.results)
    done = _done("extract", part.key, how)
    if storage.has(done):
        return
    shards: dict[int, dict[str, bytes]] = {}
    for path in part.paths:
        dossier = _begun(path, how)
        if isinstance(dossier, Failure):
            continue  # told when the part is judged
        for entry in dossier.sources:
            question = question_key(entry)
            asked = shards.setdefault(shard_of(question, how.shards), {})
            asked.setdefault(question, _packed(entry))
    for shard, asked in sorted(shards.items()):
        storage.write_rows(_questions(shard, part, how), _pairs(asked), _PAIRS)
    storage.write(done, b"")


def look_up(shard: int, parts: tuple[Part, ...], how: How) -> None:
    """Look the questions of a shard up, each once, and write what was found for each part."""
    storage = Storage(how.results)
    done = _done("look-up", _key_of_shard(shard, parts), how)
    if storage.has(done):
        return
    asked: dict[str, bytes] = {}
    of_part: dict[int, list[str]] = {}
    for part in parts:
        path = _questions(shard, part, how)
        rows = storage.read_rows(path) if storage.has(path) else []
        of_part[part.number] = [row["question"] for row in rows]
        for row in rows:
            asked.setdefault(row["question"], row["content"])
    found = _found(asked, how)
    for part in parts:
        questions = of_part[part.number]
        if questions:
            pairs = {question: found[question] for question in questions}
            storage.write_rows(_answers(shard, part, how), _pairs(pairs), _PAIRS)
    storage.write(done, b"")


def judge_part(part: Part, whole: str, how: How) -> dict[str, int]:
    """Write the rows on a part, with what was found of its sources; how many there are of each."""
    storage = Storage(how.results)
    done = _done("judge", f"{part.key}-{whole}", how)
    if counts := storage.read_json(done):
        return dict(counts)
    found: dict[str, bytes] = {}
    for shard in range(how.shards):
        path = _answers(shard, part, how)
        if storage.has(path):
            found |= {row["question"]: row["content"] for row in storage.read_rows(path)}
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for path in part.paths:
        for name, row in _judged(path, found, how):
            rows[name].append(row)
    for name, schema in TABLES.items():
        storage.write_rows(f"{name}/{part.name}.parquet", rows[name], schema)
    counts = _counts(rows)
    storage.write_json(done, counts)
    return counts


def give_up(part: Part, whole: str, why: str, how: How) -> dict[str, int]:
    """Write that the documents of a part could not be checked, because whoever tries is killed."""
    storage = Storage(how.results)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    rows["failures"] = [failure_row(Failure(path, why)) for path in part.paths]
    for name, schema in TABLES.items():
        storage.write_rows(f"{name}/{part.name}.parquet", rows[name], schema)
    counts = _counts(rows)
    storage.write_json(_done("judge", f"{part.key}-{whole}", how), counts)
    return counts


def shard_of(question: str, shards: int) -> int:
    """The shard to which a question belongs."""
    return int(question[:8], 16) % shards


def _judged(path: str, found: Mapping[str, bytes], how: How) -> Iterator[tuple[str, Row]]:
    """The rows on one document, each with the name of its table."""
    dossier = _begun(path, how)
    if isinstance(dossier, Failure):
        yield "failures", failure_row(dossier)
        return
    if dossier.empty:
        failure = Failure(path, pipeline.LOOKED_FOR, pipeline.REMEDY)
        yield "failures", failure_row(failure)
    crashes: list[Failure] = []
    try:
        if how.settings.index or not how.settings.offline:
            evidence = {
                entry.key: _unpacked_evidence(found[question])
                for entry in dossier.sources
                if (question := question_key(entry)) in found
            }
            dossier = pipeline.with_evidence(dossier, evidence)
        dossier = judge(dossier, how.settings, _rules(how.settings), crashes.append)
    except Exception as error:
        crashes.append(bug(path, "judging", error, how.settings))
    yield "documents", document_row(dossier, hashlib.sha256(Path(path).read_bytes()).hexdigest())
    for entry in dossier.sources:
        yield "references", reference_row(dossier, entry)
    for finding in dossier.findings:
        yield "findings", finding_row(dossier, finding)
    for crash in crashes:
        yield "failures", failure_row(crash)


def _begun(path: str, how: How) -> Dossier | Failure:
    """A document as it is read; whatever goes wrong is a failure."""
    try:
        return pipeline.begin(Source(path), how.settings, how.today).dossier
    except InputError as error:
        return Failure(path, error.cause.removeprefix(f"{path} "), error.remedy)
    except Exception as error:
        return bug(path, "reading", error, how.settings)


def _found(asked: Mapping[str, bytes], how: How) -> dict[str, bytes]:
    """What is found of each question, packed."""
    inquiry = pipeline.inquiry_of(how.settings) if asked else None
    if inquiry is None:
        return dict.fromkeys(asked, _packed(()))
    found: dict[str, bytes] = {}
    questions = sorted(asked)
    try:
        for start in range(0, len(questions), AT_ONCE):
            some = questions[start : start + AT_ONCE]
            entries = [replace(_unpacked_entry(asked[one]), key=one) for one in some]
            answers = inquiry.about(entries)
            if answers.interrupted:
                raise KeyboardInterrupt
            found |= {one: _packed(answers.evidence.get(one, ())) for one in some}
    finally:
        inquiry.close()
    return found


@functools.cache
def _rules_named(names: tuple[str, ...]) -> tuple[type, ...]:
    from srccheck.rules import load

    return load(names)


def _rules(settings: Settings) -> tuple[type, ...]:
    return _rules_named(tuple(rule.name for rule in pipeline.chosen(settings)))


def _counts(rows: Mapping[str, list[Row]]) -> dict[str, int]:
    counts = {name: len(some) for name, some in rows.items()}
    for row in rows["references"]:
        if row["identity"]:
            name = f"identity {row['identity']}"
            counts[name] = counts.get(name, 0) + 1
    for row in rows["findings"]:
        counts[row["severity"]] = counts.get(row["severity"], 0) + 1
    return counts


def _pairs(content: Mapping[str, bytes]) -> list[Row]:
    return [{"question": one, "content": content[one]} for one in sorted(content)]


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, protocol=5), 3)


def _unpacked_entry(data: bytes) -> Entry:
    entry: Entry = pickle.loads(zlib.decompress(data))  # noqa: S301 - written by extract
    return entry


def _unpacked_evidence(data: bytes) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = pickle.loads(zlib.decompress(data))  # noqa: S301 - by look_up
    return found


def _questions(shard: int, part: Part, how: How) -> str:
    return f"{WORK}/{how.shards}/questions/{shard:02d}/{part.name}-{part.key}.parquet"


def _answers(shard: int, part: Part, how: How) -> str:
    return f"{WORK}/{how.shards}/answers/{part.name}-{part.key}/{shard:02d}.parquet"


def _key_of_shard(shard: int, parts: tuple[Part, ...]) -> str:
    keys = "".join(part.key for part in parts).encode()
    return f"{shard:02d}-{hashlib.sha256(keys).hexdigest()[:24]}"


def _done(step: str, key: str, how: How) -> str:
    return f"{WORK}/{how.shards}/done/{step}-{key}"
