"""Names as reference managers and publishers write them: family name first, after it a comma."""

from __future__ import annotations

import re

from srccheck.model import Name
from srccheck.text.names import OTHERS, is_organisation, is_person, parse_name

_OTHERS = re.compile(r"(?:et\s?al\.?|and others|others|et alii|u\. ?a\.)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n]+")
_SUFFIX = re.compile(r"(?:Jr|Sr|Jun|Sen|I{1,3}|IV|V|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
_GIVEN_PARTICLES = frozenset((
    "van", "von", "de", "del", "della", "di", "da", "dos", "du", "der", "den", "ten", "ter",
    "zu", "zur", "vom", "la", "le", "af", "av",
))  # fmt: skip


def read_name(text: str) -> Name | None:
    """One name from a field that holds one name.

    Source: the RIS specification ("Lastname, Firstname, Suffix"). As EndNote has it, a comma at
    the end marks an organisation, and two commas are one that is part of its name. Some
    publishers write persons as they are spoken.

    >>> str(read_name("van Gogh, Vincent")), read_name("World Bank,").literal
    ('van Gogh, Vincent', True)
    >>> read_name("King, Martin Luther, Jr."), read_name("Ada B. Doe").family
    (Name(family='King', given='Martin Luther', particle='', suffix='Jr.', literal=False), 'Doe')
    """
    text = _SPACE.sub(" ", text).strip(" ")
    if not text.strip(" ,;"):
        return None
    if _OTHERS.fullmatch(text):
        return OTHERS
    if ",," in text:
        return Name(text.replace(",,", ",").rstrip(" ,"), literal=True)
    if text.endswith(","):
        return Name(text.rstrip(" ,"), literal=True)
    if "," not in text:
        return _bare(text)
    family, *rest = (part.strip() for part in text.split(","))
    if not family:
        return Name(" ".join(rest), literal=True)
    given, suffix = rest[0], " ".join(rest[1:])
    if _SUFFIX.fullmatch(given) and suffix:  # as BibTeX has it: King, Jr., Martin Luther
        given, suffix = suffix, given
    return person(family, given, suffix)


def _bare(text: str) -> Name:
    if " " not in text:
        return Name(text)
    if is_organisation(text) or not is_person(text) or len(text.split()) > 4:
        return Name(text, literal=True)
    return parse_name(text)


def person(family: str, given: str = "", suffix: str = "") -> Name:
    """A person whose particle stands before the family name or after the given one.

    >>> person("Gogh", "Vincent van"), person("de la Cruz", "Juana Inés").particle
    (Name(family='Gogh', given='Vincent', particle='van', suffix='', literal=False), 'de la')
    """
    words = family.split()
    first = 0
    while first < len(words) - 1 and words[first][:1].islower():
        first += 1
    particle, family = " ".join(words[:first]), " ".join(words[first:])
    parts = given.split()
    last = len(parts)
    while not particle and last > 1 and parts[last - 1] in _GIVEN_PARTICLES:
        last -= 1
    if last < len(parts):
        particle, given = " ".join(parts[last:]), " ".join(parts[:last])
    return Name(family, given, particle, suffix)
