"""How far a build is, so that one that was killed goes on from there."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from srccheck.index import folder
from srccheck.index.counting import Tally
from srccheck.index.seen import Seen

FILE = "progress.json"


@dataclass(slots=True)
class Position:
    """The next batch of the next dump, and what was counted by then."""

    dump: int = 0
    batch: int = 0
    tallies: list[Tally] = field(default_factory=list)
    stamp: int = 0
    """Of the engine's commit that holds all before it."""
    seen: str = ""

    def copy(self) -> Position:
        """The same, that does not change when this one does."""
        return Position.of(copy.deepcopy(self.facts()))

    def facts(self) -> dict[str, Any]:
        """The position as JSON holds it."""
        return {
            "dump": self.dump,
            "batch": self.batch,
            "stamp": self.stamp,
            "seen": self.seen,
            "tallies": [tally.facts() for tally in self.tallies],
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Position:
        """The position of :meth:`facts`."""
        tallies = [Tally.of(one) for one in facts["tallies"]]
        return cls(facts["dump"], facts["batch"], tallies, facts["stamp"], facts["seen"])


class Checkpoints:
    """Written beside what is built.

    A commit of the engine and the position cannot be written at once. The position is written
    before the commit, beside the last one; whichever has the engine's stamp is the one that holds.
    """

    def __init__(self, building: Path, inputs: Sequence[Any]) -> None:
        self._building, self._inputs = building, inputs
        self._count = 0

    def write(self, before: Position, after: Position, seen: Seen) -> None:
        """Write where the build stands after the next commit, and where before it."""
        self._count += 1
        after.seen = f"seen-{self._count % 2}"
        if after.seen == before.seen:
            after.seen = f"seen-{(self._count + 1) % 2}"
        folder.write_bytes(self._building / after.seen, seen.dump())
        self._save(before, after)

    def _save(self, before: Position, after: Position | None) -> None:
        after_facts = after.facts() if after else None
        content = {
            "inputs": self._inputs,
            "before": before.facts(),
            "after": after_facts,
        }
        folder.write(self._building / FILE, content)

    def done(self, position: Position) -> None:
        """Write that a commit is done."""
        self._save(position, None)

    def read(self, stamp: int) -> tuple[Position, Seen] | None:
        """Where a build with this stamp stands; ``None`` when that is not known."""
        try:
            content = json.loads((self._building / FILE).read_text(encoding="utf-8"))
            before, after = Position.of(content["before"]), content["after"]
            if content["inputs"] != self._inputs:
                return None
            if before.stamp != stamp:
                if after is None:
                    return None
                before = Position.of(after)
                before.stamp = stamp
            seen = Seen((self._building / before.seen).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return before, seen

    def clear(self) -> None:
        """Remove what was written."""
        for name in (FILE, "seen-0", "seen-1"):
            (self._building / name).unlink(missing_ok=True)
