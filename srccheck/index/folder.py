"""The folder of an index: generations, of which one is current, and one that is being built.

::

    works.index/
    ├── current              the name of the generation that is read
    ├── index-0003/          what readers have open
    │   ├── manifest.json    version, counts, and a checksum of every other file
    │   ├── dictionary       for the packed records
    │   ├── seen             which works are there, more or less (see seen.py)
    │   └── works/           the files of tantivy
    └── building/            the next one; it becomes index-0004 and then current

A new generation is swapped in by replacing ``current``, which the file system does at once or not
at all. Those who have the old one open keep it: its files stay readable for them after removal.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from srccheck.errors import InputError

VERSION = "index/1"
CURRENT, BUILDING, MANIFEST, WORKS = "current", "building", "manifest.json", "works"
DICTIONARY, SEEN = "dictionary", "seen"
_NAME = re.compile(r"index-(\d{4,9})")
_OF_THE_MOMENT = (".lock",)
"""Files of tantivy that say who writes, and are no part of an index."""


def current(folder: Path) -> Path:
    """The generation that is read.

    Raises:
        InputError: there is none.
    """
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    if not _NAME.fullmatch(name):
        remedy = f"build it with srccheck index build {folder} DUMP..."
        raise InputError(f"{folder} holds no index", remedy=remedy)
    return folder / name


def manifest(generation: Path) -> dict[str, Any]:
    """What a generation says of itself.

    Raises:
        InputError: it says nothing, or is of another version.
    """
    try:
        found: dict[str, Any] = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
        version = found["srccheck"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(f"{generation} is damaged: it has no manifest") from None
    if version != VERSION:
        remedy = "build it anew"
        raise InputError(f"{generation} is of version {version}, not {VERSION}", remedy=remedy)
    return found


def generations(folder: Path) -> list[Path]:
    """All generations in a folder, the oldest first."""
    found = [path for path in folder.glob("index-*") if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.name.partition("-")[2]))


def begin_from(base: Path, building: Path) -> None:
    """Begin a generation with all that another one has.

    Tantivy never writes into a segment's file again, so that those are linked, not copied.
    """
    (building / WORKS).mkdir(parents=True)
    for name in (DICTIONARY, SEEN):
        shutil.copyfile(base / name, building / name)
    for path in (base / WORKS).iterdir():
        if path.name.endswith(_OF_THE_MOMENT):
            continue
        target = building / WORKS / path.name
        if path.suffix == ".json":
            shutil.copyfile(path, target)
            continue
        try:
            target.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, target)


def seal(building: Path, facts: dict[str, Any]) -> None:
    """Write the manifest of a generation that is done, with the checksums of its files."""
    files = {
        path.relative_to(building).as_posix(): {"size": path.stat().st_size, "sha256": digest(path)}
        for path in files_of(building)
    }
    write(building / MANIFEST, {"srccheck": VERSION, **facts, "files": files})


def files_of(generation: Path) -> Iterator[Path]:
    """The files of a generation but its manifest, in order."""
    for path in sorted(generation.rglob("*")):
        if path.is_file() and path.name != MANIFEST and not path.name.endswith(_OF_THE_MOMENT):
            yield path


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def swap_in(folder: Path, building: Path) -> Path:
    """Make what was built the current generation, and remove the older ones."""
    known = generations(folder)
    number = int(known[-1].name.partition("-")[2]) + 1 if known else 1
    generation = folder / f"index-{number:04d}"
    building.rename(generation)
    point_to(folder, generation)
    return generation


def point_to(folder: Path, generation: Path) -> None:
    """Make a generation current, and remove the others."""
    write_bytes(folder / CURRENT, f"{generation.name}\n".encode("ascii"))
    for old in generations(folder):
        if old != generation:
            shutil.rmtree(old, ignore_errors=True)


def write(path: Path, content: object) -> None:
    """Write JSON so that the file is there wholly or not at all."""
    write_bytes(path, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file so that it is there wholly or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
