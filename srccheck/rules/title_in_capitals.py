"""The rule ``title-in-capitals``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule

_WORDS = 4
_LETTERS = 18


class TitleInCapitals(Rule):
    """A title that is wholly in capital letters.

    What it does
    Reports titles of four words and eighteen letters or more without a small letter.

    Why it matters
    Databases and web pages shout titles; which words have a capital, and which are acronyms,
    is lost, and the reference list looks uneven.

    Example:
    ``"THE POLITICS OF ENERGY IN CENTRAL ASIA"``
    """

    name = "title-in-capitals"
    severity = Severity.WARNING
    confidence = Confidence.LOW

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            for name in ("title", "booktitle"):
                field = entry.fields.get(name)
                if field and is_in_capitals(field.value):
                    yield self.finding(
                        field.span,
                        shortened(field.value),
                        _("The title is wholly in capital letters."),
                        suggestion=_("Write it with capitals only where its language has them."),
                        basis=_("no small letter"),
                        entry=entry.key,
                    )


def is_in_capitals(title: str) -> bool:
    """Whether a whole long title is in capital letters.

    >>> is_in_capitals("THE POLITICS OF ENERGY IN CENTRAL ASIA"), is_in_capitals("NATO AND THE EU")
    (True, False)
    """
    letters = [character for character in title if character.isalpha()]
    return (
        len(title.split()) >= _WORDS
        and len(letters) >= _LETTERS
        and all(character.isupper() for character in letters)
    )
