"""What of the links is to be checked, and what of the verdicts is to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from srccheck.errors import ConfigError, UsageError
from srccheck.messages import _
from srccheck.model.links import LinkVerdict

SLUGS = ("github", "gitlab", "sphinx", "mkdocs", "hugo")
VERDICTS = tuple(
    verdict.value
    for verdict in LinkVerdict
    if verdict not in (LinkVerdict.OK, LinkVerdict.EXCLUDED, LinkVerdict.UNSUPPORTED)
)


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What of the links is to be checked, and what makes a run fail.

    What each says stands under it, and in docs/configuration.md, which is made from this.
    """

    fail_on: tuple[str, ...] = ("dead", "soft-dead")
    """The verdicts that make the exit code 1, or ``never``."""
    include: tuple[str, ...] = ()
    """Regular expressions of addresses that are checked even if excluded."""
    exclude: tuple[str, ...] = ()
    """Regular expressions of addresses that are left out."""
    exclude_path: tuple[str, ...] = ()
    """Glob patterns of files whose links are left alone."""
    remap: tuple[tuple[str, str], ...] = ()
    """Texts ``"REGEX NEW"``, or a table: what to check instead."""
    root: str = ""
    """The folder or address to which links that begin with ``/`` belong."""
    slugs: str = "github"
    """Whose rules make anchors of headings: ``github``, ``gitlab``, ``sphinx``, ``mkdocs``,
    ``hugo``."""
    include_code: bool = False
    """Also looks at addresses in code."""
    offline: bool = False
    """Checks files, anchors and forms only."""
    mail_mx: bool = False
    """Asks name servers whether mail domains take mail (needs ``srccheck[mx]``)."""
    robots: bool = False
    """Obeys robots.txt."""
    jobs: int = 256
    """How many links are checked at once."""
    timeout: float = 3600.0
    """Seconds after which nothing more is asked."""
    link_timeout: float = 16.0
    """Seconds after which a link is given up, with its retries."""
    state: str = ""
    """A file that counts strikes over several runs, and from which a killed run is resumed."""
    strikes: int = 3
    """How many runs must find a link dead before it is called so, where there is such a file."""
    cache: str = ""
    """A file that keeps good links."""
    cache_days: float = 1.0
    """How long it does, give or take a tenth."""
    ca_file: str = ""
    """A file of certificates to trust besides the usual (PEM)."""
    client_certificate: str = ""
    """A certificate to show to those who ask for one (PEM)."""
    client_key: str = ""
    """Its key, where that is in a file of its own."""
    hosts: Mapping[str, Any] = field(default_factory=dict)
    """Tables by host: ``headers`` (values may name ``${VARIABLES}``), ``concurrency``, ``interval``
    in seconds."""

    def __post_init__(self) -> None:
        for pattern in (*self.include, *self.exclude, *(pair[0] for pair in self.remap)):
            try:
                re.compile(pattern)
            except re.error as error:
                raise UsageError(
                    _("{pattern!r} is no regular expression: {error}", pattern=pattern, error=error)
                ) from None
        for verdict in self.fail_on:
            if verdict not in (*VERDICTS, "never"):
                raise UsageError(
                    _("no such verdict: {verdict}", verdict=verdict),
                    remedy=_("they are {verdicts}, never", verdicts=", ".join(VERDICTS)),
                )
        for name in ("jobs", "strikes", "timeout", "link_timeout", "cache_days"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name.replace('_', '-')} must be more than 0")
        if self.slugs not in SLUGS:
            raise UsageError(
                _("no such slug rule: {slugs}", slugs=self.slugs),
                remedy=_("they are {slugs}", slugs=SLUGS),
            )


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
            raise ConfigError(
                _("{path}: links: unknown key: {key}", path=path, key=key),
                remedy=_("the keys are {names}", names=names),
            )
        values[name] = _checked(name, value, path, key)
    try:
        return replace(LinkOptions(), **values)
    except UsageError as error:
        raise ConfigError(
            _("{path}: links: {cause}", path=path, cause=error.cause), remedy=error.remedy
        ) from None


_OF_HOSTS = {"headers": "a table of texts", "concurrency": "a whole number", "interval": "a number"}


def _hosts(table: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The tables by host, if all that stands in them is right."""
    for host, rule in table.items():
        if not isinstance(rule, dict):
            raise ConfigError(f"{where}: {host}: expected a table, not {rule!r}")
        for key, value in rule.items():
            if key not in _OF_HOSTS:
                remedy = f"the keys are {', '.join(_OF_HOSTS)}"
                raise ConfigError(f"{where}: {host}: unknown key: {key}", remedy=remedy)
            texts = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
            right = {"headers": texts, "concurrency": type(value) is int and value > 0,
                     "interval": type(value) in (int, float) and value >= 0}[key]  # fmt: skip
            if not right:
                wanted = _OF_HOSTS[key]
                raise ConfigError(f"{where}: {host}: {key}: expected {wanted}, not {value!r}")
    return table


def _checked(name: str, value: Any, path: Path, key: str) -> Any:
    default = getattr(LinkOptions(), name)
    if name == "hosts" and isinstance(value, dict):
        return _hosts(value, f"{path}: links: hosts")
    if name == "remap" and isinstance(value, dict):
        value = [f"{old} {new}" for old, new in value.items()]
    if isinstance(default, tuple) and isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return tuple(remapping(item) for item in value) if name == "remap" else tuple(value)
    elif type(value) is type(default):
        return value
    elif type(default) is float and type(value) is int:
        return float(value)
    kind = {tuple: "a list of texts", bool: "true or false", str: "a text", int: "a whole number",
            float: "a number"}  # fmt: skip
    wanted = kind.get(type(default), "a table")
    raise ConfigError(
        _(
            "{path}: links: {key}: expected {wanted}, not {value!r}",
            path=path,
            key=key,
            wanted=wanted,
            value=value,
        )
    )


def remapping(text: str) -> tuple[str, str]:
    r"""What ``--remap`` was given: a regular expression, a space, and what to put in its place.

    >>> remapping(r"^https://old\.example/(.*) https://new.example/\1")
    ('^https://old\\.example/(.*)', 'https://new.example/\\1')
    """
    old, space, new = text.strip().partition(" ")
    if not space or not new.strip():
        raise UsageError(
            _("{text!r} has no space between the pattern and what takes its place", text=text)
        )
    return old, new.strip()
