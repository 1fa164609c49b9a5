"""Copies in the Internet Archive: found for links that are broken, made of those that are not.

The availability API (https://archive.org/help/wayback_api.php) and Save Page Now. Sent to the
Internet Archive: the address of the link.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from srccheck.model.evidence import Outcome

if TYPE_CHECKING:
    from srccheck.net import Asks

_AVAILABILITY = "wayback-availability"
_ARCHIVE = "internet-archive"


class InternetArchive:
    """Finds and makes copies with a client; its methods are what the settings of links want.

    >>> class Silent:
    ...     def base(self, service): return "https://archive.example"
    ...     def get(self, url, **rest):
    ...         from srccheck.net.client import unasked
    ...         return unasked("wayback-availability", url, "offline")
    >>> InternetArchive(Silent()).copy_of("https://example.org/", None)
    ''
    """

    def __init__(self, client: Asks) -> None:
        self._client = client

    def copy_of(self, url: str, day: datetime.date | None) -> str:
        """The address of the good copy nearest to a day, or of the latest; empty for none."""
        parameters = {"url": url} | ({"timestamp": f"{day:%Y%m%d}"} if day else {})
        exchange = self._client.get(
            f"{self._client.base(_AVAILABILITY)}/wayback/available",
            service=_AVAILABILITY,
            parameters=parameters,
        )
        if exchange.outcome is not Outcome.FOUND:
            return ""
        try:
            return _closest(exchange.json())
        except ValueError:
            return ""

    def save(self, url: str, day: datetime.date | None = None) -> str:
        """Ask for a copy to be made now; its address, or empty when none was made."""
        del day
        exchange = self._client.get(f"{self._client.base(_ARCHIVE)}/save/{url}", service=_ARCHIVE)
        is_copy = "/web/" in exchange.final_url
        return exchange.final_url if exchange.outcome is Outcome.FOUND and is_copy else ""


def _closest(answer: object) -> str:
    snapshots = answer.get("archived_snapshots") if isinstance(answer, Mapping) else None
    closest = snapshots.get("closest") if isinstance(snapshots, Mapping) else None
    if not isinstance(closest, Mapping) or not closest.get("available"):
        return ""
    if str(closest.get("status", "200")) != "200":
        return ""
    return str(closest.get("url", "")).replace("http://web.archive.org", "https://web.archive.org")
