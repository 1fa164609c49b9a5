"""Comments that allow what a rule reports, in each format."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest
from click.testing import CliRunner

from srccheck.allow import Allowances, part_allowed
from srccheck.cli import main
from srccheck.model import Allowance, Confidence, Finding, Severity, Span
from srccheck.readers import read_text

TODAY = datetime.date(2026, 11, 24)
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
    found, _ = part_allowed(document, findings, (), TODAY)
    left = [(one.rule, one.span.start > 0) for one in found]
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


def finding(rule="dead-link", cited="https://example.org/a", entry="lee2001"):
    return Finding(
        rule, Severity.ERROR, Confidence.HIGH, Span(0, 3), cited, "The link is dead.", basis="404",
        entry=entry,
    )  # fmt: skip


def parted(*allowances, source="one\n", today=TODAY):
    return part_allowed(read_text(source, "posts/a.md"), [finding()], allowances, today)


@pytest.mark.parametrize(
    "allowance",
    [
        Allowance("dead-link", "back soon"),
        Allowance("all", "a draft"),
        Allowance("dead-link", "x", path="posts/*.md"),
        Allowance("dead-link", "x", path="**/a.md"),
        Allowance("dead-link", "x", entry="lee2001"),
        Allowance("dead-link", "x", text="example.org"),
        Allowance("dead-link", "x", expires=TODAY),
    ],
)
def test_a_configuration_allows_what_fits_all_it_says(allowance):
    found, allowed = parted(allowance)
    assert found == []
    assert [(one.finding.rule, one.allowance) for one in allowed] == [("dead-link", allowance)]


@pytest.mark.parametrize(
    "allowance",
    [
        Allowance("moved-link", "x"),
        Allowance("dead-link", "x", path="pages/*.md"),
        Allowance("dead-link", "x", path="posts"),
        Allowance("dead-link", "x", entry="lee2002"),
        Allowance("dead-link", "x", text="example.com"),
        Allowance("dead-link", "x", text="example.org", entry="lee2002"),
    ],
)
def test_and_nothing_else(allowance):
    assert parted(allowance) == ([finding()], [])


def test_what_was_allowed_is_a_finding_again_that_says_so():
    yesterday = TODAY - datetime.timedelta(days=1)
    (found,), allowed = parted(Allowance("dead-link", "back soon", expires=yesterday))
    assert not allowed
    assert found.basis == "404; was allowed until 2026-11-23: back soon"


def test_a_comment_gives_its_reason_and_its_place():
    source = "zero\n\n<!-- srccheck: allow dead-link (back in May) -->\none\n"
    document = read_text(source, "a.md")
    start = source.index("one")
    placed = dataclasses.replace(finding(), span=Span(start, start + 3))
    found, (allowed,) = part_allowed(document, [placed], (), TODAY)
    assert not found
    assert allowed.allowance.reason == "back in May"
    assert allowed.allowance.origin == "comment on line 3"


CONFIGURATION = """
[[allow]]
rule = "mojibake"
path = "damaged.md"
reason = "quoted as it was printed"
expires = {expires}

[[allow]]
rule = "empty-label"
reason = "the template is filled in later"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    note = "So it is said.[^1]\n\n[^1]: They met in PÃ©kin, and in no other place.\n"
    (tmp_path / "damaged.md").write_text(note, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder, expires, *options):
    text = CONFIGURATION.format(expires=expires)
    (folder / "srccheck.toml").write_text(text, encoding="utf-8")
    arguments = ["check", "--offline", "damaged.md", *options]
    return CliRunner().invoke(main, arguments, prog_name="srccheck")


def test_a_report_lists_what_is_allowed_with_its_reason_and_what_is_not_needed(folder):
    result = check(folder, "2999-01-01")
    assert result.exit_code == 0
    assert "1 finding allowed in damaged.md:" in result.stdout
    reason = "mojibake: quoted as it was printed (srccheck.toml, until 2999-01-01)"
    assert f"  damaged.md:3:19: {reason}\n" in result.stdout
    assert "not needed: nothing fell under allow empty-label" in result.stdout
    assert "0 findings" in result.stdout


def test_a_report_says_what_has_expired(folder):
    result = check(folder, "2020-01-01")
    assert result.exit_code == 1
    assert "was allowed until 2020-01-01: quoted as it was printed" in result.stdout
    assert "expired on 2020-01-01: mojibake is no longer allowed" in result.stdout


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_reports_for_people_name_the_reason(folder, form):
    shown = check(folder, "2999-01-01", "--format", form).stdout
    assert "quoted as it was printed" in shown
    assert "empty-label" in shown.replace("\\", "")


def test_reports_for_programs_carry_it(folder):
    report = json.loads(check(folder, "2999-01-01", "--format", "json").stdout)
    (document,) = report["documents"]
    assert document["findings"] == []
    (allowed,) = document["allowed"]
    assert allowed["rule"] == "mojibake"
    assert allowed["allowance"]["expires"] == "2999-01-01"
    assert report["summary"]["allowed"] == 1
    assert [one["rule"] for one in report["summary"]["allowances"]["unused"]] == ["empty-label"]
    run = json.loads(check(folder, "2999-01-01", "--format", "sarif").stdout)["runs"][0]
    assert run["results"][0]["suppressions"] == [
        {"kind": "external", "justification": "quoted as it was printed"}
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('rule = "mojibake"', "expected tables, each with a rule, a reason"),
        ('rule = "mojibake"\nreason = "x"\nuntil = 2027-01-01', "expected tables"),
        ('rule = "mojibake"\nreason = "x"\nexpires = "soon"', "expected tables"),
        ('rule = "mojibak"\nreason = "x"', "did you mean mojibake?"),
    ],
)
def test_a_wrong_table_is_told(folder, table, said):
    (folder / "srccheck.toml").write_text(f"[[allow]]\n{table}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--offline", "damaged.md"])
    assert result.exit_code == 2
    assert said in result.stderr
