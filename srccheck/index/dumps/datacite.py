"""DataCite's public data file: DOIs in JSON lines.

https://datafiles.datacite.org: a tar or a folder of ``dois/updated_2025-01/part_0000.jsonl.gz``,
each line as the JSON:API of DataCite gives a DOI, with or without ``data`` around it.
"""

from __future__ import annotations

import re
from typing import Any

from srccheck.index.dumps.json_records import JsonDump
from srccheck.model.evidence import Record
from srccheck.resolvers import datacite


class DataCiteDump(JsonDump):
    """The public data file."""

    name = "datacite"
    title = "DataCite"
    mark = re.compile(rb'"attributes"\s{0,9}:')

    def record(self, item: Any) -> Record:
        """A DOI of the API."""
        found = datacite.record(item.get("data", item))
        if not found.id:
            raise ValueError("no DOI")
        return found
