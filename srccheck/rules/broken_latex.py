"""The rule ``broken-latex``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule


class BrokenLatex(Rule):
    r"""A place in a LaTeX document that could not be read as meant.

    What it does
    Reports braces without partner, and macros that call themselves without end.

    Why it matters
    TeX stops there, or takes what follows for part of a note; what stands there may not have been
    checked as a whole.

    Example:
    ``\footnote{Jane Doe, \emph{A Title}, 2020.`` without the closing brace
    """

    name = "broken-latex"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for problem in dossier.document.problems:
            if problem.rule == self.name:
                yield self.finding(
                    problem.span,
                    shortened(problem.cited),
                    _("{problem:A}.", problem=problem.message),
                    suggestion=_("Close the group where it ends, or take the brace away."),
                    basis=_("LaTeX syntax"),
                )
