"""Why a service refused, in its own words."""

from __future__ import annotations

import re
from typing import Any

from srccheck.net import Exchange

LONGEST = 200
_SUMMARY = re.compile(r"<summary>([^<]{1,300})</summary>")


def stated_reason(exchange: Exchange) -> str:
    """What a service says of a request that failed; empty when it says nothing readable.

    JSON with ``message``, ``error``, ``errors`` or ``detail`` (as Crossref, Semantic Scholar,
    DataCite and others send it), the summary of an Atom error (arXiv), or a line of plain text;
    never a page.
    """
    if not exchange.body or exchange.content_type in ("text/html", "application/xhtml+xml"):
        return ""
    try:
        text = _said(exchange.json())
    except ValueError:
        text = exchange.text
    summary = _SUMMARY.search(text) if text.lstrip()[:1] == "<" else None
    text = " ".join((summary[1] if summary else text).split())
    return "" if text.startswith("<") else text[:LONGEST]


def _said(value: Any, depth: int = 4) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and depth:
        return _said(value[0], depth - 1)
    if isinstance(value, dict) and depth:
        for key in ("message", "error", "errors", "errMsg", "detail", "title", "description"):
            if said := _said(value.get(key), depth - 1):
                return said
    return ""
