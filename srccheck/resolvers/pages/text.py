"""The main text of a page, without navigation, scripts and what else stands around it."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from srccheck.resolvers.pages.markup import Markup, attribute, clean

_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object",
                     "head", "select", "option", "button", "input", "textarea", "canvas",
                     "dialog"))  # fmt: skip
_AROUND = frozenset(("nav", "footer", "aside"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog",
                    "alertdialog"))  # fmt: skip
_NAMED_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|breadcrumbs?|cookies?|consent|share|sharing"
    r"|social|related|newsletter|comments?|promo|advert|ads?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li",
     "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "pre", "figure",
     "figcaption", "br", "hr", "body", "address", "details", "summary")
)  # fmt: skip
_FEW = 300
"""Characters of text below which a page may have misleading names, and names do not count."""
_MAIN_ENOUGH = 0.25
"""The share of all text that a ``<main>`` or ``<article>`` must hold to be taken for the work."""


def readable_text(html: bytes | str | Markup) -> str:
    r"""The main text of a page, its blocks apart by line breaks.

    >>> readable_text("<nav>Home</nav><article><p>It <b>rained</b>.</p><p>All day.</p></article>")
    'It rained.\nAll day.'
    """
    markup = html if isinstance(html, Markup) else Markup(html)
    whole = _text(markup.soup)
    if len(whole) < _FEW:
        whole = _text(markup.soup, by_name=False)
    best = ""
    for tag in markup.soup.find_all(["main", "article"], limit=10):
        text = _text(tag) if isinstance(tag, Tag) else ""
        if len(text) > len(best):
            best = text
    return best if len(best) >= _MAIN_ENOUGH * len(whole) else whole


def _text(root: Tag, by_name: bool = True) -> str:
    lines: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        text = clean("".join(line))
        line.clear()
        if text:
            lines.append(text)

    works = _around_works(root)
    open_tags = [(root, iter(root.contents))]
    while open_tags:
        tag, children = open_tags[-1]
        child = next(children, None)
        if child is None:
            open_tags.pop()
            if tag.name in _BLOCKS:
                end_line()
        elif type(child) is NavigableString:
            line.append(child)
        elif isinstance(child, Tag):
            if child.name in _BLOCKS:
                end_line()
            if id(child) in works or not _is_beside(child, by_name):
                open_tags.append((child, iter(child.contents)))
    end_line()
    return "\n".join(lines)


def _around_works(root: Tag) -> frozenset[int]:
    """The ids of the elements that hold a heading or an article, whatever they are called."""
    found: set[int] = set()
    for tag in root.find_all(["h1", "main", "article"], limit=20):
        for above in tag.parents:
            if id(above) in found:
                break
            if above.name in ("dialog", "aside", "footer", "nav"):
                break
            found.add(id(above))
    return frozenset(found)


def _is_beside(tag: Tag, by_name: bool) -> bool:
    if tag.name in _SILENT or tag.name in _AROUND:
        return True
    if attribute(tag, "role").lower() in _ROLES or tag.has_attr("hidden"):
        return True
    if attribute(tag, "aria-hidden").lower() == "true":
        return True
    if not by_name or tag.name in ("body", "main", "article", "html"):
        return False
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    return len(named) < 300 and bool(_NAMED_AROUND.search(named))
