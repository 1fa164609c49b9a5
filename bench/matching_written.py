"""References to newspapers, think tanks and the humanities, written for this benchmark.

``data/*.jsonl``: ``text`` as cited, ``kind`` of its fault (empty for a sound one), ``item`` the
work as its page or a database states it, with what those do to it: subtitles apart, initials,
capitals, abbreviated journals, dates in print and online, damage. All works are invented (10.5555).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from matching_perturbed import Case
from matching_world import Item, load


def written(folder: Path) -> Iterator[tuple[str, list[Case], list[Item]]]:
    """For each file and for sound and wrong references: a title, the cases, and all works."""
    files = {path.stem: load(path) for path in sorted(folder.glob("*.jsonl"))}
    world = {line["item"]["DOI"]: line["item"] for lines in files.values() for line in lines}
    for name, lines in files.items():
        for wrong in (False, True):
            chosen = [line for line in lines if bool(line["kind"]) == wrong]
            cases = [Case(line["text"], line["kind"], line["item"], name) for line in chosen]
            title = f"{name}, told by kind" if wrong else f"{name}, sound, nothing said"
            yield title, cases, list(world.values())
