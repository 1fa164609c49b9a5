"""The only place that opens a connection; everything else asks a :class:`Client`.

A request ends in an :class:`Exchange`, whatever happens: an outage, a refusal or a time-out is
an :class:`~srccheck.model.Outcome`, not an exception.
"""

from srccheck.net.client import Asks, Client, OfflineClient
from srccheck.net.exchange import Exchange
from srccheck.net.services import SERVICES, Service
from srccheck.net.settings import NetSettings

__all__ = ["SERVICES", "Asks", "Client", "Exchange", "NetSettings", "OfflineClient", "Service"]
