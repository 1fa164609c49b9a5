"""Wikidata: works and journals by identifier and by title, with retractions.

MediaWiki API of Wikidata (https://www.wikidata.org/w/api.php): a search for a statement or a title,
then ``wbgetentities``. Properties as documented on wikidata.org (P1476 title, P577 date, P5824 is
retracted by …). Errors come inside an answer with status 200.

Sent to Wikidata: the identifier; for a search the title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from srccheck.model import Entry, Identifier, Name, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.resolver import UNREADABLE, Interface, UnexpectedAnswerError
from srccheck.text.normalise import fold

ROWS = 5
PROPERTIES = {"doi": "P356", "isbn": "P212", "issn": "P236", "pmid": "P698", "arxiv": "P818"}
_RETRACTED_PAPER = "Q45182324"
_TYPES = {
    "Q13442814": "article-journal",
    "Q18918145": "article-journal",
    "Q571": "book",
    "Q3331189": "book",
    "Q1980247": "chapter",
    "Q23927052": "paper-conference",
    "Q187685": "thesis",
    "Q580922": "article",
    "Q5633421": "journal",
    "Q737498": "journal",
    "Q1002697": "journal",
    "Q11032": "journal",
    "Q41298": "journal",
}
"""Classes of works and serials, as CSL types."""


class Wikidata(Interface):
    """Wikidata's search and entities."""

    name = "wikidata"
    schemes = frozenset(PROPERTIES)

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask which items have an identifier."""
        statement = f"haswbstatement:{PROPERTIES[identifier.scheme]}={_as_stated(identifier)}"
        return self._find(statement, client)

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:
        """Look one identifier up, in two requests."""
        exchange = self.ask(identifier, client)
        return self._follow(exchange, f"{identifier.scheme} {identifier.value}", client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Find items whose label is the title, and get them."""
        title = " ".join(entry.value("title").split())[:200]
        if not title:
            return None
        exchange = self._get(
            client,
            action="wbsearchentities",
            search=title,
            language=entry.language or "en",
            type="item",
            limit=str(ROWS),
        )
        return self._follow(exchange, f"search {title}", client)

    def serials(self, name: str, client: Asks) -> Evidence:
        """The newspapers, magazines and journals of exactly one name, with their websites.

        Args:
            name: of a serial.
            client: what asks.

        Returns:
            The evidence; ``Record.url`` is the website, empty where Wikidata has none.
        """
        parameters = {"search": " ".join(name.split())[:200], "language": "mul", "type": "item"}
        exchange = self._get(client, action="wbsearchentities", limit=str(ROWS), **parameters)
        found = self._follow(exchange, f"serial {name}", client)
        records = tuple(
            replace(record, type="journal", url="" if _is_own(record.url) else record.url)
            for record in found.records
            if (record.type == "journal" or record.ids("issn"))
            and fold(name) in map(fold, (record.title, *record.titles))
        )
        none = found.outcome is Outcome.FOUND and not records
        return replace(found, records=records, outcome=Outcome.NOT_FOUND if none else found.outcome)

    def _find(self, words: str, client: Asks) -> Exchange:
        return self._get(
            client, action="query", list="search", srsearch=words, srlimit=str(ROWS), srprop=""
        )

    def _get(self, client: Asks, **parameters: str) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/w/api.php",
            service=self.name,
            parameters={**parameters, "format": "json"},
        )

    def _follow(self, exchange: Exchange, query: str, client: Asks) -> Evidence:
        try:
            items = _items(exchange.json()) if exchange.outcome is Outcome.FOUND else []
        except UNREADABLE:
            items = []
        if items:
            exchange = self._get(
                client,
                action="wbgetentities",
                ids="|".join(items),
                props="labels|claims",
                languages="en|fr|de|es|it|pt|mul",
            )
        return self.evidence(exchange, query)

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The works, serials and organisations in an answer."""
        answer = exchange.json()
        if "error" in answer:
            raise UnexpectedAnswerError(str(answer["error"]["info"]))
        if "entities" in answer:
            entities = answer["entities"].values()
            return [_record(entity) for entity in entities if "missing" not in entity]
        if _items(answer):
            raise UnexpectedAnswerError("a list of items, without what they say")
        return []


def _is_own(url: str) -> bool:
    return url.startswith("https://www.wikidata.org/")


def _as_stated(identifier: Identifier) -> str:
    """An identifier as Wikidata writes it: DOIs in capitals, ISBNs with hyphens."""
    if identifier.scheme == "doi":
        return identifier.value.upper()
    if identifier.scheme == "isbn":
        from stdnum import isbn

        return str(isbn.format(isbn.to_isbn13(identifier.value)))
    return identifier.value


def _items(answer: Mapping[str, Any]) -> list[str]:
    if "query" in answer:
        return [str(hit["title"]) for hit in answer["query"]["search"]]
    if "search" in answer:
        return [str(hit["id"]) for hit in answer["search"]]
    raise UnexpectedAnswerError("neither items nor a list of them")


class _Claims:
    """The statements of an item, those of deprecated rank left out."""

    def __init__(self, claims: Any) -> None:
        self._claims = claims if isinstance(claims, Mapping) else {}

    def values(self, property_: str) -> list[Any]:
        """The values of a property, the preferred ones alone if there are any."""
        kept = [one for one in self._claims.get(property_) or () if one.get("rank") != "deprecated"]
        preferred = [one for one in kept if one.get("rank") == "preferred"]
        return [
            value for one in preferred or kept if (value := _value(one.get("mainsnak"))) is not None
        ]

    def texts(self, property_: str) -> list[str]:
        """The values of a property that are text."""
        found = (
            value.get("text") if isinstance(value, Mapping) else value
            for value in self.values(property_)
        )
        return csl.strings(list(found))

    def items(self, property_: str) -> list[str]:
        """The values of a property that are items."""
        return [
            str(value["id"])
            for value in self.values(property_)
            if isinstance(value, Mapping) and "id" in value
        ]

    def named(self, property_: str) -> list[tuple[int, str]]:
        """Authors by their place in the list: strings, or items with the name as printed."""
        found = []
        for one in self._claims.get(property_) or ():
            qualifiers = one.get("qualifiers") or {}
            place = stated.whole(_qualifier(qualifiers, "P1545"))
            value = _value(one.get("mainsnak"))
            name = value if isinstance(value, str) else _qualifier(qualifiers, "P1932")
            found.append((place or 0, str(name or "")))
        return found


def _value(snak: Any) -> Any:
    held = snak.get("datavalue") if isinstance(snak, Mapping) else None
    return held.get("value") if isinstance(held, Mapping) else None


def _qualifier(qualifiers: Mapping[str, Any], property_: str) -> Any:
    return next((_value(snak) for snak in qualifiers.get(property_) or ()), None)


def _record(entity: Mapping[str, Any]) -> Record:
    claims = _Claims(entity.get("claims"))
    labels = [one.get("value") for one in (entity.get("labels") or {}).values()]
    titles = list(dict.fromkeys([*claims.texts("P1476"), *csl.strings(labels)]))
    kinds = claims.items("P31")
    number = str(entity["id"])
    return Record(
        source="wikidata",
        id=number,
        type=next((_TYPES[kind] for kind in kinds if kind in _TYPES), ""),
        title=titles[0] if titles else "",
        titles=tuple(titles[1:]),
        author=_names(claims),
        volume=csl.first(claims.texts("P478")),
        issue=csl.first(claims.texts("P433")),
        page=csl.first(claims.texts("P304")),
        url=csl.first(claims.texts("P856")) or f"https://www.wikidata.org/wiki/{number}",
        dates=stated.dates(issued=_date(claims)),
        identifiers=stated.identifiers(
            *((scheme, claims.texts(property_)) for scheme, property_ in PROPERTIES.items()),
            ("isbn", claims.texts("P957")),
        ),
        updates=_updates(claims, kinds),
    )


def _names(claims: _Claims) -> tuple[Name, ...]:
    """The authors in order; nobody when one of them is an item whose name is not given."""
    named = sorted([*claims.named("P50"), *claims.named("P2093")])
    return stated.names(name for _, name in named) if all(name for _, name in named) else ()


def _date(claims: _Claims) -> PartialDate | None:
    """The earliest date of publication, as precise as it is said to be (9: year, 11: day)."""
    found = []
    for value in claims.values("P577"):
        date = stated.date(value.get("time"))
        precision = value.get("precision")
        if date and precision in (9, 10, 11):
            found.append(
                PartialDate(
                    date.year,
                    date.month if precision >= 10 else None,
                    date.day if precision == 11 else None,
                )
            )
    return min(found, key=str, default=None)


def _updates(claims: _Claims, kinds: Sequence[str]) -> tuple[Update, ...]:
    notices = claims.items("P5824")
    if notices:
        return tuple(Update("retraction", notice, source="wikidata") for notice in notices)
    return (Update("retraction", source="wikidata"),) if _RETRACTED_PAPER in kinds else ()
