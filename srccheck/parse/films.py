"""A film or a broadcast: its title, who made it, and its year: ``A Ferry, dir. Ann Lee, 1961``."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.parse.reading import Reading
from srccheck.parse.words import prose_words
from srccheck.text.dates import find_dates
from srccheck.text.names import is_person, parse_names

_BY = (
    r"(?:directed\sby|dir\.:?(?:\sby)?|réal\.:?(?:\sde)?|réalis(?:é|ation)\s(?:par|de|:)|un\sfilm\sde|a\sfilm\sby"
    r"|regia(?:\sdi|:)|Regie:?|dirigid[oa]\spor|realizad[oa]\spor|realiza(?:ção|ción)(?:\sde|:)|dirección(?:\sde|:)"
    r"|produced\sby|prod\.)"
)
_MAKERS = re.compile(r"\b(?:dir|réal|film|regia|Regie|dirig|realiz|dirección|prod)")
_FILM = re.compile(
    rf"(?P<title>[^\W\d_a-z][^;\"“”«»]{{1,100}}?)\s?[,(.]\s?{_BY}\s(?P<by>[^\W\d_a-z][^,;()]{{3,60}}?)"
    r"(?=\s?[,;()]|\s\d)(?P<rest>[^;]{0,120}?(?P<year>(?:18[89]|19\d|20\d)\d)[^;]{0,60})"
)


@lru_cache(maxsize=256)
def _film(text: str) -> re.Match[str] | None:
    found = _FILM.fullmatch(text.rstrip(" .")) if _MAKERS.search(text) else None
    if not found or prose_words(found["title"]) > 2 or prose_words(found["rest"]):
        return None
    return found if is_person(found["by"]) else None


def is_film(text: str) -> bool:
    """Whether a stretch is a title, who directed it, and a year.

    >>> is_film("The Ferry, dir. Ann Lee, Sund Film, 1961."), is_film("The Ferry sank in 1961.")
    (True, False)
    """
    return _film(text) is not None


def read_film(reading: Reading) -> str:
    """Take title, director and year of a film; its type, or nothing for anything else."""
    start = len(reading.text) - len(reading.open.lstrip("\ue000"))
    if any(mark.kind == "quote" for mark in reading.marks):
        return ""
    found = _film(reading.text[start:])
    if found is None:
        return ""
    first, last = (start + at for at in found.span("by"))
    reading.take("author", first, last, names=parse_names(found["by"]))
    reading.take("title", start + found.start("title"), start + found.end("title"))
    year = start + found.start("year")
    date = next((one for one in find_dates(reading.text) if one.end >= year + 4), None)
    if date:
        reading.take("date", date.start, date.end, str(date.date), date=date.date)
    reading.mask(start, len(reading.text))
    return "video"
