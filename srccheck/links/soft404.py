"""Soft 404: pages that stand for missing ones, found by asking for an address that cannot be.

After Bar-Yossef, Broder, Kumar and Tomkins, "Sic Transit Gloria Telae" (WWW 2004): a server that
answers a random name beside a page just as it answers for the page has no such page.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from srccheck.links.seen import Page, Sibling
from srccheck.text.similarity import similarity

_ALIKE = 0.97
_FEW = 5


def sibling_of(url: str) -> str:
    """An address beside another one that no one has made.

    The same for all addresses of a directory, so that one question serves them all, and kept to
    letters, so that it passes for a page.

    >>> sibling_of("https://example.org/a/b.html") == sibling_of("https://example.org/a/c.html")
    True
    >>> sibling_of("https://example.org/a/b.html")
    'https://example.org/a/xzivdsjhihuxgdnt.html'
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")
    suffix = re.search(r"\.(?:html?|php|aspx?|jsp)$", last)
    slash = "/" if parts.path.endswith("/") else ""
    import hashlib

    digest = hashlib.sha256(f"srccheck {parts.netloc} {folder}".encode()).digest()
    name = "".join(chr(ord("a") + byte % 26) for byte in digest[:16])
    return urlunsplit(
        (parts.scheme, parts.netloc, f"{folder}/{name}{suffix[0] if suffix else slash}", "", "")
    )


def is_same_page(page: Page, url: str, sibling: Sibling) -> bool:
    """Whether an invented address shows the same page, the address itself left out of the text.

    Pages that scripts fill look alike before they do: the caller leaves those out.
    """
    other = sibling.page
    if other is None or not 200 <= sibling.status < 300 or page.words < _FEW:
        return False
    if abs(page.words - other.words) > 0.05 * page.words + 3:
        return False
    text, beside = _without(page.text, url), _without(other.text, sibling.url)
    return similarity(page.title, other.title) >= 0.8 and similarity(text, beside) >= _ALIKE


def _without(text: str, url: str) -> str:
    path = urlsplit(url).path
    for piece in (url, path, path.strip("/"), path.rstrip("/").rpartition("/")[2]):
        if len(piece) > 2:
            text = text.replace(piece, "")
    return text[:5000]
