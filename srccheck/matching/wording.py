"""Both sides of a match as words and numbers, so that an error of parsing does not decide.

A reference is taken as it is printed: what the parser made of it is used only where the print is
damaged. Its own number in a list, its identifiers and its date of access are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from srccheck.matching.numerals import arabic
from srccheck.model import Entry
from srccheck.model.evidence import Record
from srccheck.text.dates import find_dates
from srccheck.text.identifiers import find_identifiers
from srccheck.text.normalise import fold, words

_LABEL = re.compile(r"^\s{0,9}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,3}[.)]?(?=\s?[^\W\d]))\s{0,9}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_NUMBER = re.compile(r"(?:(?<![^\W\d_])[a-z]{1,3})?\d[\da-z]{0,20}")
_NO_LETTER = re.compile(r"[^a-z0-9\u0370-\uffff]+")
_CITED = ("author", "editor", "title", "journaltitle", "booktitle", "series", "institution",
          "publisher", "date", "volume", "number", "pages")  # fmt: skip
_LONGEST = 2000


@lru_cache(maxsize=16384)
def squash(s: str) -> str:
    """The letters and digits of a folded text, with nothing between them.

    >>> squash("Mobil ity of “Water”")
    'mobilityofwater'
    """
    return _NO_LETTER.sub("", fold(s))


@lru_cache(maxsize=16384)
def number(s: str) -> str:
    """A number as it is compared: folded, Roman turned to Arabic, without leading zeros.

    >>> number("XIV"), number("02"), number("S114"), number("e0150490")
    ('14', '2', 's114', 'e150490')
    """
    folded = fold(s).strip(" .,()")
    roman = arabic(folded)
    if roman:
        return str(roman)
    return re.sub(r"^([a-z]{0,3})0+(?=\d)", r"\1", folded)


@dataclass(frozen=True, slots=True)
class Wording:
    """A reference as folded words, as one string of letters, and as its numbers in order."""

    squashed: str
    tokens: tuple[str, ...]
    token_set: frozenset[str]
    numbers: tuple[str, ...]
    letters: int
    """Letters in words of three and more, numbers left out."""


def reference_text(entry: Entry) -> str:
    """The words of an entry: as printed, or put together from its fields for a ``.bib`` file."""
    raw = _TAG.sub("", entry.raw)
    values = {name: entry.value(name) for name in _CITED if entry.value(name)}
    if raw.lstrip().startswith("@") or not raw.strip():
        return ". ".join(values.values())
    access = entry.fields.get("urldate")
    if access and access.raw:
        raw = raw.replace(access.raw, " ")
    if raw.isascii():
        return raw
    printed = squash(raw)
    mended = [
        value
        for name, value in values.items()
        if name in ("title", "journaltitle", "booktitle") and squash(value) not in printed
    ]
    return ". ".join([raw, *mended])


def entry_wording(entry: Entry) -> Wording:
    """The wording of an entry."""
    return wording(reference_text(entry)[:_LONGEST])


@lru_cache(maxsize=1024)
def wording(text: str) -> Wording:
    """The wording of one reference.

    >>> wording("[7] A. Marlow, The Quiet Straits 12, 44–51 (1998).").numbers
    ('12', '44', '51', '1998')
    """
    text = _LABEL.sub("", text, count=1)
    for found in reversed(find_identifiers(text)):
        text = text[: found.start] + " " + text[found.end :]
    for date in reversed(find_dates(text)):
        if date.date.month:  # its day is no number of a volume or page
            text = f"{text[: date.start]} {date.date.year} {text[date.end :]}"
    folded = fold(text)
    tokens = tuple(words(text))
    long = sum(len(token) for token in tokens if len(token) > 2 and token.isalpha())
    return Wording(
        squashed=squash(text),
        tokens=tokens,
        token_set=frozenset(tokens),
        numbers=tuple(number(found) for found in _NUMBER.findall(folded)),
        letters=long,
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """What a record states, ready to be looked for in a reference."""

    titles: tuple[str, ...]
    title_words: tuple[str, ...]
    families: tuple[str, ...]
    containers: tuple[str, ...]
    years: tuple[int, ...]
    volume: str
    issue: str
    first_page: str
    last_page: str
    all_words: str
    """Everything it says in words, squashed."""
    word_set: frozenset[str]
    """The words of its names, containers and publisher, but not of its title."""
    own_numbers: frozenset[str]
    """Numbers inside the title and the container: they are no volume and no page."""


def statement(record: Record) -> Statement:
    """A record ready for comparison."""
    people = record.author or record.editor
    names = [record.title, *record.titles[:3]]
    titles = tuple(dict.fromkeys(squashed for name in names if (squashed := squash(name))))
    containers = [*record.container_title[:4], record.collection_title]
    families = tuple(found for name in people[:40] if (found := squash(name.family)))
    title = fold(" ".join(names))
    container = fold(" ".join(containers))
    first, last = page_range(record.page or (record.number if record.volume else ""))
    others = (*record.editor[:5], record.publisher, record.publisher_place, record.genre)
    besides = " ".join([container, *map(str, people[:40]), *map(str, others)])
    return Statement(
        titles=titles,
        title_words=tuple(words(record.title)),
        families=families,
        containers=tuple(squashed for name in containers if (squashed := squash(name))),
        years=years(record),
        volume=number(record.volume),
        issue=number(record.issue),
        first_page=first,
        last_page=last,
        all_words=squash(f"{title} {besides}"),
        word_set=frozenset(words(besides)),
        own_numbers=frozenset(map(number, _NUMBER.findall(f"{title} {container}"))),
    )


def years(record: Record) -> tuple[int, ...]:
    """The years in which a record says that the work came out, the first being the chief one."""
    kinds = ("issued", "print", "online", "original", "published")
    chief: Iterable[int] = (record.dates[kind].year for kind in kinds if kind in record.dates)
    return tuple(dict.fromkeys(chief))


def page_range(pages: str) -> tuple[str, str]:
    """The first and the last page of a range, the last one written in full.

    >>> page_range("1093–7"), page_range("S25-S31"), page_range("e0150490"), page_range("n/a")
    (('1093', '1097'), ('s25', 's31'), ('e150490', ''), ('', ''))
    """
    folded = re.sub(r"^(?:pp?|s|seiten?|pages?)\.\s{0,3}", "", fold(pages))
    if folded in ("n/a", "n/a-n/a", "no-no", "no"):
        return "", ""
    pieces = [
        piece.strip() for piece in re.split(r"\s?-{1,2}\s?", folded.split(",")[0], maxsplit=1)
    ]
    found = [number(piece) if re.search(r"\d|^[ivxlcdm]+$", piece) else "" for piece in pieces]
    first, last = found[0], found[1] if len(found) > 1 else ""
    if first.isdigit() and last.isdigit() and len(last) < len(first) and int(last) < int(first):
        last = first[: len(first) - len(last)] + last
    elif last.isdigit() and (prefix := re.match(r"[a-z]+", first)):
        last = prefix.group() + last
    return first, "" if last == first else last
