"""Where a page states its own date: under a label, or in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srccheck.model import Document, Span
from srccheck.rules.context import body_blocks

_LABEL = re.compile(
    r"(?:date|published|posted|created|updated|last modified|publiée?|mise? (?:en ligne|à jour)"
    r"|créée? le|datum|veröffentlicht|fecha|publicado|data|pubblicato)\b[^0-9:]{0,30}:?\s?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\W{0,2}[0-9][\w./ -]{3,30}\W{0,2}|\W{0,2}[^\W\d_]{3,12}\.? [0-9]{1,2}, [0-9]{4}"
)
_KEYS = ("date", "published", "pubdate", "created", "updated", "lastmod")
_HEAD = 4000


class PageDate(NamedTuple):
    """A stretch that states the date of the page, as text and in the file."""

    text: str
    span: Span


def page_dates(document: Document) -> Iterator[PageDate]:
    """The dates that the page gives itself."""
    labelled = False
    for block in body_blocks(document):
        text = block.passage.text
        label = _LABEL.match(text) if len(text) <= 80 else None
        rest = text[label.end() :] if label else text
        if (label or labelled) and rest and _ALONE.fullmatch(rest):
            start = len(text) - len(rest)
            yield PageDate(rest, block.passage.span(start, len(text)))
        labelled = bool(label) and not rest
    for key in _KEYS:
        value = document.metadata.get(key)
        at = document.source.find(str(value), 0, _HEAD) if value else -1
        if at >= 0:
            yield PageDate(str(value), Span(at, at + len(str(value))))
