"""The rule ``misspelt-venue``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.rules.rule import Rule
from srccheck.text.normalise import words
from srccheck.venues import How, VenueMatch, lookup

FIELDS = ("journaltitle", "journal", "institution", "organization", "publisher", "series")
_REASONS = ("letter differs", "letters differ", "spaces differ")


class MisspeltVenue(Rule):
    """A venue whose name differs from a known one by a slip of the pen.

    What it does
    Compares journals, newspapers, institutes and series with the known venues, letter by letter.
    Names that could be another venue's (other words, another ending) are left alone.

    Why it matters
    Catalogues and databases are searched by the name of the journal.

    Example:
    ``*Foreing Affairs*``: *Foreign Affairs*
    """

    name = "misspelt-venue"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    fixable = "unsafe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        seen: set[Span] = set()
        for entry in dossier.sources:
            for name in FIELDS:
                field = entry.fields.get(name)
                match = lookup(field.value) if field else None
                if not field or not match or not _is_slip(field.value, match):
                    continue
                if field.span in seen:
                    continue
                seen.add(field.span)
                right = match.matched
                fix = Fix(
                    (Edit(field.span, right),),
                    safe=False,
                    description=_("Write {right}", right=right),
                )
                plain = field.raw == dossier.document.source[field.span.start : field.span.end]
                yield self.finding(
                    field.span,
                    field.raw,
                    _(
                        "{cited} seems to be {right}: {reason}.",
                        cited=field.value,
                        right=right,
                        reason=match.reason,
                    ),
                    suggestion=right,
                    basis=_("list of venues"),
                    fix=fix if plain and field.raw == field.value else None,
                    entry=entry.key,
                )


def _is_slip(cited: str, match: VenueMatch) -> bool:
    """Whether letters or spaces are wrong; a name of one word must not have another letter."""
    if match.how is not How.FUZZY or not any(reason in match.reason for reason in _REASONS):
        return False
    if len(words(match.matched)) > 1 or len(cited) != len(match.matched):
        return True
    return sorted(cited.lower()) == sorted(match.matched.lower())
