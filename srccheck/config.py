"""What a run may be told, and the files in which it can be written down.

Settings come from ``srccheck.toml``, or from ``[tool.srccheck]`` in ``pyproject.toml``, in
the current directory or the nearest one above it, up to the root of the repository; the command
line wins over both. The keys are those of :class:`Settings`, with hyphens::

    # srccheck.toml
    ignore = ["venue-alias"]
    fail-on = "error"
    offline = true
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srccheck.errors import ConfigError, UsageError

FILE = "srccheck.toml"
FAIL_ON = ("info", "warning", "error", "never")
ALL = "all"
"""Stands for every rule in ``select`` and ``ignore``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done.

    ``select`` names the rules to apply instead of the usual ones, ``ignore`` those to leave out;
    ``all`` names every rule. Without ``select``, rules of severity info are left out: they
    are a matter of style, and ``style`` adds them. ``fail_on`` is the lowest severity that makes a
    run fail, or ``never``. ``offline`` asks no service, and counts a run without a
    network as complete; ``strict`` makes an incomplete run fail. ``as_written`` keeps damaged
    text as it stands instead of mending it.

    >>> Settings(ignore=("mojibake",)).wants("mojibake", "error")
    False
    >>> Settings().wants("title-in-capitals", "info"), Settings().wants("mojibake", "error")
    (False, True)
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    style: bool = False
    fail_on: str = "warning"
    offline: bool = False
    strict: bool = False
    as_written: bool = False
    stdin_format: str | None = None
    debug: bool = False

    def wants(self, rule: str, severity: str) -> bool:
        """Whether findings of this severity from this rule are to be reported.

        A rule that is ignored by name stays out; one that is selected by name stays in even
        with ``ignore = ["all"]``.
        """
        if rule in self.ignore:
            return False
        if rule in self.select:
            return True
        if ALL in self.ignore or (self.select and ALL not in self.select):
            return False
        return severity != "info" or self.style or ALL in self.select


IN_FILE = ("select", "ignore", "style", "fail-on", "offline", "strict")
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


def load_file(path: Path, rules: Collection[str]) -> Settings:
    """The settings in one file; see :func:`load`."""
    table = _table(path)
    values: dict[str, Any] = {}
    for key, value in (table or {}).items():
        name = key.replace("_", "-")
        if name not in IN_FILE:
            raise ConfigError(
                f"{path}: unknown key: {key}",
                remedy=suggest(name, IN_FILE) or f"the keys are {', '.join(IN_FILE)}",
            )
        values[name.replace("-", "_")] = _checked(path, key, name, value)
    settings = dataclasses.replace(Settings(), **values)
    for key in ("select", "ignore"):
        try:
            check_rules(getattr(settings, key), rules)
        except UsageError as error:
            message = f"{path}: {key}: {error.cause}"
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
            remedy = suggest(name, rules) or "srccheck rules lists them all"
            raise UsageError(f"no such rule: {name}", remedy=remedy)


def suggest(name: str, known: Iterable[str]) -> str:
    """A question that names what was probably meant, or an empty string.

    >>> suggest("fail-no", IN_FILE)
    'did you mean fail-on?'
    """
    near = difflib.get_close_matches(name.casefold().replace("_", "-"), list(known), 1, 0.5)
    return f"did you mean {near[0]}?" if near else ""


def _table(path: Path) -> Mapping[str, Any] | None:
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if path.name != "pyproject.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("srccheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.srccheck: expected a table")
    return table


def _checked(path: Path, key: str, name: str, value: object) -> object:
    if name in ("select", "ignore"):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        wanted = "a list of rule names"
    elif name == "fail-on":
        if isinstance(value, str) and value in FAIL_ON:
            return value
        wanted = f"one of {', '.join(FAIL_ON)}"
    else:
        if isinstance(value, bool):
            return value
        wanted = "true or false"
    raise ConfigError(f"{path}: {key}: expected {wanted}, not {value!r}")
