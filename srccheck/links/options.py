"""What of the links is to be checked, and what of the verdicts is to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from srccheck.errors import ConfigError, UsageError
from srccheck.model.links import LinkVerdict

SLUGS = ("github", "gitlab", "sphinx", "mkdocs", "hugo")
VERDICTS = tuple(
    verdict.value
    for verdict in LinkVerdict
    if verdict not in (LinkVerdict.OK, LinkVerdict.EXCLUDED, LinkVerdict.UNSUPPORTED)
)


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What of the links is to be checked.

    ``include`` and ``exclude`` are regular expressions that are looked for in an address (or path);
    what is included is checked even if it is excluded too. ``remap`` holds pairs of a regular
    expression and what to put in place of what it matches. ``exclude_path`` are glob patterns of
    files whose links are left alone. ``root`` is the folder (or the address) of a site, to which
    links that begin with ``/`` belong. ``slugs`` names the rules by which headings become anchors.
    ``offline`` checks files, anchors and the form of addresses only.
    """

    fail_on: tuple[str, ...] = ("dead", "soft-dead")
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exclude_path: tuple[str, ...] = ()
    remap: tuple[tuple[str, str], ...] = ()
    root: str = ""
    slugs: str = "github"
    include_code: bool = False
    offline: bool = False
    mail_mx: bool = False
    robots: bool = False
    hosts: Mapping[str, Any] = field(default_factory=dict)
    """Headers, concurrency and interval by host: see :class:`srccheck.links.settings.HostRule`."""

    def __post_init__(self) -> None:
        for pattern in (*self.include, *self.exclude, *(pair[0] for pair in self.remap)):
            try:
                re.compile(pattern)
            except re.error as error:
                raise UsageError(f"{pattern!r} is no regular expression: {error}") from None
        for verdict in self.fail_on:
            if verdict not in (*VERDICTS, "never"):
                raise UsageError(
                    f"no such verdict: {verdict}", remedy=f"they are {', '.join(VERDICTS)}, never"
                )
        if self.slugs not in SLUGS:
            raise UsageError(f"no such slug rule: {self.slugs}", remedy=f"they are {SLUGS}")


def from_table(table: Mapping[str, Any], path: Path) -> LinkOptions:
    """The options of ``[tool.srccheck.links]``, whose keys are those of the options, with hyphens.

    Raises:
        ConfigError: it holds an unknown key or a wrong value.

    >>> from_table({"exclude": ["^https://example"], "fail-on": ["dead"]}, Path("x")).fail_on
    ('dead',)
    """
    known = {one.name: one for one in fields(LinkOptions)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            names = ", ".join(name.replace("_", "-") for name in known)
            raise ConfigError(f"{path}: links: unknown key: {key}", remedy=f"the keys are {names}")
        values[name] = _checked(name, value, path, key)
    try:
        return replace(LinkOptions(), **values)
    except UsageError as error:
        raise ConfigError(f"{path}: links: {error.cause}", remedy=error.remedy) from None


def _checked(name: str, value: Any, path: Path, key: str) -> Any:
    default = getattr(LinkOptions(), name)
    if name == "remap" and isinstance(value, dict):
        value = [f"{old} {new}" for old, new in value.items()]
    if isinstance(default, tuple) and isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return tuple(remapping(item) for item in value) if name == "remap" else tuple(value)
    elif type(value) is type(default) or (name == "hosts" and isinstance(value, dict)):
        return value
    kind = {tuple: "a list of texts", bool: "true or false", str: "a text"}
    wanted = kind.get(type(default), "a table")
    raise ConfigError(f"{path}: links: {key}: expected {wanted}, not {value!r}")


def remapping(text: str) -> tuple[str, str]:
    r"""What ``--remap`` was given: a regular expression, a space, and what to put in its place.

    >>> remapping(r"^https://old\.example/(.*) https://new.example/\1")
    ('^https://old\\.example/(.*)', 'https://new.example/\\1')
    """
    old, space, new = text.strip().partition(" ")
    if not space or not new.strip():
        raise UsageError(f"{text!r} has no space between the pattern and what takes its place")
    return old, new.strip()
