"""An entry held against a record, field by field."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from srccheck.model.evidence import Record


class Agreement(enum.Enum):
    """How what is cited stands to what was found."""

    SAME = "same"
    """Equal but for case, accents, punctuation, markup or a known abbreviation."""
    COMPATIBLE = "compatible"
    """Neither contradicts the other: one is less exact, shorter, or translated."""
    NEAR = "near"
    """So alike that one is a misspelling of the other."""
    DIFFERENT = "different"
    ABSENT = "absent"
    """One side does not say."""


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of an entry held against a record.

    ``score`` is between 0 and 1; ``reason`` says in words why they agree or differ.
    """

    field: str
    cited: str
    found: str
    agreement: Agreement
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry held against a record.

    ``probability`` is that both are the same work, from a model fitted on labelled pairs;
    ``by_identifier`` is true when the record was reached through the entry's own identifier.
    """

    entry: str
    record: Record
    probability: float
    fields: tuple[FieldMatch, ...]
    by_identifier: bool = False
    reason: str = ""

    def of(self, field: str) -> FieldMatch | None:
        """The comparison of one field, if it was made."""
        return next((found for found in self.fields if found.field == field), None)
