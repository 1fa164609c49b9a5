"""The shape of a reference whose title no typography sets off: names, title, place, year."""

from __future__ import annotations

import re

from srccheck.parse.reading import MASK
from srccheck.parse.words import genres, prose_words
from srccheck.text.dates import find_dates
from srccheck.text.names import is_organisation, is_person
from srccheck.venues import is_known, is_place, is_publisher

YEAR = re.compile(
    r"(?<![\w.])(?:1[4-9]\d\d|20\d\d)[a-z]?(?![\w])|\bn\.\s?d\.|\bs\.\s?d\."
    r"|\bforthcoming\b|\bà paraître\b|\bo\.\s?J\."
)
LABEL = re.compile(
    r"(?<![\w.])(?:vol\.?|volume|tome|t\.|n[°º]s?|no\.|nr\.?|issue|pp?\.|S\.|Bd\.|Heft"
    r"|pages?|pág\.)\s?(?:\d|[ivxlcIVXLC]+\b)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\((?:eds?\.?|éds?\.?|dirs?\.?|coord\.?|hg\.?|hrsg\.?|org\.?|a cura di|sous la "
    r"dir[^)]*|comps?\.?|trans\.?|trad\.?)\)",
    re.IGNORECASE,
)

_ALONE = re.compile(r"[^\W\d_a-zà-ÿ][a-zà-ÿß]{2,20}")
_FIRST_NAMES = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?=[A-ZÀ-Þ][^\W\d_])")
_PLACE_YEAR = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ /][^\W\d_][\w.]+){0,3}\s(?:1[4-9]|20)\d\d")


def is_plain(body: str) -> bool:
    """Names, title, container or place, year: no typography tells them apart."""
    if len(body) > 600 or not (YEAR.search(body) or LABEL.search(body)):
        return False
    body = body.strip(" .;,")
    first_names = _FIRST_NAMES.match(body)
    at = first_names.end() if first_names else 0
    parts = [part for part in re.split(r",\s|\.\s(?=[A-ZÀ-Þ])|\s?[:;]\s", body[at:]) if part]
    if len(parts) < 2:
        return False
    parts[0] = body[:at] + parts[0]
    first = ROLE.sub("", parts[0]).strip()
    known = any(
        part[:1].isupper() and (is_known(part) or is_publisher(part))
        for part in map(_bare, parts[1:])
    )
    place = any(is_place(_bare(part)) for part in parts[1:])
    label = bool(LABEL.search(body))
    if prose_words(parts[-1]) or sum(map(prose_words, parts[2:])) > 0:
        return False
    if is_known(_bare(first)) and (label or YEAR.search(parts[-1])) and not prose_words(body):
        return len(parts) <= 8 and len(body) < 250
    authors = (
        all(is_person(name.strip()) for name in first.split("/"))
        or _inverted(parts)
        or bool(re.match(r"^[A-Z][\w'’-]+ [A-Z]{1,3}$", first))
    )
    if authors and len(parts) >= 3:
        title = parts[1].strip() if not _inverted(parts) else parts[min(2, len(parts) - 1)].strip()
        if title[:1].islower() or (
            is_place(title) and find_dates(parts[2])[:1] and len(parts) == 3
        ):
            return False
        return known or place or label or _imprinted(title, parts[2:], initials=at > 0)
    if authors and len(parts) == 2:
        return (label or known) and parts[1][:1].isupper() and prose_words(parts[1]) == 0
    if _ALONE.fullmatch(first) and len(parts) >= 3 and not parts[1][:1].islower():
        return not prose_words(body) and any(_PLACE_YEAR.fullmatch(part) for part in parts[2:])
    if is_organisation(first) or first.isupper():
        genre = any(_bare(part).lower() in genres() for part in parts[1:])
        dated = place and len(parts) > 3 and bool(YEAR.search(parts[-1]))
        evidence = known or label or genre or dated
        if _bare(parts[1]).lower() in genres():
            return not prose_words(body) and bool(YEAR.search(body))
        return not prose_words(body) and evidence and not parts[1][:1].islower()
    return False


_YEAR_BEHIND = re.compile(
    r"(?P<names>[^,;()]{3,80}),\s(?P<title>[^\W\d_a-z][^();]{8,150})\s\((?:1[4-9]|20)\d\d\)"
    r"(?:,?\s(?:pp?\.\s|S\.\s|at\s|ch\.\s)?[\d–-]{1,9})?"
)
_ARTICLE = re.compile(
    r"(?:An?|The|On|L[ea]s?|Une?|De[rs]?|Die|Das|El|L[oa]s|Il|Lo|Gli|O|Os|As|Uma?|Zu[rm]?|Über)\s|L['’]"
)


def is_dated_title(body: str, *, led: bool) -> bool:
    """Whether it is an author, a title and a year in parentheses: ``A. Doe, The Fords (1999)``.

    Offices are written so, too (``Ada Doe, Mayor of York (1911)``): a lead-in, initials or an
    article before the title tells.
    """
    found = _YEAR_BEHIND.fullmatch(body.strip(" .;,"))
    if not found or prose_words(found["title"]):
        return False
    people = re.split(r"\s(?:and|et|und|y|e|&)\s", found["names"])
    if not all(map(is_person, people)) or len(found["title"].split()) < 2:
        return False
    initials = bool(_FIRST_NAMES.match(body)) and len(found["title"].split()) > 2
    return led or initials or bool(_ARTICLE.match(found["title"]))


def _imprinted(title: str, rest: list[str], *, initials: bool) -> bool:
    """Whether a title is followed by ``Place, Publisher, 1990`` or ``Place 1990``."""
    years = [index for index, part in enumerate(rest) if YEAR.fullmatch(part.strip(" ."))]
    if len(title.split()) < 2 and not (initials and years[:1] == [2]):
        return False
    return (
        bool(years)
        and years[0] == 2
        and all(part[:1].isupper() and len(part.split()) <= 4 for part in rest[:2])
    ) or bool(_PLACE_YEAR.fullmatch(rest[0].strip(" .")))


def _bare(part: str) -> str:
    """A segment without the year or the number at its end."""
    return re.sub(r"\s\(?(?:\d[\w./–-]*)\)?$", "", YEAR.sub("", part)).strip(f" ().{MASK}")


def _inverted(parts: list[str]) -> bool:
    return bool(
        len(parts) > 2
        and re.fullmatch(r"(?:[a-z]{1,3}\s){0,2}[A-ZÀ-Þ][\w'’\- ]{1,30}", parts[0])
        and len(parts[0].split()) <= 3
        and re.match(
            r"^(?:[A-ZÀ-Þ]\.[\s-]?){1,4}$|^[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ]\.?)*$",
            parts[1].strip() + ("." if len(parts[1].strip()) == 1 else ""),
        )
    )
