"""The project's own table of references, ``tests/parse/data/references.jsonl``, as samples.

Its values are what a librarian would enter; here they are sought in the reference. One whose
values are not all found is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from srccheck.labelling.tokens import tokens
from srccheck.text.dates import find_dates
from train.corpora import Sample, with_prefixes

TABLE = Path(__file__).parents[1] / "tests" / "parse" / "data" / "references.jsonl"
_LABELS = {
    "title": "title",
    "journaltitle": "container",
    "booktitle": "container",
    "series": "series",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "location": "place",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "doi": "identifier",
    "url": "identifier",
    "isbn": "identifier",
    "type_label": "genre",
}
_ACCESS = re.compile(
    r"\b(?:last )?(?:accessed|retrieved|viewed|consultée? le|abgerufen am|Zugriff am|consultado)\b"
    r"[^()\[\]]{4,24}\d{4}",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|e|ème|\.)?|[Ss]econd|[Tt]hird|[Nn]ouvelle|[Rr]evised|rev\.?)\s(?:\w{2,12}\.?\s)?(?:ed|éd|Aufl)\w{0,6}"
)
_NAMES = ("author", "editor", "translator")


def read() -> Iterator[Sample]:
    """The references whose values all stand in them."""
    for line in TABLE.read_text("utf-8").splitlines():
        row = json.loads(line)
        sample = _sample(row)
        if sample:
            yield sample


def _sample(row: Mapping[str, Any]) -> Sample | None:
    text = row["text"].replace("*", "")
    if any(mark in text for mark in ("](", "<", "_")):
        return None
    expect = {
        name: value for names, value in row["expect"].items() for name in names.split("|")[:1]
    }
    marked: list[tuple[int, int, str]] = []
    for name, label in _LABELS.items():
        value = expect.get(name)
        values = value if isinstance(value, list) else [value] if value else []
        if values:
            place = next(
                (found for one in values if (found := _find(text, one, last=label == "publisher"))),
                None,
            )
            if place:
                marked.append((*place, label))
            elif name in ("title", "journaltitle", "booktitle"):
                return None
    for name in _NAMES:
        if expect.get(name):
            names = expect[name]
            place = _people(text, [names] if isinstance(names, str) else names)
            if place is None:
                return None
            marked.append((*place, name))
    if expect.get("date"):
        place = _date(text, expect["date"], marked)
        if place:
            marked.append((*place, "date"))
    if match := _ACCESS.search(text):
        marked.append((*match.span(), "note"))
    if expect.get("edition") and (match := _EDITION.search(text)):
        marked.append((*match.span(), "edition"))
    words = tokens(text)
    labels = ["other"] * len(words)
    for start, end, label in marked:
        for index, word in enumerate(words):
            if start <= word.start < end and labels[index] == "other":
                labels[index] = label
    with_prefixes(words, labels)
    return Sample(f"own/{row['id']}", "own", text, words, labels)


def _find(text: str, value: str, *, last: bool) -> tuple[int, int] | None:
    pattern = r"\W{0,3}".join(re.escape(part) for part in re.findall(r"\w+", value))
    found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)) if pattern else []
    return found[-1 if last else 0].span() if found else None


def _people(text: str, names: list[str]) -> tuple[int, int] | None:
    """From the first part of a name in the text to the last of all, where they stand together."""
    spans = []
    for name in names:
        for part in re.findall(r"[^\W\d_]+", name):
            match = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)
            if match:
                spans.append(match.span())
            elif len(part) > 3:
                return None
    if not spans:
        return None
    start, end = min(spans)[0], max(end for _, end in spans)
    return (start, end) if end - start < 60 * len(names) else None


def _date(text: str, value: Any, marked: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    values = value if isinstance(value, list) else [value]
    for match in find_dates(text):
        free = not any(start < match.end and match.start < end for start, end, _ in marked)
        if free and (str(match.date) in values or str(match.date.year) == values[0][:4]):
            return match.start, match.end
    return None
