"""The exit codes, and which of them wins when several would be right."""

from __future__ import annotations

from srccheck.reporters.summary import Summary

CLEAN = 0
FINDINGS = 1
UNREADABLE = 3
INCOMPLETE = 4
INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell says of a program that SIGPIPE ended."""

HELP = """\b
Exit codes:
  0    nothing wrong
  1    findings at or above --fail-on
  2    wrong usage, or a wrong configuration file
  3    an input could not be read, or has no note, source or link in it;
       or the output could not be written
  4    with --strict: something was not checked
  130  stopped with Ctrl-C, after what is known so far was shown
If several apply: 130 before 2, 3, 1 and 4. What could not be read comes before findings,
because a report on half of the inputs says nothing of the other half.
"""


def exit_code(summary: Summary, *, fail_on: str, strict: bool) -> int:
    """The exit code of a run.

    >>> exit_code(Summary(failures=1), fail_on="warning", strict=True)
    3
    """
    if summary.interrupted:
        return INTERRUPTED
    if summary.failures:
        return UNREADABLE
    if summary.reaches(fail_on):
        return FINDINGS
    return INCOMPLETE if strict and not summary.complete else CLEAN
