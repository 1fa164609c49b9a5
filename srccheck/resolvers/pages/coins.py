"""COinS: an OpenURL (ANSI/NISO Z39.88) in the title of a ``<span class="Z3988">``."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from srccheck.model import Identifier
from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.dates import read_date
from srccheck.resolvers.pages.markup import Markup, attribute, clean
from srccheck.resolvers.pages.names import author
from srccheck.resolvers.pages.statement import Statement
from srccheck.text.identifiers import canonical_doi

_FIELDS = {"rft.atitle": "title", "rft.volume": "volume", "rft.issue": "issue",
           "rft.pages": "page", "rft.pub": "publisher", "rft.place": "publisher_place",
           "rft.edition": "edition", "rft.language": "language"}  # fmt: skip


def statements(markup: Markup) -> Iterator[Statement]:
    """What the page's one COinS states; a page with several lists other works."""
    found = markup.soup.find_all(class_="Z3988", title=True, limit=2)
    if len(found) == 1:
        yield from _read(attribute(found[0], "title"), markup.language)


def _read(title: str, language: str) -> Iterator[Statement]:
    stated = {
        key: [text for value in values if (text := clean(value))]
        for key, values in parse_qs(title[:20_000], max_num_fields=None).items()
    }
    for key, field in _FIELDS.items():
        for value in stated.get(key, ())[:1]:
            yield Statement(field, value, ways.COINS)
    has_article = bool(stated.get("rft.atitle"))
    for key in ("rft.jtitle", "rft.btitle", "rft.title"):
        for value in stated.get(key, ())[:1]:
            yield Statement("container_title" if has_article else "title", value, ways.COINS)
    for value in stated.get("rft.date", ())[:1]:
        date = read_date(value, language)
        if date:
            yield Statement("issued", date, ways.COINS)
    first = stated.get("rft.aulast", [])[:1] + stated.get("rft.aufirst", [])[:1]
    for text in dict.fromkeys((", ".join(first), *stated.get("rft.au", ()))):
        for name in author(text):
            yield Statement("author", name, ways.COINS)
    for value in stated.get("rft_id", ()):
        doi = canonical_doi(value.removeprefix("info:doi/")) if "10." in value else ""
        if doi:
            yield Statement("identifiers", Identifier("doi", doi), ways.COINS)
    for scheme in ("issn", "isbn"):
        for value in stated.get(f"rft.{scheme}", ()):
            yield Statement("identifiers", Identifier(scheme, value), ways.COINS)
