"""Loads dumps into a cluster: read as for a local index, sent by the client's own bulk helper.

What is loaded is a new index, which gets its name (an alias) when it is done, at once, and whose
predecessor is removed then; until then those who ask see the old one.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import orjson
from opensearchpy import helpers
from opensearchpy.exceptions import NotFoundError

from srccheck.errors import UsageError
from srccheck.index.building import Given, Progress, Watch
from srccheck.index.cluster.address import Address, address
from srccheck.index.cluster.client import RETRIES, VERSION, ClusterError, answers, connect, manifest
from srccheck.index.counting import Tally
from srccheck.index.engine import Prepared
from srccheck.index.processes import Read, Readers

CHUNK, CHUNK_BYTES = 1_000, 8 << 20
"""Works, and bytes, of one request."""
LONGEST_ID = 512
"""Bytes of a document's ``_id``."""
REFUSED, OLDER = 400, 409


def load(
    place: str,
    dumps: Sequence[Given],
    *,
    update: bool = False,
    whole: bool = False,
    jobs: int | None = None,
    shards: int | None = None,
    watch: Watch | None = None,
    backoff: int = 2,
) -> Mapping[str, Any]:
    """Load dumps into a cluster, instead of what is under the name or in addition to it.

    Args:
        place: the address of the index.
        dumps: what :func:`srccheck.index.dumps.named` gave; of two records with one identifier in
            one database, the later stays.
        update: add to the index that has the name.
        whole: the dumps have all that their databases have.
        jobs: processes that read; as many as there are processors when not given.
        shards: of a new index; the cluster's default when not given.
        watch: told where the loading is.
        backoff: seconds before a request is sent again after 429, doubled each time.

    Returns:
        The manifest.

    Raises:
        InputError: a dump cannot be read, the cluster does not answer or refuses to go on, or what
            has the name was not loaded by this.
        UsageError: there is nothing to load, or the address is none.
    """
    if not dumps:
        raise UsageError("there is nothing to load")
    loading = _Loading(address(place), backoff)
    old, before = loading.found()
    if update and not old:
        raise ClusterError(f"{loading.where.host} has no index {loading.where.name} to update")
    index = old if update else loading.begin(shards)
    try:
        tallies = loading.send(index, dumps, jobs or os.cpu_count() or 1, watch)
        facts = loading.facts(index, dumps, tallies, before if update else {}, whole=whole)
        loading.finish(index, facts, "" if update else old)
    except BaseException:
        if not update:
            loading.drop(index)
        raise
    return facts


class _Loading:
    """One loading, into one index."""

    def __init__(self, where: Address, backoff: int) -> None:
        self.where, self._backoff = where, backoff
        self._client = connect(where, loading=True)
        self._now = datetime.datetime.now(datetime.UTC)
        self._versions = itertools.count(int(self._now.timestamp() * 1_000_000))

    def found(self) -> tuple[str, Mapping[str, Any]]:
        """The index that has the name, and what it says of itself; nothing when there is none."""
        with answers(self.where):
            taken = self._client.indices.exists(index=self.where.name)
            try:
                aliased = bool(taken and self._client.indices.get_alias(name=self.where.name))
            except NotFoundError:
                aliased = False
        if not taken:
            return "", {}
        if not aliased:
            raise ClusterError(f"{self.where.name} at {self.where.host} was not loaded by srccheck")
        return manifest(self._client, self.where)

    def begin(self, shards: int | None) -> str:
        """Make an index that nobody asks yet."""
        index = f"{self.where.name}-{self._now:%Y%m%d%H%M%S%f}"
        body = json.loads(files(__package__).joinpath("mapping.json").read_text("utf-8"))
        body["settings"] = {"index": {"refresh_interval": "-1"}}
        if shards:
            body["settings"]["index"]["number_of_shards"] = shards
        with answers(self.where):
            self._client.indices.create(index=index, body=body)
        return index

    def send(
        self, index: str, dumps: Sequence[Given], jobs: int, watch: Watch | None
    ) -> list[Tally]:
        """Send all works of the dumps; what became of their records."""
        tallies = []
        with Readers(None, self._now.year, jobs) as read:
            for dump, path in dumps:
                tally = Tally()
                tallies.append(tally)
                works = _works(dump.name, dump.batches(path), read, tally, dump.title, watch)
                self._send(index, works, tally)
        return tallies

    def _send(self, index: str, works: Iterable[Prepared], tally: Tally) -> None:
        with answers(self.where):
            for sent, item in helpers.streaming_bulk(
                self._client,
                (self._action(index, work) for work in works),
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                raise_on_error=False,
                max_retries=RETRIES,
                initial_backoff=self._backoff,
            ):
                if not sent:
                    self._refused(item["index"], tally)

    def _action(self, index: str, work: Prepared) -> dict[str, Any]:
        """What the bulk helper sends of a work.

        The number that counts up is its version, so that a work that is sent again late, after
        429, does not replace a newer one.
        """
        record = orjson.loads(work.record)
        name = f"{record['s']}:{record['i'].casefold()}"
        if len(name.encode()) > LONGEST_ID:
            name = f"{record['s']}:{work.key:016x}"
        return {
            "_op_type": "index",
            "_index": index,
            "_id": name,
            "version": next(self._versions),
            "version_type": "external_gte",
            "_source": {
                "id": name,
                "source": record["s"],
                "identifiers": work.identifiers,
                "words": work.words,
                "record": record,
            },
        }

    def _refused(self, item: Mapping[str, Any], tally: Tally) -> None:
        """Count a work that was not taken; only for faults of its own, or the loading ends."""
        if item["status"] == OLDER:
            return
        error = item.get("error") or {}
        kind = error.get("type", "") if isinstance(error, dict) else str(error)[:100]
        if item["status"] != REFUSED:
            raise ClusterError(f"{self.where.host} takes no works: {item['status']} ({kind})")
        tally.kept -= 1
        tally.skip(f"refused by the cluster ({kind})", item["_id"])

    def facts(
        self,
        index: str,
        dumps: Sequence[Given],
        tallies: Iterable[Tally],
        before: Mapping[str, Any],
        *,
        whole: bool,
    ) -> dict[str, Any]:
        """What the index is to say of itself."""
        with answers(self.where):
            self._client.indices.refresh(index=index)
            count = int(self._client.count(index=index)["count"])
        at = self._now.replace(microsecond=0).isoformat()
        read = [
            {"format": dump.name, "name": path.name, "read_at": at, "whole": whole, **tally.facts()}
            for (dump, path), tally in zip(dumps, tallies, strict=True)
        ]
        history = [*before.get("dumps", ()), *read]
        replaced = sum(one["kept"] for one in history) - count
        return {"srccheck": VERSION, "built": at, "works": count, "replaced": replaced,
                "dumps": history}  # fmt: skip

    def finish(self, index: str, facts: Mapping[str, Any], old: str) -> None:
        """Let the index say what it is, and give it the name."""
        name, actions = self.where.name, []
        with answers(self.where):
            self._client.indices.put_mapping(index=index, body={"_meta": facts})
            self._client.indices.put_settings(
                index=index, body={"index": {"refresh_interval": None}}
            )
            actions.append({"add": {"index": index, "alias": name}})
            if old:
                actions.append({"remove_index": {"index": old}})
            self._client.indices.update_aliases(body={"actions": actions})

    def drop(self, index: str) -> None:
        """Remove what is not done, if the cluster still answers."""
        with contextlib.suppress(ClusterError), answers(self.where):
            self._client.indices.delete(index=index)


def _works(
    dump: str,
    batches: Iterable[Any],
    read: Read,
    tally: Tally,
    title: str,
    watch: Callable[[Progress], None] | None,
) -> Iterator[Prepared]:
    """The works of a dump, one after the other; the tally counts its records."""
    for ready in read(dump, batches):
        tally.add(ready.tally)
        yield from ready.works
        if watch:
            watch(Progress(title, ready.part, tally.read, tally.kept))
