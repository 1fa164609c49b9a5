"""Whether an index is as it was built: checksums of its files, and a sample of its works."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from srccheck.index import folder as folders
from srccheck.index.searching import Index
from srccheck.index.terms import identifier_terms
from srccheck.model import Identifier

SAMPLE = 100


def problems(folder: Path, sample: int = SAMPLE) -> Iterator[str]:
    """What is wrong with the index in a folder, in words; nothing when it is sound.

    Args:
        folder: of the index.
        sample: how many works are read, and looked up by their own identifiers.

    Raises:
        InputError: there is no index.
    """
    generation = folders.current(folder)
    listed = folders.manifest(generation)["files"]
    found = {path.relative_to(generation).as_posix() for path in folders.files_of(generation)}
    damaged = False
    for name, facts in listed.items():
        path = generation / name
        if name not in found:
            damaged = True
            yield f"{name} is missing"
        elif path.stat().st_size != facts["size"]:
            damaged = True
            yield f"{name} has {path.stat().st_size} bytes instead of {facts['size']}"
        elif folders.digest(path) != facts["sha256"]:
            damaged = True
            yield f"{name} is not what was written: its checksum differs"
    yield from (f"{name} does not belong to it" for name in sorted(found - listed.keys()))
    if not damaged:
        yield from _sampled(Index(folder), sample)


def _sampled(index: Index, sample: int) -> Iterator[str]:
    count = index.manifest["works"]
    if len(index) != count:
        yield f"it has {len(index)} works instead of {count}"
    dice = random.Random(count)  # noqa: S311
    for number in sorted(dice.sample(range(len(index)), min(sample, len(index)))):
        try:
            record = index.nth(number)
        except Exception as error:  # of the engine, of zstandard or of JSON
            yield f"work {number} cannot be read ({error})"
            continue
        terms = identifier_terms(record) if record else []
        scheme, _, value = terms[0].partition(":") if terms else ("", "", "")
        if record and terms and record not in index.resolve(Identifier(scheme, value)):
            yield f"work {number} is not found by its own {scheme} {value}"
