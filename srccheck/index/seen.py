"""Which works are in an index already: Bloom filters (Bloom, 1970).

To replace a work that comes a second time, tantivy is told to delete the first, and that costs too
much to do for each work. The filters say "not seen" of almost all that are new, and never of one
that is there; where they are wrong, a work is deleted that is not there, which harms nothing. When
an update brings more works than a filter was made for, another one joins it.
"""

from __future__ import annotations

from dataclasses import dataclass

BITS_A_WORK = 12
HASHES = 4
SMALLEST, LARGEST = 1 << 16, 1 << 28
"""Bytes: for 43 thousand works, and for 180 million, of which one in a hundred is doubted."""
_HEAD = 8


@dataclass(slots=True)
class _Filter:
    bits: bytearray
    count: int = 0

    @property
    def room(self) -> int:
        """For how many more works it was made."""
        return len(self.bits) * 8 // BITS_A_WORK - self.count

    def places(self, key: int) -> list[tuple[int, int]]:
        count, step, at, found = len(self.bits) * 8, key >> 32 | 1, key & 0xFFFFFFFF, []
        for _ in range(HASHES):
            at = (at + step) % count
            found.append((at >> 3, 1 << (at & 7)))
        return found

    def has(self, key: int) -> bool:
        return all(self.bits[place] & bit for place, bit in self.places(key))

    def add(self, key: int) -> None:
        self.count += 1
        for place, bit in self.places(key):
            self.bits[place] |= bit


class Seen:
    """The keys that were added, more or less.

    >>> seen = Seen()
    >>> seen.expect(1000)
    >>> seen.add(7 << 32 | 5), seen.add(7 << 32 | 5), seen.add(9 << 32 | 5)
    (False, True, False)
    >>> Seen(seen.dump()).add(9 << 32 | 5)
    True
    """

    def __init__(self, dumped: bytes = b"") -> None:
        """What :meth:`dump` gave.

        Raises:
            ValueError: it is damaged.
        """
        self._filters: list[_Filter] = []
        while dumped:
            size, count = (int.from_bytes(dumped[at : at + _HEAD]) for at in (0, _HEAD))
            bits, dumped = dumped[2 * _HEAD :][:size], dumped[2 * _HEAD + size :]
            if len(bits) != size or not size:
                raise ValueError("damaged")
            self._filters.append(_Filter(bytearray(bits), count))

    def expect(self, works: int) -> None:
        """Make room for about so many more works."""
        if not self._filters or self._filters[-1].room < works:
            size = min(LARGEST, max(SMALLEST, works * BITS_A_WORK // 8))
            self._filters.append(_Filter(bytearray(size)))

    def add(self, key: int) -> bool:
        """Add a key of 64 bits; whether it may have been there before."""
        if any(one.has(key) for one in self._filters):
            return True
        self._filters[-1].add(key)
        return False

    def dump(self) -> bytes:
        """What a new one can be made of."""
        return b"".join(
            len(one.bits).to_bytes(_HEAD) + one.count.to_bytes(_HEAD) + one.bits
            for one in self._filters
        )
