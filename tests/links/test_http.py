"""Answers read from connections, however they are cut into pieces on the way."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.links.cookies import Cookies
from srccheck.links.http import BrokenAnswerError, Connection
from srccheck.links.pool import authorization


class Wire(asyncio.Transport):
    """Takes what is written, and lets reading rest."""

    def __init__(self):
        super().__init__()
        self.sent = b""

    def write(self, data):
        self.sent += data

    def is_closing(self):
        return False

    def pause_reading(self):
        pass

    def resume_reading(self):
        pass

    def abort(self):
        pass


async def read(pieces, method="GET", lost=None):
    connection = Connection()
    connection.connection_made(Wire())

    async def come():
        for piece in pieces:
            connection.data_received(piece)
            await asyncio.sleep(0)
        if lost is None:
            connection.eof_received()
        connection.connection_lost(lost)

    coming = asyncio.ensure_future(come())
    try:
        head = await connection.head()
        body = b"".join([piece async for piece in connection.body(head, method)])
    finally:
        await coming
    return head, body


def told(raw, method="GET"):
    """Status and body, or the fault."""
    try:
        head, body = asyncio.run(read([raw], method))
    except (BrokenAnswerError, OSError) as error:
        return type(error).__name__
    return head.status, body


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN, RESET = "BrokenAnswerError", "ConnectionResetError"
CASES = {
    "length": (OK + b"Content-Length: 3\r\n\r\nabc", (200, b"abc")),
    "more than its length": (OK + b"Content-Length: 2\r\n\r\nabc", (200, b"ab")),
    "less than its length": (OK + b"Content-Length: 4\r\n\r\nabc", BROKEN),
    "one length twice": (OK + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\na", (200, b"a")),
    "two lengths": (OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", BROKEN),
    "a length that is none": (OK + b"Content-Length: -3\r\n\r\nabc", (200, b"abc")),
    "up to the end": (OK + b"\r\nabc", (200, b"abc")),
    "bare line feeds": (b"HTTP/1.1 404 No\nContent-Length: 1\n\na", (404, b"a")),
    "no reason": (b"HTTP/1.0 204\r\n\r\n", (204, b"")),
    "chunks": (CHUNKED + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n", (200, b"abcde")),
    "chunks over a length": (
        OK + b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
        (200, b"a"),
    ),
    "chunks without an end": (CHUNKED + b"3\r\nabc\r\n", BROKEN),
    "chunks of garbage": (CHUNKED + b"what?\r\n", BROKEN),
    "negative chunks": (CHUNKED + b"-3\r\nabc\r\n0\r\n\r\n", BROKEN),
    "announced": (b"HTTP/1.1 103 Early Hints\r\n\r\n" + OK + b"\r\na", (200, b"a")),
    "folded": (OK + b"X: a\r\n b\r\nContent-Length: 1\r\n\r\na", (200, b"a")),
    "a line that is no header": (OK + b"nonsense\r\nContent-Length: 1\r\n\r\na", (200, b"a")),
    "a space before a colon": (OK + b"Content-Length : 1\r\n\r\na", (200, b"a")),
    "a space in a name": (OK + b"X Y: z\r\n folded\r\nContent-Length: 1\r\n\r\na", (200, b"a")),
    "a name in UTF-8": (OK + "É: z\r\nContent-Length: 1\r\n\r\na".encode(), (200, b"a")),
    "a control character": (OK + b"X: \x01\r\nContent-Length: 1\r\n\r\na", (200, b"a")),
    "an empty length": (OK + b"Content-Length:\r\n\r\nabc", (200, b"abc")),
    "an empty line before": (b"\r\n" + OK + b"Content-Length: 1\r\n\r\na", (200, b"a")),
    "spaces after chunk sizes": (CHUNKED + b"1 \r\na\r\n0 \r\n\r\n", (200, b"a")),
    "neither chunks nor a length count": (
        OK + b"Transfer-Encoding: identity\r\nContent-Length: 1\r\n\r\nabc",
        (200, b"abc"),
    ),
    "not modified": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", (304, b"")),
    "another protocol": (
        b"HTTP/1.1 101 So be it\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc",
        (101, b""),
    ),
    "an upgrade offered": (
        OK + b"Upgrade: h2\r\nConnection: Upgrade\r\nContent-Length: 1\r\n\r\na",
        (200, b"a"),
    ),
    "status 999": (b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n", (999, b"")),
    "nothing": (b"", RESET),
    "half a head": (OK + b"Content-", RESET),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", BROKEN),
    "no HTTP, with an empty line": (b"Hello\r\n\r\n", BROKEN),
    "no version": (b"HTTP/x 200 OK\r\n\r\n", BROKEN),
    "a head without end": (OK + b"X: " + b"a" * 70_000, BROKEN),
}


@pytest.mark.parametrize("name", CASES)
def test_answers(name):
    raw, expected = CASES[name]
    assert told(raw) == expected


@given(st.sampled_from(["length", "chunks", "announced", "up to the end"]), st.data())
def test_pieces_make_no_difference(name, data):
    raw, expected = CASES[name]
    cuts = sorted(data.draw(st.sets(st.integers(1, len(raw) - 1))))
    pieces = [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True)]
    head, body = asyncio.run(read(pieces))
    assert (head.status, body) == expected


@given(st.binary(max_size=300))
def test_anything_is_an_answer_or_a_fault(raw):
    assert told(raw) is not None
    assert told(CHUNKED + raw) is not None


def test_an_answer_to_head_has_no_body():
    assert told(OK + b"Content-Length: 30\r\n\r\n", "HEAD") == (200, b"")


def test_a_body_that_is_cut_by_a_reset_is_broken():
    with pytest.raises((BrokenAnswerError, OSError)):
        asyncio.run(read([OK + b"\r\nabc"], lost=ConnectionResetError("reset")))


@pytest.mark.parametrize(
    ("first", "connection", "lasting"),
    [(b"1.1", b"", True), (b"1.1", b"Close", False), (b"1.0", b"", False),
     (b"1.0", b"Keep-Alive", True)],
)  # fmt: skip
def test_connections_that_last(first, connection, lasting):
    raw = b"HTTP/" + first + b" 200 OK\r\nContent-Length: 0\r\nConnection: " + connection
    head, _ = asyncio.run(read([raw + b"\r\n\r\n"]))
    assert head.lasting is lasting


@pytest.mark.parametrize("more", [b"b", b"HTTP/1.1 404 Not Found\r\nX: y\r\n\r\nbad"])
def test_what_follows_an_answer_unasked_is_none(more):
    head, body = asyncio.run(read([OK + b"X: a\r\nContent-Length: 1\r\n\r\na" + more]))
    assert (head.status, head.headers["x"], body, head.lasting) == (200, "a", b"a", False)


def test_headers_of_one_answer():
    raw = OK + b"X-A: 1\r\n 2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nL: /\xc3\xa9\r\n\r\n"
    head, _ = asyncio.run(read([raw]))
    assert head.headers["x-a"] == "1 2"
    assert head.cookies == ["a=1", "b=2"]
    assert head.headers["l"] == "/é"


def test_cookies_go_where_they_belong():
    cookies = Cookies()
    cookies.take(["a=1; Path=/", "b=2; Path=/deep; Secure", "c=3; Max-Age=0"], "https://e.test/x")
    assert cookies.header("https://e.test/deep/er") == "b=2; a=1"
    assert cookies.header("http://e.test/y") == "a=1"
    assert cookies.header("https://other.test/x") == ""


def test_names_and_passwords_of_proxies():
    assert authorization("http://u%40x:p@proxy.test:8080") == [
        "Proxy-Authorization: Basic dUB4OnA="
    ]
    assert authorization("http://proxy.test:8080") == []
