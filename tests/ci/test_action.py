"""Runs the steps of ``action.yml`` as a runner would, with stubs for what it would install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
_EXPRESSION = re.compile(r"\$\{\{ ([a-z.\-_]+) \}\}")


def srccheck_in(folder: Path) -> None:
    """What the first step installs: a program that runs the srccheck under test."""
    program = folder / "srccheck" / "bin" / "srccheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m srccheck "$@"\n')
    program.chmod(0o755)


@pytest.fixture
def runner(tmp_path):
    """Runs one step with inputs, in a repository of its own."""
    work, temp = tmp_path / "work", tmp_path / "temp"
    work.mkdir()
    temp.mkdir()
    for name in ("output", "summary"):
        (tmp_path / name).touch()
    subprocess.run(["git", "init", "-q", str(work)], check=True)  # noqa: S607

    def run(name: str, path: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
        step = STEPS[name]
        given = {key: str(value.get("default", "")) for key, value in ACTION["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        known = {f"inputs.{key}": value for key, value in given.items()}
        known["github.action_path"] = str(ROOT)
        variables = {
            key: _EXPRESSION.sub(lambda match: known[match[1]], value)
            for key, value in step["env"].items()
        }
        environment = {
            "PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "HOME": str(temp),
            "RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), **variables,
        }  # fmt: skip
        assert step["shell"] == "bash"
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
            cwd=work, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    run.work, run.temp, run.folder = work, temp, tmp_path
    return run


def test_every_input_is_used_and_every_expression_known():
    used = set(re.findall(r"inputs\.([a-z-]+)", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    scripts = [step["run"] for step in ACTION["runs"]["steps"]]
    assert not any("${{" in script for script in scripts), "inputs in a script can inject commands"


def test_a_broken_link_is_annotated_and_fails(runner):
    srccheck_in(runner.temp)
    (runner.work / "a b.md").write_text("[x](none.md)\n")
    done = runner("Run", paths="a b.md\n", args="--offline")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a b.md,line=1,endLine=1,col=1,")
    assert "exit-code=1" in (runner.folder / "output").read_text()
    assert "missing-file" in (runner.folder / "summary").read_text()


def test_a_clean_repository_passes_and_writes_sarif(runner):
    srccheck_in(runner.temp)
    (runner.work / "a.md").write_text("# A\n\n[x](#a)\n")
    done = runner("Run", args="--offline\n--slugs=github\n", sarif="links.sarif", summary="false")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"2.1.0"' in (runner.work / "links.sarif").read_text()
    assert (runner.folder / "summary").read_text() == ""


def test_inputs_cannot_run_commands(runner):
    srccheck_in(runner.temp)
    (runner.work / "a.md").write_text("x\n")
    done = runner("Run", paths="$(touch hacked)\n`touch hacked`; touch hacked", args="--offline")
    assert done.returncode == 3
    assert not (runner.work / "hacked").exists()


def test_a_baseline_and_changed_since_are_handed_on(runner):
    srccheck_in(runner.temp)
    (runner.work / "a.md").write_text("x\n")
    missing = runner("Run", args="--offline", baseline="none.json")
    assert "none.json does not exist" in missing.stderr
    unknown = runner("Run", args="--offline", changed_since="no-such-revision")
    assert unknown.returncode == 2


@pytest.mark.parametrize(("version", "package"), [("", str(ROOT)), ("1.2.3", "srccheck==1.2.3")])
def test_what_is_installed(runner, tmp_path, version, package):
    """``python3 -m venv`` is stubbed to make a Python that writes down what pip is asked for."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    inner = 'mkdir -p "$3/bin"; printf \'#!/bin/sh\\necho "$@" >> "%s/asked"\\n\' "$RUNNER_TEMP"'
    (stubs / "python3").write_text(
        f'#!/bin/sh\n{inner} > "$3/bin/python"; chmod +x "$3/bin/python"\n'
    )
    (stubs / "python3").chmod(0o755)
    done = runner("Install", str(stubs), version=version)
    assert (done.returncode, done.stderr) == (0, "")
    asked = (runner.temp / "asked").read_text().split()
    assert asked[:3] == ["-m", "pip", "install"]
    assert asked[-1] == package
