"""An HTML report read as a browser reads it, and strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import html5lib

from srccheck.model import Dossier, Failure
from srccheck.reporters import Look, Summary
from srccheck.reporters.html import report


def written(*results: Dossier | Failure, quiet: bool = False) -> str:
    summary = Summary()
    return "".join(report(summary.watch(results), summary, Look(quiet=quiet)))


def parsed(text: str) -> Element:
    """The tree of a page; any error of syntax raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return root


def page(*results: Dossier | Failure, quiet: bool = False) -> Element:
    return parsed(written(*results, quiet=quiet))


def elements(root: Element) -> Iterator[Element]:
    return (one for one in root.iter() if isinstance(one.tag, str))


def name(element: Element) -> str:
    """The name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def text(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def by_id(root: Element, anchor: str) -> Element:
    (found,) = (one for one in elements(root) if one.get("id") == anchor)
    return found


def by_class(root: Element, css: str) -> list[Element]:
    return [one for one in elements(root) if css in one.get("class", "").split()]


def wrong(root: Element) -> list[str]:
    """What is wrong with a page, whatever its document says."""
    return [*_unsafe(root), *_unsound(root)]


_ALLOWED = (
    " html head meta title style body a header h1 p time nav ul li main form label select option"
    " button section h2 b svg defs pattern rect path div table caption thead tbody tr th td span"
    " h3 ol code bdi dl dt dd mark sup sub i pre blockquote hr article h4 details summary del ins"
    " strong footer script "
)
_ATTRIBUTES = (
    " lang charset http-equiv content name class href id dir hidden for value type role datetime"
    " tabindex width height x y d viewBox preserveAspectRatio patternUnits scope open translate"
    " autocomplete data-r data-v data-y aria-label aria-labelledby aria-hidden "
)
_OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def _unsafe(root: Element) -> Iterator[str]:
    names = [name(one) for one in elements(root)]
    yield from sorted(set(names) - set(_ALLOWED.split()))
    for once in ("script", "style", "title", "main", "h1"):
        if names.count(once) != 1:
            yield f"{names.count(once)} of {once}"
    for one in elements(root):
        yield from sorted(set(one.attrib) - set(_ATTRIBUTES.split()))
        if not re.fullmatch("[a-z]{2}(-[A-Z]{2})?", one.get("lang", "en")):
            yield f"language {one.get('lang')!r}"
        href = one.get("href", "#main")
        if not href.startswith("#") and not _OUTSIDE.fullmatch(href):
            yield f"leads to {href!r}"


def _unsound(root: Element) -> Iterator[str]:
    ids = [one.get("id") for one in elements(root) if one.get("id")]
    yield from (f"two of {anchor}" for anchor in set(ids) if ids.count(anchor) > 1)
    for one in elements(root):
        for attribute in ("href", "for", "aria-labelledby"):
            target = one.get(attribute, "")
            if attribute == "href" and not target.startswith("#"):
                continue
            if target and target.removeprefix("#") not in ids:
                yield f"{attribute} {target} leads nowhere"
        if name(one) == "svg" and not (one.get("aria-label") or one.get("aria-hidden")):
            yield "a picture without words"
        if name(one) == "select" and one.get("id") not in _labelled(root):
            yield f"no label for {one.get('id')}"
    yield from _jumps(int(name(one)[1]) for one in elements(root) if name(one) in _HEADINGS)


_HEADINGS = ("h1", "h2", "h3", "h4")


def _labelled(root: Element) -> set[str | None]:
    return {one.get("for") for one in elements(root) if name(one) == "label"}


def _jumps(levels: Iterable[int]) -> Iterator[str]:
    """Headings that leave a level out."""
    above = 0
    for level in levels:
        if level > above + 1:
            yield f"h{level} after h{above}"
        above = level
