"""What library catalogues send: MARC 21 XML, PICA XML and MODS.

MARC 21 Format for Bibliographic Data and MODS 3 (Library of Congress); PICA+ as the Gemeinsamer
Bibliotheksverbund documents it (https://format.k10plus.de).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from srccheck.model import Name
from srccheck.model.evidence import Record
from srccheck.resolvers import stated, trees
from srccheck.text.names import parse_name

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE = "library-sru"
_NON_SORTING = str.maketrans("", "", "\x88\x89\x98\x9c¬@")
"""Marks around an article that is not to be sorted by (ISO 6630 and PICA)."""
_EDITORS = frozenset({"edt", "hrsg", "herausgeber", "herausgeberin", "editor", "hg"})
_AUTHORS = frozenset({"aut", "cre", "verfasser", "verfasserin", "author", "creator"})


def format_of(element: _Element) -> str:
    """``marc``, ``pica``, ``mods`` or nothing, by what a record is made of."""
    if element.tag == "mods":
        return "mods"
    if element.tag != "record":
        return ""
    tag = next((field.get("tag", "") for field in element.iter("datafield")), "")
    return "marc" if tag.isdecimal() else "pica" if tag else ""


def _fields(record: _Element, tag: str) -> Iterable[_Element]:
    return (field for field in record.iterfind("datafield") if field.get("tag") == tag)


def _subfields(field: _Element, *codes: str) -> list[str]:
    return [
        _clean(text)
        for one in field.iterfind("subfield")
        if one.get("code") in codes and (text := trees.text(one))
    ]


def _first(record: _Element, tag: str, *codes: str) -> str:
    found = (_subfields(field, *codes) for field in _fields(record, tag))
    return next((texts[0] for texts in found if texts), "")


def _clean(text: str) -> str:
    return text.translate(_NON_SORTING).strip()


def _without_marks(text: str) -> str:
    """A MARC value without the ISBD punctuation that leads to the next one."""
    return re.sub(r"\s{0,3}[/:;,=]$", "", text).strip()


def _titles(main: str, rest: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    subtitles = [text for text in rest if text]
    return main, (f"{main}: {': '.join(subtitles)}",) if main and subtitles else ()


def from_marc(record: _Element) -> Record:
    """A MARC 21 record."""
    main = _without_marks(_first(record, "245", "a"))
    part = [_first(record, "245", "n"), _first(record, "245", "p")]
    title, titles = _titles(
        main, [_without_marks(_first(record, "245", "b")), *map(_without_marks, part)]
    )
    authors, editors = _marc_people(record)
    imprint = "264" if any(True for _ in _fields(record, "264")) else "260"
    leader = record.findtext("leader") or ""
    control = {field.get("tag"): field.text or "" for field in record.iterfind("controlfield")}
    date = _first(record, imprint, "c") or (control.get("008") or "")[7:11]
    return Record(
        source=SOURCE,
        id=control.get("001") or "",
        type="journal" if leader[7:8] == "s" else "chapter" if leader[7:8] == "a" else "book",
        title=title,
        titles=titles,
        author=authors,
        editor=editors,
        container_title=tuple(filter(None, [_without_marks(_first(record, "773", "t"))])),
        collection_title=_without_marks(_first(record, "490", "a")),
        edition=_without_marks(_first(record, "250", "a")),
        publisher=_without_marks(_first(record, imprint, "b")),
        publisher_place=_without_marks(_first(record, imprint, "a")),
        language=(control.get("008") or "")[35:38].strip(" |"),
        dates=stated.dates(issued=stated.date(date.strip("[]© "))),
        identifiers=stated.identifiers(
            *(("isbn", _number(text)) for text in _all(record, "020", "a", "9")),
            *(("issn", _number(text)) for text in _all(record, "022", "a")),
            *(("doi", text) for text in _all(record, "024", "a") if text.startswith("10.")),
        ),
    )


def _all(record: _Element, tag: str, *codes: str) -> list[str]:
    return [text for field in _fields(record, tag) for text in _subfields(field, *codes)]


def _number(text: str) -> str:
    """The number in ``978-… (pbk.)``."""
    return text.partition(" ")[0].strip("():")


def _marc_people(record: _Element) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    authors: list[Name] = []
    editors: list[Name] = []
    for tag in ("100", "110", "700", "710"):
        for field in _fields(record, tag):
            names = _subfields(field, "a")
            roles = {role.lower().strip(" .,") for role in _subfields(field, "4", "e")}
            if not names or (tag.startswith("7") and _subfields(field, "t")):
                continue
            name = _without_marks(names[0]).rstrip(",")
            person = Name(name, literal=True) if tag.endswith("10") else parse_name(name)
            if roles & _EDITORS:
                editors.append(person)
            elif tag.startswith("1") or not roles or roles & _AUTHORS:
                authors.append(person)
    return tuple(authors), tuple(editors)


def from_pica(record: _Element) -> Record:
    """A PICA+ record."""
    title, titles = _titles(_first(record, "021A", "a"), [_first(record, "021A", "d")])
    kind = _first(record, "002@", "0")
    return Record(
        source=SOURCE,
        id=_first(record, "003@", "0"),
        type="journal" if kind[1:2] in ("b", "d") else "chapter" if kind[1:2] == "s" else "book",
        title=title,
        titles=titles,
        author=_pica_people(record, ("028A", "028B")),
        editor=_pica_people(record, ("028C",)),
        container_title=tuple(filter(None, [_first(record, "039B", "t", "a")])),
        collection_title=_first(record, "036E", "a"),
        volume=_first(record, "036E", "l"),
        edition=_first(record, "032@", "a"),
        publisher=_first(record, "033A", "n"),
        publisher_place=_first(record, "033A", "p"),
        language=_first(record, "010@", "a"),
        dates=stated.dates(issued=stated.date(_first(record, "011@", "a"))),
        identifiers=stated.identifiers(
            ("isbn", _all(record, "004A", "0", "A")),
            ("issn", _all(record, "005A", "0")),
            *(("doi", text) for text in _all(record, "004V", "0")),
        ),
    )


def _pica_people(record: _Element, tags: Iterable[str]) -> tuple[Name, ...]:
    found = []
    for tag in tags:
        for field in _fields(record, tag):
            family = [*_subfields(field, "a", "A"), ""][0]
            given = [*_subfields(field, "d", "D"), ""][0]
            whole = [*_subfields(field, "8"), ""][0]
            if family:
                found.append(Name(family, given))
            elif whole:
                found.append(parse_name(whole))
    return tuple(found)


def from_mods(record: _Element) -> Record:
    """A MODS record."""
    info = record.find("titleInfo")
    main = " ".join(filter(None, [trees.text(info, "nonSort"), trees.text(info, "title")]))
    title, titles = _titles(main, [trees.text(info, "subTitle")])
    origin = record.find("originInfo")
    place = next(
        (trees.text(term) for term in record.iterfind("originInfo/place/placeTerm")
         if term.get("type") == "text"), "")  # fmt: skip
    issued = [trees.text(date) for date in record.iterfind("originInfo/dateIssued")]
    host = record.find("relatedItem[@type='host']")
    serial = trees.text(origin, "issuance") in ("serial", "continuing")
    return Record(
        source=SOURCE,
        id=trees.text(record, "recordInfo/recordIdentifier"),
        type="journal" if serial else "chapter" if host is not None else "book",
        title=title,
        titles=titles,
        author=_mods_people(record, editors=False),
        editor=_mods_people(record, editors=True),
        container_title=tuple(filter(None, [trees.text(host, "titleInfo/title")])),
        edition=trees.text(origin, "edition"),
        publisher=trees.text(origin, "publisher") or trees.text(origin, "agent/namePart"),
        publisher_place=place,
        language=trees.text(record, "language/languageTerm"),
        abstract=trees.text(record, "abstract"),
        dates=stated.dates(issued=next(filter(None, map(stated.date, issued)), None)),
        identifiers=stated.identifiers(
            *(
                (scheme, _number(trees.text(one)))
                for one in record.iterfind("identifier")
                if (scheme := one.get("type", "")) in ("isbn", "issn", "doi")
            )
        ),
    )


def _mods_people(record: _Element, *, editors: bool) -> tuple[Name, ...]:
    found = []
    for name in record.iterfind("name"):
        roles = {role.lower().rstrip(".") for role in trees.texts(name, "role/roleTerm")}
        is_editor = bool(roles & _EDITORS)
        is_author = not roles or bool(roles & _AUTHORS) or name.get("usage") == "primary"
        if not (is_editor if editors else is_author and not is_editor):
            continue
        parts: Mapping[str, str] = {
            part.get("type", ""): trees.text(part) for part in name.iterfind("namePart")
        }
        if parts.get("family"):
            found.append(Name(parts["family"], parts.get("given", "")))
        elif whole := _without_marks(parts.get("", "")):
            corporate = name.get("type") in ("corporate", "conference")
            found.append(Name(whole, literal=True) if corporate else parse_name(whole))
    return tuple(found)


READERS: Mapping[str, Callable[[_Element], Record]] = {
    "marc": from_marc,
    "pica": from_pica,
    "mods": from_mods,
}
"""How to read a record, by its format."""
