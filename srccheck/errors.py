"""The exceptions of srccheck: wrong usage and unreadable input, nothing else.

A failed look-up is not an exception but an :class:`~srccheck.model.Outcome`.

::

    SrccheckError
    ├── UsageError          the caller asked for something that does not exist
    │   └── ConfigError     a configuration file is wrong
    └── InputError          a file is missing, unreadable or too large
"""

from __future__ import annotations


class SrccheckError(Exception):
    """Something the caller can mend: ``cause`` says what, ``remedy`` says how.

    >>> print(SrccheckError("no such rule: mojibak", remedy="did you mean mojibake?"))
    no such rule: mojibak (did you mean mojibake?)
    """

    def __init__(self, cause: str, *, remedy: str = "") -> None:
        super().__init__(f"{cause} ({remedy})" if remedy else cause)
        self.cause = cause
        self.remedy = remedy


class UsageError(SrccheckError):
    """The caller named a rule, format or option that does not exist."""


class ConfigError(UsageError):
    """A configuration file cannot be parsed or holds an unknown key or a wrong value."""


class InputError(SrccheckError):
    """A file cannot be found, read or is larger than allowed."""
