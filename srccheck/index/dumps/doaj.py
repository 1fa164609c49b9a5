"""DOAJ's public data dump: articles and journals in JSON.

https://doaj.org/docs/public-data-dump/: a ``.tar.gz`` of files such as
``doaj_article_data_2026-01-01/article_batch_1.json``, each one list.
"""

from __future__ import annotations

import re
from typing import Any

from srccheck.index.dumps.json_records import JsonDump
from srccheck.model.evidence import Record
from srccheck.resolvers import doaj


class DoajDump(JsonDump):
    """The dump of articles, or that of journals."""

    name = "doaj"
    title = "DOAJ"
    mark = re.compile(rb'"bibjson"\s{0,9}:')

    def record(self, item: Any) -> Record:
        """An article or a journal of the API."""
        return doaj.record(item)
