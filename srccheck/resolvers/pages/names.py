"""The names of authors as pages write them: with "By", roles, asterisks and capitals."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from srccheck.model import Name
from srccheck.resolvers.pages.markup import clean
from srccheck.resolvers.pages.words import phrases_of
from srccheck.text.names import OTHERS, is_person, parse_name, parse_names
from srccheck.text.normalise import fold, words

LONGEST = 300
"""Characters of a list of authors; a longer text is no such list."""
_MARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\(\d{1,2}\)|\[\d{1,2}\]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)@\w+")
_BREAK = re.compile(r"\s*[|•·;\n/]\s*| [-–—] | (?:og|och|и) ")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_AMBIGUOUS = frozenset(("von", "di", "av", "af"))
"""Before a family name these are part of it, so only a whole name may follow them."""


def authors(text: str, *, visible: bool = False) -> tuple[Name, ...]:
    """The persons and organisations in a text that a page gives as its authors.

    Args:
        text: what stands in the tag, or the line.
        visible: the text is a line of the page, which may be something else than a list of
            authors: only what has the shape of a name counts.

    >>> [str(name) for name in authors("Par Camille DUBOIS-MARTIN*, chercheuse à l'Institut")]
    ['Dubois-Martin, Camille']
    """
    text = clean(_ADDRESS.sub(" ", _BRACKETS.sub(" ", _MARKS.sub(" ", text))))
    text = without_by(text.rstrip(" ([{,;-"))
    if not text or len(text) > LONGEST:
        return ()
    found: list[Name] = []
    for piece in _BREAK.split(text):
        names = [name for name in parse_names(_without_roles(piece)) if name is not OTHERS]
        found.extend(name for name in names if _is_somebody(name, visible))
    return tuple(dict.fromkeys(found))


def author(text: str) -> tuple[Name, ...]:
    """The author in a tag that holds one, ``Last, First`` or ``First Last``.

    >>> [str(name) for name in author("Friedmann, Jana")]
    ['Friedmann, Jana']
    """
    bare = clean(_ADDRESS.sub(" ", _MARKS.sub(" ", text)))
    family, _, given = bare.partition(",")
    if given and "," not in given and ";" not in bare and not (_joins(family) or _has_role(given)):
        name = parse_name(without_by(bare))
        return (name,) if _is_somebody(name, False) else ()
    return authors(text)


def without_by(text: str) -> str:
    """A line without the word that leads authors in.

    >>> without_by("Von Erika Muster"), without_by("Von der Leyen, Ursula")
    ('Erika Muster', 'Von der Leyen, Ursula')
    """
    for _ in range(2):
        match = _by().match(text)
        if not match:
            return text
        rest = text[match.end() :].strip()
        if fold(match.group()).strip() in _AMBIGUOUS and not _whole_name(rest):
            return text
        text = rest
    return text


def starts_with_by(text: str) -> bool:
    """Whether a line starts with such a word."""
    return without_by(text) != text


def _whole_name(text: str) -> bool:
    parts = text.split()
    return len(parts) >= 2 and parts[0][:1].isupper() and not parts[0].endswith(",")


@functools.cache
def _by() -> re.Pattern[str]:
    # The phrases are folded, and a line is not: any letter may bear an accent.
    found = [phrase for phrase in phrases_of("bylines", "by") if "…" not in phrase]
    forms = [re.sub("[aeiouc]", lambda m: _ACCENTED[m[0]], re.escape(phrase)) for phrase in found]
    return re.compile(rf"(?:{'|'.join(forms)})(?:(?<=:)|(?=[\s:]))[\s:]{{0,3}}", re.IGNORECASE)


_ACCENTED = {"a": "[aàâáäã]", "e": "[eéèêë]", "i": "[iîíï]", "o": "[oôóöõ]", "u": "[uùûúü]",
             "c": "[cç]"}  # fmt: skip


def _has_role(text: str) -> bool:
    found = words(text)
    return not _roles().isdisjoint(found)


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(phrases_of("bylines", "role"))


def _without_roles(text: str) -> str:
    """The parts between commas that are names: neither roles nor places in lower case."""
    return ", ".join(_named(text.split(",")))


def _named(parts: list[str]) -> Iterator[str]:
    joined = _joins(parts[0])
    for index, part in enumerate(parts):
        bare = _without_role_behind(part.strip())
        if index and joined and " " not in bare:  # "Ann One and Bob Two, Nairobi"
            return
        if index and (_has_role(bare) or (bare[:1].islower() and not is_person(bare))):
            return
        if bare:
            yield bare


def _joins(text: str) -> bool:
    return any(f" {word} " in text for word in ("and", "et", "und", "e", "y", "&", "og", "och"))


def _without_role_behind(part: str) -> str:
    parts = part.split()
    while len(parts) > 2 and _has_role(parts[-1]):
        parts.pop()
    return " ".join(parts)


def _is_somebody(name: Name, visible: bool) -> bool:
    text = " ".join(part for part in (name.given, name.particle, name.family) if part)
    folded = " ".join(words(text))
    if not any(c.isalpha() for c in text) or folded in phrases_of("bylines", "nobody"):
        return False
    if len(text) > 150 or re.search(r"\d{3}", text):
        return False
    return not visible or (bool(name.given) and is_person(text))
