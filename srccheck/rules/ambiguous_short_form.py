"""The rule ``ambiguous-short-form``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule


class AmbiguousShortForm(Rule):
    """A short form that may stand for several of the sources given before.

    What it does
    Reports "op. cit." and an author alone where two works of that author are cited, and "ibid."
    after a note with several sources, which manuals forbid (*The Chicago Manual of Style*, 17th
    edition, 14.34) and many authors mean as the last of them: info. "See note 3" is left alone:
    it may well mean all that the note holds.

    Why it matters
    The reader cannot tell which work is meant, and what is checked against it may be the wrong one.

    Example:
    ``[^3]: Doe, op. cit., p. 4.`` after two works by Doe
    """

    name = "ambiguous-short-form"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        entries = {entry.key: entry for entry in dossier.entries}
        told: set[tuple[str, ...]] = set()
        for pointer in dossier.pointers:
            if len(pointer.candidates) < 2 or pointer.form == "supra":
                told.clear()
                continue
            by_place = pointer.form in ("ibid", "idem", "loc-cit")
            if by_place and pointer.candidates in told:
                continue
            told.add(pointer.candidates)
            named = [_called(entries[key]) for key in pointer.candidates if key in entries]
            yield self.finding(
                pointer.span,
                shortened(pointer.raw),
                _(
                    "This short form may stand for any of {count} sources.",
                    count=len(pointer.candidates),
                ),
                suggestion=_("Name the work: {works}", works="; ".join(named[:3])),
                basis=_("the notes before it"),
                severity=Severity.INFO if by_place else None,
            )


def _called(entry: Entry) -> str:
    author = entry.fields.get("author")
    family = author.names[0].family if author and author.names else ""
    return shortened(", ".join(filter(None, (family, entry.value("title")))), 60) or entry.key
