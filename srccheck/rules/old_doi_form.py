"""The rule ``old-doi-form``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Edit, Field, Finding, Fix, Severity, Span
from srccheck.rules.rule import Rule
from srccheck.text.identifiers import problem

RESOLVER = "https://doi.org/"
_DOI = r"(?P<doi>10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\"“”«»„<>{}|\\^`%]{1,200})"
_ADDRESS = re.compile(
    r"(?P<form>(?:https?://(?:dx\.|www\.)?doi\.org|(?<![\w./])(?:dx|www)\.doi\.org)/[ ]{0,3})"
    + _DOI,
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![\w/.:])(?P<form>doi(?:[ ]{0,2}:[ ]{0,2}|[ ]{1,2}))" + _DOI, re.IGNORECASE
)
_FIELD = re.compile(
    r"(?P<form>\s{0,9}(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s{0,3}:|doi\s)?\s{0,9})"
    + _DOI + r"(?P<tail>\s{0,9})",
    re.IGNORECASE,
)  # fmt: skip
_BASIS = "Crossref's DOI display guidelines (2017); the biblatex manual, section 2.2.2"


class OldDoiForm(Rule):
    """A DOI that is not written as it should be.

    What it does
    Reports DOIs behind the old resolver (``http://dx.doi.org/``) or with a space inside the
    address, with the address at which they are resolved today; and DOIs with a label or address in
    the field for them in BibTeX, RIS or CSL, which holds the bare DOI. The label ``doi:`` in the
    references of a text is the way of some styles: its fix is to be looked at.

    Why it matters
    BibTeX styles write the address before the field ``doi``, so that it would stand there twice;
    and an address with a space leads nowhere.

    Example:
    ``doi = {http://dx.doi.org/10.1000/182}``
    """

    name = "old-doi-form"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        stated = {entry.span for entry in document.entries}
        fields: set[Span] = set()
        seen: set[Span] = set()
        for entry in dossier.sources:
            field = entry.fields.get("doi")
            if entry.span in stated and field:
                fields.add(field.span)
                yield from self._in_field(document, field, entry.key)
            address = entry.fields.get("url")
            places = [address.span] if address else []
            for span in places if entry.span in stated else [entry.span]:
                yield from self._in_text(document, span, entry.key, seen)
        for link in document.links:
            if link.span not in fields:
                yield from self._in_text(document, link.span, "", seen)

    def _in_field(self, document: Document, field: Field, entry: str) -> Iterator[Finding]:
        written = document.source[slice(*field.span)]
        if written != field.raw:
            return
        found = _FIELD.fullmatch(written)
        if not found or not (found["form"] or found["tail"]) or problem("doi", found["doi"]):
            return
        start = field.span.start
        before = Edit(Span(start, start + found.start("doi")), "")
        after = Edit(Span(start + found.end("doi"), field.span.end), "")
        edits = tuple(edit for edit in (before, after) if edit.span.end > edit.span.start)
        yield self._old(field.span, written, found["doi"], edits, entry, safe=True)

    def _in_text(
        self, document: Document, span: Span, entry: str, seen: set[Span]
    ) -> Iterator[Finding]:
        for pattern in (_ADDRESS, _LABEL):
            for found in pattern.finditer(document.source, span.start, span.end):
                form = Span(*found.span("form"))
                if found["form"].lower() == RESOLVER or form in seen:
                    continue
                seen.add(form)
                doi = found["doi"].rstrip(".,;:)]*_'")
                if problem("doi", doi):
                    continue
                whole = Span(form.start, found.start("doi") + len(doi))
                edits = (Edit(form, RESOLVER),)
                safe = pattern is _ADDRESS
                yield self._old(
                    whole, document.source[slice(*whole)], RESOLVER + doi, edits, entry, safe=safe
                )

    def _old(
        self, span: Span, cited: str, right: str, edits: tuple[Edit, ...], entry: str, *, safe: bool
    ) -> Finding:
        return self.finding(
            span,
            cited,
            _("The DOI is not written as it should be."),
            suggestion=right,
            basis=_BASIS,
            fix=Fix(edits, safe=safe, description=_("put {text}", text=right)),
            entry=entry,
        )
