"""Where each field stands in what citeproc-py renders.

citeproc-py is made to put private-use characters around what it renders of each variable, inside
the affixes and quotation marks of the style. Changed cases and joined punctuation are those of an
unmarked rendering, or the rendering is dropped (see `csl`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from citeproc import model, string

from train.synthetic.segments import OTHER, Segment

_BASE, _CLOSE = 0xE000, "\ue0ff"
_MARK = re.compile("[\ue000-\ue0ff]")
_LABELS = (
    "author", "editor", "translator", "title", "container", "series", "date", "volume", "issue",
    "pages", "publisher", "place", "edition", "isbn", "doi", "url", "institution", "genre",
    "note", "number",
)  # fmt: skip
_OPEN = {label: chr(_BASE + n) for n, label in enumerate(_LABELS)}
VARIABLES = {
    "title": "title", "title-short": "title", "container-title": "container",
    "container-title-short": "container", "collection-title": "series",
    "collection-number": "volume", "volume": "volume", "number-of-volumes": "volume",
    "issue": "issue", "number": "issue", "page": "pages", "page-first": "pages",
    "number-of-pages": "pages", "locator": "pages", "publisher": "publisher",
    "publisher-place": "place", "event-place": "place", "edition": "edition", "DOI": "doi",
    "URL": "url", "ISBN": "isbn", "genre": "genre", "medium": "genre", "event": "container",
    "event-title": "container", "archive": "institution", "archive_location": "note",
    "authority": "author", "note": "note", "status": "note", "citation-number": "number",
    "author": "author", "container-author": "author", "editor": "editor",
    "collection-editor": "editor", "editorial-director": "editor", "translator": "translator",
    "interviewer": "note", "recipient": "note", "issued": "date", "original-date": "date",
    "accessed": "note",
}  # fmt: skip


class Marking:
    """Whether renderings are marked now, and labels that differ for the work at hand."""

    on = False
    labels: dict[str, str] = VARIABLES


def unmarked(text: str) -> str:
    """A rendering without its marks."""
    return _MARK.sub("", text)


def segments(text: str) -> list[Segment]:
    """A marked rendering as segments; of marks within marks, the outer count."""
    found: list[Segment] = []
    depth, label, start = 0, OTHER, 0
    for mark in _MARK.finditer(text):
        outer = depth == (1 if mark.group() == _CLOSE else 0)
        if outer:
            found.append((label, unmarked(text[start : mark.start()])))
            start = mark.end()
            label = OTHER if mark.group() == _CLOSE else _LABELS[ord(mark.group()) - _BASE]
        depth += -1 if mark.group() == _CLOSE else 1
    found.append((label, unmarked(text[start:])))
    return [(label, value) for label, value in found if value]


def _marked(value: Any, variable: str | None) -> Any:
    label = Marking.labels.get((variable or "").replace("_", "-"), "") if Marking.on else ""
    label = label or (Marking.labels.get(variable or "", "") if Marking.on else "")
    if not label or value is None or isinstance(value, int) or not str(value):
        return value
    return string.String(_OPEN[label] + str(value) + _CLOSE)


@functools.cache
def install() -> None:
    """Make citeproc-py mark what it renders; without `Marking.on` it renders as before."""
    model.Text.markup = _text_markup
    model.Number.markup = _number_markup
    model.Name.render = _rendered_name
    for name in ("render_single_date", "render_date_range"):
        setattr(model.Date, name, _dated(getattr(model.Date, name)))
    string.normalize_seam = model.normalize_seam = _seam
    string.String.capitalize_first = _capitalised


def _text_markup(self: Any, text: Any, language: str) -> Any:
    if not text:
        return None
    cased = self.format(self.case(self.strip_periods(text), language))
    return self.wrap(self.quote(_marked(cased, self.get("variable"))))


def _number_markup(self: Any, text: Any) -> Any:
    if not text:
        return None
    cased = self.format(self.case(self.strip_periods(text)))
    return self.wrap(_marked(cased, self.get("variable")))


def _rendered_name(self: Any, item: Any, variable: str, **options: Any) -> Any:
    text = self.process(item, variable, **options)
    return self.markup(text) if isinstance(text, int) else _marked(self.markup(text), variable)


def _dated(render: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(render)
    def marked(self: Any, date: Any, *arguments: Any, **options: Any) -> Any:
        text = render(self, date, *arguments, **options)
        return _marked(text, date.get("variable", "issued"))

    return marked


_plain_seam = string.normalize_seam
_plain_capitalised = string.String.capitalize_first


def _seam(left: Any, other: Any) -> Any:
    """As in citeproc-py, but blind to marks."""
    text = str(other)
    mark = text[:1] if _MARK.match(text) else ""
    if not mark:
        return _plain_seam(unmarked(str(left)), other)
    rest = _plain_seam(unmarked(str(left)), text[1:])
    return other if len(rest) == len(text) - 1 else string.String(mark + rest)


def _capitalised(self: Any) -> Any:
    if _MARK.match(self):
        return type(self)(self[0] + _plain_capitalised(string.String(self[1:])))
    return _plain_capitalised(self) if self else self
