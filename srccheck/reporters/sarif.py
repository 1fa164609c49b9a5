"""The report as SARIF 2.1.0 (OASIS), which code hosts show beside the lines.

Lines and columns count from 1, columns in Unicode code points, as ``columnKind`` says. Fixes
are those that can be applied. ``partialFingerprints`` stay when lines move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from srccheck.model import Allowance, Document, Dossier, Failure, Finding, Severity, Span
from srccheck.reporters import Look
from srccheck.reporters.fingerprint import Namer, Placed, posix
from srccheck.reporters.summary import Summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_RANKS = {"low": 30.0, "medium": 60.0, "high": 90.0}


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,
    look: Look,  # noqa: ARG001
) -> Iterator[str]:
    """The report, in one piece: SARIF names the rules before the results."""
    namer = Namer()
    rules: dict[str, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(_notification(result))
            continue
        for placed in namer.placed(result):
            rule = placed.finding.rule
            rules.setdefault(rule, _rule(rule, placed.finding))
            index = list(rules).index(rule)
            found.append({"ruleIndex": index, **_result(result.document, placed)})
        for one in result.allowed:
            for placed in namer.placed(replace(result, findings=(one.finding,))):
                rule = placed.finding.rule
                rules.setdefault(rule, _rule(rule, placed.finding))
                shown = _result(result.document, placed)
                suppressed = {"suppressions": [_suppression(one.allowance)]}
                found.append({"ruleIndex": list(rules).index(rule), **shown, **suppressed})
    driver = {
        "name": "srccheck",
        "version": version("srccheck"),
        "semanticVersion": version("srccheck"),
        "informationUri": "https://pypi.org/project/srccheck/",
        "rules": list(rules.values()),
    }
    invocation = {
        "executionSuccessful": summary.complete,
        "toolExecutionNotifications": failures,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": found,
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(name: str, finding: Finding) -> dict[str, Any]:
    words = name.replace("-", " ")
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": words.capitalize()},
        "help": {"text": f"srccheck explain {name}"},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(document: Document, placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[finding.confidence.value],
        "message": {"text": placed.text},
        "locations": [_location(document, placed)],
        "partialFingerprints": {"srccheck/v1": placed.fingerprint},
    }
    if finding.fix and finding.fix.edits:
        changes = [
            {
                "deletedRegion": _region(document, edit.span),
                "insertedContent": {"text": edit.text},
            }
            for edit in finding.fix.edits
        ]
        artifact = {"artifactLocation": _artifact(placed.path), "replacements": changes}
        text = finding.fix.description or finding.suggestion or "repair"
        result["fixes"] = [{"description": {"text": text}, "artifactChanges": [artifact]}]
    return result


def _location(document: Document, placed: Placed) -> dict[str, Any]:
    """Section 3.28: a region of a file with lines, else a paragraph by its number."""
    artifact = {"artifactLocation": _artifact(placed.path)}
    if placed.lined:
        region = _region(document, placed.finding.span)
        return {"physicalLocation": {**artifact, "region": region}}
    paragraph = {"fullyQualifiedName": f"{placed.unit} {placed.start.line}"}
    return {"physicalLocation": artifact, "logicalLocations": [paragraph]}


def _suppression(allowance: Allowance) -> dict[str, str]:
    """Section 3.35: where it is written, and why."""
    kind = "external" if allowance.origin.endswith(".toml") else "inSource"
    reason = {"justification": allowance.reason} if allowance.reason else {}
    return {"kind": kind, **reason}


def _region(document: Document, span: Span) -> dict[str, int]:
    start, end = document.position(span.start), document.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _artifact(path: str) -> dict[str, str]:
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _notification(failure: Failure) -> dict[str, Any]:
    text = f"{failure.reason} ({failure.remedy})" if failure.remedy else failure.reason
    location = {"physicalLocation": {"artifactLocation": _artifact(posix(failure.path))}}
    return {"level": "error", "message": {"text": text}, "locations": [location]}
