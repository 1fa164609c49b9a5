"""The report as GitLab code quality, which merge requests show.

Source: "Code Quality" of the GitLab documentation: an array of objects with ``description``,
``check_name``, ``fingerprint``, ``severity`` and ``location``. Paths must be relative.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure, Severity
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import Namer, posix
from srccheck.reporters.summary import Summary

_SEVERITIES = {Severity.INFO: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,  # noqa: ARG001
    look: Look,  # noqa: ARG001
) -> Iterator[str]:
    """The report, an object to a line; failures have no place in it and are left out."""
    namer = Namer()
    separator = "[\n"
    for result in results:
        if isinstance(result, Failure):
            continue
        for placed in namer.placed(result):
            finding = placed.finding
            lines = (placed.start.line, placed.end.line) if placed.lined else (1, 1)
            issue = {
                "description": placed.text,
                "check_name": f"srccheck:{finding.rule}",
                "fingerprint": placed.fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": _relative(placed.path),
                    "lines": {"begin": lines[0], "end": lines[1]},
                },
            }
            yield separator + json.dumps(issue)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _relative(path: str) -> str:
    root = os.environ.get("CI_PROJECT_DIR", "")
    if root and path.startswith(posix(root).rstrip("/") + "/"):
        return path[len(posix(root).rstrip("/")) + 1 :]
    return path
