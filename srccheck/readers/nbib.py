"""MEDLINE records, as PubMed writes them (``.nbib``).

Source: "MEDLINE/PubMed Data Element (Field) Descriptions", National Library of Medicine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Identifier, Name, Passage, Problem, Span
from srccheck.readers.drafts import Draft, bibliography
from srccheck.readers.stated_dates import read_date
from srccheck.readers.stated_names import person, read_name
from srccheck.readers.tagged import Tagged, tagged_lines

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3})[ ]{0,2}-(?:[ \t]|(?=[\r\n])|\Z)")
_FIELDS = {
    "TI": "title", "BTI": "title", "JT": "journaltitle", "TA": "shortjournal", "VI": "volume",
    "IP": "number", "PG": "pages", "EN": "edition", "PB": "publisher", "PL": "location",
    "AB": "abstract", "CTI": "series", "GN": "note",
}  # fmt: skip
_DOI = re.compile(r"(10\.\S{1,300})\s\[doi\]", re.IGNORECASE)
_ISBN = re.compile(r"[\d-]{9,16}[\dXx]")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_INITIALS = re.compile(r"(.+)\s([^\W\d_a-zà-ÿ]{1,4})(?:\s(Jr|Sr|[2-4](?:nd|rd|th)))?")
_SUFFIX = re.compile(r"Jr|Sr|II|III|IV|[2-4](?:nd|rd|th)")
_PMCID = re.compile(r"PMC\d{4,9}")


class NbibReader:
    r"""Reads MEDLINE records: articles and, of the NCBI Bookshelf, books and their chapters.

    >>> source = "PMID- 1\nTI  - A title.\nFAU - Doe, Ada\nJT  - A journal\nDP  - 2020 Jul-Aug\n"
    >>> entry = NbibReader().read(source, "a.nbib", Encoding("utf-8", "valid")).entries[0]
    >>> entry.value("title"), entry.value("date"), entry.identifiers[0].scheme
    ('A title', '2020-07/2020-08', 'pmid')
    """

    name: ClassVar[str] = "nbib"
    suffixes: ClassVar[tuple[str, ...]] = (".nbib", ".medline")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        drafts = [
            (_draft(source, lines), Span(lines[0].span.start, lines[-1].span.end))
            for lines in _records(source)
        ]
        return bibliography(self.name, source, path, encoding, drafts, problems)


def _records(source: str) -> Iterator[list[Tagged]]:
    """The fields of each record, which begins with its number in PubMed."""
    lines: list[Tagged] = []
    for line in tagged_lines(source, _TAG, indented=True):
        if line.tag == "PMID" and lines:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _draft(source: str, lines: Sequence[Tagged]) -> Draft:
    draft = Draft(source)
    tags = {line.tag for line in lines}
    whole_book = "BTI" in tags
    draft.type = "article" if not whole_book else "incollection" if "TI" in tags else "book"
    for line in lines:
        name = _FIELDS.get(line.tag)
        if line.tag == "BTI" and "TI" in tags:
            name = "booktitle"
        if name == "title" or name == "booktitle":
            draft.put(name, _without_stop(line.passage))
        elif name:
            draft.put(name, line.passage)
        else:
            _other(draft, line)
    _people(draft, lines)
    _date(draft, lines)
    return draft


def _other(draft: Draft, line: Tagged) -> None:
    passage = line.passage
    if line.tag == "PMID":
        draft.put("eprint", passage)
        draft.put("eprinttype", passage, "pubmed")
    elif line.tag in ("AID", "LID"):
        doi = _DOI.match(passage.text)
        if doi:
            draft.put("doi", passage.slice(*doi.span(1)))
        elif line.tag == "LID" and passage.text.endswith("[pii]"):
            draft.put("eid", passage.slice(0, passage.text.rindex("[")).strip())
    elif line.tag == "IS":
        issn = _ISSN.match(passage.text)
        if issn:
            draft.put("issn", passage.slice(*issn.span()))
    elif line.tag == "ISBN":
        isbn = _ISBN.match(passage.text)
        if isbn:
            draft.put("isbn", passage.slice(*isbn.span()))
    elif line.tag == "PMC" and _PMCID.fullmatch(passage.text):
        draft.identifiers.append(Identifier("pmcid", passage.text, passage.span()))
    elif line.tag == "LA":
        draft.put_language(passage)
    elif line.tag == "OT":
        draft.append("keywords", passage.slice(passage.text.startswith("*")), ", ")


def _people(draft: Draft, lines: Sequence[Tagged]) -> None:
    """Full names where they are given: ``AU`` after ``FAU`` says the same again."""
    full = {line.tag for line in lines} & {"FAU", "FED"}
    for line in lines:
        role = "editor" if line.tag in ("FED", "ED") else "author"
        if line.tag in ("FAU", "FED"):
            draft.add_name(role, line.passage, _full(line.passage.text))
        elif line.tag in ("AU", "ED") and f"F{line.tag}" not in full:
            draft.add_name(role, line.passage, _initialled(line.passage.text))
        elif line.tag == "CN":
            draft.add_name("author", line.passage, Name(line.passage.text, literal=True))


def _full(text: str) -> Name | None:
    """``Doe, Ada B 3rd``: no comma stands before what PubMed puts after the given names."""
    given, _, suffix = text.rpartition(" ")
    return read_name(f"{given}, {suffix}" if _SUFFIX.fullmatch(suffix) else text)


def _initialled(text: str) -> Name | None:
    """``Doe AB``, the form that all records have."""
    match = _INITIALS.fullmatch(text)
    return person(match[1], match[2], match[3] or "") if match else read_name(text)


def _date(draft: Draft, lines: Sequence[Tagged]) -> None:
    for line in lines:
        if line.tag == "DP":
            draft.put_date("date", line.passage, read_date(line.passage.text))
        elif line.tag == "PST" and line.passage.text.lower() == "aheadofprint":
            draft.put("pubstate", line.passage, "prepublished")


def _without_stop(passage: Passage) -> Passage:
    """A title without the full stop and the brackets (of a translation) that PubMed adds."""
    text = passage.text
    end = len(text) - (text.endswith(".") and not text.endswith(".."))
    if text.startswith("[") and text[:end].endswith("]") and text.count("[") == 1:
        return passage.slice(1, end - 1)
    return passage.slice(0, end)
