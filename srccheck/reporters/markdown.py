"""The report as Markdown (GFM), for job summaries, issues and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure, Finding, Severity
from srccheck.reporters import Look
from srccheck.reporters.excerpt import shorten
from srccheck.reporters.fingerprint import Namer, Placed, posix
from srccheck.reporters.summary import Summary, plural

_SIGNS = {Severity.INFO: "ℹ️", Severity.WARNING: "⚠️", Severity.ERROR: "❌"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&@])")
_WIDTH = 300


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,
    look: Look,
) -> Iterator[str]:
    """The report, a table for each document with findings."""
    namer = Namer()
    yield "## srccheck\n\n"
    for result in results:
        if isinstance(result, Failure):
            remedy = f" ({_text(result.remedy)})" if result.remedy else ""
            yield f"**{_text(posix(result.path))}** {_text(result.reason)}{remedy}\n\n"
        elif result.findings:
            yield f"### {_text(posix(result.document.path))}\n\n"
            yield "| | Line | Rule | What is wrong | Found | Suggestion |\n"
            yield "|-|-----:|------|---------------|-------|------------|\n"
            yield from map(_row, namer.placed(result))
            yield "\n"
    if not look.quiet:
        yield _sum(summary)


def _row(placed: Placed) -> str:
    finding, page = placed.finding, placed.page
    cells = (
        _SIGNS[finding.severity],
        f"{placed.start.line}:{placed.start.column}" + (f" (page {page})" if page else ""),
        f"`{finding.rule}`",
        _message(finding),
        _text(finding.cited),
        _text(finding.suggestion),
    )
    return f"| {' | '.join(cells)} |\n"


def _message(finding: Finding) -> str:
    basis = f" {_text(finding.basis)}" if finding.basis else ""
    return _text(finding.message) + basis


def _text(text: str) -> str:
    """Text on one line in which nothing is Markdown, a mention or a link."""
    escaped = _SPECIAL.sub(r"\\\1", shorten(text, _WIDTH))
    return escaped.replace("://", ":&#8203;//").replace("www.", "www&#8203;.")


def _sum(summary: Summary) -> str:
    found = [
        plural(summary.findings[severity], severity.value, many)
        for severity, many in zip(Severity, ("info", "warnings", "errors"), strict=True)
        if summary.findings[severity]
    ]
    parts = [plural(summary.documents, "document"), ", ".join(found) or "nothing wrong"]
    if summary.links:
        how = ", ".join(f"{count} {verdict}" for verdict, count in summary.links.items())
        parts.insert(1, f"{plural(summary.links.total(), 'link')} ({how})")
    lines = [", ".join(parts)]
    if summary.failures:
        lines.append(f"{plural(summary.failures, 'failure')}")
    if summary.interrupted:
        lines.append("interrupted: what comes after was not looked at")
    return "\n".join(f"{line}  " for line in lines) + "\n"
