"""Puts known repairs into passages and entries."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from srccheck.model import Entry, Field, Name, Passage, Repair, Span


def mended(passage: Passage, repairs: Sequence[Repair]) -> Passage:
    """The passage with the trusted repairs that lie in it applied.

    Args:
        passage: Any part of the document's text.
        repairs: ``Document.repairs``, in the order of their spans.

    >>> repair = Repair(Span(7, 13), "PÃ©kin", "Pékin", "")
    >>> mended(Passage.plain("Paris, PÃ©kin"), [repair]).text
    'Paris, Pékin'
    """
    if not repairs or not passage.runs:
        return passage
    edits: list[tuple[int, int, str]] = []
    starts = [run.source_start for run in passage.runs]
    for repair in _within(repairs, passage.span()):
        start = _text_offset(passage, starts, repair)
        if start is None or (edits and start < edits[-1][1]):
            continue
        if passage.text.startswith(repair.original, start):
            edits.append((start, start + len(repair.original), repair.text))
    return passage.replace(edits) if edits else passage


def mended_entry(entry: Entry, repairs: Sequence[Repair]) -> Entry:
    """The entry with the trusted repairs that lie in its fields applied to their values."""
    fields = {name: _mended_field(field, repairs) for name, field in entry.fields.items()}
    changed = any(fields[name] is not field for name, field in entry.fields.items())
    return dataclasses.replace(entry, fields=fields) if changed else entry


def _within(repairs: Sequence[Repair], span: Span) -> list[Repair]:
    first = bisect.bisect_left(repairs, span.start, key=lambda repair: repair.span.start)
    last = bisect.bisect_left(repairs, span.end, lo=first, key=lambda repair: repair.span.start)
    return [r for r in repairs[first:last] if r.trusted and r.span.end <= span.end]


def _text_offset(passage: Passage, starts: Sequence[int], repair: Repair) -> int | None:
    """The text offset of a repair, or nothing when the passage leaves its place out."""
    span = repair.span
    for run in reversed(passage.runs[: bisect.bisect_right(starts, span.start)]):
        if span.start < run.source_end:
            if run.end - run.start == run.source_end - run.source_start:
                return run.start + span.start - run.source_start
            found = passage.text.find(repair.original, run.start)
            return found if found >= 0 else None
        if run.source_end > run.source_start:
            return None
    return None


def _mended_field(field: Field, repairs: Sequence[Repair]) -> Field:
    inside = _within(repairs, field.span)
    if not inside:
        return field
    names = tuple(_mended_name(name, inside) for name in field.names)
    return dataclasses.replace(field, value=_replaced(field.value, inside), names=names)


def _mended_name(name: Name, repairs: Sequence[Repair]) -> Name:
    return dataclasses.replace(
        name,
        family=_replaced(name.family, repairs),
        given=_replaced(name.given, repairs),
        particle=_replaced(name.particle, repairs),
    )


def _replaced(value: str, repairs: Sequence[Repair]) -> str:
    for repair in repairs:
        start = value.find(repair.original)
        if start < 0:
            continue
        end = start + len(repair.original)
        if repair.original.endswith(" ") and not value[end : end + 1].isspace():
            end -= 1  # the second of two spaces: a value has one
        value = f"{value[:start]}{repair.text}{value[end:]}"
    return value
