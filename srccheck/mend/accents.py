"""Mojibake whose plain repair still has a wrong accent, mended with a word that is known.

Text that was damaged after someone typed a wrong accent, or that was damaged twice in different
ways, decodes to a word that does not exist (``étrangére``). What it should be is known when it
stands in the name of a venue, when the document has the same word elsewhere, or when just
one frequent word differs from it in accents only.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from srccheck import venues
from srccheck.messages import _
from srccheck.model import Document, Passage
from srccheck.text.accented import known_word, only_word_like
from srccheck.text.damage import Damage, touched
from srccheck.text.normalise import strip_accents

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile('[«“"„](?:[ \xa0])?([^«»“”"„]{3,120}?)(?:[ \xa0])?[»”"“]')
_LONGEST_NAME = 7
_SHORTEST_WORD = 5
_REACH = 150
_IN_TEXT = _("“{word}” stands elsewhere in the text")
_ALONE = _("“{word}” is the only known word like it")
_LISTED = 4
"""Letters from which on a word is in the vocabulary of venues."""


class Accents:
    """Judges plain repairs by what is known of venues, of this document and of words."""

    def __init__(
        self, document: Document, damaged: Sequence[tuple[Passage, Sequence[Damage]]]
    ) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        if not damaged:
            return
        places = {id(passage): found for passage, found in damaged}
        for block in document.blocks:
            for word in _sound_words(block.passage.text, places.get(id(block.passage), ())):
                self._words[_key(word)].add(word.lower())

    def judge(
        self, passage: Passage, found: Sequence[Damage], damage: Damage
    ) -> tuple[Damage, str]:
        """The repair as it should be, and the name of the rule that reports it."""
        text, start, end = _mended_around(passage.text, found, damage)
        known = _from_venue(text, start, end) or self._from_words(damage.text)
        if known is None or known[0] == damage.text:
            return damage, "mojibake"
        right, why, certain = known
        how = _("{how}, which gives “{text}”; {why}", how=damage.how, text=damage.text, why=why)
        return damage._replace(text=right, how=how, certain=certain), "half-mended-mojibake"

    def _from_words(self, mended: str) -> tuple[str, str, bool] | None:
        """The first word of the repair that should have other accents, put right."""
        for word in _WORD.finditer(mended):
            plain = word.group()
            if plain.isascii() or len(plain) < _SHORTEST_WORD or known_word(plain):
                continue
            if plain.casefold() in _words_of_venues().get(_key(plain), ()):
                continue
            here = self._words.get(_key(plain), set())
            if plain.lower() in here:
                continue
            others = sorted(other for other in here if not other.isascii())
            listed = only_word_like(plain)
            if others:
                right, why, certain = others[0], _IN_TEXT, len(others) == 1
            elif listed:
                right, why, certain = listed, _ALONE, True
            else:
                continue
            right = _with_accents_of(right, plain)
            whole = mended[: word.start()] + right + mended[word.end() :]
            return whole, _(why.template, word=right), certain
        return None


def _from_venue(text: str, start: int, end: int) -> tuple[str, str, bool] | None:
    """The repair with the accents that it has in the name of a venue around it."""
    if not any(_has_rivals(word) for word in _WORD.findall(text, start, end)):
        return None
    for phrase_start, phrase in _phrases(text, start, end):
        match = venues.lookup(phrase) if venues.is_known(phrase) else None
        name = match.matched if match else ""
        if name.isascii() or len(name) != len(phrase) or _key(name) != _key(phrase):
            continue
        right = _with_accents_of(name, phrase)
        part = right[start - phrase_start : end - phrase_start]
        return part, _("{name} is a known venue", name=name), True
    return None


@cache
def _words_of_venues() -> dict[str, set[str]]:
    """The words of the names of venues by their letters without accents."""
    words: dict[str, set[str]] = defaultdict(set)
    for word in venues.vocabulary():
        words[_key(word)].add(word.casefold())
    return dict(words)


def _has_rivals(word: str) -> bool:
    """Whether the name of a venue holds the word with other accents."""
    return not _words_of_venues().get(_key(word), set()) <= {word.casefold()}


def _key(text: str) -> str:
    return strip_accents(text).casefold()


def _sound_words(text: str, damages: Sequence[Damage]) -> Iterator[str]:
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        word = match.group()
        accented = not word.isascii() and len(word) >= _SHORTEST_WORD
        if accented and not touched(damages, match.start(), match.end()):
            yield word


def _mended_around(text: str, found: Sequence[Damage], damage: Damage) -> tuple[str, int, int]:
    """The text around a repair with all plain repairs, and where this one stands in it."""
    last = first = max(0, damage.start - _REACH)
    end = min(len(text), damage.end + _REACH)
    mended, start = "", 0
    for each in touched(found, first, end):
        mended += text[last : each.start]
        if each is damage:
            start = len(mended)
        mended += each.text
        last = each.end
    return mended + text[last:end], start, start + len(damage.text)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs of words that hold the repair, the longest first."""
    before = [word.start() for word in _of_names(reversed(list(_WORD.finditer(text, 0, start))))]
    after = [word.end() for word in _of_names(_WORD.finditer(text, end))]
    spans = [
        (first, last)
        for first in [*before, start]
        for last in [end, *after]
        if not re.search(r"[.!?;]\s|\n", text[first:last])
    ]
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        phrase = text[first:last]
        if len(_WORD.findall(phrase)) <= _LONGEST_NAME and " " in phrase.strip():
            yield first, phrase


def _of_names(words: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The words, a few at most, up to the first that no venue has in its name."""
    for word in itertools.islice(words, _LONGEST_NAME - 1):
        if len(word.group()) >= _LISTED and _key(word.group()) not in _words_of_venues():
            return
        yield word


def _with_accents_of(model: str, text: str) -> str:
    """The model's letters in the case of the text.

    >>> _with_accents_of("étrangère", "ÉTRANGÉRE")
    'ÉTRANGÈRE'
    """
    if len(model) != len(text):
        return model
    return "".join(
        (accented.upper() if own.isupper() else accented.lower())
        if accented.isalpha() and own.isalpha()
        else own
        for accented, own in zip(model, text, strict=True)
    )
