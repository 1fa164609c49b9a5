"""What is said of a source after it: ``…, Armand Colin, 1949, qui n'en dit rien``."""

from __future__ import annotations

import re

from srccheck.parse.reading import MASK, Mark

_CLAUSE = re.compile(
    r"(?:,|\s[–—-]|\))\s(?:qui|que|dont|où|lequel|laquelle|lesquels|auquel|ouvrage qui|which|who"
    r"|whose|whom|where|in which|welche[rs]?|worin|quien|cuy[oa]s?|donde|il quale|la quale"
    r"|in cui)\s(?=[^\W\d_])"
    r"|(?<=[\d)f.]),\s(?:(?:je|nous|il|elle|I(?=\s(?:am|was|have|had|do|did|would|will|shall|should|can|could|may|must"
    r"|think|use|follow|quote|cite|take|owe|rely|draw|return|discuss|argue|thank|suspect|believe)\b)|we|he|she|ich|wir|er|man|io|noi|yo|eu|but|though|although|while"
    r"|whereas|aber|obwohl|während|ma|benché|mentre|pero|aunque|mientras|embora|enquanto|mais"
    r"|(?:bien|alors|tandis|ainsi|sans|ya|já)\sque)\s|j['’])(?=[^\W\d_A-Z])"
    r"|(?<=[\d)]),\s(?:der|die|das|dessen|deren|wo|che|cui|dove)\s(?=[^\W\d_A-Z])"
)
_YEAR = re.compile(r"(?<![\w.])(?:1[4-9]\d\d|20\d\d)(?!\w)")


def shaded(text: str, marks: list[Mark]) -> str:
    """The text with its marks blanked out."""
    for mark in marks:
        text = text[: mark.start] + MASK * (mark.end - mark.start) + text[mark.end :]
    return text


def remark(text: str, marks: list[Mark]) -> int:
    """Where a clause about the source begins after its year; the length of the text if none does.

    >>> text = "Jane Doe, The Salt Road, London, Hurst, 1999, which says nothing of it"
    >>> text[: remark(text, [])]
    'Jane Doe, The Salt Road, London, Hurst, 1999'
    """
    if not _CLAUSE.search(text):
        return len(text)
    shade = shaded(text, marks)
    year = _YEAR.search(shade)
    clause = _CLAUSE.search(shade, year.end()) if year else None
    if clause is None or "://" in text[clause.end() :]:
        return len(text)
    return clause.start() + (text[clause.start()] == ")")
