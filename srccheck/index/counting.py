"""What became of every record of a dump: kept, or left out with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 3
"""Places that are kept for each reason."""


@dataclass(slots=True)
class Tally:
    """Counts of one dump. What was read is what was kept and what was left out.

    ``damaged`` counts parts that could not be read to their end; how many records were lost with
    them cannot be known. ``remarks`` counts what was mended in records that were kept.
    """

    kept: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    """Where it happened, by reason."""

    @property
    def read(self) -> int:
        """Records that were seen."""
        return self.kept + self.skipped.total()

    def skip(self, reason: str, where: str) -> None:
        """Count a record that is left out."""
        self.skipped[reason] += 1
        self._note(reason, where)

    def damage(self, reason: str, where: str) -> None:
        """Count a part that cannot be read further."""
        self.damaged[reason] += 1
        self._note(reason, where)

    def _note(self, reason: str, where: str) -> None:
        known = self.examples.setdefault(reason, [])
        if len(known) < EXAMPLES:
            known.append(where)

    def add(self, other: Tally) -> None:
        """Count what another one counted."""
        self.kept += other.kept
        self.skipped += other.skipped
        self.damaged += other.damaged
        self.remarks += other.remarks
        for reason, places in other.examples.items():
            for where in places:
                self._note(reason, where)

    def facts(self) -> dict[str, Any]:
        """The counts as JSON holds them."""
        return {
            "read": self.read,
            "kept": self.kept,
            "skipped": dict(self.skipped),
            "damaged": dict(self.damaged),
            "remarks": dict(self.remarks),
            "examples": self.examples,
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Tally:
        """The counts of :meth:`facts`."""
        return cls(
            facts["kept"],
            Counter(facts["skipped"]),
            Counter(facts["damaged"]),
            Counter(facts["remarks"]),
            facts["examples"],
        )
