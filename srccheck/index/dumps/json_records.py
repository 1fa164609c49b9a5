"""JSON of dumps record by record: one on each line, or a list, be it of one line or of many."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from srccheck.index.dumps.dump import BLOCK, LONGEST, Block, Dump, Skipped
from srccheck.index.packed import CHUNK, DamagedError, Stream

_LIST = re.compile(rb'\s{0,99}(?:\{\s{0,99}"items"\s{0,99}:\s{0,99})?\[')
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s{0,99},\s{0,99}(?=\{)")
_BOM = b"\xef\xbb\xbf"
_scan = json.JSONDecoder().raw_decode
NOT_JSON, NOT_UTF8, DEEP = "not JSON", "not UTF-8", "nested too deeply"
TOO_LONG, CUT_OFF = f"longer than {LONGEST >> 20} MB", "cut off"


class JsonDump(Dump):
    """A dump of JSON lines, of lists, or of objects with a list of items."""

    def blocks(self, stream: Stream) -> Iterator[Block]:
        """Whole lines, or the elements of the list."""
        head = stream.read(CHUNK).removeprefix(_BOM)
        opening = _LIST.match(head[:512])
        if opening:
            yield from elements(head[opening.end() :], stream)
        else:
            yield from lines(head, stream)

    def items(self, data: Any) -> Iterator[Any]:
        """The objects on the lines, or those that were read already; ``None`` for empty lines."""
        if isinstance(data, bytes):
            yield from map(_object, data.removesuffix(b"\n").split(b"\n"))
        else:
            yield from data


def _object(line: bytes) -> Any:
    if not line or line.isspace():
        return None
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if "depth" in str(error) or "recursion" in str(error).lower():
            return Skipped(DEEP)
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return Skipped(NOT_UTF8)
    return Skipped(NOT_JSON)


class _Rest:
    """A stream after its head; it notes what is wrong with it and goes on as if it ended there."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.damage: DamagedError | None = None

    def read(self) -> bytes:
        try:
            return b"" if self.damage else self._stream.read(CHUNK)
        except DamagedError as error:
            self.damage = error
            return b""


def lines(head: bytes, stream: Stream) -> Iterator[Block]:
    """Blocks of whole lines; a line that is too long, or cut off, is skipped by itself."""
    rest, number, buffer, too_long = _Rest(stream), 1, bytearray(head), False
    while data := rest.read():
        buffer += data
        if len(buffer) < BLOCK:
            continue
        at = buffer.rfind(b"\n") + 1
        if not at:
            if len(buffer) > LONGEST:
                too_long = True
                buffer.clear()
            continue
        whole = bytes(buffer[:at])
        del buffer[:at]
        if too_long:
            yield Block(number, [Skipped(TOO_LONG)])
            number, too_long, whole = number + 1, False, whole.partition(b"\n")[2]
        if whole:
            yield Block(number, whole)
            number += whole.count(b"\n")
    last = bytes(buffer)
    if too_long:
        yield Block(number, [Skipped(TOO_LONG)])
        number, last = number + 1, last.partition(b"\n")[2]
    at = last.rfind(b"\n") + 1 if rest.damage else len(last)
    if last[:at]:
        yield Block(number, last[:at])
    if last[at:].strip():
        yield Block(number + last.count(b"\n"), [Skipped(CUT_OFF)])
    if rest.damage:
        raise rest.damage


def elements(head: bytes, stream: Stream) -> Iterator[Block]:
    """Blocks of the elements of a list, read one by one; after a broken one, from the next."""
    number, found, size = 1, list[Any](), 0
    reading = _Elements(head, stream)
    for item, length in reading:
        found.append(item)
        size += length
        if size >= BLOCK:
            yield Block(number, found)
            number, found, size = number + len(found), [], 0
    if found:
        yield Block(number, found)
    if reading.rest.damage:
        raise reading.rest.damage


class _Elements:
    """The elements of a list, each with its length; a broken one is :class:`Skipped`."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self.rest = _Rest(stream)
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
        self._text, self._at = "", 0
        self._wrong = False
        """Whether there are bytes that are not UTF-8."""
        self._lost = False
        """Whether an element was broken, so that a bracket may be inside of one."""
        self._take(head)

    def _take(self, data: bytes) -> None:
        decoded = self._decode(data)
        if not self._wrong:
            self._wrong = not _is_sound(decoded)
        self._text, self._at = self._text[self._at :] + decoded, 0

    def _more(self) -> bool:
        data = self.rest.read()
        self._take(data)
        return bool(data)

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        while self._to_next():
            start = self._at
            try:
                item, self._at = _scan(self._text, start)
            except RecursionError:
                item = Skipped(DEEP)
            except ValueError:
                if len(self._text) - start < LONGEST and self._more():
                    continue
                item = Skipped(CUT_OFF if self._find_next() < 0 else NOT_JSON)
            if isinstance(item, Skipped):
                self._lost = True
                following = self._find_next()
                self._at = following if following > 0 else len(self._text)
            elif self._wrong and not _is_sound(self._text[start : self._at]):
                item = Skipped(NOT_UTF8)
            yield item, max(0, self._at - start)

    def _to_next(self) -> bool:
        """Go to the beginning of the next element, if there is one."""
        while True:
            between = _BETWEEN.match(self._text, self._at)
            self._at = between.end() if between else self._at
            if self._at >= len(self._text):
                if not self._more():
                    return False
            elif self._text[self._at] != "]":
                return True
            else:
                following = self._find_next() if self._lost else -1
                if following < 0:
                    return False
                self._at = following

    def _find_next(self) -> int:
        found = _NEXT.search(self._text, self._at)
        return found.end() if found else -1


def _is_sound(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
