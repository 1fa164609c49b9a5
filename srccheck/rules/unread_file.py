"""The rule ``unread-file``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule


class UnreadFile(Rule):
    r"""A file that a document takes in and that was not read.

    What it does
    Reports files that a document names as part of itself (a chapter, a ``.bib`` file) and that are
    missing, take in themselves, or lie outside the folder of the document; the last are never
    opened.

    Why it matters
    The notes and sources in them were not checked, and citations of them count for nothing.

    Example:
    ``\addbibresource{../library.bib}``
    """

    name = "unread-file"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for problem in dossier.document.problems:
            if problem.rule == self.name:
                yield self.finding(
                    problem.span,
                    shortened(problem.cited),
                    _("{problem:A}.", problem=problem.message),
                    suggestion=_("Put the file into the folder of the document, or check it too."),
                    basis=_("the files on this machine"),
                )
