"""The rule ``broken-file``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule


class BrokenFile(Rule):
    """A place from which on a file could not be read as what it is.

    What it does
    Reports where XML or JSON breaks off, is nested without end, or declares entities that
    could grow without bounds; entities that nobody defines; records of RIS without a type.

    Why it matters
    Other programs refuse the file or lose what follows; what stands there was not checked.

    Example:
    ``<title>No end tag</titel>``
    """

    name = "broken-file"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for problem in dossier.document.problems:
            if problem.rule == self.name:
                yield self.finding(
                    problem.span,
                    shortened(problem.cited),
                    _("{problem:A}.", problem=problem.message),
                    suggestion=_("Mend the file there, or export it again."),
                    basis=_("the format's own grammar"),
                )
