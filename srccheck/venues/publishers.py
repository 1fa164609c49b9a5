"""Publishers of books."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.text.normalise import words
from srccheck.venues.tables import rows, split_list

# Words that a publisher's name is cited with or without.
_TRADE = frozenset(
    words(
        "éditions edition eds éditeur éditeurs editore editori edizioni editorial editora"
        " ediciones edições librairie libreria livraria verlag verlage publisher publishers"
        " publishing books inc ltd llc plc gmbh ag company cie kg"
    )
)
_SMALL = frozenset(words("and et und the les le la l de du des d co"))
# Forms that nothing but a publisher's name has; at most seven words.
_FORMS = re.compile(
    r"^(?:\S{1,40} ){1,5}university press$"
    r"|^university press of (?:\S{1,40} ){0,3}\S{1,40}$"
    r"|^university of (?:\S{1,40} ){1,4}press$"
    r"|^presses (?:universitaires|de l universite)(?: \S{1,40}){1,5}$"
    r"|^(?:les )?editions(?: \S{1,40}){1,5}$"
    r"|^(?:verlag|ediciones|edizioni|universitatsverlag)(?: \S{1,40}){1,4}$"
    r"|^(?:\S{1,40} ){1,4}(?:verlag|editore|editori|publishers|universitatsverlag)$"
)
_LONGEST = 120


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names as printed, folded, and without the words of the trade."""
    printed = frozenset(
        name
        for row in rows("publishers.tsv")
        for name in (row["name"], *split_list(row["aliases"]))
    )
    folded = [words(name) for name in printed]
    cores = frozenset(_core(name) for name in folded) - {""}
    return printed, frozenset(map(" ".join, folded)), cores


def _core(folded: list[str]) -> str:
    return " ".join(word for word in folded if word not in _TRADE and word not in _SMALL)


@lru_cache(maxsize=4096)
def is_publisher(name: str) -> bool:
    """Whether a text is the name of a publisher of books, as far as known.

    A name in a form that only publishers have (``… University Press``, ``Éditions …``,
    ``… Verlag``) counts as well. Several publishers are common words or surnames: ask about a
    piece that stands where a publisher would.

    >>> is_publisher("Presses universitaires de France"), is_publisher("Zed Books Ltd")
    (True, True)
    >>> is_publisher("autumn 2022"), is_publisher("Basic")
    (False, False)
    """
    text = " ".join(name.split())
    if not text or len(text) > _LONGEST:
        return False
    printed, whole, cores = _known()
    if text in printed:
        return True
    if text[0].islower():
        return False
    folded = words(text)
    joined = " ".join(folded)
    if joined in whole or _FORMS.match(joined):
        return True
    return not _TRADE.isdisjoint(folded) and _core(folded) in cores
