r"""srccheck takes the notes of a document to verified sources.

The names below are the library; each is loaded when it is first used.

>>> import srccheck
>>> text = "Prices rose.[^1]\n\n[^1]: Ann Example, *An Invented Book*, Oslo, 2019.\n"
>>> report = srccheck.check(text, offline=True)
>>> [entry.type for entry in report.dossiers[0].entries]
['book']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srccheck.api import (
        apply_fixes,
        check,
        extract,
        lookup_venue,
        parse_reference,
        plan_fixes,
        read,
        short_forms,
        write,
    )
    from srccheck.errors import InputError, SrccheckError, UsageError
    from srccheck.model import Document, Entry, Finding, Report, Severity

    __version__: str

_HOMES = {
    "srccheck.api": (
        "apply_fixes",
        "check",
        "extract",
        "lookup_venue",
        "parse_reference",
        "plan_fixes",
        "read",
        "short_forms",
        "write",
    ),
    "srccheck.errors": ("InputError", "SrccheckError", "UsageError"),
    "srccheck.model": ("Document", "Entry", "Finding", "Report", "Severity"),
}

__all__ = [
    "Document",
    "Entry",
    "Finding",
    "InputError",
    "Report",
    "Severity",
    "SrccheckError",
    "UsageError",
    "apply_fixes",
    "check",
    "extract",
    "lookup_venue",
    "parse_reference",
    "plan_fixes",
    "read",
    "short_forms",
    "write",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("srccheck")
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(home), name)
            return found
    raise AttributeError(f"module 'srccheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
