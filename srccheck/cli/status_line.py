"""One line on standard error that is there only while nothing else is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status


class StatusLine:
    """Shows a text, or another in its place, until it is hidden."""

    def __init__(self) -> None:
        self._status: Status | None = None

    def show(self, text: str) -> None:
        """Put a text on the line."""
        if self._status is None:
            from rich.console import Console
            from rich.status import Status

            self._status = Status(text, console=Console(stderr=True))
            self._status.start()
        else:
            self._status.update(text)

    def hide(self) -> None:
        """Take the line away."""
        if self._status is not None:
            self._status.stop()
            self._status = None
