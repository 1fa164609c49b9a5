"""The rule ``wrong-author``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Document, Edit, Field
from srccheck.model.match import Agreement, FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.judged import Judged


class WrongAuthor(Contradiction):
    """An author or editor who is not the one of the work.

    What it does
    Reports names that differ in every record of the cited work: another person, one too many.
    Order, initials, particles, transliterations, "et al." and misspellings are no such difference.

    Why it matters
    The work is ascribed to somebody who did not write it.

    Example:
    An article by Ann Example that is cited as one by Tom Sample
    """

    name = "wrong-author"
    fixable = "no"
    fields = ("author", "editor")
    noun = _("author")

    def concerns(self, source: Judged, held: FieldMatch) -> bool:
        """Whether the names are other ones, and not misspelt."""
        return super().concerns(source, held) and held.agreement is Agreement.DIFFERENT

    def mend(self, document: Document, field: Field, held: FieldMatch) -> Edit | None:  # noqa: ARG002
        """No edit: how names are written depends on the style of the document."""
        return None
