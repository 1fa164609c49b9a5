"""Labels of page metadata that lost their accented letters: ``Mots cls`` was ``Mots clés``."""

from __future__ import annotations

import re
from functools import cache

from srccheck.text.accented import remains
from srccheck.text.damage import Damage
from srccheck.text.templates import label_words

_LABEL = re.compile(r"\s{0,10}(?P<label>[^\W\d_][^:\n]{1,30}?)\s?(?:[:：]|\Z)")


def find_lost_label(text: str) -> list[Damage]:
    """The label that a block is, or begins with before a colon, if only its accents are missing.

    >>> [(d.start, d.end, d.text) for d in find_lost_label("Mots cls : canal")]
    [(0, 8, 'Mots clés')]
    >>> find_lost_label("Mots clés : canal"), find_lost_label("Mots cls")[0].text
    ([], 'Mots clés')
    """
    match = _LABEL.match(text)
    label = _by_remains().get(match["label"].casefold()) if match else None
    if not match or not label:
        return []
    right = label[0].upper() + label[1:] if match["label"][0].isupper() else label
    how = "a label of page metadata whose accented letters were dropped"
    return [Damage(match.start("label"), match.end("label"), right, how, False)]


@cache
def _by_remains() -> dict[str, str]:
    """The labels that have accented letters, by what is left when those are dropped."""
    return {
        " ".join(remains(label).split()): label
        for label in label_words()
        if not label.isascii() and len(remains(label)) > 3
    }
