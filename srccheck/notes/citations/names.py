"""The names at the end of a stretch of text, as they stand before the year of a citation."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import NamedTuple

from srccheck.notes.citations.works import SMALL
from srccheck.text.dates import month_names
from srccheck.text.names import is_organisation
from srccheck.text.normalise import fold

_OTHERS = re.compile(
    r"[\s,]{0,3}(?:\bet\s(?:al\b\.?|alii\b|coll\b\.?|collab\b\.?)|\band\s(?:others|colleagues)\b"
    r"|\bu\.\s?a\b\.?|\bund\sandere\b|\by\sotros\b|\be\saltri\b|\be\soutros\b|\bи\sдр\b\.?)\s{0,2}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s?[\[(][^\[\]()]{1,80}[\])]\s{0,2}$")
_ROLE = re.compile(
    r"[\s,]{0,3}\(?\b(?:eds?|hg|hrsg|dirs?|coords?|orgs?|éds?|ред)\b\.?\)?[\s,]{0,2}$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[,;&/]|[^\s,;&/]+")
_CAPITAL = re.compile(r"(?:[dDlLO]['’]|[aeAE]l-)?[^\W\d_][\w'’.\-‐‑]*(?:[^\W\d_]|\.)|[^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,4}|[^\W\d_]")
_AND = frozenset(("and", "et", "und", "y", "e", "ed", "i", "en", "sowie", "и", "&", "/", ";"))
_PARTICLE_WORDS = (
    "'t af al av ben bin d' da dal dalla dalle das de degli dei del della den der des di do dos du"
    " el ibn la le lo te ten ter van vom von zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SAINTS = frozenset(("St.", "Ste.", "St"))
_MOST = 24
"""Tokens; no list of names in a citation has more."""


class Names(NamedTuple):
    """Names before a year; ``joined`` says that there are several, or others."""

    start: int
    names: tuple[str, ...]
    joined: bool


@functools.cache
def _no_names() -> frozenset[str]:
    """Folded words that are written with a capital and are no names: See, According, Mai."""
    data = resources.files(__package__).joinpath("no-names.txt").read_text(encoding="utf-8")
    lines = (line for line in data.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(fold(form) for forms in month_names().values() for form in forms)


def names_before(text: str) -> Names | None:
    """The names with which a text ends.

    >>> names_before("see, e.g., van der Berg, A. and de la Croix et al., ").names
    ('van der Berg', 'de la Croix')
    >>> names_before("(the crisis "), names_before("in May ")
    (None, None)
    """
    end = (
        len(text.rstrip(" ,:.([\u00a0\n"))
        if not text.rstrip().endswith(".")
        else len(text.rstrip(" ,:([\u00a0\n"))
    )
    others = _OTHERS.search(text, max(0, end - 30), end)
    end = others.start() if others else end
    for pattern in (_ROLE, _ASIDE):
        aside = pattern.search(text, max(0, end - 90), end)
        end = aside.start() if aside else end
    tokens = list(_TOKEN.finditer(text, max(0, end - 160), end))[-_MOST:]
    if tokens and tokens[0].start() and not text[tokens[0].start() - 1].isspace():
        tokens = tokens[1:]  # cut in the middle of a word
    kept = _run(tokens)
    if not kept:
        return None
    last = fold(kept[-1][0].strip("."))
    if last in _months() and len(kept) < 3:
        return None
    names = _people([match[0] for match in kept], text[kept[0].start() : end])
    if not names:
        return None
    return Names(kept[0].start(), names, bool(others) or len(names) > 1)


def _is_capital(token: str) -> bool:
    bare = token.lstrip("«“„\"‘'(")
    if not _CAPITAL.fullmatch(bare):
        return False
    letters = [letter for letter in bare if letter.isalpha()]
    capital = (
        any(letter.isupper() for letter in letters[:3])
        if "'" in bare or "’" in bare or (bare.startswith(("al-", "el-")))
        else letters[0].isupper() or not letters[0].islower()
    )
    return capital and (not bare.endswith(".") or bool(_INITIALS.fullmatch(bare)))


def _run(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """The tokens of the names at the end: capitals, and small words between them."""
    start = len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        written = tokens[index][0]
        small = written.lower() in _PARTICLES
        beside = small and start == index + 1  # "de la Croix", and "Le Goffic"
        named = _is_capital(written) and fold(written) not in _no_names()
        if named or beside or (written[:1].islower() and is_organisation(written)):
            start = index
        elif not (small or written.lower() in _AND or written in SMALL or written in ","):
            break
    kept = tokens[start:]
    if not any(_is_capital(match[0]) and fold(match[0]) not in _no_names() for match in kept):
        return []
    last = kept[-1][0]
    return kept if _is_capital(last) or is_organisation(last) else []


def _people(tokens: list[str], text: str) -> tuple[str, ...]:
    if is_organisation(text) and "," not in tokens and not {"&", "/", ";"} & set(tokens):
        return (" ".join(text.split()).strip("«“„\"‘'("),)
    names: list[list[str]] = [[]]
    for token in tokens:
        if token.lower() in _AND | {","}:
            names.append([])
        else:
            names[-1].append(token.strip("«“„\"‘'("))
    people = (_without_initials(name) for name in names)
    return tuple(" ".join(name) for name in people if name)


def _without_initials(name: list[str]) -> list[str]:
    kept = [
        part for part in name if part in _SAINTS or part.islower() or not _INITIALS.fullmatch(part)
    ]
    return [] if all(part.lower() in _PARTICLES for part in kept) else kept
