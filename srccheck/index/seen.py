"""Which works are in an index already: a Bloom filter (Bloom, 1970).

To replace a work that comes a second time, tantivy is told to delete the first, and that costs too
much to do for each work. The filter says "not seen" of almost all that are new, and never of one
that is there; where it is wrong, a work is deleted that is not there, which harms nothing.
"""

from __future__ import annotations

BITS_A_WORK = 12
HASHES = 4
SMALLEST, LARGEST = 1 << 20, 1 << 28
"""Bytes: for 700 thousand works, and for 180 million, of which one in a hundred is doubted."""


class Seen:
    """The keys that were added, more or less.

    >>> seen = Seen(1000)
    >>> seen.add(7 << 32 | 5), seen.add(7 << 32 | 5), seen.add(9 << 32 | 5)
    (False, True, False)
    """

    def __init__(self, works: int = 0, bits: bytes | None = None) -> None:
        size = min(LARGEST, max(SMALLEST, works * BITS_A_WORK // 8))
        self.bits = bytearray(size) if bits is None else bytearray(bits)

    def add(self, key: int) -> bool:
        """Add a key of 64 bits; whether it may have been there before."""
        bits, count, step, known = self.bits, len(self.bits) * 8, key >> 32 | 1, True
        at = key & 0xFFFFFFFF
        for _ in range(HASHES):
            at = (at + step) % count
            place, bit = at >> 3, 1 << (at & 7)
            if not bits[place] & bit:
                known = False
                bits[place] |= bit
        return known
