"""One request and how it ended, as evidence that can be kept and read again."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from srccheck.model.evidence import Outcome

SECRET_PARAMETERS = frozenset({"api_key", "apikey", "key", "token", "mailto", "email"})
FORGOTTEN_HEADERS = frozenset({"set-cookie", "set-cookie2", "authentication-info"})
"""What an answer says to this client alone."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, or the reason why there was none.

    ``url`` is what was asked, ``final_url`` where the answer came from after ``redirects`` (each
    with its status). ``body`` is decompressed. ``status`` is 0 when no answer came.
    """

    service: str
    url: str
    outcome: Outcome
    time: datetime.datetime
    status: int = 0
    final_url: str = ""
    redirects: tuple[tuple[int, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    message: str = ""
    cached: bool = False

    @property
    def content_type(self) -> str:
        """The media type, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text: by the declared charset, else UTF-8, else Windows-1252."""
        declared = re.search(r"charset=[\"']?([\w.:-]{1,40})", self.headers.get("content-type", ""))
        for encoding in (declared.group(1) if declared else "utf-8", "utf-8", "windows-1252"):
            try:
                return self.body.decode(encoding)
            except (LookupError, UnicodeDecodeError):
                continue
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: it is not JSON (an HTML page, a truncated answer, a wrong charset), or is
                nested too deeply to be read.
        """
        try:
            return json.loads(self.body)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def without_secrets(url: str) -> str:
    """An address without keys and contact addresses, as it may be kept and shown.

    >>> without_secrets("https://api.example.org/works?query=x&mailto=me@example.org")
    'https://api.example.org/works?query=x'
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name.lower() not in SECRET_PARAMETERS]
    if len(kept) == len(pairs):
        return url
    return urlunsplit(parts._replace(query=urlencode(kept)))


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer as they may be kept, with their names in lower case.

    >>> kept_headers({"Content-Type": "text/html", "Set-Cookie": "id=1"})
    {'content-type': 'text/html'}
    """
    lower = {name.lower(): value for name, value in headers.items()}
    return {name: value for name, value in lower.items() if name not in FORGOTTEN_HEADERS}


def evidence_name(url: str, accept: str = "") -> str:
    """The file name under which an exchange is kept: its host and a hash of what was asked."""
    asked = f"{without_secrets(url)}\n{accept}".encode()
    host = re.sub(r"[^a-z0-9.-]", "_", (urlsplit(url).hostname or "nowhere").lower())[:60]
    return f"{host}-{hashlib.sha256(asked).hexdigest()[:16]}.json"


def save(exchange: Exchange, folder: Path, accept: str = "") -> None:
    """Keep an exchange in a folder as JSON (the body in Base64), replacing an older one."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / evidence_name(exchange.url, accept)
    content = {
        "srccheck": "exchange/1",
        "service": exchange.service,
        "url": without_secrets(exchange.url),
        "accept": accept,
        "outcome": exchange.outcome.value,
        "time": exchange.time.isoformat(),
        "status": exchange.status,
        "final_url": without_secrets(exchange.final_url),
        "redirects": [[status, without_secrets(url)] for status, url in exchange.redirects],
        "headers": exchange.headers,
        "body": base64.b64encode(exchange.body).decode("ascii"),
        "message": exchange.message,
    }
    put(target, json.dumps(content, indent=1))


def put(target: Path, text: str) -> None:
    """Write a file whole, instead of an older one; threads may write the same at once."""
    part = target.with_suffix(f".{threading.get_ident():x}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)


def load(folder: Path, url: str, accept: str = "") -> Exchange | None:
    """The exchange kept for an address, if there is one and it can be read."""
    return _read(folder / evidence_name(url, accept))


def load_all(folder: Path) -> Iterator[tuple[Path, Exchange]]:
    """All exchanges kept in a folder that can be read, with their files, in their names' order."""
    for path in sorted(folder.glob("*.json")):
        if exchange := _read(path):
            yield path, exchange


def _read(path: Path) -> Exchange | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Exchange(
            service=content["service"],
            url=content["url"],
            outcome=Outcome(content["outcome"]),
            time=datetime.datetime.fromisoformat(content["time"]),
            status=content["status"],
            final_url=content["final_url"],
            redirects=tuple((status, url) for status, url in content["redirects"]),
            headers=content["headers"],
            body=base64.b64decode(content["body"]),
            message=content["message"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
