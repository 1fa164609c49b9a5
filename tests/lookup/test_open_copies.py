"""The text of a quoted source is read where it is open, and only if it is quoted."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.lookup import Inquiry, look_up
from srccheck.model import Dossier, Entry, Identifier, Name, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Client, NetSettings
from srccheck.parse import parse_reference
from srccheck.resolvers import Resolver
from srccheck.resolvers.page import Page
from srccheck.rules.quotation_differs import QuotationDiffers
from srccheck.rules.quotation_not_found import QuotationNotFound

from ..resolvers.pdfs import pdf

FILLER = (
    "The river ran past the old mill, and nobody in the valley\nasked where it went, because the "
    "water was theirs and had\nbeen for as long as anybody could remember.\n"
) * 9
BOOK = [
    f"The Last Harbour of Aden\nJane Doe\n{FILLER}It was by no means the end of the har-",
    f"JANE DOE 2\nbour, which lived on for many years after the war.\n{FILLER}",
    f"JANE DOE 3\n{FILLER}{FILLER}",
]
CITED = 'Jane Doe, "The Last Harbour of Aden", *Harbour Studies*, vol. 12, no. 3, 2019, pp. 210-219'
SOUND = "It was by no means the end of the harbour, which lived on for many years"
WRONG = "which lived on for many years before the war"
ABSENT = "Every ship was sold to the people of the valley who had asked for them"


@contextlib.contextmanager
def serving(pages: dict[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            kind = "application/pdf" if (body or b"").startswith(b"%PDF") else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Catalogue(Resolver):
    """Knows the work, and where it is open."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name  # type: ignore[misc]
        self.address = address

    def search(self, entry: Entry, client: object) -> Evidence:
        record = Record(
            self.name,
            "10.5555/12345",
            title="The Last Harbour of Aden",
            author=(Name("Doe", "Jane"),),
            container_title=("Harbour Studies",),
            volume="12",
            issue="3",
            page="210-219",
            dates={"issued": PartialDate(2019)},
            pdf=self.address,
        )
        return Evidence(self.name, "search", Outcome.FOUND, records=(record,))

    def read(self, exchange: object) -> list[Record]:
        return []


def client() -> Client:
    return Client(NetSettings(attempts=1, web_rate=1000, allow_private=True))


def checked(quotation: str, note: str, monkeypatch: pytest.MonkeyPatch, **services: Resolver):
    asking = client()
    inquiry = Inquiry(Settings(), asking, services)
    monkeypatch.setattr(pipeline, "inquiry_of", lambda _: inquiry)
    text = f"She wrote “{quotation}”.[^1]\n\n[^1]: {note}.\n"
    rules = (QuotationDiffers, QuotationNotFound)
    (dossier,) = pipeline.run([Source("a.md", text)], Settings(), rules=rules)
    assert isinstance(dossier, Dossier)
    return [(one.rule, one.basis.rpartition("/")[2]) for one in dossier.findings]


@pytest.mark.parametrize(
    ("quotation", "findings"),
    [
        (SOUND, []),
        (WRONG, [("quotation-differs", "work.pdf#page=2")]),
        (ABSENT, [("quotation-not-found", "work.pdf")]),
    ],
)
def test_a_quotation_is_looked_for_in_an_open_pdf(monkeypatch, quotation, findings) -> None:
    with serving({"/work.pdf": pdf(BOOK)}) as (address, asked):
        crossref = Catalogue("crossref", f"{address}/work.pdf")
        found = checked(quotation, CITED, monkeypatch, crossref=crossref, page=Page())
    assert found == findings
    assert asked == ["/work.pdf"]


@pytest.mark.parametrize(
    ("quotation", "findings"),
    [
        (SOUND, []),
        (WRONG, [("quotation-differs", "work.pdf#page=2")]),
        (ABSENT, [("quotation-not-found", "work.pdf")]),
    ],
)
def test_a_quotation_is_looked_for_in_the_pdf_that_is_cited(
    monkeypatch, quotation, findings
) -> None:
    with serving({"/work.pdf": pdf(BOOK)}) as (address, asked):
        note = f"{CITED}, {address}/work.pdf"
        assert checked(quotation, note, monkeypatch, page=Page()) == findings
    assert asked == ["/work.pdf"]


@pytest.mark.parametrize(
    "pages",
    [
        [page.replace("The Last Harbour of Aden", "Another Work") for page in BOOK],
        [BOOK[0], "", ""],
        ["", "", ""],
    ],
    ids=["another work", "pictures after the first page", "pictures"],
)
def test_a_pdf_that_may_not_be_the_work_says_nothing(monkeypatch, pages) -> None:
    with serving({"/work.pdf": pdf(pages)}) as (address, _):
        crossref = Catalogue("crossref", f"{address}/work.pdf")
        assert checked(ABSENT, CITED, monkeypatch, crossref=crossref, page=Page()) == []


def evidence(address: str, catalogue: str = "crossref", cited: str = CITED, **more: bool):
    services = {catalogue: Catalogue(catalogue, address), "page": Page()}
    return look_up(parse_reference(f"{cited}."), client(), services, Settings(), **more)


def test_what_is_not_quoted_is_not_read() -> None:
    with serving({"/work.pdf": pdf(BOOK)}) as (address, asked):
        evidence(f"{address}/work.pdf")
        cited = evidence("", cited=f"{CITED}, {address}/work.pdf")
    assert asked == ["/work.pdf"]
    assert not any(one.text for one in cited)


def test_a_manuscript_in_a_repository_is_not_taken_for_the_article() -> None:
    with serving({"/work.pdf": pdf(BOOK)}) as (address, asked):
        evidence(f"{address}/work.pdf", "hal", quoted=True)
    assert asked == []


def test_only_one_copy_is_asked_for() -> None:
    with serving({}) as (address, asked):
        found = evidence(f"{address}/work.pdf", quoted=True)
    assert asked == ["/work.pdf"]
    assert found[-1].query == f"url {address}/work.pdf"


def test_without_pages_there_are_no_copies() -> None:
    services = {"crossref": Catalogue("crossref", "http://127.0.0.1:9/work.pdf")}
    found = look_up(parse_reference(f"{CITED}."), client(), services, Settings(), quoted=True)
    assert [one.source for one in found] == ["crossref"]


def test_an_address_that_was_asked_already_is_not_asked_again() -> None:
    with serving({"/work.pdf": pdf(BOOK)}) as (address, asked):
        own = f"{CITED}, {address}/work.pdf"
        evidence(f"{address}/work.pdf", cited=own, quoted=True)
    assert asked == ["/work.pdf"]


def test_the_identifier_of_a_page_is_its_address() -> None:
    assert Page().resolves(Identifier("url", "https://example.org/a.pdf"))
