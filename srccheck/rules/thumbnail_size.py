"""The rule ``thumbnail-size``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import BlockKind, Confidence, Dossier, Finding, Severity
from srccheck.rules.rule import Rule
from srccheck.text.templates import is_image_size


class ThumbnailSize(Rule):
    """The size of an image, left as a line of text.

    What it does
    Reports paragraphs that hold nothing but a width and a height in pixels, with a remark in
    brackets at most.

    Why it matters
    It is the caption that a program gave a thumbnail, and says nothing to readers.

    Example:
    ``250x80 (English)``
    """

    name = "thumbnail-size"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for block in dossier.document.blocks:
            text = block.passage.text.strip()
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and is_image_size(text):
                yield self.finding(
                    block.passage.strip().span(),
                    text,
                    _("The size of an image stands alone in the text."),
                    suggestion=_("Remove the line."),
                    basis=_("a width and a height in pixels, and nothing else"),
                )
