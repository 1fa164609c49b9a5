"""What is seen of each word of a reference: the attributes that the model weighs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from srccheck.labelling.lexicon import folded, found_phrases, is_given, months
from srccheck.labelling.tokens import Token

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?\Z")
_ROMAN = re.compile(r"[IVXLCDM]{1,8}\Z|[ivxlc]{1,6}\Z")
_OPENING = '«“„"‘‹'
_CLOSING = '»”"’›'
_MANY = 6
_RUNS = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def _shape(word: str) -> str:
    """Capitals as X, small letters as x, figures as 9; runs are shortened."""
    if word.startswith(("http", "www.", "10.")) and len(word) > 8:
        return "url" if word[0] != "1" else "doi"
    if word.isdigit():
        return f"9{min(len(word), 5)}"
    marks = "".join(
        "9" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c for c in word
    )
    return _RUNS.sub(r"\1\1", marks) if len(word) > 1 else marks


@lru_cache(maxsize=100_000)
def _own(word: str) -> tuple[str, ...]:
    """The attributes of a word by itself."""
    low = folded(word)
    shape = _shape(word)
    found = [f"w={low[:20]}", f"s={shape}"]
    if shape[0] not in "9ud":
        found += (
            f"p={low[:3]}",
            f"p4={low[:4]}",
            f"e={low[-3:]}",
            f"e2={low[-2:]}",
            f"n={min(len(low), 9)}",
        )
        if is_given(low):
            found.append("given")
        if low in months():
            found.append("month")
    if _YEAR.match(word):
        found.append("year")
    if _ROMAN.match(word):
        found.append("roman")
    return tuple(found)


@lru_cache(maxsize=100_000)
def _near(word: str, distance: int) -> tuple[str, ...]:
    """What the words around it see of a word."""
    low = folded(word)
    found = [f"{distance}w={low[:12]}", f"{distance}s={_shape(word)}"]
    if abs(distance) == 1:
        if is_given(low):
            found.append(f"{distance}given")
        if low in months():
            found.append(f"{distance}month")
        if _YEAR.match(word):
            found.append(f"{distance}year")
    return tuple(found)


@lru_cache(maxsize=100_000)
def _gaps(before: str, after: str, shape: str) -> tuple[str, ...]:
    return (
        f"<{before}",
        f">{after}",
        f"<{before}>{after}",
        f">{after}|{shape}",
        f"<{before}|{shape}",
    )


@lru_cache(maxsize=10_000)
def _state(
    quoted: int, bracket: int, commas: int, stops: int, years: int, inside: bool, style: str
) -> tuple[str, ...]:
    where = f"q{quoted}i{int(inside)}y{years}"
    return (
        f"b={bracket}",
        f"c={commas}",
        f"t={stops}",
        where,
        f"{where}{style}",
        f"c{commas}t{stops}{style}",
    )


def features(words: Sequence[Token]) -> list[list[str]]:
    """The attributes of each word, for the model.

    >>> from srccheck.labelling.tokens import tokens
    >>> "w=paris" in features(tokens("Doe, Title, Paris"))[2]
    True
    """
    count = len(words)
    phrases = found_phrases([folded(word.text) for word in words])
    style = _style(words)
    segments = _segments(words, phrases)
    rows: list[list[str]] = []
    quoted = bracket = commas = stops = years = 0
    within = inside = False
    for index, (text, _, _, before, after) in enumerate(words):
        for mark in before:
            if mark in "«“„":
                within, quoted = True, quoted + 1
            elif mark in "»”":
                within = False
            elif mark == '"':
                within = not within
                quoted += within
            elif mark in "([":
                bracket = 1
            elif mark in ")]":
                bracket = 0
            elif mark == ",":
                commas += 1
            elif mark == ".":
                stops += 1
        shape = _shape(text)
        row = [*_own(text), *_gaps(before, after, shape)]
        row += _state(
            min(quoted, 3) * 2 + within, bracket, min(commas, _MANY), min(stops, _MANY),
            min(years, 2), inside, style,
        )  # fmt: skip
        row.append(f"@{min(index, 7)}{style}" if index < 8 else f"@{min(index // 4, 9)}x")
        row.append(f"${min(count - 1 - index, 6)}")
        row += segments[index]
        if index:
            row += _near(words[index - 1].text, -1)
            row.append(f"-1g{words[index - 1].before}")
            if index > 1:
                row += _near(words[index - 2].text, -2)
        if index + 1 < count:
            following = words[index + 1]
            row += _near(following.text, 1)
            row.append(f"1g{following.after}")
            row.append(f"{shape}>{after}>{_shape(following.text)}")
            if index + 2 < count:
                row += _near(words[index + 2].text, 2)
        if phrases[index]:
            row += (
                f"f={phrases[index]}",
                f"f={phrases[index]}>{after}",
                f"f={phrases[index]}<{before}",
            )
        if index + 1 < count and phrases[index + 1].endswith("-B"):
            row.append(f"1f={phrases[index + 1]}")
        rows.append(row)
        if _YEAR.match(text):
            years += 1
        inside = inside or (text in _IN and index > 0)
    return rows


_IN = frozenset(("in", "In", "IN", "dans", "Dans", "en", "En", "nel", "em", "Em"))


def _style(words: Sequence[Token]) -> str:
    """The habits of a whole reference: quotes, and whether stops or commas part its fields."""
    gaps = [word.after for word in words]
    text = "".join(gaps)
    quotes = "«" if "«" in text else "q" if any(mark in text for mark in '“„"') else "-"
    if words and words[0].before[-1:] in _OPENING:
        quotes = "Q"
    stops = sum(
        gap[:1] == "." and len(word.text) > 2 for gap, word in zip(gaps, words, strict=True)
    )
    commas = sum(gap[:1] == "," for gap in gaps)
    semicolons = ";" if ";" in text else ""
    first = words[0].after[:1] if words else ""
    return f"{quotes}{'.' if stops > commas else ','}{semicolons}{first}"


def _segments(words: Sequence[Token], phrases: Sequence[str]) -> list[tuple[str, ...]]:
    """For each word, what is seen of the stretch between two marks that it stands in."""
    edges = [0]
    for index, word in enumerate(words[:-1]):
        gap = word.after
        if gap not in ("_", "") and (
            not gap.startswith(("-", "'", "’", "/", "&")) and (gap != "." or len(word.text) > 2)
        ):
            edges.append(index + 1)
    edges.append(len(words))
    kinds = [
        _kind(words[start:end], phrases[start:end]) for start, end in itertools.pairwise(edges)
    ]
    found: list[tuple[str, ...]] = []
    last = len(kinds) - 1
    for number, kind in enumerate(kinds):
        start, end = edges[number], edges[number + 1]
        before = kinds[number - 1] if number else "^"
        after = kinds[number + 1] if number < last else "$"
        first, final = folded(words[start].text)[:12], folded(words[end - 1].text)[:12]
        shared = _about(number, kind, before, after, min(end - start, 8), first, final)
        left, right = words[start].before, words[end - 1].after
        shared += (f"k{left}{kind}{right}",)
        found += [shared] * (end - start)
    return found


@lru_cache(maxsize=100_000)
def _about(
    number: int, kind: str, before: str, after: str, size: int, first: str, final: str
) -> tuple[str, ...]:
    return (
        f"k={kind}", f"k={kind}{size}", f"k={before}{kind}", f"k={kind}{after}",
        f"k={before}{kind}{after}", f"k={kind}@{min(number, 5)}", f"kf={first}", f"kl={final}",
    )  # fmt: skip


def _kind(words: Sequence[Token], phrases: Sequence[str]) -> str:
    """What a stretch looks like, as one letter or two."""
    size = len(words)
    texts = [word.text for word in words]
    if phrases[0].endswith("-B") and all(phrases):
        return phrases[0][0].upper() + phrases[0][1]
    if size == 1 and _YEAR.match(texts[0]):
        return "y"
    if any(_YEAR.match(text) for text in texts) and size < 5:
        return "d"
    if all(text[0].isdigit() or _ROMAN.match(text) for text in texts):
        return "n"
    if size < 5 and texts[-1][0].isdigit():
        return "N"
    initials = sum(len(text) == 1 and text.isupper() for text in texts)
    capital = sum(text[0].isupper() for text in texts)
    if initials and size < 5:
        return "i"
    if size < 4 and capital == size and any(is_given(folded(text)) for text in texts):
        return "g"
    if capital == size:
        return f"C{min(size, 4)}"
    if texts[0][0].isupper():
        return f"c{min(size // 3, 3)}"
    return f"l{min(size // 3, 3)}"
