"""A small world for the notes of ``examples/article.md``: services, venues, and a search engine.

What it says of the cited works are facts from pages of their publishers (titles, names, dates and
the addresses of three pages). The words around them are invented, in the shapes of those pages.
Invented are also: that HAL has note 2, and the address under ``/stand-in/`` of note 7. None of
these works has a DOI here, because no page that is known gives one; the pages of notes 4, 5 and 8
are not known, and not found.

A service is at ``/at/HOST/PATH``; a page is told by the host in its request.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from srccheck.net import SERVICES

from .answers import Answer, as_json, as_text

Query = dict[str, list[str]]
FRS = (
    "/publications/notes/engagement-securitaire-chine-tadjikistan-quelles-implications-pour-"
    "russie-asie-centrale-2022"
)
ISPI = "/stand-in/will-the-west-bring-peace-to-armenia-and-azerbaijan"
_HTML = "text/html"


def _page(language: str, head: str, body: str) -> Answer:
    filler = f"<p>{'These words stand for the text of the page. ' * 12}</p>"
    return as_text(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head>'
        f"<body><main><article>{body}{filler}</article></main></body></html>",
        kind=_HTML,
    )


PAGES = {
    "carnegieendowment.org/politika/88202": _page(
        "en",
        "<title>Russian Draft Dodgers Find a Mixed Reception in Central Asia - Carnegie Endowment"
        " for International Peace</title>"
        '<meta property="og:title" content="Russian Draft Dodgers Find a Mixed Reception in Central'
        ' Asia"><meta property="og:site_name" content="Carnegie Endowment for International'
        ' Peace"><meta property="og:type" content="article">',
        "<h1>Russian Draft Dodgers Find a Mixed Reception in Central Asia</h1>"
        '<p class="author">Asel Doolotkeldieva</p><p>Published on October 19, 2022</p>',
    ),
    "www.ifri.org/print/24455": _page(
        "fr",
        "<title>La guerre en Ukraine vue d'Asie centrale | IFRI - Institut français des relations"
        " internationales</title>",
        "<h1>La guerre en Ukraine vue d'Asie centrale</h1>"
        '<p class="author">Michaël LEVYSTONE</p>'
        "<p>Publié le 13/07/2022</p>",
    ),
    f"www.frstrategie.org{FRS}": _page(
        "fr",
        "<title>L’engagement sécuritaire de la Chine au Tadjikistan : quelles implications pour la"
        " Russie et l’Asie centrale ? :: Note de la FRS :: Fondation pour la Recherche Stratégique"
        ' :: FRS</title><meta property="og:title" content="L’engagement sécuritaire de la Chine au'
        ' Tadjikistan : quelles implications pour la Russie et l’Asie centrale ?">'
        '<meta property="article:published_time" content="2022-05-03T09:00:00+02:00">'
        '<meta name="author" content="Anastasia Protassov">',
        "<h1>L’engagement sécuritaire de la Chine au Tadjikistan : quelles implications pour la"
        " Russie et l’Asie centrale ?</h1><p>Note de la FRS n°19/2022</p>"
        "<p>Anastasia Protassov, 3 mai 2022</p>",
    ),
    f"www.ispionline.it{ISPI}": _page(
        "en",
        "<title>Will the West Bring Peace to Armenia and Azerbaijan? | ISPI</title>"
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article",'
        '"headline":"Will the West Bring Peace to Armenia and Azerbaijan?",'
        '"author":{"@type":"Person","name":"Kevork Oskanian"},'
        '"publisher":{"@type":"Organization","name":"ISPI"},"datePublished":"2022-11-10"}</script>',
        "<h1>Will the West Bring Peace to Armenia and Azerbaijan?</h1>",
    ),
    "eurasia.ro/2022/10/05/china-has-lost-india": _page(
        "en",
        "<title>China Has Lost India - Eurasia</title>"
        '<meta property="og:title" content="China Has Lost India">'
        '<meta property="article:published_time" content="2022-10-05">',
        "<h1>China Has Lost India</h1><p>How Beijing's Aggression Pushed New Delhi to the West</p>",
    ),
    "www.afri-ct.org/2023/thucyblog-in-memoriam/": _page(
        "fr",
        "<title>ThucyBlog, in memoriam - AFRI</title>",
        "<h1>ThucyBlog, in memoriam</h1><p>Par la rédaction</p>",
    ),
}
"""What the hosts of pages answer; everything else is not there."""

SITES = (
    "carnegieendowment.org", "ifri.org", "frstrategie.org", "ispionline.it", "lemonde.fr",
    "foreignaffairs.com", "afri-ct.org", "politique-etrangere.com", "eurasia.ro",
)  # fmt: skip
PAGE_HOSTS = tuple(host for site in SITES for host in (site, f"www.{site}"))
FOUND_BY_WORDS = {
    "russian draft dodgers": "https://carnegieendowment.org/politika/88202",
    "la guerre en ukraine vue": "https://www.ifri.org/print/24455",
    "china has lost india": "https://eurasia.ro/2022/10/05/china-has-lost-india",
}
"""What the search engine finds, by words of the query."""

JULIENNE = {
    "halId_s": "stand-in-2",
    "docType_s": "ART",
    "title_s": ["Guerre d'Ukraine : un embarras pour Pékin"],
    "authFirstName_s": ["Marc"],
    "authLastName_s": ["Julienne"],
    "journalTitle_s": "Politique étrangère",
    "journalIssn_s": "0032-342X",
    "issue_s": ["3"],
    "publicationDate_s": "2022",
    "language_s": ["fr"],
}


def _captures(query: Query) -> Answer:
    """The CDX index of the Internet Archive: every page above, by prefix or domain and filters."""
    start = query["url"][0].removeprefix("www.")
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
    for address in PAGES:
        bare = address.removeprefix("www.")
        stated = {"urlkey": bare, "original": f"https://{address}", "statuscode": "200",
                  "mimetype": _HTML}  # fmt: skip
        filters = (one.split(":", 1) for one in query.get("filter", []))
        if bare.startswith(start) and all(re.fullmatch(p, stated[f]) for f, p in filters):
            row = [bare, "20221201000000", stated["original"], _HTML, "200", "A" * 32, "900"]
            rows.append(row)
    return as_json(rows if len(rows) > 1 else [])


def _search(query: Query) -> Answer:
    asked = query["q"][0].casefold()
    found = [
        {"url": url, "title": words}
        for words, url in FOUND_BY_WORDS.items()
        if words in asked and _within(asked, url)
    ]
    return as_json({"query": query["q"][0], "results": found})


def _within(asked: str, url: str) -> bool:
    site = re.search(r"site:(\S+)", asked)
    return site is None or (urlsplit(url).hostname or "").endswith(site[1])


def _hal(query: Query) -> Answer:
    docs = [JULIENNE] if "embarras pour pékin" in query["q"][0].casefold() else []
    return as_json({"response": {"numFound": len(docs), "start": 0, "docs": docs}})


def _works(items: list[object]) -> Answer:
    message = {"total-results": len(items), "items-per-page": 10, "items": items}
    return as_json({"status": "ok", "message-type": "work-list", "message": message})


EMPTY: dict[str, Callable[[Query], Answer]] = {
    "api.crossref.org": lambda _: _works([]),
    "api.datacite.org": lambda _: as_json({"data": [], "meta": {"total": 0}}),
    "api.openalex.org": lambda _: as_json({"meta": {"count": 0}, "results": []}),
    "api.semanticscholar.org": lambda _: as_json({"total": 0, "offset": 0, "data": []}),
    "www.ebi.ac.uk": lambda _: as_json({"hitCount": 0, "resultList": {"result": []}}),
    "doaj.org": lambda _: as_json({"total": 0, "results": []}),
    "api.archives-ouvertes.fr": _hal,
    "web.archive.org": _captures,
    "searxng.invalid": _search,
}
"""What the services answer to any search; what is not here answers 404."""


def answer(host: str, path: str, query: Query) -> Answer:
    """What a host answers."""
    if host in EMPTY:
        return EMPTY[host](query)
    if path == "/robots.txt" and host in PAGE_HOSTS:
        return as_text("User-agent: *\nDisallow:\n")
    page = PAGES.get(f"{host}{path}")
    return page or as_text("<html><title>404 Not Found</title><h1>404</h1></html>", 404, _HTML)


Misbehave = Callable[[Answer], "Answer | None"]
"""What becomes of an answer; ``None`` when none is sent."""


class World(ThreadingHTTPServer):
    """All of it at one port of this machine."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0, misbehave: Misbehave | None = None, latency: float = 0):
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.misbehave = misbehave
        self.latency = latency
        self.asked: Counter[str] = Counter()
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def services(self) -> dict[str, str]:
        """Where each service is, for the table ``services`` of the configuration."""
        found = {
            name: f"{self.url}/at/{service.base.partition('://')[2]}"
            for name, service in SERVICES.items()
        }
        return {**found, "searxng": f"{self.url}/at/searxng.invalid"}

    @property
    def hosts(self) -> dict[str, str]:
        """Where each host of pages is, for the table ``hosts`` of the configuration."""
        return dict.fromkeys(PAGE_HOSTS, self.url)

    def handle_error(self, *args: object) -> None:
        """Clients that give up are no fault of this server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        host, path = self.headers.get("Host", "").partition(":")[0], unquote(parts.path)
        if path.startswith("/at/"):
            host, _, path = path.removeprefix("/at/").partition("/")
            path = f"/{path}"
        self.server.asked[host] += 1
        if self.server.latency:
            time.sleep(self.server.latency)
        given: Answer | None = self.server.answer(host, path, parse_qs(parts.query))
        if given and self.server.misbehave:
            given = self.server.misbehave(given)
        if given is None:
            self.server.released.wait(30)
            self.close_connection = True
            return
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def running(world: World) -> Iterator[World]:
    """The world, answering until the block ends."""
    thread = threading.Thread(target=world.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield world
    finally:
        world.released.set()
        world.shutdown()
        thread.join()
        world.server_close()


def configuration(world: World) -> str:
    """The ``srccheck.toml`` with which srccheck asks this world and nobody else."""
    lines = ["allow-private = true", "cache = false", "timeout = 60", "", "[services]"]
    lines += [f'"{name}" = "{address}"' for name, address in world.services.items()]
    lines += ["", "[hosts]"]
    lines += [f'"{host}" = "{address}"' for host, address in world.hosts.items()]
    return "\n".join(lines) + "\n"
