"""The rule ``misspelt-given-name``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.rules.judged import with_known_authors
from srccheck.rules.rule import Rule
from srccheck.text.given_names import intended_given_name


class MisspeltGivenName(Rule):
    """A given name that is one letter away from a well-known one, and itself no known name.

    What it does
    Compares the first given name of authors, editors and translators with a list of more than
    100,000 names of many languages. Reports it only if one letter too many, too few or out of
    order makes a run of consonants that names hardly have, or hides a name that everybody knows.
    Silent where the source was looked up and a record of it states its authors.

    Why it matters
    Databases are searched by name: one wrong letter hides the source.

    Example:
    ``Benjmin Doe``: Benjamin?
    """

    name = "misspelt-given-name"
    severity = Severity.WARNING
    confidence = Confidence.LOW
    fixable = "unsafe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        source = dossier.document.source
        known = with_known_authors(dossier)
        for entry in dossier.sources:
            for field_name in ("author", "editor", "translator"):
                field = entry.fields.get(field_name)
                if not field or entry.key in known:
                    continue
                for name in field.names:
                    given = name.given.split()[0] if name.given.split() and not name.literal else ""
                    intended = intended_given_name(given)
                    if not intended:
                        continue
                    at = source.find(given, field.span.start, field.span.end)
                    span = Span(at, at + len(given)) if at >= 0 else field.span
                    fix = Fix(
                        (Edit(span, intended),),
                        safe=False,
                        description=_("Write {intended}", intended=intended),
                    )
                    yield self.finding(
                        span,
                        given,
                        _(
                            "The given name {given} is in no list of names,"
                            " and {intended} is one letter away: compare it with the source.",
                            given=given,
                            intended=intended,
                        ),
                        suggestion=intended,
                        basis=_("list of given names"),
                        fix=fix if at >= 0 else None,
                        entry=entry.key,
                    )
