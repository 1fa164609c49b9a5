"""Publishers of books and the cities in which they publish."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.text.normalise import words
from srccheck.venues.tables import rows, split_list

# Words that a publisher's name is cited with or without.
_GENERIC = frozenset(
    words(
        "éditions edition eds ed éditeur éditeurs editore editori edizioni editorial editora"
        " ediciones edições librairie libreria livraria verlag verlage publisher publishers"
        " publishing books inc ltd llc plc gmbh ag co company cie kg sa spa"
        " and et und the les le la l de du des d"
    )
)
_FORMS = re.compile(
    r"^(?:\S{1,40} ){1,5}university press(?: of \S{1,40})?$"
    r"|^university press of (?:\S{1,40} ){0,4}\S{1,40}$"
    r"|^university of (?:\S{1,40} ){1,4}press$"
    r"|^presses (?:universitaires|de l universite)(?: \S{1,40}){1,6}$"
    r"|^(?:\S{1,40} ){1,4}universitatsverlag$"
    r"|^universitatsverlag(?: \S{1,40}){1,3}$"
    r"|^editions(?: \S{1,40}){1,5}$"
    r"|^les editions(?: \S{1,40}){1,5}$"
    r"|^(?:\S{1,40} ){1,4}(?:verlag|editore|editori|publishers)$"
    r"|^(?:verlag|editorial|ediciones|edizioni)(?: \S{1,40}){1,4}$"
)
_PARTS = re.compile(r"[,;/&()\[\]–—]|-{2}|\b(?:and|et|und|y)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _publishers() -> tuple[frozenset[str], frozenset[str]]:
    names = [
        name
        for row in rows("publishers.tsv")
        for name in (row["name"], *split_list(row["aliases"]))
    ]
    whole = frozenset(" ".join(words(name)) for name in names)
    return whole, frozenset(core for name in names if (core := _core(words(name))))


def _core(found: list[str]) -> str:
    return " ".join(word for word in found if word not in _GENERIC)


@lru_cache(maxsize=4096)
def is_publisher(name: str) -> bool:
    """Whether a name is that of a publisher of books, as far as known.

    A name in a form that only publishers have (``… University Press``, ``Éditions …``,
    ``… Verlag``) counts as well.

    >>> is_publisher("Presses universitaires de France"), is_publisher("Éditions du Seuil")
    (True, True)
    >>> is_publisher("autumn 2022")
    False
    """
    if not name or len(name) > 120 or not name[:1].isalpha() or name[:1].islower():
        return False
    found = words(name)
    whole, cores = _publishers()
    folded = " ".join(found)
    return folded in whole or _core(found) in cores or _FORMS.match(folded) is not None


@lru_cache(maxsize=1)
def _places() -> tuple[frozenset[str], frozenset[str]]:
    cities: set[str] = set()
    regions: set[str] = set()
    for row in rows("places.tsv"):
        kept = cities if row["kind"] == "city" else regions
        kept.update(" ".join(words(name)) for name in (row["name"], *split_list(row["variants"])))
    return frozenset(cities), frozenset(regions)


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Whether a text names one or several cities of publication, with or without their region.

    >>> is_place("Paris"), is_place("Cambridge, MA"), is_place("London and New York")
    (True, True, True)
    >>> is_place("reading"), is_place("Massachusetts")
    (False, False)
    """
    text = name.strip()
    if not text or len(text) > 80 or text[:1].islower():
        return False
    cities, regions = _places()
    folded = " ".join(words(text))
    if folded in cities:
        return True
    parts = [" ".join(words(part)) for part in _PARTS.split(text)]
    parts = [part for part in parts if part]
    return bool(parts) and parts[0] in cities and all(p in cities or p in regions for p in parts)
