"""Authors, editors and translators of a reference."""

from __future__ import annotations

import re
from dataclasses import replace

from srccheck.model import Name
from srccheck.parse.publishers import is_house
from srccheck.parse.reading import MASK, Reading, trimmed
from srccheck.parse.shape import SAME_AUTHOR
from srccheck.parse.words import genres, word_list
from srccheck.text.given_names import is_given_name
from srccheck.text.names import format_bibtex, is_person, parse_names
from srccheck.venues import is_known, is_place

_EDITOR_MARK = (
    r"(?:eds?\.?|éds?\.?|éditeurs?|editors?|édit\.|dirs?\.?|directeurs?|coord(?:s|\."
    r"|inateurs?)?\.?|Hg\.?|Hrsg\.?|Hgg\.?|org(?:s|\.)?|"
    r"comps?\.?|a cura di|sous la dir(?:ection|\.)|coords?\.?|a c\. di)"
)
_AS_EDITORS = re.compile(
    rf"[\s,]{{0,3}}(?:\({_EDITOR_MARK}\)|\[{_EDITOR_MARK}\]|,\s{_EDITOR_MARK}(?=[\s,:.]"
    rf"|$))[\s,.:]{{0,3}}$",
    re.IGNORECASE,
)
_NAMES = rf"([^\W\d_][^;:()\[\]\d{MASK}]{{2,200}}?)"
_STOP = (
    rf"(?=\s?(?:[;:()\[\]{MASK}]|,\s(?=[{MASK}\d])|(?<=[^\W\d_][^\W\d_])\.\s|\.?$|,\s(?:trans|trad|vol|eds?\."
    rf"|coll|series)))"
)
_EDITED = re.compile(
    r"(?<!\w)(?:(?:edited|ed\.|eds\.|édité|éd\.|hrsg\.|hg\.|herausgegeben)\s(?:by|par"
    r"|von)|(?:ed\.|eds\.|éd\.|hrsg\.|hg\.)(?=\s[A-ZÀ-Þ])|"
    r"sous la dir(?:ection|\.)\s(?:de|d['’])\s?|dir\.\s(?:par|de)?|a cura di|editado por"
    r"|ed\. de|a c\. di|coordonné(?:e|s)? par|coord\.\spar|dirigée?s? par)"
    rf"\s?{_NAMES}{_STOP}",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"(?<!\w)(?:(?:translated|trans\.|transl\.|trad\.\s(?:fr|it|esp|cast|angl|all)(?:\."
    r"|ançaise)|trad\.|traduite?|traduction(?:\sfrançaise)?|translation|traducción|übersetzt"
    r"|übers\.|traducid[oa]|traduzione|tradotto|tradução|traduzido)"
    r"(?:\s(?:from|de|del?|dal|du|par|by|d['’])\s?(?:the\s|l['’])?(?-i:[^\W\d_A-Z]{5,14}"
    r"|[A-Z][a-z]{4,14}(?:ish|ian|ese|ench|man|lian))(?=\s(?:by|par|von|de|di"
    r"|por)))?(?:\s\([^()]{2,20}\))?(?:\s(?:by|par|von|de|di|por|v\.))?"
    r"|aus\sdem\s[^\W\d_]{4,24}(?:\s(?:übersetzt|übertragen))?\s(?:von|v\.))"
    rf"\s{_NAMES}{_STOP}",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(rf"\s?\((?:{_EDITOR_MARK})\)[\s,.:]{{0,3}}", re.IGNORECASE)
_BY = re.compile(
    rf"^[\s,.;{MASK}]{{0,4}}(?:by|par|von"
    rf"|por)\s([^\W\d_a-z][^,;:()\d{MASK}]{{2,80}}?)(?=[,;:(){MASK}]|\.?$|\.\s)"
)
_EMPTY_PARENS = re.compile(r"(?:(?<!\b[^\W\d_])\.)?\s?[(\[][\s,]{0,60}[)\]]|\s?[(\[]\s{0,12}$")
_GIVEN_ENCLOSED = re.compile(
    r"(?:(?<=^)|(?<=,\s))([^\W\d_a-z][\w'’-]{1,30})\s\(([^\W\d_a-z][^\W\d_A-Z][^()\d]{0,40})\)"
)
_WITH = re.compile(r"\s?\((?:avec|with|mit|con|and|et)\s[^()]{2,40}\)")
"""The agency that helped: ``Jane Doe (avec AFP)``."""
_IN_CAPITALS = re.compile(
    r"((?:[^\W\d_a-z]['’]?){2,30}(?:[ "
    r"-](?:[^\W\d_a-z]['’]?){1,30}){0,4})\s\(([^\W\d_a-z][^()]{1,40})\)"
)
"""``PIKETTY (Thomas)``, as French bibliographies write."""
_TRIM = " \t\n\u00a0\u202f,;:.*–—-" + MASK
_GENITIVE = re.compile(r"(?<=[^\W\d_]{2})['’]s\Z")
_IN = re.compile(r"[\s,]{1,2}(?:in|dans|en|em|nel|nella)\s[«“\"*\s]{0,3}")


def read_authors(reading: Reading, end: int, confidence: float = 1.0) -> None:
    """Take the names that stand before the title."""
    zone_start, zone_end = trimmed(reading.open, 0, end)
    zone = reading.open[zone_start:zone_end]
    if not zone.strip(_TRIM):
        return
    role = "author"
    zone_end = zone_start + len(zone.rstrip(f" ,:{MASK}([–—"))
    zone = reading.open[zone_start:zone_end]
    mark = _AS_EDITORS.search(zone)
    if mark is None:
        inner = re.search(rf"\s?\({_EDITOR_MARK}\)", zone, re.IGNORECASE)
        mark = inner if inner and inner.end() > len(zone) - 12 else None
    if mark:
        role = "editor"
        reading.mask(zone_start + mark.start(), zone_end)
        zone_end = zone_start + mark.start()
    zone_start, zone_end = _shrink(reading.open, zone_start, zone_end)
    take_names(reading, role, zone_start, zone_end, confidence)


_TAKEN_BEHIND = re.compile(rf"\s?[(\[]{MASK}{{1,60}}[)\]]$")


def _shrink(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM + ")(":
        start += 1
    stop = end
    if taken := _TAKEN_BEHIND.search(text, start, end):
        stop = taken.start()
    while stop > start and text[stop - 1] in " \t\n\u00a0,;:([–—" + MASK:
        stop -= 1
    if (
        stop > start
        and text[stop - 1] == "."
        and not re.search(
            r"(?:^|[\s.-])[^\W\d_a-zà-ÿ][^\W\d_]?\.$|\b(?:al|Jr|Sr|a)\.$", text[start:stop]
        )
    ):
        stop -= 1
    return start, stop


def person_for_title(reading: Reading) -> None:
    """Take a name before "in" and a container for the author: ``the review by X in *Salt* 3``."""
    title, container = reading.parts.get("title"), reading.parts.get("container")
    if title is None or container is None or reading.has("author") or not is_person(title.value):
        return
    if _IN.fullmatch(reading.text[title.end : container.start]):
        del reading.parts["title"]
        names = parse_names(title.value)
        reading.parts["author"] = replace(title, name="author", names=names)


def take_names(reading: Reading, name: str, start: int, end: int, confidence: float = 1.0) -> None:
    """Take a stretch as names of people or organisations."""
    text = reading.open[start:end].replace(MASK, " ")
    if not any(character.isalpha() for character in text):
        return
    if (
        "{{" in text
        or text.strip(" ,.:").lower() in genres()
        or SAME_AUTHOR.fullmatch(text.strip() + ".,")
    ):
        reading.mask(start, end)
        return
    text = _out_of_brackets(text).strip(" ,:")
    if text.endswith("."):
        text = re.sub(r"(?<=[^\W\d_]{3})\.$", "", text)
    if len(text) > 3000:
        return
    names = parse_names(_GENITIVE.sub("", text))
    if reading.language[:2] in ("fr", "it", "es", "pt"):
        names = _family_first(names)
    if reading.language.startswith("es") or re.search(r"[^\W\d_]\sy\s[^\W\d_]", text):
        names = tuple(map(_with_two_surnames, names))
    if (is_known(text) and len(names) == 1) or _is_body(text):
        names = (Name(text, literal=True),)
    names = tuple(_with_stops(one, text) for one in names)
    if names:
        reading.take(name, start, end, format_bibtex(names), names=names, confidence=confidence)


def _out_of_brackets(text: str) -> str:
    """Names without brackets: given names out of them, and roles and agencies gone."""
    if "(" not in text and "[" not in text:
        return text
    text = _WITH.sub("", text)
    text = _GIVEN_ENCLOSED.sub(r"\1, \2", _IN_CAPITALS.sub(r"\1, \2", text))
    return _EMPTY_PARENS.sub(" ", _ROLE_AFTER.sub(", ", text))


def _with_stops(name: Name, text: str) -> Name:
    """A name whose initials have stops, as elsewhere: ``Lee AB`` is ``Lee, A. B.``."""
    given = name.given
    if name.literal or not (given.isalpha() and given.isupper() and len(given) <= 3):
        return name
    if len(given) > 1 and (name.family.upper() in text or is_given_name(given.title())):
        return name  # "DOE ANN"
    return Name(name.family, " ".join(f"{letter}." for letter in given), name.particle, name.suffix)


_BODY = re.compile(
    r"(?:[A-Z]\S{1,20}\s){0,3}(?:Department|Ministry|Committee|Office|Agency|Commission|Bureau"
    r"|Directorate|Institute|Centre|Center|Council|Board|Ministère|Bundesministerium|Ministerio"
    r"|Ministero|Ministério)\s(?:of|for|on|de|du|des|für|del|della|da|do)\s[^,;/]{3,120}"
)


def _is_body(text: str) -> bool:
    """Whether "and" is inside the name of one office: Department of Health and Social Care."""
    last = re.split(r"\s(?:and|et|und|y|e|&)\s", text)[-1]
    return bool(_BODY.fullmatch(text)) and not is_given_name(last.split(" ")[0])


def _family_first(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """``Braudel Fernand``: who all have given names for family names, and the other way round."""
    turned = all(
        not (name.literal or name.particle or name.suffix)
        and name.given.isalpha()
        and len(name.given) > 2
        and is_given_name(name.family)
        and not is_given_name(name.given)
        for name in names
    )
    return tuple(Name(name.given, name.family) for name in names) if turned else names


def _with_two_surnames(name: Name) -> Name:
    """A name from a Spanish text: what no second given name is, is the first surname."""
    given = name.given.split()
    if name.literal or name.particle or len(given) != 2 or " " in name.family:
        return name
    if not (given[1].isalpha() and len(given[1]) > 2) or given[1].lower() in _SECOND_GIVEN:
        return name
    return Name(f"{given[1]} {name.family}", given[0], suffix=name.suffix)


_SECOND_GIVEN = word_list("second given names")


def read_editors(reading: Reading, start: int) -> None:
    """Take the editors and translators named after the title."""
    for name, pattern in (("editor", _EDITED), ("translator", _TRANSLATED)):
        match = pattern.search(reading.open, start)
        if match:
            begin, end = _shrink(reading.open, *match.span(1))
            first = reading.open[begin:end].split(" ")[0].split("-")[0]
            if match.group().startswith("éd. ") and not is_given_name(first):
                continue
            end = begin + _extent(reading.open[begin:end])
            if (name == "editor" and reading.genre == "thesis") or "thesis" in reading.hints:
                name = "supervisor"
            take_names(reading, name, begin, end)
            reading.mask(match.start(), end)
    for match in _IN_PARENS.finditer(reading.open, start):
        name = "translator" if match[2][:2].lower() in ("tr", "üb") else "editor"
        take_names(reading, name, *match.span(1))
        reading.mask(*match.span())


_IN_PARENS = re.compile(
    r"\(([^()\ue000\d]{4,160}),\s(Trans\.?|Eds?\.?|Übers\.?|Trad\.?|Hrsg\.?|Hg\.?"
    r"|Transl\.?)(?:\s&\sEds?\.)?\)",
    re.IGNORECASE,
)


def _extent(text: str) -> int:
    """How much of a text is names, when a place or publisher may follow after a comma."""
    parts = [(match.start(), match.group()) for match in re.finditer(r"[^,]+", text)]
    end = 0
    for index, (start, part) in enumerate(parts):
        plain = re.sub(r"^\s*(?:and|et|und|&|y|e)\s", "", part).strip()
        name = is_person(plain) and not is_house(plain) and not is_place(plain)
        given = index == 1 and re.fullmatch(r"(?:[A-Z]\.[\s-]?){1,4}", plain)
        joint = index > 0 and part.strip() != plain
        if index and not (given or joint or (name and _more_people(parts[index - 1][1], part))):
            break
        end = start + len(part)
    return end


def _more_people(before: str, part: str) -> bool:
    return is_person(before.strip()) and is_person(
        re.split(r"\s(?:and|et|und|&|y|e)\s", part.strip())[0]
    )


def read_editors_in_front(reading: Reading, start: int, end: int) -> None:
    """The editors between "in" and the title of a book: ``in Jane Doe (ed.), *Book*``."""
    zone = reading.open[start:end]
    match = re.search(r"(?:^|[\s,.(])(?:in|dans|en|em|nel|nella)\s?:?\s", zone, re.IGNORECASE)
    begin = start + (match.end() if match else 0)
    if match:
        reading.mask(start + match.start(), begin)
    text = reading.open[begin:end]
    role = re.search(rf"[\s,]{{0,2}}\(?{_EDITOR_MARK}\)?[\s,:.]{{0,3}}$", text, re.IGNORECASE)
    stop = begin + role.start() if role else end
    if role:
        reading.mask(begin + role.start(), end)
    begin, stop = _shrink(reading.open, begin, stop)
    people = reading.open[begin:stop]
    if people and (role or _looks_like_people(people)) and len(people) < 400:
        take_names(reading, "editor" if role else "bookauthor", begin, stop)


def _looks_like_people(text: str) -> bool:
    """Whether all words are capitalised, particles or links between names."""
    words = [word for word in re.split(r"[\s,;]+", text) if word]
    return 0 < len(words) < 40 and all(word[0].isupper() or word in _SMALL for word in words)


_SMALL = word_list("small in names")


def read_byline(reading: Reading, start: int) -> None:
    """The author named right after the title: ``"Title", by Jane Doe``."""
    if reading.has("author"):
        return
    match = _BY.match(reading.open[start : start + 220])
    if match and _looks_like_people(match[1]):
        take_names(reading, "author", start + match.start(1), start + match.end(1), 0.9)
        reading.mask(start, start + match.end(1))
