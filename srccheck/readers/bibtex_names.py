"""Names in LaTeX: split before their braces are lost, which keep an organisation whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.model import Name
from srccheck.readers.latex import decode

# BibTeX knows these spaces and no others: a no-break space is part of a name.
_SPACE = " \t\r\n\f\v"
_PART = re.compile(
    rf"\\.|[{{}}]|[{_SPACE}]++and(?=[{_SPACE}])|,|[{_SPACE}]++", re.DOTALL | re.IGNORECASE
)


def read_names(latex: str) -> tuple[Name, ...]:
    r"""The names in a name field.

    The rules are BibTeX's ("Tame the BeaST", Nicolas Markey, 2009, section 4).

    >>> [str(n) for n in read_names(r"van Gogh, Vincent and {Barnes and Noble} and J. {\'E}luard")]
    ['van Gogh, Vincent', 'Barnes and Noble', 'Éluard, J.']
    >>> read_names("{World Health Organization}")[0].literal
    True
    """
    parts = (part.strip(_SPACE) for part in _split(f" {latex} ", "and"))
    return tuple(_name(part) for part in parts if part)


def _split(latex: str, separator: str) -> Iterator[str]:
    """Cut at a comma, at white space or at the word "and", outside braces."""
    depth = start = 0
    for match in _PART.finditer(latex):
        sign = match[0]
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
            continue
        kind = "and" if sign[-3:].lower() == "and" else sign.strip(_SPACE)
        if depth == 0 and kind == separator:
            yield latex[start : match.start()]
            start = match.end()
    yield latex[start:]


def _name(part: str) -> Name:
    if part == "others":
        return Name("others")
    if _is_one_group(part):
        return Name(decode(part[1:-1]), literal=True)
    pieces = list(_split(part, ","))
    if len(pieces) == 1:
        return _in_order(_words(part))
    family, suffix, given = pieces[0], pieces[1] if len(pieces) > 2 else "", pieces[-1]
    words = _words(family)
    first = 0
    while first < len(words) - 1 and _is_particle(words[first]):
        first += 1
    return Name(_text(words[first:]), decode(given), _text(words[:first]), decode(suffix))


def _in_order(words: list[str]) -> Name:
    """A name as it is spoken: given names, particle, family name."""
    if len(words) == 1:
        return Name(_text(words))
    last = len(words) - 1
    first = next((i for i in range(last) if _is_particle(words[i])), last)
    family = first
    while family < last and _is_particle(words[family]):
        family += 1
    return Name(_text(words[family:]), _text(words[:first]), _text(words[first:family]))


def _words(latex: str) -> list[str]:
    return [word for word in _split(latex, "") if word.strip(_SPACE)]


def _text(words: list[str]) -> str:
    return decode(" ".join(words))


def _is_particle(word: str) -> bool:
    """A word in lower case; braces hide one from BibTeX, but not around an accent."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return decode(word)[:1].islower()


def _is_one_group(part: str) -> bool:
    if not (part.startswith("{") and part.endswith("}")) or part.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", part, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match.end() < len(part):
            return False
    return depth == 0
