"""What is told of a run of ``srccheck fix``: as text, as JSON, as a unified diff."""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from srccheck.cli.language import told as spoken
from srccheck.fixes import Change, Plan
from srccheck.messages import _, n_
from srccheck.model import Failure
from srccheck.reporters.excerpt import shorten, visible
from srccheck.reporters.summary import Summary

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
            unsafe = "" if change.safe else spoken(_("(to be looked at)")) + " "
            yield f"    {unsafe}{visible(spoken(change.source))}"
        if plan.problem:
            path, count = visible(plan.path), len(plan.unmended)
            why = visible(spoken(plan.problem))
            message = n_(
                "{count} fix not made: {why}", "{count} fixes not made: {why}", count, why=why
            )
            yield f"{path}: {spoken(message)}"
            continue
        for left in plan.unmended:
            change = left.change
            what = f"{spoken(_('not made'))}: {in_words(change)}"
            yield f"{_place(change)}: {change.finding.rule}: {what}"
            yield f"    {visible(spoken(left.reason))}"
    yield "; ".join(map(spoken, _sums(told)))


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
        return visible(spoken(fix.description))
    old, new = shorten(change.old, _WIDTH), shorten(change.new, _WIDTH)
    if not change.new.strip():
        removed = old if change.old.strip() else spoken(_("white space"))
        return spoken(_("{text} removed", text=removed))
    return f"{old} → {new}" if change.old.strip() else spoken(_("{text} added", text=new))


def _sums(told: Told) -> Iterator[str]:
    made = sum(len(plan.changes) for plan in told.plans)
    files = sum(plan.changed for plan in told.plans)
    if told.diff:
        sum_ = n_("{count} fix would be made", "{count} fixes would be made", made)
    else:
        sum_ = n_("{count} fix made", "{count} fixes made", made)
    where = n_("{fixes} in {count} file", "{fixes} in {count} files", files, fixes=sum_)
    yield where if files else sum_
    kinds = Counter(one.kind for plan in told.plans for one in plan.left)
    if kinds["refused"]:
        yield n_("{count} could not be made", "{count} could not be made", kinds["refused"])
    if kinds["conflict"]:
        yield n_("{count} in conflict", "{count} in conflict", kinds["conflict"])
    if kinds["declined"]:
        yield n_("{count} declined", "{count} declined", kinds["declined"])
    if kinds["unsafe"]:
        yield n_(
            "{count} to be looked at (--unsafe)",
            "{count} to be looked at (--unsafe)",
            kinds["unsafe"],
        )
    if told.summary.unreached:
        yield n_(
            "{count} service or site could not be reached",
            "{count} services or sites could not be reached",
            len(told.summary.unreached),
        )


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
    return unified(_text(plan, plan.old), _text(plan, plan.new), plan.path, plan.path)


def unified(before: str, after: str, path: str, new_path: str) -> Iterator[str]:
    r"""The lines of a unified diff of two texts, as ``patch`` reads them.

    >>> list(unified("a", "b\n", "f", "f"))[3:]
    ['-a\n\\ No newline at end of file\n', '+b\n']
    """
    old, new = _LINE.findall(before), _LINE.findall(after)
    for line in difflib.unified_diff(old, new, path, new_path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _text(plan: Plan, data: bytes) -> str:
    return data.decode(plan.encoding, "replace")
