"""The addresses of a site that the Internet Archive has copies of, by its CDX index.

CDX server documentation (https://github.com/internetarchive/wayback, wayback-cdx-server): filters
are regular expressions on a field; ``collapse=urlkey`` gives each address once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urlencode

from srccheck.model import PartialDate
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Asks
from srccheck.resolvers.captures import Capture, read_cdx

SERVICE = "internet-archive"
LIMIT = 3000
"""Addresses of one answer."""
LATER = 60
"""Days after its date within which a page is usually copied for the first time."""


Question = list[tuple[str, str]]
"""The parameters of a question; some stand in it twice."""


def listings(domain: str, date: PartialDate | None, words: tuple[str, ...]) -> Iterator[Question]:
    """The parameters of the questions to ask, the most promising first.

    Args:
        domain: of the venue.
        date: of the work.
        words: the words of its title that may be in its address.

    >>> [dict(question)["url"] for question in listings("e.org", PartialDate(2022, 10), ("tide",))]
    ['e.org', 'e.org/2022/10/', 'e.org']
    """
    telling = sorted(words, key=len, reverse=True)[:3]
    known = [re.escape(word) for word in telling if word.isascii() and len(word) > 3]
    if known:
        by_words = ("filter", f"urlkey:.*(?:{'|'.join(known)}).*")
        span = [("from", _first(date))] if date else []
        yield _question(domain, "domain", [*span, by_words])
    if date and date.month:
        span = [("from", _first(date)), ("to", _last(date))]
        yield _question(f"{domain}/{date.year}/{date.month:02d}/", "prefix", span)
        day = f"/?{date.day:02d}" if date.day else ""
        by_path = (
            "filter",
            f"original:.*{date.year}[/-]?{date.month:02d}{day.replace('/', '[/-]')}.*",
        )
        yield _question(domain, "domain", [*span, by_path])


def _question(url: str, kind: str, more: Question) -> Question:
    return [("url", url), ("matchType", kind), ("output", "json"), ("filter", "statuscode:200"),
            ("filter", "mimetype:text/html"), *more, ("collapse", "urlkey"),
            ("limit", str(LIMIT))]  # fmt: skip


def _first(date: PartialDate) -> str:
    return f"{date.year}{date.month or 1:02d}{date.day or 1:02d}"


def _last(date: PartialDate) -> str:
    month = date.month or 12
    day = datetime.date(date.year, month, min(date.day or 28, 28)) + datetime.timedelta(LATER)
    return f"{day:%Y%m%d}"


def ask(question: Question, client: Asks) -> tuple[tuple[Capture, ...], Evidence]:
    """Ask one question of the CDX server.

    Returns:
        The copies it lists, and the evidence.
    """
    url = f"{client.base(SERVICE)}/cdx/search/cdx?{urlencode(question)}"
    exchange = client.get(url, service=SERVICE)
    outcome, message, found = exchange.outcome, exchange.message, tuple[Capture, ...]()
    if outcome is Outcome.FOUND:
        try:
            found = read_cdx(exchange.text).captures
            message = f"{len(found)} addresses"
            outcome = Outcome.FOUND if found else Outcome.NOT_FOUND
        except (ValueError, KeyError, TypeError, IndexError) as error:
            outcome = Outcome.FAILED
            message = f"the answer is not what {SERVICE} sends ({error})"[:300]
    query = f"addresses under {dict(question)['url']}"
    return found, Evidence(SERVICE, query, outcome, exchange.url, exchange.time, message=message)
