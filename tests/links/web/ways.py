"""Ways in which a web misbehaves, by name: what the server does, and what a link there is.

A way is a function whose docstring is what it does; :data:`EXPECTED` holds the right verdict and
rule. ``{host}`` in a target stands for the address of the server, ``{other}`` for that of another
site.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import zlib

from server import HangupError, Request

_WORDS = (
    *("harbour", "tide", "rope", "lantern", "cargo", "pilot", "ledger", "winter", "sail", "anchor"),
    *("timber", "dock", "mast", "gull", "crew", "voyage", "chart", "wind", "north", "customs"),
)


def _sentence(number: int) -> str:
    chosen = random.Random(number)
    return f"<p>{' '.join(chosen.choice(_WORDS) for _ in range(8)).capitalize()}.</p>"


_SENTENCES = [_sentence(number) for number in range(997)]


def prose(seed: str, count: int = 320) -> str:
    """Text of its own for each page, always the same; cheap, because it is timed with the rest."""
    start = zlib.crc32(seed.encode()) % len(_SENTENCES)
    return "\n".join((_SENTENCES[start:] + _SENTENCES)[: count // 8])


def page(title: str, body: str = "", head: str = "", words: int = 320) -> bytes:
    """A page with text of its own."""
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><h1>{title}</h1>{body or prose(title, words)}</body></html>"
    ).encode()


BOMB = gzip.compress(b"<html><body>" + b" " * 30_000_000, 9)
_MISSING = page("Page not found", "<p>Sorry, we could not find that page.</p>")
PARKED = page(
    "harbour-lights.test",
    "<p>This domain is for sale! Buy this domain.</p>"
    "<script src='https://www.google.com/adsense/domains/caf.js'></script>",
)
_WALL = (
    b"<!doctype html><html><head><title>Just a moment...</title></head><body>"
    b"<h1>example.test</h1><p>Checking your browser before you proceed. Enable JavaScript and "
    b"cookies to continue</p><script>window._cf_chl_opt={}</script></body></html>"
)
_LOGIN = (
    b"<!doctype html><html><head><title>Log in</title></head><body><form><input name=user>"
    b'<input type="password" name=p><a href=/forgot>Forgot your password?</a></form></body></html>'
)


async def ok(r: Request) -> None:
    """Answer as it should be."""
    await r.answer(200, page(f"About {r.path}", f"<p id=part>Part</p>{prose(r.path)}"))


async def head_refused(r: Request) -> None:
    """Refuse HEAD with 405."""
    await (r.answer(405) if r.method == "HEAD" else r.answer(200, b"%PDF-1.4", "application/pdf"))


async def head_lies(r: Request) -> None:
    """Say 404 to HEAD, though the file is there."""
    await (r.answer(404) if r.method == "HEAD" else r.answer(200, b"%PDF-1.4", "application/pdf"))


async def head_forbidden(r: Request) -> None:
    """Refuse HEAD with 403."""
    await (r.answer(403) if r.method == "HEAD" else r.answer(200, b"%PDF-1.4", "application/pdf"))


async def head_fails(r: Request) -> None:
    """Fail at HEAD with 500."""
    await (r.answer(500) if r.method == "HEAD" else r.answer(200, b"%PDF-1.4", "application/pdf"))


async def head_empty(r: Request) -> None:
    """Answer 200 to HEAD for everything; the file is gone."""
    if r.method == "HEAD":
        await r.send(200, {"Content-Length": "0"})
    else:
        await r.answer(404, _MISSING)


async def head_page(r: Request) -> None:
    """Answer 200 with a page that says the file is missing."""
    await r.answer(200, _MISSING)


async def head_hangs(r: Request) -> None:
    """Hang up on HEAD."""
    if r.method == "HEAD":
        raise HangupError
    await r.answer(200, b"%PDF-1.4", "application/pdf")


async def head_ok(r: Request) -> None:
    """Answer HEAD; GET would be long."""
    await r.answer(200, b"%PDF-1.4" + b"x" * 100_000, "application/pdf")


async def flaky_503(r: Request) -> None:
    """Answer 503 the first time."""
    await (r.answer(503) if r.times == 1 else ok(r))


async def flaky_reset(r: Request) -> None:
    """Reset the connection the first time."""
    if r.times == 1:
        r.reset()
        raise HangupError
    await ok(r)


async def always_503(r: Request) -> None:
    """Answer 503 for ever."""
    await r.answer(503, page("Service Unavailable", "<p>Try later.</p>"))


async def always_500(r: Request) -> None:
    """Answer 500 for ever."""
    await r.answer(500, page("Error", "<p>It broke.</p>"))


async def rate_limited(r: Request) -> None:
    """Answer 429 the first time."""
    await (r.answer(429) if r.times == 1 else ok(r))


async def rate_limited_retry_after(r: Request) -> None:
    """Answer 429 with Retry-After the first time."""
    await (r.answer(429, Retry_After="1") if r.times == 1 else ok(r))


async def rate_limited_for_ever(r: Request) -> None:
    """Answer 429 for ever."""
    await r.answer(429)


async def rate_limited_for_hours(r: Request) -> None:
    """Answer 429 and ask to wait for hours, for ever."""
    await r.answer(429, Retry_After="86400")


async def not_found(r: Request) -> None:
    """Answer 404."""
    await r.answer(404, _MISSING)


async def gone(r: Request) -> None:
    """Answer 410."""
    await r.answer(410, page("Gone", "<p>Removed.</p>"))


async def slow_header(r: Request) -> None:
    """Take a second to answer."""
    await asyncio.sleep(1)
    await ok(r)


async def hang(r: Request) -> None:
    """Never answer."""
    await asyncio.sleep(60)


async def slow_body(r: Request) -> None:
    """Send a good page, a few bytes a second, for ever."""
    await r.send(200, {"Content-Type": "text/html"}, page("Slow")[:-20])
    while not r.writer.is_closing():
        r.writer.write(b" ")
        await r.writer.drain()
        await asyncio.sleep(0.3)


async def endless_body(r: Request) -> None:
    """Send text without end."""
    await r.send(200, {"Content-Type": "text/html"}, page("Endless")[:-20])
    chunk = (prose("endless", 4000) + "\n").encode()
    while not r.writer.is_closing():
        r.writer.write(chunk)
        await r.writer.drain()
        await asyncio.sleep(0.002)


async def chunked_garbage(r: Request) -> None:
    """Announce chunks and send none."""
    headers = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
    await r.send(200, headers, b"zz\r\nno chunk at all\r\n\r\n")
    raise HangupError


async def no_http(r: Request) -> None:
    """Answer with something that is not HTTP."""
    r.writer.write(b"220 mail.example ESMTP ready\r\n\r\n")
    await r.writer.drain()
    raise HangupError


async def cut_short(r: Request) -> None:
    """Announce more than is sent."""
    await r.send(200, {"Content-Type": "text/html", "Content-Length": "5000"}, b"<html>")
    raise HangupError


async def gzip_bomb(r: Request) -> None:
    """Send thirty megabytes in thirty kilobytes."""
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    await r.send(200, headers | {"Content-Length": str(len(BOMB))}, BOMB)


async def gzipped(r: Request) -> None:
    """Send an honest compressed page."""
    await r.answer(200, gzip.compress(page(f"Packed {r.path}")), Content_Encoding="gzip")


async def raw_deflate(r: Request) -> None:
    """Send deflate without the zlib header, as some servers do."""
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(page(f"Packed {r.path}")) + packer.flush()
    await r.answer(200, body, Content_Encoding="deflate")


async def not_gzip(r: Request) -> None:
    """Say gzip and send plain text."""
    await r.answer(200, page("Plain"), Content_Encoding="gzip")


async def redirect_loop(r: Request) -> None:
    """Redirect to itself by way of another address."""
    await r.answer(302, Location="/redirect_loop/b" if r.path.endswith("a") else "/redirect_loop/a")


async def redirect_for_ever(r: Request) -> None:
    """Redirect to ever new addresses."""
    await r.answer(302, Location=f"/redirect_for_ever/{r.web.seen.total()}")


async def chain(r: Request) -> None:
    """Redirect for good, three times."""
    last = r.path.rpartition("/")[2]
    left = int(last) if last in ("0", "1", "2") else 3
    await r.answer(301, Location=f"/chain/{left - 1}" if left else "/ok/end-of-chain")


async def moved_308(r: Request) -> None:
    """Redirect for good with 308."""
    await r.answer(308, Location=f"/ok{r.path}")


async def mixed_chain(r: Request) -> None:
    """Redirect for good, then for now."""
    if r.path.endswith("/then"):
        await r.answer(302, Location="/ok/mixed")
    else:
        await r.answer(301, Location="/mixed_chain/then")


async def temporary(r: Request) -> None:
    """Redirect for now."""
    await r.answer(302, Location=f"/ok{r.path}")


async def see_other(r: Request) -> None:
    """Redirect with 303 to an address with raw UTF-8."""
    r.writer.write(
        "HTTP/1.1 303 See Other\r\nLocation: /ok/élan vital\r\nContent-Length: 0\r\n\r\n".encode()
    )
    await r.writer.drain()


async def to_root(r: Request) -> None:
    """Redirect everything to the front page."""
    await r.answer(302, Location="/")


async def to_error_page(r: Request) -> None:
    """Redirect to an error page with status 200."""
    await r.answer(302, Location="/404.html")


async def to_private(r: Request) -> None:
    """Redirect to a machine of a private network."""
    await r.answer(302, Location="http://10.0.0.7/admin")


async def to_metadata(r: Request) -> None:
    """Redirect to the metadata service of a cloud."""
    await r.answer(302, Location="http://169.254.169.254/latest/meta-data")


async def to_file(r: Request) -> None:
    """Redirect to a file of this machine."""
    await r.answer(302, Location="file:///etc/passwd")


async def to_nowhere(r: Request) -> None:
    """Redirect without saying where."""
    await r.answer(302)


async def to_login(r: Request) -> None:
    """Redirect to a login page."""
    await r.answer(302, Location=f"/login?next={r.path}")


async def elsewhere(r: Request) -> None:
    """Redirect everything to one page of another site."""
    await r.answer(301, Location=f"http://{other(r)}/ok/casino-bonus")


async def to_other_site(r: Request) -> None:
    """Redirect one page to its new place on another site; all else is missing."""
    if "page" in r.path:
        await r.answer(301, Location=f"http://{other(r)}/ok{r.path}")
    else:
        await r.answer(404, _MISSING)


async def soft_404(r: Request) -> None:
    """Say with status 200 that there is no page."""
    robots = "<meta name=robots content=noindex>"
    await r.answer(200, page("Seite nicht gefunden", "<p>Leider gibt es hier nichts.</p>", robots))


async def soft_404_unspoken(r: Request) -> None:
    """Show the same page, in words of no list, for whatever is asked."""
    text = "<p>Voyez plutôt nos rubriques, nos dossiers et nos entretiens du moment.</p>"
    await r.answer(200, page("La Gazette du port", text))


async def soft_404_echo(r: Request) -> None:
    """Show the same page for whatever is asked, with the address in it."""
    text = f"<p>{r.path} führt leider zu keinem Beitrag unserer kleinen Hafenzeitung.</p>"
    await r.answer(200, page("Hafenblatt", text))


async def short_page(r: Request) -> None:
    """Show a short page that is really there."""
    if r.path.endswith("page"):
        text = "<p>The tide tables of the north dock are kept by the clerk.</p>"
        await r.answer(200, page("Tides", text))
    else:
        await r.answer(404, _MISSING)


async def about_404(r: Request) -> None:
    """Show an article about missing pages."""
    await r.answer(200, page("How we fixed our 404 errors"))


async def parked(r: Request) -> None:
    """Show what a parked domain shows."""
    await r.answer(200, PARKED)


async def bot_wall(r: Request) -> None:
    """Ask for proof of a person, with 403."""
    await r.answer(403, _WALL, Cf_Mitigated="challenge")


async def bot_wall_200(r: Request) -> None:
    """Ask for proof of a person, with 200."""
    await r.answer(200, _WALL)


async def bot_wall_503(r: Request) -> None:
    """Ask for proof of a person, with 503."""
    await r.answer(503, _WALL)


async def waf_202(r: Request) -> None:
    """Ask for proof of a person, with 202 and an empty body."""
    await r.send(202, {"x-amzn-waf-action": "challenge", "Content-Length": "0"})


async def status_999(r: Request) -> None:
    """Answer 999, as LinkedIn does."""
    await r.answer(999)


async def forbidden(r: Request) -> None:
    """Answer 403."""
    await r.answer(403, page("Forbidden", "<p>No.</p>"))


async def unauthorised(r: Request) -> None:
    """Answer 401."""
    await r.answer(401, Www_Authenticate="Basic")


async def payment(r: Request) -> None:
    """Answer 402."""
    await r.answer(402)


async def legal(r: Request) -> None:
    """Answer 451."""
    await r.answer(451)


async def reset(r: Request) -> None:
    """Reset every connection."""
    r.reset()
    raise HangupError


async def hangup(r: Request) -> None:
    """Close every connection without an answer."""
    raise HangupError


async def empty(r: Request) -> None:
    """Answer 200 with nothing."""
    await r.answer(200)


async def bad_charset(r: Request) -> None:
    """Name a charset that does not exist, and send bytes of another."""
    body = page("Élan").decode().replace("charset=utf-8", "charset=klingon").encode("latin-1")
    await r.answer(200, body, "text/html; charset=klingon")


async def wrong_type(r: Request) -> None:
    """Send a page as plain text."""
    await r.answer(200, page(f"Plain {r.path}"), "text/plain")


async def wrong_type_missing(r: Request) -> None:
    """Send a page that says there is none as plain text."""
    head = "<meta name=robots content=noindex>"
    await r.answer(200, page("Page not found", "<p>Nothing.</p>", head), "text/plain")


async def needs_cookie(r: Request) -> None:
    """Redirect to itself until a cookie comes back."""
    if "visited=yes" in r.headers.get("cookie", ""):
        await ok(r)
    else:
        await r.answer(302, Location=r.target, Set_Cookie="visited=yes; Path=/")


async def cookie_loop(r: Request) -> None:
    """Redirect to itself whatever cookies come back."""
    await r.answer(302, Location=r.target, Set_Cookie="visited=yes; Path=/")


async def meta_refresh(r: Request) -> None:
    """Send on with a meta element."""
    refresh = f'<meta http-equiv="refresh" content="0; url=/ok{r.path}">'
    await r.answer(200, page("Moving", "<p>One moment.</p>", refresh))


async def meta_refresh_missing(r: Request) -> None:
    """Send on with a meta element to a page that is missing."""
    refresh = '<meta http-equiv="refresh" content="0; url=/not_found/x">'
    await r.answer(200, page("Moving", "<p>One moment.</p>", refresh))


async def meta_refresh_loop(r: Request) -> None:
    """Send on with a meta element to itself by way of another address."""
    way = "/meta_refresh_loop/b" if r.path.endswith("/a") else "/meta_refresh_loop/a"
    refresh = f'<meta http-equiv="refresh" content="0; url={way}">'
    await r.answer(200, page("Moving", "<p>One moment.</p>", refresh))


async def hash_router(r: Request) -> None:
    """Serve a page that scripts fill."""
    body = "<div id=app></div><script src=/app.js></script>"
    await r.answer(200, page("App", body))


async def teapot(r: Request) -> None:
    """Answer 418."""
    await r.answer(418)


async def odd_status(r: Request) -> None:
    """Answer with a status that no one knows."""
    await r.answer(299, page(f"Odd {r.path}"))


async def many_headers(r: Request) -> None:
    """Send a header that never ends."""
    r.writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(3000):
        r.writer.write(f"X-Header-{number}: {'y' * 200}\r\n".encode())
    await r.writer.drain()
    raise HangupError


async def upper(r: Request) -> None:
    """Answer only where the query is kept as it was written."""
    await (ok(r) if "a=%2F&b=1+2" in r.target else r.answer(404, _MISSING))


async def drifted(r: Request) -> None:
    """Show something else than what is cited."""
    await r.answer(200, page("Ten ways to win at cards"))


def other(r: Request) -> str:
    """Another site on the same server."""
    name, _, port = r.host.partition(":")
    if name[0].isdigit():
        return f"127.99.99.99:{port}"
    return f"another-site.test{':' + port if port else ''}"


async def root(r: Request) -> None:
    """The front page, the login page, the error page."""
    if r.path == "/404.html":
        await r.answer(200, page("Our paper", prose("error", 800)))
    elif r.path == "/login":
        await r.answer(200, _LOGIN)
    elif r.path == "/robots.txt":
        await r.answer(200, b"User-agent: *\nDisallow: /secret/\n", "text/plain")
    else:
        await r.answer(200, page("Front page"))


EXPECTED: dict[str, tuple[str, str]] = {
    "ok": ("ok", "ok"),
    "head_refused": ("ok", "ok"),
    "head_lies": ("ok", "ok"),
    "head_forbidden": ("ok", "ok"),
    "head_fails": ("ok", "ok"),
    "head_empty": ("dead", "not-found"),
    "head_page": ("soft-dead", "soft-404"),
    "head_hangs": ("ok", "ok"),
    "head_ok": ("ok", "ok"),
    "flaky_503": ("ok", "ok"),
    "flaky_reset": ("ok", "ok"),
    "always_503": ("unknown", "server-error"),
    "always_500": ("unknown", "server-error"),
    "rate_limited": ("ok", "ok"),
    "rate_limited_retry_after": ("ok", "ok"),
    "rate_limited_for_ever": ("blocked", "rate-limited"),
    "rate_limited_for_hours": ("blocked", "rate-limited"),
    "not_found": ("dead", "not-found"),
    "gone": ("dead", "gone"),
    "slow_header": ("ok", "ok"),
    "hang": ("unknown", "timed-out"),
    "slow_body": ("ok", "ok"),
    "endless_body": ("ok", "ok"),
    "chunked_garbage": ("unknown", "broken-answer"),
    "no_http": ("unknown", "broken-answer"),
    "cut_short": ("unknown", "broken-answer"),
    "gzip_bomb": ("unknown", "decompression-bomb"),
    "gzipped": ("ok", "ok"),
    "raw_deflate": ("ok", "ok"),
    "not_gzip": ("unknown", "broken-answer"),
    "redirect_loop": ("dead", "redirect-loop"),
    "redirect_for_ever": ("unknown", "too-many-redirects"),
    "chain": ("moved", "moved"),
    "moved_308": ("moved", "moved"),
    "mixed_chain": ("ok", "ok"),
    "temporary": ("ok", "ok"),
    "see_other": ("ok", "ok"),
    "to_root": ("soft-dead", "redirect-to-root"),
    "to_error_page": ("soft-dead", "soft-404"),
    "to_private": ("unknown", "redirect-to-private-address"),
    "to_metadata": ("unknown", "redirect-to-private-address"),
    "to_file": ("unknown", "bad-redirect"),
    "to_nowhere": ("unknown", "odd-status"),
    "to_login": ("blocked", "login"),
    "elsewhere": ("soft-dead", "redirect-elsewhere"),
    "to_other_site": ("moved", "moved"),
    "soft_404": ("soft-dead", "soft-404"),
    "soft_404_unspoken": ("soft-dead", "soft-404"),
    "soft_404_echo": ("soft-dead", "soft-404"),
    "short_page": ("ok", "ok"),
    "about_404": ("ok", "ok"),
    "parked": ("soft-dead", "parked"),
    "bot_wall": ("blocked", "bot-wall"),
    "bot_wall_200": ("blocked", "bot-wall"),
    "bot_wall_503": ("blocked", "bot-wall"),
    "waf_202": ("blocked", "bot-wall"),
    "status_999": ("blocked", "refused"),
    "forbidden": ("blocked", "refused"),
    "unauthorised": ("blocked", "login"),
    "payment": ("blocked", "paywall"),
    "legal": ("blocked", "refused"),
    "reset": ("unknown", "connection-reset"),
    "hangup": ("unknown", "connection-reset"),
    "empty": ("unknown", "empty"),
    "bad_charset": ("ok", "ok"),
    "wrong_type": ("ok", "ok"),
    "wrong_type_missing": ("soft-dead", "soft-404"),
    "needs_cookie": ("ok", "ok"),
    "cookie_loop": ("dead", "redirect-loop"),
    "meta_refresh": ("ok", "ok"),
    "meta_refresh_missing": ("dead", "not-found"),
    "meta_refresh_loop": ("dead", "redirect-loop"),
    "hash_router": ("ok", "ok"),
    "teapot": ("blocked", "refused"),
    "odd_status": ("ok", "ok"),
    "many_headers": ("unknown", "broken-answer"),
    "upper": ("ok", "ok"),
}
"""The verdict and rule of a link to ``/<way>/page`` (``.pdf`` for those of HEAD)."""


def path_of(way: str, name: str = "page") -> str:
    """The path of a link to a way."""
    suffix = {"upper": "?a=%2F&b=1+2", "hash_router": ""}.get(way, "")
    return f"/{way}/{name}{'.pdf' if way.startswith('head_') else suffix}"


async def handle(request: Request) -> None:
    """Do what the first step of the path says."""
    function = globals().get(request.way)
    if request.way in EXPECTED or request.way == "drifted":
        await function(request)
    elif request.way in ("", "404.html", "login", "robots.txt"):
        await root(request)
    else:
        await request.answer(404, _MISSING)
