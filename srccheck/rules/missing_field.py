"""The rule ``missing-field``."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources

from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Entry, Finding, Severity
from srccheck.rules.context import (
    folded,
    is_bibliographic,
    is_short_form,
    is_undated,
    shortened,
)
from srccheck.rules.rule import Rule
from srccheck.text.identifiers import find_identifiers

_YEAR = re.compile(r"(?:1[5-9]|20)\d{2}|[12lI][0-9OolI]{3}")
"""Also a year that is not written as one: it is there, and another rule has it."""
_DATE = ["date", "year"]
_UNSIGNED = frozenset(("newspaper", "magazine", "blog", "wire"))
_FIELDS: dict[str, str] = {
    "author": _("author"),
    "booktitle": _("book title"),
    "date": _("date"),
    "editor": _("editor"),
    "institution": _("institution"),
    "journaltitle": _("journal"),
    "title": _("title"),
    "type": _("type"),
    "url": _("address"),
    "urldate": _("date"),
}
_KINDS: dict[str, str] = {
    "article": _("article"),
    "book": _("book"),
    "collection": _("collection"),
    "inbook": _("chapter"),
    "incollection": _("chapter"),
    "inproceedings": _("conference paper"),
    "online": _("page"),
    "report": _("report"),
    "thesis": _("thesis"),
}
_SEVERE = frozenset(
    ("article", "book", "collection", "inbook", "incollection", "inproceedings")
).union(("thesis", "phdthesis", "mastersthesis"))


@cache
def _mandatory() -> dict[str, list[list[str]]]:
    data = resources.files("srccheck.rules") / "data" / "mandatory.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


class MissingField(Rule):
    """A source without something that its type must have.

    What it does
    Asks for the mandatory fields of BibLaTeX's data model (manual, section 2.1.1): who, what,
    where and when. It does not ask newspapers, magazines, blogs, reports and pages for an author,
    nor for anything in a reference that points back (ibid., a shortened title) or says that it
    has no date. In notes, what is missing but a date may be what the style leaves out: info.
    Reports and pages are info too.

    Why it matters
    A reader cannot find the source with what is left.

    Example:
    ``@article{doe, author = {Doe, Jane}, title = {The Long Thaw}}``: journal and date.
    """

    name = "missing-field"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        stated = is_bibliographic(dossier.document)
        notes = Counter(entry.note_label for entry in dossier.sources if entry.note_label)
        families: set[str] = set()
        titles: list[str] = []
        for entry in dossier.sources:
            missing = [group for group in _missing(entry) if stated or _can_be_asked(entry, group)]
            family, title = _family(entry), folded(entry.value("title"))
            back = missing and not stated and _points_back(entry, family, title, families, titles)
            families.add(family)
            titles.append(title)
            if not missing or back:
                continue
            names = [_FIELDS.get(group[0], group[0]) for group in missing]
            alone = notes[entry.note_label] == 1 and missing == [_DATE]
            severe = entry.type in _SEVERE and (stated or alone)
            yield self.finding(
                entry.span,
                shortened(entry.raw),
                _(
                    "The {kind} has no {fields}.",
                    kind=_kind(entry),
                    fields=joined(_(" and no "), names),
                ),
                suggestion=_("Add the {fields}.", fields=joined(_(" and "), names)),
                basis=_("BibLaTeX's data model"),
                entry=entry.key,
                severity=None if severe else Severity.INFO,
                confidence=None if stated else Confidence.LOW,
            )


def _missing(entry: Entry) -> Iterator[list[str]]:
    for group in _mandatory().get(entry.type, []):
        if any(entry.value(name) for name in group) or entry.value("crossref"):
            continue
        if group[0] in ("author", "editor") and (
            entry.value("editor") or entry.value("entrysubtype") in _UNSIGNED
        ):
            continue
        yield group


def _can_be_asked(entry: Entry, group: list[str]) -> bool:
    """Whether a reference in a note lacks the field, rather than the parser not having seen it."""
    if group[0] == "date":
        text = list(entry.raw)
        for match in find_identifiers(entry.raw):
            text[match.start : match.end] = " " * (match.end - match.start)
        return not is_undated(entry.raw) and not _YEAR.search("".join(text))
    return group[0] != "author"  # unsigned pieces are common, and nobody marks them as such


def _points_back(
    entry: Entry, family: str, title: str, families: set[str], titles: list[str]
) -> bool:
    """Whether the reference is the short form of one that came before."""
    if is_short_form(entry.raw) or (family and family in families):
        return True
    return bool(title) and any(other.startswith(title) for other in titles)


def _family(entry: Entry) -> str:
    field = entry.fields.get("author") or entry.fields.get("editor")
    return folded(field.names[0].family) if field and field.names else ""


def _kind(entry: Entry) -> str:
    return _KINDS.get(entry.type, entry.type)
