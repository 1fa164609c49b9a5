"""Names of organisations in running text, in the parts that tell which ones mean the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from srccheck.text.normalise import words

_PREPOSITIONS = (
    r"of|for|on|in|to|de|du|des|d['’]|pour|sur|en|für|der|von|di|del|della|delle|dei|degli|per|para"
    r"|do|da|dos"
)
_ARTICLES = r"the|la|le|les|l['’]|die|das|den|dem|il|lo|gli|el|los|las"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'\-]{0,40}"
_NAME = re.compile(
    rf"\b{_WORD}(?:\s(?:(?:{_PREPOSITIONS})\s(?:(?:{_ARTICLES})\s)?|(?:and|et|und|e|y|&)\s)?"
    rf"(?:[dl]['’])?{_WORD}){{1,9}}"
)
"""An article stands inside a name after a preposition only: "Later the Union" is no name."""
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,6})\)")
_SMALL_WORDS = frozenset(
    word
    for language in (
        "of the for and on in to a an",
        "de du des d la le les l et pour sur en un une",
        "fur der die das und von",
        "di della delle dei degli per e",
        "del y para do da dos",
    )
    for word in language.split()
)
_SPELLINGS = (
    (re.compile(r"is(?=ation|ing|ed?$|es$)"), "iz"),
    (re.compile(r"(?<=[bclv])our(?=s?$)"), "or"),
    (re.compile(r"(?<=t)re$"), "er"),
    (re.compile(r"(?<=gr)amme$"), "am"),
    (re.compile(r"(?<=en)ce$"), "se"),
)


class ProperName(NamedTuple):
    """A name of several words in a text.

    ``distinctive`` holds its folded words without small words and without the ``kind`` of
    organisation (which stands for all its forms); ``acronym`` is what follows in parentheses.
    """

    start: int
    end: int
    text: str
    kind: str
    distinctive: frozenset[str]
    acronym: str = ""


@functools.cache
def _kinds() -> dict[str, str]:
    data = resources.files("srccheck.text") / "data" / "heads.txt"
    table = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, *rest = line.split()
            table.update(dict.fromkeys((first, *rest), first))
    return table


def one_spelling(word: str) -> str:
    """A folded word in American spelling, for comparing two spellings of one word.

    >>> one_spelling("organisation"), one_spelling("defence"), one_spelling("centre")
    ('organization', 'defense', 'center')
    """
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


def find_proper_names(text: str) -> Iterator[ProperName]:
    """The names of organisations in a text, in order.

    A name has two words with a capital or more, and one of them says what kind of
    organisation it is. Small words at its beginning are left out.

    >>> [n.text for n in find_proper_names("The Council of Icy States (CIS) met in Upper Thaw.")]
    ['Council of Icy States']
    """
    for match in _NAME.finditer(text):
        start = match.start()
        parts = match.group().split(" ")
        while parts and _is_small(parts[0]):
            start += len(parts[0]) + 1
            parts = parts[1:]
        whole = text[start : match.end()]
        found = [word for word in words(re.sub(r"['’]s\b", "", whole)) if word not in _SMALL_WORDS]
        kinds = [word for word in found if word in _kinds()]
        if len(found) < 2 or not kinds:
            continue
        head = kinds[0] if found[0] in _kinds() else kinds[-1]
        rest = frozenset(one_spelling(word) for word in found if word is not head)
        acronym = _ACRONYM.match(text, match.end())
        yield ProperName(
            start, match.end(), whole, _kinds()[head], rest, acronym[1] if acronym else ""
        )


def _is_small(word: str) -> bool:
    return not word or word.lower() in _SMALL_WORDS


def stands_for(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are the initials of a name, small words or not.

    >>> stands_for("OTS", "Organisation of Turkic States"), stands_for("EU", "Council of Europe")
    (True, False)
    """
    letters = iter(acronym.lower())
    wanted = next(letters, "")
    initials = [word[0] for word in words(name)]
    content = [word[0] for word in words(name) if word not in _SMALL_WORDS]
    for initial in initials:
        if initial == wanted:
            wanted = next(letters, "")
    return not wanted and len(content) <= len(acronym) + 1
