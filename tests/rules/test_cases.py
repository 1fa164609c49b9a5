"""Runs the cases of every rule: ``cases/<rule>.toml``, described in ``cases/README.md``."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from srccheck.mend import mend
from srccheck.model import Document, Dossier, Finding
from srccheck.notes.citations import find_citations
from srccheck.parse import parse_notes
from srccheck.readers import read_bytes
from srccheck.rules import NAMED, ON_LINKS, RULES, Rule
from srccheck.rules.link_rule import LinkRule

from .evidence import looked_up
from .link_checks import followed

CASES = Path(__file__).parent / "cases"
TODAY = datetime.date(2026, 6, 15)
BY_NAME = {rule.name: rule for rule in RULES}
SECTIONS = ("What it does", "Why it matters", "Example")


def cases_of(path: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def all_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in cases_of(path):
            reason = case.get("known_failure")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['label']}", marks=marks)


def dossier_of(case: dict[str, Any]) -> Dossier:
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode("utf-8")
    document = mend(read_bytes(data, case.get("path", "case"), case.get("format", "markdown")))
    today = case.get("today", TODAY)
    entries, pointers = parse_notes(document)
    document = replace(document, citations=find_citations(document))
    dossier = Dossier(document, entries, today, pointers=pointers)
    dossier = followed(dossier, case.get("links", ()))
    return looked_up(dossier, case["evidence"]) if "evidence" in case else dossier


def described(finding: Finding, document: Document, keys: set[str]) -> dict[str, object]:
    position = document.position(finding.span.start)
    whole = {
        "line": position.line,
        "column": position.column,
        "source": document.source[finding.span.start : finding.span.end],
        "cited": finding.cited,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "basis": finding.basis,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "entry": finding.entry,
        "fix": "no" if finding.fix is None else "safe" if finding.fix.safe else "unsafe",
    }
    return {key: value for key, value in whole.items() if key in keys}


def with_fixes(source: str, findings: list[Finding]) -> str:
    edits = {edit for finding in findings if finding.fix for edit in finding.fix.edits}
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source


@pytest.mark.parametrize(("name", "case"), list(all_cases()))
def test_case(name: str, case: dict[str, Any]) -> None:
    dossier = dossier_of(case)
    document = dossier.document
    found = sorted(BY_NAME[name]().check(dossier), key=lambda finding: finding.span)
    expected = case["findings"]
    got = [
        described(finding, document, set(wanted) if wanted else {"line", "cited"})
        for finding, wanted in zip(
            found, expected + [{}] * (len(found) - len(expected)), strict=False
        )
    ]
    assert got == expected
    if "fixed" in case:
        assert with_fixes(document.source, found) == case["fixed"]


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} <= set(BY_NAME)


def test_the_table_holds_each_rule_by_its_name() -> None:
    assert list(BY_NAME) == list(NAMED)
    assert set(ON_LINKS) == {rule.name for rule in RULES if issubclass(rule, LinkRule)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_rule_is_documented(rule: type[Rule]) -> None:
    lines = [line.rstrip(":") for line in rule.documentation().splitlines()]
    places = [lines.index(section) for section in SECTIONS if section in lines]
    assert len(places) == len(SECTIONS)
    assert places == sorted(places)
    assert rule.summary() not in SECTIONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_rule_has_a_firing_and_a_silent_case(rule: type[Rule]) -> None:
    cases = cases_of(CASES / f"{rule.name}.toml")
    assert {bool(case["findings"]) for case in cases} == {True, False}
