"""What a run may be told, and the files in which it can be written down.

Settings come from ``srccheck.toml``, or from ``[tool.srccheck]`` in ``pyproject.toml``, in
the current directory or the nearest one above it, up to the root of the repository; the command
line wins over both. The keys are those of :class:`Settings`, with hyphens::

    # srccheck.toml
    ignore = ["unknown-venue"]
    fail-on = "error"
    mailto = "editor@example.org"
    skip-services = ["semantic-scholar"]

    [services]                                # other addresses: mirrors, stand-ins
    crossref = "https://crossref.example.org"
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from srccheck.errors import ConfigError, UsageError
from srccheck.messages import LANGUAGES, _
from srccheck.model import Allowance

FILE = "srccheck.toml"
MOST_JOBS = 64
FAIL_ON = ("info", "warning", "error", "never")
DOCUMENT = "document"
"""Stands for the language of each document."""
SPOKEN = (*LANGUAGES, DOCUMENT)
ALL = "all"
"""Stands for every rule in ``select`` and ``ignore``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done.

    What each says stands under it, and in docs/configuration.md, which is made from this.

    >>> Settings(ignore=("mojibake",)).wants("mojibake", "error")
    False
    >>> Settings().wants("title-in-capitals", "info"), Settings().wants("mojibake", "error")
    (False, True)
    """

    select: tuple[str, ...] = ()
    """Applies these rules instead of the usual ones; ``all`` names every rule."""
    ignore: tuple[str, ...] = ()
    """Leaves these rules out."""
    style: bool = False
    """Adds the rules that are a matter of style."""
    fail_on: str = "warning"
    """The lowest severity that makes the exit code 1: ``info``, ``warning``, ``error`` or
    ``never``."""
    offline: bool = False
    """Opens no connection."""
    strict: bool = False
    """Exits with 4 when something was not checked."""
    as_written: bool = False
    """Keeps damaged text as it stands instead of mending it."""
    stdin_format: str | None = None
    """What standard input is written in, if that is not to be found out."""
    debug: bool = False
    """Raises the error of a rule that fails, instead of noting it."""
    timeout: float = 600.0
    """Asks nothing more after so many seconds."""
    jobs: int = 8
    """Looks so many sources up at once, 1 to 64."""
    cache: bool = True
    """Keeps answers between runs."""
    cache_dir: str = ""
    """Where; without it, in the user's cache folder."""
    evidence: str = ""
    """Judges the answers kept in this folder again, without a network."""
    save_evidence: str = ""
    """Keeps every answer in this folder."""
    allow_private: bool = False
    """Also asks addresses inside private networks."""
    index: str = ""
    """Asks the index in this folder, or at this address of a cluster, before any service; with
    ``offline``, it alone."""
    ask_services: tuple[str, ...] = ()
    """Asks these services only."""
    skip_services: tuple[str, ...] = ()
    """Leaves these services out."""
    mailto: str = ""
    """The contact address that services are told; without it, that in ``SRCCHECK_MAILTO``."""
    language: str = ""
    """The language of reports: ``en``, ``fr``, or ``document`` for that of each document; without
    it, the user's."""
    allow: tuple[Allowance, ...] = ()
    """Tables that allow findings, each with a ``reason``, maybe for a time; see below."""
    services: Mapping[str, str] = field(default_factory=dict)
    """A table of other addresses for services: mirrors, a SearXNG instance."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """A table of other addresses for hosts of web pages."""

    def wants(self, rule: str, severity: str, *, looked_up: bool = False) -> bool:
        """Whether findings of this severity from this rule are to be reported.

        Severity info is a matter of style, unless it was ``looked_up``: then it is news. A rule
        that is ignored by name stays out; one that is selected by name stays in even with
        ``ignore = ["all"]``.
        """
        if rule in self.ignore:
            return False
        if rule in self.select:
            return True
        if ALL in self.ignore or (self.select and ALL not in self.select):
            return False
        return severity != "info" or looked_up or self.style or ALL in self.select

    def asks(self, service: str) -> bool:
        """Whether a service is to be asked.

        >>> Settings(skip_services=("zenodo",)).asks("zenodo"), Settings().asks("zenodo")
        (False, True)
        """
        if self.ask_services:
            return service in self.ask_services
        return service not in self.skip_services


CLUSTERS = ("opensearch+https://", "opensearch+http://")
"""How the address of an index in a cluster begins."""
IN_FILE = (
    "select", "ignore", "style", "fail-on", "offline", "strict", "timeout", "jobs", "cache",
    "cache-dir", "evidence", "save-evidence", "allow-private", "index", "ask-services",
    "skip-services", "mailto", "language", "allow", "services", "hosts",
)  # fmt: skip
"""The settings that a file may hold; the others belong to one call."""


def load(directory: Path, rules: Collection[str]) -> Settings:
    """The settings in force for someone working in ``directory``.

    Args:
        directory: where to start to look.
        rules: the names of all rules.

    Raises:
        ConfigError: the file is no TOML, or holds an unknown key or rule, or a wrong value.
    """
    path = find(directory)
    return load_file(path, rules) if path else Settings()


def find(directory: Path) -> Path | None:
    """The configuration file nearest to a directory, up to the root of its repository."""
    directory = directory.resolve()
    for folder in (directory, *directory.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and _table(pyproject) is not None:
            return pyproject
        if (folder / ".git").exists():
            return None
    return None


def section(path: Path | None, name: str) -> Mapping[str, Any]:
    """A table in the settings of a file, for a part of srccheck that has some of its own."""
    found = (_table(path) or {}).get(name, {}) if path else {}
    return found if isinstance(found, dict) else {}


def load_file(path: Path, rules: Collection[str]) -> Settings:
    """The settings in one file; see :func:`load`."""
    table = _table(path)
    values: dict[str, Any] = {}
    for key, value in (table or {}).items():
        if key == "links" and isinstance(value, dict):
            continue  # read where links are checked
        name = key.replace("_", "-")
        if name not in IN_FILE:
            remedy = suggest(name, IN_FILE) or _("the keys are {keys}", keys=", ".join(IN_FILE))
            if name == "tool":
                remedy = _("[tool.srccheck] is for pyproject.toml; here its keys stand at the top")
            raise ConfigError(_("{path}: unknown key: {key}", path=path, key=key), remedy=remedy)
        values[name.replace("-", "_")] = _checked(path, key, name, value)
    values["allow"] = tuple(
        dataclasses.replace(one, origin=path.name) for one in values.get("allow", ())
    )
    settings = dataclasses.replace(Settings(), **values)
    allowed = [allowance.rule for allowance in settings.allow]
    for key, named in (
        ("select", settings.select),
        ("ignore", settings.ignore),
        ("allow", allowed),
    ):
        try:
            check_rules(named, rules)
        except UsageError as error:
            message = _("{path}: {key}: {cause}", path=path, key=key, cause=error.cause)
            raise ConfigError(message, remedy=error.remedy) from None
    return settings


def check_rules(names: Iterable[str], rules: Collection[str]) -> None:
    """Raise a UsageError that names the nearest rule if one of ``names`` is not a rule.

    >>> check_rules(["mojibak"], ["mojibake", "missing-field"])
    Traceback (most recent call last):
    srccheck.errors.UsageError: no such rule: mojibak (did you mean mojibake?)
    """
    for name in names:
        if name != ALL and name not in rules:
            remedy = suggest(name, rules) or _("srccheck rules lists them all")
            raise UsageError(_("no such rule: {name}", name=name), remedy=remedy)


def suggest(name: str, known: Iterable[str]) -> str:
    """A question that names what was probably meant, or an empty string.

    >>> suggest("fail-no", IN_FILE)
    'did you mean fail-on?'
    """
    near = difflib.get_close_matches(name.casefold().replace("_", "-"), list(known), 1, 0.5)
    return _("did you mean {name}?", name=near[0]) if near else ""


def _table(path: Path) -> Mapping[str, Any] | None:
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(_("{path}: not valid TOML: {error}", path=path, error=error)) from None
    except OSError as error:
        raise ConfigError(
            _("{path}: cannot be read: {reason}", path=path, reason=error.strerror)
        ) from None
    if path.name != "pyproject.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("srccheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(_("{path}: tool.srccheck: expected a table", path=path))
    return table


def _checked(path: Path, key: str, name: str, value: object) -> object:
    read, wanted = _KINDS[name]
    checked = read(value)
    if checked is None:
        raise ConfigError(
            _(
                "{path}: {key}: expected {wanted}, not {value!r}",
                path=path,
                key=key,
                wanted=wanted,
                value=value,
            )
        )
    return checked


def _names(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _severity(value: object) -> str | None:
    return value if isinstance(value, str) and value in FAIL_ON else None


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and value in SPOKEN else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value < float("inf") else None


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= MOST_JOBS else None


def _addresses(value: object) -> Mapping[str, str] | None:
    if not isinstance(value, dict):
        return None
    found = {name: address for name, address in value.items() if isinstance(address, str)}
    fit = all(address.startswith(("http://", "https://")) for address in found.values())
    return found if fit and len(found) == len(value) else None


def _allowances(value: object) -> tuple[Allowance, ...] | None:
    tables = value if isinstance(value, list) else [None]
    made = [_allowance(table) for table in tables]
    return tuple(one for one in made if one) if all(made) else None


def _allowance(table: object) -> Allowance | None:
    """An allowance; a rule and a reason are needed, and nothing but its keys may be there."""
    if not isinstance(table, dict):
        return None
    expires = table.get("expires")
    if isinstance(expires, datetime.datetime) or not isinstance(expires, datetime.date | None):
        return None
    texts = {key: value for key, value in table.items() if key != "expires"}
    fit = all(isinstance(value, str) and value.strip() for value in texts.values())
    if not fit or not {"rule", "reason"} <= texts.keys() <= _ALLOWANCE_KEYS:
        return None
    return Allowance(**texts, expires=expires)


_ALLOWANCE_KEYS = {"rule", "reason", "path", "entry", "text"}
_Kind = tuple[Callable[[object], object], str]
_SWITCH: _Kind = (_switch, "true or false")
_ADDRESSES: _Kind = (_addresses, "a table of http or https addresses by name")
_SERVICES: _Kind = (_names, "a list of service names")
_FOLDER: _Kind = (_text, "the path of a folder")
_KINDS: dict[str, _Kind] = {
    "select": (_names, "a list of rule names"),
    "ignore": (_names, "a list of rule names"),
    "fail-on": (_severity, f"one of {', '.join(FAIL_ON)}"),
    "timeout": (_seconds, "a number of seconds"),
    "jobs": (_count, f"a number from 1 to {MOST_JOBS}"),
    "cache-dir": _FOLDER,
    "evidence": _FOLDER,
    "save-evidence": _FOLDER,
    "index": (_text, f"the path of a folder, or an address with {CLUSTERS[0]}"),
    "ask-services": _SERVICES,
    "skip-services": _SERVICES,
    "mailto": (_text, "a mail address"),
    "language": (_language, f"one of {', '.join(SPOKEN)}"),
    "allow": (
        _allowances,
        "tables, each with a rule, a reason and maybe path, entry, text and a date in expires",
    ),
    "services": _ADDRESSES,
    "hosts": _ADDRESSES,
    **dict.fromkeys(("style", "offline", "strict", "cache", "allow-private"), _SWITCH),
}
"""How the value of each key is read, which gives ``None`` for a wrong one, and what is wanted."""
