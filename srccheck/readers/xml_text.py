"""Reading text from elements: white space collapsed, styles kept, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from srccheck.model import Passage
from srccheck.readers.passages import PassageBuilder
from srccheck.readers.xml_tree import Element, Text

_WORDS = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")

Styling = Callable[[Element], tuple[str, str]]
"""Gives the kind and the target of the style that an element stands for; empty for none."""


class Reading(NamedTuple):
    """How elements are read: what is left out, what stands apart, what is a style."""

    skipped: frozenset[str]
    apart: frozenset[str] = frozenset()
    styling: Styling = lambda _: ("", "")


def read_text(
    source: str, element: Element | Iterable[Element | Text], reading: Reading
) -> Passage:
    r"""The text of an element, or of some of its children.

    >>> from srccheck.readers.xml_tree import read_tree
    >>> source = "<p>A <i>long</i>\n  title<fn>no</fn></p>"
    >>> passage = read_text(source, read_tree(source)[0], Reading(frozenset({"fn"})))
    >>> passage.text, source[slice(*passage.span(2, 6))]
    ('A long title', 'long')
    """
    builder = PassageBuilder(source)
    children = element.children if isinstance(element, Element) else element
    for child in children:
        _add(builder, child, reading)
    return builder.build().strip()


def _add(builder: PassageBuilder, node: Element | Text, reading: Reading) -> None:
    if isinstance(node, Text):
        _add_text(builder, node)
        return
    if node.name in reading.skipped:
        return
    apart = node.name in reading.apart
    if apart:
        _space(builder, node.span.start, node.span.start)
    kind, target = reading.styling(node)
    if kind:
        builder.open(kind, target)
    for child in node.children:
        _add(builder, child, reading)
    if kind:
        builder.close(kind)
    if apart:
        _space(builder, node.span.end, node.span.end)


def _add_text(builder: PassageBuilder, piece: Text) -> None:
    if piece.end - piece.start != len(piece.text):  # an entity, or the end of a line
        if not piece.text.strip(" \t\r\n"):
            _space(builder, piece.start, piece.end)
        else:
            builder.add(piece.text, piece.start, piece.end)
        return
    for match in _WORDS.finditer(piece.text):
        start = piece.start + match.start()
        if match[0][0] in " \t\r\n":
            _space(builder, start, piece.start + match.end())
        else:
            builder.add(match[0], start, piece.start + match.end())


def _space(builder: PassageBuilder, start: int, end: int) -> None:
    if builder.length and not builder.ends_with((" ",)):
        builder.add(" ", start, end)
