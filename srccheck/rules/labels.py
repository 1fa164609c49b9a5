"""Which blocks are labels of page metadata."""

from __future__ import annotations

import re

from srccheck.model import Passage
from srccheck.text.damage import Damage
from srccheck.text.lost import find_dropped, find_questioned, find_replaced
from srccheck.text.normalise import fold
from srccheck.text.templates import known_labels

_BEGINNING = re.compile(r"\s{0,10}(?P<label>[^\W\d_][^:\n]{1,30}?)\s?[:：]")
LONGEST = 60
"""Length of the longest label."""


def is_label(passage: Passage) -> bool:
    """Whether a block is a known label and nothing else, in bold or with a colon.

    >>> is_label(Passage.plain("Auteur :")), is_label(Passage.plain("He said:"))
    (True, False)
    """
    text = passage.text.strip()
    if not text or len(text) > LONGEST or not (text[-1] in ":：" or _is_bold(passage)):
        return False
    return _is_known(text)


def begins_with_label(passage: Passage) -> bool:
    """Whether a block is a known label, or begins with one and a colon."""
    if is_label(passage):
        return True
    match = _BEGINNING.match(passage.text)
    return match is not None and _is_known(match["label"])


def _is_known(label: str) -> bool:
    label = label.strip(" :：\xa0*")
    for find in (find_replaced, find_questioned, _find_dropped):
        for lost in reversed(find(label)):
            label = label[: lost.start] + lost.text.partition(" or ")[0] + label[lost.end :]
    return fold(label) in known_labels()


def _find_dropped(label: str) -> list[Damage]:
    return find_dropped(label, label=True, damaged=True)


def _is_bold(passage: Passage) -> bool:
    """Whether all its letters are in bold."""
    bold = [style for style in passage.styles if style.kind == "bold"]
    return all(
        any(style.start <= offset < style.end for style in bold)
        for offset, character in enumerate(passage.text)
        if character.isalnum()
    )
