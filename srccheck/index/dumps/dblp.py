"""DBLP's dump: one XML file of all publications.

https://dblp.org/xml/: ``dblp.xml.gz``, with a DTD that names characters (``&uuml;``). The DTD is
never read: the file is cut at the beginnings of publications, names of characters are those of
HTML, of which DBLP's are a part, and each publication is parsed by itself, so that a broken one
harms no other and no entity can expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from srccheck.index.dumps.dump import BLOCK, LONGEST, Block, Dump, Skipped
from srccheck.index.dumps.json_records import CUT_OFF, TOO_LONG
from srccheck.index.packed import CHUNK, DamagedError, Stream
from srccheck.model.evidence import Record
from srccheck.resolvers import dblp, trees

_KINDS = "|".join(sorted(dblp.RECORDS))
_START = re.compile(rf"<(?:{_KINDS}|www|person|data)[\s>]".encode())
_NO_WORK = re.compile(rb"<(?:www|person|data)[\s>]")
_END = re.compile(rf"</(?:{_KINDS})\s{{0,9}}>".encode())
_ENCODING = re.compile(rb"<\?xml[^>]{0,99}encoding=[\"']([\w.:-]{1,40})[\"']")
_FULL_STOPS = len(b"<mastersthesis ")


class DblpDump(Dump):
    """``dblp.xml``."""

    name = "dblp"
    title = "DBLP"
    mark = re.compile(rb"<(?:!DOCTYPE )?dblp[\s>]")
    named = re.compile(r"\.xml(?:\.gz)?$", re.IGNORECASE)

    def blocks(self, stream: Stream) -> Iterator[Block]:
        """Blocks of publications."""
        buffer, number, damage = bytearray(stream.read(CHUNK)), 1, None
        declared = _ENCODING.match(bytes(buffer[:200]).lstrip())
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        first = _START.search(buffer)
        del buffer[: first.start() if first else 0]
        while True:
            try:
                data = stream.read(CHUNK)
            except DamagedError as error:
                damage, data = error, b""
            buffer += data
            if len(buffer) < BLOCK and data:
                continue
            starts = [found.start() for found in _START.finditer(buffer)]
            if data and len(starts) < 2:
                if len(buffer) > LONGEST:
                    yield Block(number, [Skipped(TOO_LONG)])
                    number += 1
                    del buffer[:-_FULL_STOPS]
                continue
            ends = starts[1:] if data else [*starts[1:], len(buffer)]
            pieces = [bytes(buffer[a:b]) for a, b in zip(starts, ends, strict=False)]
            if pieces:
                yield Block(number, [(piece, encoding) for piece in pieces])
                number += len(pieces)
            if not data:
                break
            del buffer[: starts[-1]]
        if damage:
            raise damage

    def items(self, data: Any) -> Iterator[Any]:
        """Publications as bytes in UTF-8; ``None`` for pages of people."""
        for one in data:
            if isinstance(one, Skipped):
                yield one
            elif _NO_WORK.match(one[0]):
                yield None
            else:
                yield _text(*one)

    def record(self, item: Any) -> Record | Skipped:
        """A publication, as the resolver reads it."""
        root = trees.read(item, html_entities=True)
        return dblp.from_element(root)


def _text(piece: bytes, encoding: str) -> bytes | Skipped:
    end = _END.search(piece)
    if end is None:
        return Skipped(CUT_OFF)
    try:
        text = piece[: end.end()].decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return Skipped(f"not {encoding}")
    return text.encode("utf-8")
