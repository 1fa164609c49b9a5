"""Works and references as the words by which they are found.

Beside words of title, names and container, each work has *places*: two of its numbers together
(volume and first page, year and first page, year and volume). A single number is in very many works
and a place in few, so that a reference without a title is found in a large collection as fast as in
a small one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from srccheck.matching.identifiers import canonical
from srccheck.matching.wording import number, page_range, wording, years
from srccheck.model.evidence import Record
from srccheck.text.normalise import words

LONGEST_WORD = 40
MOST_WORDS = 120
MOST_PEOPLE = 20
MOST_NUMBERS = 8
SCHEMES = frozenset({"doi", "arxiv", "pmid", "pmcid", "isbn", "issn"})
"""Identifiers by which works are found; of ISSNs those of journals only."""
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_WITHOUT_SPACES = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


class Asked(NamedTuple):
    """What a reference is looked for by."""

    words: tuple[str, ...]
    places: tuple[str, ...]


def work_terms(record: Record) -> Iterator[str]:
    """The words and places of a work.

    >>> from srccheck.model import PartialDate
    >>> work = Record("crossref", title="Slow Rivers", volume="XII", page="45-61",
    ...               dates={"issued": PartialDate(2014)})
    >>> list(work_terms(work))
    ['slow', 'rivers', '12_45', '2014_45', '2014_12']
    """
    people = (record.author or record.editor)[:MOST_PEOPLE]
    said = [record.title, *record.titles[:3], *(name.family for name in people),
            *record.container_title[:2], record.collection_title]  # fmt: skip
    if not record.container_title:
        said.append(record.publisher)
    found = dict.fromkeys(word for text in said for word in text_terms(text))
    yield from list(found)[:MOST_WORDS]
    volume, page = number(record.volume), page_range(record.page or record.number)[0]
    volume, page = "".join(volume.split()), "".join(page.split())
    if volume and page:
        yield f"{volume}_{page}"
    for year in years(record)[:3]:
        yield from (f"{year}_{one}" for one in (page, volume) if one)


def text_terms(text: str) -> Iterator[str]:
    """The words of a text; of scripts without spaces between words, pairs of characters.

    >>> list(text_terms("Rivers, 1900")), list(text_terms("河流史"))
    (['rivers', '1900'], ['河流', '流史'])
    """
    return _terms(words(text))


def _terms(folded: Iterable[str]) -> Iterator[str]:
    for word in folded:
        if len(word) > 2 and not word.isascii() and _WITHOUT_SPACES.search(word):
            yield from (word[at : at + 2] for at in range(min(len(word), 60) - 1))
        elif len(word) > 1:
            yield word[:LONGEST_WORD]


def reference_terms(text: str) -> Asked:
    """The words of a reference, and every pair of its numbers that may be a place.

    >>> reference_terms("Rask, I. Slow Rivers, 12, 45 (2014)")
    Asked(words=('rask', 'slow', 'rivers'), places=('12_45', '2014_12', '2014_45'))
    """
    read = wording(text)
    found = _terms(token for token in read.tokens if not token.isdigit())
    return Asked(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(_places(read.numbers))))


def _places(numbers: Iterable[str]) -> Iterator[str]:
    """Pairs of numbers: the volume stands before the page, the year anywhere."""
    known = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    for at, first in enumerate(known):
        is_year = bool(_YEAR.fullmatch(first))
        for position, other in enumerate(known):
            if position != at and (is_year or (position > at and not _YEAR.fullmatch(other))):
                yield f"{first}_{other}"


def identifier_term(scheme: str, value: str) -> str:
    """An identifier as it is found.

    >>> identifier_term("doi", "10.5555/ABC"), identifier_term("isbn", "978-0-19-510168-3")
    ('doi:10.5555/abc', 'isbn:019510168')
    """
    return f"{scheme}:{canonical(scheme, value)}"[:200]


def identifier_terms(record: Record) -> list[str]:
    """The identifiers under which a record is found."""
    serial = record.type == "journal"
    found = [
        identifier_term(one.scheme, one.value)
        for one in record.identifiers
        if one.scheme in SCHEMES and (one.scheme == "issn") == serial
    ]
    return list(dict.fromkeys(found))[:20]
