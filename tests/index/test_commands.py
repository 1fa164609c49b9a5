"""``srccheck index``, and ``srccheck check`` with an index."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from srccheck.cli import main

from ..standin.works import TIDES
from . import dump_files as files


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = files.tar(
        tmp_path / "works.tar",
        {
            "0.json": files.items([*files.standin_works(), files.work(1)]),
            "1.jsonl": files.lines([files.work(2)]) + b"{oops\n",
        },
    )
    done = run("index", "build", tmp_path / "works.index", path, "--jobs", "1", "--quiet")
    assert done.exit_code == 0, done.output
    assert "6 works" in done.output
    assert "crossref (works.tar): 7 read, 6 kept" in done.output
    assert "1 left out: not JSON (such as 1.jsonl:2)" in done.output
    return tmp_path / "works.index"


def test_info_says_what_is_in_it(built: Path) -> None:
    said = json.loads(run("index", "info", built, "--format", "json").output)
    assert said["works"] == 6
    assert said["dumps"][0]["skipped"] == {"not JSON": 1}
    assert "6 works" in run("index", "info", built).output


def test_update(built: Path, tmp_path: Path) -> None:
    newer = files.crossref_tar(tmp_path / "newer.tar", [files.work(2), files.work(3)])
    said = run("index", "update", built, f"crossref={newer}", "--jobs", "1").output
    assert "7 works" in said
    assert "1 records were replaced" in said


def test_search(built: Path) -> None:
    by_text = run("index", "search", built, files.standin_reference(TIDES))
    by_fields = run(
        "index", "search", built, "--title", TIDES.title, "--author", "Rask", "--year", "2014"
    )
    by_id = run("index", "search", built, "--id", f"doi:{TIDES.doi}", "--format", "json")
    assert f"(crossref {TIDES.doi})" in by_text.output.splitlines()[0]
    assert f"(crossref {TIDES.doi})" in by_fields.output.splitlines()[0]
    assert [one["title"] for one in json.loads(by_id.output)] == [TIDES.title]
    assert run("index", "search", built, "--id", "doi:10.5555/none").exit_code == 1
    assert run("index", "search", built).exit_code == 2
    assert run("index", "search", built, "--id", "10.5555/none").exit_code == 2


def test_verify(built: Path) -> None:
    assert run("index", "verify", built).output == f"{built} is sound\n"
    next(built.glob("index-*/dictionary")).write_bytes(b"?")
    damaged = run("index", "verify", built)
    assert damaged.exit_code == 1
    assert "dictionary has 1 bytes" in damaged.output


def test_wrong_usage(tmp_path: Path, built: Path) -> None:
    assert run("index", "build", tmp_path / "x", tmp_path / "missing.tar").exit_code == 3
    assert run("index", "build", tmp_path / "x", "crosref=works.tar").exit_code == 2
    assert run("index", "info", tmp_path).exit_code == 3


def test_check_offline_with_an_index(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    wrong = files.standin_reference(TIDES).replace("2014", "2003")
    page.write_text(f"Tides.[^1]\n\n[^1]: {wrong}\n", encoding="utf-8")
    given = ["check", page, "--offline", "--format", "json"]
    without = json.loads(run(*given).output)
    found = json.loads(run(*given, "--index", built).output)
    assert "wrong-date" not in json.dumps(without)
    assert "wrong-date" in json.dumps(found)


PLAIN = """
import sys
for name in ("tantivy", "zstandard", "orjson"):
    sys.modules[name] = None
from srccheck.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check", "page.md", "--offline"], 0, ""),
        (["extract", "page.md"], 0, ""),
        (["index", "--help"], 0, ""),
        (["index", "build", "x.index", "page.md"], 2, "pip install 'srccheck[index]'"),
        (["index", "search", "x.index", "tides"], 2, "pip install 'srccheck[index]'"),
        (["check", "page.md", "--offline", "--index", "."], 2, "pip install 'srccheck[index]'"),
    ],
)
def test_a_plain_install_needs_none_of_it(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    text = f"Tides.[^1]\n\n[^1]: {files.standin_reference(TIDES)}\n"
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", PLAIN, *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
