"""The words of link checking: what is linked to, from where, and how it stands."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from srccheck.model.text import Span


class LinkKind(enum.Enum):
    """What a link points to, and so who can check it."""

    HTTP = "http"
    LOCAL = "local"
    """Another file of the same repository."""
    ANCHOR = "anchor"
    """A place in the same document."""
    MAILTO = "mailto"
    IDENTIFIER = "identifier"
    """A DOI, arXiv, PubMed, ISBN or handle link, asked of its registry."""
    OTHER = "other"
    """A scheme that cannot be checked (``tel:``, ``ftp:``, ``javascript:`` …)."""


class LinkVerdict(enum.Enum):
    """How a link stands, apart from the status that it answered with.

    Only ``DEAD`` and ``SOFT_DEAD`` say that the link is broken, ``DRIFTED`` that it leads to
    something else than what is cited. ``BLOCKED`` and ``UNKNOWN`` say nothing about it.
    """

    OK = "ok"
    MOVED = "moved"
    """It leads on, for good (301, 308): the new address is the ``suggestion``."""
    BLOCKED = "blocked"
    """A bot wall, a login, a paywall, a refusal: readers may well see the page."""
    DEAD = "dead"
    SOFT_DEAD = "soft-dead"
    """Something answers, but not with the page: a soft 404, the root, a parked domain …"""
    DRIFTED = "drifted"
    """The page no longer shows the title, author or quotation it is cited for."""
    UNKNOWN = "unknown"
    """Not found out: time-outs, faults of the server or of the network."""
    EXCLUDED = "excluded"
    """Not asked, as the settings (or robots.txt) wish."""
    UNSUPPORTED = "unsupported"

    @property
    def is_broken(self) -> bool:
        """Whether readers of the link do not get what it was set for."""
        return self in (LinkVerdict.DEAD, LinkVerdict.SOFT_DEAD)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page is cited for: what it must still show.

    ``authors`` are family names. Empty fields expect nothing.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a link stands; ``line`` and ``column`` from 1, ``text`` as it shows."""

    path: str
    line: int
    column: int
    span: Span
    text: str = ""
    expected: Expected | None = None
    """For a link that cites a work: what the page must show."""
    date: datetime.date | None = None
    """When the page was seen or the document written: of that day an archived copy is wanted."""
    part: str = ""
    """The file that it stands in, where a document is made of several."""
    page: int | None = None
    """The page, from 1, where the document has pages."""
    unit: str = "line"
    """What ``line`` counts: lines, or paragraphs where the file has no lines."""

    @property
    def file(self) -> str:
        """The file in which ``line`` and ``column`` count."""
        return self.part or self.path


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads: an address without its fragment, and the fragment (no ``#``).

    >>> LinkTarget.of("https://example.org/page#part")
    LinkTarget(url='https://example.org/page', fragment='part', kind=<LinkKind.HTTP: 'http'>)
    """

    url: str
    fragment: str = ""
    kind: LinkKind = LinkKind.HTTP

    @classmethod
    def of(cls, address: str, kind: LinkKind = LinkKind.HTTP) -> LinkTarget:
        """The target of an address as it is written in a document."""
        url, _, fragment = address.partition("#")
        return cls(url, fragment, kind)

    def __str__(self) -> str:
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """How one target stands, and where it occurs.

    ``status`` is the last HTTP status, 0 when nothing answered. ``redirects`` are the steps
    taken, each with its status and the address it led *to*; ``final_url`` is where they ended.
    ``suggestion`` is the address to write instead, ``archived`` that of an archived copy.
    ``elapsed`` is in seconds; ``cached`` says that the verdict is that of an earlier run.
    ``rule`` names the verdict in finer words for filters and reports (``not-found``,
    ``no-such-host``, ``missing-anchor``, ``parked`` …).
    """

    target: LinkTarget
    verdict: LinkVerdict
    status: int = 0
    reason: str = ""
    rule: str = ""
    final_url: str = ""
    redirects: tuple[tuple[int, str], ...] = ()
    suggestion: str = ""
    archived: str = ""
    elapsed: float = 0.0
    cached: bool = False
    occurrences: tuple[Occurrence, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    """More to show on request (``challenge``, ``certificate``, ``sibling`` …)."""
