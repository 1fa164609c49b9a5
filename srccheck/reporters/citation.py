"""A source as a reader would cite it, in one order for all styles, for reports."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.model import Entry, Field

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_CONTAINERS = (
    "journaltitle",
    "booktitle",
    "series",
    "institution",
    "publisher",
    "organization",
    "library",
)
_WHOLE_BOOKS = ("book", "collection", "proceedings", "thesis", "manual")
"""Types whose titles stand without quotation marks."""
_AUTHORS = 3


def citation(entry: Entry) -> str:
    """Authors, title, container, numbers, date: what a librarian looks at first.

    An entry without any of these is shown as it stands in the document.
    """
    return ", ".join(part for part in _parts(entry) if part) or " ".join(entry.raw.split())


def _parts(entry: Entry) -> Iterator[str]:
    yield _people(entry.fields.get("author") or entry.fields.get("editor"))
    title = entry.value("title")
    yield title if entry.type in _WHOLE_BOOKS or not title else f"“{title}”"
    yield entry.value("type")
    shown: list[str] = []
    for name in _CONTAINERS:
        value = entry.value(name)
        if value and value not in shown:
            shown.append(value)
            yield value
    for name, label in (("volume", "vol. "), ("number", "no. "), ("pages", "p. ")):
        value = entry.value(name)
        yield f"{label}{value}" if value else ""
    yield _date(entry.fields.get("date"))
    yield entry.value("doi") or entry.value("url")


def _people(field: Field | None) -> str:
    if field is None:
        return ""
    names = [f"{name.given} {name.particle}".strip() + f" {name.family}" for name in field.names]
    names = [name.strip() for name in names if name.strip() != "others"] or [field.value]
    if len(names) > _AUTHORS or field.value.endswith(" and others"):
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _date(field: Field | None) -> str:
    if field is None:
        return ""
    if field.date and field.date.season in _SEASONS:
        return f"{_SEASONS[field.date.season]} {field.date.year}"
    return field.value
