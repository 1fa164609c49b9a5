r"""The counters of LaTeX, and numbers as they are printed.

Source: the LaTeX2e manual (``\arabic``, ``\fnsymbol``, ``\thefootnote``, counters within counters).
"""

from __future__ import annotations

import re

from srccheck.readers.latex import decode

_SYMBOLS = ("", "*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡")
_FORMAT = re.compile(r"\\(arabic|roman|Roman|alph|Alph|fnsymbol)\*?[ ]?\{?\\?(?:c@)?([A-Za-z]+)\}?")
_VALUE = re.compile(r"\\(?:value|arabic)[ ]?\{([A-Za-z]+)\}|\\(?:the|c@)([A-Za-z]+)")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LARGEST = 100_000


def numeral(number: int, style: str) -> str:
    """A number in one of LaTeX's styles.

    >>> [numeral(4, style) for style in ("arabic", "roman", "Alph", "fnsymbol")]
    ['4', 'iv', 'D', '§']
    """
    if style in ("roman", "Roman") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text.upper() if style == "Roman" else text
    if style in ("alph", "Alph") and 0 < number <= 26:
        return chr(number + (64 if style == "Alph" else 96))
    if style == "fnsymbol" and 0 < number < len(_SYMBOLS):
        return _SYMBOLS[number]
    return str(number)


class Counters:
    r"""Counters with the way in which each is printed, and what sets it back.

    >>> counters = Counters()
    >>> counters.formats["footnote"] = r"\roman{footnote}"
    >>> counters.step("footnote"), counters.step("footnote")
    ('i', 'ii')
    """

    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.formats: dict[str, str] = {}
        self.within: dict[str, str] = {}

    def step(self, counter: str) -> str:
        """Count one further; the number as printed."""
        self.set(counter, self.values.get(counter, 0) + 1)
        for inner, outer in self.within.items():
            if outer == counter:
                self.values[inner] = 0
        return self.printed(counter)

    def set(self, counter: str, value: int) -> None:
        """Give a counter a value."""
        self.values[counter] = max(-LARGEST, min(value, LARGEST))

    def printed(self, counter: str, value: int | None = None) -> str:
        """The number of a counter as printed: its own, or another one in its way."""
        number = self.values.get(counter, 0) if value is None else value
        written = self.formats.get(counter)
        if written is None:
            return str(number)

        def put(match: re.Match[str]) -> str:
            name = match[2]
            return numeral(number if name == counter else self.values.get(name, 0), match[1])

        text = _FORMAT.sub(put, written)
        text = _VALUE.sub(lambda m: str(self.values.get(m[1] or m[2], 0)), text)
        return decode(text).strip() or str(number)

    def number(self, written: str) -> int | None:
        """A number as a command is given it: digits, or the value of a counter."""
        match = _VALUE.fullmatch(written.strip())
        if match:
            return self.values.get(match[1] or match[2], 0)
        digits = re.fullmatch(r"\s*([+-]?\d{1,6})\s*", written)
        return int(digits[1]) if digits else None
