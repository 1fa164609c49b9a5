"""The rule ``unofficial-venue-name``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Field, Finding, Severity, Span
from srccheck.rules.context import document_language
from srccheck.rules.misspelt_venue import FIELDS
from srccheck.rules.rule import Rule
from srccheck.rules.translated_name import meaning, translated_venue
from srccheck.venues import How, Venue, VenueKind, VenueMatch, lookup

_STYLE = (How.ALIAS, How.FOLDED)
_PLAIN = str.maketrans("’‘“”–—‑  ", "''\"\"---  ")


class UnofficialVenueName(Rule):
    """A venue under another name than its own.

    What it does
    Looks venues up under their aliases and translated names, and recognises an institute whose name
    was translated word by word. A translated name of an institute is a warning, unless it is
    a known one in the language of the document, or an English one in an English document. Aliases
    and differences in capitals, accents or articles are info.

    Why it matters
    A reader who searches the institute under a name that it never bore does not find it.

    Example:
    ``Institut italien d'études politiques internationales`` for the Istituto per gli Studi di
    Politica Internazionale (ISPI).
    """

    name = "unofficial-venue-name"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        language = document_language(dossier.document)
        seen: set[Span] = set()
        for entry in dossier.sources:
            for name in (*FIELDS, "author"):
                field = entry.fields.get(name)
                if not field or field.span in seen or not _names_a_venue(field):
                    continue
                found = self._judged(entry, field, language)
                if found:
                    seen.add(field.span)
                    yield found

    def _judged(self, entry: Entry, field: Field, language: str) -> Finding | None:
        cited = field.names[0].family if field.names else field.value
        match = lookup(cited)
        if match is None:
            venue = translated_venue(cited)
            return self._translated(entry, field, venue, "", language) if venue else None
        if match.how is How.TRANSLATED:
            if match.venue.kind is VenueKind.ORGANIZATION:
                return None  # international organisations have names in many languages
            return self._translated(entry, field, match.venue, _language_of(match), language)
        styled = match.how in _STYLE and not _is_typography(cited, match.matched)
        if styled or (match.how is How.FUZZY and "word" in match.reason):
            return self.finding(
                field.span,
                field.raw,
                _(
                    "{cited} is listed as {venue}: {reason}.",
                    cited=cited,
                    venue=match.venue.name,
                    reason=match.reason,
                ),
                suggestion=match.venue.name,
                basis=_("list of venues"),
                entry=entry.key,
                severity=Severity.INFO,
            )
        return None

    def _translated(
        self, entry: Entry, field: Field, venue: Venue, named_in: str, language: str
    ) -> Finding:
        cited = field.names[0].family if field.names else field.value
        languages = {named_in} if named_in else set(meaning(cited).languages)
        own = (named_in == language != "") or ("en" in languages and language in ("en", ""))
        severe = venue.kind is VenueKind.THINK_TANK and not own
        third = bool(languages) and language not in languages
        return self.finding(
            field.span,
            field.raw,
            _("{cited} is a translated name of the {venue}.", cited=cited, venue=venue.name)
            if severe
            else _(
                "{cited} is another language's name of the {venue}.", cited=cited, venue=venue.name
            ),
            suggestion=venue.name,
            basis=_("list of venues") if named_in else _("meaning of the words of the name"),
            entry=entry.key,
            severity=None if severe else Severity.INFO,
            confidence=Confidence.MEDIUM if third else Confidence.LOW,
        )


def _names_a_venue(field: Field) -> bool:
    """Whether a field is no list of persons."""
    return not field.names or (len(field.names) == 1 and field.names[0].literal)


def _is_typography(cited: str, name: str) -> bool:
    """Whether two names differ in apostrophes, quotation marks and dashes only."""
    return cited.translate(_PLAIN) == name.translate(_PLAIN)


def _language_of(match: VenueMatch) -> str:
    return next(
        (other.language for other in match.venue.translated if other.name == match.matched), ""
    )
