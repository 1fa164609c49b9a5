"""References as labelled segments.

The convention is GROBID's: a field holds its value alone; white space, punctuation, quotation
marks and words such as "in", "vol." and "eds." around it are `other`.
"""

from __future__ import annotations

from collections.abc import Iterable

Segment = tuple[str, str]
"""Label and text."""

LABELS = frozenset(
    {
        "author", "editor", "translator", "title", "container", "series", "date", "volume",
        "issue", "pages", "publisher", "place", "edition", "isbn", "doi", "url", "institution",
        "genre", "note", "number", "other",
    }
)  # fmt: skip
OTHER = "other"
_EDGES = " \t\n\u00a0\u202f,;"


def merged(segments: Iterable[Segment]) -> list[Segment]:
    """Segments without empty ones, edges of fields moved out, and runs of `other` in one.

    >>> merged([("title", "Peace, "), ("other", ""), ("other", "in "), ("container", "Daily")])
    [('title', 'Peace'), ('other', ', in '), ('container', 'Daily')]
    """
    found: list[Segment] = []
    for label, text in segments:
        if label == OTHER:
            _append(found, OTHER, text)
            continue
        value = text.strip(_EDGES)
        start = text.find(value) if value else len(text)
        _append(found, OTHER, text[:start])
        _append(found, label, value)
        _append(found, OTHER, text[start + len(value) :])
    return found


def _append(segments: list[Segment], label: str, text: str) -> None:
    if not text:
        return
    if label == OTHER and segments and segments[-1][0] == OTHER:
        segments[-1] = (OTHER, segments[-1][1] + text)
    else:
        segments.append((label, text))


def text_of(segments: Iterable[Segment]) -> str:
    """The reference as printed."""
    return "".join(text for _, text in segments)


def fill(pattern: str, values: dict[str, list[Segment]]) -> list[Segment]:
    """A pattern with each `{name}` replaced by its segments; the rest is `other`.

    >>> fill("{v}({i})", {"v": [("volume", "12")], "i": [("issue", "3")]})
    [('volume', '12'), ('other', '('), ('issue', '3'), ('other', ')')]
    """
    found: list[Segment] = []
    for part in pattern.split("{"):
        name, brace, rest = part.partition("}")
        if brace:
            found += values[name]
            found.append((OTHER, rest))
        else:
            found.append((OTHER, part))
    return [(label, text) for label, text in found if text]
