"""The nodes of parsed wikitext with their places: mwparserfromhell keeps every character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mwparserfromhell.nodes import Tag, Template
from mwparserfromhell.wikicode import Wikicode


class Placed(NamedTuple):
    """Wikitext, and the offset at which it begins."""

    code: Wikicode
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(str(self.code))


class Parameter(NamedTuple):
    """A parameter of a template: its name folded, empty for one by place, and its value."""

    name: str
    value: Placed


def nodes(placed: Placed) -> Iterator[tuple[Any, int, int]]:
    """Each node with its start and end."""
    start = placed.start
    for node in placed.code.nodes:
        end = start + len(str(node))
        yield node, start, end
        start = end


def contents(tag: Tag, start: int) -> Placed | None:
    """What is inside of a tag."""
    if tag.self_closing or tag.contents is None:
        return None
    whole, inner = str(tag), str(tag.contents)
    closing = tag.closing_wiki_markup if tag.wiki_markup else f"</{tag.closing_tag}>"
    offset = len(whole) - len(closing or "") - len(inner)
    if whole[offset : offset + len(inner)] != inner:
        offset = whole.find(inner)
    return Placed(tag.contents, start + offset) if offset >= 0 else None


def parameters(template: Template, start: int) -> Iterator[Parameter]:
    """The parameters of a template."""
    position = start + 2 + len(str(template.name))
    for parameter in template.params:
        position += 1
        name = str(parameter.name)
        value = position + (len(name) + 1 if parameter.showkey else 0)
        key = folded(name) if parameter.showkey else ""
        yield Parameter(key, Placed(parameter.value, value))
        position += len(str(parameter))


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute, empty without one."""
    for each in tag.attributes:
        if str(each.name).strip().lower() == name:
            return " ".join(str(each.value or "").split())
    return ""


def folded(name: str) -> str:
    """A name of a template or a parameter, however it is written.

    >>> folded("Cite_web "), folded("archive-url")
    ('citeweb', 'archiveurl')
    """
    return "".join(letter for letter in name.casefold() if letter not in " _-\n\t'’")
