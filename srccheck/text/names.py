"""Names of people and organisations: reading them in any order, and BibTeX's form of them.

The parts are those of BibTeX (Oren Patashnik, "Designing BibTeX Styles", 1988, section 4): family
name, given name, particle ("von part") and suffix ("Jr part").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources

from srccheck.model.entry import Name
from srccheck.text.normalise import words

OTHERS = Name(family="others")
"""Stands for "et al." at the end of a list of names, as in BibTeX."""


def _read_words() -> dict[str, frozenset[str]]:
    data = resources.files("srccheck.text") / "data" / "name-words.tsv"
    rows = (line.split("\t") for line in data.read_text(encoding="utf-8").splitlines())
    return {name: frozenset(listed.split("|")) for name, listed in rows}


_WORDS = _read_words()
_PARTICLES = _WORDS["particles"]
_CAPITAL_PARTICLES = _WORDS["capital particles"]
"""Written with a capital, such a word is part of the family name: Le Goff, Van Buren."""
_SUFFIX = re.compile(r"(?:Jr|Sr|Jun|Sen|II|III|IV)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]{0,2}){1,5}|[^\W\d_]\.?(?:[\s-][^\W\d_]\.?){0,4}")
_BARE_INITIALS = re.compile(r"[^\W\d_a-zà-ÿ]{1,3}(?:-[^\W\d_a-zà-ÿ])?")
_OTHERS = re.compile(
    r"[,;]?\s{0,3}(?:\bet\s(?:al\b\.?|alii\b|alia\b|autres\b|coll\b\.?)|\band\s(?:others\b|al\b\.?)"
    r"|\bu\.\s?a\.|\bund\sandere\b|\by\sotros\b|\be\saltri\b|\bi\sin\b\.?|\(et\sal\.\)|\[et\sal\.\])",
    re.IGNORECASE,
)
_MAY_HAVE_OTHERS = re.compile(r"al|others|autres|coll|u\.|andere|otros|altri|i\sin", re.IGNORECASE)
_AND = re.compile(r"\s{0,3}(?:,\s?)?(?:\s(?:and|et|und|y|e|avec|with)\s|\s?&\s?|\s\+\s)\s{0,3}")
_NAME_CHARACTERS = re.compile(r"[^\W\d_][\w.'’\-‐ʼ`]*")


@functools.cache
def organisation_words() -> frozenset[str]:
    """Folded words that only names of organisations have (``institute``, ``ministère``)."""
    data = resources.files("srccheck.text") / "data" / "organisations.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(words(" ".join(line for line in lines if not line.startswith("#"))))


@functools.lru_cache(maxsize=8192)
def is_organisation(s: str) -> bool:
    """Whether the words of a name are those of an organisation.

    >>> is_organisation("Ministère de l'Intérieur"), is_organisation("Marc Julienne")
    (True, False)
    """
    parts = words(s)
    if not organisation_words().isdisjoint(parts):
        return True
    letters = s.replace(".", "").strip()
    return letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 8


def _is_initials(s: str) -> bool:
    s = s.strip()
    if not s or len(s) > 24:
        return False
    return bool(_INITIALS.fullmatch(s + " ") or _INITIALS.fullmatch(s)) or (
        s.isupper() and bool(_BARE_INITIALS.fullmatch(s))
    )


def is_person(s: str) -> bool:
    """Whether a text has the shape of one person's name: capitalised words and particles.

    >>> is_person("J.-P. van der Berg"), is_person("The end of history"), is_person("NYE Joseph S.")
    (True, False, True)
    """
    parts = s.replace(",", " ").split()
    if not 2 <= len(parts) <= 7 or len(s) > 80:
        return False
    real = 0
    for index, part in enumerate(parts):
        if not _NAME_CHARACTERS.fullmatch(part):
            return False
        if part.lower() in _PARTICLES or part.lower().startswith(("d'", "d’", "al-", "el-")):
            continue
        if not part[0].isupper() or (index < len(parts) - 1 and _ends_sentence(part)):
            return False
        if _SUFFIX.fullmatch(part) and index:
            continue
        real += 1
    return 1 <= real <= 5 and not is_organisation(s) and parts[0] not in _NO_NAMES


_NO_NAMES = _WORDS["articles"] | _WORDS["links before people"]


def _ends_sentence(part: str) -> bool:
    """Whether a word with a stop is too long to be a name cut short (``Thos.``, ``Alex.``)."""
    return part.endswith(".") and len(part) > 6 and "." not in part[:-1]


def _decapitalise(word: str) -> str:
    """``NYE`` as ``Nye``; a word that is not in capitals stays."""
    if len(word) > 1 and word.isupper() and "." not in word:
        return word.title().replace("’S ", "’s ")
    return word


def _split_particle(family: str) -> tuple[str, str]:
    """The leading particles of a family name, and the rest of it."""
    parts = family.split()
    index = 0
    while index < len(parts) - 1 and parts[index] in _PARTICLES:
        index += 1
    return " ".join(parts[:index]), " ".join(parts[index:])


def _person(family: str, given: str, suffix: str = "") -> Name:
    particle, family = _split_particle(family)
    if not particle:
        trailing = given.split()
        index = len(trailing)
        while index > 1 and trailing[index - 1] in _PARTICLES:
            index -= 1
        particle, given = " ".join(trailing[index:]), " ".join(trailing[:index])
    family = " ".join(_decapitalise(word) for word in family.split())
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def parse_name(s: str) -> Name:
    """One name, written in any order.

    A name with a comma is ``Last, First``; capitals mark the family name; initials at the end
    follow the family name; else the last word, with the particles before it, is the family name.

    >>> parse_name("NYE Joseph S.")
    Name(family='Nye', given='Joseph S.', particle='', suffix='', literal=False)
    >>> str(parse_name("Vincent van Gogh")), str(parse_name("Gogh, V. van"))
    ('van Gogh, Vincent', 'van Gogh, V.')
    """
    s = " ".join(s.split()).strip(" ,;*†")
    if is_organisation(s) or s.startswith(("The ", "Les ")) or (" of " in s and "," not in s):
        return Name(family=s, literal=True)
    if "," in s:
        family, _, given = s.partition(",")
        given, _, suffix = given.strip().partition(",")
        if _SUFFIX.fullmatch(given.strip()):
            if not suffix.strip():
                name = parse_name(family)
                return Name(name.family, name.given, name.particle, given.strip())
            given, suffix = suffix, given
        return _person(family.strip(), given.strip(), suffix.strip())
    parts = s.split()
    suffix = ""
    if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]):
        suffix = parts.pop()
    if len(parts) == 1:
        return Name(family=_decapitalise(s) if len(s) > 3 else s)
    return _in_order(parts, suffix)


def _in_order(parts: list[str], suffix: str) -> Name:
    capitals = [i for i, part in enumerate(parts) if _is_capital(part, parts)]
    if capitals and len(capitals) < len(parts):
        first, last = capitals[0], capitals[-1]
        if last - first + 1 == len(capitals) and (first == 0 or last == len(parts) - 1):
            while first > 1 and parts[first - 1] in _PARTICLES:
                first -= 1
            given = parts[:first] + parts[last + 1 :]
            if given:
                return _person(" ".join(parts[first : last + 1]), " ".join(given), suffix)
    tail = len(parts)
    while tail > 1 and _is_initials(parts[tail - 1]):
        tail -= 1
    if tail < len(parts) and not _is_initials(parts[0]):
        return _person(" ".join(parts[:tail]), " ".join(parts[tail:]), suffix)
    first = len(parts) - 1
    for index in range(1, len(parts) - 1):
        if _is_devotion(parts, index):
            continue
        if parts[index] in _PARTICLES or parts[index] in ("Le", "La", "De", "Della"):
            first = index
            break
    while first > 1 and parts[first - 1] in _CAPITAL_PARTICLES:
        first -= 1
    if _is_double(parts, first) and (first == len(parts) - 1 or parts[first] == "de"):
        first -= 1  # "García Márquez", "García de la Vega"
    return _person(" ".join(parts[first:]), " ".join(parts[:first]), suffix)


def _is_devotion(parts: list[str], index: int) -> bool:
    """Whether a given name goes on with a particle: ``María del Carmen Ruiz``."""
    if index != 1 or parts[0] not in ("María", "Maria", "Juan", "José", "Ana", "Rosa"):
        return False
    rest = parts[index:-1]
    return (
        len(rest) > 1
        and rest[0] in ("de", "del", "da", "do", "dos", "das")
        and rest[1] in _DEVOTIONS
    )


_DEVOTIONS = _WORDS["given behind particles"]


def is_spanish_family_name(word: str) -> bool:
    """Whether a word is a common first family name of Spanish speakers."""
    return word in _spanish_names()


def _is_double(parts: list[str], first: int) -> bool:
    """Whether two family names stand at the end, as in Spanish: García Márquez."""
    return first >= 2 and parts[first - 1].rstrip(",") in _spanish_names()


@functools.cache
def _spanish_names() -> frozenset[str]:
    data = resources.files("srccheck.text") / "data" / "family-names-es.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _is_capital(part: str, parts: list[str]) -> bool:
    letters = part.replace("-", "").replace("'", "").replace("’", "")
    if not (letters.isalpha() and letters.isupper()) or len(letters) < 2:
        return False
    if len(letters) > 3 or (part != parts[0] and part != parts[-1]):
        return len(letters) > 1
    # "JK Rowling", "Smith JA": short runs of consonants are initials.
    if part == parts[-1] and len(parts) > 1 and not parts[0].isupper():
        return any(c in "AEIOUY" for c in letters) and len(letters) > 2
    return any(c in "AEIOUYÉÖÜ" for c in letters)


def parse_names(s: str) -> tuple[Name, ...]:
    """The names in a list of authors or editors; :data:`OTHERS` at its end stands for "et al.".

    >>> [str(name) for name in parse_names("Smith, J. A., Doe, B., & van Dijk, C.")]
    ['Smith, J. A.', 'Doe, B.', 'van Dijk, C.']
    >>> [str(name) for name in parse_names("Raymond Aron, Pierre Hassner et al.")]
    ['Aron, Raymond', 'Hassner, Pierre', 'others']
    """
    s = " ".join(s.split()).strip(" ,;:*")
    others = _OTHERS.search(s) if len(s) > 4 and _MAY_HAVE_OTHERS.search(s) else None
    if others:
        s = s[: others.start()]
    s = s.strip(" ,;:")
    names = tuple(_each(s)) if s else ()
    return (*names, OTHERS) if others else names


def _each(s: str) -> Iterable[Name]:
    mark = ";" if ";" in s else "/"
    if mark in s:
        for part in s.split(mark):
            part = (
                _AND.sub(" ", " " + part.strip() + " ", count=1) if _starts_with_and(part) else part
            )
            if part.strip():
                yield from _joined(part.strip())
        return
    yield from _joined(s)


def _starts_with_and(part: str) -> bool:
    return part.strip().split(" ")[0] in ("and", "et", "und", "&", "y", "e")


def _joined(s: str) -> Iterable[Name]:
    """Names joined with "and" and commas."""
    pieces = [piece.strip(" ,") for piece in _AND.split(s)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and is_organisation(s) and not all(_is_acronym(p) for p in pieces):
        together = [is_organisation(piece) or is_person(piece) for piece in pieces]
        if not all(together) or (
            not any(is_person(p) for p in pieces)
            and len(pieces) == 2
            and (len(pieces[1].split()) < 3)
        ):
            yield Name(family=s, literal=True)
            return
    if len(pieces) > 1 and _share_a_family_name(pieces):
        family = parse_name(pieces[-1])
        for piece in pieces[:-1]:
            yield Name(family=family.family, given=piece, particle=family.particle)
        yield family
        return
    for piece in pieces:
        yield from _by_commas(piece)


def _is_acronym(piece: str) -> bool:
    return piece.isupper() and piece.isalpha() and 2 <= len(piece) <= 8


def _share_a_family_name(pieces: list[str]) -> bool:
    """Whether the first name stands alone, as in "Mary and John Smith"."""
    return (
        all(piece.isalpha() and piece.istitle() for piece in pieces[:-1])
        and len(pieces[-1].split()) == 2
        and "," not in pieces[-1]
    )


def _by_commas(s: str) -> Iterable[Name]:
    parts = [part.strip() for part in s.split(",") if part.strip()]
    if is_organisation(s) and not any(is_person(part) for part in parts):
        yield Name(family=s, literal=True)
        return
    index = 0
    while index < len(parts):
        taken, name = _next_name(parts, index)
        yield name
        index += taken


def _next_name(parts: list[str], index: int) -> tuple[int, Name]:
    """One name from the parts between commas, and how many of them it took."""
    here = parts[index]
    following = parts[index + 1] if index + 1 < len(parts) else ""
    after = parts[index + 2] if index + 2 < len(parts) else ""
    if following and _is_given(here, following, first=index == 0):
        if after and _SUFFIX.fullmatch(after):
            return 3, parse_name(f"{here}, {following}, {after}")
        return 2, parse_name(f"{here}, {following}")
    if following and _SUFFIX.fullmatch(following):
        name = parse_name(here)
        return 2, Name(name.family, name.given, name.particle, following)
    return 1, parse_name(here)


def _is_given(family: str, given: str, *, first: bool) -> bool:
    """Whether two parts between commas are ``Last, First`` rather than two names."""
    if _is_initials(given) or _is_initials(
        " ".join(w for w in given.split() if w not in _PARTICLES)
    ):
        return not _ends_in_initials(family)
    bare = [word for word in family.split() if word.lower() not in _PARTICLES]
    if len(bare) == 1 and family.split()[-1] not in _PARTICLES:
        return True
    return first and len(bare) == 2 and len(given.split()) == 1 and not _is_initials(bare[0])


def _ends_in_initials(s: str) -> bool:
    parts = s.split()
    return len(parts) > 1 and _is_initials(parts[-1])


def format_bibtex(names: Iterable[Name]) -> str:
    """Names as BibTeX writes them; organisations are in braces.

    >>> format_bibtex([Name("Gogh", "Vincent", "van"), Name("World Bank", literal=True), OTHERS])
    'van Gogh, Vincent and {World Bank} and others'
    """
    return " and ".join(f"{{{name.family}}}" if name.literal else str(name) for name in names)
