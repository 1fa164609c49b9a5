"""Runs the hooks of ``.pre-commit-hooks.yaml`` with pre-commit, as a repository that uses them.

pre-commit clones a repository that holds the hooks and reads them from there. Only their language
is ``system`` instead of ``python``, so that nothing has to be downloaded to install srccheck.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from srccheck.readers import READERS

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


@pytest.fixture
def environment(tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "srccheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m srccheck "$@"\n')
    (programs / "srccheck").chmod(0o755)
    people = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    return {
        **os.environ,
        **{f"GIT_{who}": "ann@site.test" for who in people},
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }


@pytest.fixture
def repository(tmp_path, environment):
    """A repository that uses the hooks; the one that has them is beside it."""

    def git(folder, *arguments):
        command = ["git", "-C", str(folder), *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    source, user = tmp_path / "source", tmp_path / "user"
    for folder in (source, user):
        folder.mkdir()
        git(folder, "init", "-q")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", source)
    git(source, "add", ".")
    git(source, "commit", "-q", "-m", "hooks")
    hooks = [{"id": name, "language": "system"} for name in HOOKS]
    config = {"repos": [{"repo": str(source), "rev": "HEAD", "hooks": hooks}]}
    (user / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    for name, text in {
        "good.md": "# Good\n\n[here](#good)\n",
        "prose.md": "Nothing is cited here.\n",
        "bad.rst": "`x <none.rst>`_\n",
        "code.py": "# https://site.test/[x](none.md)\n",
    }.items():
        (user / name).write_text(text)
    git(user, "add", ".")
    return user


def run(hook, repository, environment, *files):
    command = [sys.executable, "-m", "pre_commit", "run", hook, "--verbose", "--files", *files]
    return subprocess.run(
        command, cwd=repository, env=environment, capture_output=True, text=True, check=False
    )


def test_the_manifest_is_one_that_pre_commit_accepts():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest"]
    subprocess.run([*command, str(ROOT / ".pre-commit-hooks.yaml")], check=True)


@pytest.mark.parametrize("hook", ["srccheck-links-offline", "srccheck"])
def test_good_documents_pass(hook, repository, environment):
    done = run(hook, repository, environment, "good.md", "prose.md")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_a_broken_link_fails_in_any_format(repository, environment):
    done = run("srccheck-links-offline", repository, environment, "good.md", "bad.rst")
    assert done.returncode == 1
    assert "bad.rst:1:1: error[missing-file]" in done.stdout


def test_links_to_files_are_also_checked_by_the_hook_that_follows_all(repository, environment):
    done = run("srccheck-links", repository, environment, "bad.rst")
    assert done.returncode == 1
    assert "missing-file" in done.stdout


def test_other_files_are_not_looked_at(repository, environment):
    done = run("srccheck-links-offline", repository, environment, "code.py")
    assert (done.returncode, "Skipped" in done.stdout) == (0, True)


def test_every_format_that_is_read_alone_is_a_file_of_the_hooks():
    pattern = re.compile(HOOKS["srccheck-links"]["files"])
    left_out = {".pdf", "sitemap.xml.gz"}  # which the hook could not read, or never sees change
    suffixes = {suffix for known in READERS.values() for suffix in known.suffixes} - left_out
    assert [suffix for suffix in suffixes if not pattern.search(f"a{suffix}")] == []
