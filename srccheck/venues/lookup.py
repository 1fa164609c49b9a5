"""Finds venues by name, ISSN or domain."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from srccheck.venues.fuzzy import closest, resembling
from srccheck.venues.index import Entry, index
from srccheck.venues.keys import ARTICLES, Key, has_article, is_acronym, key, plain, without_article
from srccheck.venues.places import is_place
from srccheck.venues.reasons import reason_for
from srccheck.venues.venue import How, Venue, VenueMatch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LONGEST = 200


def lookup(name: str, *, kinds: Collection[str] | None = None) -> VenueMatch | None:
    """The venue of that name, or nothing when none or more than one may be meant.

    The whole name must match: as printed in the table, else but for case, accents, punctuation
    and a leading article, else but for a slip of the pen. Names of five letters or fewer are
    never matched loosely.

    Args:
        name: The name as cited.
        kinds: If given, only venues of these kinds (:class:`VenueKind` values) are considered.

    >>> lookup("politique etrangère").venue.name
    'Politique étrangère'
    >>> lookup("Foreing Affairs").how.value
    'fuzzy'
    >>> lookup("A sentence that names nothing") is None
    True
    """
    return _lookup(plain(name), frozenset(kinds) if kinds is not None else None)


@lru_cache(maxsize=8192)
def _lookup(name: str, kinds: frozenset[str] | None) -> VenueMatch | None:
    if not name or len(name) > _LONGEST:
        return None
    for entries in _tiers(name):
        wanted = [e for e in entries if kinds is None or e.venue.kind in kinds]
        if wanted:
            return _only(name, wanted)
    return closest(name, kinds)


def _tiers(name: str) -> Iterator[list[Entry]]:
    """Names met without guessing, the surest first."""
    names = index()
    printed = names.printed.get(name, [])
    yield [entry for entry in printed if entry.how is How.EXACT]
    yield printed
    words = key(name)
    if sum(map(len, words)) < 3:
        return  # "un" is not the UN, "au" not the AU
    folded = names.folded.get(words, [])
    yield [entry for entry in folded if entry.how is How.EXACT]
    yield folded
    yield _but_for_article(words)
    yield _but_for_brackets(name)


def _but_for_article(folded: Key) -> list[Entry]:
    """Names that have an article too many or too few; two different articles are two names."""
    bare = without_article(folded)
    found = index().bare.get(bare, [])
    if has_article(folded):
        found = [entry for entry in found if _takes(entry, folded[0])]
    official = [entry for entry in found if entry.how is How.EXACT]
    return official or found


def _takes(entry: Entry, article: str) -> bool:
    """Whether a name without an article may get this one: it must be of its language."""
    language = entry.language or entry.venue.language
    return not has_article(key(entry.name)) and article in ARTICLES.get(language, ())


def _but_for_brackets(name: str) -> list[Entry]:
    """Names followed by another of their names or a city: ``… Institute (SIPRI)``."""
    outer, _, inner = name.partition(" (")
    if not outer or not inner.endswith(")"):
        return []
    inside = inner[:-1]
    others = {id(entry.venue) for entry in index().printed.get(inside, [])}
    found = index().folded.get(key(outer), []) or _but_for_article(key(outer))
    return [entry for entry in found if id(entry.venue) in others or is_place(inside)]


def _only(name: str, entries: list[Entry]) -> VenueMatch | None:
    if len({id(entry.venue) for entry in entries}) > 1:
        return None
    return _match(name, entries[0])


def _match(name: str, entry: Entry) -> VenueMatch:
    same = name == entry.name
    how = entry.how if same or entry.how is How.TRANSLATED else How.FOLDED
    score = {How.EXACT: 1.0, How.ALIAS: 0.99, How.TRANSLATED: 0.98, How.FOLDED: 0.97}[how]
    return VenueMatch(entry.venue, how, entry.name, score, reason_for(name, entry, how))


@lru_cache(maxsize=8192)
def is_known(name: str) -> bool:
    """Whether a text is the name of a venue, but for case, accents, punctuation and articles.

    Unlike :func:`lookup` it is meant for pieces of running text: a lower-case word is not
    taken for an acronym (``who``), and one name shared by several venues is known.

    >>> is_known("LE MONDE"), is_known("who"), is_known("Foreing Affairs")
    (True, False, False)
    """
    text = plain(name)
    if not text or len(text) > _LONGEST:
        return False
    found = next((entries for entries in _tiers(text) if entries), [])
    return any(not _by_chance(text, entry.name) for entry in found)


def _by_chance(text: str, name: str) -> bool:
    """Whether a word is an acronym's letters in another case: ``who``, ``Cap``."""
    if text == name or not (is_acronym(name) and name.isupper()):
        return False
    return not (text.isupper() or (text.istitle() and len(text) > 3))


def candidates(name: str, limit: int = 5) -> list[VenueMatch]:
    """The venues that may be meant, the likeliest first: what "did you mean" offers.

    >>> [match.venue.name for match in candidates("Foreign Affair", 1)]
    ['Foreign Affairs']
    """
    text = plain(name)[:_LONGEST]
    if not text or limit < 1:
        return []
    found: dict[int, VenueMatch] = {}
    for entries in _tiers(text):
        for entry in entries:
            found.setdefault(id(entry.venue), _match(text, entry))
    if len(found) < limit:
        for match in (closest(text, None), *resembling(text, limit)):
            if match:
                found.setdefault(id(match.venue), match)
    return sorted(found.values(), key=lambda match: -match.score)[:limit]


def by_issn(issn: str) -> Venue | None:
    """The venue with that ISSN (ISO 3297), hyphen or not.

    >>> by_issn("0015-7120").name
    'Foreign Affairs'
    """
    compact = "".join(c for c in issn.upper() if c.isalnum())
    return index().issns.get(f"{compact[:4]}-{compact[4:]}")


def by_domain(host: str) -> Venue | None:
    """The venue at that host name or at a domain above it.

    >>> by_domain("ww2.frstrategie.org.").name
    'Fondation pour la recherche stratégique'
    """
    labels = host.strip().casefold().rstrip(".").split(".")
    for start in range(max(len(labels) - 6, 0), len(labels) - 1):
        found = index().domains.get(".".join(labels[start:]))
        if found:
            return found
    return None


def all_venues() -> tuple[Venue, ...]:
    """Every venue of the tables, in their order.

    >>> len(all_venues()) >= 600
    True
    """
    return index().venues


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """The words of four letters and more of all names of venues, with their accents and case.

    >>> "étrangère" in vocabulary()
    True
    """
    names = (name for venue in all_venues() for name in venue.names())
    return frozenset(word for name in names for word in _letters(name) if len(word) >= 4)


def _letters(name: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in name).split()
