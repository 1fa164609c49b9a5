"""The outcome of asking for an address: only a true "no" is one."""

from __future__ import annotations

import datetime

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Exchange
from srccheck.net.attempt import outcome_of
from srccheck.resolvers.page import Page

from .pdfs import pdf

URL = "https://example.org/2020/a-story"
ARTICLE = "<title>A story</title><meta name=author content='Ida Rask'><p>Once there was.</p>"
MISSING = "<title>404</title><h1>Page not found</h1>"
CHALLENGE = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"


class Answers:
    """A client that has an answer for each address: status, body and media type."""

    def __init__(self, **answers: tuple[int, str | bytes]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def get(self, url: str, **_: object) -> Exchange:
        self.asked.append(url)
        status, body = self.answers[url.rpartition("/")[2].replace("-", "_")]
        body = body.encode() if isinstance(body, str) else body
        headers = {"content-type": "application/pdf" if body.startswith(b"%PDF") else "text/html"}
        return Exchange("web", url, outcome_of(status), datetime.datetime.now(datetime.UTC), status,
                        url, headers=headers, body=body,
                        message="" if status < 400 else f"HTTP {status}")  # fmt: skip

    def base(self, service: str) -> str:
        return f"https://{service}.example"


@pytest.mark.parametrize(
    ("status", "body", "outcome", "words"),
    [
        (200, ARTICLE, Outcome.FOUND, ""),
        (200, MISSING, Outcome.NOT_FOUND, "soft 404"),
        (404, MISSING, Outcome.NOT_FOUND, "404"),
        (410, "", Outcome.NOT_FOUND, "410"),
        (404, CHALLENGE, Outcome.BLOCKED, "Cloudflare"),
        (200, CHALLENGE, Outcome.BLOCKED, "Cloudflare"),
        (403, CHALLENGE, Outcome.BLOCKED, "Cloudflare"),
        (503, CHALLENGE, Outcome.BLOCKED, "Cloudflare"),
        (429, CHALLENGE, Outcome.RATE_LIMITED, "429"),
        (403, "", Outcome.BLOCKED, "403"),
        (999, "", Outcome.BLOCKED, "999"),
        (500, ARTICLE, Outcome.FAILED, "500"),
        (202, "", Outcome.FAILED, ""),
        (200, "<title>Not found</title>", Outcome.FAILED, "perhaps"),
        (200, "<div id=root></div><script>1</script>", Outcome.FAILED, "shell"),
        (200, "%PDF-1.4", Outcome.FOUND, "PDF"),
    ],
)
def test_outcomes(status: int, body: str, outcome: Outcome, words: str) -> None:
    evidence = Page().resolve(Identifier("url", URL), Answers(a_story=(status, body)))
    assert evidence.outcome is outcome
    assert words in evidence.message
    assert bool(evidence.records) == (body == ARTICLE and outcome is Outcome.FOUND)
    assert evidence.query == f"url {URL}"


def test_a_page_that_sends_on_is_followed() -> None:
    sends = "<meta http-equiv=refresh content='0;url=https://example.org/new'>"
    client = Answers(a_story=(200, sends), new=(200, ARTICLE))
    evidence = Page().resolve(Identifier("url", URL + "#part"), client)
    assert client.asked == [URL, "https://example.org/new"]
    assert evidence.records[0].title == "A story"


def test_pages_that_send_on_for_ever_are_left() -> None:
    sends = "<meta http-equiv=refresh content='0;url=https://example.org/{}'>"
    client = Answers(a_story=(200, sends.format("new")), new=(200, sends.format("a-story")))
    evidence = Page().resolve(Identifier("url", "https://example.org/a-story"), client)
    assert evidence.outcome is Outcome.FAILED
    assert len(client.asked) == 3


WINTER = "It was the long winter of the north, and the boats lay still in the ice for weeks. "


def test_a_pdf_gives_its_text_and_states_nothing() -> None:
    client = Answers(a_story=(200, pdf([WINTER * 8, WINTER * 8])))
    evidence = Page().resolve(Identifier("url", URL), client)
    assert evidence.text.count("\f") == 2
    assert "long winter of the north" in evidence.text
    assert (evidence.whole_text, evidence.records) == (True, ())
    assert evidence.message == "the answer is a PDF"


def test_a_pdf_whose_text_is_not_wanted_is_not_read() -> None:
    client = Answers(a_story=(200, pdf([WINTER * 8])))
    evidence = Page(pdf_text=False).resolve(Identifier("url", URL), client)
    assert (evidence.outcome, evidence.text) == (Outcome.FOUND, "")
    assert evidence.message == "the answer is PDF, which is not read"


def test_a_pdf_without_text_says_why() -> None:
    client = Answers(a_story=(200, pdf(["", ""])))
    evidence = Page().resolve(Identifier("url", URL), client)
    assert (evidence.outcome, evidence.text, evidence.whole_text) == (Outcome.FOUND, "", False)
    assert "text is not available: it has hardly any text" in evidence.message


@pytest.mark.parametrize(
    ("meta", "address"),
    [
        ("<meta name=citation_pdf_url content='/a.pdf'>", "https://example.org/a.pdf"),
        ("<meta name=citation_pdf_url content='javascript:a()'>", ""),
        ("", ""),
    ],
)
def test_where_a_page_says_its_pdf_is(meta: str, address: str) -> None:
    client = Answers(a_story=(200, meta + ARTICLE))
    (record,) = Page().resolve(Identifier("url", URL), client).records
    assert record.pdf == address
