"""Crossref's public data file: works as its REST API gives them, in JSON.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/: a tar of ``.json.gz`` files,
each an object with a list of ``items``; newer ones ``.jsonl.gz``, a work on each line. The monthly
snapshots of Metadata Plus have the same shape.
"""

from __future__ import annotations

import re
from typing import Any

from srccheck.index.dumps.json_records import JsonDump
from srccheck.model.evidence import Record
from srccheck.resolvers import csl


class CrossrefDump(JsonDump):
    """The public data file."""

    name = "crossref"
    title = "Crossref"
    mark = re.compile(rb'"DOI"\s{0,9}:')

    def record(self, item: Any) -> Record:
        """A work of the REST API."""
        if not item["DOI"]:
            raise ValueError("no DOI")
        return csl.record(item, "crossref")
