"""Entries as BibLaTeX writes them (the biblatex manual, section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from srccheck.model import Entry, EntryKind, Field
from srccheck.text.normalise import plain_range
from srccheck.writers.latex import clean, encode, encode_address, encode_names

_ORDER = (
    "author", "editor", "translator", "title", "subtitle", "journaltitle", "journal", "booktitle",
    "series", "volume", "number", "issue", "pages", "edition", "publisher", "institution",
    "school", "organization", "location", "address", "date", "year", "month", "day", "type",
    "entrysubtype", "howpublished", "doi", "isbn", "issn", "eprint", "eprinttype", "url",
    "urldate", "langid", "note", "keywords",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ORDER)}
_ADDRESSES = frozenset(("url", "doi", "eprint", "file", "isbn", "issn", "isrn", "isan"))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The strings that every BibTeX style defines, in its own language; they stand without braces."""
_WIDTH = 14
_OF_THE_NOTE = "prenote"
"""What leads to a source in its note ("See also") is said of it there, and is not the source's."""
_RESERVED = frozenset(" \t\r\n\f\v{}\"#%,=~\\'()@")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries, each as one record; fields are in a fixed order and aligned."""
    for entry in entries:
        yield record(entry.type, entry.key, fields_of(entry))


def fields_of(entry: Entry) -> dict[str, str]:
    """The fields of an entry as LaTeX, without braces, in no order.

    A note that cites nothing keeps its text in ``note`` and says what it is in ``keywords``.
    """
    fields = {
        name: _latex(name, field) for name, field in entry.fields.items() if name != _OF_THE_NOTE
    }
    if entry.kind is not EntryKind.SOURCE:
        fields.setdefault("keywords", entry.kind.value)
        fields.setdefault("note", encode(entry.comment))
    return {name: value for name, value in fields.items() if value}


def _latex(name: str, field: Field) -> str:
    if field.names:
        return encode_names(field.names)
    if name in _ADDRESSES:
        return encode_address(field.value)
    if name == "pages":
        return "--".join(encode(part) for part in clean(plain_range(field.value)).split("-"))
    return encode(field.value)


def record(type_: str, key: str, fields: Mapping[str, str]) -> str:
    """One record of a ``.bib`` file.

    >>> print(record("book", "smith2020", {"title": "A Title", "author": "Smith, Ada"}), end="")
    @book{smith2020,
      author         = {Smith, Ada},
      title          = {A Title},
    }
    <BLANKLINE>
    """
    ordered = sorted(fields.items(), key=lambda item: (_RANK.get(item[0], len(_RANK)), item[0]))
    lines = [f"  {name:<{_WIDTH}} = {_delimited(name, value)},\n" for name, value in ordered]
    safe = "".join(character for character in key if character not in _RESERVED)
    return "".join((f"@{type_}{{{safe},\n", *lines, "}\n\n"))


def _delimited(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"
