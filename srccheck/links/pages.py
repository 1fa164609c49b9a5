"""What a body shows, at the least cost that is safe.

Most pages are long and have a title of their own. A quick look with lxml is enough for them;
the page reader, many times as slow, is asked about the others only.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from srccheck.links.seen import Answer, Page
from srccheck.links.settings import ReadPage
from srccheck.text.missing_pages import says_missing

if TYPE_CHECKING:
    import lxml.etree  # it is loaded while the first answers are waited for

    Tree: TypeAlias = lxml.etree._Element

MANY_WORDS = 250
"""A page with more words in its paragraphs than this is no wall and no error page."""

_SEPARATOR = re.compile(r" [|·•–—-] |[:»] ")
_REFRESH = re.compile(
    r"\s{0,9}(\d{1,4})(?:\.\d{0,9})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?['\"]?([^'\"]{1,2000})",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def is_page(answer: Answer) -> bool:
    """Whether a body is one of HTML, by its type or its first bytes."""
    if answer.media_type in ("text/html", "application/xhtml+xml"):
        return True
    start = answer.body[:1024].lstrip().lower()
    return answer.media_type in ("", "text/plain") and start.startswith(
        (b"<!doctype html", b"<html")
    )


def is_plain(page: Page) -> bool:
    """Whether a quick look is enough: a long page with a title of its own."""
    return page.kind == "page" and page.words >= MANY_WORDS


def read(page: Page, answer: Answer, asked: str, read_page: ReadPage) -> Page:
    """What the page reader adds to a quick look.

    Args:
        page: what the quick look saw.
        answer: an answer with the body of a page.
        asked: the address asked for, before redirects.
        read_page: the page reader.
    """
    reading = read_page(answer.body, answer.url, answer.headers, asked)
    kind, record = str(reading.kind.value), reading.record
    return dataclasses.replace(
        page,
        kind=kind,
        signs=tuple(reading.signs),
        scripted=page.scripted or kind == "empty JavaScript shell",
        titles=tuple(title for title in (record.title, *record.titles) if title),
        authors=tuple(name.family for name in record.author),
    )


def glance(answer: Answer) -> Page:
    """Title, text and length of a page, and whether its title says that there is none."""
    tree = parse(answer.body, answer.headers)
    if tree is None:
        return Page()
    titles = [_text(element) for element in tree.iter("title")][:1]
    headings = [_text(element) for element in tree.iter("h1", "h2")][:2]
    shown = dict.fromkeys(
        piece for title in (*titles, *headings) for piece in (title, *_SEPARATOR.split(title))
    )
    missing = next((title for title in shown if says_missing(title)), "")
    scripted = next(tree.iter("script"), None) is not None
    refresh = _refresh(tree)
    text = _readable(tree)
    length = text.count(" ") + 1 if text else 0
    return Page(
        kind="perhaps a soft 404" if missing else "page",
        signs=(f"its title or heading is {missing!r}",) if missing else (),
        title=titles[0] if titles else "",
        text=text,
        words=length,
        refresh=refresh,
        scripted=scripted and length < 15,
    )


def parse(body: bytes, headers: Mapping[str, str]) -> Tree | None:
    """The tree of a page, or ``None`` where there is nothing that could be one."""
    declared = _CHARSET.search(headers.get("content-type", "").encode("latin-1", "replace"))
    encoding = (declared or _CHARSET.search(body[:2048]) or (b"", b"utf-8"))[1].decode("ascii")
    try:
        text = body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            text = body.decode("utf-8" if encoding.lower() == "utf-8" else "latin-1", "replace")
    text = re.sub(r"^\s{0,99}<\?xml[^>]{0,200}>", "", text)
    text = text.replace("\0", "")
    if not text.strip():
        return None
    import lxml.etree

    parser = lxml.etree.HTMLParser(recover=True, no_network=True, huge_tree=False)
    try:
        return lxml.etree.fromstring(text, parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


_UNREAD = ("script", "style", "template", "noscript", "nav", "header", "footer", "aside",
           "head", "form", "select", "svg")  # fmt: skip


def _readable(tree: Tree) -> str:
    """The text outside navigation and scripts, which are taken out of the tree."""
    import lxml.etree

    lxml.etree.strip_elements(tree, *_UNREAD, lxml.etree.Comment, with_tail=False)
    return " ".join(" ".join(tree.itertext()).split())[:40_000]


def _text(element: Tree) -> str:
    return " ".join("".join(element.itertext()).split())[:300]


def _refresh(tree: Tree) -> str:
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match and int(match[1]) <= 10:
                return match[2].strip()
    return ""
