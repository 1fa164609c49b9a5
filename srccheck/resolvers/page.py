"""Web pages: does an address lead to a page, and what does the page say of the work on it?

A wall, a shell without text and an error page are no answers; only a 404, a 410 or a page that
says by several signs that there is none is *not found*.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urldefrag

from srccheck.model import Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers.pages import PageKind, PageReading, read_page
from srccheck.resolvers.pdf_text import read_pdf
from srccheck.resolvers.resolver import Resolver

HTML = "text/html, application/xhtml+xml, */*;q=0.1"
MOST_REFRESHES = 2
_OUTCOMES = {
    PageKind.PAGE: Outcome.FOUND,
    PageKind.PAYWALL: Outcome.FOUND,
    PageKind.PDF: Outcome.FOUND,
    PageKind.CONSENT_WALL: Outcome.BLOCKED,
    PageKind.BOT_WALL: Outcome.BLOCKED,
    PageKind.LOGIN: Outcome.BLOCKED,
    PageKind.NOT_FOUND: Outcome.NOT_FOUND,
    PageKind.OTHER: Outcome.FOUND,
}
"""All other kinds are failures to answer."""


class Page(Resolver):
    """Any web page.

    Args:
        pdf_text: whether PDF files are read for their text, which takes seconds.
    """

    name = "page"
    schemes = frozenset({"url"})

    def __init__(self, *, pdf_text: bool = True) -> None:
        self.pdf_text = pdf_text

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:
        """Look an address up, following what the page itself sends on to."""
        exchange = self.ask(identifier, client)
        for _ in range(MOST_REFRESHES):
            target = _reading(exchange).target if exchange.outcome is Outcome.FOUND else ""
            if not target:
                break
            exchange = client.get(target, accept=HTML)
        return self.evidence(exchange, f"url {identifier.value}")

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the page at an address, without the fragment."""
        return client.get(urldefrag(identifier.value).url, accept=HTML)

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """What the page states; nothing when it is no page or states nothing."""
        reading = _reading(exchange)
        return [reading.record] if _states_something(reading) else []

    def evidence(self, exchange: Exchange, query: str) -> Evidence:
        """An answer as evidence, by what the page is rather than by its status alone."""
        outcome, message, records = exchange.outcome, exchange.message, tuple[Record, ...]()
        text, whole = "", False
        if exchange.status and exchange.body:
            reading = _reading(exchange)
            if outcome is Outcome.FOUND:
                outcome, message = _judged(reading)
                if outcome is Outcome.FOUND and _states_something(reading):
                    records = (reading.record,)
                    text, whole = reading.text, reading.kind is PageKind.PAGE
                elif reading.kind is PageKind.PDF and self.pdf_text:
                    text, whole, missing = read_pdf(exchange.body)
                    message = f"the answer is a PDF{_lacking(text, missing)}"
            elif reading.kind is PageKind.BOT_WALL:
                outcome = Outcome.BLOCKED if outcome is not Outcome.RATE_LIMITED else outcome
                message = f"{message}: {_told(reading)}"
        return Evidence(
            source=self.name,
            query=query,
            outcome=outcome,
            url=exchange.final_url or exchange.url,
            time=exchange.time,
            records=records,
            message=message,
            text=text,
            whole_text=whole,
        )


def _reading(exchange: Exchange) -> PageReading:
    url = exchange.final_url or exchange.url
    return read_page(exchange.body, url, exchange.headers, asked=exchange.url)


def _states_something(reading: PageReading) -> bool:
    return reading.kind in (PageKind.PAGE, PageKind.PAYWALL) and bool(reading.record.title)


def _judged(reading: PageReading) -> tuple[Outcome, str]:
    outcome = _OUTCOMES.get(reading.kind, Outcome.FAILED)
    if reading.kind is PageKind.PAGE:
        return outcome, "" if reading.record.title else "the page states neither title nor author"
    if reading.kind is PageKind.PAYWALL and not reading.record.title:
        outcome = Outcome.BLOCKED
    if reading.kind in (PageKind.PDF, PageKind.OTHER):
        return outcome, f"the answer is {reading.kind.value}, which is not read"
    return outcome, f"{reading.kind.value}: {_told(reading)}"


def _lacking(text: str, why: str) -> str:
    if text:
        return f"; {why}" if why else ""
    return f", whose text is not available: {why}"


def _told(reading: PageReading) -> str:
    return "; ".join(reading.signs[:4])[:300]
