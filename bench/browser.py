"""A headless Chromium, spoken to over a pipe (the Chrome DevTools Protocol), for looking at pages.

Needs Chromium (on Debian: ``apt-get install chromium``), and nothing from PyPI.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_PATIENCE = 120


class Browser:
    """One page of a browser."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    _session = None

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its result; events on the way are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._send(json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)
        raise TimeoutError(method)

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._to, data) :]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._back, 1 << 16)
            if not chunk:
                raise RuntimeError("the browser has ended")
            self._rest += chunk
        one, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(one)
        return message

    def open(self, path: Path) -> float:
        """Open a file; how many seconds it took until the page was loaded and drawn."""
        return self.go(path.resolve().as_uri())

    def go(self, url: str) -> float:
        """The same for an address."""
        self.events.clear()
        start = time.monotonic()
        self.ask("Page.navigate", url=url)
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self.events.append(self._read())
        self.run("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        return time.monotonic() - start

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def look(self, path: Path, *, width: int = 1100, height: int = 1400) -> None:
        """Keep a picture of what is to be seen."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)  # fmt: skip
        shot = self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    def media(self, scheme: str, media: str = "") -> None:
        """Prefer ``light`` or ``dark``; be a ``screen`` or ``print``."""
        wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=wanted)

    def print(self, path: Path) -> None:
        """Keep the page as a PDF."""
        made = self.ask("Page.printToPDF", printBackground=True, paperWidth=8.27, paperHeight=11.7)
        path.write_bytes(base64.b64decode(made["data"]))


@contextmanager
def browser(program: str = "chromium") -> Iterator[Browser]:
    """A browser that ends with the block."""
    found = shutil.which(program)
    if found is None:
        raise SystemExit(f"{program} is not installed (apt-get install chromium)")
    # bash and not sh, which may take no file descriptor above 9
    to_child, to = os.pipe()
    back, from_child = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                "/bin/bash", "-c", f'exec "$0" "$@" 3<&{to_child} 4>&{from_child}',
                found, *_OPTIONS, f"--user-data-dir={profile}",
            ],
            pass_fds=(to_child, from_child), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_child)
        os.close(from_child)
        try:
            yield Browser(to, back)
        finally:
            process.terminate()
            process.wait(30)
            os.close(to)
            os.close(back)
