"""What is told of a run of ``srccheck fix``: as text, as JSON, as a unified diff."""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from srccheck.fixes import Change, Plan
from srccheck.model import Failure
from srccheck.reporters.excerpt import shorten, visible
from srccheck.reporters.summary import Summary, plural

SCHEMA = "srccheck/fixes/1"
_WIDTH = 90
_COLOURS = {"+": "32", "-": "31", "@": "36"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Told(NamedTuple):
    """The plans of a run, what could not be read, and how it is told."""

    plans: Sequence[Plan]
    summary: Summary
    failures: Sequence[Failure]
    diff: bool = False
    quiet: bool = False


def as_text(told: Told) -> str:
    """Each change with its place and its source, then what was left, then a sum."""
    return "" if told.quiet else "".join(f"{line}\n" for line in _lines(told))


def _lines(told: Told) -> Iterator[str]:
    for plan in told.plans:
        for change in plan.changes:
            yield f"{_place(change)}: {change.finding.rule}: {in_words(change)}"
            yield f"    {'' if change.safe else '(unsafe) '}{visible(change.source)}"
        if plan.problem:
            count = plural(len(plan.unmended), "fix")
            yield f"{visible(plan.path)}: not mended ({count}): {visible(plan.problem)}"
            continue
        for left in plan.unmended:
            change = left.change
            yield f"{_place(change)}: {change.finding.rule}: not made: {in_words(change)}"
            yield f"    {visible(left.reason)}"
    yield _sum(told)


def _place(change: Change) -> str:
    return f"{visible(change.path)}:{change.place.line}:{change.place.column}"


def in_words(change: Change) -> str:
    """What a change does, on one line.

    >>> from srccheck.model import Confidence, Finding, Position, Severity, Span
    >>> finding = Finding("a", Severity.INFO, Confidence.HIGH, Span(0, 1), "", "")
    >>> in_words(Change(finding, "a", Position(1, 1), "86", "87"))
    '86 → 87'
    """
    fix = change.finding.fix
    if fix and len(fix.edits) > 1 and fix.description:
        return visible(fix.description)
    old, new = shorten(change.old, _WIDTH), shorten(change.new, _WIDTH)
    if not change.new.strip():
        return f"{old} removed" if change.old.strip() else "white space removed"
    return f"{old} → {new}" if change.old.strip() else f"{new} added"


def _sum(told: Told) -> str:
    made = sum(len(plan.changes) for plan in told.plans)
    files = sum(plan.changed for plan in told.plans)
    word = "would be made" if told.diff else "made"
    text = f"{plural(made, 'fix')} {word}"
    text += f" in {plural(files, 'file')}" if files else ""
    left = [one for plan in told.plans for one in plan.left]
    for kind, what in (
        ("refused", "could not be made"), ("conflict", "in conflict"),
        ("declined", "declined"), ("unsafe", "to be looked at (--unsafe)"),
    ):  # fmt: skip
        count = sum(one.kind == kind for one in left)
        text += f"; {count} {what}" if count else ""
    if told.summary.unreached:
        text += f"; {plural(len(told.summary.unreached), 'service or site')}"
        text += " could not be reached"
    return text


def as_json(told: Told) -> str:
    """The same for programs; the keys are described in docs/fix.md."""
    from importlib.metadata import version

    report = {
        "schema": SCHEMA,
        "tool": {"name": "srccheck", "version": version("srccheck")},
        "files": [_file(plan, told.diff) for plan in told.plans],
        "failures": [
            {"path": one.path, "reason": one.reason, "remedy": one.remedy} for one in told.failures
        ],
        "summary": {
            "changes": sum(len(plan.changes) for plan in told.plans),
            "files": sum(plan.changed for plan in told.plans),
            "left": sum(len(plan.left) for plan in told.plans),
        },
        "complete": told.summary.complete,
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _file(plan: Plan, diff: bool) -> dict[str, Any]:
    return {
        "path": plan.path,
        "encoding": plan.encoding,
        "written": plan.changed and not diff,
        "problem": plan.problem,
        "changes": [_change(change) for change in plan.changes],
        "left": [
            {**_change(left.change), "kind": left.kind, "reason": left.reason} for left in plan.left
        ],
        **({"diff": "".join(_diff(plan))} if diff else {}),
    }


def _change(change: Change) -> dict[str, Any]:
    finding = change.finding
    return {
        "rule": finding.rule,
        "safe": change.safe,
        "path": change.path,
        "line": change.place.line,
        "column": change.place.column,
        "old": change.old,
        "new": change.new,
        "source": change.source,
        "message": finding.message,
        "entry": finding.entry,
    }


def diff_of(plan: Plan, colour: bool) -> str:
    """A unified diff of what becomes of a file; on a terminal with nothing that steers it."""
    lines: Iterable[str] = _diff(plan)
    if sys.stdout.isatty():
        lines = (f"{visible(line.rstrip(chr(10)))}\n" for line in lines)
    return "".join(_painted(line) if colour else line for line in lines)


def _painted(line: str) -> str:
    code = _COLOURS.get(line[:1])
    return f"\x1b[{code}m{line[:-1]}\x1b[0m\n" if code else line


def _diff(plan: Plan) -> Iterator[str]:
    before, after = (_LINE.findall(_text(plan, data)) for data in (plan.old, plan.new))
    for line in difflib.unified_diff(before, after, plan.path, plan.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _text(plan: Plan, data: bytes) -> str:
    return data.decode(plan.encoding, "replace")
