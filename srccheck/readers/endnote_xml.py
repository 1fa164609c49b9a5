"""EndNote XML, which EndNote, Zotero, Mendeley and databases export.

Source: the DTD of EndNote's XML (RSXML) and files of these programs. Most have one line and a
``style`` around each value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem, Span
from srccheck.readers.drafts import Draft, bibliography
from srccheck.readers.endnote_types import ris_type
from srccheck.readers.ris_record import Record
from srccheck.readers.tagged import Tagged
from srccheck.readers.xml_text import Reading, read_text
from srccheck.readers.xml_tree import Element, read_tree

_READING = Reading(frozenset())
_TAGS = {
    ("titles", "title"): "TI", ("titles", "secondary-title"): "T2",
    ("titles", "tertiary-title"): "T3", ("titles", "alt-title"): "J2",
    ("titles", "short-title"): "ST", ("periodical", "full-title"): "JF",
    ("periodical", "abbr-1"): "J2", ("alt-periodical", "full-title"): "JO",
    ("pages",): "SP", ("volume",): "VL", ("number",): "IS", ("issue",): "M1",
    ("num-vols",): "NV", ("edition",): "ET", ("section",): "SE", ("dates", "year"): "PY",
    ("dates", "pub-dates", "date"): "DA", ("orig-pub",): "OP", ("pub-location",): "CY",
    ("publisher",): "PB", ("isbn",): "SN", ("electronic-resource-num",): "DO",
    ("abstract",): "AB", ("notes",): "N1", ("research-notes",): "RN", ("language",): "LA",
    ("access-date",): "Y2", ("work-type",): "M3", ("custom1",): "C1", ("custom2",): "C2",
    ("custom3",): "C3", ("custom7",): "C7", ("label",): "ID", ("accession-num",): "AN",
    ("remote-database-name",): "DB",
}  # fmt: skip
_LISTS = {
    ("contributors", "authors"): "AU", ("contributors", "secondary-authors"): "A2",
    ("contributors", "tertiary-authors"): "A3", ("contributors", "subsidiary-authors"): "A4",
    ("contributors", "translated-authors"): "TA", ("keywords",): "KW",
    ("urls", "web-urls"): "UR", ("urls", "related-urls"): "UR",
}  # fmt: skip


class EndnoteXmlReader:
    """Reads the records of an EndNote library in XML.

    >>> source = ("<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>"
    ...           "<style>A Title</style></title></titles></record></records></xml>")
    >>> entry = EndnoteXmlReader().read(source, "a.xml", Encoding("utf-8", "valid")).entries[0]
    >>> entry.type, entry.value("title"), source[slice(*entry.fields["title"].span)]
    ('book', 'A Title', 'A Title')
    """

    name: ClassVar[str] = "endnote-xml"
    suffixes: ClassVar[tuple[str, ...]] = (".enl.xml", ".endnote.xml")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        tree, broken = read_tree(source)
        drafts = [(_draft(source, record), record.span) for record in tree.walk("record")]
        return bibliography(self.name, source, path, encoding, drafts, (*problems, *broken))


def _draft(source: str, record: Element) -> Draft:
    kind = record.first("ref-type")
    number = read_text(source, kind, _READING).text if kind else ""
    type_ = ris_type(kind.get("name") if kind else "", number)
    return Record(source, [*_lines(source, record)], type_).draft()


def _lines(source: str, record: Element) -> Iterator[Tagged]:
    """The record in the tags of RIS, which EndNote itself writes for its fields."""
    for path, tag in _TAGS.items():
        found = record.first(*path)
        if found:
            yield _line(source, tag, found)
    for path, tag in _LISTS.items():
        found = record.first(*path)
        for one in found.elements() if found else ():
            yield _line(source, tag, one)


def _line(source: str, tag: str, element: Element) -> Tagged:
    return Tagged(tag, read_text(source, element, _READING), Span(*element.span))
