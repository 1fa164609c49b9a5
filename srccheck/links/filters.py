"""Which addresses are asked: patterns to include, exclude and remap; addresses for examples."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import urlsplit

from srccheck.links.options import LinkOptions

IGNORE_FILE = ".srccheckignore"
_RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|example)$", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{|\{%|<%|%\}|\$\{|\$\(|\{[A-Za-z_][\w.:-]{0,60}\}|<[a-z][\w -]{0,40}>")


class Filters:
    """Decides for each address whether it is asked, and which one in its place.

    ``known_hosts`` are hosts for which there is a stand-in: they are asked whatever they are.

    >>> filters = Filters(LinkOptions(exclude=("/private/",)))
    >>> filters.excluded("https://a.org/private/x"), filters.excluded("https://a.org/x")
    ('/private/ is excluded', '')
    """

    def __init__(
        self, options: LinkOptions, ignored: Iterable[str] = (), known_hosts: Iterable[str] = ()
    ) -> None:
        self._include = [re.compile(pattern) for pattern in options.include]
        self._exclude = [re.compile(pattern) for pattern in (*options.exclude, *ignored)]
        self._remap = [(re.compile(old), new) for old, new in options.remap]
        self._paths = options.exclude_path
        self._known = frozenset(host.partition(":")[0].lower() for host in known_hosts)

    def remapped(self, address: str) -> str:
        """The address to check in the place of one."""
        for old, new in self._remap:
            address = old.sub(new, address)
        return address

    def excluded(self, address: str) -> str:
        """Why an address or path is left out; empty when it is not.

        Names that RFC 2606 keeps for examples are no links; those it keeps for what is sure to
        fail (``.invalid``) are asked, and fail.
        """
        if any(pattern.search(address) for pattern in self._include):
            return ""
        for pattern in self._exclude:
            if pattern.search(address):
                return f"{pattern.pattern} is excluded"
        if address.lower().startswith(("http:", "https:")):
            host = hostname(address)
            if host not in self._known and _RESERVED.search(host):
                return f"{host} is kept for examples (RFC 2606)"
        return ""

    def skips(self, path: str) -> bool:
        """Whether the links of a file are left alone."""
        pure = PurePath(path)
        return any(
            pure.match(pattern) or fnmatch.fnmatch(pure.as_posix(), pattern)
            for pattern in self._paths
        )


def hostname(address: str) -> str:
    """The host of an address in lower case; empty where there is none that can be read."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def is_template(address: str) -> bool:
    """Whether something is still to be filled in before it is an address.

    >>> is_template("https://a.org/{{ page }}"), is_template("https://a.org/{owner}/x")
    (True, True)
    >>> is_template("https://a.org/a{b")
    False
    """
    return _TEMPLATE.search(address) is not None


def ignore_patterns(text: str) -> list[str]:
    r"""The patterns of an ignore file: a regular expression to a line, ``#`` begins a comment.

    >>> ignore_patterns("# down until May\n\n^https://slow.example/\n")
    ['^https://slow.example/']
    """
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
