"""The rule ``broken-identifier``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import BlockKind, Confidence, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.rules.context import Spans, keys_by_place
from srccheck.rules.rule import Rule
from srccheck.text.identifiers import find_identifiers, problem

_NAMES = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "orcid": "ORCID iD",
    "doi": "DOI",
    "arxiv": _("arXiv number"),
}
_FIELDS = {"doi": "doi", "isbn": "isbn", "issn": "issn", "orcid": "orcid"}
_TAIL = re.compile(
    r"(?:/(?:abstract|full|fulltext|pdf|epdf|epub|summary)|\.pdf|[?#&]utm_\S*"
    r"|[?&](?:casa_token|journalcode|cookieset|src|needaccess)=\S*|[.;]?pmid:?[0-9]*)$",
    re.IGNORECASE,
)
_MANY = re.compile(r"[\s,;]+(?=97[89])|\s*[,;]\s*")


class BrokenIdentifier(Rule):
    """An ISBN, ISSN, ORCID iD, arXiv number or DOI that cannot be right.

    What it does
    Checks the check digit of ISBN (ISO 2108), ISSN (ISO 3297) and ORCID iD (ISO 7064), the
    form of DOIs (DOI Handbook, section 2) and of arXiv numbers, in fields, in running text and in
    links; and reports what belongs to a publisher's address and was left at the end of a DOI.

    Why it matters
    An identifier with a wrong digit leads nowhere, or to another work.

    Example:
    ``ISBN 978-0-306-40615-8``: its check digit should be 7.
    """

    name = "broken-identifier"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        seen = Spans()
        key_at = keys_by_place(dossier)
        for scheme, value, span, cited in _identifiers(dossier):
            if seen.overlaps(span):
                continue
            finding = self._judged(dossier, scheme, value, span, cited, key_at(span))
            if finding:
                seen.add(span)
                yield finding

    def _judged(
        self, dossier: Dossier, scheme: str, value: str, span: Span, cited: str, entry: str
    ) -> Finding | None:
        if wrong := problem(scheme, value):
            return self.finding(
                span,
                cited,
                _(
                    "The {identifier} {cited} cannot be right: {wrong}.",
                    identifier=_NAMES[scheme],
                    cited=cited,
                    wrong=wrong,
                ),
                suggestion=_("Compare it with the work itself or a library catalogue."),
                basis=_("check digit")
                if "check digit" in wrong
                else _("form of the {identifier}", identifier=_NAMES[scheme]),
                entry=entry,
            )
        tail = _TAIL.search(cited) if scheme == "doi" else None
        if not tail or not tail.start():
            return None
        cut = cited[: tail.start()]
        exact = dossier.document.source[span.start : span.end] == cited
        edit = Edit(Span(span.start + tail.start(), span.end), "")
        return self.finding(
            span,
            cited,
            _(
                "The DOI {cited} ends in {tail}, which belongs to a publisher's address.",
                cited=cited,
                tail=tail.group(),
            ),
            suggestion=cut,
            basis=_("form of the DOI"),
            fix=Fix((edit,), safe=False, description=_("Drop {tail}", tail=tail.group()))
            if exact
            else None,
            entry=entry,
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
        )


def _identifiers(dossier: Dossier) -> Iterator[tuple[str, str, Span, str]]:
    """Scheme, value, span and wording of every identifier that has a checkable form."""
    document = dossier.document
    for block in document.blocks:
        if block.kind is BlockKind.CODE:
            continue
        for match in find_identifiers(block.passage.text):
            if match.scheme in _NAMES:
                cited = block.passage.text[match.start : match.end]
                yield match.scheme, match.value, block.passage.span(match.start, match.end), cited
    for link in document.links:
        for match in find_identifiers(link.target or ""):
            if match.scheme in ("doi", "orcid", "arxiv"):
                yield match.scheme, match.value, link.span, match.value
    for entry in dossier.entries:
        for scheme, name in _FIELDS.items():
            field = entry.fields.get(name)
            if not field:
                continue
            for value in _values(scheme, field.value):
                at = document.source.find(value, field.span.start, field.span.end)
                whole = Span(at, at + len(value)) if at >= 0 else field.span
                yield scheme, value, whole, document.source[whole.start : whole.end]


def _values(scheme: str, text: str) -> Iterator[str]:
    """The identifiers of a field; a DOI is read as the resolver's address too."""
    if scheme == "doi":
        found = find_identifiers(text)
        yield found[0].value if found and found[0].scheme == "doi" else text.strip()
        return
    for part in _MANY.split(text):
        digits = re.search(r"[0-9][0-9Xx\-‐‑– ]{6,22}[0-9Xx]", part)
        if digits:
            yield digits.group()
