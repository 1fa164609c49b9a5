"""Text made comparable: blind to case, accents, typographic variants and spacing."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼʹ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "…": "...",
        "⁄": "/",
        # Letters that no decomposition takes apart.
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ħ": "h",
        "Ħ": "H",
        # Characters that show nothing.
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_WORD = re.compile(r"[^\W_]+")


def strip_accents(s: str) -> str:
    """The text without accents and other combining marks; its case stays.

    >>> strip_accents("Politique étrangère, Łódź")
    'Politique etrangere, Lodz'
    """
    if s.isascii():
        return s
    decomposed = unicodedata.normalize("NFKD", s.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(s: str) -> str:
    r"""The text in the form in which two spellings of the same words are equal.

    Case and accents are gone, quotes, apostrophes and dashes are the ASCII ones, white space is
    collapsed. Case folding is that of the Unicode standard, section 3.13.

    >>> fold("  L’Économie\u00a0politique — Straße ")
    "l'economie politique - strasse"
    """
    return " ".join(strip_accents(s).casefold().split())


def words(s: str) -> list[str]:
    """The words of the text, folded; punctuation parts them and is gone.

    >>> words("Guerre d’Ukraine : un embarras")
    ['guerre', 'd', 'ukraine', 'un', 'embarras']
    """
    return _WORD.findall(strip_accents(s).casefold())


_RANGE = re.compile(r"\s?(?:-{2,3}|[‐‑‒–—−])\s?")


def plain_range(s: str) -> str:
    """Pages or numbers with one form of dash, whatever their source prints between them.

    >>> plain_range("101–19, 130 — 31"), plain_range("12--15")
    ('101-19, 130-31', '12-15')
    """
    return _RANGE.sub("-", s)
