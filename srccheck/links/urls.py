"""Addresses as they are written in documents, made into addresses that can be asked."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_SAFE = "%/:=&?~#+!$,;'@()*[]"
_FORBIDDEN = re.compile(r"[\s<>\"\\^`{|}]")


class BadAddressError(ValueError):
    """It is no address that a browser could follow."""


def to_ask(url: str) -> str:
    """An address in the form in which it is sent (RFC 3986, RFC 5891), without its fragment.

    Args:
        url: an address with scheme and host.

    Raises:
        BadAddressError: it has no usable host or port.

    >>> to_ask("https://bücher.example/Élan vital?q=é#part")
    'https://xn--bcher-kva.example/%C3%89lan%20vital?q=%C3%A9'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddressError(f"{url!r} is no address: {error}") from error
    if not host or _FORBIDDEN.search(host):
        raise BadAddressError(f"{url!r} names no host")
    scheme = parts.scheme.lower()
    name = f"[{host}]" if ":" in host else _ascii(host, url)
    default = {"http": 80, "https": 443}.get(scheme)
    netloc = name if port in (None, default) else f"{name}:{port}"
    if parts.username:  # browsers drop names and passwords of links; servers must not see them
        netloc = netloc.rpartition("@")[2]
    path = quote(parts.path, safe=_SAFE) or "/"
    return urlunsplit((scheme, netloc, path, quote(parts.query, safe=_SAFE), ""))


def _ascii(host: str, url: str) -> str:
    host = host.rstrip(".")
    if host.isascii():
        if len(host) > 253 or any(len(label) > 63 or not label for label in host.split(".")):
            raise BadAddressError(f"{url!r} names no host")
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise BadAddressError(f"{url!r} names no host: {error}") from error


def joined(base: str, location: str) -> str:
    """Where a ``Location`` leads, its fragment kept.

    Raises:
        BadAddressError: nowhere, or to something else than http and https.
    """
    try:
        # Servers send raw UTF-8, which HTTP libraries read as Latin-1 or surrogates.
        raw = location.encode("latin-1", "surrogateescape").decode("utf-8", "strict")
    except (UnicodeEncodeError, UnicodeDecodeError):
        raw = location.encode("utf-8", "replace").decode("utf-8")
    try:
        target = urljoin(base, raw.strip())
    except ValueError as error:
        raise BadAddressError(f"it leads to {location!r}") from error
    if urlsplit(target).scheme.lower() not in ("http", "https"):
        raise BadAddressError(f"it leads to {target[:200]!r}")
    fragment = target.partition("#")[2]
    asked = to_ask(target)
    return f"{asked}#{quote(fragment, safe=_SAFE)}" if fragment else asked


_FILE = re.compile(
    r"\.(?:pdf|epub|zip|gz|bz2|xz|7z|tar|rar|png|jpe?g|gif|webp|avif|svg|ico|tiff?|mp[34]|m4[av]|"
    r"og[gv]|webm|mov|avi|wav|flac|docx?|xlsx?|pptx?|od[tsp]|csv|exe|dmg|iso|whl|jar|deb|rpm)$",
    re.IGNORECASE,
)


def is_file(url: str) -> bool:
    """Whether an address looks like that of a file whose body tells nothing about the link."""
    return _FILE.search(urlsplit(url).path) is not None
