"""Quotations in the text of a PDF, in which the layout has left its traces.

Words are parted or run together, ligatures are lost, figures of notes stick to words, and a header,
a footnote or a figure stands in the middle of a sentence that goes on overleaf. None of that is a
fault of a quotation. Pages end with a form feed, as :mod:`srccheck.resolvers.pdf_text` writes them.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.matching.alignment import Words
from srccheck.matching.negations import negations
from srccheck.text.normalise import words

PAGE_END = "\f"
LETTERS = 8
"""Letters for each word that may be left out."""
HEAD = 600
"""Letters at the top of a page that may stand before a sentence goes on."""
FOOT = 4_000
"""Letters of notes at the bottom of a page, after a sentence breaks off."""
SEED = 12
"""Letters of a quotation that must stand on one of two pages."""
MOST = 50
"""Places that are looked at."""
CHUNK = 5
"""Words; a row of so many that stands in the text says that the rest may do so too."""
INTERPOSED = 4
"""Words; as many that stand in the text alone may be a header, a note or a caption."""
FEWEST_IN_TITLE = 3
"""Words of a title; fewer can stand in any text."""
TITLE_PAGES = 3
TITLE_LETTERS = 20_000
_SHAPES = re.compile("f{1,3}[il]?|rn|vv")
_SHAPED = {"rn": "m", "vv": "w"}
"""What looks alike in print; ligatures of f, often lost in part, are left out altogether."""
_ALIKE = str.maketrans("i10", "llo")
_FIGURE = re.compile(r"(?<=[^\W\d_]{3})\d{1,3}$")
_BEFORE_FIGURE = re.compile(r"[^\W\d_][.,;:!?”’\"»)\]]|[.!?][”’\"»)]")
_DIGITS = re.compile(r"\d{1,4}")


def is_printed(text: str) -> bool:
    """Whether a text was taken out of a PDF."""
    return PAGE_END in text


def page_of(text: str, offset: int) -> int:
    """The page, from 1, on which something stands."""
    return text.count(PAGE_END, 0, offset) + 1


def rough(letters: str) -> str:
    """Folded letters without what is lost or mistaken in print.

    >>> rough("definition") == rough("denition"), rough("modern") == rough("modem")
    (True, True)
    """
    return _SHAPES.sub(lambda found: _SHAPED.get(found.group(), ""), letters).translate(_ALIKE)


def same_in_print(one: str, other: str) -> bool:
    """Whether two passages differ in nothing that cannot come from the layout.

    >>> same_in_print("well-defined", "welldened"), same_in_print("war", "war12")
    (True, True)
    >>> same_in_print("now", "not")
    False
    """
    ours, theirs = ("".join(words(text)) for text in (one, other))
    if rough(ours) == rough(theirs):
        return True
    bare = _DIGITS.sub("", theirs)
    return rough(bare) == rough(ours) and (bool(ours) or not bare) and not _DIGITS.search(ours)


class Place(NamedTuple):
    """Words of a text, from ``first`` to before ``last``, and their places in its letters."""

    first: int
    last: int
    start: int
    end: int


class Printed:
    """The text of a PDF as one row of letters, which knows its words and pages."""

    def __init__(self, source: Words) -> None:
        self.source = source
        self._words: list[int] = []
        length = 0
        kept = [_letters(source, index) for index in range(len(source.folded))]
        for word in kept:
            self._words.append(length)
            length += len(word)
        letters = "".join(kept)
        self._marks: list[tuple[int, int]] = [(0, 0)]
        shift = 0
        for found in _SHAPES.finditer(letters):
            shift += len(found.group()) - len(_SHAPED.get(found.group(), ""))
            self._marks.append((found.end() - shift, found.end()))
        self.letters = rough(letters)
        self._pages = self._page_starts()

    def _page_starts(self) -> list[int]:
        """The places in the letters at which the second page and all later ones begin."""
        ends = [found.end() for found in re.finditer(PAGE_END, self.source.text)]
        starts = [self.source.span(i, i + 1)[0] for i in range(len(self.source.folded))]
        found = []
        for end in ends:
            word = bisect.bisect_left(starts, end)
            if word < len(starts):
                found.append(self._rough_place(self._words[word]))
        return found

    def _rough_place(self, letter: int) -> int:
        index = bisect.bisect_right(self._marks, letter, key=lambda mark: mark[1]) - 1
        at, there = self._marks[index]
        return at + letter - there

    def word_at(self, place: int) -> int:
        """The number of the word that a place in the letters is in."""
        index = bisect.bisect_right(self._marks, place, key=lambda mark: mark[0]) - 1
        at, there = self._marks[index]
        return max(0, bisect.bisect_right(self._words, there + place - at) - 1)

    def find(self, wanted: Sequence[str], start: int, stop: int | None = None) -> Place | None:
        """The first place of a row of words, in one piece or going on overleaf."""
        needle = _trimmed(rough("".join(map(_without_figure, wanted))))
        if not needle:
            return None
        end = len(self.letters) if stop is None else min(len(self.letters), stop + len(needle))
        at = self.letters.find(needle, start, end)
        if at >= 0:
            return self._place(at, at + len(needle))
        if len(needle) < SEED:
            return None
        parted = (*self._onward(needle, start, end), *self._backward(needle, start, end))
        return next(iter(parted), None)

    def _place(self, at: int, end: int) -> Place:
        return Place(self.word_at(at), self.word_at(end - 1) + 1, at, end)

    def _onward(self, needle: str, start: int, end: int) -> Iterator[Place]:
        """Begins on one page; the rest stands at the top of the next."""
        for at in self._places(needle[:SEED], start, end):
            shared = _shared(needle, self.letters[at : at + len(needle)])
            index = bisect.bisect_left(self._pages, at + shared - 1)
            if index == len(self._pages):
                continue
            top = self._pages[index]
            for kept in range(min(shared, top - at), max(SEED, shared - 4) - 1, -1):
                if top - at - kept > FOOT:
                    break
                rest = needle[kept:]
                there = self.letters.find(rest, top, top + HEAD + len(rest))
                if there >= 0 and self._is_break(at + kept, top, there):
                    yield self._place(at, there + len(rest))

    def _backward(self, needle: str, start: int, end: int) -> Iterator[Place]:
        """Ends on one page; the first words stand at the bottom of the one before."""
        for at in self._places(needle[-SEED:], start, end):
            close = at + SEED
            before = self.letters[max(0, close - len(needle)) : close]
            shared = _shared(needle[::-1], before[::-1])
            index = bisect.bisect_right(self._pages, close - shared) - 1
            if index < 0:
                continue
            top = self._pages[index]
            for kept in range(shared, max(SEED, shared - 4) - 1, -1):
                if close - kept - top > HEAD:
                    continue
                head = needle[: len(needle) - kept]
                there = self.letters.rfind(head, max(start, top - FOOT), top)
                if there >= 0 and self._is_break(there + len(head), top, close - kept):
                    yield self._place(there, close)

    def _places(self, seed: str, start: int, end: int) -> Iterator[int]:
        at = start - 1
        for _ in range(MOST):
            at = self.letters.find(seed, at + 1, end)
            if at < 0:
                return
            yield at

    def _is_break(self, broken: int, top: int, going_on: int) -> bool:
        """Whether no "not" stands between the end of one part and the beginning of the other."""
        for low, high in ((broken, top), (top, going_on)):
            skipped = self.source.folded[self.word_at(low) : self.word_at(high)]
            if high > low and len(skipped) <= 3 and not negations().isdisjoint(skipped):
                return False
        return True

    def find_all(self, pieces: Sequence[tuple[Sequence[str], int]]) -> Place | None:
        """The place of several rows of words, in order.

        Args:
            pieces: each row, and how many words may stand before it.
        """
        start = 0
        for _ in range(MOST):
            first = self.find(pieces[0][0], start)
            if first is None:
                return None
            last = self._after(first, pieces[1:])
            if last is not None:
                return Place(first.first, last.last, first.start, last.end)
            start = first.start + 1
        return None

    def _after(self, place: Place, pieces: Sequence[tuple[Sequence[str], int]]) -> Place | None:
        for wanted, gap in pieces:
            found = self.find(wanted, place.end, place.end + gap * LETTERS + HEAD)
            if found is None:
                return None
            place = found
        return place


def _letters(source: Words, index: int) -> str:
    """A word without the figure of a note, which sticks to it or to the full stop behind it."""
    word = source.folded[index]
    if not (word.isdecimal() and len(word) <= 3):
        return _without_figure(word)
    start = source.span(index, index + 1)[0]
    before = source.text[max(0, start - 2) : start]
    return "" if len(before) == 2 and _BEFORE_FIGURE.fullmatch(before) else word


def _without_figure(word: str) -> str:
    return _FIGURE.sub("", word)


def _shared(one: str, other: str) -> int:
    """How many letters two rows of them begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((at for at, (ours, theirs) in pairs if ours != theirs), shorter)


def _trimmed(needle: str) -> str:
    """Without a letter at either end that may be half of a ligature with what stands beside it."""
    if len(needle) < 2 * SEED:
        return needle
    return needle[needle[0] in "lnv" : len(needle) - (needle[-1] in "rv")]


def may_stand_there(quotation: Sequence[str], printed: Printed) -> bool:
    """Whether part of a quotation stands in a text, so that the layout may hide the rest."""
    quotation = [_without_figure(word) for word in quotation]
    chunks = [quotation[at : at + CHUNK] for at in range(0, len(quotation), CHUNK)]
    chunks = [chunk for chunk in chunks if len(chunk) == CHUNK] or [quotation]
    return any(rough("".join(chunk)) in printed.letters for chunk in chunks)


def shows_title(title: str, text: str) -> bool:
    r"""Whether the first pages of a PDF show a title that is long enough to be told.

    >>> shows_title("The Defining Tides: A History", "THE DEFI-\nNING TIDES\fA history\f")
    True
    >>> shows_title("Tides", "Tides\f")
    False
    """
    main = re.split(r"[:?!.] ", title.strip())[0]
    wanted = words(main if len(words(main)) >= FEWEST_IN_TITLE else title)
    if len(wanted) < FEWEST_IN_TITLE:
        return False
    opening = PAGE_END.join(text.split(PAGE_END, TITLE_PAGES)[:TITLE_PAGES])[:TITLE_LETTERS]
    return rough("".join(wanted)) in rough("".join(words(opening)))
