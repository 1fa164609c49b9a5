"""What ``srccheck doctor`` finds out: the program, its extras, its settings, its services."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from srccheck.config import Settings
from srccheck.messages import _, joined

if TYPE_CHECKING:
    from srccheck.net import Client

_NOT_FOR_USERS = frozenset({"all", "bench", "dev", "docs", "test", "train"})
_AT_ONCE = 8
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was looked at: ``good``, or not, or (``None``) neither."""

    section: str
    name: str
    value: str
    good: bool | None = None


def program() -> Iterator[Reading]:
    """The program, what it runs on, and how it may speak."""
    section = _("program")
    yield Reading(section, "srccheck", metadata.version("srccheck"))
    yield Reading(section, "Python", f"{platform.python_version()} ({sys.executable})")
    yield Reading(section, _("system"), platform.platform())
    encoding = sys.stdout.encoding or ""
    full = encoding.lower().replace("-", "").startswith("utf")
    value = encoding if full else _("{encoding}: other characters are escaped", encoding=encoding)
    yield Reading(section, _("output encoding"), value, full or None)


def extras() -> Iterator[Reading]:
    """The extras, with the versions of what they need."""
    needed: dict[str, list[str]] = {}
    for line in metadata.requires("srccheck") or ():
        found = re.match(r"([\w.-]+)(?:\[[^\]]*\])?[^;]*;.*?extra\s*==\s*[\"']([\w-]+)[\"']", line)
        if found and found[2] not in _NOT_FOR_USERS:
            needed.setdefault(found[2], []).append(found[1])
    for extra, names in needed.items():
        versions = {name: _version(name) for name in names}
        there = [f"{name} {version}" for name, version in versions.items() if version]
        absent = [name for name, version in versions.items() if not version]
        if absent:
            value: str = _("not installed: pip install 'srccheck[{extra}]'", extra=extra)
        else:
            value = ", ".join(there)
        yield Reading(_("extras"), extra, value, None if absent else True)


def settings_of(path: Path | None, settings: Settings) -> Iterator[Reading]:
    """The configuration file, and where answers are kept."""
    from srccheck.lookup.inquiry import net_settings

    yield Reading(
        _("configuration"),
        _("settings file"),
        str(path) if path else _("none; srccheck init writes one"),
    )
    folder = net_settings(settings).cache
    if folder is None:
        value: str = _("off")
    elif not folder.exists():
        value = _("{folder} (empty)", folder=folder)
    else:
        value = _("{folder} ({size:.1f} MB)", folder=folder, size=_size(folder) / 1_000_000)
    yield Reading(_("configuration"), _("cache"), value)


def keys(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Reading]:
    """Which keys and addresses are set; what they are is never told."""
    from srccheck.net import SERVICES

    section = _("keys")
    contact = bool(settings.mailto or environment.get("SRCCHECK_MAILTO"))
    advice = _("not set: give --mailto, mailto in the configuration, or SRCCHECK_MAILTO")
    yield Reading(section, _("contact address"), _("set") if contact else advice, contact or None)
    services: dict[str, list[str]] = {}
    for service in SERVICES.values():
        if service.key and settings.asks(service.name):
            services.setdefault(service.key, []).append(service.name)
    for variable, names in services.items():
        there = bool(environment.get(variable))
        needed = any(SERVICES[name].needs_key for name in names)
        without = _("not set: {services} is not asked", services=", ".join(names))
        slower = _("not set: {services} is asked without it", services=", ".join(names))
        value = _("set") if there else without if needed else slower
        yield Reading(section, variable, value, there or None)


def services(settings: Settings) -> Iterator[Reading]:
    """Whether each service answers, and how often it may be asked."""
    from srccheck.lookup.inquiry import net_settings
    from srccheck.net import SERVICES, Client

    bounds = net_settings(settings)
    client = Client(
        replace(bounds, cache=None, save_evidence=None, attempts=1, request_seconds=_PATIENCE)
    )
    wanted = [name for name in SERVICES if settings.asks(name)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda name: _answer(client, name), wanted)
        for name, (value, good) in zip(wanted, answers, strict=True):
            service = SERVICES[name]
            limits = _("{rate:g} a second, {most} at once", rate=round(service.rate, 2),
                       most=service.concurrency)  # fmt: skip
            yield Reading(_("services"), name, joined("; ", (value, limits)), good)


def _answer(client: Client, name: str) -> tuple[str, bool | None]:
    from srccheck.net import SERVICES

    if SERVICES[name].needs_key and not SERVICES[name].has_key():
        return _("not asked: it needs a key in {variable}", variable=SERVICES[name].key), None
    answer = client.get(client.base(name), service=name)
    if answer.status in (401, 403, 429) or answer.status >= 500:
        return _("answers with status {status}", status=answer.status), False
    if not answer.status:
        return _("no answer: {reason}", reason=answer.message), False
    return _("answers"), True


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
