"""Values that a database or page states damaged: nothing can be concluded from them."""

from __future__ import annotations

import re

from srccheck.text.mojibake import SUSPECT, find_mojibake

_LOST = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]|&(?:[a-z]{2,8}|#\d{2,6});")
"""A replacement character, a question mark inside a word, an entity left undecoded."""


def is_damaged(value: str) -> bool:
    """Whether characters of a value were lost or wrongly decoded.

    >>> is_damaged("\u00c3\u00a9trang\u00c3\u00a8re"), is_damaged("CONNECTION?SIERRA LEONE")
    (True, True)
    >>> is_damaged("Politique étrangère"), is_damaged("Who? Me?")
    (False, False)
    """
    if value.isascii():
        return bool(_LOST.search(value)) if "?" in value or "&" in value else False
    if _LOST.search(value):
        return True
    return bool(SUSPECT.search(value)) and bool(find_mojibake(value))
