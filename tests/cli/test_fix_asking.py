"""``srccheck fix`` with a small network: a service, a site that moved its pages, an archive."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

WORK = {
    "DOI": "10.5555/12345",
    "type": "journal-article",
    "title": ["The Last Harbour of Aden"],
    "author": [{"family": "Doe", "given": "Jane"}],
    "container-title": ["Harbour Studies"],
    "volume": "21",
    "issue": "3",
    "page": "210-219",
    "issued": {"date-parts": [[2019, 9]]},
}
COPY = "https://web.archive.org/web/20190301000000/http://site.invalid/gone"
SNAPSHOT = {"closest": {"available": True, "status": "200", "url": COPY}}
PAGE = f"<title>A page</title><p>{'These are the words of the page. ' * 40}</p>"

BIB = """@article{doe2019, % the one
  author = {Doe, Jane},
  title = {The Last Harbour of Aden},
  journal = {Harbour Studies},
  volume = {12},
  number = {3},
  pages = {210--219},
  year = {2019},
  doi = {10.5555/12345},
}
"""
TEXT = "See [one](http://site.invalid/moved) and [two](http://site.invalid/gone).\n"


class Network(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/works/"):
            message = {"status": "ok", "message-type": "work", "message": WORK}
            self.answer(200, json.dumps(message), "application/json")
        elif path == "/wayback/available":
            self.answer(200, json.dumps({"archived_snapshots": SNAPSHOT}), "application/json")
        elif path == "/moved":
            self.send_response(301)
            self.send_header("Location", "http://site.invalid/here")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/here":
            self.answer(200, PAGE, "text/html")
        else:
            self.answer(404, "<title>Not found</title>", "text/html")

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self, status: int, text: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text.encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def network(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Network)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    local = f"http://127.0.0.1:{server.server_port}"
    (folder / "local.toml").write_text(
        f'[services]\ncrossref = "{local}"\nwayback-availability = "{local}"\n'
        f'[hosts]\n"site.invalid" = "{local}"\n',
        encoding="utf-8",
    )
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    (folder / "links.md").write_text(TEXT, encoding="utf-8")
    yield folder
    server.shutdown()
    server.server_close()


ASKING = ("--config", "local.toml", "--allow-private", "--services", "crossref", "--no-cache")


def test_a_volume_is_that_of_the_record_of_the_entrys_own_doi(run, network):
    result = run("fix", "refs.bib", *ASKING, "--no-links")
    assert (
        "refs.bib:5:13: wrong-volume: 12 → 21\n    Crossref 10.5555/12345, read on "
        in result.stdout
    )
    assert (network / "refs.bib").read_text() == BIB.replace("{12}", "{21}")
    assert "0 fixes made" in run("fix", "refs.bib", *ASKING, "--no-links").stdout


def test_links_lead_where_the_page_went_or_to_a_copy(run, network):
    result = run("fix", "links.md", *ASKING)
    assert (network / "links.md").read_text() == TEXT.replace("moved", "here").replace(
        "http://site.invalid/gone", COPY
    )
    assert "redirected: 301 to http://site.invalid/here" in result.stdout
    assert "there is no such page; status 404; a copy is kept by web.archive.org" in result.stdout
    assert result.exit_code == 0


def test_links_are_left_when_that_is_wished(run, network):
    assert "0 fixes" in run("fix", "links.md", *ASKING, "--no-links").stdout
    assert "0 fixes" in run("fix", "links.md", "--config", "local.toml", "--offline").stdout


def test_evidence_that_was_kept_is_enough(run, network):
    run("check", "refs.bib", *ASKING, "--save-evidence", "seen")
    run("fix", "refs.bib", *ASKING, "--evidence", "seen")
    assert (network / "refs.bib").read_text() == BIB.replace("{12}", "{21}")
