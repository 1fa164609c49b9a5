"""Labels in front of a title put right: names in the Vancouver style, an office that signs.

Source: International Committee of Medical Journal Editors, *Recommendations*, samples of
references (the style of Vancouver): names without commas and stops, ``Place: Publisher; Year``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from srccheck.labelling import Stretch
from srccheck.parse.shape import name_like
from srccheck.parse.words import genres, prose_words
from srccheck.text.given_names import is_given_name
from srccheck.text.names import is_organisation, is_person

_SURNAME = r"[^\W\d_a-z][\w'’-]{1,30}"
_NAME = rf"(?:[a-z'’]{{1,4}}\s){{0,2}}{_SURNAME}(?:[\s-]{_SURNAME})?\s[A-Z]{{1,3}}(?:-[A-Z])?"
_NAMES = re.compile(rf"{_NAME}(?:,\s{_NAME}){{0,40}}(?:,\set\sal)?(?=\.\s[^\W\d_a-z\"“«„])")
_VANCOUVER = re.compile(
    r"\beditors?\.|\b(?:1[89]|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?\d"
    r"|[^\W\d_a-z][^:;.()]{1,60}:\s[^:;]{2,80};\s?(?:c|©\s?)?(?:1[4-9]\d\d|20\d\d)\b"
)
"""``Paris: Quai Press; 2010``, ``2010;12(3)``."""
_EDITORS = re.compile(rf"\bIn:\s{_NAME}(?:,\s{_NAME}){{0,20}},\seditors?\.")
_OF = re.compile(
    r"\s(?:of|on|for|de|du|des|d['’]|del|della|do|da|dos|das|für|der|zur|pour|per|para)(?=\s|(?<=['’]))"
)
_CLAUSE = re.compile(r",\s(?=[^\W\d_a-z])")
_SENTENCE = re.compile(r"\.\s(?=[^\W\d_a-z]|\d)")


def vancouver_names(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Chen W. Silt. In: …``: initials end the names, and the title begins behind them."""
    author = next((one for one in stretches if one.label == "author"), None)
    if author is None or not _VANCOUVER.search(text):
        return stretches
    names = _NAMES.match(text, author.start)
    if names is None or names.end() + 2 >= author.end:
        return stretches
    sure = "," in names.group() or _EDITORS.search(text)
    if not sure and is_given_name(names.group().split()[0]):
        return stretches  # "Jane W. Silt"
    at = stretches.index(author)
    title = Stretch("title", names.end() + 2, author.end, author.confidence / 2)
    first = author._replace(end=names.end())
    behind = stretches[at + 1 :]
    if behind and behind[0].label == "title":
        return [*stretches[:at], first, behind[0]._replace(start=title.start), *behind[1:]]
    return [*stretches[:at], first, title, *behind]


def office_in_front(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Institute of Rivers. Flood report.``: an office that opens a title signs it."""
    labels = [one.label for one in stretches if one.label != "number"]
    if labels[:2] == ["author", "title"]:
        return _of_a_country(text, stretches)
    if labels[:1] != ["title"] or {"author", "editor"} & set(labels):
        return stretches
    at = next(index for index, one in enumerate(stretches) if one.label == "title")
    title = stretches[at]
    stop = _SENTENCE.search(text, title.start, title.end) or _CLAUSE.search(
        text, title.start, title.end
    )
    if stop is None or len(text[title.start : stop.start()].split()) < 2:
        return stretches
    front = text[title.start : stop.start()]
    printed = any(
        text[one.start : one.end] == front for one in stretches if one.label == "publisher"
    )
    if not (printed or _is_office(front)):
        return stretches
    author = title._replace(label="author", end=stop.start())
    return [*stretches[:at], author, title._replace(start=stop.end()), *stretches[at + 1 :]]


def _of_a_country(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``BRASIL. Ministério das Águas. Relatório``: a country and its office sign together."""
    at = next(index for index, one in enumerate(stretches) if one.label == "author")
    author, title = stretches[at : at + 2]
    country = text[author.start : author.end]
    stop = _SENTENCE.search(text, title.start, title.end)
    if stop is None:
        return stretches
    office = text[title.start : stop.start()]
    if not (country.isupper() and "," not in country and _is_office(office)):
        return stretches
    signed = author._replace(end=title.start + len(office))
    return [*stretches[:at], signed, title._replace(start=stop.end()), *stretches[at + 2 :]]


def letter_writers(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Jane Doe to Ann Lee, 3 May 1871``: who wrote a letter is its author by the whole name."""
    first = next((one for one in stretches if one.label != "number"), None)
    letter = _LETTER.match(text, first.start) if first else None
    if first is None or letter is None or not is_person(letter[1]) or not is_person(letter[3]):
        return stretches
    author = Stretch("author", *letter.span(1), first.confidence)
    title = Stretch("title", letter.start("to"), letter.end(), first.confidence)
    return [author, title, *(one for one in stretches if one.start >= letter.end())]


_PERSON = r"[^\W\d_a-z][^,;:()\d]{3,50}?"
_LETTER = re.compile(rf"({_PERSON})\s(?P<to>(?:to|à|an|a)\s({_PERSON}))(?=,\s[^,;]{{0,30}}\d)")


def given_behind(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``SILVA, João da. As águas``: what a label left of the author to the title comes back."""
    found = list(stretches)
    for at, (author, title) in enumerate(pairwise(stretches)):
        if author.label != "author" or title.label != "title":
            continue
        family = text[author.start : author.end]
        given = _GIVEN.match(text, title.start, title.end)
        if given is None or text[author.end : title.start] != ", ":
            continue
        if _FAMILY.fullmatch(family) and (family.isupper() or is_given_name(given[2])):
            end = given.end("name")
            start = given.end()
            found[at : at + 2] = [author._replace(end=end), title._replace(start=start)]
            return found
    return found


_FAMILY = re.compile(
    r"(?:[a-z'’]{1,4}\s){0,2}[^\W\d_a-z][\w'’-]{1,30}|[^\W\d_a-z]{2,30}(?:[\s-][^\W\d_a-z]{2,30}){0,2}"
)
_GIVEN = re.compile(
    r"(?P<name>([^\W\d_a-z][^\W\d_]{1,20})(?:[ -](?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]{1,20})){0,3}"
    r"(?:\s(?:da|de|do|dos|das|di|del|du|e|van|von|der|den)){0,2})\.\s(?=[^\W\d_a-z]|\d)"
)


def title_with_article(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Rui Lima, A Seca, Braga``: a title that begins with an article is no second author."""
    if any(one.label in ("title", "container") for one in stretches):
        return stretches
    found = list(stretches)
    for at, one in enumerate(stretches):
        comma = text.rfind(", ", one.start, one.end)
        if one.label != "author" or comma < 0 or not _ARTICLE.match(text, comma + 2, one.end):
            continue
        if re.fullmatch(r"[A-Z]{1,3}", text[one.start : comma].split()[0]):
            continue  # "J Smith, A Jones"
        title = one._replace(label="title", start=comma + 2)
        found[at : at + 1] = [one._replace(end=comma), title]
        return found
    return found


_ARTICLE = re.compile(
    r"(?:A|O|As|Os|The|An|La|Le|Les|El|Los|Las|Il|Lo|Gli|I|Der|Die|Das|Un|Une|Um|Uma|Una|Ein|Eine)\s"
    r"[^\W\d_]{2}"
)


def _is_office(front: str) -> bool:
    """Whether a name has the word of an office at its head: not ``Report of the Committee``."""
    head = _OF.split(front)[0].split()
    return (
        bool(head)
        and len(front) < 120
        and is_organisation(head[-1])
        and front.lower().split()[0] not in genres()
        and name_like(front)
        and not prose_words(front)
    )
