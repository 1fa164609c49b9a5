"""Frequent words with accented letters, and what transfer makes of them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from srccheck.text.normalise import strip_accents


class Accented(NamedTuple):
    """A frequent word with accented letters.

    ``languages`` are its languages (``"es pt"``). ``lost`` is ``lost`` when the word without its
    accented letters is no word of any language of the table, ``label`` when it is none but looks
    like an acronym. ``alone`` is true when no other word differs from it in accents only.
    """

    word: str
    languages: str
    lost: str
    alone: bool


@cache
def accented_words() -> tuple[Accented, ...]:
    """All words of the table ``data/accented.tsv``."""
    table = resources.files("srccheck.text") / "data" / "accented.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(Accented(word, langs, lost, alone == "alone") for word, langs, lost, alone in rows)


@cache
def _known() -> frozenset[str]:
    return frozenset(entry.word.casefold() for entry in accented_words())


@cache
def _alone() -> dict[str, str]:
    return {_key(entry.word): entry.word for entry in accented_words() if entry.alone}


def _key(word: str) -> str:
    return strip_accents(word).casefold()


def known_word(word: str) -> bool:
    """Whether the word stands in the table as it is, but for case.

    >>> known_word("Étrangère"), known_word("étrangére")
    (True, False)
    """
    return word.casefold() in _known()


def only_word_like(word: str) -> str:
    """The one word that differs from this in accents only, or nothing.

    >>> only_word_like("étrangére"), only_word_like("coté")
    ('étrangère', '')
    """
    return _alone().get(_key(word), "")


@cache
def words_by_remains() -> dict[str, tuple[Accented, ...]]:
    """The words by what is left of them when their accented letters are dropped.

    Words that lose just their first letter are left out: what is left may end any broken word.

    >>> [entry.word for entry in words_by_remains()["trangre"]]
    ['étrangère']
    """
    found: dict[str, list[Accented]] = {}
    for entry in accented_words():
        headless = not entry.word[0].isascii() and entry.word[1:].isascii()
        if entry.lost != "-" and not headless:
            found.setdefault(remains(entry.word).casefold(), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _by_tail() -> dict[str, set[str]]:
    tails: dict[str, set[str]] = {}
    for entry in accented_words():
        if not entry.word[0].isascii() and len(entry.word) > 3:
            tails.setdefault(entry.word[1:].casefold(), set()).add(entry.word[0].upper())
    return tails


def lost_initial(tail: str) -> str:
    """The one accented capital that makes a frequent word of this, or nothing.

    >>> lost_initial("tudes"), lost_initial("nglish")
    ('É', '')
    """
    initials = _by_tail().get(tail.casefold(), set())
    return next(iter(initials)) if len(initials) == 1 else ""


def remains(word: str, gap: str = "") -> str:
    """The word with its letters beyond ASCII dropped, or replaced with a mark.

    >>> remains("créée"), remains("café", "?")
    ('cre', 'caf?')
    """
    return "".join(c if c.isascii() else gap for c in word)
