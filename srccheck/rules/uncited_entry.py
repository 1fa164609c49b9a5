"""The rule ``uncited-entry``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.notes.citations import compare
from srccheck.rules.context import keys_by_place, shortened, source_text
from srccheck.rules.rule import Rule


class UncitedEntry(Rule):
    """A work in the reference list that nothing in the text cites.

    What it does
    Reports the works of a reference list, or the entries of a bibliography with keys, that are not
    cited, if most of the others are. Lists for further reading are left alone. Items of numbered
    lists are the matter of the rule ``note-without-marker``.

    Why it matters
    Most styles list only what is cited: the work may be left over, or its citation lost.

    Example:
    ``Doe, Jane. 2018. The Long Thaw.`` in the list, and no Doe in the text.
    """

    name = "uncited-entry"
    severity = Severity.INFO
    confidence = Confidence.LOW

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        key_at = keys_by_place(dossier)
        for span, shown in compare(document).uncited:
            yield self.finding(
                span,
                shortened(source_text(document, span)),
                _("Nothing in the text cites {shown}.", shown=shown),
                suggestion=_("Cite the work, or take it off the list."),
                basis=_("the reference list held against citations"),
                entry=key_at(span),
            )
