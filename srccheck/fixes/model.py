"""The words of mending: a change, what was left as it is, and the plan for one file."""

from __future__ import annotations

from dataclasses import dataclass

from srccheck.model import Edit, Finding, Position


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that is mended: its edits, and the place where it stands in the file.

    >>> from srccheck.model import Confidence, Fix, Severity, Span
    >>> fix = Fix((Edit(Span(0, 2), "é"),), safe=True)
    >>> finding = Finding("mojibake", Severity.ERROR, Confidence.HIGH, Span(0, 2), "Ã©",
    ...                   "Damaged.", "é", "bytes of UTF-8 read as Windows-1252", fix)
    >>> Change(finding, "a.txt", Position(1, 1), "Ã©", "é").source
    'bytes of UTF-8 read as Windows-1252'
    """

    finding: Finding
    path: str
    place: Position
    old: str = ""
    """What stands in the file in the places of the edits, with ``…`` between several."""
    new: str = ""
    """What is to stand there."""
    line: str = ""
    """The line in which it begins, as it stands before the change."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in the order of their places."""
        return self.finding.fix.edits if self.finding.fix else ()

    @property
    def safe(self) -> bool:
        """Whether it may be made without being looked at."""
        return bool(self.finding.fix and self.finding.fix.safe)

    @property
    def source(self) -> str:
        """What the new text rests on: who states it, or how the damage came about."""
        return self.finding.basis or self.finding.message


@dataclass(frozen=True, slots=True)
class Left:
    """A change that could have been made and was not, and why."""

    change: Change
    reason: str
    kind: str = "refused"
    """``conflict`` (another change has its place), ``refused`` (it cannot be written, or would
    write damage), ``unsafe`` (it was not asked for) or ``declined``."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of one file.

    ``old`` and ``new`` are its bytes. ``problem`` says why the file cannot be written at all.
    """

    path: str
    old: bytes = b""
    new: bytes = b""
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    problem: str = ""
    encoding: str = "utf-8"

    @property
    def changed(self) -> bool:
        """Whether the file is to change."""
        return self.old != self.new

    @property
    def unmended(self) -> tuple[Left, ...]:
        """What was to be mended and could not be."""
        return tuple(left for left in self.left if left.kind in ("conflict", "refused"))
