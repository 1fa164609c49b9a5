"""Notes and their markers: where lists of notes stand, and which marker points to which note."""

from srccheck.notes.collecting import Collected, collect

__all__ = ["Collected", "collect"]
