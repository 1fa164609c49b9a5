"""OpenAlex's snapshot: works in JSON lines.

https://docs.openalex.org/download-all-data/snapshot-data-format: folders by entity and by the day
of the update, ``works/updated_date=2026-01-31/part_000.gz``. Authors, sources and other entities
beside the works are left alone.
"""

from __future__ import annotations

import re
from typing import Any

from srccheck.index.dumps.json_records import JsonDump
from srccheck.model.evidence import Record
from srccheck.resolvers import openalex

_ENTITY = re.compile(r"(?:^|/)([a-z_-]{1,40})/updated_date=")


class OpenAlexDump(JsonDump):
    """The snapshot, its folder of works, or some of its parts."""

    name = "openalex"
    title = "OpenAlex"
    mark = re.compile(rb'"https://openalex\.org/W\d')

    def wants(self, name: str) -> bool:
        """The parts of works."""
        entity = _ENTITY.search(name)
        return super().wants(name) and (entity is None or entity[1] == "works")

    def record(self, item: Any) -> Record:
        """A work as the API gives it."""
        if not item["id"] or "authorships" not in item:
            raise ValueError("not a work")
        return openalex.record(item)
