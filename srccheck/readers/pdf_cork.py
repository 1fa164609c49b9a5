r"""The letters of fonts that TeX draws as pictures, which say no more than their codes.

Where the outlines of its fonts are not installed, LaTeX with ``\usepackage[T1]{fontenc}`` puts
pictures of them (Type 3) into the file, without names and without a map to Unicode. A reader of
PDF files takes the codes for Latin-1, and loses ligatures, quotation marks and dashes.

Source: the Cork encoding, N. Beebe and M. Ferguson, TUGboat 11 (1990), 514-516.
"""

from __future__ import annotations

from collections.abc import Iterable

_CORK: dict[int, str] = {
    0x0D: "‚", 0x0E: "‹", 0x0F: "›", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»",
    0x15: "–", 0x16: "—", 0x17: "", 0x18: "", 0x19: "ı", 0x1A: "ȷ", 0x1B: "ff", 0x1C: "fi",
    0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0x27: "’", 0x60: "‘", 0x7F: "-",
    **dict(enumerate("ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£", 0x80)),
    0xD7: "Œ", 0xDF: "SS", 0xF7: "œ", 0xFF: "ß",
}  # fmt: skip
_LIGATURES = range(0x10, 0x20)
_LEAST_LETTERS = 30


def is_cork(codes: Iterable[str]) -> bool:
    r"""Whether the characters of nameless fonts are those of the Cork encoding.

    >>> is_cork("the quick brown fox jumps over the lazy dogs of the o\x1ece")
    True
    >>> is_cork("the quick brown fox jumps over the lazy dogs of the office"), is_cork("\x1b")
    (False, False)
    """
    letters = signs = 0
    for code in codes:
        letters += code.isascii() and code.isalpha()
        signs += ord(code) in _LIGATURES
    return signs > 0 and letters >= max(_LEAST_LETTERS, signs)


class Letters:
    """Tells what the nameless fonts of one file are, page by page; what is known holds on."""

    def __init__(self) -> None:
        self._known = False

    def are_cork(self, codes: str) -> bool:
        """Whether they are in the Cork encoding, given the characters of a page."""
        self._known = self._known or is_cork(codes)
        return self._known


def cork(code: str) -> str:
    r"""What a character of the Cork encoding is.

    >>> [cork(code) for code in "a\x1e\xff\x92"]
    ['a', 'ffi', 'ß', 'Š']
    """
    return _CORK.get(ord(code), code)
