from __future__ import annotations

import subprocess

import pytest

from srccheck.errors import UsageError
from srccheck.links.changed import changes_since


def git(*arguments):
    subprocess.run(["git", *arguments], check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_COMMITTER_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_EMAIL",
    ):
        monkeypatch.setenv(name, "ann@site.test")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git("init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text("one\ntwo\nthree\n")
    (tmp_path / "é b.md").write_text("one\n")
    (tmp_path / "gone.md").write_text("one\n")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def test_nothing_changed(repository):
    changes = changes_since("HEAD")
    assert not changes.touch("a.md", 1)
    assert not changes.touch_file("a.md")


def test_changed_lines_new_files_and_gone_ones(repository):
    (repository / "a.md").write_text("one\nTWO\nthree\nfour\n")
    (repository / "é b.md").write_text("one\ntwo\n")
    (repository / "new.md").write_text("x\n")
    (repository / "gone.md").unlink()
    changes = changes_since("HEAD")
    assert [changes.touch("a.md", line) for line in (1, 2, 3, 4)] == [False, True, False, True]
    assert [changes.touch("é b.md", line) for line in (1, 2)] == [False, True]
    assert changes.touch("new.md", 1)
    assert changes.touch_file("gone.md")
    assert not changes.touch("gone.md", 1)


def test_committed_changes_count_since_an_older_revision(repository):
    (repository / "a.md").write_text("zero\none\ntwo\nthree\n")
    git("commit", "-q", "-am", "second")
    assert changes_since("HEAD~1").touch("a.md", 1)
    assert not changes_since("HEAD").touch("a.md", 1)


def test_works_from_a_folder_below_the_root(repository, monkeypatch):
    (repository / "docs").mkdir()
    (repository / "docs" / "b.md").write_text("x\n")
    monkeypatch.chdir(repository / "docs")
    (repository / "a.md").write_text("one\ntwo\nthree\nfour\n")
    changes = changes_since("HEAD")
    assert changes.touch("b.md", 1)
    assert changes.touch("../a.md", 4)
    assert changes.before("../a.md") == b"one\ntwo\nthree\n"
    assert changes.before("b.md") is None


@pytest.mark.parametrize("revision", ["no-such", "--output=x", ""])
def test_a_revision_that_is_none(repository, revision):
    with pytest.raises(UsageError):
        changes_since(revision)
    assert not (repository / "x").exists()


def test_without_a_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="git"):
        changes_since("HEAD")
