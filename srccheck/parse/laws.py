"""Laws and regulations, which have a number and a date, and no author: Loi n° 78-17 du …."""

from __future__ import annotations

import re

from srccheck.parse.reading import Reading
from srccheck.text.dates import find_dates

LAW = re.compile(
    r"(?:Loi|Décret|Ordonnance|Arrêté|Règlement|Directive|Décision|Regulation|Decision"
    r"|Law|Legge|Decreto|Ley|Real Decreto"
    r"|Gesetz|Verordnung|Council Regulation|Council Directive)\s(?:\([A-Z]{2,3}\)\s)?"
    r"(?:organique\s|constitutionnelle\s)?(?:n[°º.o]{1,2}\s?|No\.?\s)?\d{1,5}[-/]\d{1,5}"
)
_GAZETTE = re.compile(r",\s(?=JO|Journal officiel|OJ\b|BOE\b|Gazzetta|BGBl|Official Journal)")


def read_law(reading: Reading) -> str:
    """Take title and date of a law; its type, or an empty string for anything else."""
    text = reading.text
    if reading.marks or not LAW.match(text):
        return ""
    gazette = _GAZETTE.search(text)
    end = gazette.start() if gazette else len(text.rstrip(" ."))
    dates = find_dates(text[:end], reading.language)
    if dates:
        first = dates[0]
        reading.take("date", first.start, first.end, str(first.date), date=first.date)
    reading.parts.pop("number", None)
    reading.take("title", 0, end)
    return "legislation"
