"""The records of EndNote's XML as CSL items.

Source: the DTD of EndNote's XML export (``RSXML``); its names of reference types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal",
    "magazine article": "article-magazine", "newspaper article": "article-newspaper",
    "book": "book", "edited book": "book", "electronic book": "book",
    "book section": "chapter", "electronic book section": "chapter",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference",
    "report": "report", "government document": "report", "thesis": "thesis",
    "web page": "webpage", "blog": "post-weblog", "online database": "dataset",
    "dataset": "dataset", "legal rule or regulation": "legislation", "statute": "legislation",
    "case": "legal_case", "manuscript": "manuscript", "unpublished work": "manuscript",
}  # fmt: skip
_FIELDS = {
    "volume": "volume", "number": "issue", "pages": "page", "edition": "edition",
    "publisher": "publisher", "pub-location": "publisher-place", "language": "language",
    "electronic-resource-num": "DOI", "abstract": "abstract",
}  # fmt: skip
_NAMES = {"authors": "author", "secondary-authors": "editor", "translated-authors": "translator"}


def _text(parent: _Element, path: str) -> str:
    """The text of an element, whose parts EndNote wraps into ``style`` elements."""
    found = parent.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def csl_of_record(record: _Element) -> Mapping[str, Any]:
    """A ``record`` as a CSL item; ``id`` is its number in the library it comes from."""
    kind = record.find("ref-type")
    name = (kind.get("name") or "").lower() if kind is not None else ""
    csl: dict[str, Any] = {"type": _TYPES.get(name, "document")}
    key = record.find("foreign-keys/key")
    library = (key.get("db-id") or "") if key is not None else ""
    csl["id"] = f"{library}/{_text(record, 'rec-number')}".strip("/")
    csl["title"] = _text(record, "titles/title")
    secondary = _text(record, "titles/secondary-title")
    container = secondary or _text(record, "periodical/full-title")
    # In the record of a book it is the title of the series.
    csl["collection-title" if csl["type"] in ("book", "thesis") else "container-title"] = container
    for field, variable in _FIELDS.items():
        csl[variable] = _text(record, field)
    serial = _text(record, "isbn")
    csl["ISSN" if re.match(r"\d{4}-?\d{3}[\dXx]\b", serial) else "ISBN"] = serial
    csl["URL"] = _text(record, "urls/related-urls/url") or _text(record, "urls/web-urls/url")
    for group, variable in _NAMES.items():
        people = [
            " ".join("".join(name.itertext()).split())
            for name in record.iterfind(f"contributors/{group}/author")
        ]
        csl[variable] = [person_name(name) for name in people if name]
    year = re.search(r"\d{4}", _text(record, "dates/year"))
    if year:
        csl["issued"] = {"date-parts": [[int(year[0])]]}
    return {variable: stated for variable, stated in csl.items() if stated}


def person_name(name: str) -> dict[str, str]:
    """A name as EndNote has it: the family name first, organisations end with a comma.

    >>> person_name("Doe, Jane"), person_name("World Bank,")
    ({'family': 'Doe', 'given': 'Jane'}, {'literal': 'World Bank'})
    """
    family, comma, given = name.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    first, _, last = family.strip().rpartition(" ")
    if comma or not first or len(family.split()) > 3:
        return {"literal": family.strip()}
    return {"family": last, "given": first}
