"""Sources inside a sentence or behind another source, where no sign of a new reference stands.

``Das sah Halm (*Recht der Deiche*, Oldenburg 1972) anders``, ``on tithes, Hugh Doe, *The Tithe*``.
A source begins at names with a title right behind them, if what follows has the shape of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.parse.holdings import PLACE, is_holding
from srccheck.parse.laws import CASE_AHEAD
from srccheck.parse.leadins import QUOTED
from srccheck.parse.reading import MASK
from srccheck.parse.shape import IN_JOURNAL, IN_ONES_WORK
from srccheck.parse.words import prose_words
from srccheck.text.names import is_person

_CAPITAL = r"[^\W\d_a-zà-ÿ][\w.'’-]{0,30}"
_PARTICLE = r"(?:de|van|von|der|den|du|di|da|dos|das|del|della|la|le|el|al|y|d['’]|e)\s?"
_NAME = rf"{_CAPITAL}(?:\s(?:{_PARTICLE}){{0,2}}{_CAPITAL}){{1,4}}"
_ROLE = r"(?:,?\s\((?:eds?|éds?|dirs?|Hrsg|Hg|coords?|orgs?|Bearb|a cura di)\.?\))?"
_LIST = rf"({_NAME})(?:(?:,|\s/|,?\s(?:and|et|und|y|e|&))\s{_NAME}){{0,3}}{_ROLE}"
_START = re.compile(
    rf"(?:^|(?<=[\s(’']))(?:{_LIST}(?:[,:]\s(?:[a-zé]{{1,14}}\.?\s){{0,2}}|\s{IN_ONES_WORK}|\s(?:in|dans|en|nel|em)\s|['’]s\s)|{_CAPITAL}(?:,|['’]s)\s)(?={MASK})"
    rf"|(?:^|(?<=[a-zà-ÿß.;:)0-9]\s)|(?<=[a-zà-ÿß.;:)0-9],\s)|(?<=\())({_LIST}[,:]\s(?=[^\W\d_a-zà-ÿ]))"
    rf"|(?<=\s){_CAPITAL},\s{_CAPITAL}:\s(?=[^\W\d_a-zà-ÿ]|{MASK})"
    rf"|(?<=\s)(?={_NAME}\s{IN_JOURNAL})"
    rf"|(?:(?<=[,;:(]\s)|(?<=\s(?:in|at|en|no|au)\s)|(?<=\s(?:the|aux|nel|los)\s))(?={PLACE})"
    rf"|(?:(?<=[,;:(]\s)|(?<=[a-zà-ÿß]\s))(?={CASE_AHEAD})"
)
"""Names and then a title, which is not set off in the second kind; or an archive."""
_PARENS = re.compile(r"\(([^()]{20,300})\)")
_ENDS = re.compile(
    r"(?<!\w)(?:1[4-9]|20)\d\d\)?(?:,\s(?:pp?\.|S\.|págs?\.|f\.)\s?\d{1,4}(?:[-–]\d{1,4})?)?"
    r"(?=,\s[a-zà-ÿ]{1,3}\s|,\s[a-zà-ÿ]{4})"
)
"""The year or the pages of a source in a sentence that goes on after it."""
_CLOSED = re.compile(rf"{MASK},?\s\([^()]{{0,100}}(?:1[4-9]|20)\d\d[^()]{{0,40}}\)(?=\s[a-zà-ÿ])")
"""The imprint in parentheses after a title in a sentence that goes on."""
_OWNER = re.compile(rf"({_NAME})\s\($")
_BREAK = re.compile(r"[;.)\d»”\"!?][,;.)]{0,2}\s")
_BELONGS = re.compile(
    r"(?:^|\s)(?:in|dans|en|nel|nella|em|by|par|von|di|de|da|por|of|with|avec|mit|con|from|pp?\.|ed\.|eds\."
    r"|trans\.|trad\.|hrsg\.|hg\.|dir\.|coord\.|d[’'])\s?:?\s?$",
    re.IGNORECASE,
)
"""What stands before other people than the author of a new source."""
_ROLES = re.compile(
    r"(?:édit|é?d\.|edit|ed\b|trad|trans|übers|dir|hrsg|herausg|a\scura|cura|coord|org|préf|pref|intro|postf"
    r"|publi|pubbl|veröff|réimpr|reimpr|reprint|illustr|ill\.|series|collection|(?:avec|with|mit|con|com|in|dans|en|nel|em)\b)",
    re.IGNORECASE,
)
"""Words for what people did for the same work."""
_ADDS = re.compile(r"(?:and|et|ainsi|puis|mais|but|ma|aber|pero|mas|und|sowie|y|e|ed|como|bem)\s")


def begins(shade: str, start: int, end: int) -> Iterator[int]:
    """Where a source may begin, in order; ``shade`` is blank where marks are.

    >>> text = "Das sagt auch Ada Doe, Wasser als Grenze, Berlin 2015"
    >>> [text[at:at + 7] for at in begins(text, 0, len(text))]
    ['Ada Doe']
    """
    for match in _START.finditer(shade, start, end):
        name = match[1] or match[3]
        if name is None or is_person(name):
            yield match.start()


def end_in_sentence(shade: str, start: int, end: int) -> int:
    """Where a source ends if the sentence that it is in goes on; ``end`` if it does not."""
    stop = min(end, start + 400)
    match = _ENDS.search(shade, start, stop) or _CLOSED.search(shade, start, stop)
    return match.end() if match else end


def owner(text: str, at: int) -> str:
    """The name in front of the parenthesis that opens before ``at``: ``Ada Doe (Title, …)``."""
    match = _OWNER.search(text, max(0, at - 80), at)
    return match[1] if match else ""


def in_parentheses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between parentheses that may be a source."""
    for match in _PARENS.finditer(text, start, end):
        if len(re.findall(r"[,:][”\"»’]?\s", match[1])) >= 2 or is_holding(match[1]):
            yield match.span(1)


def break_before(shade: str, start: int, at: int) -> int:
    """Where the words begin that lead from one source to the next; -1 if both are one source."""
    last = None
    for match in _BREAK.finditer(shade, max(start, at - 120), at):
        last = match
    if last is None:
        return -1
    gap = shade[last.end() : at]
    stop = last.group().strip()[-1:]
    if not gap.strip():
        listed = stop == "," and MASK in shade[start : last.start()]
        return last.end() if stop == ";" or listed else -1
    if not (gap[0].islower() or stop in ";.!?"):
        return -1
    long = len(gap.split()) > 2 and (stop == ";" or _ADDS.match(gap))
    after_page = shade[last.start()].isdigit() and stop == "," and MASK not in gap
    another = after_page and len(gap.split()) > 1 and not _ROLES.match(gap)
    told = long or another or QUOTED.match(gap) or prose_words(gap)
    return last.end() if told or not _BELONGS.search(gap) else -1
