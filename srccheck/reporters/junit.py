"""The report as JUnit XML, which CI servers show as test results.

There is no standard; this keeps to what the schema of Jenkins' xUnit plugin and its readers have in
common. Each document is a test suite. Each link, and each other finding, is a test case: a finding
of severity info is skipped, any other a failure; what could not be read is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from srccheck.model import Dossier, Failure, Severity
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import Namer, Placed, posix
from srccheck.reporters.summary import Summary

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,  # noqa: ARG001
    look: Look,  # noqa: ARG001
) -> Iterator[str]:
    """The report, a test suite for each document as it comes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="srccheck">\n'
    namer = Namer()
    for result in results:
        if isinstance(result, Failure):
            yield _failed(result)
        else:
            yield from _suite(result, list(namer.placed(result)))
    yield "</testsuites>\n"


def _suite(dossier: Dossier, found: list[Placed]) -> Iterator[str]:
    path = posix(dossier.document.path)
    faulty = {placed.finding.span for placed in found}
    passed = [
        (str(check.target), occurrence.line)
        for check in dossier.links
        for occurrence in check.occurrences
        if occurrence.span not in faulty
    ]
    skipped = sum(placed.finding.severity is Severity.INFO for placed in found)
    alone = not (found or passed)
    yield (
        f'  <testsuite name={_attribute(path)} tests="{len(found) + len(passed) + alone}" '
        f'failures="{len(found) - skipped}" errors="0" skipped="{skipped}">\n'
    )
    if alone:
        yield _case(path, "document", 1, "")
    for placed in found:
        finding = placed.finding
        name = f"{finding.rule}: {' '.join(finding.cited.split())[:200]}"
        message = f"message={_attribute(finding.message)}"
        if finding.severity is Severity.INFO:
            inside = f"<skipped {message}/>"
        else:
            numbers = f":{placed.start.line}:{placed.start.column}" if placed.lined else ""
            place = f"{path}{numbers}: {placed.text}"
            inside = f"<failure {message} type={_attribute(finding.rule)}>{_text(place)}</failure>"
        yield _case(path, name, placed.start.line, inside)
    for name, line in passed:
        yield _case(path, name, line, "")
    yield "  </testsuite>\n"


def _case(path: str, name: str, line: int, inside: str) -> str:
    start = f"    <testcase classname={_attribute(path)} name={_attribute(f'{name} (line {line})')}"
    start += f' file={_attribute(path)} line="{line}"'
    return f"{start}>{inside}</testcase>\n" if inside else f"{start}/>\n"


def _failed(failure: Failure) -> str:
    path = posix(failure.path)
    why = f"{failure.reason} ({failure.remedy})" if failure.remedy else failure.reason
    return (
        f'  <testsuite name={_attribute(path)} tests="1" failures="0" errors="1" skipped="0">\n'
        f"    <testcase classname={_attribute(path)} name={_attribute('read')}>"
        f"<error message={_attribute(why)}/></testcase>\n  </testsuite>\n"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
