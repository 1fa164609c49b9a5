"""Name servers that lie."""

from __future__ import annotations

import socket
from collections import Counter

from server import Web

SPECIAL = ("10.0.0.1", 80)


class Names:
    """Name servers for ``.test`` that lie, fail and change their minds; all else is missing."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.asked: Counter[str] = Counter()
        self.closed_port = _closed_port()

    def __call__(self, host: str, port: int) -> list[tuple[str, int]]:
        self.asked[host] += 1
        here = ("127.0.0.1", self.web.ports.get(host.split(".")[0], self.web.port))
        match host:
            case "no-such-host.test":
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            case "servers-fail.test":
                raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
            case "denied-once.test" if self.asked[host] == 1:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            case "failing-once.test" if self.asked[host] == 1:
                raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
            case "private.test":
                return [SPECIAL]
            case "mixed.test":
                return [here, SPECIAL]
            case "rebound.test":
                return [here] if self.asked[host] == 1 else [SPECIAL]
            case "refused.test":
                return [("127.0.0.1", self.closed_port)]
            case "one-dead-address.test":
                return [("127.0.0.1", self.closed_port), here]
        if host.endswith((".test", "xn--bcher-kva.test")):
            return [here]
        if host[0].isdigit() or ":" in host:
            return [(host, port)]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _closed_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
