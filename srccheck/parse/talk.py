"""What someone told or wrote to the author of a document: no source that can be looked up."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.text.dates import find_dates

_TALK = re.compile(
    r"(?:[^\W\d_]{3,12}['’]?s?\s)?(?:Entretien|Interview|Intervista|Entrevista|Gespräch|Auskunft"
    r"|Mitteilung|Conversation|E-?mail|Courriel"
    r"|(?:Personal\s)?Communication|Comunicazione|Comunicación|Comunicação)s?[\s,]",
    re.IGNORECASE,
)
"""What someone told the author is no source that can be looked up."""
_WITH = re.compile(
    r"[^\W\d_]{4,20}(?:\s[a-zà-ÿ]{3,14}){0,2}\s(?:with|avec|mit|con|com)\s(?!.{0,80}[\"“«])",
    re.DOTALL,
)
_TO_AUTHOR = re.compile(
    r"[^;]{0,60}\b(?:author|auteure?|Verfasser(?:in)?|Autor(?:in|a)?|autore|autrice|autora?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def is_talk(text: str) -> bool:
    """Whether a stretch is an interview, a letter to the author or the like.

    >>> [is_talk(one) for one in ("Interview with Ada Doe.", "Lettera all'autore, 3 maggio 2002.")]
    [True, True]
    >>> is_talk("Ada Doe, Talking with Children, Rome 1999")
    False
    """
    if _TALK.match(text):
        return True
    passed = _WITH.match(text) or _TO_AUTHOR.match(text)
    return bool(passed) and any(one.date.day for one in find_dates(text[:200]))
