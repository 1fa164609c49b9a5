"""The rule ``markup-left``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.damage import places
from srccheck.rules.rule import Rule
from srccheck.text.markup import finder


class MarkupLeft(Rule):
    """Markup of another format left in the text.

    What it does
    Reports LaTeX commands, HTML and JATS tags, BBCode, wiki and Markdown markup that readers see
    as such, because the file is of another format. Mathematics and code are left alone.

    Why it matters
    It comes from fields copied between programs, and ends up in every reference made from them.

    Example:
    ``<i>Foreign Affairs</i>`` in the title field of a BibTeX entry.
    """

    name = "markup-left"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for span, cited, damage in places(dossier.document, finder(dossier.document.format)):
            yield self.finding(
                span,
                shortened(cited),
                _("{how} is left in the text.", how=damage.how),
                suggestion=damage.text or _("Remove the markup."),
                basis=damage.how,
            )
