import json
import os
import subprocess
import sys

import pytest

from srccheck.cli import COMMANDS, main
from srccheck.readers import READERS
from srccheck.rules import RULES


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_examples_exit_codes_and_every_option(run, command):
    shown = run(command, "--help").stdout
    assert "Examples:" in shown
    assert "Exit codes:" in shown
    for parameter in main.get_command(None, command).params:
        if parameter.param_type_name == "option":
            assert parameter.help
            assert parameter.opts[-1] in shown


def test_the_help_names_the_commands(run):
    shown = run("--help").stdout
    for command in COMMANDS:
        assert command in shown


def test_version(run):
    assert run("--version").stdout.startswith("srccheck ")


def test_rules_are_listed(run):
    lines = run("rules").stdout.splitlines()
    assert lines[0].split()[:2] == ["rule", "severity"]
    assert [line.split()[0] for line in lines[1:]] == [rule.name for rule in RULES]


def test_rules_as_json(run):
    found = json.loads(run("rules", "--format", "json").stdout)
    assert {rule["name"] for rule in found} == {rule.name for rule in RULES}
    assert all(rule["documentation"] for rule in found)


def test_explain_without_a_rule_lists_them(run):
    assert run("explain").stdout == run("rules").stdout


def test_explain_shows_the_documentation(run):
    shown = run("explain", "mojibake").stdout
    assert shown.startswith("mojibake\n")
    assert "What it does" in shown
    assert "severity:" in shown


def test_explain_names_the_nearest(run):
    result = run("explain", "mojibak")
    assert result.exit_code == 2
    assert "did you mean mojibake?" in result.stderr


def test_a_known_venue(run):
    result = run("venues", "politique etrangere")
    assert result.exit_code == 0
    assert "Politique étrangère" in result.stdout
    assert "kind:       journal" in result.stdout


def test_an_unknown_venue_is_1(run):
    result = run("venues", "Le Monde", "Qqqq Wwww Zzzz")
    assert result.exit_code == 1
    assert "Qqqq Wwww Zzzz: not known" in result.stdout


def test_venues_as_json(run):
    result = run("venues", "Foreing Affairs", "Qqqq Wwww Zzzz", "--format", "json")
    near, unknown = json.loads(result.stdout)
    assert near["match"]["venue"]["name"] == "Foreign Affairs"
    assert near["match"]["how"] == "fuzzy"
    assert unknown["match"] is None
    assert isinstance(unknown["candidates"], list)


def process(*arguments, **options):
    command = [sys.executable, "-m", "srccheck", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def test_as_a_process(folder):
    result = process("check", "damaged.md", "--format", "json")
    assert result.returncode == 1
    assert json.loads(result.stdout)["documents"][0]["path"] == "damaged.md"


def test_where_the_terminal_is_not_utf8_characters_are_escaped(folder):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = process("check", "damaged.md", env=environment)
    assert result.returncode == 1
    assert rb"P\xe9kin" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_pipe_that_is_closed_ends_it_quietly(folder):
    notes = "".join(f"[^{n}]: They met in PÃ©kin, and said so.\n\n" for n in range(3000))
    marks = "".join(f"[^{n}]" for n in range(3000))
    (folder / "long.md").write_text(f"Said.{marks}\n\n{notes}", encoding="utf-8")
    command = [sys.executable, "-m", "srccheck", "check", "--offline", "long.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")  # noqa: PTH110
def test_a_full_disk_is_told(folder):
    command = [sys.executable, "-m", "srccheck", "check", "--offline", "damaged.md"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 3
    assert b"error: cannot write: No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("module", ["srccheck", "srccheck.cli"])
def test_importing_is_light(module):
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    heavy = {"bs4", "lxml", "ftfy", "rich", "rapidfuzz", "markdown_it", "requests", "bibtexparser"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize("command", ["check", "extract"])
def test_the_help_names_every_format(run, command):
    shown = "".join(run(command, "--help").stdout.split())  # names may be broken at hyphens
    assert all(known.title.replace(" ", "") in shown for known in READERS.values())
    options = shown[shown.index("--stdin-format") :]
    assert all(f"{name}," in options or f"{name})" in options for name in READERS)
