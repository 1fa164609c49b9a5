"""The rule ``undefined-key``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity, Span
from srccheck.notes.citations import compare
from srccheck.rules.context import source_text
from srccheck.rules.rule import Rule


class UndefinedKey(Rule):
    """A citation by a key that no entry has.

    What it does
    Holds the keys that LaTeX, pandoc, Org and others cite against the bibliography of the document.
    It is silent if no key is in it, or if a file that may have it was not read.

    Why it matters
    The citation is printed as a question mark, or as its bare key.

    Example:
    ``[@doe2020long]``, and the bibliography has ``doe2020`` alone.
    """

    name = "undefined-key"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for citation in compare(document).undefined:
            at = document.source.find(citation.label, *citation.span)
            place = Span(at, at + len(citation.label)) if at >= 0 else citation.span
            yield self.finding(
                place,
                source_text(document, place),
                _(
                    "The text cites the key {key}, and no entry has it.",
                    key=citation.label,
                ),
                suggestion=_("Add the entry, or correct the key."),
                basis=_("citations held against the bibliography"),
            )
