"""What is remembered from run to run: what a killed run had done, and strikes against links.

One failure may be an accident. As the InternetArchiveBot does, a link is called dead only when
several runs, some time apart, have found it so.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

from srccheck.links import stored
from srccheck.links.model import LinkCheck, LinkTarget, LinkVerdict

_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, content TEXT, at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS strikes (key TEXT PRIMARY KEY, number INTEGER, first REAL, last REAL)
WITHOUT ROWID;
"""
_CLEARED_BY = (LinkVerdict.OK, LinkVerdict.MOVED, LinkVerdict.BLOCKED, LinkVerdict.DRIFTED)


class State:
    """The file of one set of links.

    Until :meth:`finish`, every check is on file as soon as it is made; a run that finds such checks
    takes them as its own, unless they are older than ``resume_hours``.
    """

    def __init__(
        self, path: Path, strikes: int, strike_hours: float, resume_hours: float = 24.0
    ) -> None:
        self._strikes = strikes
        self._apart = strike_hours * 3600
        self._file = stored.open_file(path, _SCHEMA, 1)
        self._file.execute("DELETE FROM done WHERE at < ?", (time.time() - resume_hours * 3600,))
        self.resumed: int = self._file.execute("SELECT count(*) FROM done").fetchone()[0]

    def get(self, key: str, target: LinkTarget) -> LinkCheck | None:
        """What the run that was cut short had found."""
        if not self.resumed:
            return None
        row = self._file.execute("SELECT content FROM done WHERE key = ?", (key,)).fetchone()
        try:
            return stored.load(target, row[0]) if row else None
        except ValueError:
            return None

    def put(self, key: str, check: LinkCheck) -> LinkCheck:
        """Put a check on file.

        Returns:
            The same check; or, as long as a broken link has too few strikes, one that says so.
        """
        now = time.time()
        if check.verdict.is_broken:
            check = self._struck(key, check, now)
        elif check.verdict in _CLEARED_BY:
            self._file.execute("DELETE FROM strikes WHERE key = ?", (key,))
        self.note(key, check)
        return check

    def note(self, key: str, check: LinkCheck) -> None:
        """Put a check on file as it is, with no strike."""
        row = (key, stored.dump(check), time.time())
        self._file.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", row)

    def finish(self) -> None:
        """The run is complete: the next one is to check everything again."""
        self._file.execute("DELETE FROM done")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _struck(self, key: str, check: LinkCheck, now: float) -> LinkCheck:
        row = self._file.execute(
            "SELECT number, first, last FROM strikes WHERE key = ?", (key,)
        ).fetchone()
        number, first, last = row or (0, now, 0.0)
        if now - last >= self._apart:
            number, last = number + 1, now
        self._file.execute(
            "INSERT OR REPLACE INTO strikes VALUES (?, ?, ?, ?)", (key, number, first, last)
        )
        if number >= self._strikes:
            return check
        told = f"{check.reason}; found so {number} of {self._strikes} times that make it dead"
        return dataclasses.replace(
            check,
            verdict=LinkVerdict.UNKNOWN,
            reason=told,
            details={**check.details, "suspected": check.verdict.value},
        )
