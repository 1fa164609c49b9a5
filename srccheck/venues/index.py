"""The names of all venues under every form by which they are looked up.

Each table is built when it is first asked for: most names are met as printed.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from srccheck.venues.keys import Key, content, is_acronym, key, without_article
from srccheck.venues.tables import read_venues
from srccheck.venues.venue import How

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from srccheck.venues.venue import Venue

_Form = TypeVar("_Form", Key, str)


class Entry(NamedTuple):
    """One name of one venue; ``how`` says which of its names it is."""

    venue: Venue
    name: str
    how: How
    language: str = ""


class Index:
    """The venues and the tables of their names."""

    def __init__(self, venues: tuple[Venue, ...]) -> None:
        self.venues = venues

    @cached_property
    def printed(self) -> dict[str, list[Entry]]:
        """By the name as printed."""
        found = defaultdict(list)
        for entry in self._entries():
            found[entry.name].append(entry)
        return found

    def _entries(self) -> Iterator[Entry]:
        for venue in self.venues:
            yield Entry(venue, venue.name, How.EXACT)
            for alias in venue.aliases:
                yield Entry(venue, alias, How.ALIAS)
            for language, name in venue.translated:
                yield Entry(venue, name, How.TRANSLATED, language)

    @cached_property
    def folded(self) -> dict[Key, list[Entry]]:
        """By the folded words."""
        found = defaultdict(list)
        for name, entries in self.printed.items():
            found[key(name)].extend(entries)
        return found

    def _by(self, form: Callable[[Key], _Form]) -> dict[_Form, list[Entry]]:
        found = defaultdict(list)
        for folded, entries in self.folded.items():
            found[form(folded)].extend(entries)
        return found

    @cached_property
    def bare(self) -> dict[Key, list[Entry]]:
        """Without the leading article."""
        return self._by(without_article)

    @cached_property
    def joined(self) -> dict[str, list[Entry]]:
        """Without spaces."""
        return self._by("".join)

    @cached_property
    def content(self) -> dict[Key, list[Entry]]:
        """Without small words."""
        return self._by(content)

    @cached_property
    def bags(self) -> dict[Key, list[Entry]]:
        """Without the leading article, the words in alphabetical order."""
        return self._by(lambda folded: tuple(sorted(without_article(folded))))

    @cached_property
    def spellings(self) -> dict[tuple[int, int], list[str]]:
        """The keys of ``joined`` that are long enough to be compared letter by letter.

        They are by the number of words and of letters, as only like is compared with like.
        """
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for joined, entries in self.joined.items():
            if not is_acronym(joined):
                for size in {len(key(entry.name)) for entry in entries}:
                    found[size, len(joined)].append(joined)
        return found

    @cached_property
    def spaced(self) -> dict[str, Key]:
        """The keys of ``folded`` with spaces between their words, acronyms left out."""
        spaced = {" ".join(folded): folded for folded in self.folded}
        return {text: folded for text, folded in spaced.items() if not is_acronym(text)}

    @cached_property
    def issns(self) -> dict[str, Venue]:
        """By ISSN, with its hyphen."""
        return {issn: venue for venue in self.venues for issn in venue.issns}

    @cached_property
    def domains(self) -> dict[str, Venue]:
        """By host name."""
        return {domain: venue for venue in self.venues for domain in venue.domains}


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of all venues."""
    return Index(read_venues())
