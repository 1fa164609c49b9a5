"""Building: killed and gone on with, swapped in at once, added to, verified."""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from srccheck.errors import InputError
from srccheck.index import folder as folders
from srccheck.index import open_index
from srccheck.index.building import Progress, build
from srccheck.index.dumps import named
from srccheck.index.searching import Index
from srccheck.index.verifying import problems
from srccheck.model import Identifier

from . import dump_files as files
from .conftest import Make

KILLED = """
import os, signal, sys
from pathlib import Path
from srccheck.index import building
from srccheck.index.dumps import named

def watch(progress):
    if progress.kept >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

building.build(Path(sys.argv[1]), [named(sys.argv[2])], jobs=1, checkpoint=300, watch=watch)
"""


def doi(number: int) -> Identifier:
    return Identifier("doi", f"10.5555/rivers.{number}")


def content(index: Index) -> list[Any]:
    """All works and counts, without the times."""
    works = sorted((index.nth(n) for n in range(len(index))), key=lambda one: str(one and one.id))
    dumps = [{**one, "read_at": ""} for one in index.manifest["dumps"]]
    return [works, dumps, index.manifest["replaced"]]


def repeated(tmp_path: Path) -> Path:
    """A thousand works of which each fifth comes twice, and some broken ones."""
    works = [files.work(n % 5 * 3 if n % 5 == 4 else n) for n in range(1_000)]
    works[500] = {"title": ["No DOI"]}
    return files.crossref_tar(tmp_path / "works.tar", works, 50)


@pytest.mark.parametrize("at", [1, 450, 900])
def test_a_build_that_was_killed_goes_on_and_ends_alike(at: int, tmp_path: Path) -> None:
    dump = repeated(tmp_path)
    undisturbed, disturbed = tmp_path / "a.index", tmp_path / "b.index"
    build(undisturbed, [named(str(dump))], jobs=1, checkpoint=300)
    command = [sys.executable, "-c", KILLED, str(disturbed), str(dump), str(at)]
    killed = subprocess.run(command, check=False)
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(InputError, match="holds no index"):
        open_index(disturbed)
    seen: list[Progress] = []
    build(disturbed, [named(str(dump))], jobs=1, checkpoint=300, watch=seen.append)
    assert content(open_index(disturbed)) == content(open_index(undisturbed))
    assert seen[0].kept > (0 if at == 1 else 300)
    assert not list(problems(disturbed))
    assert sorted(path.name for path in disturbed.iterdir()) == ["current", "index-0001"]


def test_processes_give_the_same_as_one(tmp_path: Path) -> None:
    dump = repeated(tmp_path)
    for name, jobs in (("one", 1), ("two", 2)):
        build(tmp_path / name, [named(str(dump))], jobs=jobs)
    assert content(open_index(tmp_path / "one")) == content(open_index(tmp_path / "two"))


def test_other_dumps_begin_anew(tmp_path: Path) -> None:
    folder, dump = tmp_path / "works.index", repeated(tmp_path)
    command = [sys.executable, "-c", KILLED, str(folder), str(dump), "700"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    other = files.crossref_tar(tmp_path / "other.tar", [files.work(1)])
    build(folder, [named(str(other))], jobs=1)
    assert len(open_index(folder)) == 1


def test_readers_keep_the_old_index_until_the_new_one_is_done(tmp_path: Path, make: Make) -> None:
    first = files.crossref_tar(tmp_path / "1.tar", [files.work(1), files.work(2)])
    second = files.crossref_tar(tmp_path / "2.tar", [files.work(3)])
    old = make(first)
    during: list[list[bool]] = []

    def watch(_: Progress) -> None:
        during.append([bool(open_index(old.folder).resolve(doi(n))) for n in (1, 2, 3)])

    new = make(second, watch=watch)
    assert during == [[True, True, False]]
    assert [bool(old.resolve(doi(n))) for n in (1, 2, 3)] == [True, True, False]
    assert old.search(files.reference(files.work(2)))[0].record.id == "10.5555/rivers.2"
    assert [bool(new.resolve(doi(n))) for n in (1, 2, 3)] == [False, False, True]


def test_a_build_that_was_killed_before_the_swap_is_swapped_in(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(files.crossref_tar(tmp_path / "1.tar", [files.work(1)]))
    dump = files.crossref_tar(tmp_path / "2.tar", [files.work(2)])
    with monkeypatch.context() as patch:
        patch.setattr(folders, "point_to", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make(dump)
    assert open_index(tmp_path / "works.index").resolve(doi(1))
    with monkeypatch.context() as patch:
        patch.setattr("srccheck.index.building._Build", None)  # nothing is built again
        index = make(dump)
    assert index.resolve(doi(2))
    assert not index.resolve(doi(1))


def test_update_adds_and_replaces(tmp_path: Path, make: Make) -> None:
    make(files.crossref_tar(tmp_path / "1.tar", [files.work(1), files.work(2)]))
    newer = [files.work(2, title=["Corrected Rivers"]), files.work(3)]
    index = make(files.crossref_tar(tmp_path / "2.tar", newer), update=True)
    assert len(index) == 3
    assert index.manifest["replaced"] == 1
    assert [one.title for one in index.resolve(doi(2))] == ["Corrected Rivers"]
    assert index.resolve(doi(1))
    assert [one["name"] for one in index.manifest["dumps"]] == ["1.tar", "2.tar"]
    assert not list(problems(index.folder))
    assert len(folders.generations(index.folder)) == 1


def test_update_needs_an_index(tmp_path: Path, make: Make) -> None:
    with pytest.raises(InputError, match="holds no index"):
        make(files.crossref_tar(tmp_path / "1.tar", [files.work(1)]), update=True)


def test_verify_tells_what_is_damaged(tmp_path: Path, make: Make) -> None:
    index = make(files.crossref_tar(tmp_path / "1.tar", [files.work(n) for n in range(50)]))
    assert not list(problems(index.folder))
    listed = index.manifest["files"]
    changed, missing = (
        index.generation / next(name for name in listed if name.endswith(suffix))
        for suffix in (".store", ".idx")
    )
    data = bytearray(changed.read_bytes())
    data[len(data) // 2] ^= 0xFF
    changed.unlink()  # whoever has it open keeps what was there
    changed.write_bytes(bytes(data))
    missing.unlink()
    (index.generation / "works" / "more").write_text("?")
    said = list(problems(index.folder))
    assert [any(part in line for line in said) for part in ("checksum", "missing", "belong")] == [
        True,
        True,
        True,
    ]


def test_an_index_of_another_version_is_not_read(tmp_path: Path, make: Make) -> None:
    index = make(files.crossref_tar(tmp_path / "1.tar", [files.work(1)]))
    path = index.generation / folders.MANIFEST
    path.write_text(json.dumps({**index.manifest, "srccheck": "index/0"}))
    with pytest.raises(InputError, match="build it anew"):
        open_index(index.folder)


def test_two_builds_at_once(tmp_path: Path, make: Make) -> None:
    dump = files.crossref_tar(tmp_path / "1.tar", [files.work(1)])

    def watch(_: Progress) -> None:
        with pytest.raises(InputError, match="another build"):
            make(dump)

    assert len(make(dump, watch=watch)) == 1


def first_title(index: Index) -> str:
    return index.resolve(doi(1))[0].title


def test_an_index_goes_to_other_processes(tmp_path: Path, make: Make) -> None:
    index = make(files.crossref_tar(tmp_path / "1.tar", [files.work(1)]))
    again: Index = pickle.loads(pickle.dumps(index))  # noqa: S301
    assert first_title(again) == files.work(1)["title"][0]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        titles = list(pool.map(first_title, [index] * 4))
    assert titles == [files.work(1)["title"][0]] * 4
