"""The pages of documentation say what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import srccheck
from srccheck.net import SERVICES
from srccheck.reporters.json import SCHEMA
from srccheck.resolvers import RESOLVERS

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({*SERVICES, *(one.name for one in RESOLVERS)}))
def test_every_service_is_listed_with_what_it_is_told(name: str) -> None:
    rows = [line for line in page("services.md").splitlines() if line.startswith("| ")]
    assert any(name in re.split(r", ", row.split("|")[1].strip()) for row in rows)


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_the_keys_of_a_service_are_named(service: object) -> None:
    key = getattr(service, "key", "")
    assert not key or f"`{key}`" in page("services.md")


def test_the_report_has_the_keys_that_its_page_names() -> None:
    assert f"`{SCHEMA}`" in page("report.md")
    (shown,) = re.findall(r"```json\n(.*?)```", page("report.md"), re.DOTALL)
    finding = json.loads(shown)
    report = srccheck.check(ROOT / "examples" / "article.md", offline=True)
    found = next(one for one in report.findings if one.rule == "mojibake")
    assert (found.span.start, found.span.end) == (finding["start"], finding["end"])
    assert (found.cited, found.suggestion) == (finding["cited"], finding["suggestion"])


@pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
