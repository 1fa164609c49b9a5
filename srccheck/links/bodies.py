"""Bodies read no further than needed, and decompressed no further than allowed."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator

BOMB_RATIO = 200
"""Deflate reaches about 1030 at most; text and markup rarely pass 50."""

_BOMB_BYTES = 200_000


class BrokenBodyError(Exception):
    """The body is not what its headers say."""


class BombError(Exception):
    """The body is made to fill the memory of whoever decompresses it."""


class Inflater:
    """Decompresses gzip, zlib and raw deflate (RFC 9110, section 8.4.1), up to a limit."""

    def __init__(self, coding: str, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self.body = bytearray()
        self._coding = coding
        self._inflate = zlib.decompressobj(47) if coding else None

    @property
    def is_full(self) -> bool:
        """Whether as much was read as is allowed."""
        return len(self.body) >= self.limit

    def feed(self, chunk: bytes) -> None:
        """Take a chunk of the body; nothing more may be fed once it is full.

        Raises:
            BrokenBodyError: it cannot be decompressed.
            BombError: it grows out of all proportion.
        """
        self.taken += len(chunk)
        room = self.limit - len(self.body)
        if self._inflate is None:
            self.body += chunk[:room]
            return
        try:
            self.body += self._inflate.decompress(chunk, max(room, 1))
        except zlib.error as error:
            if self._coding != "deflate" or self.body:
                raise BrokenBodyError(f"it cannot be decompressed ({error})") from error
            self._inflate, self._coding = zlib.decompressobj(-15), "raw deflate"
            self.taken -= len(chunk)
            self.feed(chunk)
            return
        self.taken -= len(self._inflate.unconsumed_tail)
        grown = len(self.body)
        if grown >= min(self.limit, _BOMB_BYTES) and grown > BOMB_RATIO * self.taken:
            raise BombError(f"{self.taken} bytes unpack to more than {grown}")


def coding_of(header: str) -> str | None:
    """The content coding to undo: empty for none, ``None`` for one that is not known here."""
    coding = header.strip().lower()
    if coding in ("", "identity"):
        return ""
    return coding.removeprefix("x-") if coding in ("gzip", "x-gzip", "deflate") else None


async def read_body(
    chunks: AsyncIterator[bytes], coding: str, limit: int, seconds: float
) -> tuple[bytes, bool]:
    """Read a body until its end, its limit or its time, whichever comes first.

    Returns:
        What was read, and whether it is all.

    Raises:
        BrokenBodyError: see :meth:`Inflater.feed`.
        BombError: see :meth:`Inflater.feed`.
    """
    inflater = Inflater(coding, limit)
    try:
        async with asyncio.timeout(seconds):
            async for chunk in chunks:
                inflater.feed(chunk)
                if inflater.is_full:
                    return bytes(inflater.body), False
    except TimeoutError:
        return bytes(inflater.body), False
    return bytes(inflater.body), True
