"""What a rule is."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from srccheck.model import Confidence, Dossier, Finding, Fix, Severity, Span


class Rule(ABC):
    """One kind of fault: its name, how bad it is, and how to find it.

    A rule is pure: it looks at a :class:`~srccheck.model.Dossier` and nothing else, opens no
    file or connection and has no clock. Its docstring is its documentation, in the sections
    *What it does*, *Why it matters* and *Example*; ``srccheck explain NAME`` prints it.
    """

    name: ClassVar[str]
    """In kebab-case; it names the fault and reads well after "allow"."""
    severity: ClassVar[Severity]
    confidence: ClassVar[Confidence]
    offline: ClassVar[bool] = True
    """Whether it works without a network."""
    fixable: ClassVar[str] = "no"
    """``no``, ``safe`` or ``unsafe`` (every fix is), or ``sometimes`` (either, or none)."""

    @abstractmethod
    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document, in any order."""

    def finding(
        self,
        span: Span,
        cited: str,
        message: str,
        *,
        suggestion: str = "",
        basis: str = "",
        fix: Fix | None = None,
        entry: str = "",
        severity: Severity | None = None,
        confidence: Confidence | None = None,
    ) -> Finding:
        """A finding of this rule, with its severity and confidence unless told otherwise."""
        return Finding(
            rule=self.name,
            severity=severity or self.severity,
            confidence=confidence or self.confidence,
            span=span,
            cited=cited,
            message=message,
            suggestion=suggestion,
            basis=basis,
            fix=fix,
            entry=entry,
        )

    @classmethod
    def documentation(cls) -> str:
        """The rule's docstring, without its indentation."""
        return inspect.getdoc(cls) or ""

    @classmethod
    def summary(cls) -> str:
        """The first line of the documentation."""
        return cls.documentation().partition("\n")[0]
