"""Open Library: books by ISBN and by search.

Open Library Books API and Search API (https://openlibrary.org/developers/api). An ISBN that it does
not know gives an empty object.

Sent to Open Library: the ISBN; for a search the title and the first author's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10
FIELDS = "key,title,subtitle,author_name,first_publish_year,publisher,isbn,language"


class OpenLibrary(Interface):
    """Open Library's books and search interfaces."""

    name = "open-library"
    schemes = frozenset({"isbn"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the edition of an ISBN."""
        number = identifier.value.replace("-", "").replace(" ", "")
        return client.get(
            f"{client.base(self.name)}/api/books",
            service=self.name,
            parameters={"bibkeys": f"ISBN:{number}", "format": "json", "jscmd": "data"},
        )

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for works by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        parameters = {"title": title, "limit": str(ROWS), "fields": FIELDS}
        if author:
            parameters["author"] = author
        exchange = client.get(
            f"{client.base(self.name)}/search.json", service=self.name, parameters=parameters
        )
        return self.evidence(exchange, f"search {title} {author}".strip())

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The editions by ISBN, or the works of a search, in an answer."""
        answer = exchange.json()
        if "docs" in answer:
            return [_work(one) for one in answer["docs"]]
        if not all(isinstance(key, str) and key.startswith("ISBN:") for key in answer):
            raise UnexpectedAnswerError("neither editions by ISBN nor works")
        return [_edition(key, one) for key, one in answer.items()]


def _titles(one: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    title, subtitle = csl.first(one.get("title")), csl.first(one.get("subtitle"))
    return title, (f"{title}: {subtitle}",) if title and subtitle else ()


def _edition(key: str, one: Mapping[str, Any]) -> Record:
    title, titles = _titles(one)
    numbers = one.get("identifiers") or {}
    return Record(
        source="open-library",
        id=csl.first(one.get("key")),
        type="book",
        title=title,
        titles=titles,
        author=stated.names(author.get("name") for author in one.get("authors") or ()),
        publisher=csl.first([each.get("name") for each in one.get("publishers") or ()]),
        publisher_place=csl.first([each.get("name") for each in one.get("publish_places") or ()]),
        edition=csl.first(one.get("edition_name")),
        url=csl.first(one.get("url")),
        dates=stated.dates(issued=stated.date(one.get("publish_date"))),
        identifiers=stated.identifiers(
            ("isbn", key.removeprefix("ISBN:")),
            ("isbn", numbers.get("isbn_13")),
            ("isbn", numbers.get("isbn_10")),
        ),
    )


def _work(one: Mapping[str, Any]) -> Record:
    """A work, which stands for all its editions: its date is that of the first."""
    title, titles = _titles(one)
    first = stated.partial(one.get("first_publish_year"))
    publishers = csl.strings(one.get("publisher"))
    return Record(
        source="open-library",
        id=csl.first(one["key"]),
        type="book",
        title=title,
        titles=titles,
        author=stated.names(one.get("author_name") or ()),
        publisher=publishers[0] if len(publishers) == 1 else "",
        url=f"https://openlibrary.org{csl.first(one['key'])}",
        dates=stated.dates(original=first),
        identifiers=stated.identifiers(("isbn", (one.get("isbn") or [])[:50])),
    )
