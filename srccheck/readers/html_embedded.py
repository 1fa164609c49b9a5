"""What an HTML tag leads to besides ``<a href>`` and ``<img src>``: what it loads, cites or shows.

Source: the WHATWG HTML standard, the attributes of type "valid URL" in its index of attributes;
``srcset`` as in section 4.8.4.2.1. Left out are addresses that are not meant to be followed: what
forms are sent to, hints on hosts to connect to, and names of the page itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from srccheck.model import Link, Span
from srccheck.readers.html_tokens import HtmlToken

_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "area": ("href",),
    "audio": ("src",),
    "blockquote": ("cite",),
    "del": ("cite",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("srcset",),
    "ins": ("cite",),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "q": ("cite",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
_NOT_FOLLOWED = {"canonical", "dns-prefetch", "edituri", "pingback", "preconnect", "search",
                 "shortlink", "wlwmanifest"}  # fmt: skip
_CANDIDATE = re.compile(r"[\s,]*+(\S*[^\s,])[^,]*+")
_REFRESH = re.compile(
    r"\s{0,9}\d{1,6}[\d.]{0,9}\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?(.{1,2000})",
    re.IGNORECASE | re.DOTALL,
)
_NOWHERE = re.compile(r"#|about:|blob:|data:|javascript:", re.IGNORECASE)


def embedded(token: HtmlToken, source: str, shift: int) -> Iterator[Link]:
    """The links of a start tag, each at its place in the source.

    Args:
        token: the tag.
        source: the file in which it stands.
        shift: what to add to the offsets of the tag to have those in the file.
    """
    start, end = token.start + shift, token.end + shift
    for target, image in _targets(token):
        if not target or _NOWHERE.match(target):
            continue
        written = target if source.find(target, start, end) >= 0 else html.escape(target, False)
        place = source.find(written, start, end)
        span = Span(place, place + len(written)) if place >= 0 else Span(start, end)
        start = span.start + 1  # the next address stands after this one
        yield Link(token.attributes.get("alt", ""), target, span, image)


def _targets(token: HtmlToken) -> Iterator[tuple[str, bool]]:
    attributes = token.attributes
    if token.name == "meta":
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            match = _REFRESH.match(attributes.get("content", ""))
            yield (match[1].strip().strip("'\"").strip() if match else ""), False
        return
    relations = set(attributes.get("rel", "").lower().split())
    if token.name == "link" and relations & _NOT_FOLLOWED:
        return
    for name in _ATTRIBUTES.get(token.name, ()):
        value = attributes.get(name, "").strip()
        if name.endswith("srcset"):
            if not value.lower().startswith("data:"):
                yield from ((match[1], True) for match in _CANDIDATE.finditer(value))
        else:
            yield value, name == "poster"
