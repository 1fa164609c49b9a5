"""Places and publishers: ``Place: Publisher``, ``Place, Publisher; Place, Publisher``."""

from __future__ import annotations

import re
from dataclasses import replace

from srccheck.parse.order import pieces
from srccheck.parse.reading import MASK, Reading
from srccheck.venues import is_place, is_publisher

_STATE_CODE = r"(?:,\s(?:[A-Z]{2,3}|D\.\s?C\.|[A-Z]\.\s?[A-Z]\.|Mass\.|Conn\.|Calif\.|Ill\.)){0,2}"
_CITY = rf"(?:St\.\s)?[^\W\d_a-z][^,;:().{MASK}\d]{{1,50}}{_STATE_CODE}"


_PLACE_PUBLISHER = re.compile(
    rf"(?<![\w’'])((?:{_CITY}\s(?:and|&|et|und|y|e)\s)?{_CITY}"
    rf"|Washington,? D\.\s?C\.)\s?:\s?"
    rf"([^\W_a-z][^;:(){MASK}]{{1,90}}?)(?=,\s?[{MASK}\d]|\s?[{MASK};)]|,\s"
    rf"|(?<!St)(?<!\b[A-Z])\.\s|\.?$)"
)


def read_place_and_publisher(reading: Reading, start: int) -> None:
    """Take ``Place: Publisher``, also with a second pair after a semicolon."""
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
            more = _FIRM.match(reading.open, match.end(2))
            if not more and "(" in before:
                more = _MORE.match(reading.open, match.end(2))
            end = more.end() if more else match.end(2)
            reading.take("publisher", match.start(2), end, confidence=sure)
            reading.mask(match.start(), end)
            _second(reading, end)
            return


_MORE = re.compile(
    r"(?:,\s[^\W\d_a-z][^\W\d_]{1,20}){1,2}(?:\s(?:and|&"
    r"|et)\s[^\W\d_a-z][^\W\d_]{1,20})?(?=,\s?\ue000)"
)
"""More names of a publisher in parentheses: ``(New York: Harcourt, Brace, 1951)``."""

_FIRM = re.compile(
    r"(?:,\s[^\W\d_a-z][\w'’-]{1,20}){0,3},?\s(?:and|&|et|und|y)\s"
    r"(?:Co(?:mpany|mp)?|Sons?|Fils|Cie|Bros|Brothers|Söhne|Hijos)\b\.?"
)
"""``Longmans, Green and Co.``"""


_SECOND = re.compile(
    rf"\s?;\s([^\W\d_a-z][^,;:(){MASK}\d]{{1,40}})\s?[:,]\s([^\W_a-z][^;:(){MASK},]{{1,90}}?)(?=,|\s?[{MASK};)]|\.?$)"
)


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


_TRADE = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]{0,30}\s(?:(?:&|and|et|und|y|e|of|de|du|di|da)\s)?){1,5}"
    r"(?:Press|Books|Verlag|Publishers|Publications|Publishing|Editore|Editori|Editora|Editorial"
    r"|Edizioni|Ediciones|Edições|Éditions|Éditeurs?|Editions|Uitgeverij|Forlag|UP)"
    r"|U(?:niversity)?\sof\s[^\W\d_a-z][^,;:()\d\ue000]{1,30}\sP"
    r"|(?:Presses|Éditions|Edições|Ediciones|Edizioni|Editora|Editorial|Verlag|Librairie|Libreria"
    r"|Livraria|Imprimerie|Imprenta|Imprensa|Tipografia|Tipografía)\s"
    r"(?:(?:d[aeiou]s?|del|della|do|l[aeo]s?)\s)*[^\W\d_a-z][^,;:()\d\ue000]{0,60}"
)


def is_house(text: str) -> bool:
    """Whether a piece is the name of a publisher: a known one, or one of the trade by its form.

    >>> is_house("Quai Press"), is_house("Editora Campo Aberto"), is_house("Anne Roux")
    (True, True, False)
    """
    return bool(_TRADE.fullmatch(text)) or is_publisher(text)


def read_two_publishers(reading: Reading, start: int) -> None:
    """The same between commas: ``Paris, Éditions X ; Québec, Presses Y``."""
    mark = re.search(r"(?<=[^\W\d_])\s?;\s(?=[^\W\d_a-z])", reading.open[start:])
    if not mark or reading.has("publisher"):
        return
    at = start + mark.start()
    parts = pieces(reading.open, start, at)
    if len(parts) >= 2 and is_place(reading.open[slice(*parts[-2])]):
        reading.take("location", *parts[-2])
        reading.take("publisher", *parts[-1])
        _second(reading, at)
