"""Cyrillic text in one one-byte encoding, read as another.

``Ïðèâåò`` is Windows-1251 read as Latin-1, ``îÏ×ÏÓÔÉ`` KOI8-R read as Latin-1, ``оПХБЕР``
Windows-1251 read as KOI8-R. ftfy knows damage to UTF-8 only. A word counts as misread when it is
made wholly of letters that no language of the wrong script strings together, and reads as a
Cyrillic word.
"""

from __future__ import annotations

import re

from srccheck.text.damage import Damage

_HIGH_LATIN = re.compile("(?<![^\\W\\d_])[\xc0-\xff¸¨¿³²º´]{1,40}(?![^\\W\\d_])")
_INVERTED = re.compile("(?<![^\\W\\d_])[а-яё][А-ЯЁ]{0,40}(?![^\\W\\d_])")
_SIGN = re.compile("[\xc0-\xff]{4}|[а-яё][А-ЯЁ]{3}")
"""What at least one misread word of a text holds."""
_CYRILLIC = re.compile("(?<![^\\W\\d_])[А-яЁё]{1,40}(?![^\\W\\d_])")
_WAYS = (
    (_HIGH_LATIN, "latin-1", "cp1251", "Windows-1251 read as Latin-1"),
    (_HIGH_LATIN, "latin-1", "koi8-r", "KOI8-R read as Latin-1"),
    (_INVERTED, "cp1251", "koi8-r", "KOI8-R read as Windows-1251"),
    (_INVERTED, "koi8-r", "cp1251", "Windows-1251 read as KOI8-R"),
)
_VOWELS = frozenset("аеёиоуыэюяіїє")
_PAIRS = (
    "ст но то на ен ов ни ра во ко ро по пр ре ли го ос не ер ан та ка ал ор ес ол ат от те де"
    " ел ть ит ло ла ки ри ин ле ти ив ве ск ся ия ии ом ет ль ва ак он ог ды му ам ас ие ой ый"
    " ві ів ні ді лі рі ті ій ьс ад ав ув вс їн єт ющ чн зн їх их ми ма да за из об до ед ви"
    " ру ус од ей сс ис се ци па ая ев"
)
"""The commonest pairs of letters in Russian and Ukrainian."""
_ENOUGH = 3
"""How many such pairs the words of a text must have together."""


def find_misread_cyrillic(text: str) -> list[Damage]:
    """The words of a text that are misread Cyrillic, in order.

    >>> find_misread_cyrillic("Ïðèâåò, ìèð")[0][:4]
    (0, 6, 'Привет', 'Windows-1251 read as Latin-1')
    >>> find_misread_cyrillic("Où est passé l'été à Évian ?")
    []
    """
    if not _SIGN.search(text):
        return []
    best: list[Damage] = []
    best_weight = _ENOUGH - 0.5
    for pattern, wrong, right, how in _WAYS:
        words = _words(text, pattern, wrong, right, how)
        sure = [word.text for word in words if _reads_as_word(word.text)]
        weight = sum(_common_pairs(word) / (1 + word.isupper()) for word in sure)
        if weight > best_weight and (len(sure) > 1 or len(sure[0]) > 4):
            if pattern is _INVERTED:
                words = _words(text, _CYRILLIC, wrong, right, how)
            best, best_weight = words, weight
    return best


def _words(text: str, pattern: re.Pattern[str], wrong: str, right: str, how: str) -> list[Damage]:
    return [
        Damage(match.start(), match.end(), word, how, certain=wrong == "latin-1")
        for match in pattern.finditer(text)
        if (word := _decoded(match.group(), wrong, right))
    ]


def _decoded(word: str, wrong: str, right: str) -> str:
    """What the word was, or nothing if it cannot have been a word."""
    try:
        decoded = word.encode(wrong).decode(right)
    except UnicodeError:
        return ""
    capitals = decoded.isupper() and not _CYRILLIC.fullmatch(word)
    one_case = decoded.islower() or decoded.istitle() or capitals
    return decoded if decoded.isalpha() and one_case else ""


def _common_pairs(word: str) -> int:
    lower = word.lower()
    return sum(lower[index : index + 2] in _PAIRS for index in range(len(lower) - 1))


def _reads_as_word(word: str) -> bool:
    vowels = sum(character in _VOWELS for character in word.lower())
    natural = 0.2 <= vowels / len(word) <= 0.7
    return len(word) > 2 and natural and _common_pairs(word) * 3 >= len(word) - 1
