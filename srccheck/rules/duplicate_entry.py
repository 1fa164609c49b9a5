"""The rule ``duplicate-entry``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Finding, Severity
from srccheck.rules.context import (
    bibliography,
    folded,
    is_bibliographic,
    is_short_form,
    place_of,
    shortened,
)
from srccheck.rules.merging import are_identical, merged
from srccheck.rules.rule import Rule
from srccheck.text.identifiers import canonical_doi

_KEY = re.compile(r"\s*@\w+\s*[{(]\s*([^\s,{}]+)")
"""The key as it is written; those of the entries are told apart already."""
_TELLS_APART = (
    *("journaltitle", "booktitle", "volume", "number", "issue", "edition", "chapter", "type"),
    *("pages", "date", "publisher", "institution", "translator", "langid", "url"),
)


class DuplicateEntry(Rule):
    """One work that stands twice in a reference list or a BibTeX file.

    What it does
    Compares DOI, ISBN with title, and title with first author and year. Two entries that
    differ in volume, pages or another such field are two works. In notes, where a work may well be
    cited in full more than once, it is info. Two BibTeX entries under one key are an error.

    Why it matters
    One of the two is corrected later and the other is not, and counts of citations go wrong.

    Example:
    Two entries with ``doi = {10.1000/182}``
    """

    name = "duplicate-entry"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        lists = bibliography(document)
        stated = is_bibliographic(document)
        keys: dict[str, Entry] = {}
        works: dict[tuple[str, ...], Entry] = {}
        for entry in dossier.sources:
            written = _KEY.match(entry.raw) if stated else None
            if written:
                other = keys.setdefault(written[1], entry)
                if other is not entry:
                    yield self._found(
                        dossier, entry, other, _("the key {key}", key=written[1]), True
                    )
                    continue
            if is_short_form(entry.raw):
                continue
            for mark, what in _marks(entry):
                other = works.setdefault(mark, entry)
                if other is not entry and not _are_apart(entry, other, mark[0]):
                    listed = stated or (lists.covers(entry.span) and lists.covers(other.span))
                    yield self._found(dossier, entry, other, what, False, listed)
                    break

    def _found(
        self,
        dossier: Dossier,
        entry: Entry,
        other: Entry,
        what: str,
        error: bool,
        listed: bool = True,
    ) -> Finding:
        place = place_of(dossier.document, other.span)
        severity = Severity.ERROR if error else None if listed else Severity.INFO
        fix = merged(dossier, entry, other) if listed else None
        return self.finding(
            entry.span,
            shortened(entry.raw),
            _("The entry has {what} of that {place}.", what=what, place=place),
            suggestion=_("Give it another key.") if error else _("Keep one of the two."),
            basis=what,
            fix=fix,
            entry=entry.key,
            severity=severity,
            confidence=Confidence.MEDIUM if fix and not are_identical(entry, other) else None,
        )


def _marks(entry: Entry) -> Iterator[tuple[tuple[str, ...], str]]:
    """What two entries of one work share, and its name; the surest first."""
    title = folded(entry.value("title"))
    doi = canonical_doi(entry.value("doi"))
    if doi:
        yield ("doi", doi), _("the DOI")
    isbn = "".join(character for character in entry.value("isbn") if character.isalnum())
    if isbn and title:
        yield ("isbn", isbn, title), _("the ISBN and title")
    field = entry.fields.get("author") or entry.fields.get("editor")
    if field and field.names and title and len(title) > 3:
        date = entry.fields.get("date") or entry.fields.get("year")
        year = str(date.date.year) if date and date.date else folded(date.value if date else "")
        if year:
            yield (
                ("title", title, folded(field.names[0].family), year),
                _("the title, author and year"),
            )


def _are_apart(entry: Entry, other: Entry, mark: str) -> bool:
    """Whether both state something, and not the same, that tells works apart."""
    if mark == "doi":
        one, two = folded(entry.value("title")), folded(other.value("title"))
        pages = entry.value("pages") != other.value("pages")
        return bool(one and two and one != two and pages)
    return any(
        entry.value(name)
        and other.value(name)
        and folded(entry.value(name)) != folded(other.value(name))
        for name in _TELLS_APART
    )
