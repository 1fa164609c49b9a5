"""Two entries of a ``.bib`` file that are one work, merged into the first."""

from __future__ import annotations

import re

from srccheck.messages import _
from srccheck.model import Dossier, Edit, Entry, Fix
from srccheck.rules.bib_lines import add_fields, own_fields, take_out
from srccheck.rules.context import folded, place_of
from srccheck.rules.written import is_bib
from srccheck.text.identifiers import canonical_doi

_KEY = re.compile(r"\s*@\s*(\w+)\s*[{(]\s*([^\s,{}]+)")
_DATES = frozenset(("date", "year", "month", "day"))
_SAME = {"journal": "journaltitle", "address": "location", "school": "institution",
         "annote": "annotation", "archiveprefix": "eprinttype"}  # fmt: skip
_TELLS_APART = frozenset((
    "volume", "number", "issue", "edition", "part", "chapter", "translator", "version", "subtitle",
    "date",
))  # fmt: skip
"""What two works by one author with one title may differ in."""
_OF_A_JOURNAL = frozenset(("volume", "number", "issue"))
_TIED = frozenset(("crossref", "xref", "xdata", "entryset", "ids", "related"))
"""Fields by which entries hang together; what has one is not touched."""


def merged(dossier: Dossier, entry: Entry, other: Entry) -> Fix | None:
    """The fix that takes out ``entry`` and gives ``other`` the fields that it alone has.

    Only where both are of one type and agree in each field that both have. It is safe if they are
    the same to the letter there, and have one key; with two, what cites the one that goes has to
    cite the one that stays.
    """
    document = dossier.document
    if not (is_bib(document, entry.span.start) and is_bib(document, other.span.start)):
        return None
    heads = _KEY.match(entry.raw), _KEY.match(other.raw)
    if not heads[0] or not heads[1] or heads[0][1].lower() != heads[1][1].lower():
        return None
    mine, theirs = own_fields(document, entry.span), own_fields(document, other.span)
    if (_TIED & mine.keys()) or (_TIED & theirs.keys()) or _is_tied(dossier, heads[0][2]):
        return None
    shared = _shared(entry, other)
    if "title" not in shared or not all(_agree(name, entry, other) for name in shared):
        return None
    has = {_SAME.get(name, name) for name in theirs}
    dated = bool(_DATES & has)
    added = {
        name: written
        for name, written in mine.items()
        if _SAME.get(name, name) not in has and not (dated and name in _DATES)
    }
    moved = add_fields(document, other.span, added)
    if added and not moved:
        return None
    keys = heads[0][2], heads[1][2]
    renames = (keys,) if keys[0] != keys[1] else ()
    edits: tuple[Edit, ...] = (*moved, take_out(document, entry.span))
    description = _("merge it with that {place}", place=place_of(document, other.span))
    return Fix(edits, are_identical(entry, other) and not renames, description, renames)


def are_identical(entry: Entry, other: Entry) -> bool:
    """Whether two entries are the same to the letter in each field that both have.

    Without an identifier in common, one must not have what tells volumes or editions apart while
    the other has not.
    """
    shared = _shared(entry, other)
    if not {"doi", "isbn", "eprint"} & set(shared):
        alone = (entry.fields.keys() ^ other.fields.keys()) & _TELLS_APART
        if alone - (_OF_A_JOURNAL if entry.type == "article" else set()):
            return False
    return all(_identical(name, entry, other) for name in shared)


def _is_tied(dossier: Dossier, key: str) -> bool:
    """Whether another entry of the file refers to this one."""
    ties = "|".join(_TIED)
    tied = re.compile(
        rf"\b(?:{ties})\s{{0,9}}=[^=]{{0,200}}(?<![\w:.-]){re.escape(key)}(?![\w:.-])"
    )
    return bool(tied.search(dossier.document.source))


def _shared(entry: Entry, other: Entry) -> list[str]:
    """The fields that both state themselves."""
    return [
        name
        for name, field in entry.fields.items()
        if name in other.fields
        and entry.span.covers(field.span)
        and other.span.covers(other.fields[name].span)
    ]


def _agree(name: str, entry: Entry, other: Entry) -> bool:
    if _identical(name, entry, other):
        return True
    return folded(entry.value(name)) == folded(other.value(name)) and name != "url"


def _identical(name: str, entry: Entry, other: Entry) -> bool:
    one, two = entry.value(name), other.value(name)
    if name == "doi":
        return bool(canonical_doi(one)) and canonical_doi(one) == canonical_doi(two)
    return one == two
