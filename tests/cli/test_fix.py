"""``srccheck fix``, as it is used."""

from __future__ import annotations

import json

import pytest

MENDED = "So it is said.[^1]\n\n[^1]: They met in Pékin, and in no other place.\n"


def test_it_mends_in_place_and_a_second_run_changes_nothing(run, folder):
    result = run("fix", "damaged.md", "--offline")
    assert result.exit_code == 0
    assert result.stdout == (
        "damaged.md:3:19: mojibake: PÃ©kin → Pékin\n    UTF-8 read as Latin-1\n"
        "1 fix made in 1 file\n"
    )
    assert (folder / "damaged.md").read_text(encoding="utf-8") == MENDED
    again = run("fix", "damaged.md", "--offline")
    assert (again.exit_code, again.stdout) == (0, "0 fixes made\n")
    assert (folder / "damaged.md").read_text(encoding="utf-8") == MENDED


def test_diff_changes_nothing_and_is_1(run, folder):
    before = (folder / "damaged.md").read_bytes()
    result = run("fix", "damaged.md", "--offline", "--diff")
    assert result.exit_code == 1
    assert result.stdout == (
        "--- damaged.md\n+++ damaged.md\n@@ -1,3 +1,3 @@\n So it is said.[^1]\n \n"
        "-[^1]: They met in PÃ©kin, and in no other place.\n"
        "+[^1]: They met in Pékin, and in no other place.\n"
    )
    assert "1 fix would be made in 1 file" in result.stderr
    assert (folder / "damaged.md").read_bytes() == before
    assert run("fix", "clean.md", "--offline", "--diff").exit_code == 0


def test_diff_shows_the_characters_of_a_file_in_another_encoding(run, folder):
    text = MENDED.replace("Pékin", "Pékin &amp;amp; Lhassa")
    page = f'<meta charset="iso-8859-1"><p>{text}</p>'
    (folder / "page.html").write_bytes(page.encode("latin-1"))
    shown = run("fix", "page.html", "--offline", "--diff").stdout
    assert "met in Pékin &amp;amp; Lhassa" in shown
    assert "met in Pékin &amp; Lhassa" in shown


def test_merged_entries_are_told_where_the_one_that_goes_stands(run, folder):
    entry = "@book{%s, author={Doe, Jane}, title={The Harbours of the North}, year=2010}\n"
    (folder / "twice.bib").write_text(entry % "north" + entry % "harbours")
    (folder / "a.tex").write_text("\\cite{harbours, north} and \\cite[3]{north,roe,harbours}.\n")
    result = run("fix", "a.tex", "twice.bib", "--offline")
    assert "twice.bib:2:1: duplicate-entry: " in result.stdout
    assert (folder / "twice.bib").read_text() == entry % "north"
    assert (folder / "a.tex").read_text() == "\\cite{north} and \\cite[3]{north,roe}.\n"


def test_a_folder_without_anything_to_mend_is_0(run, folder):
    (folder / "damaged.md").unlink()
    assert run("fix", ".", "--offline").exit_code == 0


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ("y\n", True),
        ("a\n", True),
        ("n\n", False),
        ("?\nx\ny\n", True),
        ("q\n", False),
        ("", False),
    ],
)
def test_interactive_asks_with_the_evidence(run, folder, answers, wanted):
    result = run("fix", "damaged.md", "--offline", "--interactive", stdin=answers)
    assert result.exit_code == 0
    assert "damaged.md:3:19: mojibake (safe)" in result.stderr
    assert "source: UTF-8 read as Latin-1" in result.stderr
    mended = (folder / "damaged.md").read_text(encoding="utf-8") == MENDED
    assert mended is wanted
    assert ("1 declined" in result.stdout) is not wanted


def test_interactive_asks_one_by_one(run, folder):
    text = "A.[^1]\n\n[^1]: In PÃ©kin, MalmÃ¶ and OrlÃ©ans, and PÃ©kin.\n"
    (folder / "many.md").write_text(text, encoding="utf-8")
    run("fix", "many.md", "--offline", "-i", stdin="n\ny\nn\ny\n")
    mended = "A.[^1]\n\n[^1]: In PÃ©kin, Malmö and OrlÃ©ans, and Pékin.\n"
    assert (folder / "many.md").read_text(encoding="utf-8") == mended


def test_d_leaves_all_of_the_same_rule(run, folder):
    text = "A.[^1]\n\n[^1]: In PÃ©kin and MalmÃ¶.\n"
    (folder / "many.md").write_text(text, encoding="utf-8")
    result = run("fix", "many.md", "--offline", "-i", stdin="d\n")
    assert "2 declined" in result.stdout


def test_rules_can_be_chosen(run, folder):
    assert "0 fixes" in run("fix", "damaged.md", "--offline", "--ignore", "mojibake").stdout
    assert "0 fixes" in run("fix", "damaged.md", "--offline", "--select", "dead-link").stdout
    assert "1 fix " in run("fix", "damaged.md", "--offline", "--select", "mojibake").stdout


def test_a_comment_that_allows_it_is_heeded(run, folder):
    text = "A.[^1]\n\n[^1]: In PÃ©kin. <!-- srccheck: allow mojibake -->\n"
    (folder / "kept.md").write_text(text, encoding="utf-8")
    assert "0 fixes" in run("fix", "kept.md", "--offline").stdout


def test_standard_input_becomes_standard_output(run, folder):
    result = run("fix", "-", "--offline", stdin=(folder / "damaged.md").read_bytes())
    assert result.exit_code == 0
    assert result.stdout == MENDED
    assert "-:3:19: mojibake" in result.stderr
    untouched = run("fix", "-", "--offline", stdin=b"Nothing.[^1]\r\n\r\n[^1]: Is wrong here.\r\n")
    assert untouched.stdout_bytes == b"Nothing.[^1]\r\n\r\n[^1]: Is wrong here.\r\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--interactive"], "needs standard input for the answers"),
        (["-", "--format", "json"], "add --diff, or give a file"),
        (["damaged.md", "--select", "mojibak"], "did you mean mojibake?"),
        (["damaged.md", "--select", "reversed-pages"], "there is no fix for reversed-pages"),
    ],
)
def test_wrong_usage_is_2(run, arguments, message):
    result = run("fix", "--offline", *arguments, stdin="")
    assert result.exit_code == 2
    assert message in result.stderr


def test_what_cannot_be_read_or_written_is_3(run, folder):
    (folder / "damaged.md").chmod(0o444)
    assert run("fix", "missing.md", "--offline").exit_code == 3
    result = run("fix", "damaged.md", "--offline")
    assert result.exit_code == 3
    assert "damaged.md is read-only" in result.stderr
    assert "PÃ©kin" in (folder / "damaged.md").read_text(encoding="utf-8")


def test_the_report_for_programs(run):
    result = run("fix", "damaged.md", "sourced.md", "--offline", "--format", "json")
    report = json.loads(result.stdout)
    assert report["schema"] == "srccheck/fixes/1"
    (file,) = report["files"]
    assert (file["path"], file["written"], file["problem"]) == ("damaged.md", True, "")
    (change,) = file["changes"]
    assert change["source"] == "UTF-8 read as Latin-1"
    assert (change["line"], change["old"], change["new"]) == (3, "PÃ©kin", "Pékin")
    assert (report["summary"]["changes"], report["complete"]) == (1, True)


def test_the_line_is_shown_with_the_place(run):
    result = run("fix", "damaged.md", "--offline", "-i", stdin="n\n")
    assert "  | [^1]: They met in PÃ©kin, and in no other place.\n" in result.stderr
    assert "  |                   ^^^^^^\n" in result.stderr
