import json
from importlib.resources import files

import jsonschema
import pytest

from srccheck import pipeline


def test_clean_is_0(run):
    result = run("check", "clean.md", "--strict")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "1 document, 1 note, 0 sources, 1 comment, 0 findings"
    assert result.stderr == ""


def test_findings_are_1(run):
    result = run("check", "damaged.md")
    assert result.exit_code == 1
    line = next(line for line in result.stdout.splitlines() if "[mojibake]" in line)
    assert line.startswith("damaged.md:3:19: ")
    assert "PÃ©kin" in result.stdout
    assert "Pékin" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fail-on", "never"],
        ["--ignore", "mojibake,lost-characters"],
        ["--ignore", "all"],
        ["--select", "duplicate-entry"],
    ],
)
def test_findings_that_do_not_count_are_0(run, arguments):
    assert run("check", "damaged.md", *arguments).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "Missing argument"),
        (["check", "clean.md", "--wrong"], "No such option"),
        (["check", "clean.md", "--fail-on", "fatal"], "'fatal' is not one of"),
        (["check", "clean.md", "--select", "mojibak"], "did you mean mojibake?"),
        (["check", "clean.md", "--ignore", "mojibak"], "did you mean mojibake?"),
        (["check", "clean.md", "--format", "jsn"], "did you mean json?"),
        (["check", "-", "--stdin-format", "markdwn"], "markdown"),
        (["check", "clean.md", "--output", "clean.md"], "both an input and the output"),
        (["chek", "clean.md"], "did you mean check?"),
        (["clean.md"], "did you mean srccheck check clean.md?"),
    ],
)
def test_wrong_usage_is_2(run, arguments, message):
    result = run(*arguments, stdin="")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_wrong_configuration_file_is_2(run, folder):
    (folder / "srccheck.toml").write_text("ofline = true")
    result = run("check", "clean.md")
    assert result.exit_code == 2
    assert "srccheck.toml: unknown key: ofline (did you mean offline?)" in result.stderr


def test_a_missing_file_is_3_and_the_others_are_checked(run):
    result = run("check", "claen.md", "damaged.md")
    assert result.exit_code == 3
    assert "error: claen.md: no such file or folder (did you mean clean.md?)" in result.stderr
    assert "damaged.md:3:19" in result.stdout


def test_a_file_with_nothing_to_check_is_3(run):
    result = run("check", "prose.md")
    assert result.exit_code == 3
    assert "error: prose.md: no footnote" in result.stderr


def test_in_a_folder_files_with_nothing_are_told_and_do_not_count(run, folder):
    (folder / "damaged.md").unlink()
    result = run("check", ".", "--offline")
    assert result.exit_code == 0
    assert "no note, source or link in 1 file:\n  ./prose.md\n" in result.stdout


def test_a_folder_in_which_no_file_has_anything_is_3(run, folder):
    (folder / "bare").mkdir()
    for name in ("a.md", "b.md"):
        (folder / "bare" / name).write_text("Nothing is cited here.")
    result = run("check", "bare")
    assert result.exit_code == 3
    assert "error: bare: none of its 2 files has anything to check" in result.stderr


def test_a_service_that_does_not_answer_is_4_when_strict(run):
    assert run("check", "sourced.md", "--select", "mojibake").exit_code == 0
    result = run("check", "sourced.md", "--select", "mojibake", "--strict")
    assert result.exit_code == 4
    assert "inconclusive: Crossref, Open Library" in result.stdout
    assert "could not be reached" in result.stdout


def test_offline_nothing_was_to_be_asked(run):
    result = run("check", "sourced.md", "--select", "mojibake", "--strict", "--offline")
    assert result.exit_code == 0
    assert "1 source inconclusive: offline: no service was asked" in result.stdout


def test_what_could_not_be_read_comes_before_findings_and_these_before_incomplete(run):
    assert run("check", "damaged.md", "sourced.md", "missing.md", "--strict").exit_code == 3
    assert run("check", "damaged.md", "sourced.md", "--strict").exit_code == 1


def test_ctrl_c_shows_what_is_known_and_is_130(run, monkeypatch):
    whole = pipeline.examine

    def stopped(source, *others):
        if source.path == "clean.md":
            raise KeyboardInterrupt
        return whole(source, *others)

    monkeypatch.setattr(pipeline, "examine", stopped)
    result = run("check", "damaged.md", "clean.md")
    assert result.exit_code == 130
    assert "damaged.md:3:19" in result.stdout
    assert "interrupted" in result.stdout


def test_the_configuration_is_used_and_the_command_line_wins(run, folder):
    (folder / "srccheck.toml").write_text('ignore = ["mojibake"]\nfail-on = "never"\n')
    quiet = run("check", "damaged.md")
    assert (quiet.exit_code, "[mojibake]" in quiet.stdout) == (0, False)
    loud = run("check", "damaged.md", "--select", "mojibake", "--fail-on", "info")
    assert (loud.exit_code, "[mojibake]" in loud.stdout) == (1, True)


def test_another_configuration_file_can_be_named(run, folder):
    (folder / "other.toml").write_text('fail-on = "never"\n')
    assert run("check", "damaged.md", "--config", "other.toml").exit_code == 0


def test_json_follows_its_schema(run):
    result = run("check", ".", "missing.md", "--format", "json")
    schema = json.loads(files("srccheck.reporters").joinpath("report.schema.json").read_text())
    found = json.loads(result.stdout)
    jsonschema.Draft202012Validator(schema).validate(found)
    assert [document["path"] for document in found["documents"]] == [
        "./clean.md",
        "./damaged.md",
        "./prose.md",
        "./sourced.md",
    ]
    assert [failure["path"] for failure in found["failures"]] == ["missing.md"]
    assert found["complete"] is False


def test_the_report_can_be_written_to_a_file(run, folder):
    result = run("check", "damaged.md", "missing.md", "--output", "report.txt")
    assert result.stdout == ""
    assert "missing.md" in result.stderr
    assert "damaged.md:3:19" in (folder / "report.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_3(run):
    result = run("check", "clean.md", "--output", "no/such/folder/report.txt")
    assert result.exit_code == 3
    assert "cannot write no/such/folder/report.txt" in result.stderr


def test_standard_input_is_read(run):
    result = run("check", "-", stdin="Said.[^1]\n\n[^1]: They met in PÃ©kin, it is said.\n")
    assert result.exit_code == 1
    assert "-:3:19" in result.stdout


def test_the_format_of_standard_input_can_be_told(run):
    text = '<p>Said.<a href="#n1">1</a></p><p id="n1">1. They met in PÃ©kin, it is said.</p>'
    found = json.loads(
        run("check", "-", "--stdin-format", "html", "--format", "json", stdin=text).stdout
    )
    assert found["documents"][0]["format"] == "html"


@pytest.mark.parametrize(
    ("environment", "arguments", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
    ],
)
def test_when_colours_are_written(run, monkeypatch, environment, arguments, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", "damaged.md", *arguments).stdout) is coloured


def test_quiet_says_nothing_of_clean_documents(run):
    result = run("check", "clean.md", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_bug_in_srccheck_is_told_and_the_others_are_checked(run, monkeypatch):
    whole = pipeline.examine

    def broken(source, *others):
        if source.path == "clean.md":
            raise ZeroDivisionError("a slip")
        return whole(source, *others)

    monkeypatch.setattr(pipeline, "examine", broken)
    result = run("check", "clean.md", "damaged.md")
    assert result.exit_code == 3
    assert (
        "clean.md: a bug in srccheck: ZeroDivisionError: a slip (please report it" in result.stderr
    )
    assert "damaged.md:3:19" in result.stdout
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("check", "clean.md", "--debug").stderr
