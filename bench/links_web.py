"""The misbehaving web of the tests on hundreds of loopback addresses, with latency.

``python bench/links_web.py HOSTS MEDIAN SIGMA`` prints its port when it is ready, and serves until
its standard input ends. ``/-/counts`` tells what was asked how often.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "links" / "web"))

import ways
from server import Request, Web


def hosts(count: int) -> list[str]:
    """Loopback addresses that stand for hosts, each alone in its network."""
    return [f"127.{1 + n // 200}.{1 + n % 200}.1" for n in range(count)]


def latency(address: str, median: float, sigma: float) -> float:
    """The time an address takes, always the same: log-normal."""
    if median <= 0:
        return 0.0
    return math.exp(random.Random(address).gauss(math.log(median), sigma))  # noqa: S311


async def serve(count: int, median: float, sigma: float) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()

    async def handle(request: Request) -> None:
        if request.path == "/-/counts":
            asked = Counter(
                {key: n for key, n in web.seen.items() if "/-/" not in key and " " not in key}
            )
            twice = sorted(key for key, n in asked.items() if n > 1)
            told = {"total": asked.total(), "addresses": len(asked), "twice": twice}
            await request.answer(200, json.dumps(told).encode(), "application/json")
            return
        await asyncio.sleep(latency(f"{request.host}{request.path}", median, sigma))
        await ways.handle(request)

    web = Web(handle)
    web.host = "127.0.0.1"
    await web.start()
    for host in (*hosts(count), "127.99.99.99"):
        web.host = host
        port = web.port
        await web.start(port)
    print(web.port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
