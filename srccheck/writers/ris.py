"""Entries as RIS, for Zotero, Mendeley and EndNote.

Sources: the RIS specification of Research Information Systems (2001) and the table of types and
fields of EndNote's "RefMan (RIS) Export". ``docs/bibliographies.md`` says what RIS cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck.model import Entry, EntryKind, Field, Name, PartialDate
from srccheck.text.langids import language_code
from srccheck.text.names import is_organisation, is_person
from srccheck.writers.latex import clean

_TYPES = {
    "article": "JOUR", "book": "BOOK", "mvbook": "BOOK", "collection": "EDBOOK",
    "mvcollection": "EDBOOK", "proceedings": "CONF", "mvproceedings": "CONF", "booklet": "PAMP",
    "inbook": "CHAP", "bookinbook": "CHAP", "incollection": "CHAP", "suppbook": "CHAP",
    "suppcollection": "CHAP", "inproceedings": "CPAPER", "manual": "RPRT", "report": "RPRT",
    "thesis": "THES", "online": "ELEC", "dataset": "DATA", "software": "COMP", "patent": "PAT",
    "unpublished": "UNPB", "inreference": "ENCYC", "reference": "BOOK", "periodical": "JFULL",
    "review": "JOUR", "image": "ART", "artwork": "ART", "video": "VIDEO", "movie": "MPCT",
    "audio": "SOUND", "music": "MUSIC", "legislation": "STAT", "jurisdiction": "CASE",
    "letter": "PCOMM", "standard": "STAND", "suppperiodical": "JOUR",
}  # fmt: skip
_SUBTYPES = {
    ("article", "newspaper"): "NEWS", ("article", "magazine"): "MGZN", ("online", "blog"): "BLOG",
}  # fmt: skip
_PLAIN = {
    "shorttitle": "ST", "volume": "VL", "volumes": "NV", "type": "M3", "doi": "DO", "url": "UR",
    "abstract": "AB", "annotation": "RN", "eid": "C7", "eprint": "AN", "eprinttype": "DB",
    "shortjournal": "J2", "library": "AV",
}  # fmt: skip
_NOTES = ("note", "howpublished", "addendum")
_PERIODICALS = frozenset(("JOUR", "NEWS", "MGZN", "JFULL", "ELEC", "BLOG", "GEN"))
_PARTS = frozenset(("CHAP", "CPAPER", "ENCYC", "CONF"))
_WHOLES = frozenset(("BOOK", "EDBOOK", "PAMP", "THES"))
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_STANDARD_NUMBER = re.compile(r"\d{4}-?\d{3}[\dXx]|(?:\d[- ]?){9}[\dXx]")
_SPREAD = re.compile(r"([^\s,–-]+)-([^\s,–-]+)")
_OTHERS = Name("others")

Line = tuple[str, str]


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries, each as one record."""
    for entry in entries:
        lines = (f"{tag}  - {text}\n" for tag, text in _lines(entry) if text or tag == "C3")
        yield "".join((*lines, "ER  - \n\n"))


def _lines(entry: Entry) -> Iterator[Line]:
    type_ = _SUBTYPES.get((entry.type, entry.value("entrysubtype")))
    type_ = type_ or _TYPES.get(entry.type, "GEN")
    yield "TY", type_
    yield "ID", clean(entry.key)
    yield from _people(entry, type_)
    title, subtitle = _value(entry, "title"), _value(entry, "subtitle")
    yield "TI", f"{title}: {subtitle}" if title and subtitle else title
    yield from _containers(entry, type_)
    yield from _dates(entry)
    for name, tag in _PLAIN.items():
        yield tag, _value(entry, name)
    yield "ET", _value(entry, "version" if type_ == "COMP" else "edition")
    yield from _numbers(entry, type_)
    yield from _pages(entry, type_)
    yield from _imprint(entry, type_)
    yield from _notes(entry)
    yield "LA", language_code(entry.value("langid")) or entry.language or _value(entry, "language")


def _value(entry: Entry, name: str) -> str:
    return clean(entry.value(name))


def _people(entry: Entry, type_: str) -> Iterator[Line]:
    """Editors are ``A2`` in parts, ``A3`` in books; those of an edited book are its authors."""
    roles = {"author": "AU", "editor": "A2", "translator": "A4"}
    if type_ == "BOOK":
        roles["editor"] = "A3"
    elif type_ == "EDBOOK":
        roles["editor"] = "ED" if "author" in entry.fields else "AU"
    if "editor" in entry.fields:
        roles["editora"] = "A2" if type_ in ("BOOK", "EDBOOK") else "A3"
    for role, tag in roles.items():
        field = entry.fields.get(role)
        for name in field.names if field else ():
            yield tag, _name(name)


def _name(name: Name) -> str:
    """A name with its family name first; as in EndNote, a comma ends what is no person's.

    >>> _name(Name("Gogh", "Vincent", "van")), _name(Name("Greenpeace", literal=True))
    ('van Gogh, Vincent', 'Greenpeace,')
    """
    if name == _OTHERS:
        return "et al."
    if name.literal:
        text = clean(name.family)
        if "," in text:
            return text.replace(",", ",,")
        several = " " in text and len(text) > 3
        known = is_organisation(text) or not is_person(text) or len(text.split()) > 4
        return text if several and known else f"{text},"
    family = clean(f"{name.particle} {name.family}")
    if not (name.given or name.suffix):
        return f"{family}," if " " in family else family
    return clean(", ".join((family, name.given, *filter(None, (name.suffix,)))))


def _containers(entry: Entry, type_: str) -> Iterator[Line]:
    series = _value(entry, "series")
    if type_ in _PERIODICALS:
        yield "T2", _value(entry, "journaltitle") or _value(entry, "booktitle")
        yield "T3", series
    elif type_ in _PARTS:
        whole = _value(entry, "booktitle") or _value(entry, "journaltitle")
        event = _value(entry, "eventtitle")
        if event and type_ == "CPAPER":
            yield "C3", whole  # even if empty: what stands in T2 is then the conference
            yield "T2", event
        else:
            yield "T2", whole
        yield "T3", series
    else:
        yield "T2", series
        yield "T3", _value(entry, "journaltitle") if not series else ""


def _dates(entry: Entry) -> Iterator[Line]:
    date = entry.fields.get("date")
    if date and date.date:
        yield "PY", f"{date.date.year:04d}"
        if str(date.date) != f"{date.date.year:04d}":
            yield "DA", _date(date.date)
    elif date:
        yield "PY", clean(date.value)
    yield "Y2", _dated(entry.fields.get("urldate"))
    original = entry.fields.get("origdate")
    yield "OP", str(original.date) if original and original.date else _value(entry, "origdate")


def _dated(field: Field | None) -> str:
    if field is None:
        return ""
    return _date(field.date) if field.date else clean(field.value)


def _date(date: PartialDate) -> str:
    """``YYYY/MM/DD/other``; what has no place in numbers is in EDTF after them.

    >>> _date(PartialDate(2022, 5)), _date(PartialDate(2022, season=23))
    ('2022/05//', '2022///Autumn')
    >>> _date(PartialDate(2022, 5, end=PartialDate(2022, 7)))
    '2022/05//2022-05/2022-07'
    """
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    other = _SEASONS.get(date.season or 0, "")
    if date.end or date.circa:
        other = str(date)
    return f"{date.year:04d}/{month}/{day}/{other}"


def _numbers(entry: Entry, type_: str) -> Iterator[Line]:
    """The number of a report is ``SN``, unless it could be taken for an ISSN or ISBN."""
    number = _value(entry, "number")
    in_series = type_ in ("RPRT", "PAT", "STAND") and not _STANDARD_NUMBER.search(number)
    if number and in_series:
        yield "SN", number
    else:
        yield "IS", number or _value(entry, "issue")
    yield "SN", _value(entry, "issn")
    yield "SN", _value(entry, "isbn")


def _pages(entry: Entry, type_: str) -> Iterator[Line]:
    pages = _value(entry, "pages")
    if type_ in _WHOLES:
        yield "SE", pages
        yield "SP", _value(entry, "pagetotal")
        return
    if type_ in _PARTS:
        yield "SE", _value(entry, "chapter")
    spread = _SPREAD.fullmatch(pages)
    if spread and spread[1] != spread[2]:
        yield "SP", spread[1]
        yield "EP", spread[2]
    else:
        yield "SP", pages


def _imprint(entry: Entry, type_: str) -> Iterator[Line]:
    first = {"RPRT": "institution", "THES": "institution", "ELEC": "organization"}.get(type_)
    names = (first or "publisher", "publisher", "institution", "organization")
    yield "PB", next((value for name in names if (value := _value(entry, name))), "")
    location, venue = _value(entry, "location"), _value(entry, "venue")
    if venue and type_ in ("CPAPER", "CONF"):
        yield "C1", location or " "
        yield "CY", venue
    else:
        yield "CY", location


def _notes(entry: Entry) -> Iterator[Line]:
    for name in _NOTES:
        yield "N1", _value(entry, name)
    keywords = _value(entry, "keywords")
    if entry.kind is not EntryKind.SOURCE:
        keywords = keywords or entry.kind.value
        yield "N1", "" if "note" in entry.fields else clean(entry.comment)
    for keyword in re.split(r"[,;]", keywords):
        yield "KW", keyword.strip()
