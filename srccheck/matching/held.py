"""What holding one value against another gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from srccheck.model.match import Agreement


class Held(NamedTuple):
    """How two values stand to each other; ``found`` is the value of the record that was held."""

    agreement: Agreement
    score: float
    reason: str = ""
    found: str = ""


_RANK = {
    Agreement.SAME: 4,
    Agreement.COMPATIBLE: 3,
    Agreement.NEAR: 2,
    Agreement.DIFFERENT: 1,
    Agreement.ABSENT: 0,
}


def same(reason: str = "", found: str = "") -> Held:
    """The values are equal."""
    return Held(Agreement.SAME, 1.0, reason, found)


def compatible(reason: str, score: float = 0.9, found: str = "") -> Held:
    """Neither value contradicts the other."""
    return Held(Agreement.COMPATIBLE, score, reason, found)


def near(reason: str, score: float = 0.8, found: str = "") -> Held:
    """One value is a misspelling of the other."""
    return Held(Agreement.NEAR, score, reason, found)


def different(reason: str, score: float = 0.0, found: str = "") -> Held:
    """The values contradict each other."""
    return Held(Agreement.DIFFERENT, score, reason, found)


def absent(reason: str = "", found: str = "") -> Held:
    """There is nothing to compare."""
    return Held(Agreement.ABSENT, 0.0, reason, found)


def best(all_held: Iterable[Held]) -> Held:
    """The closest of several comparisons; nothing compared is absent.

    >>> best([different("no"), same(), near("one letter")]).agreement.value
    'same'
    """
    return max(all_held, key=lambda held: (_RANK[held.agreement], held.score), default=absent())
