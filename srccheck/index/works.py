"""What every index answers, wherever it lies: in a folder, or in a cluster."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from srccheck.index.terms import identifier_term
from srccheck.model import Identifier
from srccheck.model.evidence import Record

ROWS = 10
WITHIN = 0.75
"""The share of the best score that others must have to be candidates."""
WHOLE_SERVICES = ("crossref", "openalex")
"""Databases that hold most works, so that the silence of a whole copy says something."""
WATCH = "retraction-watch"


class Hit(NamedTuple):
    """A work that was found, and how well it fits what was asked (BM25)."""

    score: float
    record: Record


class Works(ABC):
    """An index that is open for reading; from any thread, and again in any process."""

    @property
    @abstractmethod
    def manifest(self) -> Mapping[str, Any]:
        """When it was built and of which dumps, with what became of their records."""

    @abstractmethod
    def under(self, identifiers: Iterable[tuple[str, str]], source: str = "") -> list[Record]:
        """The records under some identifiers, given as scheme and value.

        Args:
            identifiers: scheme and value of each.
            source: the database whose records are wanted; all when not given.
        """

    @abstractmethod
    def search(self, text: str, rows: int = ROWS) -> list[Hit]:
        """The works that a reference in any form may be of, the best first.

        Args:
            text: the reference as it is printed, or its fields one after the other.
            rows: how many works to give at most; fewer are given where some fit much better.
        """

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
        found = self.under([(identifier.scheme, identifier.value)])
        if identifier.scheme != "issn":
            return self.with_notices(found)
        linked = sorted({issn for record in found for issn in record.ids("issn")})
        others = self.under([("issn", issn) for issn in linked]) if linked else []
        return list({(one.source, one.id): one for one in (*found, *others)}.values())

    def with_notices(self, records: Sequence[Record]) -> list[Record]:
        """The records with what Retraction Watch knows of their works.

        What it says of a work itself is given only where no other database has the work.
        """
        if not any(one["format"] == WATCH for one in self.manifest["dumps"]):
            return list(records)
        others = [record for record in records if record.source != WATCH]
        notices = self._notices(others)
        noted = [_noted(record, notices.get(_doi(record), ())) for record in others]
        known = {doi for record in noted for doi in record.ids("doi")}
        alone = [one for one in records if one.source == WATCH and not known & {*one.ids("doi")}]
        return [*noted, *alone]

    def _notices(self, records: Iterable[Record]) -> dict[str, list[Record]]:
        """The notices on works, by DOI."""
        dois = dict.fromkeys(record.ids("doi")[0] for record in records if record.ids("doi"))
        found: dict[str, list[Record]] = {}
        for notice in self.under([("doi", doi) for doi in dois], WATCH) if dois else ():
            for term in {identifier_term("doi", doi) for doi in notice.ids("doi")}:
                found.setdefault(term, []).append(notice)
        return found


def _doi(record: Record) -> str:
    return identifier_term("doi", next(iter(record.ids("doi")), ""))


def _noted(record: Record, notices: Iterable[Record]) -> Record:
    kinds = {update.kind for update in record.updates}
    new = [one for notice in notices for one in notice.updates if one.kind not in kinds]
    return replace(record, updates=(*record.updates, *new)) if new else record
