"""One line on standard error that is there only while nothing else is written."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status


class StatusLine:
    """Shows a text, or another in its place, until it is hidden."""

    def __init__(self) -> None:
        self._status: Status | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def show(self, text: str, after: float = 0.0) -> None:
        """Put a text on the line, at once or once some seconds have passed without another."""
        with self._lock:
            self._forget()
            if after > 0:
                self._timer = threading.Timer(after, self._show_late, [text])
                self._timer.daemon = True
                self._timer.start()
            else:
                self._show(text)

    def hide(self) -> None:
        """Take the line away."""
        with self._lock:
            self._forget()
            if self._status is not None:
                self._status.stop()
                self._status = None

    def _show_late(self, text: str) -> None:
        with self._lock:
            if self._timer is threading.current_thread():  # else it was called off meanwhile
                self._show(text)

    def _forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _show(self, text: str) -> None:
        if self._status is None:
            from rich.console import Console
            from rich.status import Status

            self._status = Status(text, console=Console(stderr=True))
            self._status.start()
        else:
            self._status.update(text)
