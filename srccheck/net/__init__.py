"""The only place that opens a connection; everything else asks a :class:`Client`.

A request ends in an :class:`Exchange`, whatever happens: an outage, a refusal or a time-out is
an :class:`~srccheck.model.Outcome`, not an exception.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from srccheck.net.client import Asks, Client, OfflineClient
    from srccheck.net.exchange import Exchange
    from srccheck.net.services import SERVICES, Service
    from srccheck.net.settings import NetSettings

__all__ = ["SERVICES", "Asks", "Client", "Exchange", "NetSettings", "OfflineClient", "Service"]

_HOMES = {
    "SERVICES": "services",
    "Asks": "client",
    "Client": "client",
    "Exchange": "exchange",
    "NetSettings": "settings",
    "OfflineClient": "client",
    "Service": "services",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for: links need no ``requests``, which takes a tenth of a second."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
