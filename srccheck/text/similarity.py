"""How alike two texts are, blind to case, accents and typography."""

from __future__ import annotations

from srccheck.text.normalise import fold


def similarity(a: str, b: str) -> float:
    """The normalised InDel similarity of two folded texts: 1.0 equal, 0.0 nothing in common.

    >>> similarity("Politique étrangère", "politique etrangere")
    1.0
    >>> round(similarity("Kevorsk", "Kevork"), 2)
    0.92
    """
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(a), fold(b))) / 100


def distance(a: str, b: str, limit: int | None = None) -> int:
    """The edits (Damerau-Levenshtein, optimal alignment) between two folded texts.

    Above ``limit``, the result is ``limit + 1``.

    >>> distance("Kevorsk", "Kevork"), distance("abc", "xyz", limit=1)
    (1, 2)
    """
    from rapidfuzz.distance import OSA

    return int(OSA.distance(fold(a), fold(b), score_cutoff=limit))
