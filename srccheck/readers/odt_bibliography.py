"""The citations that LibreOffice keeps itself, as CSL items.

Source: OpenDocument 1.3, part 3, sections 7.1.4 (``text:bibliography-mark``) and 19.808 (types).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from srccheck.readers.odt_styles import TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {
    "article": "article-journal", "journal": "article-journal", "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference", "inproceedings": "paper-conference", "inbook": "chapter",
    "incollection": "chapter", "proceedings": "book", "techreport": "report", "manual": "report",
    "mastersthesis": "thesis", "phdthesis": "thesis", "unpublished": "manuscript",
    "www": "webpage",
}  # fmt: skip
_FIELDS = {
    "title": "title", "volume": "volume", "number": "issue", "pages": "page",
    "publisher": "publisher", "address": "publisher-place", "edition": "edition", "url": "URL",
    "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "series": "collection-title", "note": "note",
    "report-type": "genre",
}  # fmt: skip
_NAMES = {"author": "author", "editor": "editor"}
_AND = re.compile(r"\s*;\s*|\s+and\s+|\s*&\s*")


def csl_of_mark(element: _Element) -> Mapping[str, Any]:
    """The work that a mark states in its attributes."""

    def text(name: str) -> str:
        return " ".join(element.get(f"{TEXT}{name}", "").split())

    kind = text("bibliography-type")
    csl: dict[str, Any] = {"id": text("identifier"), "type": _TYPES.get(kind, "document")}
    for name, variable in _FIELDS.items():
        csl[variable] = text(name)
    csl["container-title"] = text("journal") or text("booktitle")
    csl["publisher"] = csl["publisher"] or text("institution") or text("school")
    for name, variable in _NAMES.items():
        csl[variable] = [_name(one) for one in _AND.split(text(name)) if one]
    year = re.search(r"\d{4}", text("year"))
    if year:
        month = text("month")
        parts = [int(year[0]), *([int(month)] if month.isdecimal() and len(month) < 3 else [])]
        csl["issued"] = {"date-parts": [parts]}
    return {variable: stated for variable, stated in csl.items() if stated}


def _name(text: str) -> dict[str, str]:
    from srccheck.readers.endnote_records import person_name

    return person_name(text)
