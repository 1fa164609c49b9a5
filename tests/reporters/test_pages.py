"""Reports on documents with pages name the page of each finding."""

from __future__ import annotations

import datetime
import json

import pytest

from srccheck.model import (
    Confidence,
    Document,
    Dossier,
    Encoding,
    Finding,
    Severity,
    Span,
)
from srccheck.reporters import REPORTERS, Look, reporter
from srccheck.reporters.summary import Summary

SOURCE = "One paragraph.\nAnother with a fault.\n"


def dossier(*pages: int) -> Dossier:
    document = Document(
        "a.pdf", "pdf", SOURCE, Encoding("utf-8", "declared"), pages=pages, unit="paragraph"
    )
    start = SOURCE.index("fault")
    finding = Finding(
        "mojibake", Severity.ERROR, Confidence.HIGH, Span(start, start + 5), "fault", "Wrong."
    )
    return Dossier(document, (), datetime.date(2026, 1, 1), {}, findings=(finding,))


def written(name: str, *pages: int) -> str:
    summary = Summary(offline=True)
    return "".join(reporter(name)(summary.watch([dossier(*pages)]), summary, Look()))


SHOWN = {
    "text": "a.pdf: paragraph 2, character 16 (page 2): error[mojibake]",
    "json": '"page": 2',
    "jsonl": '"page": 2',
    "markdown": "paragraph 2:16 (page 2)",
    "github": "::Page 2, paragraph 2: Wrong.",
    "gitlab": "Page 2, paragraph 2: Wrong.",
    "junit": "a.pdf: Page 2, paragraph 2: Wrong.",
    "sarif": "Page 2, paragraph 2: Wrong.",
    "csv": ",2,paragraph\r\n",
    "html": "paragraph 2:16 (page 2)",
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_of_a_finding(name: str) -> None:
    assert SHOWN[name] in written(name, 0, 15)
    assert "age 2" not in written(name)


def test_files_without_lines_have_no_line_numbers_for_other_programs() -> None:
    assert "line=" not in written("github")
    assert "::Paragraph 2: Wrong." in written("github")
    (location,) = json.loads(written("sarif"))["runs"][0]["results"][0]["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "paragraph 2"}]
    assert "region" not in location["physicalLocation"]
    (issue,) = json.loads(written("gitlab"))
    assert issue["location"]["lines"] == {"begin": 1, "end": 1}
    (document,) = json.loads(written("json"))["documents"]
    assert document["findings"][0]["unit"] == "paragraph"


def test_all_reports_are_tested() -> None:
    no_pdf_can_be_annotated = {"annotated"}
    assert set(SHOWN) == set(REPORTERS) - no_pdf_can_be_annotated


def test_a_place_without_pages_has_no_page() -> None:
    (document,) = json.loads(written("json"))["documents"]
    assert "page" not in document["findings"][0]
