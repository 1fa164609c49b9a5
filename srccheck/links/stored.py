"""Checks as they are kept in files between runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from srccheck.links.model import Expected, LinkCheck, LinkTarget, LinkVerdict

if TYPE_CHECKING:
    import sqlite3


def key_of(target: LinkTarget, expected: Expected | None = None) -> str:
    """What a check is kept under: the address, and what its page is expected to show.

    >>> key_of(LinkTarget("https://example.org/", "top"))
    'https://example.org/#top'
    """
    if expected is None:
        return str(target)
    import hashlib

    digest = hashlib.sha256(repr(expected).encode()).hexdigest()[:16]
    return f"{target} {digest}"


def dump(check: LinkCheck) -> str:
    """A check as JSON, without its occurrences."""
    return json.dumps(
        [check.verdict.value, check.status, check.reason, check.rule, check.final_url,
         check.redirects, check.suggestion, check.archived, round(check.elapsed, 3),
         dict(check.details)], ensure_ascii=False, separators=(",", ":"))  # fmt: skip


def load(target: LinkTarget, text: str) -> LinkCheck:
    """A check from JSON.

    Raises:
        ValueError: it is of another version, or damaged.
    """
    try:
        (verdict, status, reason, rule, final_url, redirects, suggestion, archived, elapsed,
         details) = json.loads(text)  # fmt: skip
        return LinkCheck(
            target=target,
            verdict=LinkVerdict(verdict),
            status=status,
            reason=reason,
            rule=rule,
            final_url=final_url,
            redirects=tuple((int(code), str(url)) for code, url in redirects),
            suggestion=suggestion,
            archived=archived,
            elapsed=elapsed,
            cached=True,
            details=details,
        )
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from error


def open_file(path: Path, schema: str, version: int) -> sqlite3.Connection:
    """Open a SQLite file, made anew if it is of another version or no such file at all.

    Every statement is committed at once: a run that is killed loses nothing it had written. Only
    a loss of power could, and then SQLite's log keeps the file whole (``synchronous = normal``).
    """
    import sqlite3

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(path, schema, version)
    except sqlite3.DatabaseError:
        for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            name.unlink(missing_ok=True)
        return _opened(path, schema, version)


def _opened(path: Path, schema: str, version: int) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, version):
            raise sqlite3.DatabaseError("another version")
        connection.executescript(schema)
        connection.execute(f"PRAGMA user_version = {version:d}")
    except BaseException:
        connection.close()
        raise
    return connection
