"""What is to be done for a corpus: its documents, cut into parts, and how they are checked."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srccheck import inputs, readers
from srccheck.config import CLUSTERS, Settings
from srccheck.errors import InputError
from srccheck.model import Failure

VERSION = "corpus/1"
MOST_SHARDS = 32
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents that are worked on together.

    ``key`` is a digest of their paths and contents and of how they are checked: what was done for a
    part with the same key need not be done again.
    """

    number: int
    paths: tuple[str, ...]
    key: str

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"part-{self.number:06d}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A corpus in parts. ``failures`` are inputs that could not be taken."""

    parts: tuple[Part, ...]
    settings: Settings
    today: datetime.date
    failures: tuple[Failure, ...] = ()

    @property
    def shards(self) -> int:
        """Into how many shards the questions are cut."""
        return max(1, min(MOST_SHARDS, len(self.parts)))

    @property
    def key(self) -> str:
        """A digest of all of it."""
        return _digest([VERSION, *(part.key for part in self.parts)])

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(len(part.paths) for part in self.parts)


def plan(
    given: Iterable[str], settings: Settings, *, size: int = 100, today: datetime.date | None = None
) -> Plan:
    """Find the documents of a corpus, and cut them into parts.

    Args:
        given: files, folders, patterns, and manifests (see :func:`from_manifest`) with ``@`` before
            them.
        settings: how they are checked.
        size: documents in a part.
        today: what rules are told of the date.

    Raises:
        InputError: a manifest cannot be read.
    """
    today = today or datetime.date.today()
    paths: list[str] = []
    failures: list[Failure] = []
    suffixes, seen = readers.suffixes(), set[str]()
    for item in _unfolded(given):
        for source in inputs.expand(item, suffixes, seen):
            if isinstance(source, Failure):
                failures.append(source)
            else:
                paths.append(source.path)
    how = _fingerprint(settings, today)
    parts = []
    for number, start in enumerate(range(0, len(paths), size)):
        chunk = tuple(paths[start : start + size])
        parts.append(Part(number, chunk, _digest([VERSION, how, *map(_stamp, chunk)])))
    return Plan(tuple(parts), settings, today, tuple(failures))


def _unfolded(given: Iterable[str]) -> Iterator[str]:
    for item in given:
        if item.startswith("@"):
            yield from from_manifest(Path(item[1:]))
        else:
            yield item


def from_manifest(path: Path) -> Iterator[str]:
    """The paths in a manifest: relative ones are beside it.

    A manifest is a text of one path a line, JSON Lines of objects with ``path``, or CSV with a
    column ``path``; its suffix (``.jsonl``, ``.csv``) tells which.

    Raises:
        InputError: it cannot be read, or a line has no path.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
    for number, found in _rows(path, text):
        if not isinstance(found, str) or not found:
            raise InputError(f"{path}:{number}: there is no path")
        yield str(path.parent / found)


def _rows(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    lines = text.splitlines()
    if path.suffix.lower() == ".csv":
        for number, row in enumerate(csv.DictReader(lines), 2):
            yield number, row.get("path")
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: {error}") from None
            yield number, row.get("path") if isinstance(row, dict) else None
        else:
            yield number, line.strip()


def _fingerprint(settings: Settings, today: datetime.date) -> str:
    """All that changes what is found: the program, the settings, the index, the date."""
    from importlib.metadata import version

    how = {
        field.name: repr(getattr(settings, field.name)) for field in dataclasses.fields(settings)
    }
    state = _state_of_index(settings.index) if settings.index else ""
    return json.dumps([version("srccheck"), how, state, today.isoformat()], sort_keys=True)


def _state_of_index(place: str) -> str:
    """Which works are in it: its manifest has the digests of its files.

    Raises:
        InputError: it is in a cluster, which does not answer.
    """
    if place.startswith(CLUSTERS):
        from srccheck.index.cluster.searching import Cluster

        return Cluster(place).state
    folder = Path(place)
    try:
        name = (folder / "current").read_text(encoding="ascii").strip()
        return hashlib.sha256((folder / name / "manifest.json").read_bytes()).hexdigest()
    except OSError:
        return ""


def _stamp(path: str) -> str:
    """A digest of a file and its path; of one that cannot be read, of its path."""
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return f"{path} -"
    return f"{path} {digest.hexdigest()}"


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
