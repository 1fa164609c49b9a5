"""Finds the page of a work that is cited without an address.

The venue says where to look: the Internet Archive's index of its domain and its own sitemaps list
addresses, the words of the title choose among them, and the page itself must confirm. A copy on
another domain is never preferred to the venue's own page, and is marked as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from srccheck import venues
from srccheck.matching import match
from srccheck.matching.judge import REPOST
from srccheck.model import Entry, Identifier, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.model.match import Agreement
from srccheck.net import Asks
from srccheck.resolvers import archived_addresses
from srccheck.resolvers.page import Page
from srccheck.resolvers.pages.markup import host_of
from srccheck.resolvers.pages.reading import read_page
from srccheck.resolvers.pages.slugs import content_words, likeness
from srccheck.resolvers.sitemaps import Site
from srccheck.resolvers.web_search import ENGINES, Engine
from srccheck.text.similarity import similarity

ENOUGH = 0.5
"""The share of a title's words in an address from which on the page is looked at."""
MOST_PAGES = 3
"""Pages that are looked at, of the venue and of others."""
TELLING = 5
"""Words of a title from which on it is hardly that of another work; its date may be cited wrong."""


class Candidate(NamedTuple):
    """An address that may be the work's, and how much of the title it has."""

    likeness: float
    url: str
    timestamp: str = ""
    """Of an archived copy, if one is known."""


Wanted = Callable[[str], bool]
"""Whether a service may be asked."""


def find_page(
    entry: Entry, client: Asks, wanted: Wanted = lambda _: True, domain: str = ""
) -> tuple[Evidence, ...]:
    """Look for the page of a work.

    Args:
        entry: what is cited; its title, and its venue with a known domain, are needed.
        client: what asks.
        wanted: which of the Internet Archive and the search engines may be asked.
        domain: of the venue, if it is not a known one.

    Returns:
        The evidence of every step; the last one has the record of the page, if it was found.
        A record from another domain than the venue's has the relation :data:`REPOST`.
    """
    title = entry.value("title")
    domain = venue_domain(entry) or domain
    archived = wanted(archived_addresses.SERVICE)
    if not content_words(title):
        return ()
    evidence: list[Evidence] = []
    if domain:
        for candidates in _listed(title, domain, _date(entry), client, evidence, archived):
            if _confirm(entry, candidates, client, evidence, archived):
                return tuple(evidence)
    engines = [engine for engine in ENGINES if wanted(engine.name)]
    own, others = _searched(entry, title, domain, client, evidence, engines)
    found = _confirm(entry, own, client, evidence, archived)
    if not found:
        _confirm(entry, others, client, evidence, archived, repost_of=domain or "its venue")
    return tuple(evidence)


def venue_domain(entry: Entry) -> str:
    """The domain of the venue that an entry names, or of its publisher; empty when not known."""
    for field in (
        "journaltitle",
        "booktitle",
        "series",
        "institution",
        "publisher",
        "organization",
    ):
        name = entry.value(field)
        for _ in range(3):
            known = venues.lookup(name) if name else None
            if known is None:
                break
            if known.venue.domains:
                return known.venue.domains[0]
            name = known.venue.publisher
    return ""


def _date(entry: Entry) -> PartialDate | None:
    field = entry.fields.get("date")
    return field.date if field else None


def _listed(
    title: str,
    domain: str,
    date: PartialDate | None,
    client: Asks,
    evidence: list[Evidence],
    archived: bool,
) -> Iterator[list[Candidate]]:
    """Candidates from one source after the other; what was asked goes into the evidence."""
    tried: set[str] = set()
    listings = archived_addresses.listings(domain, date, content_words(title))
    for question in listings if archived else ():
        captures, said = archived_addresses.ask(question, client)
        found = _best(
            (Candidate(likeness(title, c.original), c.original, c.timestamp) for c in captures),
            tried,
        )
        evidence.append(_counted(said, found))
        yield found
        if not said.outcome.answered:
            break  # it will not answer the next question either
    site = _site(domain, client)
    if site is None or not site.known:
        why = site.robots.message if site else ""
        evidence.append(Evidence("sitemap", f"sitemaps of {domain}", Outcome.SKIPPED,
                                 message=f"its robots.txt was not reached ({why})"))  # fmt: skip
        return
    listed, asked = site.listed(date)
    found = _best(
        (
            Candidate(max(likeness(title, one.url), similarity(title, one.title)), one.url)
            for one in listed
            if site.allows(one.url)
        ),
        tried,
    )
    outcome = Outcome.FOUND if listed else Outcome.NOT_FOUND
    if asked and not any(exchange.outcome.answered for exchange in asked):
        outcome = asked[0].outcome
    where = asked[0].url if asked else ""
    time = asked[0].time if asked else None
    said = Evidence("sitemap", f"sitemaps of {domain}", outcome, where, time,
                    message=f"{len(listed)} addresses")  # fmt: skip
    evidence.append(_counted(said, found))
    yield found


def _site(domain: str, client: Asks) -> Site | None:
    for host in (f"www.{domain}", domain):
        site = Site(host, client)
        if site.known or site.robots.outcome is Outcome.SKIPPED:
            return site
    return site


def _best(candidates: Iterable[Candidate], tried: set[str]) -> list[Candidate]:
    """The few that have most of the title, none that was looked at before."""
    good = {c.url: c for c in candidates if c.likeness >= ENOUGH and c.url not in tried}
    best = sorted(good.values(), key=lambda c: (-c.likeness, len(c.url)))[:MOST_PAGES]
    tried.update(candidate.url for candidate in best)
    return best


def _counted(said: Evidence, found: Sequence[Candidate]) -> Evidence:
    if said.outcome is not Outcome.FOUND:
        return said
    return replace(said, message=f"{said.message}, {len(found)} of them like the title")


def _searched(
    entry: Entry,
    title: str,
    domain: str,
    client: Asks,
    evidence: list[Evidence],
    engines: Sequence[Engine],
) -> tuple[list[Candidate], list[Candidate]]:
    """Candidates that search engines give: the venue's own, and those of others."""
    author = entry.fields.get("author")
    family = author.names[0].family if author and author.names else ""
    query = " ".join(f'"{title}" {family}'.split())
    own: list[Candidate] = []
    others: list[Candidate] = []
    for engine in engines:
        for asked in (f"{query} site:{domain}", query) if domain else (query,):
            answer = engine.addresses(asked, client)
            if answer is None:
                break
            results, said = answer
            evidence.append(said)
            for url, shown in results:
                candidate = Candidate(max(likeness(title, url), similarity(title, shown)), url)
                (own if _is_at(url, domain) else others).append(candidate)
            if own:
                break
    return _best(own, set()), _best(others, set())


def _is_at(url: str, domain: str) -> bool:
    host = host_of(url)
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _confirm(
    entry: Entry,
    candidates: Sequence[Candidate],
    client: Asks,
    evidence: list[Evidence],
    archived: bool,
    repost_of: str = "",
) -> bool:
    """Look at candidates until one states that it is the work; add the evidence of that one."""
    for candidate in candidates:
        found = _look_at(candidate, client, archived)
        if not found.records or not _is_work(entry, found.records[0]):
            continue
        if repost_of:
            record = found.records[0]
            record = replace(record, relations={**record.relations, REPOST: (repost_of,)})
            why = f"a copy on {host_of(candidate.url)}, not on {repost_of} itself"
            found = replace(
                found, records=(record,), message=f"{why}; {found.message}".rstrip("; ")
            )
        evidence.append(replace(found, query=f"page of {entry.value('title')}"))
        return True
    return False


def _look_at(candidate: Candidate, client: Asks, archived: bool) -> Evidence:
    """The page itself; where it does not answer, an archived copy of it."""
    page = Page(pdf_text=False)
    live = page.resolve(Identifier("url", candidate.url), client)
    if live.records or not archived:
        return live
    base = client.base(archived_addresses.SERVICE)
    stamp = candidate.timestamp or "2"
    address = f"{base}/web/{stamp}id_/{candidate.url}"
    exchange = client.get(address, service=archived_addresses.SERVICE)
    if exchange.outcome is not Outcome.FOUND:
        return live
    reading = read_page(exchange.body, candidate.url, exchange.headers)
    copy = page.evidence(replace(exchange, url=candidate.url, final_url=candidate.url), live.query)
    if not copy.records:
        return live
    day = f" of {stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if len(stamp) >= 8 else ""
    message = f"read from the Internet Archive's copy{day}; the page itself: {live.message}"
    return replace(copy, url=address, message=message, records=(reading.record,))


def _is_work(entry: Entry, record: Record) -> bool:
    """Whether a page says that it is the work: its title, and author or date where it has them.

    Under a long title that is the same, a date that differs may be what is wrong with the citation.
    """
    held = match(entry, record)
    title = held.of("title")
    if title is None or title.agreement in (Agreement.DIFFERENT, Agreement.ABSENT):
        return False
    if title.agreement is Agreement.SAME and len(content_words(entry.value("title"))) >= TELLING:
        author = held.of("author")
        return author is None or author.agreement is not Agreement.DIFFERENT
    others = [held.of("author"), held.of("date")]
    stated = [one.agreement for one in others if one and one.agreement is not Agreement.ABSENT]
    return not stated or any(one is not Agreement.DIFFERENT for one in stated)
