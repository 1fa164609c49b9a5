"""Answers in HTTP/1.1 (RFC 9112), read from a connection: the head whole, the body in pieces.

What a browser would forgive is forgiven: bare line feeds, folded lines, lines that are no header.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

MOST_HEAD_BYTES = 65_536
"""A longer head is refused."""
_MOST_WAITING = 131_072
_STATUS = re.compile(rb"HTTP/(\d)\.(\d) {1,9}(\d{3})(?: |$)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]{0,99}(?:;.*)?\r?", re.DOTALL)
_NO_BODY = (204, 304)


class BrokenAnswerError(Exception):
    """What came is no HTTP, or ended too early."""


@dataclass(slots=True)
class Head:
    """Status and headers; names are in lower case, and of equal ones the last counts."""

    status: int
    headers: dict[str, str]
    cookies: list[str] = field(default_factory=list)
    """The values of ``Set-Cookie``."""
    lasting: bool = True
    """Whether the connection may be used again, once the body is read."""

    @property
    def length(self) -> int | None:
        """The length that is stated of the body."""
        value = self.headers.get("content-length", "")
        return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None


class Connection(asyncio.Protocol):
    """A connection on which one request is made at a time."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.ended = False
        self.begun = False
        """Whether anything has come since the last request."""
        self.idle_since = 0.0
        self._error: Exception | None = None
        self._came = bytearray()
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None

    # What asyncio calls -----------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there, or has got its encryption."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Something came."""
        self._came += data
        self.begun = True
        if len(self._came) > _MOST_WAITING and self.transport and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        """The other side has said all."""
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.ended, self._error = True, exc
        self._wake()

    # What is done with it ---------------------------------------------------------------------

    @property
    def is_fit(self) -> bool:
        """Whether another request can be made."""
        return not (self.ended or self._came or self.transport is None
                    or self.transport.is_closing())  # fmt: skip

    def send(self, request: bytes) -> None:
        """Make a request."""
        self.begun = False
        if self.transport:
            self.transport.write(request)

    def close(self) -> None:
        """Let go of the connection at once."""
        if self.transport:
            self.transport.abort()

    async def head(self) -> Head:
        """The head of the next answer, without those that only announce one (1xx).

        Raises:
            BrokenAnswerError: it is no head of HTTP/1.
            OSError: the connection was lost before all of it came.
        """
        while True:
            searched = 0
            while not (end := _HEAD_END.search(self._came, max(0, searched - 3))):
                searched = len(self._came)
                if len(self._came) > MOST_HEAD_BYTES:
                    raise BrokenAnswerError("its headers are too long")
                if not await self._more():
                    if self._came and not self._came.startswith(b"HTTP/"[: len(self._came)]):
                        raise BrokenAnswerError("it does not speak HTTP")
                    raise ConnectionResetError("the connection was closed without an answer")
            found = parsed(bytes(self._came[: end.start()]))
            del self._came[: end.end()]
            if found.status >= 200 or found.status == 101:
                return found

    async def body(self, head: Head, method: str) -> AsyncIterator[bytes]:
        """The body, piece by piece, up to its end.

        Raises:
            BrokenAnswerError: it ends early, or its chunks are none.
        """
        if method == "HEAD" or head.status in _NO_BODY:
            return
        coding = head.headers.get("transfer-encoding", "").lower()
        if coding.rpartition(",")[2].strip() == "chunked":
            while size := await self._size_of_chunk():
                async for piece in self._exactly(size):
                    yield piece
                await self._line()
            while await self._line():  # trailers
                pass
        elif head.length is not None and not coding:
            async for piece in self._exactly(head.length):
                yield piece
        else:
            head.lasting = False
            while self._came or await self._more():
                yield self._take(len(self._came))
            if self._error:
                raise BrokenAnswerError("the connection was lost")

    async def _exactly(self, length: int) -> AsyncIterator[bytes]:
        while length:
            if not self._came and not await self._more():
                raise BrokenAnswerError("its body ends early")
            piece = self._take(min(length, len(self._came)))
            length -= len(piece)
            yield piece

    async def _size_of_chunk(self) -> int:
        line = await self._line()
        match = _SIZE.fullmatch(line)
        if match is None:
            raise BrokenAnswerError("its chunks are broken")
        return int(match[1], 16)

    async def _line(self) -> bytes:
        while (end := self._came.find(b"\n")) < 0:
            if len(self._came) > MOST_HEAD_BYTES:
                raise BrokenAnswerError("its chunks are broken")
            if not await self._more():
                raise BrokenAnswerError("its body ends early")
        return self._take(end + 1)[:-1].removesuffix(b"\r")

    def _take(self, length: int) -> bytes:
        taken = bytes(self._came[:length])
        del self._came[:length]
        if self._paused and self.transport and not self.ended:
            self._paused = False
            self.transport.resume_reading()
        return taken

    async def _more(self) -> bool:
        """Wait for more to come; whether it did."""
        if self.ended:
            if self._error and not self._came:
                raise self._error
            return False
        before = len(self._came)
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None
        return len(self._came) > before or await self._more()

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)


def parsed(text: bytes) -> Head:
    r"""The head of an answer.

    >>> parsed(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1").headers
    {'content-type': 'text/html', 'set-cookie': 'a=1'}

    Raises:
        BrokenAnswerError: it does not begin as HTTP/1 does, or states two lengths.
    """
    first, *lines = text.split(b"\n")
    status = _STATUS.match(first.rstrip())
    if status is None:
        raise BrokenAnswerError("it does not speak HTTP")
    head = Head(int(status[3]), {}, lasting=status[2] != b"0")
    name = ""
    for line in lines:
        told = line.decode("utf-8", "surrogateescape")
        if name and told[:1] in (" ", "\t"):
            head.headers[name] += f" {told.strip()}"
            continue
        name, colon, value = told.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            name = ""
            continue
        if name == "content-length" and head.headers.get(name, value) != value:
            raise BrokenAnswerError("it states two lengths")
        head.headers[name] = value
        if name == "set-cookie":
            head.cookies.append(value)
    wish = head.headers.get("connection", "").lower()
    head.lasting = "close" not in wish if head.lasting else "keep-alive" in wish
    head.lasting = head.lasting and head.status != 101
    return head
