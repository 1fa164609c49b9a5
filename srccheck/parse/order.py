"""The pieces between commas and stops, and which of the first ones are names of authors."""

from __future__ import annotations

import re

from srccheck.parse.reading import MASK, Reading, trimmed
from srccheck.parse.words import ends_sentence, word_list
from srccheck.text.names import is_organisation, is_person, is_spanish_family_name
from srccheck.venues import is_known, is_place, is_publisher


def all_roles(gap: str) -> bool:
    """Whether a piece is only the label of editors: ``(eds.)``."""
    return bool(
        re.fullmatch(
            r"(?:\(?(?:eds?|éds?|dirs?|hg|hrsg|coords?|comps?|orgs?|et al|trans|trad|a "
            r"cura di|sous la direction)\.?\)?[,\s]{0,3}){1,3}",
            gap.strip(),
            re.IGNORECASE,
        )
    )


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, colons and sentence ends."""
    found, last = [], start
    for match in re.finditer(rf",\s|\s?;\s|:\s|[.?!]\s|\s[–—]\s|[(){MASK}\[\]]", text[start:end]):
        at = start + match.start()
        if text[at] == "." and not ends_sentence(text, at):
            continue
        stop = at + 1 if text[at] in "?!" else at
        if text[last:stop].strip(f" .,{MASK}"):
            found.append(trimmed(text, last, stop))
        last = start + match.end()
    if text[last:end].strip(f" .,{MASK}"):
        found.append(trimmed(text, last, end))
    return found


def leading_names(reading: Reading, parts: list[tuple[int, int]]) -> int:
    """How many of the first pieces are names of authors."""
    count = 0
    closed = False
    text = reading.open
    while count < len(parts):
        here = text[parts[count][0] : parts[count][1]].strip(" .,")
        following = (
            text[parts[count + 1][0] : parts[count + 1][1]].strip(" ,")
            if count + 1 < len(parts)
            else ""
        )
        if closed:
            break
        closed = bool(re.search(r"(?:^|\s)(?:and|et|und|&|y|e)\s", here))
        here = _OTHERS.sub("", re.sub(r"^(?:and|et|und|&|y|e)\s", "", here))
        if not here:
            count += 1
        elif _inverted(here, following) and _glued(text, parts, count):
            count += 2
            closed = closed or bool(re.search(r"\s(?:and|et|und|&|y|e)\s", following))
            # "DELORME, Jeanne et VASSEUR, Paul": the surname after "et" has its given name next.
            while (
                count < len(parts)
                and _open_ended(text[slice(*parts[count - 1])])
                and (
                    is_given(text[slice(*parts[count])].strip(" ,"))
                    and _glued(text, parts, count - 1)
                )
            ):
                count += 1
        elif (
            count
            and _headed(text, parts, count)
            and re.search(r"\b[dl]['’]|\b(?:of|the|de la)\b", here)
        ):
            break
        elif count == 0 and _owner(here, parts):
            count, closed = 1, True
        elif _people(here) or all_roles(here):
            count += 1
        else:
            break
    return count


def _inverted(here: str, following: str) -> bool:
    """Whether two pieces are ``Last, First``; two words are mostly a whole name."""
    if not (is_surname(here) and is_given(following)):
        return False
    if is_organisation(here) and not here.isupper():
        return False
    if not is_person(here) or "-" in here or here.isupper():
        return True
    first = here.split()[0]
    initials = re.match(r"(?:[^\W\d_a-z]\.[\s-]?)+|[^\W\d_a-z](?:\s|$)", following)
    return bool(initials) or is_spanish_family_name(first) or first.lower() in _PREFIXES


_OTHERS = re.compile(r",?\s(?:et\sal|u\.\s?a|and others|et autres|y otros|e altri)\.?$")
_PREFIXES = word_list("prefixes of surnames")


def _open_ended(piece: str) -> bool:
    """Whether a piece ends with "and" and a surname alone."""
    after = re.split(r"\s(?:and|et|und|&|y|e)\s", piece.strip(" ,"))
    return len(after) > 1 and is_surname(after[-1]) and not is_person(after[-1])


def _headed(text: str, parts: list[tuple[int, int]], index: int) -> bool:
    """Whether a colon follows the piece."""
    return text[parts[index][1] : parts[index][1] + 2].lstrip().startswith(":")


def _glued(text: str, parts: list[tuple[int, int]], index: int) -> bool:
    """Whether a comma alone stands between two pieces."""
    return text[parts[index][1] : parts[index + 1][0]].strip() == ","


def _owner(here: str, parts: list[tuple[int, int]]) -> bool:
    return (
        len(parts) > 1
        and (is_organisation(here) or (here.isupper() and len(here) > 2))
        and len(here) < 120
    )


def _people(here: str) -> bool:
    people = re.split(r"\s(?:and|et|und|&|y|e)\s|\s?[/&]\s?", here)
    return (
        all(
            is_person(p)
            or bool(re.fullmatch(r"(?:[a-z]{1,3}\s)?[A-ZÀ-Þ][\w'’-]+\s[A-ZÀ-Þ]{1,3}", p))
            for p in people
            if p
        )
        and bool(people[0])
        and not any(is_known(p) or is_publisher(p) for p in people)
    )


def is_surname(here: str) -> bool:
    """Whether a piece may be the family name before a comma."""
    if re.search(r"\s(?:and|et|und|y|e)\s|\s[^\W\d_a-z]$", here):
        return False
    return bool(
        re.fullmatch(
            r"(?:(?:van|von|de|du|der|den|la|le|di|da|del|dos|al|el|ten|ter|zu"
            r"|d['’])\s?){0,3}[^\W\d_a-z][\w'’\- ]{0,40}",
            here,
        )
    ) and (len(here.split()) <= 4 and not is_place(here))


def is_given(following: str) -> bool:
    """Whether a piece may be the given name after a comma."""
    return bool(
        re.fullmatch(
            r"(?:[^\W\d_a-z]\.?(?:[\s-][^\W\d_a-z]\.?){0,4}"
            r"|(?:[^\W\d_a-z]\.){1,4})(?:\s(?:van|von|de|du|der|da|do|dos|das|di|d['’])){0,2}(?:\s(?:and"
            r"|et|und|&|y)\b.{2,80})?",
            following,
        )
        or (
            re.fullmatch(
                r"[^\W\d_a-z][^\W\d_]+(?:[-\s][^\W\d_a-z][^\W\d_]*\.?){0,3}"
                r"(?:\s(?:van|von|de|da|do|dos|das|e|der|den|di|du)){0,2}(?:\s(?:and|et"
                r"|und|&|y)\s.{2,80})?",
                following,
            )
            and len(re.split(r"\s(?:and|et|und|&|y)\s", following)[0].split()) <= 3
            and not is_place(following)
            and not is_publisher(following)
            and not is_known(following)
        )
    )
