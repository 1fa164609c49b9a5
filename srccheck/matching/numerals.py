"""Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@lru_cache(maxsize=4096)
def arabic(s: str) -> int:
    """The value of a Roman numeral in lower case, or 0 if it is none.

    >>> arabic("lix"), arabic("mcmxcviii"), arabic("vol")
    (59, 1998, 0)
    """
    if not s or not _ROMAN.fullmatch(s):
        return 0
    total = 0
    for letter, following in zip(s, [*s[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if _VALUES.get(following, 0) > value else value
    return total
