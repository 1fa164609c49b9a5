"""The report as JSON Lines (jsonlines.org): an object to a line, written as the run goes.

The ``type`` of an object is ``finding``, ``link``, ``failure`` or, in the last line, ``summary``.
Findings have the keys of the JSON report, and the ``path`` and ``fingerprint`` besides; a link has
its ``target``, ``verdict``, ``status`` and ``reason``, and the places where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from srccheck.model import Dossier, Failure
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import Namer
from srccheck.reporters.json import as_json, finding_object, summary_object
from srccheck.reporters.links import link_object
from srccheck.reporters.summary import Summary

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,
    look: Look,
) -> Iterator[str]:
    """The report, an object to a line; with ``quiet``, without the links that are in order."""
    namer = Namer()
    for result in results:
        if isinstance(result, Failure):
            yield _line("failure", asdict(result))
            continue
        for placed in namer.placed(result):
            facts = finding_object(result.document, placed.finding)
            yield _line(
                "finding", {"path": placed.path, **facts, "fingerprint": placed.fingerprint}
            )
        if not look.quiet:
            for check in result.links:
                yield _line("link", link_object(check))
    yield _line("summary", {**summary_object(summary), "complete": summary.complete})


def _line(kind: str, facts: dict[str, Any]) -> str:
    """An object on one line, also for readers to whom a line ends at more than LF."""
    text = as_json({"type": kind, **facts})
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
