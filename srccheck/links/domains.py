"""Hosts, sites and how deep an address lies in its site."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_HOME = re.compile(r"(?:index|default|home)(?:\.\w{2,5})?", re.IGNORECASE)
_FRONT = re.compile(r"(?:index|default)(?:\.\w{2,5})?", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2})?", re.IGNORECASE)
_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Two-letter codes of ISO 639-1: many sites keep a front page under each."""


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
    >>> depth("https://example.org/ok")
    1
    >>> depth("https://example.org/?p=12"), depth("https://example.org/index.html")
    (1, 0)
    """
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if len(steps) == 1 and (_HOME.fullmatch(steps[0]) or _is_language(steps[0])):
        steps = []
    return len(steps) + bool(parts.query) + bool(parts.fragment)


def is_front(url: str) -> bool:
    """Whether an address can be nothing else than the front page of its host.

    ``/home`` and ``/it/`` may be pages among others.

    >>> is_front("https://example.org/index.php"), is_front("https://example.org/it/")
    (True, False)
    """
    name = urlsplit(url).path.strip("/")
    return depth(url) == 0 and (not name or _FRONT.fullmatch(name) is not None)


def _is_language(step: str) -> bool:
    match = _LANGUAGE.fullmatch(step)
    return match is not None and match[1].lower() in _LANGUAGES.split()
