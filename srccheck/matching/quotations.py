"""A quotation looked for in the text of its source.

Case, accents, quotation marks, dashes and punctuation do not count; "[…]" stands for words left
out, "[t]he" for a changed letter and "[the king]" for words put in. Every other word counts, and
most of all a "not". In the text of a PDF, nothing counts that its layout may have done.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urldefrag

from srccheck.matching.alignment import Aligned, Words, nearest
from srccheck.matching.negations import negations
from srccheck.matching.printed import (
    INTERPOSED,
    Printed,
    is_printed,
    may_stand_there,
    page_of,
    same_in_print,
)
from srccheck.matching.quoted import Quotation, quotations
from srccheck.text.language import detect_language
from srccheck.text.normalise import words

__all__ = [
    "Difference",
    "Quotation",
    "QuotationMatch",
    "QuotationOutcome",
    "find_quotation",
    "quotations",
]

LONGEST_GAP = 400
"""Words that "[…]" may stand for."""
INSERTED_FOR = 12
"""Words that "[the king]" may stand for."""
SHORTEST = 3
"""Words of a piece that can be near to something; fewer are there or not."""
FEWEST_WORDS = 100
"""A shorter text is hardly the whole source: what is not in it may be in the rest."""
SHARED = 0.34
"""Share of a quotation's words from which on a text is taken to be in its language."""
_ELLIPSIS = re.compile(
    r"[\[(]\s{0,3}(?:\.{2,6}|…|\. \. \.|…\.)\s{0,3}[\])]|…|\.{3,6}|\. \. \.(?: \.)?"
)
_SIC = re.compile(r"[\[(]\s?sic\s?[!.]?[\])]", re.IGNORECASE)
_INSERTED = re.compile(r"(?<![^\W_])\[([^\[\]]{0,200})\](?![^\W_])")
_IN_WORD = re.compile(r"\[([^\[\]\s]{0,20})\]")


class QuotationOutcome(enum.Enum):
    """Whether the words quoted stand in the source."""

    FOUND = "found"
    NEAR = "near"
    """They stand there but for some words."""
    IN_TRANSLATION = "in translation"
    """The source is in another language; nothing can be said."""
    NOT_FOUND = "not found"
    NO_TEXT = "text not available"
    """The text of the source, or all of it, could not be read; nothing can be said."""


class Difference(NamedTuple):
    """Words of the quotation and the words of the source in their place; one may be empty."""

    cited: str
    found: str


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """What became of a quotation.

    ``start`` and ``end`` are the place in the text of the source; ``found`` the words there;
    ``marked`` the quotation with its differences as ``[-cited-]{+found+}``; ``fragment`` the text
    fragment directive for the address of the source, of a PDF its page; ``reason`` says in words
    what matters.
    """

    outcome: QuotationOutcome
    score: float = 0.0
    start: int = 0
    end: int = 0
    found: str = ""
    differences: tuple[Difference, ...] = ()
    marked: str = ""
    fragment: str = ""
    reason: str = ""

    def link(self, url: str) -> str:
        """The address of the place in the source, for a browser.

        WICG, Text Fragments; for the pages of a PDF RFC 8118, section 3.

        >>> QuotationMatch(QuotationOutcome.FOUND, fragment=":~:text=a%2Db").link("https://e.org/#x")
        'https://e.org/#x:~:text=a%2Db'
        >>> QuotationMatch(QuotationOutcome.FOUND, fragment="page=7").link("https://e.org/a.pdf#x")
        'https://e.org/a.pdf#page=7'
        """
        if not self.fragment:
            return url
        bare, fragment = urldefrag(url)
        if not self.fragment.startswith(":~:"):
            return f"{bare}#{self.fragment}"
        return f"{bare}#{fragment.partition(':~:')[0]}{self.fragment}"


def find_quotation(
    quotation: str, text: str, languages: Sequence[str] = ("", ""), *, whole: bool = True
) -> QuotationMatch:
    """Look for a quotation in the text of its source.

    Args:
        quotation: the words quoted, without the outer quotation marks.
        text: the text of the source, empty when it could not be read; that of a PDF has a form
            feed at the end of each page.
        languages: of the quotation and of the text (BCP 47); told by their words where empty.
        whole: whether ``text`` is all of the source; what is not in a part may be in the rest.

    Returns:
        The outcome; found only when every word stands there in order.

    >>> text = "He said: this is not the time for war."
    >>> match = find_quotation("[t]his is the time for war", text)
    >>> match.outcome.value, match.marked
    ('near', 'this is {+not+} the time for war')
    """
    pieces = _pieces(quotation)
    if not text.strip() or not pieces:
        return QuotationMatch(QuotationOutcome.NO_TEXT, reason="there is no text to look in")
    source = _read(text)
    found = _exact(pieces, source) or (_printed(pieces, source) if is_printed(text) else None)
    if found is not None:
        return found
    near = _near(pieces, source)
    if near is not None:
        return near
    return _missing(quotation, source, languages, whole)


@functools.lru_cache(maxsize=2)
def _read(text: str) -> Words:
    """One text is looked through for all quotations from it, one after the other."""
    return Words(text)


@functools.lru_cache(maxsize=2)
def _as_printed(source: Words) -> Printed:
    return Printed(source)


class _Piece(NamedTuple):
    """A stretch of a quotation, and how many words of the source may stand before it."""

    words: Words
    gap: int = 0


def _pieces(quotation: str) -> list[_Piece]:
    """The quotation between the places where words were left out or put in."""
    bare = _SIC.sub(" ", quotation.replace("\0", " ").replace("\1", " "))
    bare = _INSERTED.sub("\1", _ELLIPSIS.sub("\0", bare))
    parts = re.split("([\0\1])", _IN_WORD.sub(r"\g<1>", bare))
    pieces: list[_Piece] = []
    gap = 0
    for index, part in enumerate(parts):
        if index % 2:
            gap = max(gap, LONGEST_GAP if part == "\0" else INSERTED_FOR)
        elif (found := Words(part)).folded:
            pieces.append(_Piece(found, gap))
            gap = 0
    return pieces


def _exact(pieces: Sequence[_Piece], source: Words) -> QuotationMatch | None:
    """The quotation word for word; short omissions are looked into."""
    first, start = -1, 0
    while (first := source.find(pieces[0].words.folded, start)) >= 0:
        start = first + 1
        position = first + len(pieces[0].words.folded)
        hidden: list[Difference] = []
        for piece, gap in pieces[1:]:
            place = source.find(piece.folded, position, position + gap)
            if place < 0:
                break
            hidden += _hidden(source, position, place)
            position = place + len(piece.folded)
        else:
            return _made(pieces, source, first, position, tuple(hidden))
    return None


def _printed(pieces: Sequence[_Piece], source: Words) -> QuotationMatch | None:
    """The quotation letter by letter, across line ends, pages and lost ligatures."""
    place = _as_printed(source).find_all([(piece.words.folded, piece.gap) for piece in pieces])
    return None if place is None else _made(pieces, source, place.first, place.last, ())


def _hidden(source: Words, start: int, end: int) -> list[Difference]:
    """A "not" that was left out with hardly anything else is no mere omission."""
    left_out = source.folded[start:end]
    if len(left_out) <= 3 and not negations().isdisjoint(left_out):
        return [Difference("[…]", source.slice(start, end))]
    return []


def _made(
    pieces: Sequence[_Piece], source: Words, first: int, last: int, hidden: tuple[Difference, ...]
) -> QuotationMatch:
    start, end = source.span(first, last)
    before = source.folded[max(first - 1, 0) : first]
    reason = ""
    if hidden:
        reason = f"the words left out are {hidden[0].found!r}"
    elif before and before[0] in negations():
        reason = f"in the source {source.slice(first - 1, first)!r} stands right before it"
    outcome = QuotationOutcome.NEAR if hidden else QuotationOutcome.FOUND
    marked = " […] ".join(piece.slice(0, len(piece.folded)) for piece, _ in pieces)
    if hidden:
        marked = marked.replace("[…]", f"[-[…]-]{{+{hidden[0].found}+}}", 1)
    return QuotationMatch(
        outcome, 1.0, start, end, source.text[start:end], hidden, marked,
        fragment(source, first, last), reason,
    )  # fmt: skip


def _near(pieces: Sequence[_Piece], source: Words) -> QuotationMatch | None:
    """The quotation but for some words; each piece of some length must have its place, in order."""
    long = [piece for piece, _ in pieces if len(piece.folded) >= SHORTEST]
    aligned: list[Aligned] = []
    for piece in long:
        best = nearest(piece.folded, source)
        if best is None or (aligned and best.first < aligned[-1].last):
            return None
        aligned.append(best)
    if not aligned:
        return None
    first, last = min(a.first for a in aligned), max(a.last for a in aligned)
    length = sum(len(piece.folded) for piece in long)
    if last - first > length + LONGEST_GAP * len(pieces):
        return None
    differences: list[Difference] = []
    marked: list[str] = []
    for piece, one in zip(long, aligned, strict=True):
        shown: list[str] = []
        for cited, there, same in one.parts:
            ours, theirs = piece.slice(*cited), source.slice(*there)
            if same:
                shown.append(ours)
                continue
            differences.append(Difference(ours, theirs))
            shown.append((f"[-{ours}-]" if ours else "") + (f"{{+{theirs}+}}" if theirs else ""))
        marked.append(" ".join(shown))
    for piece, _ in pieces:
        if piece not in long and source.find(piece.folded, first, last) < 0:
            differences.append(Difference(piece.text.strip(), ""))
    if not differences:
        return None
    if is_printed(source.text):
        differences = [one for one in differences if not _is_of_layout(one)]
        if not differences:
            return _made(pieces, source, first, last, ())
    start, end = source.span(first, last)
    score = sum(one.score * len(p.folded) for p, one in zip(long, aligned, strict=True)) / length
    return QuotationMatch(
        QuotationOutcome.NEAR, score, start, end, source.text[start:end], tuple(differences),
        " […] ".join(marked), fragment(source, first, last), _told(differences),
    )  # fmt: skip


def _is_of_layout(difference: Difference) -> bool:
    """Whether a difference may come from how a PDF is set and not from what it says."""
    cited, found = difference
    if same_in_print(cited, found):
        return True
    interposed = words(found) if not cited else []
    return len(interposed) >= INTERPOSED and negations().isdisjoint(interposed)


def _told(differences: Sequence[Difference]) -> str:
    for one in differences:
        ours, theirs = (negations().intersection(words(part)) for part in one)
        if ours != theirs:
            return f"the source has {one.found!r} where the quotation has {one.cited!r}: a negation"
    return f"{len(differences)} differences in the words"


def _missing(
    quotation: str, source: Words, languages: Sequence[str], whole: bool
) -> QuotationMatch:
    text = source.text
    cited = (languages[0] if languages else "") or detect_language(quotation)
    there = (languages[1] if len(languages) > 1 else "") or detect_language(text[:4000])
    cited, there = cited[:2].lower(), there[:2].lower()
    if cited and there and cited != there:
        return QuotationMatch(
            QuotationOutcome.IN_TRANSLATION, reason=f"the source is in {there}, this is in {cited}"
        )
    if not whole or len(source.folded) < FEWEST_WORDS:
        return QuotationMatch(
            QuotationOutcome.NO_TEXT,
            reason="only a part of the source was read, and it is not there",
        )
    known = set(source.folded)
    quoted_words = words(quotation)
    share = sum(word in known for word in quoted_words) / max(len(quoted_words), 1)
    if is_printed(text):
        reason = ""
        if share < SHARED:
            reason = "hardly a word of it is in the text of the PDF, which may be unreadable"
        elif may_stand_there(quoted_words, _as_printed(source)):
            reason = "part of it is there; the layout of the PDF may hide the rest"
        if reason:
            return QuotationMatch(QuotationOutcome.NO_TEXT, reason=reason)
    if not (cited and there) and share < SHARED:
        return QuotationMatch(
            QuotationOutcome.IN_TRANSLATION,
            reason="the languages may differ: hardly a word is shared",
        )
    return QuotationMatch(QuotationOutcome.NOT_FOUND, reason="its words are not in the source")


def fragment(source: Words, first: int, last: int) -> str:
    """The text fragment directive of some words: all of them, or the first and last few.

    In a PDF, whose readers know no such directives, it is the page.

    A directive without a range must lie within one block of the page; line breaks part blocks in
    the text. Everything but letters, digits and ``._~`` is percent-encoded, the dash included,
    which has a meaning of its own (WICG, Text Fragments, 3.4).

    >>> fragment(Words("So well-known, he said."), 1, 4)
    ':~:text=well%2Dknown%2C%20he'
    """
    start, end = source.span(first, last)
    if is_printed(source.text):
        return f"page={page_of(source.text, start)}"
    passage = source.text[start:end]
    if len(passage) <= 200 and "\n" not in passage:
        return f":~:text={_encoded(passage)}"
    head = _unique(source, first, last)
    tail = source.slice(max(last - 4, head[1]), last)
    opening = source.slice(*head)
    if not tail or "\n" in opening or "\n" in tail:
        opening, tail = opening.split("\n")[0], tail.split("\n")[-1]
    return (
        f":~:text={_encoded(opening)},{_encoded(tail)}" if tail else f":~:text={_encoded(opening)}"
    )


def _unique(source: Words, first: int, last: int) -> tuple[int, int]:
    """The first words, as many as it takes to stand in the text first here."""
    for length in range(4, min(12, last - first)):
        if source.find(source.folded[first : first + length], 0) == first:
            return first, first + length
    return first, min(first + 12, last)


def _encoded(text: str) -> str:
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
