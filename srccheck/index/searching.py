"""Looks works up in an index: by identifier, and by the words and numbers of a reference."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from srccheck.errors import InputError
from srccheck.index import folder as folders
from srccheck.index.engine import Reader
from srccheck.index.stored import Packer
from srccheck.index.terms import identifier_term, reference_terms
from srccheck.model import Identifier
from srccheck.model.evidence import Record

ROWS = 10
FEW_WORDS = 5
"""The rarest words of a reference, by which it is looked for first."""
MOST_WORDS = 10
"""Those by which it is looked for where the few do not lead to a work that has about all of them;
further ones do not change what is found."""
ALWAYS = 2
"""Words that are looked for however many works have them."""
COMMON = 0.02
"""The share of works from which on a word tells little."""
WITHIN = 0.75
"""The share of the best score that others must have to be candidates."""
WHOLE_SERVICES = ("crossref", "openalex")
"""Databases that hold most works, so that the silence of a whole copy says something."""


WATCH = "retraction-watch"


class Hit(NamedTuple):
    """A work that was found, and how well it fits what was asked (BM25)."""

    score: float
    record: Record


class Index:
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
        self.manifest = folders.manifest(generation)
        try:
            dictionary = (generation / folders.DICTIONARY).read_bytes()
        except OSError:
            raise InputError(f"{generation} is damaged: it has no dictionary") from None
        self._packer = Packer(dictionary)
        self._reader = Reader(generation / folders.WORKS)
        self.generation = generation
        self._watched = any(one["format"] == WATCH for one in self.manifest["dumps"])

    def __reduce__(self) -> tuple[Any, ...]:
        return Index, (self.folder,)

    def __len__(self) -> int:
        return self._reader.count

    @property
    def built(self) -> datetime.datetime:
        """When it was built or last added to."""
        return datetime.datetime.fromisoformat(self.manifest["built"])

    @property
    def whole(self) -> bool:
        """Whether it holds all of a database that has most works."""
        dumps = self.manifest["dumps"]
        return any(one["whole"] and one["format"] in WHOLE_SERVICES for one in dumps)

    def resolve(self, identifier: Identifier) -> list[Record]:
        """The records under an identifier, one of each database; of an ISSN, all of its serial."""
        found = self._under(identifier.scheme, identifier.value)
        if identifier.scheme != "issn":
            return self.with_notices(found)
        linked = {issn for record in found for issn in record.ids("issn")}
        others = (one for issn in sorted(linked) for one in self._under("issn", issn))
        return list({(one.source, one.id): one for one in (*found, *others)}.values())

    def with_notices(self, records: Sequence[Record]) -> list[Record]:
        """The records with what Retraction Watch knows of their works.

        What it says of a work itself is given only where no other database has the work.
        """
        if not self._watched:
            return list(records)
        noted = [self._noted(record) for record in records if record.source != WATCH]
        known = {doi for record in noted for doi in record.ids("doi")}
        alone = [one for one in records if one.source == WATCH and not known & {*one.ids("doi")}]
        return [*noted, *alone]

    def _noted(self, record: Record) -> Record:
        doi = next(iter(record.ids("doi")), "")
        notices = [one for one in self._under("doi", doi) if one.source == WATCH] if doi else []
        kinds = {update.kind for update in record.updates}
        new = [one for notice in notices for one in notice.updates if one.kind not in kinds]
        return replace(record, updates=(*record.updates, *new)) if new else record

    def _under(self, scheme: str, value: str) -> list[Record]:
        found = self._reader.by_identifier(identifier_term(scheme, value), ROWS)
        return [self._packer.unpack(data) for data in found]

    def search(self, text: str, rows: int = ROWS) -> list[Hit]:
        """The works that a reference in any form may be of, the best first.

        Args:
            text: the reference as it is printed, or its fields one after the other.
            rows: how many works to give at most; fewer are given where some fit much better.
        """
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
