"""Looks works up in an index: by identifier, and by the words and numbers of a reference."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from srccheck.errors import InputError
from srccheck.index import folder as folders
from srccheck.index.engine import Reader
from srccheck.index.stored import Packer
from srccheck.index.terms import identifier_term, reference_terms
from srccheck.index.works import ROWS, WITHIN, Hit, Works
from srccheck.model.evidence import Record

FEW_WORDS = 5
"""The rarest words of a reference, by which it is looked for first."""
MOST_WORDS = 10
"""Those by which it is looked for where the few do not lead to a work that has about all of them;
further ones do not change what is found."""
ALWAYS = 2
"""Words that are looked for however many works have them."""
COMMON = 0.02
"""The share of works from which on a word tells little."""


class Index(Works):
    """An index that is open for reading; from any thread, and again in any process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for attempt in range(3):
            try:
                self._open(folders.current(folder))
                break
            except InputError:  # perhaps it was replaced between the two steps
                if attempt == 2:
                    raise
        self._frequency = functools.lru_cache(200_000)(self._reader.frequency)

    def _open(self, generation: Path) -> None:
        self._manifest = folders.manifest(generation)
        try:
            dictionary = (generation / folders.DICTIONARY).read_bytes()
        except OSError:
            raise InputError(f"{generation} is damaged: it has no dictionary") from None
        self._packer = Packer(dictionary)
        self._reader = Reader(generation / folders.WORKS)
        self.generation = generation

    def __reduce__(self) -> tuple[Any, ...]:
        return Index, (self.folder,)

    def __len__(self) -> int:
        return self._reader.count

    @property
    def manifest(self) -> dict[str, Any]:
        """What its generation says of itself."""
        return self._manifest

    def under(self, identifiers: Iterable[tuple[str, str]], source: str = "") -> list[Record]:
        """The records under some identifiers; see :class:`~srccheck.index.works.Works`."""
        terms = (identifier_term(scheme, value) for scheme, value in identifiers)
        packed = (data for term in terms for data in self._reader.by_identifier(term, ROWS))
        found = map(self._packer.unpack, packed)
        return [record for record in found if source in ("", record.source)]

    def search(self, text: str, rows: int = ROWS) -> list[Hit]:
        """The works that a reference in any form may be of, the best first."""
        asked = reference_terms(text)
        words = self._rarest(asked.words)
        few = [word for _, word in words[:FEW_WORDS]]
        hits = self._hits([*few, *asked.places], rows)
        if len(words) > FEW_WORDS:
            weight = sum(self._weight(count) for count, _ in words[:FEW_WORDS])
            if not hits or hits[0][0] < weight:
                hits = self._hits([*(word for _, word in words), *asked.places], rows)
        return [Hit(score, self._packer.unpack(data)) for score, data in hits]

    def _hits(self, terms: list[str], rows: int) -> list[tuple[float, bytes]]:
        return self._reader.by_words(terms, rows, WITHIN) if terms else []

    def _rarest(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The words that tell most, of those that are in any work, and in how many."""
        common = COMMON * len(self)
        counted = sorted((count, word) for word in words if (count := self._frequency(word)))
        return [
            pair for at, pair in enumerate(counted[:MOST_WORDS]) if at < ALWAYS or pair[0] <= common
        ]

    def _weight(self, count: int) -> float:
        """How much a word that is in so many works adds to the score, about (BM25's IDF)."""
        return math.log(1 + (len(self) - count + 0.5) / (count + 0.5))

    def nth(self, number: int) -> Record | None:
        """A record by its position, for samples; ``None`` beyond the last.

        Raises:
            zstandard.ZstdError, ValueError: the record is damaged.
        """
        found = self._reader.nth(number)
        return self._packer.unpack(found[0]) if found else None
