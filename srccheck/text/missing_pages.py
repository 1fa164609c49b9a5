"""How pages in several languages say that there is no page."""

from __future__ import annotations

import functools
from importlib import resources

from srccheck.text.normalise import words

_BESIDE = frozenset(
    ("404", "410", "error", "erreur", "fehler", "errore", "erro", "http", "oops", "ooops", "sorry",
     "desole", "oh", "no", "uh", "whoops", "hoppla", "ups", "ops", "code", "status", "the")
)  # fmt: skip


@functools.cache
def _phrases() -> frozenset[tuple[str, ...]]:
    data = resources.files("srccheck.text") / "data" / "missing-pages.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(
        _without_beside(line.strip()) for line in lines if line and not line.startswith("#")
    )


def _without_beside(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in _BESIDE)


def says_missing(text: str) -> bool:
    """Whether a title or heading says that there is no page, and says nothing else.

    >>> says_missing("Error 404: Page not found!"), says_missing("How to fix 404 errors")
    (True, False)
    >>> says_missing("404"), says_missing("1984")
    (True, False)
    """
    if len(text) > 150:
        return False
    rest = _without_beside(text)
    if not rest:
        return bool({"404", "410"} & set(words(text)))
    return rest in _phrases()
