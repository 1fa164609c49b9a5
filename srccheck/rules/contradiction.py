"""What the rules share that report a field which no record of the cited work agrees with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from srccheck.matching.damaged import is_damaged
from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Edit, Field, Finding, Fix, Severity
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.rules.context import shortened
from srccheck.rules.judged import Judged, first_field, judged, place, stated_by
from srccheck.rules.rule import Rule
from srccheck.rules.written import value_edit


class Contradiction(Rule):
    """A field that differs in every record of the cited work that has it.

    Never reported where it is not sure which work is cited, where one record agrees with what is
    cited, or where the database's own value is damaged.
    """

    severity = Severity.WARNING
    confidence = Confidence.HIGH
    offline = False
    fixable = "sometimes"
    fields: ClassVar[tuple[str, ...]]
    """The fields of an entry that this rule is about."""
    noun: ClassVar[str]
    """What to call them in a message."""

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            if not source.verified:
                continue
            for held in source.judgement.differing:
                match = source.match_with(held)
                if held.field in self.fields and match and self.concerns(source, held):
                    yield self._found(dossier.document, source, held, match)

    def concerns(self, source: Judged, held: FieldMatch) -> bool:  # noqa: ARG002
        """Whether a difference is one for this rule."""
        return bool(held.found) and not is_damaged(held.found)

    def severity_of(self, held: FieldMatch, match: Match) -> Severity:  # noqa: ARG002
        """How bad a difference is."""
        return self.severity

    def right(self, field: Field | None, held: FieldMatch) -> str:  # noqa: ARG002
        """What would be right, as it would stand in the document."""
        return held.found

    def mend(self, document: Document, field: Field, held: FieldMatch) -> Edit | None:
        """The edit that puts it right; none where more than the value would have to change."""
        return value_edit(document, field, self.right(field, held))

    def is_certain(self, source: Judged, field: Field, held: FieldMatch) -> bool:  # noqa: ARG002
        """Whether the value of the record may be put there without being looked at."""
        return False

    def _fix(
        self, document: Document, source: Judged, held: FieldMatch, match: Match
    ) -> Fix | None:
        """How to mend it, if an identifier or address of the entry leads to the record."""
        field = first_field(source.entry, held.field)
        if field is None or not match.by_identifier:
            return None
        edit = self.mend(document, field, held)
        if edit is None or is_damaged(edit.text):
            return None
        safe = source.is_backed_by(match) and self.is_certain(source, field, held)
        return Fix((edit,), safe=safe, description=_("put {text}", text=edit.text))

    def _found(self, document: Document, source: Judged, held: FieldMatch, match: Match) -> Finding:
        entry = source.entry
        field = first_field(entry, held.field)
        span, cited = place(entry, held.field)
        right = self.right(field, held)
        sure = source.by_identifier or len(source.judgement.work) > 1
        severity = self.severity_of(held, match)
        said = {
            "noun": self.noun,
            "cited": shortened(cited),
            "record": stated_by(match.record),
            "found": right if right == shortened(right) else shortened(right),
        }
        if held.agreement is Agreement.NEAR:
            message = _(
                "The {noun} is misspelt: the reference has {cited}, {record} has {found}.", **said
            )
        else:
            message = _(
                "The {noun} differs: the reference has {cited}, {record} has {found}.", **said
            )
        return self.finding(
            span,
            cited,
            message,
            suggestion=right,
            basis=source.basis(match.record),
            fix=self._fix(document, source, held, match),
            entry=entry.key,
            severity=severity,
            confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        )
