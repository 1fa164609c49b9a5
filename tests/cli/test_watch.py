"""``srccheck check --watch``: a report at once, and another when a file changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from srccheck.cli.watching import watching
from srccheck.errors import ConfigError, UsageError

SOUND = "So it is said.[^1]\n\n[^1]: They met in Pékin, and in no other place.\n"


@pytest.fixture
def watched(folder):
    """A run that watches; it is ended if a test waits for what never comes."""
    command = [sys.executable, "-u", "-m", "srccheck", "check", "--offline", "--watch"]
    running = subprocess.Popen(
        [*command, "damaged.md"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", env={**os.environ, "LANGUAGE": "en"},
    )  # fmt: skip
    end = threading.Timer(60, running.kill)
    end.start()
    yield running
    end.cancel()
    running.kill()
    running.communicate()


def report(running):
    """What is told up to the next wait."""
    lines = []
    for line in running.stdout:
        lines.append(line)
        if line.startswith("waiting for changes"):
            return "".join(lines)
    raise AssertionError("".join(lines))


def test_a_second_report_follows_a_change(folder, watched):
    first = report(watched)
    assert "error[mojibake]" in first
    assert "\x1b[2J" not in first
    (folder / "damaged.md").write_text(SOUND, encoding="utf-8")
    second = report(watched)
    assert "mojibake" not in second
    assert "0 findings" in second
    watched.send_signal(signal.SIGINT)
    assert watched.wait() == 0


def test_a_file_that_is_replaced_is_seen_and_the_last_code_counts(folder, watched):
    report(watched)
    (folder / "new").write_text(SOUND.replace("Pékin", "Belgrado â€“ PÃ©kin"), encoding="utf-8")
    (folder / "new").replace(folder / "damaged.md")
    assert "Belgrado" in report(watched)
    watched.send_signal(signal.SIGINT)
    assert watched.wait() == 1


def test_standard_input_cannot_be_watched(run):
    result = run("check", "--offline", "--watch", "-", stdin="x")
    assert result.exit_code == 2
    assert "standard input cannot be watched" in result.stderr


@pytest.mark.parametrize(
    ("codes", "expected"), [([0, 1], 1), ([1, 130], 1), ([130], 130), ([1, ConfigError("no")], 2)]
)
def test_the_exit_code_is_that_of_the_last_run_that_was_not_stopped(monkeypatch, codes, expected):
    left = iter(codes)

    def once():
        code = next(left)
        if isinstance(code, Exception):
            raise code
        return code

    monkeypatch.setattr("srccheck.cli.watching._changes", lambda *_: iter([set()] * len(codes)))
    assert watching(["a.md"], [], once) == expected


def test_without_watchfiles_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(UsageError, match=r"srccheck\[watch\]"):
        watching(["a.md"], [], int)
