"""What stands in the place of a page is known for what it is, and a page is never taken for it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from srccheck.resolvers.pages import PageKind, read_page

CASES = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text(encoding="utf-8"))[
    "page"
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_kinds(case: dict[str, Any]) -> None:
    url = case.get("url", "https://example.org/2020/a-story")
    reading = read_page(case["html"], url, asked=case.get("asked", url))
    assert reading.kind.value == case["kind"], reading.signs
    assert reading.record.title == case.get("title", "")
    assert reading.target == case.get("target", "")
    assert bool(reading.signs) == (case["kind"] != "page")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_long_work_is_always_a_page(case: dict[str, Any]) -> None:
    text = "<article>" + "<p>The river ran past the old mill and on to the sea.</p>" * 30
    html = case["html"].replace("</body>", f"{text}</article></body>")
    kind = read_page(html, "https://example.org/2020/a-story").kind
    assert kind in (PageKind.PAGE, PageKind.PAYWALL)
    assert (kind is PageKind.PAYWALL) == ('"isAccessibleForFree":false' in html)


def test_a_request_that_was_held_up_is_a_bot_wall() -> None:
    headers = {"cf-mitigated": "challenge", "content-type": "text/html"}
    assert read_page("<p>Wait</p>", "https://example.org/a", headers).kind is PageKind.BOT_WALL
