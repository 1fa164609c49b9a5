"""Characters that Word takes from symbol fonts by their number (``w:sym``, ECMA-376, 17.3.3.30).

Source: Unicode's mapping of Adobe's Symbol encoding.
"""

from __future__ import annotations

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_LETTERS = {
    **{0x41 + place: letter for place, letter in enumerate(_GREEK)},
    **{0x61 + place: letter for place, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
}
_SIGNS = {
    0x2A: "∗", 0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xBE: "—", 0xD2: "®", 0xD3: "©", 0xD4: "™",
}  # fmt: skip
_OTHERS = {0xA7: "▪", 0xE0: "→", 0xDF: "←", 0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■"}


def symbol(font: str, code: str) -> str:
    """The character with a hexadecimal number in a font; empty when only its picture is known.

    >>> symbol("Symbol", "F061"), symbol("Times New Roman", "2014"), symbol("Wingdings", "F021")
    ('α', '—', '')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    in_font = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if font.lower() == "symbol":
        known = _LETTERS.get(in_font) or _SIGNS.get(in_font)
        return known or (chr(in_font) if 0x20 <= in_font < 0x7F else "")
    if font.lower().startswith(("wingdings", "webdings")):
        return _OTHERS.get(in_font, "")
    if 0xE000 <= number <= 0xF8FF:
        return chr(in_font) if in_font != number and 0x20 <= in_font < 0x7F else ""
    return chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
