"""What a schema.org item states of a work, whether it came as JSON-LD, microdata or RDFa.

Types and properties are those of schema.org (CreativeWork and the types below it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from srccheck.model import Identifier, Name
from srccheck.resolvers import csl
from srccheck.resolvers.pages.dates import read_date
from srccheck.resolvers.pages.markup import Markup, clean
from srccheck.resolvers.pages.names import authors
from srccheck.resolvers.pages.statement import Statement
from srccheck.text.identifiers import canonical_doi, find_identifiers
from srccheck.text.normalise import fold, words

MOST = 200
"""Values of one property that are looked at."""
_WORKS = {
    "scholarlyarticle": ("article-journal", 9),
    "medicalscholarlyarticle": ("article-journal", 9),
    "newsarticle": ("article-newspaper", 9),
    "reportagenewsarticle": ("article-newspaper", 9),
    "analysisnewsarticle": ("article-newspaper", 9),
    "opinionnewsarticle": ("article-newspaper", 9),
    "backgroundnewsarticle": ("article-newspaper", 9),
    "reviewnewsarticle": ("article-newspaper", 9),
    "askpublicnewsarticle": ("article-newspaper", 9),
    "advertisercontentarticle": ("", 7),
    "blogposting": ("post-weblog", 9),
    "liveblogposting": ("post-weblog", 9),
    "report": ("report", 9),
    "article": ("", 8),
    "techarticle": ("", 8),
    "chapter": ("chapter", 8),
    "book": ("book", 8),
    "audiobook": ("book", 7),
    "thesis": ("thesis", 8),
    "dataset": ("dataset", 7),
    "legislation": ("legislation", 7),
    "socialmediaposting": ("post", 6),
    "podcastepisode": ("broadcast", 6),
    "presentationdigitaldocument": ("", 5),
    "digitaldocument": ("", 5),
    "creativework": ("", 4),
    "videoobject": ("motion_picture", 3),
    "webpage": ("", 2),
    "itempage": ("", 2),
    "faqpage": ("", 1),
}
"""Type (lower case) → CSL type, and how likely it is the work rather than what is around it."""
_ORGANISATIONS = ("corporation", "ngo", "collegeoruniversity", "governmentoffice")
_DATES = (("datepublished", "issued"), ("datemodified", "modified"), ("datecreated", "created"))


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its properties, and all items of the page by ``@id``."""

    properties: Mapping[str, Any]
    by_id: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def types(self) -> tuple[str, ...]:
        """Its types in lower case, without the vocabulary."""
        stated = self.properties.get("@type")
        listed = stated if isinstance(stated, list) else [stated]
        return tuple(
            re.split(r"[/#:]", kind)[-1].lower() for kind in listed if isinstance(kind, str)
        )

    def all(self, name: str) -> list[Any]:
        """The values of a property, whatever the case of its name, references resolved."""
        value = self.properties.get(name)
        if value is None:
            value = next((v for k, v in self.properties.items() if k.lower() == name.lower()), None)
        values = value if isinstance(value, list) else [value]
        return [self._resolved(v) for v in values[:MOST] if v is not None]

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, Mapping) and set(value) <= {"@id", "@type"}:
            return self.by_id.get(str(value.get("@id")), value)
        return value

    def text(self, *names: str) -> str:
        """The first text of the first of these properties that has one."""
        for name in names:
            for value in self.all(name):
                found = _text(value)
                if found:
                    return found
        return ""

    def inner(self, name: str) -> list[Item]:
        """The items that are values of a property."""
        return [Item(v, self.by_id) for v in self.all(name) if isinstance(v, Mapping)]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, Mapping):
            value = value.get("@value")
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return clean(csl.clean(str(value)))
    return ""


def main_item(found: Sequence[Item], markup: Markup) -> Item | None:
    """The item that describes the work on the page; none when only other things are described."""
    best: tuple[float, Item] | None = None
    shown = [" ".join(words(text)) for text in (*markup.headings, markup.title)]
    for item in found:
        likely = max((_WORKS[kind][1] for kind in item.types if kind in _WORKS), default=0)
        if not likely or not item.text("headline", "name", "datePublished"):
            continue
        score = float(likely) + _is_of_page(item, shown, markup)
        if best is None or score > best[0]:
            best = score, item
    return best[1] if best else None


def _is_of_page(item: Item, shown: list[str], markup: Markup) -> float:
    addresses = [item.text("url"), str(item.properties.get("@id") or "")]
    addresses += [str(v.get("@id") if isinstance(v, Mapping) else v)
                  for v in item.all("mainEntityOfPage")]  # fmt: skip
    own = {_bare(markup.url), _bare(markup.canonical)} - {""}
    score = 4.0 if any(_bare(address) in own for address in addresses if address) else 0.0
    title = " ".join(words(item.text("headline", "name")))
    if title and any(title in text for text in shown):
        score += 4.0
    return score


def _bare(address: str) -> str:
    return re.split(r"[?#]", fold(address))[0].partition("://")[2].removeprefix("www.").rstrip("/")


def statements_of(item: Item, way: str, markup: Markup) -> Iterator[Statement]:
    """What an item states of the work that it is."""
    for name in ("headline", "name", "alternativeHeadline", "alternateName"):
        if title := item.text(name):
            yield Statement("title", title, way)
    kind = next((_WORKS[t][0] for t in item.types if t in _WORKS and _WORKS[t][0]), "")
    if kind:
        yield Statement("type", kind, way)
    for prop, dated in _DATES:
        date = read_date(item.text(prop), markup.language)
        if date:
            yield Statement(dated, date, way)
    for prop, role in (("author", "author"), ("creator", "author"), ("editor", "editor")):
        if prop == "creator" and item.all("author"):
            continue
        for person in _people(item, prop):
            yield Statement(role, person, way)
    yield from _published(item, way)
    for prop, target in (("inLanguage", "language"), ("description", "abstract"),
                         ("url", "url"), ("bookEdition", "edition"),
                         ("reportNumber", "number")):  # fmt: skip
        if value := item.text(prop):
            yield Statement(target, value, way)
    for identifier in _identifiers(item):
        yield Statement("identifiers", identifier, way)


def _people(item: Item, prop: str) -> Iterator[Name]:
    for value in item.all(prop):
        if isinstance(value, str):
            yield from authors(csl.clean(value))
        elif isinstance(value, Mapping):
            yield from _person(Item(value, item.by_id))


def _person(person: Item) -> Iterator[Name]:
    name = person.text("name")
    family, given = person.text("familyName"), person.text("givenName")
    if any(kind in _ORGANISATIONS or kind.endswith("organization") for kind in person.types):
        if name:
            yield Name(name, literal=True)
    elif family and given:
        yield from authors(f"{family}, {given}")
    elif name:
        for value in person.all("name"):
            yield from authors(_text(value))


def _published(item: Item, way: str) -> Iterator[Statement]:
    """Where and by whom it was published: journal, volume, issue, pages, site, publisher."""
    publisher = item.text("publisher")
    if publisher:
        yield Statement("publisher", publisher, way)
    waiting, depth = [item], 0
    while waiting and depth < 4:
        here = waiting.pop(0)
        for prop, target in (("volumeNumber", "volume"), ("issueNumber", "issue"),
                             ("pagination", "page")):  # fmt: skip
            if value := here.text(prop):
                yield Statement(target, value, way)
        if here is not item:
            yield from _container(here, way)
        waiting.extend(here.inner("isPartOf"))
        depth += 1
    first, last = item.text("pageStart"), item.text("pageEnd")
    if first:
        yield Statement("page", f"{first}-{last}" if last and last != first else first, way)


def _container(part: Item, way: str) -> Iterator[Statement]:
    name = part.text("name")
    if name and not {"publicationissue", "publicationvolume"} & set(part.types) - {"periodical"}:
        if "webpage" not in part.types:  # whose name is the title of the work itself
            is_site = "website" in part.types
            yield Statement("site" if is_site else "container_title", name, way)
    elif name and "periodical" in part.types:
        yield Statement("container_title", name, way)
    for value in part.all("issn"):
        if isinstance(value, str):
            yield Statement("identifiers", Identifier("issn", value), way)


def _identifiers(item: Item) -> Iterator[Identifier]:
    texts = [item.text("doi"), str(item.properties.get("@id") or "")]
    for name in ("identifier", "sameAs"):
        for value in item.all(name):
            inner = value.get("value") if isinstance(value, Mapping) else value
            texts.append(inner if isinstance(inner, str) else "")
    for text in texts:
        doi = canonical_doi(text) if "10." in text else ""
        if doi and ("doi" in text.lower() or text.strip().startswith("10.")):
            yield Identifier("doi", doi)
    isbn = item.text("isbn")
    for found in find_identifiers(f"ISBN {isbn}") if isbn else ():
        if found.scheme == "isbn":
            yield Identifier("isbn", found.value)
