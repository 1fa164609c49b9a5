"""Labels of page metadata that lost their accented letters: ``Mots cls`` was ``Mots clés``."""

from __future__ import annotations

import re
from functools import cache

from srccheck.text.accented import remains
from srccheck.text.damage import Damage
from srccheck.text.templates import label_words

_LABEL = re.compile(r"\s{0,10}(?P<label>[^\W\d_][^:\n]{1,30}?)\s?(?:[:：]|\Z)")
_WORDS = re.compile(r"[^\s-]+")


def find_lost_label(text: str) -> list[Damage]:
    """The words of the label that a block is, or begins with, if only their accents are missing.

    >>> [(d.start, d.end, d.text) for d in find_lost_label("Mots cls : canal")]
    [(5, 8, 'clés')]
    >>> find_lost_label("Mots clés : canal"), find_lost_label("Catgorie")[0].text
    ([], 'Catégorie')
    """
    match = _LABEL.match(text)
    label = _by_remains().get(match["label"].casefold()) if match else None
    if not match or not label:
        return []
    how = "a label of page metadata whose accented letters were dropped"
    found = []
    rights = iter(_WORDS.findall(label))
    for word in _WORDS.finditer(match["label"]):
        right = next((right for right in rights if _is_rest(word.group(), right)), "")
        if right and right.casefold() != word.group().casefold():
            start = match.start("label") + word.start()
            right = right[0].upper() + right[1:] if word.group()[0].isupper() else right
            found.append(Damage(start, start + len(word.group()), right, how, False))
    return found


def _is_rest(word: str, whole: str) -> bool:
    return remains(whole).casefold() == word.casefold()


@cache
def _by_remains() -> dict[str, str]:
    """The labels that have accented letters, by what is left when those are dropped."""
    return {
        " ".join(remains(label).split()): label
        for label in label_words()
        if not label.isascii() and len(remains(label)) > 3
    }
