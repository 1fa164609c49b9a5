"""Whether a page has the place that a fragment points to."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from srccheck.text.normalise import fold

if TYPE_CHECKING:
    import lxml.etree

_DIRECTIVE = ":~:"
_LINES = re.compile(r"L\d{1,7}(?:C\d{1,5})?(?:-L?\d{1,7}(?:C\d{1,5})?)?|lines?-\d[\d-]{0,15}")


class FragmentKind(enum.Enum):
    """What a fragment is."""

    NONE = enum.auto()
    ANCHOR = enum.auto()
    TEXT = enum.auto()
    ROUTE = enum.auto()
    """A path for the scripts of the page, which no server sees."""
    LINES = enum.auto()
    """Lines of a file, which sites of source code mark with scripts."""
    MEDIA = enum.auto()
    """A time or a region (Media Fragments URI 1.0), a page of a PDF."""


def kind_of(fragment: str) -> FragmentKind:
    """What a fragment is, by its form.

    >>> [kind_of(f).name for f in ("part-2", "/inbox", "!a=1", ":~:text=one", "L10-L20", "t=30")]
    ['ANCHOR', 'ROUTE', 'ROUTE', 'TEXT', 'LINES', 'MEDIA']
    """
    anchor, directive, _ = fragment.partition(_DIRECTIVE)
    if directive:
        return FragmentKind.TEXT
    if anchor in ("", "top", "#") or anchor.lower() == "top":
        return FragmentKind.NONE
    if anchor.startswith(("/", "!")):
        return FragmentKind.ROUTE
    if _LINES.fullmatch(anchor):
        return FragmentKind.LINES
    if "=" in anchor:
        return FragmentKind.MEDIA
    return FragmentKind.ANCHOR


def needs_body(fragment: str) -> bool:
    """Whether the page must be read to know whether a fragment leads anywhere."""
    return kind_of(fragment) in (FragmentKind.ANCHOR, FragmentKind.TEXT)


def missing(fragment: str, tree: lxml.etree._Element) -> str:
    """What a page lacks of what a fragment points to; empty when nothing.

    Anchors are ``id`` and ``name`` (HTML Standard, 7.4.6.4 "find a potential indicated element"),
    as written and percent-decoded, and with the prefix that GitHub sets before ids of users' text.
    Text directives are those of the URL Fragment Text Directives draft of the WICG.
    """
    anchor, _, directives = fragment.partition(_DIRECTIVE)
    if anchor and kind_of(anchor) is FragmentKind.ANCHOR:
        names = _names(tree)
        wanted = {anchor, unquote(anchor)}
        wanted |= {f"user-content-{name}" for name in wanted}
        lowered = {f"user-content-{unquote(anchor).lower()}"}
        if not (wanted | lowered) & names:
            return f"the page has no place named {unquote(anchor)!r}"
    for directive in directives.split("&"):
        name, _, value = directive.partition("=")
        if name == "text" and value:
            lack = _missing_text(value, tree)
            if lack:
                return f"the page does not say {lack!r}"
    return ""


def _names(tree: lxml.etree._Element) -> set[str]:
    found: set[str] = set()
    for element in tree.iter():
        if isinstance(element.tag, str):
            found.update(v for key in ("id", "name") if (v := element.get(key)))
    return found


def _missing_text(value: str, tree: lxml.etree._Element) -> str:
    text = _bare(" ".join(piece for piece in tree.itertext() if isinstance(piece, str)))
    parts = value.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts and parts[-1].startswith("-") else ""
    position = 0
    for part in (prefix, *parts, suffix):
        wanted = unquote(part)
        at = text.find(_bare(wanted), position)
        if at < 0:
            return wanted
        position = at
    return ""


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w+", fold(text)))  # tags may stand within words
