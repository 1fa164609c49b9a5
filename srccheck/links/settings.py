"""The bounds within which links are checked, and what checks them with."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from srccheck.net import addresses

USER_AGENT = "srccheck/0.1 (+https://pypi.org/project/srccheck/)"

Resolve = Callable[[str, int], Sequence[tuple[str, int]]]
"""Gives the IP addresses and ports of a host and port; raises :class:`OSError` as
:func:`socket.getaddrinfo` does. It is called in threads."""


class Reading(Protocol):
    """What a page is and states, as :func:`srccheck.resolvers.pages.read_page` says."""

    @property
    def kind(self) -> Any:
        """An enum whose values are words such as ``page``, ``login``, ``soft 404``."""

    @property
    def record(self) -> Any:
        """What the page states of the work on it: ``title``, ``titles``, ``author``."""

    @property
    def signs(self) -> tuple[str, ...]:
        """By what the kind was told."""

    @property
    def text(self) -> str:
        """The readable text."""

    @property
    def target(self) -> str:
        """Where a meta refresh leads."""


ReadPage = Callable[[bytes, str, Mapping[str, str], str], Reading]
"""Reads a page: its body, where it came from, its headers, and the address asked for."""

Archive = Callable[[str, datetime.date | None], str]
"""Gives the address of an archived copy of an address, nearest to a day; empty for none."""


@dataclass(frozen=True, slots=True)
class HostRule:
    """How one host, with everything under it, is to be asked, beyond the usual.

    ``headers`` may name environment variables as ``${NAME}``: tokens belong there, not in files.
    They are sent to this host alone, never along a redirect to another one.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    concurrency: int | None = None
    interval: float | None = None


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How links are checked.

    Times are in seconds. ``run_seconds`` bounds the run, ``link_seconds`` one link with its
    redirects and retries from its first request on, ``attempt_seconds`` one request up to its
    headers, ``body_seconds`` the reading of one body. ``longest_wait`` bounds what ``Retry-After``
    may ask for. ``host_failures`` is after how many failures in a row, without one answer, a host
    is given up. ``page_bytes`` is how much is read of a page to see what it is, ``body_bytes`` how
    much to find a fragment, title or quotation in it; both count decompressed bytes.

    ``strikes`` is how many runs must find a link dead before it is called so, where ``state``
    names a file. ``cache`` names a file in which good links are kept for ``cache_days``, give or
    take a tenth. ``hosts`` holds rules by host name. ``proxies`` maps schemes to proxies, ``None``
    takes those of the environment. ``ca_file`` holds certificates to trust besides the usual,
    ``client_certificate`` a certificate with its key to show.
    """

    concurrency: int = 256
    host_concurrency: int = 8
    host_interval: float = 0.0
    run_seconds: float = 3600.0
    link_seconds: float = 16.0
    attempt_seconds: float = 8.0
    body_seconds: float = 4.0
    retries: int = 2
    backoff_seconds: float = 0.5
    longest_wait: float = 10.0
    max_redirects: int = 10
    host_failures: int = 5
    page_bytes: int = 262_144
    body_bytes: int = 4_000_000
    fragments: bool = True
    soft: bool = True
    robots: bool = False
    allow_private: bool = False
    user_agent: str = USER_AGENT
    hosts: Mapping[str, HostRule] = field(default_factory=dict)
    proxies: Mapping[str, str] | None = None
    ca_file: Path | None = None
    client_certificate: tuple[Path, Path] | None = None
    cache: Path | None = None
    cache_days: float = 1.0
    state: Path | None = None
    strikes: int = 3
    strike_hours: float = 1.0
    resume_hours: float = 24.0
    read_page: ReadPage | None = None
    archived: Archive | None = None
    archive: Archive | None = None
    resolve: Resolve | None = None
    is_public: Callable[[str], bool] = addresses.is_public


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: addresses found so far, done, being asked; and whether all are found."""

    found: int
    done: int
    active: int
    complete: bool
