"""Files are replaced whole, or stay as they were."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from srccheck.errors import InputError
from srccheck.fixes import writing
from srccheck.fixes.writing import replace_file

KILLS = 200


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    script = Path(__file__).parent / "killing.py"
    command = [sys.executable, "-W", "error", str(script), str(tmp_path), str(KILLS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert int(run.stdout) > KILLS, "both the old and the new bytes were seen"


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_without_unnamed_files_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    test_permissions_stay(tmp_path)


def test_what_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(InputError, match="No space left"):
        replace_file(path, b"old", b"new")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.md": b"old"}


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_not_written(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    with pytest.raises(InputError, match="read-only"):
        replace_file(path, b"old", b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"newer")
    with pytest.raises(InputError, match="changed meanwhile"):
        replace_file(path, b"old", b"new")
    assert path.read_bytes() == b"newer"


def test_a_link_inside_the_tree_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    file, link = tmp_path / "real.bib", tmp_path / "sub" / "a.bib"
    file.write_bytes(b"old")
    link.symlink_to("../real.bib")
    replace_file(link, b"old", b"new", tree=tmp_path)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_link_out_of_the_tree_is_not(tmp_path: Path) -> None:
    tree, file = tmp_path / "tree", tmp_path / "real.bib"
    tree.mkdir()
    file.write_bytes(b"old")
    (tree / "a.bib").symlink_to("../real.bib")
    with pytest.raises(InputError, match="leads out of"):
        replace_file(tree / "a.bib", b"old", b"new", tree=tree)
    assert file.read_bytes() == b"old"
