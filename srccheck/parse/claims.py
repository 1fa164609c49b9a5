"""An organisation named as the source of a claim: "according to the … (SIPRI)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from srccheck.parse.words import prose_words, word_list
from srccheck.text.names import is_organisation
from srccheck.venues import is_known

_PHRASE = re.compile(
    r"(?<!\w)(?:according\sto|as\sreported\sby|as\sestimated\sby|reported\sby"
    r"|estimates?\s(?:by|from)"
    r"|(?:data|figures|statistics|numbers)\s?(?:from|by|:)|selon|d['’]après|(?:données"
    r"|chiffres|estimations)\s?(?:de|du|d['’]|:)"
    r"|laut|nach\sangaben|(?:schätzung(?:en)?|angaben)(?=\s(?:der|des|von|dem))|zufolge"
    r"|(?:cifras?|datos?|chiffres?|données|figures?|data|numbers?|zahl(?:en)?|angaben|dati)\s"
    r"(?:procede[n]?|proviene[n]?|provienn?en?t|comes?|come|stamm(?:t|en)|vengono)\s"
    r"(?:del|della|de|du|des|d['’]|from|von|aus|vom|da|dal|dalla)"
    r"|según|secondo|daten|datos|dati|segundo|(?:sources?"
    r"|quellen?|fuentes?|fonti?e?)\s?:)"
    r"\s{0,2}(?:(?:the|le|la|les|der|des|dem|den|die|el|los|las|il|lo|gli|o|a|data from "
    r"the|data from|figures from)\s"
    r"|l['’]|de\sl['’]|de\sla\s|du\s|dell['’]|del\s|della\s){0,2}",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?<=[.;!?]\s)|^)(?:The\s|L['’]|Le\s|La\s|Les\s|Die\s|Der\s|Das\s|El\s"
    r"|Il\s)?(?=[^\W\d_a-z][^,.;:\n]{2,140}?\s"
    r"(?:estimates?|estimated|puts|reports|reported|counted|counts|calculates?|recorded"
    r"|records|estime|évalue"
    r"|chiffre|recense|indique|dénombre|calcule|schätzt|beziffert|meldet|zählt|estima"
    r"|calcula|cifra|stima|calcola)\s)"
)
"""The organisation that a sentence is about, with a verb of counting."""
_STOP = re.compile(r"[,.;:()\n]|\s[–—]\s")
_SHORT = re.compile(r"\s?\(([A-Z][\w.&-]{1,11})\)")
_LINKS = word_list("links in claims")
_LONGEST = 160


class Claim(NamedTuple):
    """The organisation's name and its acronym, with their places in the text."""

    name: str
    start: int
    end: int
    short: str
    short_start: int


def find_claim(text: str) -> Claim | None:
    """The first organisation that a text gives as the source of what it says.

    >>> find_claim("It halved, according to the Example Research Institute (ERI).").short
    'ERI'
    >>> find_claim("According to Vladimir Putin, it did not.") is None
    True
    """
    head = text[:20000]
    for match in (*_PHRASE.finditer(head), *_SUBJECT.finditer(head)):
        start = match.end()
        stretch = text[start : start + _LONGEST]
        stop = _STOP.search(stretch)
        words = _name_words(stretch[: stop.start()] if stop else stretch)
        if not words:
            continue
        end = start + len(words)
        short = _SHORT.match(text, end)
        if _is_organisation(words, short is not None):
            found = short[1] if short else ""
            return Claim(" ".join(words.split()), start, end, found, short.start(1) if short else 0)
    return None


def _name_words(stretch: str) -> str:
    """The beginning of a stretch that may be a name: no verb, no link at its end."""
    words = re.findall(r"\S+", stretch)
    if not words:
        return ""
    common = is_organisation(words[0])
    kept = 0
    for index, word in enumerate(words[:14]):
        bare = re.sub(r"^[dl]['’]", "", word.lower())
        if index and (prose_words(word) or any(c.isdigit() for c in word)):
            break
        if bare not in _LINKS and not common and not re.sub(r"^[dl]['’]", "", word)[:1].isupper():
            break
        if bare not in _LINKS:
            kept = index + 1
    if not kept:
        return ""
    last = [match.end() for match in re.finditer(r"\S+", stretch)][kept - 1]
    return stretch[:last].rstrip("'’\"»")


def _is_organisation(name: str, has_short: bool) -> bool:
    if is_organisation(name) or is_known(name):
        return True
    return has_short and name[:1].isupper()
