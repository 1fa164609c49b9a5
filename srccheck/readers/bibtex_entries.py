"""From the fields of a block to an entry in BibLaTeX's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from srccheck.model import Entry, EntryKind, Field, Identifier, Span
from srccheck.readers.bibtex_dates import read_edtf, read_year
from srccheck.readers.bibtex_names import read_names
from srccheck.readers.latex import decode, decode_address
from srccheck.text.bibtex_fields import Value, Written
from srccheck.text.identifiers import canonical_doi
from srccheck.text.langids import language_code
from srccheck.text.names import format_bibtex
from srccheck.text.normalise import plain_range

NAMES = frozenset((
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc",
    "annotator", "commentator", "introduction", "foreword", "afterword", "holder",
    "shortauthor", "shorteditor",
))  # fmt: skip
VERBATIM = frozenset((
    "url", "doi", "eprint", "file", "isbn", "issn", "isrn", "isan", "urlraw",
))  # fmt: skip
_DATES = ("date", "urldate", "eventdate", "origdate")
# The aliases of the biblatex manual (sections 2.1.2 and 2.2.5), classic BibTeX's words first.
_FIELDS = {
    "journal": "journaltitle", "address": "location", "school": "institution",
    "annote": "annotation", "key": "sortkey", "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
}  # fmt: skip
_TYPES = {
    "techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis",
    "conference": "inproceedings", "electronic": "online", "www": "online",
}  # fmt: skip
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
# What a part takes from the whole it stands in (the biblatex manual, appendix B).
_INHERITED_AS = {"title": "booktitle", "author": "bookauthor"}
_NOT_INHERITED = frozenset((
    "crossref", "xref", "label", "ids", "entryset", "keywords", "shorthand", "pages",
    "abstract", "note", "doi", "url", "urldate",
))  # fmt: skip
_PARTS = frozenset((
    "inbook", "incollection", "inproceedings", "suppbook", "suppcollection", "inreference",
))  # fmt: skip


def make_entry(
    source: str, block: Written, span: Span, strings: Mapping[str, str], parent: Entry | None
) -> Entry:
    """The entry that a block of a ``.bib`` file states."""
    values: dict[str, Value] = {}
    for value in block.values:
        values.setdefault(_FIELDS.get(value.name, value.name), value)
    fields = {
        name: _field(source, name, value, strings)
        for name, value in values.items()
        if name not in ("year", "month", "day", "crossref", *_DATES)
    }
    fields.update(_dates(source, values, strings))
    if block.type in _THESES and "type" not in fields:
        raw = source[slice(*block.type_span)]
        fields["type"] = Field("type", _THESES[block.type], raw, block.type_span)
    if parent:
        fields = {**_inherited(parent, block.type), **fields}
    language = fields["langid"] if "langid" in fields else fields.get("language")
    code = language_code(language.value) if language else ""
    return Entry(
        key=block.key,
        type=_TYPES.get(block.type, block.type),
        kind=kind_of(fields),
        fields=fields,
        span=span,
        raw=source[slice(*span)],
        language=code.partition("-")[0],
        identifiers=tuple(identifiers_of(fields)),
    )


def _field(source: str, name: str, value: Value, strings: Mapping[str, str]) -> Field:
    latex = value.latex(source, strings)
    span = value.content
    raw = source[slice(*span)]
    if name in NAMES:
        names = read_names(latex)
        return Field(name, format_bibtex(names), raw, span, names=names)
    if name in VERBATIM:
        return Field(name, decode_address(latex), raw, span)
    if name == "pages":
        return Field(name, plain_range(decode(latex)), raw, span)
    return Field(name, decode(latex), raw, span)


def _dates(
    source: str, values: Mapping[str, Value], strings: Mapping[str, str]
) -> dict[str, Field]:
    fields = {}
    for name in _DATES:
        if name in values:
            field = _field(source, name, values[name], strings)
            date = read_edtf(field.value)
            text = str(date) if date else field.value
            fields[name] = Field(name, text, field.raw, field.span, date=date)
    if "date" not in fields and "year" in values:
        year, month, day = (
            decode(values[name].latex(source, strings)) if name in values else ""
            for name in ("year", "month", "day")
        )
        date = read_year(year, month, day)
        span = values["year"].content
        text = str(date) if date else year
        fields["date"] = Field("date", text, source[slice(*span)], span, date=date)
    return fields


def _inherited(parent: Entry, child_type: str) -> dict[str, Field]:
    fields = {}
    for name, field in parent.fields.items():
        if name in _NOT_INHERITED or (name == "type" and parent.type == "thesis"):
            continue
        new = _INHERITED_AS.get(name, name) if child_type in _PARTS else name
        fields[new] = Field(
            new, field.value, field.raw, field.span, field.names, field.date, field.confidence
        )
    return fields


def kind_of(fields: Mapping[str, Field]) -> EntryKind:
    """What the keywords say a record holds: a source, unless srccheck marked it otherwise."""
    words = fields["keywords"].value.replace(";", ",").split(",") if "keywords" in fields else []
    marked = {word.strip() for word in words}
    if "claim" in marked:
        return EntryKind.CLAIM
    return EntryKind.COMMENTARY if marked & {"commentary", "short-reference"} else EntryKind.SOURCE


def identifiers_of(fields: Mapping[str, Field]) -> Iterator[Identifier]:
    """The identifiers that the fields of an entry state, with their places."""
    for name in ("doi", "isbn", "issn", "url"):
        field = fields.get(name)
        if field and field.value:
            value = (canonical_doi(field.value) or field.value) if name == "doi" else field.value
            yield Identifier(name, value, field.span)
    eprint = fields.get("eprint")
    scheme = fields["eprinttype"].value.lower() if "eprinttype" in fields else ""
    if eprint and scheme in ("arxiv", "pmid", "pmcid", "handle", "hdl", "pubmed"):
        known = {"hdl": "handle", "pubmed": "pmid"}.get(scheme, scheme)
        yield Identifier(known, eprint.value, eprint.span)
