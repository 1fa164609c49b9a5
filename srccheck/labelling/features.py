"""What is seen of each word of a reference: the attributes that the model weighs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from srccheck.labelling.lexicon import folded, found_phrases, is_given, months
from srccheck.labelling.tokens import Token

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?\Z")
_ROMAN = re.compile(r"[IVXLCDM]{1,8}\Z|[ivxlc]{1,6}\Z")
_OPENING = '«“„"‘‹'
_MANY = 6
_RUNS = re.compile(r"(.)\1+")

Attributes = tuple[bytes, ...]


class _Seen(NamedTuple):
    """What is seen of a word by itself; kept, because most words come again."""

    folded: str
    shape: str
    year: bool
    number: bool
    given: bool
    own: Attributes
    near: tuple[Attributes, ...]
    """What is seen of it by the words two and one before it, and one and two after it."""


@lru_cache(maxsize=100_000)
def _seen(word: str) -> _Seen:
    whole = word.replace(" - ", "")  # at the end of a line: Vene - zia
    low = folded(whole)
    shape = _shape(whole)
    plain = shape[0] not in "9ud"
    kinds = []
    if plain and is_given(low):
        kinds.append("given")
    if plain and low in months():
        kinds.append("month")
    if _YEAR.match(word):
        kinds.append("year")
    own = [f"w={low[:20]}", f"s={shape}", *kinds]
    if plain:
        size = min(len(low), 9)
        own += (f"p={low[:4]}", f"e={low[-3:]}", f"n={size}")
    roman = bool(_ROMAN.match(word))
    if roman:
        own.append("roman")
    short = low[:12]
    beside = [f"w={short}", f"s={shape}", *kinds]
    near = (
        _encoded(f"2w={short}"),
        _encoded(*[f"1{name}" for name in beside]),
        _encoded(*[f"-1{name}" for name in beside]),
        _encoded(f"-2w={short}"),
    )
    number = roman or word[0].isdigit()
    return _Seen(low, shape, "year" in kinds, number, "given" in kinds, _encoded(*own), near)


def _encoded(*names: str) -> Attributes:
    """Attributes in the form that the model takes: made once, they are used often."""
    return tuple(map(str.encode, names))


class _Classes(dict[int, str]):
    """What stands for a letter in a shape, found when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = (
            "9" if letter.isdigit()
            else "X" if letter.isupper()
            else "x" if letter.isalpha()
            else letter
        )  # fmt: skip
        self[code] = kind
        return kind


_CLASSES = _Classes()


def _shape(word: str) -> str:
    """Capitals as X, small letters as x, figures as 9; runs are shortened."""
    if len(word) > 8 and word.startswith(("http", "www.", "10.")):
        return "url" if word[0] != "1" else "doi"
    if word.isdigit():
        return f"9{min(len(word), 5)}"
    marks = word.translate(_CLASSES)
    for run in ("xxx", "XXX", "999"):
        while run in marks:
            marks = marks.replace(run, run[:2])
    return marks if marks.isalnum() else _RUNS.sub(r"\1\1", marks)


@lru_cache(maxsize=100_000)
def _gaps(before: str, after: str, shape: str) -> Attributes:
    return _encoded(
        f"<{before}>{after}",
        f">{after}|{shape}",
        f"<{before}|{shape}",
    )


@lru_cache(maxsize=100_000)
def _link(shape: str, gap: str, following: str, after: str) -> Attributes:
    return _encoded(f"1g{after}", f"{shape}>{gap}>{following}")


@lru_cache(maxsize=10_000)
def _before(gap: str) -> Attributes:
    return _encoded(f"-1g{gap}")


@lru_cache(maxsize=10_000)
def _place(index: int, left: int, style: str) -> Attributes:
    return _encoded(f"@{index}{style}" if index < 8 else f"@{index // 4}x", f"${left}")


@lru_cache(maxsize=10_000)
def _phrase(phrase: str, before: str, after: str) -> Attributes:
    return _encoded(f"f={phrase}", f"f={phrase}>{after}", f"f={phrase}<{before}")


@lru_cache(maxsize=1_000)
def _next_phrase(phrase: str) -> Attributes:
    return _encoded(f"1f={phrase}") if phrase.endswith("-B") else ()


@lru_cache(maxsize=10_000)
def _passed(
    quoted: int, bracket: int, commas: int, stops: int, years: int, inside: bool, style: str
) -> Attributes:
    where = f"q{quoted}i{int(inside)}y{years}"
    return _encoded(
        f"b={bracket}",
        where,
        f"{where}{style}",
        f"c{commas}t{stops}{style}",
    )


def features(words: Sequence[Token]) -> list[list[bytes]]:
    """The attributes of each word, for the model.

    >>> from srccheck.labelling.tokens import tokens
    >>> b"w=paris" in features(tokens("Doe, Title, Paris"))[2]
    True
    """
    last = len(words) - 1
    seen = [_seen(word.text) for word in words]
    phrases = found_phrases([one.folded for one in seen])
    style = _style(words)
    segments = _segments(words, seen, phrases)
    rows: list[list[bytes]] = []
    state = _State()
    passed = state.attributes(style)
    behind: Attributes = ()
    for index, (text, _, _, before, after) in enumerate(words):
        if before not in ("_", ""):
            state.pass_marks(before)
            passed = state.attributes(style)
        one = seen[index]
        row = [
            *one.own,
            *_gaps(before, after, one.shape),
            *passed,
            *_place(min(index, 36), min(last - index, 6), style),
            *segments[index],
            *behind,
        ]
        if index < last:
            following = seen[index + 1]
            row += following.near[1]
            row += _link(one.shape, after, following.shape, words[index + 1].after)
            if index + 1 < last:
                row += seen[index + 2].near[0]
            if phrases[index + 1]:
                row += _next_phrase(phrases[index + 1])
        if phrases[index]:
            row += _phrase(phrases[index], before, after)
        rows.append(row)
        behind = one.near[2] + _before(before)
        if index:
            behind += seen[index - 1].near[3]
        if one.year or text in _IN:
            state.years += one.year
            state.inside |= index > 0 and text in _IN
            passed = state.attributes(style)
    return rows


class _State:
    """What has been passed by on the way to a word."""

    __slots__ = ("bracket", "commas", "inside", "quoted", "stops", "within", "years")

    def __init__(self) -> None:
        self.quoted = self.bracket = self.commas = self.stops = self.years = 0
        self.within = self.inside = False

    def pass_marks(self, gap: str) -> None:
        """Go past what stands between two words."""
        for mark in gap:
            if mark == ",":
                self.commas += 1
            elif mark == ".":
                self.stops += 1
            elif mark in "([":
                self.bracket = 1
            elif mark in ")]":
                self.bracket = 0
            elif mark in "«“„":
                self.within = True
                self.quoted += 1
            elif mark in "»”":
                self.within = False
            elif mark == '"':
                self.within = not self.within
                self.quoted += self.within

    def attributes(self, style: str) -> Attributes:
        """The state as attributes."""
        return _passed(
            min(self.quoted, 3) * 2 + self.within, self.bracket, min(self.commas, _MANY),
            min(self.stops, _MANY), min(self.years, 2), self.inside, style,
        )  # fmt: skip


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


def _segments(
    words: Sequence[Token], seen: Sequence[_Seen], phrases: Sequence[str]
) -> list[Attributes]:
    """For each word, what is seen of the stretch between two marks that it stands in."""
    edges = [0]
    for index, word in enumerate(words[:-1], 1):
        gap = word.after
        if gap not in ("_", "") and gap[0] not in "-'’/&" and (gap != "." or len(word.text) > 2):
            edges.append(index)
    edges.append(len(words))
    kinds = [
        _kind(words[start:end], seen[start:end], phrases[start:end])
        for start, end in itertools.pairwise(edges)
    ]
    found: list[Attributes] = []
    around = ["^", *kinds, "$"]
    for number, kind in enumerate(kinds):
        start, end = edges[number], edges[number + 1]
        shared = _about(
            min(number, 5), kind, around[number], around[number + 2], min(end - start, 8),
            seen[start].folded[:12], seen[end - 1].folded[:12],
            words[start].before, words[end - 1].after,
        )  # fmt: skip
        found += [shared] * (end - start)
    return found


@lru_cache(maxsize=100_000)
def _about(
    number: int, kind: str, before: str, after: str, size: int,
    first: str, final: str, left: str, right: str,
) -> Attributes:  # fmt: skip
    return _encoded(
        f"k={kind}{size}", f"k={before}{kind}", f"k={kind}{after}",
        f"k={before}{kind}{after}", f"k={kind}@{number}", f"kf={first}", f"kl={final}",
        f"k{left}{kind}{right}",
    )  # fmt: skip


def _kind(words: Sequence[Token], seen: Sequence[_Seen], phrases: Sequence[str]) -> str:
    """What a stretch looks like, as one letter or two."""
    size = len(words)
    if phrases[0].endswith("-B") and all(phrases):
        return phrases[0][0].upper() + phrases[0][1]
    if size < 5:
        if any(one.year for one in seen):
            return "y" if size == 1 else "d"
        if all(one.number for one in seen):
            return "n"
        if words[-1].text[0].isdigit():
            return "N"
        if any(len(word.text) == 1 and word.text.isupper() for word in words):
            return "i"
    elif all(one.number for one in seen):
        return "n"
    capital = all(word.text[0].isupper() for word in words)
    if capital and size < 4 and any(one.given for one in seen):
        return "g"
    if capital:
        return f"C{min(size, 4)}"
    return f"{'c' if words[0].text[0].isupper() else 'l'}{min(size // 3, 3)}"
