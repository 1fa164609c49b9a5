"""Corpora as Dask bags, for programs that use Dask already (extra ``srccheck[dask]``)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from srccheck.config import Settings
from srccheck.corpus.tables import Row, document_row, failure_row, finding_row, reference_row
from srccheck.inputs import Source
from srccheck.model import Dossier

if TYPE_CHECKING:
    from dask.bag import Bag


def check_bag(
    paths: Bag, settings: Settings | None = None, *, today: datetime.date | None = None
) -> Bag:
    """What is known of the documents whose paths are in a bag.

    Each partition is checked by itself, and its references are looked up once in it; for once in a
    whole corpus there is :func:`srccheck.corpus.run.check`.

    Args:
        paths: of files that every worker can read.
        settings: how they are checked; without them, offline.
        today: what rules are told of the date.

    Returns:
        A bag of rows (dictionaries with the columns of :data:`srccheck.corpus.tables.TABLES`), with
        the name of its table in ``table``.
    """
    given = settings or Settings(offline=True)
    rows: Bag = paths.map_partitions(  # type: ignore[no-untyped-call]
        _rows, given, today or datetime.date.today()
    )
    return rows


def _rows(paths: Iterable[str], settings: Settings, today: datetime.date) -> list[Row]:
    from srccheck import pipeline

    rows: list[Row] = []
    for result in pipeline.run([Source(path) for path in paths], settings, today=today):
        if not isinstance(result, Dossier):
            rows.append({"table": "failures", **failure_row(result)})
            continue
        rows.append({"table": "documents", **document_row(result, "")})
        for entry in result.sources:
            rows.append({"table": "references", **reference_row(result, entry)})
        for finding in result.findings:
            rows.append({"table": "findings", **finding_row(result, finding)})
    return rows
