"""The bounds within which the network is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NetSettings:
    """The bounds within which the network is used.

    ``web_rate`` (requests a second) and ``web_concurrency`` bound what a host is asked that no
    service describes. ``run_seconds`` bounds the whole run and ``request_seconds`` one request
    with its redirects and retries; ``max_body`` is in bytes after decompression. ``cache`` is the
    folder of the cache, or ``None`` for none; ``save_evidence`` a folder in which every exchange
    is kept.
    """

    run_seconds: float = 600.0
    request_seconds: float = 30.0
    attempts: int = 3
    web_rate: float = 2.0
    web_concurrency: int = 2
    backoff_seconds: float = 0.5
    max_body: int = 10_000_000
    max_redirects: int = 10
    allow_private: bool = False
    cache: Path | None = None
    save_evidence: Path | None = None
    mailto: str = ""
    """The contact address that services ask for; without it, that in ``SRCCHECK_MAILTO``."""
    user_agent: str = "srccheck/0.1 (+https://pypi.org/project/srccheck/)"
    bases: Mapping[str, str] = field(default_factory=dict)
    """Other addresses for services, by name: a mirror, a proxy, a stand-in in tests."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Where hosts of web pages are to be asked instead (``http://127.0.0.1:8000``), by name."""
