"""What shells are told, through click's own classes and in a real bash."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from srccheck.cli import COMMANDS, main
from srccheck.cli.completion import VARIABLE
from srccheck.readers import READERS
from srccheck.reporters import REPORTERS
from srccheck.rules import RULES
from srccheck.writers import WRITERS

RULE_NAMES = [rule.name for rule in RULES]


def offered(*arguments: str, incomplete: str = "") -> list[str]:
    complete = ShellComplete(main, {}, "srccheck", VARIABLE)
    return [item.value for item in complete.get_completions(list(arguments), incomplete)]


def test_commands():
    assert offered() == list(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check", "--select"), RULE_NAMES),
        (("check", "--ignore"), RULE_NAMES),
        (("explain",), RULE_NAMES),
        (("check", "--format"), list(REPORTERS)),
        (("links", "--format"), list(REPORTERS)),
        (("check", "--also"), [f"{name}=" for name in REPORTERS]),
        (("extract", "--format"), list(WRITERS)),
        (("extract", "--stdin-format"), list(READERS)),
        (("check", "--fail-on"), ["info", "warning", "error", "never"]),
        (("links", "--slugs"), ["github", "gitlab", "sphinx", "mkdocs", "hugo"]),
        (("completion",), ["bash", "zsh", "fish"]),
    ],
)
def test_names_of_each_kind(arguments, expected):
    assert offered(*arguments) == expected


def test_the_beginning_of_a_name():
    assert offered("check", "--select", incomplete="moji") == ["mojibake"]
    assert offered("check", "--no-service", incomplete="crossref-") == ["crossref-journals"]


def test_the_next_of_a_list_is_another_one():
    found = offered("check", "--select", incomplete="mojibake,mo")
    assert found == ["mojibake,more-exact-date", "mojibake,moved-link"]
    assert "dead" not in "".join(offered("links", "--fail-on", incomplete="dead,de"))


def test_paths_are_left_to_the_shell():
    complete = ShellComplete(main, {}, "srccheck", VARIABLE)
    (item,) = complete.get_completions(["check"], "art")
    assert (item.type, item.value) == ("file", "art")


def test_rules_are_offered_with_what_they_report():
    complete = ZshComplete(main, {}, "srccheck", VARIABLE)
    (item,) = complete.get_completions(["explain"], "mojibake")
    assert item.help == RULES[0].summary()


@pytest.mark.parametrize("kind", [BashComplete, ZshComplete, FishComplete])
def test_the_script_is_that_of_click(run, kind):
    expected = ShellComplete.source(kind(main, {}, "srccheck", VARIABLE))
    assert run("completion", kind.name).stdout == f"{expected}\n"


def test_there_is_no_such_shell(run):
    assert run("completion", "tcsh").exit_code == 2


def test_in_a_real_bash(run, tmp_path):
    bash = shutil.which("bash")
    assert bash, "the script is tried in bash"
    (tmp_path / "srccheck.bash").write_text(run("completion", "bash").stdout, encoding="utf-8")
    program = tmp_path / "bin" / "srccheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m srccheck "$@"\n')
    program.chmod(0o755)
    typed = """
        compopt() { :; }
        source ./srccheck.bash
        COMP_WORDS=(srccheck check --select mojibake,more) COMP_CWORD=3
        _srccheck_completion srccheck
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    shown = subprocess.run(
        [bash, "--norc", "-c", typed], cwd=tmp_path, env={**os.environ, "PATH": path},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert shown.stdout.split() == ["mojibake,more-exact-date"]
    assert shown.stderr == ""
