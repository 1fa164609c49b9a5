"""Reads one page: what it is, and what it states of the work on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from srccheck.model.evidence import Record
from srccheck.resolvers.pages import coins, json_ld, meta, microdata, visible
from srccheck.resolvers.pages.kind import Judged, PageKind, judge
from srccheck.resolvers.pages.markup import Markup
from srccheck.resolvers.pages.record import SOURCE, make_record
from srccheck.resolvers.pages.text import readable_text

_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/xml", "application/xml", "")


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page is and states.

    ``signs`` are the signs by which ``kind`` was told; ``record`` what the page states (empty
    for what is no page), ``text`` its readable text, ``target`` where a meta refresh leads.
    """

    kind: PageKind
    record: Record
    signs: tuple[str, ...] = ()
    text: str = ""
    target: str = ""


def read_page(
    html: bytes | str, url: str = "", headers: Mapping[str, str] | None = None, asked: str = ""
) -> PageReading:
    """Read a page for its metadata.

    Args:
        html: the body of the answer.
        url: the address that it came from.
        headers: the headers that came with it.
        asked: the address that was asked for, when redirects led elsewhere.

    Returns:
        The reading; nothing in a page makes this raise.

    >>> site = "<meta property='og:site_name' content='Site'>"
    >>> page = read_page(f"<title>A tale | Site</title>{site}")
    >>> page.kind.value, page.record.title, page.record.provenance["title"]
    ('page', 'A tale', 'title element')
    """
    lowered = {name.lower(): value for name, value in (headers or {}).items()}
    kind = _by_type(html, lowered.get("content-type", ""))
    if kind:
        return PageReading(kind, Record(SOURCE, id=url, url=url), (f"it is {kind.value}",))
    markup = Markup(html, url, lowered)
    text = readable_text(markup)
    record = make_record(
        (
            *meta.statements(markup),
            *json_ld.statements(markup),
            *microdata.statements(markup),
            *coins.statements(markup),
            *visible.statements(markup, text),
        ),
        markup,
    )
    judged: Judged = judge(markup, record, text, asked)
    if not judged.has_work:
        record = Record(SOURCE, id=url, url=url)
    return PageReading(judged.kind, record, judged.signs, text, judged.target)


def _by_type(html: bytes | str, content_type: str) -> PageKind | None:
    """PDFs and other files, by their first bytes or by what the server says."""
    start = html[:1024]
    data = start if isinstance(start, bytes) else start.encode("utf-8", "replace")
    if data.lstrip()[:5] == b"%PDF-":
        return PageKind.PDF
    media = content_type.partition(";")[0].strip().lower()
    if media in _HTML_TYPES or re.search(rb"<!doctype html|<html|<head", data, re.IGNORECASE):
        return None
    return PageKind.PDF if media == "application/pdf" else PageKind.OTHER
