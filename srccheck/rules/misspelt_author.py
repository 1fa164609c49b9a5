"""The rule ``misspelt-author``."""

from __future__ import annotations

import re

from srccheck.messages import _
from srccheck.model import Document, Edit, Field, Span
from srccheck.model.match import Agreement, FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.judged import Judged
from srccheck.rules.written import as_text

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


class MisspeltAuthor(Contradiction):
    """A name that every record of the work spells in another way.

    What it does
    Reports the name of an author or editor that differs by a slip of the pen from that in every
    record of the cited work, and shows both spellings.

    Why it matters
    A search for the name finds nothing, and it is somebody's name.

    Example:
    ``Kevorsk`` for Kevork
    """

    name = "misspelt-author"
    fields = ("author", "editor")
    noun = _("author's name")

    def concerns(self, source: Judged, held: FieldMatch) -> bool:
        """Whether the name is the same but for its spelling."""
        return super().concerns(source, held) and held.agreement is Agreement.NEAR

    def mend(self, document: Document, field: Field, held: FieldMatch) -> Edit | None:
        """Put the one word right that differs, where it is one."""
        cited, found = _WORD.findall(held.cited), _WORD.findall(held.found)
        wrong = [word for word in cited if word not in found]
        right = [word for word in found if word not in cited]
        if len(wrong) != 1 or len(right) != 1 or field.raw.count(wrong[0]) != 1:
            return None
        if len(field.raw) != field.span.end - field.span.start:
            return None
        start = field.span.start + field.raw.index(wrong[0])
        text = as_text(document, right[0], start)
        return Edit(Span(start, start + len(wrong[0])), text)
