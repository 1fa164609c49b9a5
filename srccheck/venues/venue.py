"""What is known of a venue, and how a name was matched to it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

from dataclasses import dataclass


class VenueKind(enum.StrEnum):
    """What sort of venue it is."""

    JOURNAL = "journal"
    MAGAZINE = "magazine"
    NEWSPAPER = "newspaper"
    WIRE = "wire"
    """A news agency, or a broadcaster that has a news service."""
    THINK_TANK = "think-tank"
    SERIES = "series"
    """A series of papers that a think tank or another organisation publishes."""
    BLOG = "blog"
    ORGANIZATION = "organization"
    PUBLISHER = "publisher"


class How(enum.StrEnum):
    """How a name was matched, from the surest to the least sure."""

    EXACT = "exact"
    ALIAS = "alias"
    TRANSLATED = "translated"
    FOLDED = "folded"
    """Only case, accents, punctuation or the leading article differ."""
    FUZZY = "fuzzy"


class Translation(NamedTuple):
    """A name in another language; ``language`` is empty when it is not stated."""

    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Venue:
    """One venue; what is not known is empty.

    ``publisher`` is the name of the venue that publishes it; ``language`` is an ISO 639-1 code,
    ``country`` an ISO 3166-1 alpha-2 code; ``sources`` are keys of ``data/sources.tsv``.
    """

    name: str
    kind: VenueKind
    aliases: tuple[str, ...] = ()
    translated: tuple[Translation, ...] = ()
    publisher: str = ""
    issns: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    language: str = ""
    country: str = ""
    sources: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Every name it goes by, the official one first."""
        yield self.name
        yield from self.aliases
        for translation in self.translated:
            yield translation.name


@dataclass(frozen=True, slots=True)
class VenueMatch:
    """A venue found under a name.

    ``matched`` is the name in the table that was met, ``score`` between 0 and 1, ``reason`` says in
    words why the two belong together.
    """

    venue: Venue
    how: How
    matched: str
    score: float
    reason: str
