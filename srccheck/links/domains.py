"""Hosts, sites and how deep an address lies in its site."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_HOME = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?|(?:index|default|home)(?:\.\w{2,5})?", re.IGNORECASE)


@functools.cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def registrable(host: str) -> str:
    """The part of a host that someone registered (Public Suffix List, its private part included).

    A host that has none (an IP address, a bare suffix) stands for itself.

    >>> registrable("www.bbc.co.uk"), registrable("someone.github.io"), registrable("127.0.0.1")
    ('bbc.co.uk', 'someone.github.io', '127.0.0.1')
    """
    host = host.lower().rstrip(".")
    if re.fullmatch(r"[\d.]{1,20}|\[?[\da-f:.%]{0,60}:[\da-f:.%]{0,60}\]?", host):
        return host
    return _suffixes().privatesuffix(host) or host


def host_of(url: str) -> str:
    """The host of an address, in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to the same registrable domain."""
    return registrable(host_of(a)) == registrable(host_of(b))


def same_host(a: str, b: str) -> bool:
    """Whether two addresses have the same host, give or take ``www.``."""
    return host_of(a).removeprefix("www.") == host_of(b).removeprefix("www.")


def depth(url: str) -> int:
    """How many steps below the front page an address lies; queries and fragments count as one.

    >>> depth("https://example.org/"), depth("https://example.org/fr/"), depth("https://e.org/a/b")
    (0, 0, 2)
    >>> depth("https://example.org/?p=12"), depth("https://example.org/index.html")
    (1, 0)
    """
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if steps and len(steps) == 1 and _HOME.fullmatch(steps[0]):
        steps = []
    return len(steps) + bool(parts.query) + bool(parts.fragment)
