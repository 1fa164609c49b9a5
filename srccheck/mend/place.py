"""Where in the file a stretch of reading text stands, as narrowly as can be said."""

from __future__ import annotations

import json
import re

from srccheck.model import Document, Passage, Span

_WITH_ENTITIES = ("html", "markdown")
_JSON = ("notebook", "csl-json")


def place(document: Document, passage: Passage, start: int, end: int) -> Span:
    """The source span of a stretch of a passage (text offsets).

    A BibTeX field with LaTeX in it, or a string of JSON with escapes, maps to the source as a
    whole; there the span is narrowed to the stretch itself if that stands in the field once. (Not
    so where entities are decoded: what reads ``&amp;`` may stand there as ``&amp;amp;``.)
    """
    span = passage.span(start, end)
    wanted = passage.text[start:end]
    held = document.source[span.start : span.end]
    if held == wanted or document.format in _WITH_ENTITIES:
        return span
    if document.format in _JSON and wanted not in held:
        wanted = json.dumps(wanted)[1:-1]  # as programs write it: \u00e9
    found = list(re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", held))
    if len(found) != 1:
        return span
    return Span(span.start + found[0].start(), span.start + found[0].end())
