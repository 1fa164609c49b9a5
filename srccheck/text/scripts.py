"""The scripts that the letters of a text belong to."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def script(character: str) -> str:
    """The script of a letter by its Unicode name, empty for what is no letter.

    The first word of the name of a letter is its script for all scripts in common use
    (Unicode Character Database, UnicodeData.txt); modifier letters and signs that only look
    like letters (µ, Ω as the ohm sign) have none.

    >>> script("é"), script("я"), script("!"), script("µ")
    ('LATIN', 'CYRILLIC', '', '')
    """
    if character.isascii():
        return "LATIN" if character.isalpha() else ""
    if unicodedata.category(character) not in ("Lu", "Ll", "Lt", "Lo") or character in "µªºΩK":
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return "" if name in ("MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT", "FULLWIDTH") else name


def scripts(text: str) -> set[str]:
    """The scripts of the letters of a text.

    >>> sorted(scripts("Пари Paris 2022"))
    ['CYRILLIC', 'LATIN']
    """
    return {script(character) for character in text} - {""}
