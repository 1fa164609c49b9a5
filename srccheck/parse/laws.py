"""Laws and regulations, which have a number and a date, and no author: Loi n° 78-17 du …."""

from __future__ import annotations

import re

from srccheck.parse.reading import Reading
from srccheck.text.dates import find_dates

LAW = re.compile(
    r"(?:[^\W\d_a-z]{4,20}\.\s)?(?:Loi|Décret|Ordonnance|Arrêté|Règlement|Directive|Décision|Regulation|Decision"
    r"|Law|Legge|Decreto|Ley|Real Decreto"
    r"|Decreto[- ]Lei|Lei|Real Decreto-ley|Decreto-ley|Decreto legislativo"
    r"|D\.\s?lgs\.|D\.\s?L\.|D\.\s?P\.\s?R\.|R\.\s?D\.|Circulaire|Circolare|Circular"
    r"|Gesetz|Verordnung|Council Regulation|Council Directive)\s(?:\([A-Z]{2,3}\)\s)?"
    r"(?:organique\s|constitutionnelle\s|Orgánica\s|Complementar\s)?"
    r"(?:(?:n[°º.o]{1,3}\s?|No\.?\s)?\d{1,5}[-/]\d{1,5}"
    r"|n[°º.o]{1,3}\s?\d{1,2}\.\d{3}\b"
    r"|(?:del\s|de\s|du\s)?\d{1,2}[°º]?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:1[89]|20)\d\d,\s"
    r"(?:n[.°º]{1,2}\s?\d{1,5}|(?=[^\W\d_a-z])[^;]{4,90}?(?:n[.°ºo]{1,2}|p\.|S\.)\s?\d))"
)
_COURT = (
    r"(?:Cass|Cour de cassation|Crim|Civ|CE|CJUE|CJCE|CEDH|TPICE|CAA|BGH|BVerfG|BVerwG|BAG|BSG"
    r"|BFH|EuGH|EGMR|OLG|LG|RG|STS|STC|SAN|STSJ|STJ|STF|STA|Tribunal|Corte|Cons\. Stato"
    r"|Conseil d['’]État|Conseil constitutionnel|TAR|Acórdão|Sentencia|Sentenza|Auto)\b\.?"
)
JUDGMENT = re.compile(
    rf"{_COURT}(?=[\s,])[^;\ue000]{{0,80}}?(?:1[89]|20)\d\d\b[^;]{{0,60}}?"
    r"(?:n[.°ºo]{1,3}\s?\d|\d{1,6}[-/]\d{2,4}|\d{2}[A-Z]\d{3}|\ue000"
    r"|,\s(?:NJW|Rec\.|Bull\.|S\.|p\.))"
    rf"|{_COURT}[^;,\d\ue000]{{1,60}}\d{{1,5}}/(?:1[89]|20)\d\d\b"
    r"|(?:BVerfGE|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|BFHE|RGZ|RGSt|OGHSt|VfSlg|BGE)\s\d{1,4}[\s,/]"
    r"|\d{1,4}\s(?:U\.\s?S\.|F\.\s?(?:2d|3d|Supp\.)|S\.\s?Ct\.|I\.?C\.?J\.?)\s\d{1,5}\b"
)
"""A court with the date and number of a case, or the volume of reports and the page."""
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
