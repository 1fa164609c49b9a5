"""The line on a terminal while a run goes on."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from srccheck.cli import progress
from srccheck.cli.status_line import StatusLine
from srccheck.model import Failure


class _Terminal(io.StringIO):
    def __init__(self) -> None:
        super().__init__()
        self.shown = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if "0 examined, reading the next" in text:
            self.shown.set()
        return super().write(text)


def test_a_single_long_document_shows_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line comes while the first result is still being worked on."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    failure = Failure("a.md", "broken", "mend it")

    def run():
        assert terminal.shown.wait(30)
        yield failure

    assert list(progress.Progress().shown(run())) == [failure]


def test_nothing_is_shown_of_a_short_run(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 3600)
    failure = Failure("a.md", "broken", "mend it")
    assert list(progress.Progress().shown([failure])) == [failure]
    assert terminal.getvalue() == ""


def test_a_late_line_that_was_hidden_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    line = StatusLine()
    line.show("0 examined, reading the next", after=3600)
    timer = line._timer
    line.hide()
    assert timer is not None
    timer.function(*timer.args)  # as if it had begun just before
    assert terminal.getvalue() == ""
