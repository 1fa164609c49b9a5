"""An organisation named as the source of a claim: "according to the … (SIPRI)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from srccheck.text.names import is_organisation, is_person
from srccheck.venues import is_known

_LINK = r"(?:of|for|the|and|on|in|de|des|du|d['’]|la|le|les|l['’]|et|en|pour|sur|von|für|der|und|di|del|della|per|y)"
_CAPITAL = r"(?:(?:[dDlL]['’])?[^\W\d_a-zà-ÿ][\w'’.&-]*)"
_ORGANISATION = rf"({_CAPITAL}(?:[\s]{_CAPITAL}|\s{_LINK}(?=\s{_CAPITAL}|\s{_LINK}\s)|\s{_LINK}(?=['’])|['’]{_CAPITAL}){{0,12}})(?:\s\(([A-Z][\w.-]{{1,11}})\))?"
_COMMON = r"[^\W\d_]{4,20}(?:\s[^\W\d_]{2,20}|\s[dl]['’][^\W\d_]{2,20}|['’][^\W\d_]{2,20}){1,8}"
"""A name that begins like a common noun: ministère de l'Intérieur."""
_PHRASE = re.compile(
    r"(?<!\w)(?:according\sto|as\sreported\sby|reported\sby|estimates?\s(?:by|from)|data\s(?:from|by|of)|figures\s(?:from|by|of)|statistics\s(?:from|by|of)|"
    r"selon|d['’]après|données\s(?:de|du|d['’])|chiffres\s(?:de|du|d['’])|estimations\s(?:de|du|d['’])|laut|nach\sangaben|según|secondo|sources?\s?:|quellen?\s?:|fuentes?\s?:|fonti?e?\s?:)"
    r"\s?(?:the\s|le\s|la\s|les\s|l['’]|der\s|des\s|dem\s|el\s|il\s|data\sfrom\s(?:the\s)?|figures\sfrom\s(?:the\s)?)?" + f"(?:(?-i:{_ORGANISATION})|({_COMMON}))",
    re.IGNORECASE,
)


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
    for match in _PHRASE.finditer(text[:20000]):
        if match[3]:
            if is_organisation(match[3].split()[0]) and match[3].count(" ") < 9:
                return Claim(match[3], match.start(3), match.end(3), "", 0)
            continue
        name, short = match[1].rstrip(".'’"), match[2] or ""
        plain = re.sub(r"^(?:l|d)['’]", "", name, flags=re.IGNORECASE)
        if not short and not _organisation(plain):
            continue
        if is_person(plain) and not short and not is_organisation(plain):
            continue
        offset = len(name) - len(plain)
        start = match.start(1) + offset
        return Claim(" ".join(plain.split()), start, start + len(plain), short, match.start(2))
    return None


def _organisation(name: str) -> bool:
    return is_organisation(name) or is_known(name)
