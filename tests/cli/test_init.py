"""What ``srccheck init`` writes, which must be read again by those it is for."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest
import yaml

from srccheck.cli.starting import CI_FILES
from srccheck.config import load_file, section
from srccheck.links.options import from_table
from srccheck.rules import RULES

FRENCH = "Les canaux ont été creusés par les villes, et les villes les ont oubliés.\n"
ENGLISH = "The canals were dug by the towns, and the towns have forgotten about them.\n"


def written(folder, name="srccheck.toml"):
    return (folder / name).read_text(encoding="utf-8")


def test_it_is_read_again(run, folder):
    assert run("init").exit_code == 0
    settings = load_file(folder / "srccheck.toml", [rule.name for rule in RULES])
    assert settings.allow == ()
    assert "4 markdown" in written(folder)


def test_what_stands_in_comments_is_right_too(run, folder):
    run("init")
    lines = written(folder).splitlines()
    text = "\n".join(re.sub(r"^# (?=\[|[a-z-]+ = )", "", line) for line in lines)
    (folder / "srccheck.toml").write_text(text, encoding="utf-8")
    settings = load_file(folder / "srccheck.toml", [rule.name for rule in RULES])
    assert settings.mailto == "you@example.org"
    assert [one.rule for one in settings.allow] == ["dead-link"]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ({"a.md": ENGLISH}, {}),
        ({"a.md": FRENCH}, {"language": "document"}),
        ({"a.md": FRENCH, "b.tex": ENGLISH}, {"language": "document"}),
        ({"a.md": ENGLISH, "mkdocs.yml": ""}, {"links": {"slugs": "mkdocs"}}),
        ({"a.rst": ENGLISH, "docs/conf.py": ""}, {"links": {"slugs": "sphinx"}}),
    ],
)
def test_it_suits_what_is_there(run, tmp_path, documents, expected):
    folder = tmp_path / "repository"
    for name, text in documents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert run("init", str(folder)).exit_code == 0
    assert tomllib.loads(written(folder)) == expected
    from_table(section(folder / "srccheck.toml", "links"), folder / "srccheck.toml")


def test_built_folders_that_git_does_not_keep_are_left_out(run, tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path / "r")], check=True)  # noqa: S607
    for name in ("site", "public"):
        (tmp_path / "r" / name).mkdir()
    (tmp_path / "r" / ".gitignore").write_text("site/\n")
    run("init", str(tmp_path / "r"))
    assert tomllib.loads(written(tmp_path / "r")) == {"links": {"exclude-path": ["site/**"]}}


def test_a_table_is_added_to_a_pyproject(run, folder):
    before = '[project]\nname = "thesis"'
    (folder / "pyproject.toml").write_text(before, encoding="utf-8")
    (folder / "mkdocs.yml").touch()
    run("init")
    after = written(folder, "pyproject.toml")
    assert after.startswith(before)
    assert tomllib.loads(after)["tool"]["srccheck"] == {"links": {"slugs": "mkdocs"}}
    assert not (folder / "srccheck.toml").exists()


def test_line_ends_of_a_pyproject_stay(run, folder):
    before = b'[project]\r\nname = "thesis"\r\n'
    (folder / "pyproject.toml").write_bytes(before)
    assert run("init").exit_code == 0
    after = (folder / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_nothing_is_overwritten(run, folder):
    (folder / "srccheck.toml").write_text("style = true\n", encoding="utf-8")
    result = run("init")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert written(folder) == "style = true\n"


def test_a_diff_says_that_a_last_line_has_no_end(run, folder):
    (folder / "pyproject.toml").write_text("[project]", encoding="utf-8")
    shown = run("init", "--diff").stdout
    assert "\n-[project]\n\\ No newline at end of file\n+[project]\n+\n" in shown


def test_a_diff_writes_nothing(run, folder):
    before = {path.name for path in folder.iterdir()}
    result = run("init", "--diff", "--ci", "github")
    assert result.exit_code == 0
    assert "+++ srccheck.toml" in result.stdout
    assert "+++ .github/workflows/srccheck.yml" in result.stdout
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize(("system", "path"), CI_FILES.items())
def test_the_files_of_ci_are_yaml_that_calls_srccheck(run, folder, system, path):
    assert run("init", "--ci", system).exit_code == 0
    text = written(folder, path)
    assert "srccheck check" in json.dumps(yaml.safe_load(text))
    again = run("init", "--ci", system)
    assert again.exit_code == 2
    assert "add this to it" in again.stderr
    assert written(folder, path) == text


def test_hooks_look_at_the_documents_that_are_there(run, folder):
    run("init", "--ci", "pre-commit")
    hooks = yaml.safe_load(written(folder, CI_FILES["pre-commit"]))["repos"][0]["hooks"]
    pattern = re.compile(hooks[0]["files"])
    assert pattern.search("notes/A.MD")
    assert not pattern.search("a.tex")
