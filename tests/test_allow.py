"""Comments that allow what a rule reports, in each format."""

from __future__ import annotations

import pytest

from srccheck.allow import Allowances, without_allowed
from srccheck.model import Confidence, Finding, Severity, Span
from srccheck.readers import read_text

FORMATS = {
    "a.md": "<!-- srccheck: allow {} -->",
    "a.html": "<!-- srccheck: allow {} -->",
    "a.wiki": "<!--srccheck: allow {}-->",
    "a.tex": "% srccheck: allow {}",
    "a.bib": "% srccheck: allow {}",
    "a.rst": ".. srccheck: allow {}",
    "a.adoc": "// srccheck: allow {}",
    "a.org": "# srccheck: allow {}",
    "a.txt": "# srccheck: allow {}",
}


def allowed(source, path, rule="dead-link"):
    document = read_text(source, path)
    allowances = Allowances(document)
    lines = range(1, len(document.source.splitlines()) + 1)
    return [line for line in lines if allowances.permit(rule, line)]


@pytest.mark.parametrize(("path", "comment"), FORMATS.items())
def test_a_comment_on_its_own_counts_for_the_next_block(path, comment):
    source = f"zero\n\n{comment.format('dead-link')}\none\ntwo\n\nthree\n"
    assert allowed(source, path) == [3, 4, 5]
    assert allowed(source, path, "moved-link") == []
    source = f"{comment.format('dead-link')}\n\none\n\ntwo\n"
    assert allowed(source, path)[-1] == 3


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.wiki", "a.tex", "a.txt"])
def test_a_comment_beside_text_counts_for_its_line(path):
    source = f"one {FORMATS[path].format('dead-link')}\ntwo\n"
    assert allowed(source, path) == [1]


@pytest.mark.parametrize(("path", "comment"), FORMATS.items())
def test_several_rules_all_rules_and_reasons(path, comment):
    source = comment.format("moved-link, dead-link (back in May)") + "\none\n"
    assert allowed(source, path) == [1, 2]
    assert allowed(comment.format("all") + "\none\n", path) == [1, 2]


def test_a_whole_entry_of_a_bibliography():
    source = (
        "% srccheck: allow dead-link\n@book{a,\n  title = {T},\n\n  url = {x}\n}\n@book{b,\n}\n"
    )
    assert allowed(source, "a.bib") == [1, 2, 3, 4, 5, 6]


def test_a_cell_of_a_notebook():
    lines = ["<!-- srccheck: allow dead-link -->\\n", "one\\n", "\\n", "two"]
    cell = ",\n".join(f'"{line}"' for line in lines)
    source = f'{{"cells": [{{"cell_type": "markdown", "source": [\n{cell}\n]}}]}}'
    assert allowed(source, "a.ipynb") == [2, 3]


@pytest.mark.parametrize(
    "source",
    ["srccheck: allow dead-link\none\n", "<!-- allow dead-link -->\none\n",
     "<!-- srccheck: allow -->\none\n", "<!-- srccheck: allow dead-link\none\n"],
)  # fmt: skip
def test_what_is_no_such_comment_allows_nothing(source):
    assert allowed(source, "a.md") == []


def test_findings_that_are_allowed_are_left_out():
    source = "[a](x) <!-- srccheck: allow dead-link -->\n[b](y)\n"
    document = read_text(source, "a.md")
    findings = [
        Finding(rule, Severity.ERROR, Confidence.HIGH, Span(start, start + 6), "", "dead")
        for rule in ("dead-link", "moved-link")
        for start in (0, source.index("[b]"))
    ]
    left = [(one.rule, one.span.start > 0) for one in without_allowed(document, findings)]
    assert left == [("dead-link", True), ("moved-link", False), ("moved-link", True)]


def test_check_honours_them():
    import srccheck

    damaged = "They met in PÃ©kin.[^1]\n\n[^1]: In PÃ©kin.\n"
    comment = "<!-- srccheck: allow mojibake -->"
    rules = [one.rule for one in srccheck.check(damaged, offline=True).findings]
    assert rules.count("mojibake") == 2
    allowing = damaged.replace("[^1]\n", f"[^1] {comment}\n")
    rules = [one.rule for one in srccheck.check(allowing, offline=True).findings]
    assert rules.count("mojibake") == 1
