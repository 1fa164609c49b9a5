"""How much of a title stands in an address: slugs across accents, scripts and spellings."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources
from urllib.parse import unquote, urlsplit

from srccheck.text.normalise import words

SHORTEST = 3
"""Letters of a word that counts; shorter ones are in every address."""
LIKE = 82.0
"""From this ratio on two words are two spellings of one (Uzbekistan, Ouzbékistan)."""


@functools.cache
def _stop_words() -> frozenset[str]:
    data = resources.files("srccheck.text") / "data" / "stopwords.tsv"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(words(" ".join(line.partition("\t")[2] for line in lines)))


@functools.cache
def _letters() -> dict[int, str]:
    data = resources.files("srccheck.resolvers.pages") / "data" / "transliteration.tsv"
    table = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            letter, _, forms = line.partition("\t")
            table[ord(letter)] = forms.split(" ")[0]
    return table


def content_words(title: str) -> tuple[str, ...]:
    """The words of a title that tell it from others, folded, in order.

    >>> content_words("L'Ouzbékistan et les steppes du Nord")
    ('ouzbekistan', 'steppes', 'nord')
    """
    found = words(title)
    telling = [word for word in found if word not in _stop_words() and len(word) >= SHORTEST]
    telling = telling or found
    return tuple(dict.fromkeys(telling))


def _forms(title: str) -> tuple[tuple[str, ...], ...]:
    """The content words as folded, and with letters written as addresses write them."""
    folded = content_words(title)
    written = content_words(title.lower().translate(_letters()))
    return tuple(dict.fromkeys((folded, written)))


def slug_words(url: str) -> tuple[str, ...]:
    """The words of the path of an address.

    >>> slug_words("https://example.org/a/la-gu%C3%A9rite_12.html")
    ('a', 'la', 'guerite', '12')
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ()
    path = re.sub(r"\.(?:s?html?|php|aspx?|jsp)$", "", path[:500])
    return tuple(words(path.replace("_", "-")))


def likeness(title: str, url: str) -> float:
    """The share of a title's content words that stand in the path of an address.

    A single word is too little to go by, unless the title has no other.

    >>> likeness("L'Ukraine : un embarras pour la ville de Pékin", "https://e.org/ukraine-pekin-1")
    0.5
    >>> likeness("Тихая гавань и море", "https://e.org/2020/tikhaya-gavan-i-more/")
    1.0
    """
    slug = slug_words(url)
    return max((_share(form, slug) for form in _forms(title)), default=0.0)


def _share(wanted: Sequence[str], slug: Sequence[str]) -> float:
    if not wanted or not slug:
        return 0.0
    met = sum(any(_same(word, part) for part in slug) for word in wanted)
    return met / len(wanted) if met > 1 or len(wanted) == 1 else 0.0


@functools.lru_cache(maxsize=100_000)
def _same(word: str, part: str) -> bool:
    if word == part:
        return True
    if len(word) < 5 or len(part) < 5:
        return False
    if part.endswith(word) and len(part) - len(word) <= 2:  # an article that grew to it
        return True
    from rapidfuzz import fuzz

    return float(fuzz.ratio(word, part)) >= LIKE
