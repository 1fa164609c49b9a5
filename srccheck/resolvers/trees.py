"""XML from strangers, read without entities, external files or giant trees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from srccheck.net import Exchange

if TYPE_CHECKING:
    from lxml.etree import _Element


_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,15});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def parse(exchange: Exchange, *, html_entities: bool = False) -> _Element:
    """The root of an XML answer; names are without their namespaces.

    No entity is expanded, no DTD or other file is loaded, and depth and size are bounded by libxml2
    (OWASP, XML External Entity Prevention).

    Args:
        exchange: what was answered.
        html_entities: read HTML's names of characters, which the answer uses without a DTD.

    Raises:
        ValueError: it is not XML.
    """
    return read(exchange.body, html_entities=html_entities)


def read(body: bytes, *, html_entities: bool = False) -> _Element:
    """The root of XML that is given as bytes; see :func:`parse`."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    body = body.lstrip()
    if html_entities:
        body = _ENTITY.sub(_as_number, body)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no XML: {error.msg}") from error
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _as_number(match: re.Match[bytes]) -> bytes:
    if match[1] in _OF_XML:
        return match[0]
    characters = html.unescape(match[0].decode("ascii"))
    if characters.startswith("&"):
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters).encode("ascii")


def text(element: _Element | None, path: str = "") -> str:
    """The text of the first element on a path, markup left out and white space collapsed."""
    found = element.find(path) if element is not None and path else element
    return "" if found is None else _whole_text(found)


def texts(element: _Element, path: str) -> list[str]:
    """The texts of all elements on a path that have one."""
    return [said for found in element.iterfind(path) if (said := _whole_text(found))]


def _whole_text(element: _Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: _Element) -> Iterator[str]:
    for piece in element.itertext(with_tail=False):
        yield str(piece)
