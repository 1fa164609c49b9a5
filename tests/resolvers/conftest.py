"""Cassettes, recorded against the stand-ins in ``tests/standin`` and replayed without a server.

See ``cassettes/README.md`` for what they are and how to record them anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from vcr.request import Request
from vcr.stubs import VCRHTTPConnection, VCRHTTPResponse, VCRHTTPSConnection

from srccheck.net import SERVICES, Client, NetSettings, transport
from srccheck.net.exchange import without_secrets

from ..standin import server

CASSETTES = Path(__file__).parents[2] / "cassettes"
LIVE = bool(os.environ.get("SRCCHECK_RECORD_LIVE"))
NOWHERE = "http://127.0.0.1:9"
MODES = {
    "test_rate_limited": "limited",
    "test_broken": "broken",
    "test_truncated": "truncated",
}
FOLDERS = {"doi_org": "doi.org"}
_LOCAL = re.compile(r"http://127\.0\.0\.1:\d+/[a-z]+/")


class Replayed(VCRHTTPResponse):
    """A replayed answer, read as urllib3's own are."""

    def read1(self, amount: int = -1, decode_content: bool | None = None) -> bytes:
        return bytes(self._content.read1(amount))


class _Replaying:
    def getresponse(self, *args: Any, **named: Any) -> Any:
        response = super().getresponse(*args, **named)  # type: ignore[misc]
        response.__class__ = Replayed
        self.real_connection.close()  # type: ignore[attr-defined]
        return response


LOOKED_AT = frozenset(
    {"cf-mitigated", "content-language", "content-type", "last-modified", "link", "location",
     "memento-datetime", "retry-after", "x-rate-limit-interval", "x-rate-limit-limit"}
)  # fmt: skip


class Plain(_Replaying, VCRHTTPConnection):
    _baseclass = transport._HTTPConnection


class Encrypted(_Replaying, VCRHTTPSConnection):
    _baseclass = transport._HTTPSConnection


def as_asked(request: Request) -> Request:
    """The request as it would go to the service itself, without keys and without the port."""
    request.uri = without_secrets(_LOCAL.sub("https://", request.uri))
    accepted = request.headers.get("Accept", "")
    request.headers = {"Accept": accepted}
    return request


def as_kept(response: dict[str, Any]) -> dict[str, Any]:
    """The response with those headers alone that are looked at."""
    kept = {name: value for name, value in response["headers"].items()
            if name.lower() in LOOKED_AT}  # fmt: skip
    return {**response, "headers": kept}


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    return {
        "before_record_request": as_asked,
        "before_record_response": as_kept,
        "match_on": ["method", "uri"],
        "decode_compressed_response": True,
        "custom_patches": (
            (transport._HTTPPool, "ConnectionCls", Plain),
            (transport._HTTPSPool, "ConnectionCls", Encrypted),
        ),
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def default_cassette_name(request: pytest.FixtureRequest) -> str:
    """``datacite/found`` for the test ``test_found`` in ``test_datacite.py``."""
    marker = request.node.get_closest_marker("default_cassette")
    name = marker.args[0] if marker else request.node.originalname.removeprefix("test_")
    parameters = getattr(getattr(request.node, "callspec", None), "params", {})
    module = request.module.__name__.rpartition(".test_")[2]
    service = parameters.get("service") or FOLDERS.get(module, module.replace("_", "-"))
    return f"{service}/{name.replace('_', '-')}"


@pytest.fixture
def address(record_mode: str) -> Iterator[str]:
    """Where the stand-ins are: nowhere, unless cassettes are recorded."""
    if record_mode == "none":
        yield NOWHERE
    else:
        with server.running() as running:
            yield running


@pytest.fixture
def client(
    request: pytest.FixtureRequest, address: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    """A client that asks the stand-ins, in the mode that the name of the test says."""
    monkeypatch.setenv("OPENALEX_API_KEY", os.environ.get("OPENALEX_API_KEY", "a-key"))
    mode = MODES.get(request.node.originalname, "works")
    bases = {
        name: f"{address}/{mode}/{urlsplit(service.base).netloc}{urlsplit(service.base).path}"
        for name, service in SERVICES.items()
    }
    asking = Client(
        NetSettings(
            attempts=1,
            web_rate=1000,
            allow_private=not LIVE,
            bases={} if LIVE else bases,
        )
    )
    yield asking
    asking._session().close()
