"""Names that differ by a slip of the pen, and why they are taken for one.

Two journals are often one word apart (*Journal of Political Economy*, *Journal of Political
Ecology*), so what counts is how far single words are apart, not whole names.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from srccheck.venues.index import Entry, index
from srccheck.venues.keys import Key, content, is_acronym, key, without_article
from srccheck.venues.reasons import in_full
from srccheck.venues.venue import How, VenueMatch

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_LETTER_FROM = 5
"""Length from which a word may have one wrong letter."""
_TWO_LETTERS_FROM = 10
_APART = 3
"""How many letters at most two names may be apart, so that their words are compared."""


def closest(name: str, kinds: frozenset[str] | None) -> VenueMatch | None:
    """The one venue whose name differs by a slip, else nothing."""
    folded = key(name)
    bare = without_article(folded)
    if is_acronym("".join(bare)) or bare in index().bare:  # only its article is another
        return None
    for found in (_other_spacing(folded), _other_order(folded), _other_small_words(folded)):
        matches = list(found)
        wanted = [m for m in matches if kinds is None or m.venue.kind in kinds]
        if wanted:
            return _only(wanted)
    return _only([m for m in _letters_apart(folded) if kinds is None or m.venue.kind in kinds])


def _only(matches: list[VenueMatch]) -> VenueMatch | None:
    if not matches:
        return None
    best = max(match.score for match in matches)
    top = [match for match in matches if match.score == best]
    return top[0] if len({id(match.venue) for match in top}) == 1 else None


def _fuzzy(entry: Entry, score: float, reason: str) -> VenueMatch:
    reason = f"{reason} {in_full(entry)}"
    return VenueMatch(entry.venue, How.FUZZY, entry.name, score, reason)


def _other_spacing(folded: Key) -> Iterator[VenueMatch]:
    for entry in index().joined.get("".join(folded), ()):
        if not is_acronym(entry.name):
            yield _fuzzy(entry, 0.96, "only the spaces differ from")


def _other_order(folded: Key) -> Iterator[VenueMatch]:
    bare = without_article(folded)
    if len(bare) > 1:
        for entry in index().bags.get(tuple(sorted(bare)), ()):
            yield _fuzzy(entry, 0.94, "same words in another order as")


def _other_small_words(folded: Key) -> Iterator[VenueMatch]:
    """Small words inside the name; one before it ("in Foreign Affairs") is none of its words."""
    kept = content(folded)
    if len(kept) > 1:
        for entry in index().content.get(kept, ()):
            if without_article(folded)[0] == without_article(key(entry.name))[0]:
                yield _fuzzy(entry, 0.93, "only a small word differs from")


def _letters_apart(folded: Key) -> Iterator[VenueMatch]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = index().joined
    text = "".join(folded)
    spellings = index().spellings
    alike: list[str] = []
    for size in range(len(text) - _APART, len(text) + _APART + 1):
        alike += spellings.get((len(folded), size), ())
    near = process.extract(text, alike, scorer=OSA.distance, score_cutoff=_APART, limit=8)
    for joined, _distance, _ in near:
        for entry in names[joined]:
            slips = _slips(folded, key(entry.name))
            if slips:
                reason = "one letter differs from" if slips == 1 else f"{slips} letters differ from"
                score = 1 - slips / (len(text) + 1) - 0.02
                yield _fuzzy(entry, min(round(score, 3), 0.95), reason)


def _slips(cited: Key, name: Key) -> int:
    """How many letters are wrong, or 0 when more than a slip parts the two names."""
    from rapidfuzz.distance import OSA

    if len(cited) != len(name):
        return 0
    apart = [(c, n) for c, n in zip(cited, name, strict=True) if c != n]
    if not 0 < len(apart) < 3 or (len(apart) == 2 and len(name) < 3):
        return 0
    distances = [OSA.distance(c, n) for c, n in apart]
    shortest = [min(len(c), len(n)) for c, n in apart]
    allowed = [(n >= _ONE_LETTER_FROM) + (n >= _TWO_LETTERS_FROM) for n in shortest]
    if len(apart) == 1 and len(content(name)) > 2 and _swapped(*apart[0]):
        allowed = [1]
    if any(d > limit for d, limit in zip(distances, allowed, strict=True)):
        return 0
    if any(c.isdigit() or n.isdigit() for c, n in apart):
        return 0
    if len(without_article(name)) == 1 and not _plain_slip(*apart[0], article=len(name) > 1):
        return 0
    return sum(distances)


def _swapped(cited: str, name: str) -> bool:
    """Whether two letters of a short word changed places, which a long name gives away."""
    return len(name) == 4 and sorted(cited) == sorted(name)


def _plain_slip(cited: str, name: str, *, article: bool) -> bool:
    """Whether a name of one word is misspelt, and not another word.

    Letters swapped or doubled are slips. A letter too many or too few is one in a long word, but
    not at its end, which makes other forms (Commentaire, commentaires). Another letter makes
    another name (Politiken, Politikon; Economica, Economics).
    """
    shortest = min(len(cited), len(name))
    if shortest < (6 if article else 8) or cited[0] != name[0]:
        return False
    if sorted(cited) == sorted(name) or _single(cited) == _single(name):
        return True
    if shortest < 8 or abs(len(cited) - len(name)) != 1:
        return False
    return cited[: shortest - 1] != name[: shortest - 1]


def _single(word: str) -> str:
    """The word with doubled letters written once."""
    return "".join(letter for letter, _ in groupby(word))


def resembling(name: str, limit: int) -> list[VenueMatch]:
    """The venues whose names are most like this one; no claim that any is meant."""
    from rapidfuzz import fuzz, process

    names = index().folded
    spaced = index().spaced
    text = " ".join(key(name))
    near = process.extract(
        text, spaced.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=70, limit=2 * limit
    )
    return [
        _fuzzy(entry, round(score / 100 * 0.9, 3), "resembles")
        for spelling, score, _ in near
        for entry in names[spaced[spelling]]
    ]
