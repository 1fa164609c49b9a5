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
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]|[’'\-]){0,40}"
_NAME = re.compile(
    rf"\b{_WORD}(?:\s(?:(?:{_PREPOSITIONS})\s(?:(?:{_ARTICLES})\s)?|(?:and|et|und|e|y|&)\s)?"
    rf"(?:[dl]['’])?{_WORD}){{1,9}}"
)
"""An article stands inside a name after a preposition only: "Later the Union" is no name."""
_HEAD = re.compile(_WORD)
_TAIL = re.compile(r"[^\W\d_][^.,;:!?()\[\]«»“”\"]{3,80}")
_COMPOUND = 9
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,6})\)")
_SMALL_WORDS = frozenset(
    word
    for language in (
        "of the for and on in to a an",
        "de du des d la le les l et pour sur en un une",
        "fur der die das den dem und von",
        "di della delle dei degli per il lo gli e",
        "del el los las y para do da dos o os",
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
            first, *rest = line.lstrip("+").split()
            table.update(dict.fromkeys((first, *rest), first))
    return table


@functools.cache
def _parts() -> frozenset[str]:
    """The kinds that may be parts of one larger organisation."""
    data = resources.files("srccheck.text") / "data" / "heads.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(line[1:].split()[0] for line in lines if line.startswith("+"))


@functools.cache
def _generic() -> frozenset[str]:
    data = resources.files("srccheck.text") / "data" / "generic_words.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    found = " ".join(line for line in lines if not line.startswith("#")).split()
    return frozenset(one_spelling(word) for word in found)


def are_parts(one: str, two: str) -> bool:
    """Whether two kinds of organisation may well be parts of one larger organisation.

    >>> are_parts("court", "commission"), are_parts("organisation", "foundation")
    (True, False)
    """
    return {one, two} <= _parts()


def is_generic(name: str) -> bool:
    """Whether a name, its kind left out, has none but everybody's words.

    >>> is_generic("international energy"), is_generic("of Turkic States")
    (True, False)
    """
    distinctive = {word for word in words(name) if word not in _SMALL_WORDS}
    return {one_spelling(word) for word in distinctive} <= _generic()


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
        found = [
            word for word in words(re.sub(r"['’]s\b|-", "", whole)) if word not in _SMALL_WORDS
        ]
        kinds = [word for word in found if word in _kinds()]
        if len(found) < 2 or not kinds:
            continue
        head = kinds[0] if found[0] in _kinds() else kinds[-1]
        rest = frozenset(one_spelling(word) for word in found if word is not head)
        acronym = _ACRONYM.match(text, match.end())
        yield ProperName(
            start, match.end(), whole, _kinds()[head], rest, acronym[1] if acronym else ""
        )


class Phrase(NamedTuple):
    """A kind of organisation with a capital, and what follows it (``of Icy Ports``)."""

    start: int
    end: int
    kind: str
    tail: str


def phrase_before(text: str) -> Phrase | None:
    """The name that begins with a kind of organisation and ends where the text ends.

    It finds names whose other words are small, as in French.

    >>> phrase_before("Ils relancent l'Organisation des États turciques").tail
    'des États turciques'
    """
    last = None
    for match in _HEAD.finditer(text):
        kind = _kinds().get(_folded(match.group()))
        if kind:
            last = (match, kind)
    if not last:
        return None
    match, kind = last
    tail = text[match.end() :].strip()
    found = [word for word in words(tail) if word not in _SMALL_WORDS]
    if not _TAIL.fullmatch(tail) or not (2 <= len(found) <= 6 or _is_compound(found, tail)):
        return None
    return Phrase(match.start(), len(text.rstrip()), kind, tail)


def is_one_word(tail: str) -> bool:
    """Whether all but one of the words are small."""
    return len([word for word in words(tail) if word not in _SMALL_WORDS]) == 1


def _is_compound(found: list[str], tail: str) -> bool:
    """Whether one long word says as much as two, as in German ("der Turkstaaten")."""
    return len(found) == 1 and len(found[0]) >= _COMPOUND and _is_small(tail.split()[0])


def phrases_with(text: str, tail: str) -> Iterator[Phrase]:
    """The kinds of organisation in a text that this tail follows.

    >>> [phrase.kind for phrase in phrases_with("la Fondation des Ports unis", "des Ports unis")]
    ['foundation']
    """
    for match in re.finditer(rf"({_WORD})\s{re.escape(tail)}(?!\w)", text):
        kind = _kinds().get(_folded(match[1]))
        if kind:
            yield Phrase(match.start(), match.end(), kind, tail)


def _folded(word: str) -> str:
    return "".join(words(re.sub(r"^[dlDL]['’]", "", word)))


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
