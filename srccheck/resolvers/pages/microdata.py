"""Microdata (HTML Living Standard, chapter 5) and RDFa Lite (W3C, 1.1) as schema.org items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import Tag

from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.markup import Markup, attribute, clean
from srccheck.resolvers.pages.schema_org import Item, main_item, statements_of
from srccheck.resolvers.pages.statement import Statement

MOST = 3_000
"""Elements with properties that are looked at, and characters of a property's text."""


class Syntax(NamedTuple):
    """The names of the attributes: what makes an item, its type and its properties."""

    way: str
    item: str
    type: str
    property: str


MICRODATA = Syntax(ways.MICRODATA, "itemscope", "itemtype", "itemprop")
RDFA = Syntax(ways.RDFA, "typeof", "typeof", "property")


def statements(markup: Markup) -> Iterator[Statement]:
    """What the marked-up elements of a page state of the work on it."""
    for syntax in (MICRODATA, RDFA):
        chosen = main_item(items(markup, syntax), markup)
        if chosen:
            yield from statements_of(chosen, syntax.way, markup)


def items(markup: Markup, syntax: Syntax) -> tuple[Item, ...]:
    """The items at the top, in order, with the items in them."""
    made: dict[int, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for tag in _elements(markup, syntax):
        names = attribute(tag, syntax.property).split()
        above = _owner(tag, made)
        value: Any = None
        if tag.has_attr(syntax.item):
            value = made[id(tag)] = {"@type": attribute(tag, syntax.type).split()}
            if above is None or not names:
                top.append(value)
        if above is None:
            continue
        for name in names:
            text = value if value is not None else _value(tag, markup)
            made[above].setdefault(name.split(":")[-1].split("/")[-1], []).append(text)
    return tuple(Item(properties) for properties in top)


def _elements(markup: Markup, syntax: Syntax) -> Iterator[Tag]:
    wanted = {syntax.item, syntax.property}
    found = markup.soup.find_all(lambda tag: not wanted.isdisjoint(tag.attrs), limit=MOST)
    for tag in found:
        if tag.name != "meta" or tag.parent is None or tag.parent.name != "head":
            yield tag


def _owner(tag: Tag, made: dict[int, dict[str, Any]]) -> int | None:
    """The item that an element's properties belong to: the nearest one around it."""
    for count, above in enumerate(tag.parents):
        if id(above) in made:
            return id(above)
        if count > 100:
            break
    return None


def _value(tag: Tag, markup: Markup) -> str:
    for name in ("content", "datetime"):
        if tag.has_attr(name):
            return clean(attribute(tag, name))
    if tag.name in ("a", "link", "area") and tag.has_attr("href"):
        text = clean(tag.get_text(" "))[:MOST]
        return text or markup.absolute(attribute(tag, "href"))
    if tag.name in ("img", "source", "audio", "video"):
        return attribute(tag, "src")
    text = ""
    for piece in tag.strings:
        text += f"{piece} "
        if len(text) > MOST:
            break
    return clean(text)
