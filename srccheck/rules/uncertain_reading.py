"""The rule ``uncertain-reading``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Field, Finding, Severity
from srccheck.rules.rule import Rule

_LOW = 0.5
"""About half of the fields below it are read wrongly, nine in ten above 0.8 rightly, on references
that the model was not trained on (``srccheck/labelling/data/CARD.md``)."""
_FIELDS = ("author", "title", "journaltitle", "booktitle", "date")


class UncertainReading(Rule):
    """A reference whose parts could not be told apart with confidence.

    What it does
    Names the fields of a reference (author, title, container, date) that were read with a
    probability of less than one half. It says nothing against the reference.

    Why it matters
    What is looked up and what is written to a bibliography rests on this reading; an editor can
    put it right in a moment.

    Example:
    ``Doe Summer Trade Ledger 12 Spring``
    """

    name = "uncertain-reading"
    severity = Severity.INFO
    confidence = Confidence.LOW

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            unsure = [
                field
                for name in _FIELDS
                if (field := entry.fields.get(name)) and field.confidence < _LOW
            ]
            if unsure:
                names = ", ".join(f"{field.name} ({field.confidence:.2f})" for field in unsure)
                yield self.finding(
                    unsure[0].span,
                    _cited(unsure[0]),
                    _(
                        "read with little confidence: {names}; look whether it is right",
                        names=names,
                    ),
                    entry=entry.key,
                )


def _cited(field: Field) -> str:
    return " ".join(field.raw.split())
