"""Entries as classic BibTeX, which every style can read ("BibTeXing", Oren Patashnik, 1988).

What classic BibTeX has a word for is written with that word: ``journal``, ``address``, ``year``
and ``month``, ``@techreport``, ``@phdthesis``. Types that it lacks, such as ``@online``, stay:
styles print a type that they do not know as ``@misc``, and nothing is lost for those that do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck.model import Entry, PartialDate
from srccheck.writers.biblatex import MONTHS, fields_of, record
from srccheck.writers.latex import encode

_FIELDS = {
    "journaltitle": "journal", "location": "address", "annotation": "annote",
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
}  # fmt: skip
_MASTERS = re.compile(
    r"\bmaster|\bmémoire|\bM\.? ?[AS]c?\b|\bdiplom|\btesi di laurea", re.IGNORECASE
)


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
    """A date in the fields of classic BibTeX, and in EDTF what they cannot hold.

    A season is not a month, so that it does not go into ``month``.
    """
    if date is None:
        return {"year": encode(value)} if value else {}
    fields = {"year": f"{date.year:04d}"}
    if date.month and 1 <= date.month <= len(MONTHS):
        fields["month"] = MONTHS[date.month - 1]
        if date.day:
            fields["day"] = str(date.day)
    if date.end or date.circa or date.season:
        fields["date"] = encode(str(date))
    return fields
