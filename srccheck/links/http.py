"""Connections that speak HTTP/1.1 (RFC 9112): a request goes, a head and pieces of a body come."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from srccheck.links.reading import BrokenAnswerError, Head, Reading, parsed

__all__ = ["BrokenAnswerError", "Connection", "Head"]

MOST_HEAD_BYTES = 65_536
"""A longer head is refused."""
_MOST_WAITING = 131_072
_HEAD_END = re.compile(rb"[^\r\n]\r?\n\r?\n")


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
        self._reading: Reading | None = None
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
            while not (end := _HEAD_END.search(self._came, max(0, searched - 4))):
                searched = len(self._came)
                if len(self._came) > MOST_HEAD_BYTES:
                    raise BrokenAnswerError("its headers are too long")
                if not await self._more():
                    if self._came and not self._came.startswith(b"HTTP/"[: len(self._came)]):
                        raise BrokenAnswerError("it does not speak HTTP")
                    raise ConnectionResetError("the connection was closed without an answer")
            self._reading = parsed(self._take(end.end()))
            head = self._reading.head
            if head.status >= 200 or head.status == 101:
                return head

    async def body(self, head: Head, method: str) -> AsyncIterator[bytes]:
        """The body, piece by piece, up to its end.

        Raises:
            BrokenAnswerError: it ends early, or its chunks are none.
        """
        reading = self._reading
        if method == "HEAD" or reading is None:
            return
        while not reading.is_complete:
            if self._came or await self._more():
                for piece in reading.feed(self._take(len(self._came))):
                    yield piece
            elif self._error or not head.is_open_ended:
                raise BrokenAnswerError("its body ends early")
            else:
                return

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
