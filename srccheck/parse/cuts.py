"""Where in a note a reference may end and another begin; the judgment on each is in ``split``."""

from __future__ import annotations

import re

from srccheck.parse.enclosed import IMPRINT
from srccheck.parse.hosts import HOST
from srccheck.parse.leadins import BOUNDARY
from srccheck.parse.reading import MASK, Mark
from srccheck.parse.words import ends_sentence
from srccheck.text.dates import read_month
from srccheck.text.names import is_person

_END = re.compile(
    r"[.!?…][\"”»’)\]]{0,2}\s{1,3}(?=[^\W\d_a-zà-ÿ]|[\"“«„‘(\ue000])|\s?;\s{1,3}|\n{2,}"
)
_COLON = re.compile(r"(?<=[^\W\d_]{3})\s?:\s{1,3}(?=[^\W\d_a-zà-ÿ]|\ue000)")
_NAMES = (
    r"[^\W\d_a-zà-ÿ][\w.'’-]*\s(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s|(?:de|van|von|du|der|la|le|den|al|el"
    r"|d['’])\s?){0,4}[^\W\d_a-zà-ÿ][\w.'’-]*"
)
_ROLE = r"(?:,?\s\(?(?:eds?|éds?|dirs?|Hrsg|Hg|coords?|orgs?)\.?\)?)?"
_JOINT = re.compile(
    r"(?:,?\s(and|et|und|y|e|&|ainsi que|as well as|sowie|with|avec|mit|con)"
    r"(?:\s(?:de|of|by|von|di))?"
    r"|(?<=[a-zà-ÿß])|(?<=[a-zà-ÿß],))\s(?:d['’])?"
    rf"({_NAMES})(?:,?\s(?:(?:and|et|und|y|e|&)\s)?{_NAMES}){{0,2}}{_ROLE},?\s{{1,2}}(?=\ue000)"
)
"""Names right before a title, after "and" or words of a sentence."""
_INTO = re.compile(
    rf"(?<=[a-zà-ÿß])\s({_NAMES}),\s(?=[^\W\d_a-z][^,;\ue000]{{3,120}},\s[^\W\d_a-z][^,;.]{{1,40}}\s(?:1[4-9]|20)\d\d)"
)
"""Names before a title without marks, its place and year: ``zeigt Ada Doe, Titel, Ort 1987``."""
_JOINED = re.compile(
    rf"(?<=\d)\s(?:and|et|und|y|e|&|sowie|ainsi\sque)\s(?=(?:{_NAMES}|[^\W\d_a-z][\w-]+),\s[^\W\d_a-z])"
)
"""``S. 90 und Graf, Die Pächter``."""
_PARENS = re.compile(r"\([^()]{0,400}\)")
_BELONGS = re.compile(
    r"(?:(?:edited|ed\.|translated|trans\.)\sby|(?:édité|dirigé|traduit|coordonné)e?s?\spar|trad\.\s(?:par|de)"
    r"|(?:editad|traducid|coordinad|organizad|traduzid)[oa]s?\spor|cura\sdi|tradotto\sda|traducción\sde"
    r"|(?:herausgegeben|übersetzt)\svon)\s$",
    re.IGNORECASE,
)
"""What stands before editors, translators and other people who begin no source."""


def blanked(text: str, marks: list[Mark], identifiers: list[tuple[int, int]]) -> str:
    """The text with what no boundary can lie in blanked out."""
    stretches = [(mark.start, mark.end) for mark in marks] + identifiers
    stretches += [
        match.span()
        for match in _PARENS.finditer(text)
        if ";" in match.group() or "." in match.group() or IMPRINT.match(match.group())
    ]
    out, last = [], 0
    for start, end in sorted(stretches):
        start = max(start, last)
        if end <= start:
            continue
        out.append(text[last:start])
        out.append(MASK * (end - start))
        last = end
    out.append(text[last:])
    return "".join(out)


def find_cuts(text: str, shade: str, starts: set[int]) -> list[tuple[int, str]]:
    """The places where a reference may begin, each with the kind of sign that stands there.

    A semicolon, a line end, a colon, a stop, "and" before names (``&``), names in a sentence
    (``in``), or words that lead to a source (``lead``). ``starts`` are those of marks.
    """
    found: dict[int, str] = {}
    for match in _END.finditer(shade):
        mark = match.group().strip()
        if mark.startswith(";") or not mark:
            found[match.end()] = ";" if mark else "\n"
        elif (
            ends_sentence(shade, match.start())
            and not _is_ordinal(shade, match)
            and not HOST.match(text, match.end())
        ):
            found[match.end()] = "."
    for match in _COLON.finditer(shade):
        found[match.end()] = ":"
    for match in _JOINT.finditer(shade):
        if match.end() in starts and is_person(match[2].strip(" ,")):
            found.setdefault(match.start(2), "&" if match[1] else "in")
    for match in _JOINED.finditer(shade):
        found.setdefault(match.end(), "&")
    for match in _INTO.finditer(shade):
        before = shade[max(0, match.start(1) - 20) : match.start(1)]
        if is_person(match[1].strip(" ,")) and not _BELONGS.search(before):
            found.setdefault(match.start(1), "in")
    for match in BOUNDARY.finditer(shade):
        following = text[match.end() : match.end() + 1]
        if not following.islower() or following in "dvh":
            found[match.start()] = "lead"
    return sorted(found.items())


def _is_ordinal(shade: str, match: re.Match[str]) -> bool:
    """Whether the stop belongs to a German day (``5. Februar``) or to an edition (``2. Aufl.``)."""
    before = shade[max(0, match.start() - 3) : match.start()]
    if not before[-1:].isdigit() or (before.strip()[-3:].isdigit() and len(before.strip()) > 2):
        return False
    word = re.match(r"[^\W\d_]+", shade[match.end() : match.end() + 14])
    return word is not None and (
        read_month(word.group())[0] > 0 or word.group() in ("Aufl", "Auflage", "Jahrgang")
    )
