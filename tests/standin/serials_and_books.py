"""The ISSN Portal, Open Library, and a library catalogue over SRU."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from .answers import Answer, as_json, as_text, as_xml
from .works import BOOKS, TIDES, Book, books_titled

PORTAL_LIMITED = as_text("<html><title>Too many requests</title></html>", 429, "text/html")
LIBRARY_LIMITED = as_text("<html><title>429 Too Many Requests</title></html>", 429, "text/html")
SRU_LIMITED = as_text("Too Many Requests", 429)


def answer_portal(path: str, query: dict[str, str]) -> Answer:
    issn = path.rpartition("/")[2]
    if issn != TIDES.issn:
        return as_text("<html><title>Resource not found</title></html>", 404, "text/html")
    here = f"resource/ISSN/{issn}"
    return as_json(
        {
            "@graph": [
                {
                    "@id": here,
                    "@type": ["http://id.loc.gov/ontologies/bibframe/Work",
                              "http://schema.org/Periodical"],
                    "identifiedBy": [f"{here}#ISSN", f"{here}#ISSN-L", f"{here}#KeyTitle"],
                    "mainTitle": f"{TIDES.container}.",
                    "otherPhysicalFormat": "resource/ISSN/0000-0019",
                    "title": f"{here}#KeyTitle",
                    "identifier": issn,
                },
                {"@id": f"{here}#ISSN-L", "value": issn,
                 "@type": "http://id.loc.gov/ontologies/bibframe/IssnL"},
                {"@id": f"{here}#KeyTitle", "value": f"{TIDES.container} (Print)",
                 "@type": ["http://id.loc.gov/ontologies/bibframe/Identifier",
                           "http://id.loc.gov/ontologies/bibframe/KeyTitle"]},
            ],
            "@context": {"mainTitle": {"@id": "http://id.loc.gov/ontologies/bibframe/mainTitle"}},
        }
    )  # fmt: skip


def _edition(book: Book) -> dict[str, Any]:
    return {
        "url": f"https://openlibrary.org/books/OL{book.isbn[-4:]}M/x",
        "key": f"/books/OL{book.isbn[-4:]}M",
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [{"url": "https://openlibrary.org/authors/OL1A", "name": _name(book)}],
        "identifiers": {"isbn_13": [book.isbn], "openlibrary": [f"OL{book.isbn[-4:]}M"]},
        "publishers": [{"name": book.publisher}],
        "publish_places": [{"name": book.place}],
        "publish_date": f"March 3, {book.year}",
    }


def _name(book: Book) -> str:
    return " ".join(reversed(book.author))


def answer_library(path: str, query: dict[str, str]) -> Answer:
    if path == "/api/books":
        keys = {f"ISBN:{book.isbn}": book for book in BOOKS}
        key = query["bibkeys"]
        return as_json({key: _edition(keys[key])} if key in keys else {})
    docs = [
        {"key": f"/works/OL{book.isbn[-4:]}W", "title": book.title, "author_name": [_name(book)],
         "first_publish_year": book.year, "publisher": [book.publisher], "isbn": [book.isbn]}
        for book in books_titled(query["title"])
    ]  # fmt: skip
    return as_json({"numFound": len(docs), "start": 0, "numFoundExact": True, "docs": docs})


def _marc(book: Book) -> str:
    family, given = book.author
    subtitle = f'<subfield code="b">{book.subtitle}</subfield>' if book.subtitle else ""
    return f"""<record xmlns="http://www.loc.gov/MARC21/slim">
<leader>     cam a22        4500</leader>
<controlfield tag="001">{book.isbn[-9:]}</controlfield>
<controlfield tag="008">090101s{book.year}    xx ||||| |||| 00| ||eng c</controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">{book.isbn}</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">{family}, {given}</subfield>
<subfield code="e">VerfasserIn</subfield><subfield code="4">aut</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{book.title}</subfield>{subtitle}
<subfield code="c">{given} {family}</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">{book.place}</subfield>
<subfield code="b">{escape(book.publisher)}</subfield><subfield code="c">{book.year}</subfield>
</datafield></record>"""


def answer_sru(path: str, query: dict[str, str]) -> Answer:
    said = query["query"]
    if said.startswith("pica.isb="):
        found = [book for book in BOOKS if book.isbn == said.removeprefix("pica.isb=")]
    else:
        found = books_titled(re.sub(r"pica\.\w+ all|\band\b", " ", said))
    records = "".join(
        "<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>xml"
        f"</zs:recordPacking><zs:recordData>{_marc(book)}</zs:recordData></zs:record>"
        for book in found
    )
    return as_xml(
        '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1'
        f"</zs:version><zs:numberOfRecords>{len(found)}</zs:numberOfRecords>"
        + (f"<zs:records>{records}</zs:records>" if records else "")
        + "</zs:searchRetrieveResponse>"
    )
