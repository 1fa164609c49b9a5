"""The report as Markdown (GFM), for job summaries, issues and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck.messages import _
from srccheck.model import Dossier, Failure, Finding, Severity
from srccheck.reporters import Look
from srccheck.reporters.allowed import allowed_line
from srccheck.reporters.excerpt import shorten
from srccheck.reporters.fingerprint import Namer, Placed, posix
from srccheck.reporters.summary import INTERRUPTED, Summary, linked, plural

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
            heads = (_("Line"), _("Rule"), _("What is wrong"), _("Found"), _("Suggestion"))
            yield f"| | {' | '.join(map(look.tell, heads))} |\n"
            yield "|-|-----:|------|---------------|-------|------------|\n"
            yield from (_row(placed, look) for placed in namer.placed(result))
            yield "\n"
        if isinstance(result, Dossier) and result.allowed and not look.quiet:
            counted = plural(len(result.allowed), "finding allowed")
            yield f"{look.tell(counted)}:\n\n"
            yield from (
                f"- {_text(look.tell(allowed_line(result, one)))}\n" for one in result.allowed
            )
            yield "\n"
    if not look.quiet:
        yield _sum(summary, look)


def _row(placed: Placed, look: Look) -> str:
    finding, page = placed.finding, placed.page
    cells = (
        _SIGNS[finding.severity],
        ("" if placed.lined else f"{placed.unit} ")
        + f"{placed.start.line}:{placed.start.column}"
        + (look.tell(_(" (page {page})", page=page)) if page else ""),
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


def _sum(summary: Summary, look: Look) -> str:
    found = [
        plural(summary.findings[severity], severity.value)
        for severity in Severity
        if summary.findings[severity]
    ]
    nothing = _("nothing wrong")
    parts: list[str] = [plural(summary.documents, "document"), *(found or [nothing])]
    if summary.links:
        parts.insert(1, linked(summary.links))
    lines = [", ".join(map(look.tell, parts))]
    lines += (_text(look.tell(notice)) for notice in summary.uses.notices())
    if summary.failures:
        lines.append(look.tell(plural(summary.failures, "failure")))
    if summary.interrupted:
        lines.append(look.tell(INTERRUPTED))
    return "\n".join(f"{line}  " for line in lines) + "\n"
