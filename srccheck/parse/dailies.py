"""A newspaper cited by its name and day: ``Le Phare, 14 juin 1936, p. 2``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from srccheck.model import PartialDate
from srccheck.parse.reading import Part, Reading
from srccheck.parse.words import prose_words, word_list
from srccheck.text.dates import find_dates
from srccheck.text.given_names import usual_given_names
from srccheck.text.normalise import fold
from srccheck.venues import is_place, lookup

_NAME = re.compile(
    r"(?P<name>(?:[^\W\d_a-z]|[dl]['’])[^,;:.()\d\"“”«»]{1,60}?)(?:\s\((?P<place>[^()\d]{3,30})\))?"
    r"(?:,?\s(?:[Nn]r\.|[Nn]o\.|n[°º.]|núm\.|no)\s?(?P<number>\d{1,6}))?"
    r"(?:,|\s?\(|,?\s(?:vom|of|du|del|de|dated?|v\.|d[oi]))?\s?(?:(?<=,\s)[a-zà-ÿ]{5,12},?\s(?:den\s)?)?$"
)
_OPENS = re.compile(
    r"[^,;:.()\d\"“”«»]{2,62}(?:,\s[^\W\d_]{0,12},?\s?\d|\s?\(|,?\s[Nn\d]|,\s[A-Z])"
)
_ARTICLE = re.compile(
    r"(?:The|L[ea]s?|L['’]|El|L[oa]s|Il|Lo|I|Gli|Der|Die|Das|O|A|Os|As|De|Het)(?:(?<=['’])|\s)(?=[^\W\d_a-z])"
)
_COMPOUND = re.compile(
    r".(?:blatt|zeitung|bote|anzeiger|nachrichten|kurier|presse|post|bladet|tidende?|blad)$"
)
_AFTER = re.compile(
    r"\)?(?:,\s[^\W\d_]{3,14}(?:\s[^\W\d_]{2,14}){0,2}(?:\.(?=,))?(?=,))?"
    r"[,:]?\s?(?:(?:pp?|S|c|cc|col|cols|sec|sect|págs?|f|fol|Sp)\.?\s?)?"
    r"(?P<page>[A-Z]?\d{1,3}(?:\s?[-–/]\s?\d{1,3})?)?(?:,?\s(?:col|c|Sp|col\.s)\.\s?\d{1,2})?[\s.)]{0,3}"
)


class _Issue(NamedTuple):
    name: tuple[int, int]
    number: tuple[int, int]
    start: int
    end: int
    date: PartialDate
    page: tuple[int, int]


def is_daily(text: str) -> bool:
    """Whether a stretch is the name of a newspaper, a day and perhaps a page, and no more.

    >>> is_daily("Le Phare du Nord, 14 juin 1936, p. 2."), is_daily("Paris, 14 juin 1936.")
    (True, False)
    """
    return _issue(text) is not None


@lru_cache(maxsize=256)
def _issue(text: str) -> _Issue | None:
    if not 12 < len(text) < 140 or text.count(",") > 4 or not _OPENS.match(text):
        return None
    dates = find_dates(text)
    if not dates or not dates[0].date.day:
        return None
    first = dates[0]
    before = _NAME.match(text[: first.start])
    after = _AFTER.fullmatch(text, first.end)
    if not before or not after:
        return None
    label = text[first.end : after.start("page")].strip(" ,:)(") if after["page"] else ""
    if not _is_name(before["name"], paged=bool(after["page"]), labelled=bool(label)):
        return None
    return _Issue(
        before.span("name"), before.span("number"), first.start, first.end, first.date,
        after.span("page"),
    )  # fmt: skip


def _is_name(name: str, *, paged: bool, labelled: bool) -> bool:
    """Whether the words may name a newspaper; without a page, whether they do."""
    words = name.split()
    letter = len(words) > 1 and words[1] in ("to", "à", "an", "a", "al", "alla", "ao")
    if letter or len(words) > 8 or prose_words(name) or is_place(name):
        return False
    venue = lookup(name)
    if venue and str(venue.venue.kind) in ("newspaper", "magazine", "wire"):
        return True
    parts = fold(name).split()
    if not word_list("newspapers").isdisjoint(parts) or any(map(_COMPOUND.search, parts)):
        return True
    if any(word[0].islower() and len(word) > 5 for word in words):
        return False
    if len(words) > 2 and _ARTICLE.match(name):  # "La Croix du Nord", but "La Haye"
        return True
    return paged and (len(words) > 1 or labelled) and fold(words[0]) not in usual_given_names()


def read_daily(reading: Reading) -> str:
    """Take the newspaper, the day and the page; the type, or nothing for anything else."""
    start = len(reading.text) - len(reading.open.lstrip("\ue000"))
    if any(mark.kind == "quote" for mark in reading.marks):
        return ""
    issue = _issue(reading.text[start:])
    if issue is None:
        return ""
    reading.take("date", start + issue.start, start + issue.end, str(issue.date), date=issue.date)
    for field, (first, last) in (("number", issue.number), ("pages", issue.page)):
        if first >= 0:
            reading.take(field, start + first, start + last)
    first, last = start + issue.name[0], start + issue.name[1]
    reading.take("journaltitle", first, last)
    reading.parts["entrysubtype"] = Part("entrysubtype", first, last, "newspaper", 0.8)
    return "article"
