"""The rule ``empty-label``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from srccheck.mend import mended
from srccheck.messages import _
from srccheck.model import Block, BlockKind, Confidence, Dossier, Finding, Severity, Span
from srccheck.rules.labels import LONGEST, begins_with_label, is_label
from srccheck.rules.rule import Rule


class EmptyLabel(Rule):
    """A label of page metadata that has no value.

    What it does
    Reports lines that hold nothing but a known label (Author, Date, Keywords … in several
    languages) and are followed by another label, a heading or the end of the page.

    Why it matters
    A field of the page was never filled, or its value was lost; readers miss the author or date.

    Example:
    ``**Author:**`` followed by ``**Date:** 3 May 2021``
    """

    name = "empty-label"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        blocks = [block for block in document.blocks if block.passage.text.strip()]
        for block, following in itertools.zip_longest(blocks, blocks[1:]):
            if block.kind is not BlockKind.PARAGRAPH or len(block.passage) > LONGEST:
                continue
            if not is_label(mended(block.passage, document.repairs)):
                continue
            end = following.passage.span().start if following else len(document.source)
            gap = Span(block.passage.span().end, end)
            if _ends_value(following) and not any(gap.covers(link.span) for link in document.links):
                yield self.finding(
                    block.passage.strip().span(),
                    block.passage.text.strip(),
                    _("The label has no value."),
                    suggestion=_("Fill it in, or remove the label."),
                    basis=_("what follows is another label, a heading or the end"),
                )


def _ends_value(following: Block | None) -> bool:
    """Whether what follows a label is no value of it."""
    if following is None or following.kind is BlockKind.HEADING:
        return True
    return following.kind is BlockKind.PARAGRAPH and begins_with_label(following.passage)
