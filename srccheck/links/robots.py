"""robots.txt (RFC 9309), for those who want it obeyed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from srccheck.links.cookies import Cookies
from srccheck.links.settings import LinkSettings
from srccheck.links.transport import Transport

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

_MOST_BYTES = 512_000


class Robots:
    """Asks each site for its robots.txt once."""

    def __init__(self, transport: Transport, settings: LinkSettings) -> None:
        self._transport = transport
        self._settings = settings
        self._rules: dict[str, asyncio.Task[RobotFileParser]] = {}

    async def allows(self, url: str) -> bool:
        """Whether a site lets this program ask for one of its addresses."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        task = self._rules.get(site)
        if task is None:
            task = self._rules[site] = asyncio.create_task(self._fetch(site))
        rules = await asyncio.shield(task)
        return rules.can_fetch(self._settings.user_agent.partition("/")[0], url)

    async def _fetch(self, site: str) -> RobotFileParser:
        seconds = self._settings.attempt_seconds / 2
        answer = await self._transport.ask(
            f"{site}/robots.txt", "GET", {"Accept": "text/plain"}, Cookies(), seconds, seconds,
            _MOST_BYTES)  # fmt: skip
        from urllib.robotparser import RobotFileParser

        rules = RobotFileParser()
        good = answer.status == 200 and not answer.fault
        text = answer.body.decode("utf-8", "replace") if good else ""
        rules.parse(text.splitlines())
        return rules
