"""A small corpus, and an index that has its works."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from srccheck.config import Settings
from srccheck.index.building import build
from srccheck.index.dumps import named

from ..index import dump_files as files
from ..standin.works import WORKS

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Twelve documents that cite the same works, some of them wrongly, and one that is none."""
    folder = tmp_path / "documents"
    folder.mkdir()
    references = [files.standin_reference(work) for work in WORKS]
    for number in range(12):
        some = [references[(number + step) % len(references)] for step in range(3)]
        some[0] = some[0].replace("2014", "2003")
        notes = "".join(f"[^{label}]: {text}\n" for label, text in enumerate(some, 1))
        text = f"Said.[^1] And said again.[^2] And once more, in PÃ©kin.[^3]\n\n{notes}"
        (folder / f"paper-{number:02d}.md").write_text(text, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Offline, with an index."""
    dump = files.crossref_tar(tmp_path / "works.tar", files.standin_works())
    build(tmp_path / "works.index", [named(str(dump))], jobs=1)
    return Settings(offline=True, index=str(tmp_path / "works.index"))


def contents(results: Path) -> dict[str, bytes]:
    """The bytes of all results."""
    return {
        path.relative_to(results).as_posix(): path.read_bytes()
        for path in sorted(results.rglob("*"))
        if path.is_file() and ".work" not in path.parts
    }
