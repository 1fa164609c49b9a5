"""schema.org in JSON-LD, in all the shapes in which sites write it.

One object, a list, an ``@graph``, works nested in ``mainEntity``; authors as references by
``@id``; and JSON with HTML comments, trailing commas or line breaks in strings (JSON-LD 1.1,
section 9; schema.org).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.markup import Markup, attribute
from srccheck.resolvers.pages.schema_org import Item, main_item, statements_of
from srccheck.resolvers.pages.statement import Statement

LONGEST = 1_000_000
"""Characters of one block of JSON-LD."""
MOST_ITEMS = 5_000
"""Objects of a page that are looked at."""
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"?|,(?=\s*+[}\]])', re.DOTALL)
_WRAPPING = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|/\*\s?\*/|^\s*//\s*$", re.MULTILINE)
_BESIDE = frozenset(
    ("ispartof", "haspart", "itemlistelement", "mentions", "about", "citation", "comment",
     "review", "reviews", "itemreviewed", "isbasedon", "publisher", "author", "creator", "editor",
     "relatedlink", "breadcrumb", "image", "video", "audio", "potentialaction", "blogpost",
     "liveblogupdate", "sourceorganization", "workexample", "exampleofwork", "translator")
)  # fmt: skip
"""Properties whose values are other things than the work on the page."""


def items(markup: Markup) -> tuple[Item, ...]:
    """The objects that may describe the work on the page, references resolved, in order."""
    blocks = list(_blocks(markup))
    by_id: dict[str, dict[str, Any]] = {}
    found = list(_objects(blocks, by_id))
    return tuple(Item(properties, by_id) for properties in found)


def statements(markup: Markup) -> Iterator[Statement]:
    """What the JSON-LD of a page states of the work on it."""
    chosen = main_item(items(markup), markup)
    if chosen:
        yield from statements_of(chosen, ways.JSON_LD, markup)


def _blocks(markup: Markup) -> Iterator[Any]:
    for tag in markup.soup.find_all("script"):
        if isinstance(tag, Tag) and "ld+json" in attribute(tag, "type").lower():
            yield from read_json(tag.string or tag.get_text())


def read_json(text: str) -> Iterator[Any]:
    """The JSON values in a text, one after the other, mended where that is safe.

    >>> list(read_json('<!-- {"a": [1, 2,], } -->')), list(read_json("{broken"))
    ([{'a': [1, 2]}], [])
    """
    text = _WRAPPING.sub(" ", text[:LONGEST]).strip().rstrip(";")
    for attempt in (text, _STRING_OR_COMMA.sub(lambda m: "" if m[0] == "," else m[0], text)):
        try:
            values = list(_values(attempt))
        except (ValueError, RecursionError):
            continue
        yield from values
        return


def _values(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        yield value
        while position < len(text) and text[position] in " \t\r\n;,":
            position += 1


def _objects(blocks: list[Any], by_id: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Walk the values in order; ``by_id`` is filled with every object that has an ``@id``."""
    candidates: list[dict[str, Any]] = []
    waiting: list[tuple[Any, bool]] = [(block, True) for block in reversed(blocks)]
    seen = 0
    while waiting and seen < MOST_ITEMS:
        value, candidate = waiting.pop()
        if isinstance(value, list):
            waiting.extend((element, candidate) for element in reversed(value))
        elif isinstance(value, Mapping):
            seen += 1
            properties = dict(value)
            identity = properties.get("@id")
            if isinstance(identity, str) and len(properties) > 1:
                by_id.setdefault(identity, properties)
            if candidate and "@type" in properties:
                candidates.append(properties)
            waiting.extend(
                (inner, candidate and str(key).lower() not in _BESIDE)
                for key, inner in reversed(properties.items())
                if isinstance(inner, list | Mapping)
            )
    yield from candidates
