"""Kept exchanges as a web archive: WARC 1.1 (ISO 28500:2017), which replay tools open."""

from __future__ import annotations

import contextlib
import http
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from srccheck.net.exchange import Exchange, load_all

OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that say how a body was sent; here it stands decoded, as it was read."""
ABOUT = "Answers that srccheck read; bodies are decoded, cookies and keys are left out."


def write_warc(folder: Path, target: Path, software: str = "srccheck") -> int:
    """Write all answers that are kept in a folder as one WARC file, each record compressed.

    A header that says how a body was sent is given as ``X-Archive-Orig-`` and its name, as web
    archives do. An answer after redirects stands under the address that gave it, and a metadata
    record names the address that was asked. Exchanges in which nothing was answered are left out.

    Args:
        folder: where ``--save-evidence`` kept them.
        target: the file to write (``.warc.gz``); it is there once it is complete.
        software: what the first record names as its maker.

    Returns:
        The number of answers written.

    Raises:
        ImportError: ``warcio`` is not installed (extra ``warc``).
        OSError: the file cannot be written.
    """
    from warcio.warcwriter import WARCWriter

    written = 0
    with _whole(target) as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        facts = {"software": software, "format": "WARC File Format 1.1", "description": ABOUT}
        writer.write_record(writer.create_warcinfo_record(target.name, facts))
        for _, exchange in load_all(folder):
            if exchange.status:
                _write(writer, exchange)
                written += 1
    return written


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write(writer: Any, exchange: Exchange) -> None:
    """The answer, and how one came to it, as records."""
    from warcio.statusandheaders import StatusAndHeaders

    headers = [(_name(name), _one_line(value)) for name, value in exchange.headers.items()]
    headers.append(("Content-Length", str(len(exchange.body))))
    date = exchange.time.isoformat(timespec="seconds").replace("+00:00", "Z")
    response = writer.create_warc_record(
        exchange.final_url or exchange.url,
        "response",
        payload=io.BytesIO(exchange.body),
        http_headers=StatusAndHeaders(_status(exchange.status), headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": date},
    )
    _put(writer, response)
    if exchange.redirects:
        via = "".join(f"via: {_one_line(url)}\r\n" for _, url in exchange.redirects).encode()
        answer = response.rec_headers.get_header("WARC-Record-ID")
        metadata = writer.create_warc_record(
            exchange.url,
            "metadata",
            payload=io.BytesIO(via),
            length=len(via),
            warc_content_type="application/warc-fields",
            warc_headers_dict={"WARC-Date": date, "WARC-Concurrent-To": answer},
        )
        _put(writer, metadata)


def _put(writer: Any, record: Any) -> None:
    """Write a record, and close the file in which its digest was taken."""
    writer.write_record(record)
    record.raw_stream.close()


def _name(name: str) -> str:
    return f"X-Archive-Orig-{name}" if name in OF_THE_TRANSFER else name


def _status(status: int) -> str:
    try:
        return f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _one_line(value: str) -> str:
    """A header's value cannot end its line."""
    return " ".join(value.split())
