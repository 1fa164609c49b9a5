"""What clients take for requests alone, nothing judged; a part of ``links.py``."""

from __future__ import annotations

import asyncio
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

AT_ONCE = 128


def with_aiohttp(urls: list[str]) -> None:
    """One event loop."""
    import aiohttp

    async def ask_all() -> None:
        left = iter(urls)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def ask() -> None:
                for url in left:
                    async with session.get(url, allow_redirects=False) as answer:
                        await answer.read()

            await asyncio.gather(*(ask() for _ in range(AT_ONCE)))

    asyncio.run(ask_all())


def with_httpcore(urls: list[str]) -> None:
    """One event loop; the pool is no larger, because each request looks through all of it."""
    import httpcore

    async def ask_all() -> None:
        left = iter(urls)
        async with httpcore.AsyncConnectionPool(
            max_connections=AT_ONCE, max_keepalive_connections=20
        ) as pool:

            async def ask() -> None:
                for url in left:
                    await pool.request("GET", url)

            await asyncio.gather(*(ask() for _ in range(AT_ONCE)))

    asyncio.run(ask_all())


def with_requests(urls: list[str]) -> None:
    """A thread with a session for each request at once."""
    import requests

    left, lock = iter(urls), threading.Lock()

    def ask() -> None:
        session = requests.Session()
        session.trust_env = False
        while True:
            with lock:
                url = next(left, None)
            if url is None:
                return
            session.get(url, allow_redirects=False, timeout=20)

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    client, *files = sys.argv[1:]
    found = [re.findall(r"\(([^()]+)\)", Path(path).read_text()) for path in files]
    urls = [url for each in found for url in each]
    clients: dict[str, Callable[[list[str]], None]] = {
        "aiohttp": with_aiohttp,
        "httpcore": with_httpcore,
        "requests": with_requests,
    }
    run = clients[client]
    wall, cpu = time.monotonic(), time.process_time()
    run(urls)
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    print(f"{wall:7.1f} s {cpu:7.2f} s {1000 * cpu / len(urls):6.2f} ms")


if __name__ == "__main__":
    main()
