"""The rule ``image-not-found``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity, Span
from srccheck.rules.damage import prose
from srccheck.rules.rule import Rule
from srccheck.text.templates import says_image_missing


class ImageNotFound(Rule):
    """A message that an image is missing.

    What it does
    Reports short lines and texts of images that say, in one of several languages, that an image
    was not found, is not available, or is a placeholder.

    Why it matters
    The picture is lost, and the message of the program that looked for it became part of the text.

    Example:
    ``Image not found or type unknown``
    """

    name = "image-not-found"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        seen: list[Span] = []
        for passage in prose(document):
            text = passage.text.strip()
            if says_image_missing(text):
                span = passage.strip().span()
                seen.append(span)
                yield self._finding(span, text)
        for link in document.links:
            shown = link.image and says_image_missing(link.text.strip())
            if shown and not any(span.overlaps(link.span) for span in seen):
                yield self._finding(link.span, link.text)

    def _finding(self, span: Span, text: str) -> Finding:
        return self.finding(
            span,
            text,
            _("A message about a missing image stands in the text."),
            suggestion=_("Put the image back, or remove the line."),
            basis=_("the wording of such messages"),
        )
