"""Host names to addresses that may be connected to, looked up once and pinned.

Connections are made to the very addresses that were checked, which leaves no time between check
and use in which a name could come to mean another machine.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor

from srccheck.links.seen import Fault
from srccheck.links.settings import LinkSettings
from srccheck.net import addresses

_LOOK_UPS_AT_ONCE = 32
_NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NoAddressError(OSError):
    """A host has no address that may be used; ``fault`` says why."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


class Names:
    """Looks names up in threads, checks every address, and keeps good answers for the run."""

    def __init__(self, settings: LinkSettings, exempt: frozenset[str] = frozenset()) -> None:
        self._settings = settings
        self._exempt = exempt
        """Proxies: they may well stand in a private network."""
        self._known: dict[tuple[str, int], asyncio.Task[list[tuple[str, int]]]] = {}
        self._literals: dict[tuple[str, int], list[tuple[str, int]]] = {}
        self._threads = ThreadPoolExecutor(_LOOK_UPS_AT_ONCE, "names")

    async def check(self, host: str, port: int, timeout: float) -> list[tuple[str, int]]:
        """The addresses of a host.

        Raises:
            NoAddressError: it has none, or one that is not public.
        """
        key = (host, port)
        if key in self._literals:
            return self._literals[key]
        if self._settings.resolve is None and is_literal(host):
            found = self._literals[key] = self._checked(host, [key])
            return found
        task = self._known.get(key)
        if task is None:
            task = self._known[key] = asyncio.create_task(self._look_up(host, port))
        elif task.done() and not task.cancelled() and task.exception() is None:
            return task.result()
        try:
            return await asyncio.wait_for(asyncio.shield(task), timeout)
        except TimeoutError:
            raise NoAddressError(
                Fault.NAME_SERVERS, f"the name {host} was not resolved in time"
            ) from None
        except NoAddressError:
            if self._known.get(key) is task:  # failures are not kept
                del self._known[key]
            raise

    async def close(self) -> None:
        """Let the threads go, without waiting for look-ups that hang."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str, port: int) -> list[tuple[str, int]]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, self._ask, host, port)
        except socket.gaierror as error:
            fault = Fault.NO_SUCH_HOST if error.errno in _NO_SUCH_HOST else Fault.NAME_SERVERS
            why = "there is no host" if fault is Fault.NO_SUCH_HOST else "the name servers fail on"
            raise NoAddressError(fault, f"{why} {host}") from error
        except UnicodeError as error:
            raise NoAddressError(Fault.BAD_ADDRESS, f"{host} is no host name") from error
        except OSError as error:
            raise NoAddressError(Fault.NAME_SERVERS, str(error)) from error
        if not found:
            raise NoAddressError(Fault.NO_SUCH_HOST, f"{host} has no address")
        return self._checked(host, found)

    def _checked(self, host: str, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
        if not self._settings.allow_private and host not in self._exempt:
            for ip, _ in found:  # a name that mixes both is not trusted at all
                if not self._settings.is_public(ip):
                    raise NoAddressError(Fault.PRIVATE, f"{host} is at {ip}, not a public address")
        return found

    def _ask(self, host: str, port: int) -> list[tuple[str, int]]:
        if self._settings.resolve:
            return list(self._settings.resolve(host, port))
        found = addresses.resolve(host, port, self._settings.attempt_seconds)
        return list(dict.fromkeys((str(info[4][0]), port) for info in found))


def is_literal(host: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True
