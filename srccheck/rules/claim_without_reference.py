"""The rule ``claim-without-reference``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, EntryKind, Finding, Severity, Span
from srccheck.rules.context import folded
from srccheck.rules.rule import Rule

_ATTRIBUTION = re.compile(
    r"\b(?:according to|(?:data|figures|estimates?) (?:from|of|by)|sources? ?:"
    r"|(?:reported|calculated|estimated) by|selon|d['’]après|(?:données|chiffres) d[eu]s?|laut"
    r"|nach (?:angaben|daten|schätzungen)|quellen? ?:|según|fuentes? ?:|secondo|stando (?:a|al)"
    r"|fonti?e? ?:|segundo|de acordo com)\s?"
    r"(?:(?:les|los|os|i)\s(?:données|chiffres|datos|dados|dati)\sd(?:e|u|es|el|ella|ello|i|o|a)?\s?"
    r"(?:ell['’])?)?"
    r"(?:(?:the|la|le|les|el|los|il|lo|gli|i|der|die|das|den|dem|des|du|o|a|os|as)\s|l['’])?"
    r"\W{0,2}$",
    re.IGNORECASE,
)


class ClaimWithoutReference(Rule):
    """A claim that rests on an organisation, and on no work of it that could be looked up.

    What it does
    Reports notes that name an organisation as the source of what they say ("according to X",
    "selon X", "source: X") and cite no publication, database or page.

    Why it matters
    Nobody can check a figure that is "according to" an institute with thousands of publications.

    Example:
    ``(3) The share fell by half, according to the Institute of Ice.``
    """

    name = "claim-without-reference"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        source = dossier.document.source
        cited = {entry.note_label: entry for entry in dossier.sources}
        for entry in dossier.entries:
            field = entry.fields.get("organization")
            if entry.kind is not EntryKind.CLAIM or not field:
                continue
            other = cited.get(entry.note_label)
            if other and entry.note_label and _names(other.raw, field.value):
                continue
            before = source[max(0, field.span.start - 60) : field.span.start]
            attributed = bool(_ATTRIBUTION.search(" ".join(before.split()) + " "))
            yield self.finding(
                Span(*field.span),
                field.raw,
                _(
                    "The note rests on {organisation} and names no work of it.",
                    organisation=field.value,
                ),
                suggestion=_("Name the publication, table or page, with its date."),
                basis=_("no title, address or identifier in the note"),
                entry=entry.key,
                severity=None if attributed else Severity.INFO,
            )


def _names(text: str, organisation: str) -> bool:
    return folded(organisation) in folded(text)
