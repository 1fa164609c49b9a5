"""The words by which pages in several languages say who wrote them, when, and as what."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources

from srccheck.text.normalise import fold


@functools.cache
def phrases(name: str) -> tuple[tuple[str, str, str], ...]:
    """Kind, language and folded phrase of each line of ``data/<name>.tsv``."""
    data = resources.files("srccheck.resolvers.pages") / "data" / f"{name}.tsv"
    rows = []
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, language, phrase = line.split("\t")
            rows.append((kind, language, fold(phrase)))
    return tuple(rows)


@functools.cache
def phrases_of(name: str, kind: str) -> tuple[str, ...]:
    """The folded phrases of one kind, longest first."""
    return tuple(sorted((p for k, _, p in phrases(name) if k == kind), key=len, reverse=True))


def any_of(found: Iterable[str]) -> str:
    """A pattern for any of some phrases."""
    return "|".join(re.escape(phrase) for phrase in found)
