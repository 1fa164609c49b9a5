"""Volume, number, pages and edition, with their labels in several languages or none."""

from __future__ import annotations

import re

from srccheck.parse.reading import MASK, Reading

_ROMAN = r"[IVXLCDM]{1,8}|[ivxlcdm]{1,8}"
_DASH = r"\s?(?:-{1,3}|[–—‑])\s?"
_VOLUME = re.compile(
    rf"(?<![\w.])(?:vol(?:ume|umen|s|\.)?\.?(?!l)|v\.(?=\s?\d)|t(?:ome|omo|\.)|tom\.|Bd\.?|Band|Jg\.|Jahrgang)\s?"
    rf"(\d{{1,4}}(?:[-/–]\d{{1,4}})?|{_ROMAN})(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.])(?:n\.?[°º˚]s?\.?|n\.(?=\s?\d)|nos?\.|nos?(?=\s?\d)|nrs?\.|nr(?=\s\d)"
    r"|num(?:éros?|bers?|ero|\.)|núm(?:ero)?\.?|issues?"
    r"|iss\.|Heft|H\.(?=\s?\d)|fasc(?:icule|\.)?|cahier|№)\s{0,2}"
    r"((?:[A-Z]{1,6}[-/ ]?)?\d[\w]{0,8}(?:(?:\s?[-–/.]\s?|\set\s)\d{1,8}[a-z]?){0,3})(?!\w)",
    re.IGNORECASE,
)
_PAGE = rf"(?:[A-Za-z]{{0,2}}\d{{1,6}}|{_ROMAN})"
_PAGES = re.compile(
    rf"(?<![\w.])(?:pp?\.|pages?|S\.(?=\s?\d)|Seiten?|Ss\.|págs?\.?|pp|p(?=\s?\d))\s?"
    rf"({_PAGE}(?:(?:{_DASH}|\s(?:to|à|bis|al?)\s){_PAGE})?(?:(?:,|\s(?:et|and|und|&|y"
    rf"|e))\s?(?!(?:1[5-9]|20)\d\d(?!\d))\d{{1,6}}(?!\w)(?!\s?\()(?:{_DASH}\d{{1,6}})?){{0,8}}"
    rf"(?:\s?(?:sqq?|ff?|(?:et|y|e)\s(?:ss?|suiv|sqq?|sigs?))\b\.?)?)(?![\w])",
)
# Each of these is where the pattern of its name may begin. They begin with the letters themselves,
# which are found much faster than a pattern that first looks behind.
_MAY_BE_VOLUME = re.compile(
    r"[vVtTbBjJ](?<![\w.].)(?:[oO][lL]|\.|[oO][mM]|[dD]|[aA][nN][dD]|[gG]|[aA][hH])"
)
_MAY_BE_NUMBER = re.compile(
    r"[nNiIhHfFcC№](?<![\w.].)(?:[.°º˚oOrR\d\s]|[uUúÚ][mM]|[sS]{2}|[eE][fF]|[aA][sShH]|[A-Z])"
)
_MAY_BE_PAGES = re.compile(r"[pS](?<![\w.].)(?:[p.]|[aá]g|eit|s\.|\s?\d)")
_TOTAL = re.compile(r"(?<![\w.])(\d{2,4})\s(?:p\.|pp\.|pages\b|S\.|Seiten\b|págs?\.)")
_COMPACT = re.compile(
    rf"(?<![\w/.-])(\d{{1,4}})\s?\((\d{{1,4}}(?:[-–/]\d{{1,4}})?)\)"
    rf"(?:\s?[,:.;]\s?(?:pp?\.\s?"
    rf"|S\.\s?)?([A-Za-z]{{0,2}}\d{{1,6}}(?:{_DASH}[A-Za-z]{{0,2}}\d{{1,6}})?)(?![\w(]))?"
)
_AFTER_YEAR = re.compile(
    rf"[\])]?\s?[:,]\s?(?:pp?\.\s?)?([A-Za-z]?\d{{1,6}}{_DASH}[A-Za-z]?\d{{1,6}})(?!\w)"
)
_LOCATOR = re.compile(
    r"(?<!\w)(?:(?:Article|Art\.|art\.)\s?)?(e\d{3,9}|e20\d\d[A-Z]{1,4}\d{3,8}"
    r"|(?<=[:,] )e\d{1,2}|(?<=rticle )\d{3,9})(?!\w)"
)
EDITION = re.compile(
    r"(?<!\w)(?:(\d{1,2})\s?(?:st|nd|rd|th|ème|eme|e|re|ère|a|\.?[ªº°]|\.)?\s"
    r"(?:(?:rev(?:ised|\.)|revue|augm\.|expanded|updated|enl(?:arged|\.)|überarbeitete"
    r"|erweiterte)\s?(?:et\s|and\s|und\s)?(?:augmentée\s|expanded\s|erweiterte\s)?)?"
    r"(?:ed(?:ition|n|ición|izione|\.)|éd(?:ition|\.)|Aufl(?:age|\.))"
    r"|(\d{1,2})\.,\s(?:[^\W\d_]{3,16}\.?,?\s(?:und\s)?){0,4}Aufl(?:age|\.)"
    r"|((?:first|second|third|fourth|fifth|sixth|new|revised|rev\.|nouvelle|première|deuxième|"
    r"seconde|troisième|nueva|segunda|tercera|zweite|dritte)\s(?:(?:revised|and|expanded)\s){0,3}"
    r"(?:ed(?:ition|n|ición|izione|\.)|éd(?:ition|\.)|Aufl(?:age"
    r"|\.))))(?!\w)(?:\srevue(?:\set\saugmentée)?)?",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    rf"(?<=[\s(])(?:ch(?:ap(?:itre|ter|s)?)?|cap|Kap)(?:\.|(?<=e)|(?<=r))\s(\d{{1,3}}|{_ROMAN})(?!\w)",
)
_SECTION = re.compile(
    r"(?<=,\s)(?:sec|sect|section)\.?\s[A-Z]\d{0,2}(?=\s?[,.;)]|$)", re.IGNORECASE
)
"""The section of a newspaper, before the page in it."""
_PRINTING = re.compile(
    r"(?<=[\s,])(?:late|early|national|final|city|evening|morning)\s(?:edition|ed\.)"
    r"|(?<=[\s,])(?:[1-4]\s?(?:er|e|ème|st|nd|rd|th)|premier|deuxième|troisième|quatrième|first"
    r"|second|third|fourth)\s(?:trimestre|semestre|quarter)(?!\w)",
    re.IGNORECASE,
)
"""The edition of a newspaper of one day, the part of a year."""
_NEW_SERIES = re.compile(
    r"(?<=[\s,\ue000])(?:n\.\s?s\.|N\.\s?F\.|nouvelle série|new series"
    r"|nuova serie|n\. sér\.),?(?=\s)"
)
_OF_PAPERS = (
    (_SECTION, ("sec",)),
    (_PRINTING, ("ed.", "edition", "mestre", "quarter")),
    (_NEW_SERIES, ("s.", "f.", "serie", "série", "sér.")),
)
"""Patterns, and the words of which one is in every text that they know."""
_VOLUMES = re.compile(r"(?<!\w)(\d{1,2})\s(?:vols?\.?|volumes|tomes|Bde\.?|Bände|v\.|t\.)(?!\w)")
_LABEL = re.compile(
    r"(?<!\w)(?:vol|no|nr|p|pp|n°|t|S|pages|issue|tome|Bd|Heft)[.\s]{0,3}\d", re.IGNORECASE
)


def read_numbers(reading: Reading) -> None:
    """Take edition, volume, number and pages out of what is open."""
    text = reading.open
    if not any(map(str.isdigit, text)):
        if " ed" in text or "éd" in text:
            _edition(reading)
        return
    _edition(reading)
    _symbol(reading)
    _vancouver(reading)
    lower = text.lower()
    for pattern, words in _OF_PAPERS:
        if any(word in lower for word in words) and (match := pattern.search(reading.open)):
            reading.mask(*match.span())
    may_be_chapter = any(word in lower for word in ("ch", "cap", "kap"))
    if may_be_chapter and (match := _CHAPTER.search(reading.open)):
        reading.take("chapter", match.start(1), match.end(1))
        reading.mask(*match.span())
    _labelled(reading, _MAY_BE_PAGES, _PAGES, "pages")
    if match := _VOLUMES.search(reading.open):
        reading.take("volumes", match.start(), match.end(), match[1])
    if match := _TOTAL.search(reading.open):
        reading.take("pagetotal", match.start(), match.end(), match[1])
    _labelled(reading, _MAY_BE_VOLUME, _VOLUME, "volume")
    _labelled(reading, _MAY_BE_NUMBER, _NUMBER, "number")
    if not reading.has("volume"):
        _compact(reading)
    elif match := re.search(r"\((\d{1,4}(?:[-–/]\d{1,4})?)\)", reading.open):
        # vol. 12 (3): a number in parentheses right after the volume
        volume = reading.parts["volume"]
        gap = reading.open[volume.end : match.start()].replace(MASK, "").strip()
        if not gap and not _is_year(match[1]):
            reading.take("number", match.start(1), match.end(1), _value(match[1]))
    if not reading.has("pages") and (match := _LOCATOR.search(reading.open)):
        reading.take("pages", match.start(), match.end(), match[1], confidence=0.9)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1400 <= int(text) <= 2100


def _value(text: str) -> str:
    """A number or range as printed, without spaces around its dash."""
    text = re.sub(r"(?<=\d)\s(?:to|à|bis|al?)\s(?=\d)", "–", " ".join(text.split()))
    return re.sub(r"\s?([-–—‑])\s?", r"\1", re.sub(r"-{2,3}", "–", text))


_ANY_NUMBER = re.compile(
    rf"(?<![^\W_])(?:[A-Z]{{0,3}}\d[\w]{{0,8}}(?:\s?[-–/.]\s?\d{{1,8}})?|{_ROMAN})(?![^\W_])"
)
_ANY_PAGES = re.compile(
    rf"(?<![^\W_]){_PAGE}(?:{_DASH}{_PAGE})?(?:(?:,\s?|\s(?:et|and|und|&|y|e)\s)\d{{1,6}}(?:{_DASH}\d{{1,6}})?){{0,8}}"
    r"(?:\s?(?:sqq?|ff?|ss|(?:et|y|e)\s(?:ss?|suiv|sqq?|sgg?|sigs?))\b\.?)?"
)


def number_in(text: str) -> tuple[int, int, str] | None:
    """The first number of a stretch such as "vol. 12": start, end and value.

    >>> number_in("Bd. XII"), number_in("n° 3-4")
    ((4, 7, 'XII'), (3, 6, '3-4'))
    """
    match = _ANY_NUMBER.search(text)
    if match and match.group().isalpha() and text[match.end() : match.end() + 1] == ".":
        match = _ANY_NUMBER.search(text, match.end()) or match  # "v. 12"
    return (match.start(), match.end(), _value(match.group())) if match else None


def pages_in(text: str) -> tuple[int, int, str] | None:
    """The pages of a stretch such as "pp. 3 - 5": start, end and value.

    >>> pages_in("S. 3 - 5"), pages_in("p. 12 sq.")
    ((3, 8, '3-5'), (3, 9, '12 sq.'))
    """
    matches = list(_ANY_PAGES.finditer(text))
    match = next((one for one in matches if any(c.isdigit() for c in one.group())), None)
    match = match or (matches[-1] if matches else None)
    return (match.start(), match.end(), _value(match.group())) if match else None


def _labelled(
    reading: Reading, may_be: re.Pattern[str], pattern: re.Pattern[str], name: str
) -> None:
    match = may_be.search(reading.open) and pattern.search(reading.open)
    if not match:
        return
    start, end = match.span()
    value = " ".join(match[1].split())
    taken = _value(value)
    if name not in reading.parts:
        reading.take(name, match.start(1), match.end(1), taken)
    reading.mask(start, end)


_VOLUME_PAGES = re.compile(rf"(?<![\w/:])(\d{{1,3}}):(\d{{1,5}}{_DASH}\d{{1,5}})(?!\w)")


def _compact(reading: Reading) -> None:
    """``12(3), 45–67``; ``12(3):45-67``; ``2:101–29``."""
    if not reading.has("pages") and (pair := _VOLUME_PAGES.search(reading.open)):
        reading.take("volume", *pair.span(1))
        reading.take("pages", pair.start(2), pair.end(2), _value(pair[2]))
        reading.mask(*pair.span())
        return
    match = _COMPACT.search(reading.open)
    if not match or _is_year(match[1]):
        return
    if _is_year(match[2]):
        return
    reading.take("volume", match.start(1), match.end(1), match[1])
    if reading.has("number"):
        return
    reading.take("number", match.start(2), match.end(2), match[2])
    if match[3] and not _is_year(match[3]):
        if not reading.has("pages"):
            reading.take("pages", match.start(3), match.end(3), _value(match[3]))
        else:
            return
    reading.mask(match.end(1), match.start(2))


_SYMBOL = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,6}(?:/[A-Z0-9][\w.()-]{0,14}){1,6}(?:\s\(\d{4}\))?|(?:COM|SEC"
    r"|SWD|JOIN|C)\s?\((?:19|20)\d\d\)\s?\d{1,5}(?:\sfinal)?)"
    r"|(?<=[Rr]esolution\s|[Rr]ésolution\s)\d{1,4}/\d{1,4}(?!\w)|(?<=\s)20\d\d/[A-Z]{1,2}\s\d{1,3}(?!\w)"
)
"""Symbols of UN and EU documents: S/RES/2231 (2015), COM(2013) 295 final."""


_MAY_BE_SYMBOL = re.compile(r"/|[CMDN]\s?\(")
"""Is in every text in which :data:`_SYMBOL` is."""


def _symbol(reading: Reading) -> None:
    match = _MAY_BE_SYMBOL.search(reading.open) and _SYMBOL.search(reading.open)
    if (
        match
        and any(c.isdigit() for c in match.group())
        and (match.group().count("/") != 1 or match.group()[0].isdigit())
    ) or (match and "/" not in match.group()):
        reading.take("number", *match.span())


_YEAR_VOLUME = re.compile(
    r"(?<![\w])((?:1[89]"
    r"|20)\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?(\d{1,4})(?:\s?\(([^()]{1,12})\))?"
    r"(?:\s?:\s?([A-Za-z]?\d{1,7}(?:[-–]\w?\d{1,7})?))?"
)


def _vancouver(reading: Reading) -> None:
    """``2020;12(3):45-67``: the order of the Vancouver style (ICMJE Recommendations)."""
    match = _YEAR_VOLUME.search(reading.open)
    if not match:
        return
    reading.hints.add("vancouver")
    for name, group in (("volume", 2), ("number", 3), ("pages", 4)):
        if match[group]:
            reading.take(name, *match.span(group))
    reading.mask(match.start(2), match.end())


MAY_BE_EDITION = re.compile(r"\s[eéa][du]", re.IGNORECASE)
"""Is in every text in which :data:`EDITION` is."""


def _edition(reading: Reading) -> None:
    match = MAY_BE_EDITION.search(reading.open) and EDITION.search(reading.open)
    if match:
        value = (
            match[1] if match[1] and match.end() - match.end(1) < 14 else match[2] or match.group()
        )
        reading.take("edition", match.start(), match.end(), " ".join(value.split()))


_BARE_VOLUME = re.compile(
    rf"^[{MASK}\s,]{{0,12}}(\d{{1,4}}|{_ROMAN})"
    rf"(?:(?:\s?[./:]\s?|,\s)(\d{{1,3}}(?:/\d{{1,3}})?(?![\d–-])))?"
    rf"(?=[\s{MASK}]{{0,2}}(?:[,(:;.{MASK}]|$))"
)


def read_bare_volume(reading: Reading, after: int, *, of_papers: bool = False) -> None:
    """The number that follows the name of a journal directly: ``*Daedalus* 145, no. 4``."""
    if reading.has("volume"):
        return
    dated = re.match(r"[\s,]{1,3}(\d{1,4}/\d{1,4})(?=[\s,.;)]|$)", reading.open[after : after + 20])
    if dated and of_papers and not reading.has("number"):
        reading.take("number", after + dated.start(1), after + dated.end(1))
        return
    match = _BARE_VOLUME.match(reading.open[after : after + 60])
    if not match or _is_year(match[1]) or (match[1] in "iI" and not match[2]):
        return
    if match[2] and not _is_year(match[2]) and not reading.has("number"):
        reading.take("number", after + match.start(2), after + match.end(2), match[2])
        reading.mask(after + match.end(1), after + match.start(2))
    reading.take("volume", after + match.start(1), after + match.end(1), match[1], confidence=0.9)


_YEAR_FIRST = re.compile(
    rf",\s(\d{{1,4}}),\s([A-Za-z]?\d{{1,6}}(?:{_DASH}[A-Za-z]?\d{{1,6}})?)(?=\s?[.,;{MASK}]|\s?$)"
)
_LAST_PAGE = re.compile(
    rf"[{MASK}),]\)?[,:]\s(e\d{{1,2}}|[A-Z]?\d{{1,4}}(?:n\.?\s?\d{{1,3}})?|[ivxlc]{{1,8}}(?:{_DASH}[ivxlc]{{1,8}})?)"
    rf"(?:[.;]?\s?$|[.,;]\s?{MASK})"
)
_VOLUME_PAGE = re.compile(rf"[),{MASK}],?\s(\d{{1,2}}):(\d{{1,4}}(?:{_DASH}\d{{1,4}})?)[.;]?\s?$")
"""The volume and page cited of a work of many volumes: ``1979–1984), 2:119``."""
_ARTICLE = re.compile(rf",\s(\d{{5,7}})(?=\s?[.,;{MASK}]|\s?$)")
"""The number of an article in a journal without pages: ``vol. 138, 2022, 105006``."""


def read_bare_pages(reading: Reading, after_date: int) -> None:
    """The pages after the year: ``(2020): 45–67``, ``2011, 37, 45–63``, ``1976), 77``."""
    if reading.has("pages"):
        return
    if not reading.has("volume") and (pair := _VOLUME_PAGE.search(reading.open, after_date)):
        reading.take("volume", *pair.span(1), confidence=0.9)
        reading.take("pages", pair.start(2), pair.end(2), _value(pair[2]), confidence=0.9)
        reading.mask(*pair.span())
        return
    first = _YEAR_FIRST.match(reading.open, after_date)
    if first and not reading.has("volume"):
        reading.take("volume", *first.span(1), confidence=0.9)
        reading.take("pages", first.start(2), first.end(2), _value(first[2]), confidence=0.9)
        return
    match = _AFTER_YEAR.match(reading.open, after_date)
    if not match:
        match = re.search(
            rf"[,:]\s(\d{{1,5}}{_DASH}\d{{1,5}})(?=\s?[.,;{MASK}]|\s?$)", reading.open
        )
    if not match and reading.has("volume") and (article := _ARTICLE.search(reading.open)):
        reading.take("pages", *article.span(1), confidence=0.9)
        return
    if not match:
        last = _LAST_PAGE.search(reading.open, max(0, after_date - 1))
        if last:
            reading.take("pages", *last.span(1), confidence=0.8)
        return
    numbers = [int(number) for number in re.findall(r"\d+", match[1])]
    if len(numbers) == 2 and (
        numbers[0] <= numbers[1] or len(str(numbers[1])) < len(str(numbers[0]))
    ):
        reading.take("pages", match.start(1), match.end(1), _value(match[1]), confidence=0.9)


_ISSUE_BEHIND_YEAR = re.compile(rf"{MASK}\)?,\s(\d{{1,2}}(?:[-/]\d{{1,2}})?)(?=,\s{MASK})")


def read_issue_behind_year(reading: Reading) -> None:
    """The issue between year and pages, as Italian notes have it: ``XII (1987), 3, pp. 12-35``."""
    if reading.has("number") or not (reading.has("volume") and reading.has("pages")):
        return
    date = reading.parts.get("date")
    found = _ISSUE_BEHIND_YEAR.match(reading.open, date.end - 1) if date else None
    if found:
        reading.take("number", *found.span(1), confidence=0.9)
