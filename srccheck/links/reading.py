"""What an answer in HTTP/1.1 (RFC 9112) says.

Answers are parsed by httptools, the binding of llhttp, which is the parser of Node. What a browser
would forgive is forgiven. llhttp itself forgives bare line feeds, folded lines, control characters
in values, and chunks beside a length; it forgives no line that is no header, no space before a
colon, and no length that is stated twice, or is none. Where it refuses a head, it gets that head
once more without these (:func:`forgiven`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httptools

_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,256})[ \t]{0,99}:")
_LENIENCIES = dict.fromkeys(
    ("lenient_headers", "lenient_chunked_length", "lenient_transfer_encoding", "lenient_version",
     "lenient_data_after_close", "lenient_optional_cr_before_lf",
     "lenient_optional_crlf_after_chunk", "lenient_spaces_after_chunk_size"), True)  # fmt: skip
"""They are dangerous to proxies, which pass on what they read, and not to those who only read."""


class BrokenAnswerError(Exception):
    """What came is no HTTP, or ended too early."""


@dataclass(slots=True)
class Head:
    """Status and headers; names are in lower case, and of equal ones the last counts."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    """The values of ``Set-Cookie``."""
    lasting: bool = True
    """Whether the connection may be used again, once the body is read."""

    @property
    def length(self) -> int | None:
        """The length that is stated of the body."""
        value = self.headers.get("content-length", "")
        return int(value) if value.isdecimal() else None

    @property
    def is_open_ended(self) -> bool:
        """Whether the body goes on until the connection is closed (RFC 9112, section 6.3)."""
        coding = self.headers.get("transfer-encoding", "").lower()
        if coding:
            return coding.rpartition(",")[2].strip() != "chunked"
        return self.length is None


class Reading:
    """One answer, as httptools tells it."""

    def __init__(self, head: bytes) -> None:
        self.head = Head()
        self.is_complete = False
        self._headers_end = False
        self._pieces: list[bytes] = []
        self._parser = httptools.HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(**_LENIENCIES)
        try:
            self._parser.feed_data(head)
        except httptools.HttpParserUpgrade:
            self.head.lasting = False
        if not self._headers_end:
            raise httptools.HttpParserError("its head has no end")
        self.head.status = self._parser.get_status_code()

    def feed(self, data: bytes) -> list[bytes]:
        """The pieces of the body in what came.

        Raises:
            BrokenAnswerError: the chunks are none.
        """
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self.head.lasting = False  # there is more than the body
            if not self.is_complete:
                raise BrokenAnswerError(f"its chunks are broken ({error})") from error
        pieces, self._pieces = self._pieces, []
        return pieces

    # What httptools calls ---------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """An answer begins; a second one was not asked for."""
        self.head.lasting = not self.is_complete

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or a trailer, which is not used (RFC 9110, section 6.5.1)."""
        if self._headers_end:
            return
        key, told = name.decode("latin-1").lower(), value.decode("utf-8", "surrogateescape")
        self.head.headers[key] = told.strip()
        if key == "set-cookie":
            self.head.cookies.append(told)

    def on_headers_complete(self) -> None:
        """All headers came."""
        if not self._headers_end:
            self._headers_end = True
            self.head.lasting = self._parser.should_keep_alive()

    def on_body(self, piece: bytes) -> None:
        """A piece of the body."""
        if not self.is_complete:
            self._pieces.append(piece)

    def on_message_complete(self) -> None:
        """The answer is whole."""
        self.is_complete = True


def parsed(head: bytes) -> Reading:
    r"""An answer of which the head has come.

    >>> parsed(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").head.headers
    {'content-type': 'text/html'}

    Raises:
        BrokenAnswerError: it does not begin as HTTP/1 does, or states two lengths.
    """
    try:
        return Reading(head)
    except httptools.HttpParserError:
        pass
    try:
        return Reading(b"\n".join(forgiven(head)) + b"\n\n")
    except httptools.HttpParserError as error:
        raise BrokenAnswerError(f"it does not speak HTTP ({error})") from error


def forgiven(head: bytes) -> Iterator[bytes]:
    r"""The lines of a head that are headers, and what states a length but once.

    >>> list(forgiven(b"HTTP/1.1 200 OK\r\nnonsense\r\nA : b\r\n\r\n"))
    [b'HTTP/1.1 200 OK', b'A: b']
    """
    first, *lines = (line.rstrip() for line in head.split(b"\n"))
    yield first
    lengths: set[bytes] = set()
    is_kept = False
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if is_kept:
                yield line
            continue
        match = _HEADER.match(line)
        is_kept = match is not None
        if match is None:
            continue
        value = line[match.end() :].strip()
        if match[1].lower() == b"content-length":
            is_kept = value.isdigit() and value not in lengths
            lengths.add(value)
        if is_kept:
            yield b"%b: %b" % (match[1], value)
