"""``<meta>`` elements: Highwire's ``citation_*``, Dublin Core, PRISM, OpenGraph and others.

``data/meta.tsv`` says what each name means.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources

from srccheck.model import Identifier
from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.dates import read_date
from srccheck.resolvers.pages.markup import Markup
from srccheck.resolvers.pages.names import author, authors
from srccheck.resolvers.pages.statement import Statement
from srccheck.text.identifiers import canonical_doi, find_identifiers

_WAYS = {"highwire": ways.HIGHWIRE, "dc": ways.DUBLIN_CORE, "prism": ways.PRISM,
         "og": ways.OPEN_GRAPH, "meta": ways.META}  # fmt: skip
_DATES = frozenset(("issued", "online", "modified", "created"))
_PLAIN = frozenset(("title", "container_title", "collection_title", "volume", "issue", "page",
                    "number", "publisher", "language", "abstract", "url", "site"))  # fmt: skip
_SCHEMES = frozenset(("doi", "isbn", "issn", "pmid", "arxiv"))
_TYPES = {"journal": "article-journal", "institution": "report", "dissertation": "thesis"}
_TYPE_WORDS = (
    ("thesis", re.compile(r"thes[ie]s|dissertation", re.IGNORECASE)),
    ("report", re.compile(r"report|rapport|working paper", re.IGNORECASE)),
    ("chapter", re.compile(r"chapter|chapitre|booksection", re.IGNORECASE)),
    ("article-journal", re.compile(r"journal.?article|scholarlyarticle", re.IGNORECASE)),
    ("book", re.compile(r"^book$|monograph", re.IGNORECASE)),
)
"""Words of ``DC.type`` and ``og:type``, and the CSL types they stand for."""


@functools.cache
def _table() -> dict[str, tuple[str, str]]:
    data = resources.files("srccheck.resolvers.pages") / "data" / "meta.tsv"
    table = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            way, name, field = line.split("\t")
            key = f"{way}.{name}" if way in ("dc", "prism") else name
            table[key] = (_WAYS[way], field)
    return table


def _key(name: str) -> str:
    """``dcterms.issued``, ``dc:date`` and ``DC.Date`` as ``dc.…``; ``prism:…`` as ``prism.…``."""
    match = re.fullmatch(r"(dc|dcterms|prism)[.:](.{1,60})", name)
    if not match:
        return name
    return f"{'prism' if match[1] == 'prism' else 'dc'}.{match[2]}"


def statements(markup: Markup) -> Iterator[Statement]:
    """What the ``<meta>`` elements of a page state."""
    table = _table()
    first_pages: dict[str, str] = {}
    for name, content in markup.metas:
        way, field = table.get(_key(name), ("", ""))
        if not way:
            continue
        if field == "firstpage":
            first_pages[way] = content
        elif field == "lastpage":
            if (first := first_pages.pop(way, "")) and "-" not in first:
                yield Statement("page", f"{first}-{content}" if first != content else first, way)
        else:
            yield from _stated(field, content, way, markup.language)
    for way, first in first_pages.items():
        yield Statement("page", first, way)


def _stated(field: str, content: str, way: str, language: str) -> Iterator[Statement]:
    if field in _PLAIN:
        yield Statement(field, content, way)
    elif field in _DATES:
        date = read_date(content, language)
        if date:
            yield Statement(field, date, way)
    elif field in ("author", "authors", "editor"):
        found = authors(content) if field == "authors" or ";" in content else author(content)
        for name in found:
            yield Statement("editor" if field == "editor" else "author", name, way)
    elif field in _SCHEMES:
        value = canonical_doi(content) if field == "doi" else content
        if value:
            yield Statement("identifiers", Identifier(field, value), way)
    elif field == "identifier":
        for found_id in find_identifiers(content):
            if found_id.scheme in ("doi", "isbn", "issn"):
                yield Statement("identifiers", Identifier(found_id.scheme, found_id.value), way)
    elif field == "type":
        found_type = next((kind for kind, word in _TYPE_WORDS if word.search(content)), "")
        if found_type:
            yield Statement("type", found_type, way)
    elif field in _TYPES:
        yield Statement("container_title" if field == "journal" else "publisher", content, way)
        yield Statement("type", _TYPES[field], way)
