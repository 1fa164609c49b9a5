"""The transport of ``requests`` made safe: checked addresses, a hard deadline, bounded bodies.

``requests`` bounds each single read, not the whole: a server that sends one byte a second
keeps it for ever. Here a watchdog shuts the connection at the deadline of the request, whatever
it is doing (connecting, TLS, headers, body), and a body is read no further than allowed,
counted after decompression.
"""

from __future__ import annotations

import contextlib
import io
import socket
import threading
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from srccheck.net import addresses
from srccheck.net.gate import Gates

CHUNK = 65_536


class DeadlinePassed(requests.exceptions.Timeout):
    """The request did not end in the time it was given."""


class BodyTooLarge(requests.exceptions.RequestException):
    """The body, once decompressed, is larger than allowed."""


class _Budget(threading.local):
    """The deadline (monotonic seconds) of the request that this thread is making."""

    deadline: float = float("inf")
    allow_private: bool = False

    def left(self) -> float:
        return self.deadline - time.monotonic()


BUDGET = _Budget()


class _Guarded:
    """Mixed into a connection: connects to checked addresses and dies at the deadline."""

    host: str
    port: int
    timeout: Any
    socket_options: Any
    _dns_host: str
    _guard: socket.socket | None = None
    _timer: threading.Timer | None = None

    def _new_conn(self) -> socket.socket:
        try:
            found = addresses.resolve(self._dns_host, self.port, BUDGET.left())
            if not BUDGET.allow_private:
                found = addresses.public_only(self.host, found)
        except TimeoutError as error:
            raise ConnectTimeoutError(self, str(error)) from error
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error  # type: ignore[arg-type]
        sock = self._connect_to_one(found)
        self._guard = sock.dup()
        self.arm()
        return sock

    def _connect_to_one(self, found: list[addresses.AddressInfo]) -> socket.socket:
        last: OSError = OSError(f"{self.host} has no address")
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                for option in self.socket_options or ():
                    sock.setsockopt(*option)
                sock.settimeout(max(0.001, min(_seconds(self.timeout), BUDGET.left())))
                sock.connect(address)
            except OSError as error:
                sock.close()
                last = error
            else:
                sock.settimeout(max(0.001, min(_seconds(self.timeout), BUDGET.left())))
                return sock
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(self, f"{self.host} did not accept in time") from last
        raise NewConnectionError(self, f"{self.host}: {last}") from last  # type: ignore[arg-type]

    def arm(self) -> None:
        """Shut the connection when the deadline of the present request passes."""
        self.disarm()
        guard = self._guard
        if guard is None or BUDGET.deadline == float("inf"):
            return

        def shut() -> None:
            with contextlib.suppress(OSError):
                guard.shutdown(socket.SHUT_RDWR)

        self._timer = threading.Timer(max(0.0, BUDGET.left()), shut)
        self._timer.daemon = True
        self._timer.start()

    def disarm(self) -> None:
        """The request is over: let the connection live."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def request(self, *args: Any, **kwargs: Any) -> None:
        self.arm()
        super().request(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        self.disarm()
        if self._guard is not None:
            self._guard.close()
            self._guard = None
        super().close()  # type: ignore[misc]


def _seconds(timeout: Any) -> float:
    return float(timeout) if isinstance(timeout, int | float) else 60.0


class _HTTPConnection(_Guarded, HTTPConnection):
    pass


class _HTTPSConnection(_Guarded, HTTPSConnection):
    pass


class _Pooled:
    """Mixed into a pool: a connection that waits there has no deadline."""

    def _put_conn(self, connection: Any) -> None:
        if isinstance(connection, _Guarded):
            connection.disarm()
        super()._put_conn(connection)  # type: ignore[misc]


class _HTTPPool(_Pooled, HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(_Pooled, HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


class Transport(HTTPAdapter):
    """Sends one request through its host's gate and reads its body, both within bounds."""

    def __init__(
        self,
        gates: Gates,
        *,
        max_body: int,
        allow_private: bool,
        hosts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.gates = gates
        self.hosts = hosts
        self.max_body = max_body
        self.allow_private = allow_private
        super().__init__(pool_connections=64, pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of guarded connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the body is always read here
        timeout: Any = None,  # noqa: ARG002 - the deadline decides
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send a request; the response has its whole body, or this raises.

        Raises:
            DeadlinePassed: the deadline passed, waiting for the gate included.
            BodyTooLarge: the decompressed body is larger than ``max_body`` bytes.
            requests.exceptions.RequestException: as ``requests`` does.
        """
        BUDGET.allow_private = self.allow_private
        if proxies:
            self._check_host_of(request)
        with self.gates.passing(request.url or "", BUDGET.deadline) as gate:
            left = BUDGET.left()
            if left <= 0:
                raise DeadlinePassed(f"no time left to ask {request.url}", request=request)
            try:
                sent = self._where_to_ask(request)
                response = super().send(sent, True, min(left, 30.0), verify, cert, proxies)
                response.url, response.request = request.url or "", request
                gate.observe(response.status_code, response.headers)
                self._read_body(response, request)
                if BUDGET.left() <= 0:  # a connection that was shut can look like a short answer
                    raise DeadlinePassed(f"{request.url} took too long", request=request)
            except requests.exceptions.RequestException as error:
                if BUDGET.left() <= 0 and not isinstance(error, DeadlinePassed):
                    raise DeadlinePassed(f"{request.url} took too long", request=request) from error
                raise
        return response

    def _where_to_ask(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """The same request to the address that stands in for its host, if one does."""
        parts = urllib3.util.parse_url(request.url or "")
        base = self.hosts.get(parts.host or "")
        if base is None:
            return request
        sent = request.copy()
        sent.url = f"{base.rstrip('/')}{parts.request_uri}"
        sent.headers["Host"] = parts.netloc or ""
        return sent

    def _check_host_of(self, request: requests.PreparedRequest) -> None:
        """Behind a proxy, the name is resolved there: check at least what it is here."""
        host = urllib3.util.parse_url(request.url or "").host or ""
        if BUDGET.allow_private:
            return
        try:
            addresses.public_only(host, addresses.resolve(host, 0, BUDGET.left()))
        except addresses.ForbiddenAddressError as error:
            raise requests.exceptions.InvalidURL(str(error), request=request) from error
        except OSError:
            return  # a name that only the proxy can resolve

    def _read_body(self, response: requests.Response, request: requests.PreparedRequest) -> None:
        raw = response.raw
        body = bytearray()
        try:
            while chunk := raw.read1(CHUNK, decode_content=True):
                body += chunk
                if len(body) > self.max_body:
                    raise BodyTooLarge(
                        f"{request.url} sends more than {self.max_body} bytes", request=request
                    )
                if BUDGET.left() <= 0:
                    raise DeadlinePassed(f"{request.url} took too long", request=request)
        except requests.exceptions.RequestException:
            raw.close()
            raise
        except urllib3.exceptions.DecodeError as error:
            raise requests.exceptions.ContentDecodingError(error, request=request) from error
        except urllib3.exceptions.HTTPError as error:
            raise requests.exceptions.ConnectionError(error, request=request) from error
        except OSError as error:
            raise requests.exceptions.ConnectionError(error, request=request) from error
        response._content = bytes(body)
        headers = dict(response.headers)
        response.raw = urllib3.HTTPResponse(
            body=io.BytesIO(bytes(body)),
            headers={
                key: value for key, value in headers.items() if key.lower() != "content-encoding"
            },
            status=response.status_code,
            reason=response.reason,
            preload_content=False,
        )
