"""Lists of archived copies: the CDX server's lines or JSON, and TimeMaps.

CDX server documentation (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server);
TimeMaps in ``application/link-format`` (RFC 7089, RFC 6690).
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from srccheck.model import PartialDate
from srccheck.resolvers.stated import partial, whole

_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_MEMENTO = re.compile(r'<([^<>]{1,2000})>\s{0,9};[^<>]{0,300}?\brel="([^"]{0,60}\bmemento)"')
_ADDRESS = re.compile(r"https?://[^/]{1,80}/web/(\d{4,14})[a-z_]{0,4}/(.+)")
_TIMESTAMP = re.compile(r"\d{4,14}")


class Capture(NamedTuple):
    """One archived copy; ``timestamp`` is ``YYYYMMDDhhmmss`` in UTC, ``status`` 0 if not known."""

    timestamp: str
    original: str
    media_type: str = ""
    status: int = 0

    @property
    def url(self) -> str:
        """The address of the copy."""
        return f"https://web.archive.org/web/{self.timestamp}/{self.original}"

    @property
    def date(self) -> PartialDate | None:
        """The day of the copy."""
        stamp = self.timestamp
        return partial(stamp[:4], stamp[4:6] or None, stamp[6:8] or None)


class Captures(NamedTuple):
    """Some copies, and the key with which the next ones are asked for (empty: there are none)."""

    captures: tuple[Capture, ...]
    resume_key: str = ""


def read_cdx(text: str) -> Captures:
    """The copies in an answer of the CDX server, as lines or as JSON.

    A resume key follows after an empty line; an empty answer lists no copy.

    Raises:
        ValueError: a line is not one of the CDX server's.

    >>> line = "org,example)/ 20200102030405 https://example.org/ text/html 200 ABC 12"
    >>> found = read_cdx(line + chr(10) + chr(10) + "org%2Cexample%29%2F+20200103")
    >>> found.captures[0].url
    'https://web.archive.org/web/20200102030405/https://example.org/'
    >>> found.resume_key
    'org%2Cexample%29%2F+20200103'
    """
    if text.lstrip()[:1] == "[":
        rows = json.loads(text)
        fields, lines = (rows[0], rows[1:]) if rows else (_FIELDS, [])
    else:
        fields = _FIELDS
        lines = [line.split(" ") if line.strip() else [] for line in text.splitlines()]
    resume_key = ""
    if len(lines) >= 2 and not lines[-2] and len(lines[-1]) == 1:
        resume_key = str(lines[-1][0])
        lines = lines[:-2]
    return Captures(tuple(_capture(fields, line) for line in lines if line), resume_key)


def _capture(fields: list[str] | tuple[str, ...], line: list[str]) -> Capture:
    if len(line) != len(fields):
        raise ValueError(f"no line of the CDX server: {' '.join(map(str, line))[:80]}")
    said = dict(zip(fields, line, strict=True))
    timestamp = str(said["timestamp"])
    if not _TIMESTAMP.fullmatch(timestamp):
        raise ValueError(f"no timestamp: {timestamp[:40]}")
    media_type = str(said.get("mimetype") or "")
    return Capture(timestamp, str(said["original"]), media_type, whole(said.get("statuscode")) or 0)


def read_timemap(text: str) -> tuple[Capture, ...]:
    """The copies that a TimeMap in link format lists, each once, the oldest first.

    >>> first = '<http://web.archive.org/web/2001/http://example.org/>; rel="first memento"; '
    >>> read_timemap(first + 'datetime="Sat, 31 Mar 2001 11:48:39 GMT",')[0].original
    'http://example.org/'
    """
    found = {
        Capture(address[1], address[2])
        for link in _MEMENTO.finditer(text)
        if (address := _ADDRESS.fullmatch(link[1]))
    }
    return tuple(sorted(found))
