"""A small web server on raw connections, which can therefore misbehave in every way.

The ways are in ``ways.py``: a request for ``/<way>/...`` goes to the function of that name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PHRASES = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found"}


@dataclass
class Request:
    """One request; ``times`` says how often this address was asked before and now."""

    method: str
    target: str
    headers: Mapping[str, str]
    times: int
    web: Web
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def way(self) -> str:
        return self.path.strip("/").partition("/")[0]

    @property
    def host(self) -> str:
        return self.headers.get("host", "")

    async def answer(
        self, status: int = 200, body: bytes = b"", kind: str = "text/html", **headers: str
    ) -> None:
        """Send a whole answer."""
        named = {"Content-Type": kind, "Content-Length": str(len(body))}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        await self.send(status, named, b"" if self.method == "HEAD" else body)

    async def send(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        """Send just this."""
        lines = [f"HTTP/1.1 {status} {PHRASES.get(status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()

    def reset(self) -> None:
        """Close the connection with RST."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class HangupError(Exception):
    """Close the connection after this answer."""


Handler = Callable[[Request], Awaitable[None]]


@dataclass
class Web:
    """Servers for plain and for TLS connections, with one table of ways."""

    handler: Handler
    host: str = "127.0.0.1"
    certificates: Mapping[str, ssl.SSLContext] = field(default_factory=dict)
    """Contexts by name; each has a port of its own."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often each address was asked: ``METHOD host/path``."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    port: int = 0
    ports: dict[str, int] = field(default_factory=dict)

    async def start(self, port: int = 0) -> list[asyncio.Server]:
        servers = [await asyncio.start_server(self._connected, self.host, port, backlog=2048)]
        self.port = servers[0].sockets[0].getsockname()[1]
        for name, context in self.certificates.items():
            server = await asyncio.start_server(self._connected, self.host, 0, ssl=context)
            self.ports[name] = server.sockets[0].getsockname()[1]
            servers.append(server)
        return servers

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.tasks.add(task)
        try:
            while request := await self._request(reader, writer):
                await self.handler(request)
        except (OSError, HangupError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    async def _request(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Request | None:
        try:
            head = await reader.readexactly(1)
            if head == b"\x16":  # TLS, asked of a plain port
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                return None
            head += await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        if target.startswith("http"):  # asked as a proxy
            parts = urlsplit(target)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        key = f"{headers.get('host', '')}{target}"
        self.seen[key] += 1
        self.seen[f"{method} {key}"] += 1
        return Request(method, target, headers, self.seen[key], self, reader, writer)


class Running:
    """A web in a thread of its own, for tests."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    def __enter__(self) -> Web:
        self._thread.start()
        self._started.wait(5)
        return self.web

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        servers = await self.web.start()
        self._started.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in list(self.web.tasks):
            task.cancel()
        while self.web.tasks:
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)  # transports close in the next rounds of the loop
