"""The rule ``undecodable-bytes``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import problem_findings
from srccheck.rules.rule import Rule


class UndecodableBytes(Rule):
    """Bytes that are no text in the encoding of the file.

    What it does
    Reports each place where the bytes of a file could not be decoded in the encoding that the
    file declares or is found to have.

    Why it matters
    What stood there is unknown; a program that goes on drops it or shows a question mark.

    Example:
    The byte ``E9`` (é in Latin-1) in a file that is otherwise UTF-8.
    """

    name = "undecodable-bytes"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        return problem_findings(
            self, dossier, _("Save the file again in one encoding, best UTF-8.")
        )
