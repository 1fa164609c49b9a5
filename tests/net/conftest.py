"""A local server whose paths misbehave, each in its own way."""

from __future__ import annotations

import contextlib
import gzip
import os
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

BOMB = gzip.compress(b"\0" * 20_000_000)


class Misbehaving(BaseHTTPRequestHandler):
    """One method for each path: ``/slow-header`` is ``slow_header``."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.seen[path] += 1
        self.server.agents.add(self.headers.get("User-Agent", ""))
        with contextlib.suppress(ConnectionError, OSError):
            getattr(self, path.strip("/").replace("-", "_") or "ok")()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def ok(self) -> None:
        self.answer(200, b'{"ok": true}', Content_Type="application/json")

    def not_found(self) -> None:
        self.answer(404, b"nothing here")

    def forbidden(self) -> None:
        self.answer(403)

    def accepted(self) -> None:
        self.answer(202)

    def broken(self) -> None:
        self.answer(500)

    def flaky(self) -> None:
        if self.server.seen["/flaky"] < 3:
            self.answer(503)
        else:
            self.ok()

    def limited_once(self) -> None:
        if self.server.seen["/limited-once"] < 2:
            self.answer(429, Retry_After="0")
        else:
            self.ok()

    def limited_for_ever(self) -> None:
        self.answer(429, Retry_After="86400")

    def loop(self) -> None:
        self.answer(302, Location="/loop")

    def moved(self) -> None:
        self.answer(301, Location="/ok")

    def to_metadata_service(self) -> None:
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def to_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def hang(self) -> None:
        self.server.released.wait(20)

    def slow_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._drip(b"X-Slow: ")

    def slow_body(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        self._drip(b"")

    def _drip(self, start: bytes) -> None:
        self.wfile.write(start)
        while not self.server.released.wait(0.05):
            self.wfile.write(b"x")

    def endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        self.close_connection = True
        while not self.server.released.is_set():
            self.wfile.write(b"x" * 65_536)

    def bomb(self) -> None:
        self.answer(200, BOMB, Content_Encoding="gzip")

    def bad_gzip(self) -> None:
        self.answer(200, b"this is not gzip", Content_Encoding="gzip")

    def truncated(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        self.close_connection = True

    def reset(self) -> None:
        self.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
        )
        os.close(self.connection.detach())
        self.close_connection = True

    def garbage(self) -> None:
        self.wfile.write(b"\x00\x01\x02 no HTTP at all\r\n\r\n")
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.seen: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.released = threading.Event()

    def handle_error(self, *args: object) -> None:
        """Clients that give up are what is tested here."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.released.set()
    running.shutdown()
    thread.join()
    running.server_close()
