"""The report as workflow commands of GitHub Actions, which become annotations in a pull request.

Source: "Workflow commands for GitHub Actions" of the GitHub documentation, and the escapes of
``@actions/core`` (``%``, CR and LF in texts; ``:`` and ``,`` too in properties). The job summary is
the Markdown report: the action writes it to the file named in ``GITHUB_STEP_SUMMARY``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure, Severity
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import Placed, placed, posix
from srccheck.reporters.summary import Summary, plural

_COMMANDS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,
    look: Look,
) -> Iterator[str]:
    """The report, an annotation for each finding and failure."""
    for one in placed(results):
        if isinstance(one, Failure):
            why = f"{one.reason} ({one.remedy})" if one.remedy else one.reason
            yield _command("error", why, file=posix(one.path), title="srccheck")
        else:
            yield _annotation(one)
    if not look.quiet:
        total = sum(summary.findings.values())
        counts = [plural(summary.documents, "document"), plural(total, "finding")]
        if summary.links:
            counts.append(plural(summary.links.total(), "link"))
        yield f"srccheck: {', '.join(map(look.tell, counts))}\n"


def _annotation(one: Placed) -> str:
    start, end = one.start, one.end
    title = f"srccheck {one.finding.rule}"
    if not one.lined:
        return _command(_COMMANDS[one.finding.severity], one.text, file=one.path, title=title)
    places = {"file": one.path, "line": start.line, "endLine": end.line, "col": start.column}
    if end.line == start.line and end.column > start.column:
        places["endColumn"] = end.column
    return _command(_COMMANDS[one.finding.severity], one.text, **places, title=title)


def _command(command: str, message: str, **properties: object) -> str:
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{command} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
