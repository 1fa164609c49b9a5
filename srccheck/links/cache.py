"""Good links kept between runs, so that they need not be asked again every time.

Failures are never kept: they may pass, and a reader of a report must be able to trust them.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from srccheck.links import stored
from srccheck.links.model import LinkCheck, LinkTarget, LinkVerdict

_SCHEMA = """
CREATE TABLE IF NOT EXISTS checks (key TEXT PRIMARY KEY, content TEXT, until REAL) WITHOUT ROWID;
"""
_KEPT = (LinkVerdict.OK, LinkVerdict.MOVED)


class Cache:
    """A file of checks, each with the time until which it holds.

    Times differ by a tenth either way: a site's links are then not all asked again on one day.
    """

    def __init__(self, path: Path, days: float) -> None:
        self._days = days
        self._file = stored.open_file(path, _SCHEMA, 1)
        self._file.execute("DELETE FROM checks WHERE until < ?", (time.time(),))

    def get(self, key: str, target: LinkTarget) -> LinkCheck | None:
        """The check kept under a key, if it still holds."""
        row = self._file.execute(
            "SELECT content FROM checks WHERE key = ? AND until >= ?", (key, time.time())
        ).fetchone()
        try:
            return stored.load(target, row[0]) if row else None
        except ValueError:
            return None

    def put(self, key: str, check: LinkCheck) -> None:
        """Keep a check, if it is one of a good link."""
        if check.verdict in _KEPT and not check.cached:
            until = time.time() + self._days * 86400 * random.uniform(0.9, 1.1)  # noqa: S311
            self._file.execute(
                "INSERT OR REPLACE INTO checks VALUES (?, ?, ?)", (key, stored.dump(check), until)
            )

    def close(self) -> None:
        """Close the file."""
        self._file.close()
