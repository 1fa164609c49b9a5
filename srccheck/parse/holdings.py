"""Papers in an archive or a library, cited by their shelf mark."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.model import PartialDate
from srccheck.parse.reading import Reading
from srccheck.parse.words import prose_words
from srccheck.text.dates import find_dates

PLACE = (
    r"(?:Archives?\s|Arch\.\s|A\.\s?D\.\s|Archivio\s|Archivo\s|Arquivo\s|Public\sRecord\sOffice"
    r"|(?:The\s)?National\sArchives|(?:[^\W\d_a-z][\w-]{2,20}\s){0,2}[^\W\d_]{0,20}[Aa]rchiv(?=[\s,])"
    r"|(?:AN|AD|AGS|AHN|ASV|AS[A-Z][a-z]|TNA|PRO|NARA|BArch|BnF|GStA)\b)"
)
_KEEPER = re.compile(
    rf"\s?(?:{PLACE}|.{{0,60}}(?:\b(?:[A-Z]{{2,6}}|B[nN][A-Za-z]{{1,3}}|Library|Archives?|Arquivo|Museum|[Ff]onds)\b"
    r"|[Bb]iblioth\w|[Bb]ibliote[ck]|[Aa]rchiv|[Pp]apers\b))"
)
_ARCHIVE = re.compile(rf"(?:[^;]{{2,80}}?,\s)?{PLACE}[^;:]{{0,60}}?,\s(?=[^;]{{0,80}}\d)")
"""An archive with a number; what the paper is may stand before."""
_NAMED = re.compile(
    r"(?:[^\W\d_a-z][^;:.()\d]{2,80}?,\s){0,2}[^\W\d_a-z][^;:,.()\d]{0,60}?"
    r"(?:Archives?|Record\sOffice|Library|[Pp]apers|Records|[Bb]iblioth[eè][kq]\w*|[Bb]iblioteca)(?:\s[^;:,.\d]{2,40})?,\s"
    r"(?:[^\W\d_a-z][^;:,.\d]{2,40},\s)?(?=(?:\w{1,4}\s)?[A-Z]{1,6}[A-Za-z]{0,3}[\s/.-]{0,2}\d|\d{1,3}\s?[A-Z]{1,3}\s?\d|[A-Z]{1,5}/)"
)
"""A place of keeping and a mark of capitals and numbers: ``Metropolitan Archives, ACC/1712/3``."""
_LETTER = re.compile(
    r"[^\W\d_a-z][^,;:\d]{2,60}\s(?:to|à|an|a|ao|al)\s[^,;:\d]{3,60}(?:,\s[^,;:\d]{3,30})?,\s[^,;:]{0,16}\b1\d{3},\s"
)
"""``A. Writer to B. Reader, 8 November 1793``, before where the letter is kept."""
SHELF = (
    r"(?<!\w)(?:[Mm]ss?\.?|MSS?\.?|[Cc][oó]d\.|[Ll]iv\.|liasse|[Ll]egajo|[Ll]eg\.|busta|[Cc]aja|[Cc]aixa|carton"
    r"|[Bb]ox|Best\.|Abt\.|Rep\.|fasc\.|maço|Add\.|b\.|K\.)\s[^;\d]{0,12}\d"
)
"""A word of shelf marks and a number."""
_LIBRARY = re.compile(
    r"(?=[^;]{0,60}?\b(?:[A-Z]{2,6}|B[nN][A-Za-z]{1,3}|\w{0,20}[Bb]iblioth\w|\w{0,20}[Bb]ibliote[ck]"
    r"|Library|Archives?\b|\w{0,20}[Aa]rchiv|Arquivo|Museum|Torre do Tombo|[Pp]apers|[Ff]onds"
    r"|Nachla|Bibl\.))(?:[^;.]|\.(?=\s[a-zà-ÿ]|,)){2,60}?,\s"
    r"(?:[^;]{0,40}?[\s,])?(?:[Mm]ss?\.?|MSS?\.?|[Cc][oó]d\.|[Ll]iv\.|[Ll]ivro|liasse|[Ll]egajo"
    r"|[Ll]eg\.|b\.|busta|[Cc]aja|[Cc]aixa|carton|[Bb]ox|Best\.|Abt\.|Rep\.|fasc\.|maço|Add\.)"
    r"\s[^;]{0,20}?\d"
)
"""A place of keeping with a word of shelf marks and a number."""


@lru_cache(maxsize=256)
def is_holding(text: str) -> bool:
    """Whether a stretch names an archive or a library and a shelf mark there, and says no more.

    >>> is_holding("BnF, ms. fr. 12345, fol. 34"), is_holding("The BBC, founded in 1922")
    (True, False)
    """
    if len(text) > 400:
        return False
    letter = _LETTER.match(text)
    if letter and not prose_words(letter.group()):
        text = text[letter.end() :]
    library = _LIBRARY.match(text)
    if library and not prose_words(library.group()):
        return prose_words(text) <= 1
    return bool(_ARCHIVE.match(text) or _NAMED.match(text)) and not prose_words(text)


_Dated = tuple[int, int, PartialDate]
_SEGMENT = re.compile(r"[^,;]+")
_YEARS = re.compile(r"(?:c\.\s|ca\.?\s)?1[0-9]\d\d(?:[-–/]\d{2,4})?")


def read_holding(reading: Reading) -> str:
    """Take what is kept and its date, and where: the archive with its shelf mark is the library.

    What is kept stands before the archive or, with a word of its own, after the shelf mark.
    """
    start = len(reading.text) - len(reading.open.lstrip("\ue000"))
    end = len(reading.text.rstrip(" ."))
    if reading.marks or not is_holding(reading.text[start:]):
        return ""
    parts = [match.span() for match in _SEGMENT.finditer(reading.text, start, end)]
    days = [one for one in find_dates(reading.text[start:end]) if one.date.month]
    dated = [(start + one.start, start + one.end, one.date) for one in days]
    keeper = next((at for at, span in enumerate(parts) if _keeps(reading.text, *span)), 0)
    marked = [at for at, span in enumerate(parts) if _is_mark(reading.text, span, dated)]
    last = max((at for at in marked if at >= keeper), default=len(parts) - 1)
    for first, stop, date in dated[:1]:
        reading.take("date", first, stop, str(date), date=date)
    behind = [span for span in parts[last + 1 :] if reading.is_open(*span)]
    told = parts[:keeper] or behind
    if told:
        stop = _before_date(told[-1][1], dated)
        reading.take("title", told[0][0], len(reading.text[:stop].rstrip(" ,")))
    reading.take("library", parts[keeper][0], parts[last][1])
    reading.mask(start, len(reading.text))
    return "unpublished"


def _keeps(text: str, start: int, end: int) -> bool:
    return bool(_KEEPER.search(text[start:end]))


def _is_mark(text: str, span: tuple[int, int], dated: list[_Dated]) -> bool:
    """Whether a segment has a number that is no date."""
    here = text[span[0] : span[1]]
    if any(first < span[1] and span[0] < stop for first, stop, _ in dated):
        return False
    return any(char.isdigit() for char in here) and not _YEARS.fullmatch(here.strip())


def _before_date(end: int, dated: list[_Dated]) -> int:
    return min([end, *(first for first, _, _ in dated if first < end)])
