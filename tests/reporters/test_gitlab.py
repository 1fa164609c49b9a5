import json

import jsonschema

from srccheck.model import Failure, Severity
from srccheck.reporters import Look, Summary
from srccheck.reporters.gitlab import report

# As GitLab's documentation of code quality reports has it.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


def issues(*results):
    summary = Summary()
    found = json.loads("".join(report(summary.watch(results), summary, Look())))
    jsonschema.validate(found, SCHEMA)
    return found


def test_findings_are_issues(make):
    first, second = issues(
        make("x\nÃ©", "Ã©", severity=Severity.WARNING, path="./docs/a.md"), make("Ã¨", "Ã¨")
    )
    assert first["location"] == {"path": "docs/a.md", "lines": {"begin": 2, "end": 2}}
    assert (first["severity"], second["severity"]) == ("minor", "major")
    assert first["check_name"] == "srccheck:mojibake"
    assert first["fingerprint"] != second["fingerprint"]


def test_nothing_wrong_is_an_empty_list(make):
    assert issues(make("a"), Failure("x.md", "no such file")) == []


def test_absolute_paths_are_made_relative_to_the_project(make, monkeypatch):
    monkeypatch.setenv("CI_PROJECT_DIR", "/builds/group/project/")
    (issue,) = issues(make("Ã©", "Ã©", path="/builds/group/project/docs/a.md"))
    assert issue["location"]["path"] == "docs/a.md"
