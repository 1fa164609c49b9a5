"""Is there a network at all?"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies

from srccheck.net import addresses

PATIENCE = 4.0
"""Seconds in which one of several well-known names should have been resolved."""


def no_network(urls: Sequence[str], patience: float = PATIENCE) -> bool:
    """Whether not one of the hosts of some addresses has a name that can be resolved.

    Behind a proxy the answer is always no: names are resolved there.
    """
    if {"http", "https", "all"} & set(getproxies()):
        return False
    hosts = list(dict.fromkeys(urlsplit(url).hostname or "" for url in urls))
    resolved: list[str] = []

    def resolve(host: str) -> None:
        try:
            addresses.resolve(host, 443, patience)
        except OSError:
            return
        resolved.append(host)

    threads = [threading.Thread(target=resolve, args=(host,), daemon=True) for host in hosts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return not resolved
