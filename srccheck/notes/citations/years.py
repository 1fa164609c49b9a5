"""The years of citations and of works: with letters, two at once, or words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONE = r"(?:1[4-9]\d\d|20[0-4]\d)"
_UNDATED = (
    r"n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|s\.\s?a\.|o\.\s?J\.|o\.\s?D\.|б\.\s?г\.|no date|sin fecha"
    r"|sem data|senza data|sans date|ohne Jahr"
    r"|forthcoming|in press|in print|to appear|under review|in prep(?:aration|\.)|à paraître"
    r"|sous presse|en prensa|próxima publicación|no prelo|in corso di stampa|in uscita"
    r"|di prossima pubblicazione|i\.\s?E\.|im Erscheinen|im Druck|в печати"
)
_YEARS = re.compile(
    rf"(?<![\w/.,–-])(?P<first>{_ONE})(?:\s?[/–-]\s?(?P<last>{_ONE}|\d\d(?!\d)))?"
    r"(?P<letters>[a-z](?:\s?(?:,|/|&|–|-|and|et|und|y|e)\s?[a-z])*)?(?![\w%€$£])"
    rf"|(?<!\w)(?P<words>{_UNDATED})(?!\w)(?:[-–]?[a-z](?!\w))?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.|doi:\s?|\b10\.\d{4,9}/)\S+", re.IGNORECASE)
_LONGEST = 3
"""A citation names no longer range: (1724–1804) are the years of a life."""


class Years(NamedTuple):
    """Years at a place of a text: each with its letter, or the words for having none."""

    start: int
    end: int
    years: tuple[str, ...]
    dated: bool


def find_years(text: str) -> Iterator[Years]:
    """The years in a text that may be those of a citation.

    >>> [found.years for found in find_years("2019a, b; 1999/2004; n.d.; 1724-1804")]
    [('2019a', '2019b'), ('1999/2004',), ('n.d.',)]
    """
    for match in _YEARS.finditer(text):
        if match["words"]:
            yield Years(match.start(), match.end(), (match[0],), False)
            continue
        first, last = match["first"], match["last"]
        if last:
            whole = last if len(last) == 4 else first[:2] + last
            slash = "/" in match[0]
            if int(whole) <= int(first) or (not slash and int(whole) - int(first) > _LONGEST):
                continue
            year = match[0]
            yield Years(match.start(), match.end(), (year,), True)
            continue
        letters = re.findall(r"(?<![a-z])[a-z](?![a-z])", match["letters"] or "", re.IGNORECASE)
        years = tuple(first + letter.lower() for letter in letters) or (first,)
        yield Years(match.start(), match.end(), years, True)


def printed_years(text: str) -> list[tuple[int, str]]:
    """All years in the text of a reference, links aside, with their letters and places.

    >>> printed_years("Doe, J. (2019a). https://doi.org/10.5555/1999")
    [(9, '2019a')]
    """
    text = _LINK.sub(lambda link: " " * len(link[0]), text)
    return [
        (match.start(), match[0])
        for match in re.finditer(rf"(?<!\d){_ONE}(?:[a-z](?!\w))?(?![\d])", text)
    ]


def is_undated(text: str) -> bool:
    """Whether a reference says that its work has no year, or has not appeared yet."""
    return any(not found.dated for found in find_years(text))


def parts(year: str) -> list[tuple[int, str]]:
    """The numbers and letters of a year as a citation writes it.

    >>> parts("1999/2004"), parts("2019a"), parts("n.d.")
    ([(1999, ''), (2004, '')], [(2019, 'a')], [])
    """
    return [(int(n), letter) for n, letter in re.findall(r"(\d{4})([a-z]?)", year)]
