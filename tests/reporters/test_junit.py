from xml.etree import ElementTree

import junitparser
import pytest

from srccheck.model import Failure, Severity
from srccheck.reporters import Look, Summary
from srccheck.reporters.junit import report


def read(*results) -> junitparser.JUnitXml:
    summary = Summary()
    text = "".join(report(summary.watch(results), summary, Look()))
    return junitparser.JUnitXml.fromstring(text.encode())


def test_a_finding_is_a_failure_of_its_document(make):
    suite = next(iter(read(make("a Ã© b", "Ã©", basis="UTF-8"))))
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("page.md", 1, 1, 0)
    case = next(iter(suite))
    assert case.name == "mojibake: Ã© (line 1)"
    (failure,) = case.result
    assert failure.type == "mojibake"
    assert failure.text.startswith("page.md:1:3: these characters were damaged")


def test_style_is_skipped_and_no_failure(make):
    suite = next(iter(read(make("a Ã© b", "Ã©", severity=Severity.INFO))))
    assert (suite.failures, suite.skipped) == (0, 1)


def test_a_document_without_fault_passes(make):
    suite = next(iter(read(make("a b"))))
    assert (suite.tests, suite.failures) == (1, 0)
    assert next(iter(suite)).is_passed


def test_what_could_not_be_read_is_an_error():
    suite = next(iter(read(Failure("x.md", "no such file", "look again"))))
    assert suite.errors == 1
    assert next(iter(suite)).result[0].message == "no such file (look again)"


@pytest.mark.parametrize("text", ['<&>"]]>', "\x00\x1b[31m", "\udcff", "a\nb\tc", "\ufffe"])
def test_any_text_makes_good_xml(make, text):
    summary = Summary()
    dossier = make(f"a {text} b", text, message=text, path=f"{text}.md")
    found = "".join(report(summary.watch([dossier]), summary, Look()))
    ElementTree.fromstring(found.encode("utf-8"))  # noqa: S314
