"""Papers in an archive or a library, cited by their shelf mark."""

from __future__ import annotations

import re

from srccheck.parse.words import prose_words

PLACE = (
    r"(?:Archives?\s|Arch\.\s|A\.\s?D\.\s|Archivio\s|Archivo\s|Arquivo\s|Public\sRecord\sOffice"
    r"|National\sArchives|[^\W\d_]{0,20}archiv\s"
    r"|(?:AN|AD|AGS|AHN|ASV|AS[A-Z][a-z]|TNA|PRO|NARA|BArch|BnF|GStA)\b)"
)
_ARCHIVE = re.compile(rf"(?:[^;]{{2,80}}?,\s)?{PLACE}[^;:]{{0,60}}?,\s(?=[^;]{{0,80}}\d)")
"""An archive with a number; what the paper is may stand before."""
_LIBRARY = re.compile(
    r"(?=[^;]{0,60}?\b(?:[A-Z]{2,6}|B[nN][A-Za-z]{1,3}|\w{0,20}[Bb]iblioth\w|\w{0,20}[Bb]ibliote[ck]"
    r"|Library|Archives?\b|\w{0,20}[Aa]rchiv|Arquivo|Museum|Torre do Tombo|[Pp]apers|[Ff]onds"
    r"|Nachla))[^;.]{2,60}?,\s"
    r"(?:[^;]{0,40}?[\s,])?(?:[Mm]ss?\.?|MSS?\.?|[Cc][oó]d\.|[Ll]iv\.|[Ll]ivro|liasse|[Ll]egajo"
    r"|[Ll]eg\.|b\.|busta|[Cc]aja|[Cc]aixa|carton|[Bb]ox|Best\.|Abt\.|Rep\.|fasc\.|maço|Add\.)"
    r"\s[^;]{0,20}?\d"
)
"""A place of keeping with a word of shelf marks and a number."""


def is_holding(text: str) -> bool:
    """Whether a stretch names an archive or a library and a shelf mark there, and says no more.

    >>> is_holding("BnF, ms. fr. 12345, fol. 34"), is_holding("The BBC, founded in 1922")
    (True, False)
    """
    if len(text) > 400:
        return False
    library = _LIBRARY.match(text)
    if library and not prose_words(library.group()):
        return prose_words(text) <= 1
    return bool(_ARCHIVE.match(text)) and not prose_words(text)
