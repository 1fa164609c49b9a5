"""What is wrong, where, how sure that is, and how to mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from srccheck.model.text import Span


class Severity(enum.Enum):
    """How much a fault matters, if it is one; in order, see :attr:`rank`."""

    INFO = "info"
    """A matter of style; shown only when asked for."""
    WARNING = "warning"
    """An editor should look at it."""
    ERROR = "error"
    """A reader would be misled or could not find the source."""

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Severity).index(self)


class Confidence(enum.Enum):
    """How sure it is that the fault is one; apart from severity."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in place of the source characters at ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that can be applied to the file.

    ``safe`` means that no meaning can be lost: the fix may be applied without being looked at.
    ``renames`` are keys of entries, each with the one that takes its place: where the old one is
    cited, the new one is to be.
    """

    edits: tuple[Edit, ...]
    safe: bool
    description: str = ""
    renames: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.

    ``cited`` is what stands in the document, ``message`` what is wrong with it in one sentence,
    ``suggestion`` what would be right (text to put there, or advice) and ``basis`` what that
    rests on.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    span: Span
    cited: str
    message: str
    suggestion: str = ""
    basis: str = ""
    fix: Fix | None = None
    entry: str = ""
    """The key of the entry concerned, if there is one."""
