"""Word lists of the parser, and whether a stretch of text is a sentence rather than a name."""

from __future__ import annotations

import functools
import re
from importlib import resources

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_PAST = re.compile(r"[a-z]{3,30}(?:ed|aient|èrent)")


def _lines(name: str) -> list[str]:
    data = resources.files("srccheck.parse") / "data" / name
    lines = data.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


_ROLES = frozenset(
    "translated edited revised abridged illustrated reprinted published expanded updated enlarged accessed"
    " retrieved introduced annotated annoted consulted selected collected unpublished cited united limited"
    " need speed seed breed applied advanced unabridged presented indexed related".split()
)
"""Words that end like a past tense and stand in references all the same."""


@functools.cache
def genres() -> dict[str, str]:
    """Lower-case label of a kind of paper → entry type."""
    return dict(line.split("\t") for line in _lines("genres.tsv"))


@functools.cache
def _prose_words() -> frozenset[str]:
    return frozenset(" ".join(_lines("prose.txt")).split())


def prose_words(text: str) -> int:
    """How many words of a stretch only sentences have.

    >>> prose_words("the SCO includes China"), prose_words("Revue internationale et stratégique")
    (1, 0)
    """
    table = _prose_words()
    count = 0
    for word in _WORD.findall(text):
        if word[0].isupper():
            continue
        plain = word.replace("’", "'")
        if plain in table or (_PAST.fullmatch(plain) and plain not in _ROLES):
            count += 1
    return count


ABBREVIATIONS = frozenset(
    "ed eds éd éds dir dirs trans trad coll vol vols no nos nr n p pp s st dr jr sr prof mr mrs ms m mme"
    " mm univ dept diss hg hrsg cf vgl bd bde jg aufl t ff sq sqq art al op cit loc ibid ch chap fig ca c"
    " rev repr réimp fasc inst int natl natn assoc proc suppl ser sér ét étr pol sci rel hist soc econ"
    " j vs e g i u a z b jan feb févr fév mar apr avr jun jul juil aug sep sept oct okt nov dec déc dez"
    " gen col lt sen rep gov hon rev messrs ltd inc co corp bros cie q v d h no éd numéro num iss".split()
)


def ends_sentence(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` ends a sentence: not an initial, not an abbreviation."""
    if text[at] != ".":
        return True
    start = at
    while start > 0 and at - start < 24 and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    word = text[start:at]
    if not word:
        return True
    bare = word.rsplit("'", 1)[-1].rsplit("’", 1)[-1]
    if len(bare) == 1 and bare.isalpha() or re.fullmatch(r"[A-Z]-[A-Z]", word):
        return False
    if start and text[start - 1] == "." and len(bare) <= 2:
        return False
    return bare.lower() not in ABBREVIATIONS or len(bare) > 1 and bare.isdigit()
