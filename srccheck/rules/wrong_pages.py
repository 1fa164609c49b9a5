"""The rule ``wrong-pages``."""

from __future__ import annotations

from srccheck.rules.contradiction import Contradiction


class WrongPages(Contradiction):
    """Pages that are not those of the work.

    What it does
    Reports pages that differ in every record of the cited work. Shortened ranges (1093–7 for
    1093–1097) agree, and so do pages within the range.

    Why it matters
    A reader who opens those pages finds something else.

    Example:
    ``pp. 201-219`` of an article on pages 210 to 219
    """

    name = "wrong-pages"
    fields = ("pages",)
    noun = "page range"
