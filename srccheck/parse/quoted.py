"""Labelled stretches put right where quotation marks tell better than the model what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from srccheck.labelling import Stretch
from srccheck.parse.reading import Mark
from srccheck.text.names import is_person

_BEFORE_HOST = re.compile(r",\s(?:in:?\s)?$")
_REVIEW = re.compile(r"[ ,.]{1,3}(?:Review|Rev\.|Rezension|Compte|Recensione|Reseña)\b")
_SURE = '“«„»"'
"""Marks that are no apostrophes."""
_NUMBERED = frozenset(("volume", "issue", "date", "pages"))
_PROSE = re.compile(r"(?<![\w'’.-])[^\W\d_A-Z]{4,}")


def beside_quotes(text: str, marks: Sequence[Mark], stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of a reference with quotes and labels in agreement.

    >>> mark = Mark("quote", 5, 12, 6, 11)
    >>> both = [Stretch("title", 6, 20, 0.9)]
    >>> found = beside_quotes("Doe, “Tides”, Sea News.", [mark], both)
    >>> [(one.label, one.start, one.end) for one in found]
    [('title', 6, 11), ('container', 14, 20)]
    """
    found = list(stretches)
    quotes = [mark for mark in marks if mark.kind == "quote"]
    if quotes:
        for step in (_signed, _whole, _ended, _crossed, _host_at_end, _host_alone):
            found = step(text, quotes, found)
    return found


def _signed(_text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """A title that opens before its quotation mark is the name of who signs it, and the title."""
    if any(one.label in ("author", "editor") for one in stretches):
        return stretches
    found = []
    for one in stretches:
        mark = next((m for m in quotes if one.start < m.start < one.end <= m.end), None)
        if mark and one.label == "title":
            found.append(one._replace(label="author", end=mark.start))
            found.append(one._replace(start=mark.inner_start))
        else:
            found.append(one)
    return found


def _whole(text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """A title that begins with its quotation mark goes on to the end of the quotation."""
    for at, one in enumerate(stretches):
        mark = next((m for m in quotes if m.start <= one.start <= m.inner_start), None)
        if mark and one.label == "title" and one.end < mark.inner_end and text[mark.start] in _SURE:
            inside = [other for other in stretches[at + 1 :] if other.start < mark.inner_end]
            numbers = any(other.label in _NUMBERED for other in inside)
            if numbers and all(other.end <= mark.end for other in inside):
                end = at + 1 + len(inside)
                return [*stretches[:at], one._replace(end=mark.inner_end), *stretches[end:]]
    return stretches


def _ended(text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """``“Title,” Journal``: a title that begins with its quotation mark ends with it."""
    found: list[Stretch] = []
    hosted = any(one.label == "container" for one in stretches)
    for one in stretches:
        before = found[-1] if found else None
        found.append(one)
        if before and one.label == "container" and before.label == "container":
            if before.end <= one.start <= before.end + 2:
                found[-2:] = [before._replace(end=one.end)]
            continue
        behind = next((other for other in stretches if other.start >= one.end), None)
        mark = next((m for m in quotes if 0 <= one.start - m.start < 3 and m.end < one.end), None)
        beside = behind is not None and behind.label == "container"
        if mark is None or one.label != "title":
            continue
        host = mark.end + len(text[mark.end :]) - len(text[mark.end :].lstrip(" ,.\u00a0"))
        named = text[host].isupper() and host < one.end - 2
        if named and (beside or not hosted) and not _REVIEW.match(text, mark.end):
            found[-1:] = [
                one._replace(end=mark.inner_end),
                one._replace(label="container", start=host),
            ]
    return found


def _crossed(_text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """``“A Title”, Journal`` cut inside the quotation: the title is all of the quotation."""
    found = list(stretches)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        mark = next(
            (
                m
                for m in quotes
                if m.start <= one.start < m.inner_end and other.start < m.inner_end < other.end
            ),
            None,
        )
        if mark and (one.label, other.label) == ("title", "container") and mark.end < other.end:
            found[at] = one._replace(end=mark.inner_end)
            found[at + 1] = other._replace(start=mark.end)
    return found


def _host_at_end(text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """``Title, «Journal», XX, 1967``: the quotation at the end of a title is its host."""
    if any(one.label == "container" for one in stretches):
        return stretches
    found = []
    for at, one in enumerate(stretches):
        found.append(one)
        mark = _at_end(quotes, one)
        before = _BEFORE_HOST.search(text, one.start, mark.start) if mark else None
        behind = stretches[at + 1].label if at + 1 < len(stretches) else ""
        if mark and before and one.label == "title" and behind in _NUMBERED:
            found[-1:] = [
                one._replace(end=before.start()),
                one._replace(label="container", start=mark.inner_start, end=mark.inner_end),
            ]
    return found


def _at_end(quotes: list[Mark], one: Stretch) -> Mark | None:
    return next(
        (m for m in quotes if one.start + 2 < m.start and m.start < one.end and one.end <= m.end),
        None,
    )


def _host_alone(text: str, quotes: list[Mark], stretches: list[Stretch]) -> list[Stretch]:
    """``Jane Doe, Tides and trade, «Journal», XX``: names hold no title, and the host is quoted."""
    labels = [one.label for one in stretches]
    if labels[:2] != ["author", "title"] or "container" in labels:
        return stretches
    names, host = stretches[:2]
    quoted = any(m.inner_start <= host.start and host.end <= m.end for m in quotes)
    name, comma, rest = text[names.start : names.end].partition(", ")
    prose = _PROSE.findall(rest)
    if not (quoted and comma and is_person(name) and len(prose) > 1):
        return stretches
    title = names.start + len(name) + len(comma)
    return [
        names._replace(end=names.start + len(name)),
        names._replace(label="title", start=title),
        host._replace(label="container"),
        *stretches[2:],
    ]
