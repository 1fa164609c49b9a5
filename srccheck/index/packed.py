"""What dumps are packed in, opened bit by bit: folders, tar, zip and gzip, within bounds."""

from __future__ import annotations

import functools
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, NamedTuple, Protocol

CHUNK = 1 << 20
MOST_TIMES = 400
"""How often larger than packed a part may become; JSON becomes 5 to 30 times larger, and what
becomes more than 1,000 times larger is made to do harm."""
FROM = 64 << 20
"""Bytes up to which a part may become so much larger all the same."""


class DamagedError(Exception):
    """A part cannot be read further; the message says why."""


class Stream(Protocol):
    """What gives bytes until there are none."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to so many bytes."""


Opened = AbstractContextManager[Stream]


class Part(NamedTuple):
    """One file of a dump: a member of a tar, a file of a folder, or all of it."""

    name: str
    size: int
    """Bytes as they are packed."""
    open: Callable[[], Opened]


class Unzipped:
    """Gzip read bit by bit, members one after the other; it stops at bombs."""

    def __init__(self, packed: Stream) -> None:
        self._packed = packed
        self._inflate = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._taken = self._given = 0
        self._begun = False
        """Whether something of a member was read, and not its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes, a chunk when it is negative.

        Raises:
            DamagedError: it is cut off, damaged or a bomb; all before was given.
        """
        most, data = CHUNK if size < 0 else size, b""
        while not data:
            more = self._waiting or self._take()
            try:
                data = self._inflate.decompress(more, most)
            except zlib.error as error:
                raise DamagedError(f"gzip is damaged ({error})") from None
            self._waiting = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._waiting = self._inflate.unused_data.lstrip(b"\0")
                self._inflate = zlib.decompressobj(wbits=31)
                self._begun = bool(self._waiting)
            elif not data and not more:
                if self._begun:
                    raise DamagedError("gzip is cut off")
                return b""
        self._given += len(data)
        if self._given > FROM and self._given > MOST_TIMES * self._taken:
            raise DamagedError(f"gzip becomes more than {MOST_TIMES} times larger")
        return data

    def _take(self) -> bytes:
        taken = self._packed.read(CHUNK)
        self._taken += len(taken)
        self._begun = self._begun or bool(taken)
        return taken


def unpacked(stream: Stream) -> Stream:
    """A stream as it is, or without gzip where it begins as gzip does (RFC 1952)."""
    head = stream.read(2)
    rest = _Again(head, stream)
    return Unzipped(rest) if head == b"\x1f\x8b" else rest


class _Again:
    """A stream of which the first bytes were read already."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int = -1, /) -> bytes:
        size = CHUNK if size < 0 else size
        data, self._head = self._head[:size], self._head[size:]
        return data + self._stream.read(size - len(data)) if len(data) < size else data


def parts(path: Path, wants: Callable[[str], bool]) -> Iterator[Part]:
    """The parts of a dump, always in the same order; of folders and archives those wanted.

    Raises:
        DamagedError: an archive is damaged; the parts before were given.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            name = file.relative_to(path).as_posix()
            if file.is_file() and (_is_archive(file) or wants(name)):
                yield from _of_file(file, name, wants)
    else:
        yield from _of_file(path, path.name, wants)


def _is_archive(path: Path) -> bool:
    return path.name.endswith((".tar", ".tar.gz", ".tgz", ".zip"))


def _of_file(path: Path, name: str, wants: Callable[[str], bool]) -> Iterator[Part]:
    if path.name.endswith((".tar", ".tar.gz", ".tgz")):
        yield from _of_tar(path, wants)
    elif path.name.endswith(".zip"):
        yield from _of_zip(path, wants)
    else:
        yield Part(name, path.stat().st_size, lambda: path.open("rb"))


def _of_tar(path: Path, wants: Callable[[str], bool]) -> Iterator[Part]:
    """Members one after the other; each can be opened until the next is asked for."""
    try:
        with path.open("rb") as packed:
            stream = unpacked(packed)
            with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload]
                for member in archive:
                    if member.isfile() and wants(member.name):
                        yield Part(
                            member.name, member.size, functools.partial(_member, archive, member)
                        )
    except (tarfile.TarError, EOFError) as error:
        raise DamagedError(f"tar is damaged ({error})") from None


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Opened:
    return _Member(archive.extractfile(member) or io.BytesIO())


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Opened:
    if member.file_size > max(FROM, MOST_TIMES * member.compress_size):
        raise DamagedError(f"zip becomes more than {MOST_TIMES} times larger")
    return _Member(archive.open(member))


class _Member:
    """A member of an archive, whose damage is told as that of others."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._stream.read(size)
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DamagedError(f"archive is damaged ({error})") from None


def _of_zip(path: Path, wants: Callable[[str], bool]) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir() and wants(member.filename):
                    yield Part(
                        member.filename,
                        member.file_size,
                        functools.partial(_zipped, archive, member),
                    )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise DamagedError(f"zip is damaged ({error})") from None
