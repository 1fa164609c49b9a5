"""The rule ``wrong-title``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Severity
from srccheck.model.match import FieldMatch, Match
from srccheck.rules.contradiction import Contradiction


class WrongTitle(Contradiction):
    """A title that is not the one of the work to which everything else leads.

    What it does
    Reports a title that differs in every record of the cited work, or is misspelt. Subtitles,
    translated and original titles, case, punctuation and markup agree. Where only a web page has
    another title, that is information: headlines are changed after they were cited.

    Why it matters
    A search for the title finds nothing, or another work.

    Example:
    ``The Lost Harbor of Aden`` for *The Last Harbour of Aden*
    """

    name = "wrong-title"
    fields = ("title",)
    noun = _("title")

    def severity_of(self, held: FieldMatch, match: Match) -> Severity:  # noqa: ARG002
        """Pages change their headlines."""
        return Severity.INFO if match.record.source == "page" else self.severity
