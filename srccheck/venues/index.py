"""The tables of names, built once on the first look-up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from srccheck.venues.keys import content, key, without_article
from srccheck.venues.tables import read_venues
from srccheck.venues.venue import How

if TYPE_CHECKING:
    from srccheck.venues.venue import Venue

Key = tuple[str, ...]


class Entry(NamedTuple):
    """One name of one venue; ``how`` says which of its names it is."""

    venue: Venue
    name: str
    how: How
    language: str = ""


def _table() -> defaultdict[Key, list[Entry]]:
    return defaultdict(list)


@dataclass
class Index:
    """Every name under every form by which it is looked up."""

    venues: tuple[Venue, ...]
    printed: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[Key, list[Entry]] = field(default_factory=_table)
    bare: dict[Key, list[Entry]] = field(default_factory=_table)
    """Without the leading article."""
    joined: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Without spaces."""
    content: dict[Key, list[Entry]] = field(default_factory=_table)
    bags: dict[Key, list[Entry]] = field(default_factory=_table)
    """With the words in alphabetical order."""
    issns: dict[str, Venue] = field(default_factory=dict)
    domains: dict[str, Venue] = field(default_factory=dict)

    @cached_property
    def spellings(self) -> list[str]:
        """The keys of ``joined``, to be searched one by one."""
        return list(self.joined)

    @cached_property
    def spaced(self) -> dict[str, Key]:
        """The keys of ``folded`` by their words with spaces between."""
        return {" ".join(folded): folded for folded in self.folded}

    def add(self, entry: Entry) -> None:
        """Files one name under all its forms."""
        folded = key(entry.name)
        bare = without_article(folded)
        self.printed[entry.name].append(entry)
        self.folded[folded].append(entry)
        self.bare[bare].append(entry)
        self.joined["".join(folded)].append(entry)
        self.content[content(folded)].append(entry)
        self.bags[tuple(sorted(bare))].append(entry)


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of all venues."""
    built = Index(read_venues())
    for venue in built.venues:
        built.add(Entry(venue, venue.name, How.EXACT))
        for alias in venue.aliases:
            built.add(Entry(venue, alias, How.ALIAS))
        for language, name in venue.translated:
            built.add(Entry(venue, name, How.TRANSLATED, language))
        built.issns.update(dict.fromkeys(venue.issns, venue))
        for domain in venue.domains:
            built.domains.setdefault(domain, venue)
    return built
