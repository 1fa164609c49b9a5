"""What a dump is: parts that are cut into blocks, blocks into items, and items read as records."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from srccheck.index.packed import DamagedError, Stream, parts, unpacked
from srccheck.model.evidence import Record

SMALL = 8 << 20
"""Bytes up to which a part is unpacked where its records are read, beside others."""
BLOCK = 2 << 20
"""Bytes of a larger part that are read in one place."""
LONGEST = 8 << 20
"""Bytes of one record."""


class Skipped(NamedTuple):
    """A record that cannot be read, and why."""

    reason: str


class Block(NamedTuple):
    """A stretch of a part; ``first`` is the number of its first record, from 1."""

    first: int
    data: Any


class Batch(NamedTuple):
    """What is read in one go: a small part as it is packed, a block, or why a part ends early."""

    part: str
    packed: bytes | None = None
    block: Block | None = None
    damage: str = ""


class Dump(ABC):
    """One kind of dump: its parts, and how their records are read."""

    name: ClassVar[str]
    """As on the command line."""
    title: ClassVar[str]
    """As people call it."""
    mark: ClassVar[re.Pattern[bytes]]
    """What stands at the beginning of one of its parts, and of no other dump's."""
    named: ClassVar[re.Pattern[str]] = re.compile(r"\.(?:jsonl?|ndjson|gz)$", re.IGNORECASE)
    """The names of its parts in folders and archives."""

    def wants(self, name: str) -> bool:
        """Whether a file of a folder or archive is one of the parts."""
        return bool(self.named.search(name)) and "manifest" not in name.rpartition("/")[2].lower()

    @abstractmethod
    def blocks(self, stream: Stream) -> Iterator[Block]:
        """An unpacked part in stretches.

        Raises:
            DamagedError: it cannot be read further; what stood before was given.
        """

    @abstractmethod
    def items(self, data: Any) -> Iterator[Any]:
        """The items of a block, each what :meth:`record` reads, or :class:`Skipped`."""

    @abstractmethod
    def record(self, item: Any) -> Record | Skipped:
        """An item as a record.

        Raises:
            ValueError, KeyError, TypeError, AttributeError, IndexError: it is none.
        """

    def batches(self, path: Path) -> Iterator[Batch]:
        """All that a dump holds, always cut in the same places."""
        try:
            for part in parts(path, self.wants):
                yield from self._of_part(part.name, part.size, part.open)
        except DamagedError as error:
            yield Batch(path.name, damage=str(error))
        except OSError as error:
            yield Batch(path.name, damage=f"cannot be read ({error.strerror})")

    def _of_part(self, name: str, size: int, opens: Any) -> Iterator[Batch]:
        try:
            with opens() as stream:
                if size <= SMALL:
                    yield Batch(name, packed=stream.read(SMALL + 1))
                else:
                    yield from (Batch(name, block=one) for one in self.blocks(unpacked(stream)))
        except DamagedError as error:
            yield Batch(name, damage=str(error))
