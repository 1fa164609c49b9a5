"""Runs what the GitLab template runs, with a pip that installs nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import junitparser
import pytest
import yaml

ROOT = Path(__file__).parents[2]
JOB = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["srccheck"]


@pytest.fixture
def job(tmp_path):
    """Runs the job in a folder with variables, as a runner would: line by line, in one shell."""
    programs, work = tmp_path / "bin", tmp_path / "work"
    programs.mkdir()
    work.mkdir()
    stubs = {
        "srccheck": f'exec "{sys.executable}" -m srccheck "$@"',
        "python": f'echo "$@" >> "{tmp_path}/asked"',
    }
    for name, line in stubs.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)

    def run(**variables: str) -> subprocess.CompletedProcess[str]:
        script = "\n".join(["set -eo pipefail", *JOB["before_script"], *JOB["script"]])
        environment = {
            **os.environ, **JOB["variables"], **variables,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "CI_PROJECT_DIR": str(work),
        }  # fmt: skip
        return subprocess.run(
            ["bash", "-c", script],  # noqa: S607
            cwd=work, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    run.work, run.folder = work, tmp_path
    return run


def test_a_broken_link_fails_and_is_in_both_reports(job):
    (job.work / "a.md").write_text("# A\n\n[x](none.md) [y](#a)\n")
    done = job(SRCCHECK_ARGS="--offline")
    assert done.returncode == 1
    assert "a.md:3:1: error[missing-file]" in done.stdout
    reports = JOB["artifacts"]["reports"]
    (issue,) = json.loads((job.work / reports["codequality"]).read_text())
    assert issue["location"] == {"path": "a.md", "lines": {"begin": 3, "end": 3}}
    tests = junitparser.JUnitXml.fromfile(str(job.work / reports["junit"]))
    assert sum(suite.failures for suite in tests) == 1


def test_a_clean_folder_passes_with_empty_reports(job):
    (job.work / "docs").mkdir()
    (job.work / "docs" / "a.md").write_text("# A\n\n[y](#a)\n")
    (job.work / "bad.md").write_text("[x](none.md)\n")
    done = job(SRCCHECK_ARGS="--offline --slugs gitlab", SRCCHECK_PATHS="docs")
    assert done.returncode == 0
    assert json.loads((job.work / JOB["artifacts"]["reports"]["codequality"]).read_text()) == []


def test_the_package_is_installed_and_can_be_pinned(job):
    (job.work / "a.md").write_text("x\n")
    job(SRCCHECK_ARGS="--offline", SRCCHECK_PACKAGE="srccheck==1.2.3")
    assert (job.folder / "asked").read_text().split()[-1] == "srccheck==1.2.3"


def test_reports_are_kept_when_the_job_fails():
    assert JOB["artifacts"]["when"] == "always"
