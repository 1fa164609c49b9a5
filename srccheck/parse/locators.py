"""The place in a work that a short form names: ``45–47``, ``p. 20 sq.``, ``chap. 3``."""

from __future__ import annotations

import re

_PAGE = r"(?:pp?|S|págs?|pagg?|pgs?|s)\.\s?(?:\spp?\.\s?)?"
_LABEL = (
    r"(?:chaps?|chs?|caps?|Kap|cc?|fols?|fos?|ff|Bl|Bll|Sp|cols?|Abs|Ziff|Rn|Rdnr|paras?|arts?"
    r"|vols?|tt?|Bd|Bde|nn?|lib|tab|fig|q)\.?\s?|(?:f[°ºo]|n[°ºo]|§{1,2}|¶|c[oó]l\.)\s?"
    r"|(?:chapters?|chapitres?|notes?|nota|Anm\.|tome|livre|book|articles?|tavola|capítulos?"
    r"|capitol[oi]|Kapitel)\s"
)
_NUMBER = (
    r"(?:\d{1,5}[a-z]?(?:[rv]\b)?|[ivxlcIVXLC]{1,7}\b)"
    r"(?:\s?[-–—]\s?(?:\d{1,5}[a-z]?(?:[rv]\b)?|[ivxlcIVXLC]{1,7}\b))?(?:n\d{1,3})?"
)
_MORE = (
    r"(?:\s?(?:sqq?|sq|ff|f|ss|et\ssuiv|et\sseq|et\ssqq?|(?:et|e|y)\sss|e\ssegg?|segg?)(?!\w)\.?)?"
)
_BARE = r"\d{1,5}(?:[rv]\b)?(?:\s?[-–—]\s?\d{1,5})?(?:n\d{1,3})?" + _MORE
_LABELLED = rf"(?:{_PAGE}{_NUMBER}{_MORE}|(?:{_LABEL}){_NUMBER}{_MORE}|passim\b)"
_GAP = r"[\s\u00a0]{0,2}[,:;.]?[\s\u00a0]{0,2}(?:(?:at|hier|ici|aquí|qui|esp\.|bes\.)\s)?"
_NEXT = rf"(?:(?:,\s|\s(?:and|et|und|e|y|&)\s)(?:{_LABELLED}|{_BARE}(?![\w.]?\w)))"

LOCATOR = re.compile(rf"{_GAP}(?P<place>(?:{_LABELLED}|{_BARE}(?!\w)){_NEXT}{{0,8}})")
"""A place after a short form, with the comma before it."""
LABELLED = re.compile(rf"{_GAP}(?P<place>{_LABELLED}{_NEXT}{{0,8}})")
"""One that says what it counts: ``p. 5``, not ``5``."""
_PAGES = re.compile(_PAGE)


def pages_of(place: str) -> str:
    """A place as a pointer keeps it: without the label of pages.

    >>> [pages_of(place) for place in ("pp. 4–5", "S. 20 f.", "chap. 3", "12")]
    ['4–5', '20 f.', 'chap. 3', '12']
    """
    label = _PAGES.match(place)
    return " ".join((place[label.end() :] if label else place).split())
