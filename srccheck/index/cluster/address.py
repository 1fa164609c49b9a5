"""Where a cluster is, and with which credentials it is asked."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from srccheck.config import CLUSTERS
from srccheck.errors import UsageError

HOST, USER, PASSWORD, API_KEY = (
    f"SRCCHECK_OPENSEARCH_{name}" for name in ("HOST", "USER", "PASSWORD", "API_KEY")
)
"""Variables of the environment. The host is named beside its credentials, so that an address in the
configuration of a folder that came from somebody else never gets them."""
PORT = 9200
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
"""Names of indices: what OpenSearch and Elasticsearch both take, without wildcards or lists."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_EXAMPLE = f"{CLUSTERS[0]}search.example:9200/works"


@dataclass(frozen=True, slots=True)
class Address:
    """An index in a cluster.

    >>> address("opensearch+https://search.example/works")
    Address(host='search.example', port=9200, secure=True, prefix='', name='works')
    """

    host: str
    port: int
    secure: bool
    prefix: str
    """The path under which the cluster is, where it stands behind a gateway."""
    name: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{CLUSTERS[not self.secure]}{host}:{self.port}{self.prefix}/{self.name}"


def address(text: str) -> Address:
    """Read an address.

    Raises:
        UsageError: it is none, or holds credentials; what it says is not repeated then.
    """
    remedy = f"such as {_EXAMPLE}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        raise UsageError("not the address of an index in a cluster", remedy=remedy) from None
    if "@" in parts.netloc:
        raise UsageError(
            "the address of a cluster holds credentials",
            remedy=f"give them in {HOST}, {USER} and {PASSWORD}, or {API_KEY}",
        )
    prefix, _, name = parts.path.rpartition("/")
    known = text.startswith(CLUSTERS) and host and not parts.query and not parts.fragment
    if not known or not _NAME.fullmatch(name):
        raise UsageError(f"not the address of an index in a cluster: {text[:200]}", remedy=remedy)
    return Address(host, port, text.startswith(CLUSTERS[0]), prefix, name)


def credentials(where: Address) -> tuple[str, str] | str | None:
    """User and password, or the key, that the environment holds for the host of an address.

    Raises:
        UsageError: they would be sent where others can read them.
    """
    key, user = os.environ.get(API_KEY, ""), os.environ.get(USER, "")
    if not (key or user) or os.environ.get(HOST, "").casefold() != where.host:
        return None
    if not where.secure and where.host not in _LOOPBACK:
        raise UsageError(
            f"credentials are not sent to {where.host} without TLS", remedy=f"use {CLUSTERS[0]}"
        )
    return key or (user, os.environ.get(PASSWORD, ""))
