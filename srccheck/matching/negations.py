"""The words that turn a sentence round, in several languages."""

from __future__ import annotations

import functools
from importlib import resources

from srccheck.text.normalise import words


@functools.cache
def negations() -> frozenset[str]:
    """The words for "not", folded.

    >>> "not" in negations(), "pas" in negations(), "peace" in negations()
    (True, True, False)
    """
    data = resources.files("srccheck.matching") / "data" / "negations.tsv"
    lines = data.read_text(encoding="utf-8").splitlines()
    listed = (line.partition("\t")[2] for line in lines if not line.startswith("#"))
    return frozenset(words(" ".join(listed)))
