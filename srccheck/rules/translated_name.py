"""Recognises the name of an institute that somebody translated word by word."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from srccheck.text.normalise import words
from srccheck.venues import Venue, VenueKind, all_venues
from srccheck.venues.keys import SMALL_WORDS

_FEWEST = 3
"""A name of fewer words with a meaning could be anyone's."""
_SMALL = SMALL_WORDS | frozenset(("i", "gli", "do", "da", "dos", "das", "o", "os", "von"))


class Meaning(NamedTuple):
    """What the words of a name say, whatever their language.

    ``concepts`` are meanings, or the words themselves where they have none in the table;
    ``countries`` those whose adjective the name has; ``languages`` those that have all its words.
    """

    concepts: frozenset[str]
    countries: frozenset[str]
    languages: frozenset[str]
    translatable: int


@cache
def _tables() -> tuple[dict[str, dict[str, frozenset[str]]], dict[str, str]]:
    """Word → meaning → languages; adjective → country."""
    data = resources.files("srccheck.rules") / "data" / "venue_words.toml"
    tables = tomllib.loads(data.read_text(encoding="utf-8"))
    meanings: dict[str, dict[str, frozenset[str]]] = {}
    for meaning, languages in tables["words"].items():
        for language, forms in languages.items():
            for form in forms.split():
                known = meanings.setdefault(form, {})
                known[meaning] = known.get(meaning, frozenset()) | {language}
    countries = {
        adjective: code
        for code, adjectives in tables["countries"].items()
        for adjective in adjectives.split()
    }
    return meanings, countries


def meaning(name: str) -> Meaning:
    """The meaning of a name.

    >>> sorted(meaning("Institut italien d'études politiques internationales").concepts)
    ['institute', 'international', 'politics', 'study']
    """
    meanings, adjectives = _tables()
    concepts: set[str] = set()
    countries: set[str] = set()
    languages = frozenset(("en", "fr", "it", "es", "pt", "de"))
    translatable = 0
    for word in words(name):
        if word in _SMALL:
            continue
        if word in adjectives:
            countries.add(adjectives[word])
        elif word in meanings:
            found, of = next(iter(meanings[word].items()))
            concepts.add(found)
            languages &= of
            translatable += 1
        else:
            concepts.add(word)
    return Meaning(frozenset(concepts), frozenset(countries), languages, translatable)


@cache
def _think_tanks() -> dict[frozenset[str], tuple[Venue, ...]]:
    table: dict[frozenset[str], list[Venue]] = {}
    for venue in all_venues():
        if venue.kind is VenueKind.THINK_TANK:
            for concepts in {meaning(name).concepts for name in venue.names()}:
                table.setdefault(concepts, []).append(venue)
    return {concepts: tuple(venues) for concepts, venues in table.items()}


def translated_venue(name: str) -> Venue | None:
    """The one think tank whose name this is in another language, else nothing.

    All words that have a meaning must agree, but for the adjective of its country.

    >>> translated_venue("Istituto Finlandese di Affari Internazionali").name
    'Finnish Institute of International Affairs'
    >>> translated_venue("Institute for International Strategic Studies") is None
    True
    """
    cited = meaning(name)
    if cited.translatable < _FEWEST or not cited.languages:
        return None
    found = [
        venue
        for venue in _think_tanks().get(cited.concepts, ())
        if venue.language not in cited.languages
        and cited.countries <= {venue.country}
        and _adjectives_fit(cited, venue)
    ]
    return found[0] if len({venue.name for venue in found}) == 1 else None


def _adjectives_fit(cited: Meaning, venue: Venue) -> bool:
    """Whether a country that the official name states is stated in the cited name too."""
    return meaning(venue.name).countries <= cited.countries
