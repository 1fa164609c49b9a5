"""What of a record is found in a reference, as the numbers that the fitted model weighs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from srccheck.matching.wording import Statement, Wording

NAMES = (
    "title", "title_high", "title_words", "title_length", "title_long_and_high", "title_exact",
    "first_author", "authors", "no_authors", "container", "container_high", "explained",
    "explained_high", "year", "year_next", "year_other", "volume", "volume_near", "volume_other",
    "volume_unknown", "issue", "issue_other", "first_page", "first_page_near", "first_page_other",
    "page_unknown", "last_page", "last_page_other", "unexplained", "volume_and_page",
    "container_volume_page", "title_and_author", "author_page_year", "title_and_numbers",
    "nothing_unexplained", "title_without_numbers", "untitled_numbers", "no_numbers",
    "one_conflict", "two_conflicts", "more_conflicts", "agreements", "title_conflict",
    "lone_title_conflict", "lone_page_conflict", "lone_author_conflict",
)  # fmt: skip


class Found(NamedTuple):
    """A record's numbers in a reference: 1 found, 0.5 one digit off, 0 not found, -1 not stated."""

    year: float
    volume: float
    issue: float
    first_page: float
    last_page: float
    unexplained: int
    numbers: int


def features(
    reference: Wording, record: Statement, numbers: Found | None = None
) -> tuple[float, ...]:
    """The features of a pair, in the order of :data:`NAMES`.

    ``numbers`` is what :func:`numbers_found` gave for the pair, if it was asked before.
    """
    title, title_words = _title(reference, record)
    first, share = _authors(reference, record)
    container = _container(reference, record)
    explained = _explained(reference, record)
    found = numbers or numbers_found(reference, record)
    length = min(len(record.titles[0]) if record.titles else 0, 80) / 80
    high = max(title, title_words) ** 6
    page = found.first_page == 1
    volume = found.volume == 1
    agreed = sum(value == 1 for value in found[:5])
    titled = title > 0.85 or title_words > 0.85
    bare = found.numbers <= 2
    wrong = (
        not titled and explained < 0.7,
        bool(record.families) and first < 0.7,
        bool(record.containers) and container < 0.8,
        found.year == 0 or found.year == 0.5,
        found.volume == 0,
        found.first_page == 0 or found.first_page == 0.5,
    )
    conflicts = sum(wrong)
    right = titled + (first > 0.9) + (container > 0.9) + min(agreed, 4)
    return (
        title, high, title_words, length, high * length, float(title == 1),
        first, share, float(not record.families), container, container**6, explained,
        explained**6, float(found.year == 1), float(found.year == 0.5), float(found.year == 0),
        float(volume), float(found.volume == 0.5), float(found.volume == 0),
        float(found.volume < 0), float(found.issue == 1), float(found.issue == 0),
        float(page), float(found.first_page == 0.5), float(found.first_page == 0),
        float(found.first_page < 0), float(found.last_page == 1), float(found.last_page == 0),
        min(found.unexplained, 5) / 5, float(volume and page),
        float(container > 0.9 and volume and page), high * first,
        float(first > 0.9 and page and found.year == 1), high * min(agreed, 4) / 4,
        float(found.unexplained == 0), high * bare, float(not titled) * min(agreed, 4) / 4,
        float(bare), float(conflicts == 1), float(conflicts == 2), float(conflicts > 2),
        right / 7, float(wrong[0]), float(wrong[0] and conflicts == 1),
        float(wrong[5] and conflicts == 1), float(wrong[1] and conflicts == 1),
    )  # fmt: skip


def _partial(needle: str, hay: str) -> float:
    """How much of a string stands in another in one stretch."""
    if not needle:
        return 0.0
    if needle in hay:
        return 1.0
    from rapidfuzz import fuzz

    return max(0.0, float(fuzz.partial_ratio(needle[:160], hay)) / 100 - 0.02)


def _title(reference: Wording, record: Statement) -> tuple[float, float]:
    if not record.titles:
        return 0.0, 0.0
    best = max(_partial(title, reference.squashed) for title in record.titles)
    total = sum(map(len, record.title_words))
    there = sum(
        len(word)
        for word in record.title_words
        if word in reference.token_set or (len(word) > 4 and word in reference.squashed)
    )
    return best, there / total if total else 0.0


def _authors(reference: Wording, record: Statement) -> tuple[float, float]:
    """Whether the first author is there, and which share of all."""
    if not record.families:
        return 0.0, 0.0
    found = [_family(name, reference) for name in record.families[:8]]
    return found[0], sum(found) / len(found)


def _family(name: str, reference: Wording) -> float:
    if name in reference.token_set or (len(name) > 4 and name in reference.squashed):
        return 1.0
    if len(name) < 4:
        return 0.0
    from rapidfuzz import fuzz

    score = float(fuzz.partial_ratio(name, reference.squashed)) / 100
    return score if score > 0.74 else 0.0


def _container(reference: Wording, record: Statement) -> float:
    if not record.containers:
        return 0.0
    return max(_partial(name, reference.squashed) for name in record.containers)


def _explained(reference: Wording, record: Statement) -> float:
    """The share of the reference's letters that the record has too."""
    if not reference.letters:
        return 0.0
    there = sum(
        len(token)
        for token in reference.tokens
        if len(token) > 2 and token.isalpha() and token in record.all_words
    )
    return there / reference.letters


def numbers_found(reference: Wording, record: Statement) -> Found:
    """Each number of the reference given to one role of the record, the surest first."""
    free = list(reference.numbers)
    for own in record.own_numbers:
        if own in free and own not in (record.volume, record.first_page):
            free.remove(own)
    total = len(free)
    years = [str(year) for year in record.years]
    wanted: list[tuple[str, Sequence[str]]] = [
        ("year", years),
        ("volume", [record.volume] if record.volume else []),
        ("first", [record.first_page] if record.first_page else []),
        ("last", [record.last_page] if record.last_page else []),
        ("issue", [record.issue] if record.issue else []),
    ]
    state = dict.fromkeys(("year", "first", "last", "volume", "issue"), -1.0)
    for role, values in wanted:
        state[role] = 0.0 if values else -1.0
        hit = next((value for value in values if value in free), None)
        if hit is not None:
            free.remove(hit)
            state[role] = 1.0
    if state["last"] == 0.0 and state["first"] == 1.0:
        short = _shortened(record.first_page, record.last_page, reference.numbers)
        if short in free:
            free.remove(short)
            state["last"] = 1.0
    for role, values in wanted:
        if state[role] == 0.0:
            near = _near(role, values, free)
            if near:
                for used in near:
                    free.remove(used)
                state[role] = 0.5
    if state["first"] == 1.0 and not record.last_page and record.first_page in free:
        free.remove(record.first_page)  # 494–494
    return Found(
        state["year"], state["volume"], state["issue"], state["first"], state["last"],
        len(free), total,
    )  # fmt: skip


def _shortened(first: str, last: str, numbers: Sequence[str]) -> str:
    """``7`` in 1093–7, if it follows the first page."""
    position = numbers.index(first) if first in numbers else -1
    following = numbers[position + 1] if 0 <= position < len(numbers) - 1 else ""
    return following if following and last.endswith(following) else ""


def _near(role: str, values: Sequence[str], free: Sequence[str]) -> tuple[str, ...]:
    """A number that is one character, or for a year one year, off; or two that space parts."""
    from rapidfuzz.distance import OSA

    for value in values:
        for position, other in enumerate(free):
            if role == "year" and other.isdigit() and abs(int(other) - int(value)) == 1:
                return (other,)
            if len(value) > 1 and OSA.distance(value, other, score_cutoff=1) <= 1:
                return (other,)
            if other + "".join(free[position + 1 : position + 2]) == value:
                return (other, free[position + 1])
    return ()
