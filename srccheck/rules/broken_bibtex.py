"""The rule ``broken-bibtex``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule


class BrokenBibtex(Rule):
    """A part of a BibTeX file that could not be read.

    What it does
    Reports each block that the reader of BibTeX files could not make sense of: a brace that is
    never closed, a missing comma, a field twice, a key twice.

    Why it matters
    BibTeX and Biber drop such an entry, or stop, and the citation comes out empty.

    Example:
    ``@article{doe2020 title = {No comma after the key}}``
    """

    name = "broken-bibtex"
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
                    suggestion=_("Mend the block so that it reads @type{key, field = {value}, …}."),
                    basis=_("BibTeX syntax"),
                )
