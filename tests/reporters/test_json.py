import json
from importlib.resources import files

import jsonschema
import pytest

from srccheck.model import Failure
from srccheck.reporters import Look, Summary
from srccheck.reporters.json import report

SCHEMA = json.loads(files("srccheck.reporters").joinpath("report.schema.json").read_text("utf-8"))


def parsed(*results, offline=True):
    summary = Summary(offline=offline)
    found = json.loads("".join(report(summary.watch(results), summary, Look())))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_refuses_what_is_no_report(complete):
    found = parsed(complete)
    found["documents"][0]["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(found)


def test_a_run_over_nothing_is_a_report():
    found = parsed()
    assert found["documents"] == []
    assert found["complete"] is True


def test_a_finding_has_its_place_and_its_fix(complete):
    finding = parsed(complete)["documents"][0]["findings"][0]
    assert {name: finding[name] for name in ("rule", "severity", "line", "column")} == {
        "rule": "mojibake",
        "severity": "error",
        "line": 1,
        "column": 31,
    }
    assert (finding["start"], finding["end"], finding["end_column"]) == (30, 41, 42)
    assert finding["fix"] == {
        "safe": True,
        "description": "",
        "edits": [{"start": 31, "end": 42, "text": "Périodical"}],
    }


def test_an_entry_has_its_fields_and_verdicts(complete):
    source, comment, claim = parsed(complete)["documents"][0]["entries"]
    assert source["fields"]["title"]["value"] == "An Invented Périodical"
    assert source["fields"]["title"]["raw"] == "An Invented PÃ©riodical"
    assert source["verdicts"]["identity"] == "inconclusive"
    assert source["note"] == "1"
    assert (comment["kind"], comment["verdicts"]) == ("commentary", None)
    assert (claim["kind"], claim["line"]) == ("claim", 3)


def test_the_summary_counts_and_says_whether_the_run_is_complete(answered):
    found = parsed(answered, offline=False)
    assert found["complete"] is False
    assert found["summary"] == {
        "documents": 1,
        "notes": 1,
        "sources": 1,
        "comments": 1,
        "claims": 1,
        "unresolved": 0,
        "findings": {"info": 0, "warning": 0, "error": 0},
        "inconclusive": {},
        "unreached": {"HAL": "timed out"},
        "links": {},
        "allowed": 0,
        "allowances": {"expired": [], "unused": []},
    }


def test_all_evidence_is_in_the_report(answered):
    entry = parsed(answered)["documents"][0]["entries"][0]
    found, missing = entry["evidence"]
    assert missing == {
        "source": "hal",
        "query": "search An Invented Periodical",
        "outcome": "timed out",
        "url": "",
        "time": None,
        "message": "too slow",
        "records": [],
    }
    assert found["time"] == "2025-05-31T12:00:00+00:00"
    assert found["records"] == [
        {
            "source": "crossref",
            "id": "10.5555/1",
            "title": "An Invented Periodical",
            "author": [
                {"family": "Example", "given": "Ann", "particle": "", "suffix": "",
                 "literal": False}
            ],
            "dates": {"issued": "2019-09"},
            "identifiers": [{"scheme": "doi", "value": "10.5555/1"}],
            "updates": [
                {"kind": "retraction", "notice": "10.5555/2", "date": "2020", "source": ""}
            ],
        }
    ]  # fmt: skip
    (match,) = entry["matches"]
    assert (match["id"], match["probability"]) == ("10.5555/1", 0.9877)
    assert match["fields"][0]["agreement"] == "same"


def test_failures_are_kept_and_make_the_run_incomplete(complete):
    found = parsed(Failure("x.md", "no such file", "look again"), complete)
    assert found["failures"] == [{"path": "x.md", "reason": "no such file", "remedy": "look again"}]
    assert len(found["documents"]) == 1
    assert found["complete"] is False


def test_lone_surrogates_are_still_json(make):
    found = parsed(make("a \udcff b", "\udcff"))
    assert found["documents"][0]["findings"][0]["cited"] == "\udcff"


def test_each_document_is_written_before_the_next_is_read(complete):
    read = []

    def results():
        for number in range(3):
            read.append(number)
            yield complete

    pieces = report(results(), Summary(), Look())
    next(pieces)
    next(pieces)
    assert read == [0]
