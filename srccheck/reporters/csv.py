"""The report as CSV (RFC 4180), a finding or failure to a row, for spreadsheets.

A cell that a spreadsheet would read as a formula gets an apostrophe before it
(OWASP: CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import placed, posix
from srccheck.reporters.summary import Summary

COLUMNS = (
    "path", "line", "column", "severity", "confidence", "rule", "message", "cited", "suggestion",
    "basis", "entry", "page", "unit",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,  # noqa: ARG001
    look: Look,  # noqa: ARG001
) -> Iterator[str]:
    """The report, with the names of the columns in the first row."""
    yield _row(COLUMNS)
    for one in placed(results):
        if isinstance(one, Failure):
            yield _row(
                (posix(one.path), "", "", "error", "", "failure", one.reason, "", one.remedy)
            )
            continue
        finding = one.finding
        yield _row(
            (
                one.path, one.start.line, one.start.column, finding.severity.value,
                finding.confidence.value, finding.rule, finding.message, finding.cited,
                finding.suggestion, finding.basis, finding.entry, one.page or "", one.unit,
            )
        )  # fmt: skip


def _row(cells: Iterable[object]) -> str:
    row = [_safe(str(cell)) for cell in cells]
    line = io.StringIO()
    csv.writer(line).writerow(row + [""] * (len(COLUMNS) - len(row)))
    return line.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
