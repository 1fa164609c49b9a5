"""Answers the browser: documents taken, their checks told as they run, results given out.

Only this machine is answered, and only what its own page sends: the names of other hosts are
refused, so that no page elsewhere can reach it by a name that leads here (DNS rebinding), and so
are requests that another page makes (their ``Origin``). Documents are in memory, for an hour.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from srccheck.config import Settings
from srccheck.errors import SrccheckError
from srccheck.reporters.excerpt import visible
from srccheck.web.job import Job, name_of

MOST_BYTES = 20_000_000
"""Of a document."""
MOST_DOCUMENTS = 20
KEPT_SECONDS = 3600.0
AT_ONCE = 2
"""Checks that run; others wait."""
PLACES = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
REPORT_POLICY = "frame-ancestors 'self'; sandbox allow-scripts allow-popups"
"""The report's own policy stands in it."""
_STATIC = {"": "text/html", "app.js": "text/javascript", "style.css": "text/css"}
_LONGEST_NAME = 120


class RefusedError(Exception):
    """An answer with a status other than 200."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Documents:
    """The documents that are checked, or were within the hour."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._jobs: dict[str, tuple[float, Job]] = {}
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="check")

    def add(self, name: str, data: bytes, settings: Settings) -> Job:
        """Begin to check a document; the oldest goes if there are too many."""
        self._forget_old()
        if len(self._jobs) >= MOST_DOCUMENTS:
            over = [id_ for id_, (_, job) in self._jobs.items() if job.finished]
            if not over:
                raise RefusedError(503, "too many documents are being checked")
            del self._jobs[over[0]]
        job = Job(name, data, settings)
        self._jobs[job.id] = (time.monotonic(), job)
        asyncio.get_running_loop().run_in_executor(self._threads, job.run)
        return job

    def __getitem__(self, id_: str) -> Job:
        """A document by what its address calls it."""
        self._forget_old()
        if id_ not in self._jobs:
            raise RefusedError(404, "there is no such document; it may have been forgotten")
        return self._jobs[id_][1]

    def forget(self, id_: str) -> None:
        """Let a document go."""
        self._jobs.pop(id_, None)

    def _forget_old(self) -> None:
        now = time.monotonic()
        for id_, (begun, job) in list(self._jobs.items()):
            if job.finished and now - begun > KEPT_SECONDS:
                del self._jobs[id_]


class Guard:
    """Lets in what this machine's own page sends, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = _refusal(request)
        answer = JSONResponse({"error": refusal}, 403) if refusal else self._app

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                headers = {
                    b"content-security-policy": POLICY.encode(),
                    b"cache-control": b"no-store",
                    b"referrer-policy": b"no-referrer",
                    b"x-content-type-options": b"nosniff",
                    b"cross-origin-resource-policy": b"same-origin",
                }
                more = [pair for pair in headers.items() if pair[0] not in names]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await answer(scope, receive, with_headers)


def _refusal(request: Request) -> str:
    """Why a request is not answered; empty if it is."""
    host = request.headers.get("host", "")
    if "@" in host or _name(f"//{host}") not in PLACES:
        return "only this machine is answered"
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != host:
        return "another page sent this"
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return "another page sent this"
    return ""


def _name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def application(settings: Settings) -> Starlette:
    """The application (ASGI), for a server such as uvicorn.

    Args:
        settings: how documents are checked; the page can only turn look-ups off.

    >>> [route.path for route in application(Settings()).routes][:2]
    ['/', '/{name}']
    """
    app = Starlette(
        routes=[
            Route("/", _static),
            Route("/{name}", _static),
            Route("/documents", _take, methods=["POST"]),
            Route("/documents/{id}", _forget, methods=["DELETE"]),
            Route("/documents/{id}/events", _events),
            Route("/documents/{id}/report", _report),
            Route("/documents/{id}/changes", _changes),
            Route("/documents/{id}/mended", _mended, methods=["POST"]),
            Route("/documents/{id}/bibliography/{format}", _bibliography),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={RefusedError: _refused, SrccheckError: _wrong, LookupError: _early},
    )
    app.state.documents = Documents(settings)
    return app


def _static(request: Request) -> Response:
    name = request.path_params.get("name", "")
    if name not in _STATIC:
        raise RefusedError(404, "there is no such page")
    content = (files("srccheck.web") / "static" / (name or "index.html")).read_bytes()
    return Response(content, media_type=_STATIC[name])


async def _take(request: Request) -> Response:
    """``POST /documents?name=…&look_up=1``, with the bytes of the file."""
    documents: Documents = request.app.state.documents
    name = PurePath(request.query_params.get("name", "").replace("\\", "/")).name
    data = await _body(request, MOST_BYTES)
    if not data.strip():
        raise RefusedError(400, "the document is empty")
    settings = documents.settings
    if request.query_params.get("look_up") != "1":
        from dataclasses import replace

        settings = replace(settings, offline=True)
    job = documents.add(_printable(name)[-_LONGEST_NAME:] or "document.md", data, settings)
    return JSONResponse({"id": job.id, "name": job.name}, 201)


async def _body(request: Request, most: int) -> bytes:
    parts = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise RefusedError(413, f"more than {most // 1_000_000} MB are not taken")
        parts.append(part)
    return b"".join(parts)


def _printable(name: str) -> str:
    return "".join(char for char in name if char.isprintable())


def _job(request: Request) -> Job:
    documents: Documents = request.app.state.documents
    return documents[request.path_params["id"]]


def _forget(request: Request) -> Response:
    documents: Documents = request.app.state.documents
    documents.forget(request.path_params["id"])
    return Response(status_code=204)


async def _events(request: Request) -> Response:
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    job = _job(request)
    last = request.headers.get("last-event-id", "")
    first = int(last) + 1 if last.isascii() and last.isdigit() else 0

    async def stream() -> AsyncIterator[str]:
        async for number, event in job.since(first):
            yield f"id: {number}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


def _report(request: Request) -> Response:
    job = _job(request)
    headers = {"content-security-policy": REPORT_POLICY}
    if "download" in request.query_params:
        headers |= _as_file(f"{job.name}.html")
    return Response("".join(job.report()), media_type="text/html", headers=headers)


def _changes(request: Request) -> Response:
    plan = _job(request).plan()
    changes = [
        {
            "name": name_of(change),
            "rule": change.finding.rule,
            "line": change.place.line,
            "column": change.place.column,
            "old": _shown(change.old),
            "new": _shown(change.new),
            "safe": change.safe,
            "source": visible(change.source),
            "message": visible(change.finding.message),
        }
        for change in plan.changes
    ]
    left = [
        {"rule": one.change.finding.rule, "line": one.change.place.line, "reason": str(one.reason)}
        for one in plan.unmended
    ]
    return JSONResponse({"changes": changes, "left": left, "problem": str(plan.problem)})


def _shown(text: str) -> str:
    """A text in which no character that nobody sees turns the order of those around it."""
    return "\n".join(visible(line) for line in text.split("\n"))


async def _mended(request: Request) -> Response:
    """``POST`` with a JSON list of the names of the changes that are accepted."""
    job = _job(request)
    try:
        accepted = json.loads(await _body(request, MOST_BYTES))
    except ValueError:
        accepted = None
    if not isinstance(accepted, list) or not all(isinstance(one, str) for one in accepted):
        raise RefusedError(400, "a list of names of changes is expected")
    plan = await asyncio.to_thread(job.plan, frozenset(accepted))
    return Response(plan.new, media_type="application/octet-stream", headers=_as_file(job.name))


def _bibliography(request: Request) -> Response:
    job, format_ = _job(request), request.path_params["format"]
    suffix = {"bibtex": "bib", "biblatex": "bib", "csl-json": "csl.json"}.get(format_, format_)
    text = "".join(job.bibliography(format_))
    headers = _as_file(f"{PurePath(job.name).stem}.{suffix}")
    return Response(text, media_type="text/plain", headers=headers)


def _as_file(name: str) -> dict[str, str]:
    """The header that has a browser keep an answer as a file (RFC 6266)."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


Handler = Callable[[Request, Exception], Awaitable[Response]]


async def _refused(_request: Request, error: Exception) -> Response:
    status: Any = getattr(error, "status", 500)
    return JSONResponse({"error": str(error)}, status)


async def _wrong(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _early(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 409)
