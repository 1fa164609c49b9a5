"""The rule ``wrong-pages``."""

from __future__ import annotations

import re

from srccheck.messages import _
from srccheck.model import Field
from srccheck.model.match import FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.judged import Judged

_RANGE = re.compile(r"[A-Za-z]?\d{1,7}(?:--?|[–—])[A-Za-z]?\d{1,7}")


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
    noun = _("page range")

    def is_certain(self, source: Judged, field: Field, held: FieldMatch) -> bool:
        """Ranges where a work is listed; elsewhere pages are the place that is cited."""
        whole = _RANGE.fullmatch(field.value.strip()) and _RANGE.fullmatch(held.found.strip())
        return bool(whole) and not source.entry.note_label
