"""What comes after the title: container, kind of paper, series, place, publisher, date."""

from __future__ import annotations

import re

from dataclasses import replace

from srccheck.model import PartialDate
from srccheck.parse.kinds import is_series_of_papers
from srccheck.parse.reading import MASK, Reading, trimmed
from srccheck.parse.titles import _pieces
from srccheck.parse.words import genres
from srccheck.text.dates import DateMatch, find_dates, read_month
from srccheck.text.names import is_organisation
from srccheck.venues import is_known, is_place, is_publisher

_STATE = re.compile(
    r"(?<!\w)(?:(?P<forthcoming>forthcoming|à paraître|im Erscheinen|in corso di stampa|en prensa)|(?P<inpress>in press|sous presse|im Druck)|"
    r"(?P<none>n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|no date|sans date|s\.\s?f\.))(?!\w)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    rf"(?<!\w)(?:coll(?:ection)?\.?|série|Reihe|colección|collana)\s(?:«\s?|“|\")?(?=[^\W\d_])([^,;:()«»“”{MASK}]{{2,80}})",
    re.IGNORECASE,
)
_STATE_CODE = r"(?:,\s(?:[A-Z]{2}|D\.\s?C\.|[A-Z]\.\s?[A-Z]\.|Mass\.|Conn\.|Calif\.|Ill\.|USA|UK))?"
_PLACE_PUBLISHER = re.compile(
    rf"(?<![\w’'])((?:St\.\s)?[^\W\d_a-z][^,;:().{MASK}\d]{{1,50}}{_STATE_CODE}|Washington,? D\.\s?C\.)\s?:\s?"
    rf"([^\W_a-z][^;:(){MASK}]{{1,90}}?)(?=,\s?[{MASK}\d]|\s?[{MASK};)]|,\s|(?<!St)(?<!\b[A-Z])\.\s|\.?$)"
)
_THESIS = re.compile(
    r"(?:unpublished\s|thèse\s|mémoire\s|ph\.?\s?d|doctoral|master|m\.a\.|dissertation|diss\.|thesis|habilitation|hdr\b|tesis\s|tesi\s)",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(r"\b(?:univ(?:ersit|\.)|college|école|ehess|sciences po|school|institut|eth\b|hochschule|politecnico)", re.IGNORECASE)
_EMPTY = frozenset(
    "in dans en at and et & by par the le la on du de n° no vol pp p eds ed dir online en ligne available print doi url isbn issn : version"
    " im am an à special issue numéro spécial".split()
) | {"en ligne", "available at", "available online", "disponible sur", "special issue", "numéro spécial", "en línea", "in linea"}


def read_collection_marks(reading: Reading) -> None:
    """A series named in quotes or italics after "coll."."""
    for mark in reading.marks:
        before = reading.text[max(0, mark.start - 16) : mark.start]
        label = re.search(r"(?:\bcoll(?:ection|\.)?|\bséries?|\bseries|\bReihe|\bcolección|\bcollana)\s?:?\s?$", before, re.IGNORECASE)
        if label:
            reading.take("series", mark.inner_start, mark.inner_end)
            reading.mask(mark.start - len(label.group()), mark.end)


def read_state(reading: Reading) -> None:
    """Take "forthcoming" and "n.d."."""
    match = _STATE.search(reading.open)
    if match:
        if match["none"] is None:
            value = "forthcoming" if match["forthcoming"] else "inpress"
            reading.take("pubstate", match.start(), match.end(), value)
        reading.mask(*match.span())


def read_date(reading: Reading) -> None:
    """Take the date of the work; of several the most exact one, else the first."""
    found = [
        match
        for match in find_dates(reading.open, reading.language)
        if MASK not in reading.open[match.start : match.end]
    ]
    if not found:
        return
    for match in found:
        if weekday := _WEEKDAY.search(reading.open[max(0, match.start - 14) : match.start]):
            reading.mask(match.start - len(weekday.group()), match.start)
    best = max(found, key=_exactness)
    bracketed = [m for m in found if reading.open[m.start - 1 : m.start] == "[" and len(found) > 1]
    if best in bracketed and len(found) > len(bracketed):
        best = max((m for m in found if m not in bracketed), key=_exactness)
    for match in found:
        if match is not best and match.date.year < best.date.year and match.date.month is None:
            if reading.open[match.start - 1 : match.start] in ("[", "(") or match in bracketed:
                reading.take("origdate", match.start, match.end, str(match.date), date=match.date, confidence=0.8)
    if best.date.season:
        word = re.sub(r"\s(?:de|del|of|di|do)$", "", reading.text[best.start : best.end].rsplit(" ", 1)[0])
        reading.hints.add("season")
        reading.take("issue", best.start, best.start + len(word))
        reading.open = reading.open[: best.start] + reading.text[best.start : best.end] + reading.open[best.end :]
    date = best.date
    if date.month is None and date.season is None and date.end is None:
        date = _with_day(reading, best)
    reading.take("date", best.start, best.end, str(date), date=date)
    for match in found:
        same = match.date.year == best.date.year
        if match is not best and same and match.date.month in (None, best.date.month):
            reading.mask(match.start, match.end)
    after = reading.open[best.end : best.end + 1]
    if after and after.isalpha() and after.islower():
        reading.mask(best.end, best.end + 1)


_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica),?\s$",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"(?<!\w)(?:(\d{1,2})\.?(?:st|nd|rd|th|er)?\s(?:de\s)?([^\W\d_]{3,10})\.?|([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?)(?!\w)")


def _with_day(reading: Reading, best: DateMatch) -> PartialDate:
    """The year with the day that stands apart from it: ``(2022) ‘Title’, *Paper*, 2 October``."""
    if best.start > 200 or not (reading.has("title") and reading.parts["title"].start > best.start):
        return best.date
    for match in _DAY_ALONE.finditer(reading.open, best.end):
        month = read_month(match[2] or match[3], reading.language)[0]
        day = int(match[1] or match[4])
        if 1 <= month <= 12 and 1 <= day <= 31:
            reading.mask(*match.span())
            return PartialDate(best.date.year, month, day)
    return best.date


def _exactness(match: DateMatch) -> int:
    date = match.date
    return 3 if date.day else 2 if date.month or date.season else 1


_BLOG = re.compile(r"\(blog\)|\[blog\]|\b(?:sur le |on the |im )?(?:blog post|billet de blog|(?-i:blog)|carnet de recherche|weblog)\b(?=[\s,:]{0,3}[\ue000(]|\s(?:on|de)\b)", re.IGNORECASE)


def _blog(reading: Reading, start: int) -> None:
    """The word "blog" beside the name of a site."""
    match = _BLOG.search(reading.open, start)
    if match:
        reading.hints.add("blog")
        reading.mask(*match.span())


_SERIES_NUMBER = re.compile(r"[\s,.\ue000]{1,40}([^\W\d_a-z][^,;:()\d.\ue000]{8,90}?),?\s(?:no\.\s|n°\s?|vol\.\s|Bd\.\s)?(\d{1,4})(?=\s?[(,.])")


def _series_with_number(reading: Reading, start: int) -> None:
    """The series of a book with its number: ``*Title*, Studies in Something 88 (Place: …)``."""
    if "italic title" not in reading.hints or reading.has("series", "container", "number"):
        return
    match = _SERIES_NUMBER.match(reading.open, start)
    if match and len(match[1].split()) > 2 and match[1].split()[-1].lower() not in genres():
        reading.take("series", *match.span(1), confidence=0.8)
        reading.take("number", *match.span(2), confidence=0.8)
        reading.mask(*match.span())


_NUMBERED = re.compile(
    r"([^\W\d_][^,;:()\ue000\d]{2,80}?)(?:\s(?:no\.\s|n°\s?|Nr\.\s)?(\d{1,5}(?:[/.-]\d{1,5})?)(?=[\s,.;)(\ue000]|$)|(?=[\s,]{1,2}(?:no\.|n°|Nr\.)?\s?\ue000))"
)


def _numbered_paper(reading: Reading, start: int) -> None:
    """A kind of paper with its number: ``Occasional Paper 14``, ``SWP-Studie 11``."""
    if reading.has("type", "series") or reading.genre:
        return
    for match in _NUMBERED.finditer(reading.open, start):
        label = match[1].strip()
        last = re.split(r"[\s-]", label.lower())
        tail = next((" ".join(last[-n:]) for n in (3, 2, 1) if " ".join(last[-n:]) in genres()), "")
        if not tail or len(label.split()) > 8 or not (match[2] or reading.has("number")):
            continue
        if genres()[tail] != "report":
            continue
        reading.genre = "report"
        whole = label.lower() == tail
        reading.take("type" if whole else "series", *match.span(1))
        if match[2] and not reading.has("number"):
            reading.take("number", *match.span(2))
        reading.mask(*match.span())
        return


def read_imprint(reading: Reading, start: int, *, inside: bool, container: bool) -> None:
    """Give the open stretches after ``start`` their roles."""
    if match := _SERIES.search(reading.open, start):
        reading.take("series", match.start(1), match.end(1))
        reading.mask(*match.span())
    if match := re.search(r"\(=\s([^,()\ue000]{3,120})", reading.open[start:]):
        reading.take("series", start + match.start(1), start + match.end(1))
        reading.mask(start + match.start(), start + match.end())
    _blog(reading, start)
    _presented(reading, start)
    _series_with_number(reading, start)
    _numbered_paper(reading, start)
    _place_and_publisher(reading, start)
    _two_publishers(reading, start)
    pieces = [piece for piece in _pieces(reading.open, start, len(reading.open)) if piece[1] > piece[0]]
    wants = inside and not container
    for index, (begin, end) in enumerate(pieces):
        begin, end = _clean(reading.open, begin, end)
        if end <= begin or not reading.is_open(begin, end):
            continue
        text = reading.open[begin:end]
        if not any(c.isalnum() for c in text) or text.lower() in _EMPTY:
            reading.mask(begin, end)
            continue
        if not any(c.isalpha() for c in text):
            continue
        following = reading.open[pieces[index + 1][0] : pieces[index + 1][1]] if index + 1 < len(pieces) else ""
        role = _role(reading, text, following, wants=wants, begin=begin)
        if role:
            confidence = 1.0 if role in ("type", "location") or is_known(text) else 0.8
            reading.take(role, begin, end, confidence=confidence)
            if role == "container":
                wants = False


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = trimmed(text, start, end)
    while end > start and text[end - 1] in " .,;:([–—\u00a0" + MASK:
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]|Inc|Co|Ltd|Corp|U\.S|D\.C)\.$", text[start:end]):
            break
        end -= 1
    while start < end and text[start] in " .,;:)]–—\u00a0" + MASK:
        start += 1
    return start, end


def _place_and_publisher(reading: Reading, start: int) -> None:
    for match in _PLACE_PUBLISHER.finditer(reading.open, start):
        place, publisher = match[1].strip(), match[2].strip()
        first = re.split(r",|/|\s(?:and|et|und|&|y)\s", place)[0].strip()
        before = reading.open[max(0, match.start() - 2) : match.start()]
        enclosed = "(" in before or before.strip(f" ,{MASK}") in ("", ".")
        if is_place(first) or is_publisher(publisher) or (enclosed and len(place.split()) <= 4):
            sure = 1.0 if is_place(first) or is_publisher(publisher) else 0.7
            reading.take("location", *match.span(1), confidence=sure)
            cities = [part.strip() for part in place.split("/")]
            if len(cities) > 1 and all(map(is_place, cities)):
                value = " and ".join(cities)
                reading.parts["location"] = replace(reading.parts["location"], value=value)
            more = _MORE.match(reading.open, match.end(2)) if "(" in before else None
            end = more.end() if more else match.end(2)
            reading.take("publisher", match.start(2), end, confidence=sure)
            reading.mask(match.start(), end)
            _second(reading, end)
            return


_MORE = re.compile(r"(?:,\s[^\W\d_a-z][^\W\d_]{1,20}){1,2}(?:\s(?:and|&|et)\s[^\W\d_a-z][^\W\d_]{1,20})?(?=,\s?\ue000)")
"""More names of a publisher in parentheses: ``(New York: Harcourt, Brace, 1951)``."""
_SECOND = re.compile(rf"\s?;\s([^\W\d_a-z][^,;:(){MASK}\d]{{1,40}})\s?[:,]\s([^\W_a-z][^;:(){MASK},]{{1,90}}?)(?=,|\s?[{MASK};)]|\.?$)")


def _second(reading: Reading, at: int) -> None:
    """The second of two publishers: ``London: Hurst; New York: Oxford University Press``."""
    match = _SECOND.match(reading.open, at)
    if not match:
        return
    for name, group in (("location", 1), ("publisher", 2)):
        part = reading.parts.get(name)
        if part:
            value = f"{part.value} and {' '.join(match[group].split())}"
            reading.parts[name] = replace(part, end=match.end(group), value=value)
    reading.mask(*match.span())


def _two_publishers(reading: Reading, start: int) -> None:
    """The same between commas: ``Paris, Éditions X ; Québec, Presses Y``."""
    mark = re.search(rf"(?<=[^\W\d_])\s?;\s(?=[^\W\d_a-z])", reading.open[start:])
    if not mark or reading.has("publisher"):
        return
    at = start + mark.start()
    pieces = _pieces(reading.open, start, at)
    if len(pieces) >= 2 and is_place(reading.open[slice(*pieces[-2])]):
        reading.take("location", *pieces[-2])
        reading.take("publisher", *pieces[-1])
        _second(reading, at)


_PRESENTED = re.compile(
    rf"(?:conference\s)?(?:paper|communication|Vortrag|intervention|poster|comunicación|relazione)\s(?:presented|présentée?|prononcée?|gehalten|presentada|presentata|given|delivered)?\s?(?:at|to|à|au|aux|auf|en|a|al)\s(?:the\s|la\s|l['’]|der\s|dem\s)?([^;()\d{MASK}]{{4,160}}?)(?=,|\s?[;(){MASK}]|\.?$)",
    re.IGNORECASE,
)


def _presented(reading: Reading, start: int) -> None:
    match = _PRESENTED.search(reading.open, start)
    if match:
        reading.take("eventtitle", *match.span(1))
        reading.mask(*match.span())
        reading.genre = "unpublished"


def _role(reading: Reading, text: str, following: str, *, wants: bool, begin: int) -> str:
    folded = text.lower().rstrip(".")
    known = genres().get(folded) or genres().get(folded + ".")
    if known and not reading.has("type") and not (wants and is_known(text) and not _organisation(following)):
        reading.genre = known
        return "type"
    tail = re.split(r"[\s-]", folded)[-1]
    paper = genres().get(tail) == "report" and text[:1].isupper() and 1 < len(text.split()) <= 5
    if (paper or is_known(text)) and is_series_of_papers(text, "series") and reading.has("title") and (
        not reading.has("type", "series", "container")
    ):
        reading.genre = "report"
        return "series"
    if _THESIS.match(text) and not reading.has("type") and not wants_title(reading):
        reading.genre = "thesis"
        return "type"
    if reading.genre == "thesis" and not reading.has("institution") and _UNIVERSITY.search(text):
        return "institution"
    places = [part.strip() for part in re.split(r"\s?/\s?|\s(?:and|et|und|&|y|e)\s|\s?[-–]\s?", text)]
    place = is_place(text) or all(map(is_place, places))
    if place and not reading.has("location"):
        if len(places) > 1 and all(map(is_place, places)):
            start, end = trimmed(reading.open, begin, begin + len(text))
            reading.take("location", start, end, " and ".join(places))
            return ""
        state = re.match(r",\s(?:[A-Z]{2}|D\.\s?C\.|Mass\.|Conn\.|Calif\.)(?=[\s,.:;)\ue000]|$)", reading.open[begin + len(text) :])
        if state:
            reading.take("location", begin, begin + len(text) + state.end())
            return ""
        return "location"
    if place or re.fullmatch(r"[A-Z]{2}|D\.C|D\.C\.|USA|UK", text):
        reading.mask(begin, begin + len(text))
        return ""
    if reading.genre and reading.genre != "thesis" and not reading.has("institution") and _organisation(text):
        return "institution"
    if wants and is_known(text):
        return "container"
    if is_publisher(text) and not reading.has("publisher") and not (wants and not reading.has("location")):
        return "publisher"
    if wants:
        return "container"
    if reading.has("container"):
        if _organisation(text) and not reading.has("institution", "publisher"):
            return "institution"
        return "" if reading.has("publisher") or not reading.has("location") else "publisher"
    if not reading.has("publisher") and text[:1].isupper() and len(text.split()) <= 8:
        if reading.has("location") or is_place(following):
            return "publisher"
        if reading.has("title") and len(text.split()) <= 3 and not _organisation(text):
            return "location" if _before_date(reading, begin + len(text)) and not following else "publisher"
        if _organisation(text):
            return "institution"
        return "publisher"
    return ""


def wants_title(reading: Reading) -> bool:
    """Whether the title is still to be found."""
    return not reading.has("title")


def _organisation(text: str) -> bool:
    return bool(text) and text[:1].isupper() and (is_organisation(text) or is_known(text))


def _before_date(reading: Reading, end: int) -> bool:
    date = reading.parts.get("date")
    return date is not None and 0 <= date.start - end <= 2
