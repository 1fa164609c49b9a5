"""Entries as classic BibTeX, which every style can read ("BibTeXing", Oren Patashnik, 1988).

What classic BibTeX has a word for is written with that word: ``journal``, ``address``, ``year``
and ``month``, ``@techreport``, ``@phdthesis``. Types that it lacks, such as ``@online``, stay:
styles print a type that they do not know as ``@misc``, and nothing is lost for those that do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck.model import Entry, PartialDate
from srccheck.writers.biblatex import fields_of, record
from srccheck.writers.latex import encode

_FIELDS = {
    "journaltitle": "journal", "location": "address", "annotation": "annote",
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
}  # fmt: skip
_MASTERS = re.compile(
    r"\bmaster|\bmémoire|\bM\.? ?[AS]c?\b|\bdiplom|\btesi di laurea", re.IGNORECASE
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries, each as one record; fields are in a fixed order and aligned."""
    for entry in entries:
        fields = {_FIELDS.get(name, name): value for name, value in fields_of(entry).items()}
        type_ = _type(entry)
        if type_ in ("phdthesis", "mastersthesis") and "institution" in fields:
            fields["school"] = fields.pop("institution")
        date = entry.fields.get("date")
        if date:
            fields.pop("date", None)
            fields.update(_date(date.date, date.value))
        yield record(type_, entry.key, fields)


def _type(entry: Entry) -> str:
    if entry.type == "report":
        return "techreport"
    kind = entry.value("type")
    if entry.type == "thesis" and kind:
        return "mastersthesis" if _MASTERS.search(kind) else "phdthesis"
    return entry.type


def _date(date: PartialDate | None, value: str) -> dict[str, str]:
    """A date in the fields of classic BibTeX; a range or doubt that they cannot hold, in EDTF."""
    if date is None:
        return {"year": encode(value)} if value else {}
    fields = {"year": f"{date.year:04d}"}
    if date.month and 1 <= date.month <= len(_MONTHS):
        fields["month"] = _MONTHS[date.month - 1]
        if date.day:
            fields["day"] = str(date.day)
    elif date.season:
        fields["month"] = _SEASONS.get(date.season, str(date.season))
    if date.end or date.circa:
        fields["date"] = encode(str(date))
    return fields
