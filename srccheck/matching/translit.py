"""Spellings of one name in different transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.text.normalise import fold

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "å": "aa"}
)
_STEPS = (
    ("shch", "sc"), ("schtsch", "sc"), ("chtch", "sc"), ("tsch", "c"), ("tch", "c"), ("dzh", "j"),
    ("dj", "j"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("ts", "c"),
    ("tz", "c"), ("cz", "c"), ("sz", "s"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("gue", "ge"),
    ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("q", "k"), ("ck", "k"),
)  # fmt: skip
_DOUBLE = re.compile(r"([^aeiou])\1|(i)i")
_LETTERS = re.compile(r"[^\w]")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What is left of a name when the customs of transliteration are taken away.

    Covers the usual Latin renderings of Cyrillic and Arabic names in English, French and German
    (ISO 9, BGN/PCGN and the newspapers' own), and umlauts written out.

    >>> skeleton("Chtcherbakov") == skeleton("Shcherbakov")
    True
    """
    text = _LETTERS.sub("", fold(name.translate(_UMLAUTS)))
    for old, new in _STEPS:
        text = text.replace(old, new)
    text = _DOUBLE.sub(r"\1\2", text)
    if text.startswith(("ie", "ia", "iu", "io")):
        text = text[1:]
    text = text.removesuffix("i")
    for old, new in (("of", "ov"), ("ef", "ev"), ("ine", "in")):
        if text.endswith(old):
            text = text.removesuffix(old) + new
    return text
