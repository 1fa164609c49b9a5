"""Which addresses may be connected to.

Documents are untrusted: a link may point at a machine behind the firewall, and a host name
may resolve to one only at the second look-up. So the name is resolved once, every address is
checked, and the connection is made to a checked address itself.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from typing import Any

AddressInfo = tuple[Any, ...]
"""One answer of :func:`socket.getaddrinfo`."""


class ForbiddenAddressError(OSError):
    """The host is, or resolves to, an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Private, loopback, link-local (with the metadata services of clouds), multicast, reserved and
    unspecified addresses do not, nor do IPv6 addresses that wrap such an IPv4 address
    (IANA special-purpose address registries; RFC 6052, RFC 3056, RFC 4380).

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        for inner in _wrapped(ip):
            if not is_public(str(inner)):
                return False
    return ip.is_global and not ip.is_multicast


def _wrapped(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    inner = [ip.ipv4_mapped, ip.sixtofour]
    if ip.teredo:
        inner.extend(ip.teredo)
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [address for address in inner if address is not None]


def resolve(host: str, port: int, timeout: float) -> list[AddressInfo]:
    """The addresses of a host, waiting at most ``timeout`` seconds.

    Raises:
        TimeoutError: the name servers did not answer in time.
        OSError: there is no such host, or the name servers failed (:class:`socket.gaierror`).
    """
    answers: queue.SimpleQueue[list[AddressInfo] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else socket.gaierror(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout, 0.001))
    except queue.Empty:
        raise TimeoutError(f"the name {host} was not resolved in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def public_only(host: str, found: list[AddressInfo]) -> list[AddressInfo]:
    """The same addresses, if every one of them is public.

    Raises:
        ForbiddenAddressError: one of them is not; a name that mixes both is not trusted at all.
    """
    for info in found:
        address = str(info[4][0])
        if not is_public(address):
            raise ForbiddenAddressError(f"{host} is at {address}, which is not a public address")
    return found
