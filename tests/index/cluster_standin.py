"""A stand-in for an OpenSearch cluster: its wire format, as far as srccheck speaks it.

It keeps documents by their mapping, shows them only after a refresh, heeds external versions, and
ranks by BM25 as Lucene does. What it does not know of the query language, of parameters or of
paths, it refuses with 400 as a cluster would, so that nothing untested is sent unnoticed.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

Json = dict[str, Any]
K1, B = 1.2, 0.75


class Answer(NamedTuple):
    """A status and a body; with ``lost`` bytes of it the connection ends before they are sent."""

    status: int
    body: Any
    lost: int = 0
    type: str = "application/json"


class RefusedError(Exception):
    def __init__(self, status: int, kind: str, reason: str = "") -> None:
        super().__init__(reason or kind)
        self.status, self.kind = status, kind

    def body(self) -> Json:
        cause = {"type": self.kind, "reason": str(self)}
        return {"error": {**cause, "root_cause": [cause]}, "status": self.status}


@dataclass
class Index:
    """Documents by ``_id``: those that were sent, and those that are searched."""

    mapping: Json
    settings: Json
    sent: dict[str, tuple[int, Json]] = field(default_factory=dict)
    seen: dict[str, Json] = field(default_factory=dict)

    def put(self, name: str, source: Json, version: int) -> Json:
        known = self.mapping["properties"]
        if self.mapping["dynamic"] == "strict" and source.keys() - known.keys():
            raise RefusedError(400, "strict_dynamic_mapping_exception")
        for key, value in source.items():
            values = value if isinstance(value, list) else [value]
            fits = dict if known[key]["type"] == "object" else str
            if not all(isinstance(one, fits) for one in values):
                raise RefusedError(400, "mapper_parsing_exception")
        if name in self.sent and self.sent[name][0] > version:
            raise RefusedError(409, "version_conflict_engine_exception")
        new = name not in self.sent
        self.sent[name] = (version, source)
        return {"status": 201 if new else 200, "result": "created" if new else "updated"}

    def refresh(self) -> None:
        self.seen = {name: source for name, (_, source) in self.sent.items()}

    def terms(self, key: str, source: Json) -> list[str]:
        mapped = self.mapping["properties"][key]
        value = source.get(key, [])
        values = value if isinstance(value, list) else [value]
        if mapped["type"] == "keyword":
            return values
        if (mapped["type"], mapped.get("analyzer")) == ("text", "whitespace"):
            return [term for text in values for term in text.split()]
        raise RefusedError(400, "query_shard_exception", f"{key} is not searched")

    def scores(self, query: Json) -> dict[str, float]:
        ((kind, asked),) = query.items()
        if kind == "bool" and asked.keys() == {"filter"}:
            held = [self.scores(one).keys() for one in asked["filter"]]
            return dict.fromkeys(set.intersection(*map(set, held)), 0.0)
        if kind not in ("term", "terms", "match") or len(asked) != 1:
            raise RefusedError(400, "parsing_exception", f"unknown query [{kind}]")
        ((key, value),) = asked.items()
        if kind == "match":
            if value.keys() != {"query"}:
                raise RefusedError(400, "parsing_exception")
            return self._bm25(key, value["query"].split())
        wanted = set(value) if kind == "terms" else {value}
        return {n: 1.0 for n, one in self.seen.items() if wanted & set(self.terms(key, one))}

    def _bm25(self, key: str, wanted: list[str]) -> dict[str, float]:
        counts = {name: Counter(self.terms(key, source)) for name, source in self.seen.items()}
        counts = {name: count for name, count in counts.items() if count}
        average = sum(count.total() for count in counts.values()) / max(1, len(counts))
        scores: Counter[str] = Counter()
        for term in wanted:
            having = {name: count for name, count in counts.items() if term in count}
            idf = math.log(1 + (len(counts) - len(having) + 0.5) / (len(having) + 0.5))
            for name, count in having.items():
                length = 1 - B + B * count.total() / average
                scores[name] += idf * count[term] / (count[term] + K1 * length)
        return dict(scores)


class Cluster:
    """Indices and aliases; ``faults`` are answered first, each once, to the paths they are for."""

    def __init__(self) -> None:
        self.indices: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.faults: list[tuple[str, Answer]] = []
        self.refused: Callable[[str], Answer | None] = lambda _: None
        """What becomes of one work of a bulk request."""
        self.asked: list[str] = []
        self.credentials: list[str | None] = []
        self.hang = threading.Event()
        self.address = ""
        self._lock = threading.Lock()

    def answer(self, method: str, target: str, body: bytes, auth: str | None) -> Answer:
        with self._lock:
            path = unquote(urlsplit(target).path)
            self.asked.append(f"{method} {path}")
            self.credentials.append(auth)
            for at, (ending, fault) in enumerate(self.faults):
                if path.endswith(ending):
                    del self.faults[at]
                    return fault
            try:
                return self._answer(method, path, dict(parse_qsl(urlsplit(target).query)), body)
            except RefusedError as error:
                return Answer(error.status, error.body())

    def _answer(self, method: str, path: str, params: Json, body: bytes) -> Answer:
        if (method, path) == ("POST", "/_bulk"):
            return Answer(200, self._bulk(body))
        given = json.loads(body) if body else {}
        if (method, path) == ("POST", "/_aliases"):
            return Answer(200, self._move_aliases(given))
        if found := re.fullmatch(r"/_alias/([^/]+)", path):
            name = found[1]
            if name not in self.aliases:
                raise RefusedError(404, "aliases_not_found_exception")
            return Answer(200, {self.aliases[name]: {"aliases": {name: {}}}})
        found = re.fullmatch(r"/([a-z0-9][^/]*)(?:/(_[a-z]+))?", path)
        if not found:
            raise RefusedError(400, "illegal_argument_exception", path)
        name, verb = found[1], found[2] or ""
        if (method, verb) == ("PUT", ""):
            return Answer(200, self._create(name, given))
        real = self.aliases.get(name, name)
        if real not in self.indices:
            raise RefusedError(404, "index_not_found_exception")
        act = getattr(self, f"_{method.lower()}{verb}", None)
        if not act:
            raise RefusedError(400, "illegal_argument_exception", f"{method} {path}")
        return Answer(200, act(real, params, given))

    def _create(self, name: str, given: Json) -> Json:
        if name in self.indices:
            raise RefusedError(400, "resource_already_exists_exception")
        self.indices[name] = Index(given["mappings"], given["settings"]["index"])
        return {"acknowledged": True, "index": name}

    def _move_aliases(self, given: Json) -> Json:
        for action in given["actions"]:
            ((kind, one),) = action.items()
            if kind == "add":
                self.aliases[one["alias"]] = one["index"]
            elif kind == "remove_index":
                del self.indices[one["index"]]
            else:
                raise RefusedError(400, "parsing_exception")
        return {"acknowledged": True}

    def _bulk(self, body: bytes) -> Json:
        if not body.endswith(b"\n"):
            raise RefusedError(400, "illegal_argument_exception", "no new line at the end")
        lines = [json.loads(line) for line in body.splitlines()]
        items = []
        for action, source in zip(lines[::2], lines[1::2], strict=True):
            ((kind, how),) = action.items()
            if (kind, how.get("version_type")) != ("index", "external_gte"):
                raise RefusedError(400, "illegal_argument_exception", kind)
            result: Json = {"_index": how["_index"], "_id": how["_id"]}
            try:
                if fault := self.refused(how["_id"]):
                    raise RefusedError(fault.status, fault.body)
                if how["_index"] not in self.indices:
                    raise RefusedError(404, "index_not_found_exception")
                result |= self.indices[how["_index"]].put(how["_id"], source, how["version"])
            except RefusedError as error:
                result |= {"status": error.status, "error": error.body()["error"]}
            items.append({"index": result})
        return {"took": 1, "errors": any("error" in one["index"] for one in items), "items": items}

    def _head(self, real: str, params: Json, given: Json) -> Json:
        return {}

    def _delete(self, real: str, params: Json, given: Json) -> Json:
        del self.indices[real]
        return {"acknowledged": True}

    def _post_refresh(self, real: str, params: Json, given: Json) -> Json:
        self.indices[real].refresh()
        return {"_shards": {"total": 1, "successful": 1, "failed": 0}}

    def _post_count(self, real: str, params: Json, given: Json) -> Json:
        return {"count": len(self.indices[real].seen)}

    _get_count = _post_count

    def _get_mapping(self, real: str, params: Json, given: Json) -> Json:
        return {real: {"mappings": self.indices[real].mapping}}

    def _put_mapping(self, real: str, params: Json, given: Json) -> Json:
        if given.keys() != {"_meta"}:
            raise RefusedError(400, "illegal_argument_exception")
        self.indices[real].mapping.update(given)
        return {"acknowledged": True}

    def _put_settings(self, real: str, params: Json, given: Json) -> Json:
        self.indices[real].settings.update(given["index"])
        return {"acknowledged": True}

    def _post_search(self, real: str, params: Json, given: Json) -> Json:
        known = {"query", "size", "sort", "track_total_hits", "_source"}
        wanted = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        if given.keys() != known or params != wanted or given["sort"] != ["_score", {"id": "asc"}]:
            raise RefusedError(400, "parsing_exception")
        index = self.indices[real]
        ranked = sorted(
            index.scores(given["query"]).items(),
            key=lambda pair: (-pair[1], index.seen[pair[0]]["id"]),
        )
        hits = [
            {
                "_index": real,
                "_id": name,
                "_score": None,
                "_source": {key: index.seen[name][key] for key in given["_source"]},
                "sort": [score, index.seen[name]["id"]],
            }
            for name, score in ranked[: given["size"]]
        ]
        shards = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
        return {"took": 1, "timed_out": False, "_shards": shards, "hits": {"hits": hits}}


HANG = Answer(0, "")
"""No answer until the stand-in ends."""


@contextlib.contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Cluster]:
    """A cluster that listens on this machine, with TLS if a context is given."""
    cluster = Cluster()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            auth = self.headers.get("Authorization")
            found = cluster.answer(self.command, self.path, body, auth)
            if found is HANG:
                cluster.hang.wait()
                self.close_connection = True
                return
            text = found.body if isinstance(found.body, str) else json.dumps(found.body)
            data = b"" if self.command == "HEAD" else text.encode()
            self.send_response(found.status)
            self.send_header("Content-Type", found.type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) - found.lost])
            self.close_connection = bool(found.lost)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _serve  # noqa: N815

        def log_message(self, *arguments: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    scheme = "opensearch+https" if context else "opensearch+http"
    cluster.address = f"{scheme}://127.0.0.1:{server.server_port}/works"
    try:
        yield cluster
    finally:
        cluster.hang.set()
        server.shutdown()
        server.server_close()
        thread.join()
