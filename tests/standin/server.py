"""One local server that stands in for all services, by the host that is asked.

An address is ``http://127.0.0.1:PORT/MODE/HOST/PATH``: in the mode ``works`` the host's stand-in
answers; ``limited`` gives its refusal, ``broken`` a page of an error, ``truncated`` half an answer.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from . import crossref, indexes, life_sciences, repositories, serials_and_books, web
from .answers import BROKEN, Answer, as_text, cut

Answers = Callable[[str, dict[str, str]], Answer]


class StandIn(NamedTuple):
    answer: Answers
    limited: Answer


HOSTS = {
    "doi.org": StandIn(crossref.answer_doi_org, crossref.LIMITED_DOI),
    "api.crossref.org": StandIn(crossref.answer, crossref.LIMITED),
    "api.datacite.org": StandIn(repositories.answer_datacite, repositories.DATACITE_LIMITED),
    "zenodo.org": StandIn(repositories.answer_zenodo, repositories.ZENODO_LIMITED),
    "api.archives-ouvertes.fr": StandIn(repositories.answer_hal, repositories.HAL_LIMITED),
    "export.arxiv.org": StandIn(repositories.answer_arxiv, repositories.ARXIV_LIMITED),
    "api.openalex.org": StandIn(indexes.answer_openalex, indexes.OPENALEX_LIMITED),
    "api.semanticscholar.org": StandIn(indexes.answer_scholar, indexes.SCHOLAR_LIMITED),
    "dblp.org": StandIn(indexes.answer_dblp, indexes.DBLP_LIMITED),
    "doaj.org": StandIn(indexes.answer_doaj, indexes.DOAJ_LIMITED),
    "www.ebi.ac.uk": StandIn(life_sciences.answer_europe, life_sciences.EUROPE_LIMITED),
    "eutils.ncbi.nlm.nih.gov": StandIn(life_sciences.answer_pubmed, life_sciences.PUBMED_LIMITED),
    "portal.issn.org": StandIn(serials_and_books.answer_portal, serials_and_books.PORTAL_LIMITED),
    "openlibrary.org": StandIn(serials_and_books.answer_library, serials_and_books.LIBRARY_LIMITED),
    "sru.k10plus.de": StandIn(serials_and_books.answer_sru, serials_and_books.SRU_LIMITED),
    "www.wikidata.org": StandIn(web.answer_wikidata, web.WIKIDATA_LIMITED),
    "web.archive.org": StandIn(web.answer_archive, web.ARCHIVE_LIMITED),
    "archive.org": StandIn(web.answer_archive, web.ARCHIVE_LIMITED),
}


def answer(path: str) -> Answer:
    """What is answered to an address of this server."""
    parts = urlsplit(path)
    mode, _, rest = parts.path.lstrip("/").partition("/")
    host, _, asked = rest.partition("/")
    if host not in HOSTS:
        return as_text("no such stand-in", 404)
    standin = HOSTS[host]
    if mode == "limited":
        return standin.limited
    if mode == "broken":
        return BROKEN
    given = standin.answer(f"/{unquote(asked)}", dict(parse_qsl(parts.query)))
    return cut(given) if mode == "truncated" else given


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        given = answer(self.path)
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of a running server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
