"""One note into its references and the sentences around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from srccheck.parse.cuts import blanked, find_cuts
from srccheck.parse.enclosed import is_imprint
from srccheck.parse.holdings import is_holding
from srccheck.parse.laws import is_legal
from srccheck.parse.leadins import lead_in
from srccheck.parse.reading import MASK, Mark
from srccheck.parse.remarks import shaded
from srccheck.parse.shape import SIGN, is_listed, is_source, name_like
from srccheck.parse.talk import is_talk
from srccheck.parse.unmarked import YEAR
from srccheck.parse.within import begins, break_before, end_in_sentence, in_parentheses, owner
from srccheck.parse.words import prose_words
from srccheck.text.names import is_organisation

_JOURNAL_YEAR = re.compile(r"[^.;\ue000]{2,80}\.\s(?:19|20)\d\d[^;.]{0,12};\s?\d")
"""``Conflict Data. 2017;12``: the journal of a reference in Vancouver style."""
_HEADED = re.compile(
    r"\s{0,2}[^();\ue000]{1,200}(?:,\s[^\W\d_a-z][^();,\ue000]{0,40}|\.)\s\((?:1[4-9]|20)\d\d[a-z]?"
    r"(?:,\s[^()]{3,30})?\)\.\s{1,3}"
)
"""``Lopez, M. (2004).``: the head of a reference whose title comes next."""
_HEAD_OF_YEAR = re.compile(r"[^\W\d_a-z][\w.,'’ &/-]{1,60}\s\(?(?:1[4-9]|20)\d\d[a-z]?\)?:\s")
"""``Doe 1994: ``, before a title."""
_YEAR_ALONE = re.compile(r"[ .,]{0,3}(?:1[4-9]|20)\d\d\.\s{0,2}")
_AND = re.compile(r",?\s[\w&]{1,7}(?:\s(?:que|well as|de|of|by|von|di))?\s(?:d['’])?$")
_MOST = 400
"""More references than this in one note are not told apart (no list of references is longer)."""
_TRIES = 12
"""How many places in one stretch are tried as beginnings of a source."""
_REACH = 2500
"""No reference is longer; what is farther from a boundary has no say in it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a note: one reference, or words about it."""

    start: int
    end: int
    source: bool


def split(text: str, marks: list[Mark], identifiers: list[tuple[int, int]]) -> list[Piece]:
    """The stretches of a note in order; each character that is not white space is in one."""
    shade = blanked(text, marks, identifiers)
    cuts = find_cuts(text, shade, {mark.start for mark in marks})
    pieces: list[Piece] = []
    start = 0
    judge = _Judge(text, marks, identifiers)
    for index, (cut, kind) in enumerate(cuts):
        if len(pieces) >= _MOST:
            break
        weaker = ":.in" if kind in (";", "&") else ":in"
        later = cuts[index + 1 : index + 40]
        following = next((at for at, other in later if other not in weaker), len(text))
        if cut <= start:
            continue
        if judge.parts(start, cut, following, kind):
            joint = _AND.search(text, max(start, cut - 20), cut) if kind == "&" else None
            pieces.append(Piece(start, cut, judge.source(start, joint.start() if joint else cut)))
            start = cut
    pieces.append(Piece(start, len(text), judge.source(start, len(text))))
    followed = [piece.source for piece in pieces[1:]] + [False]
    pieces = [
        part
        for piece, before_source in zip(pieces, followed, strict=True)
        for part in judge.within(piece, before_source=before_source)
    ]
    return [piece for piece in pieces if text[piece.start : piece.end].strip(" .;,()")]


class _Judge:
    """Decides whether two stretches side by side belong to different references."""

    def __init__(self, text: str, marks: list[Mark], identifiers: list[tuple[int, int]]) -> None:
        self.text = text
        self.shade = shaded(text, marks)
        self.marks = marks
        self.identifiers = identifiers
        self.signs = sorted(
            [mark.start for mark in marks]
            + [start for start, _ in identifiers]
            + [match.start() for match in SIGN.finditer(text)]
        )

    def _inside(self, start: int, end: int) -> tuple[list[Mark], bool]:
        marks = [
            Mark(m.kind, m.start - start, m.end - start, m.inner_start - start, m.inner_end - start)
            for m in _between(self.marks, start, end)
        ]
        return marks, self._identified(start, end)

    def _signed(self, start: int, end: int) -> bool:
        """Whether anything that a reference must have stands there."""
        index = bisect_left(self.signs, start)
        return index < len(self.signs) and self.signs[index] < end

    def _identified(self, start: int, end: int) -> bool:
        index = bisect_left(self.identifiers, (start, start))
        return index < len(self.identifiers) and self.identifiers[index][0] < end

    def source(self, start: int, end: int) -> bool:
        """Whether the stretch cites a work."""
        end = min(end, start + _REACH)
        return is_source(self.text[start:end], *self._inside(start, end))

    def within(self, piece: Piece, *, before_source: bool) -> Iterator[Piece]:
        """The piece, or the sources in it that no boundary parts from the words around them."""
        if not self._signed(piece.start, piece.end) or piece.end - piece.start > _REACH:
            yield piece
        elif piece.source:
            yield from self._behind(piece)
        else:
            yield from self._in_words(piece, before_source=before_source)

    def _in_words(self, piece: Piece, *, before_source: bool) -> Iterator[Piece]:
        """The sources in a stretch of words."""
        if is_talk(self.text[piece.start : piece.end]):
            yield piece
            return
        at = piece.start
        for start, end in in_parentheses(self.text, piece.start, piece.end):
            if start >= at and self._signed(start, end) and self._enclosed(start, end):
                yield from self._after_words(Piece(at, start - 1, False), before_source=False)
                yield Piece(start, end, True)
                at = end + 1
        yield from self._after_words(Piece(at, piece.end, False), before_source=before_source)

    def _enclosed(self, start: int, end: int) -> bool:
        """Whether a source stands between parentheses, its author perhaps in front of them."""
        here = self.text[start:end]
        if is_imprint(here):
            return False
        if is_holding(here) or (_between(self.marks, start, end) and self.source(start, end)):
            return True
        if len(here.split(",")[0].split()) < 2:  # "(Linz, 1788)"
            return False
        name = owner(self.text, start)
        return self.source(start, end) or (bool(name) and is_source(f"{name}, {here}", [], False))

    def _told(self, piece: Piece, start: int, end: int) -> bool:
        """Whether a source in a sentence has a title: ``by J. Doe, Mayor, York, 1911`` has none."""
        here = self.text[start:end]
        title = here[lead_in(here) :].partition(",")[2].split(",")[0]
        return (
            start == piece.start
            or bool(_between(self.marks, start, end))
            or is_holding(here)
            or (len(title.split()) > 1 and not title.endswith("."))
            or ":" in here
        )

    def _after_words(self, piece: Piece, *, before_source: bool) -> Iterator[Piece]:
        """The source that words lead to, also if words that lead to the next one follow it."""
        starts = [piece.start, *self._begins_in(piece)]
        tries = [(start, piece.end) for start in starts]
        if before_source:
            last = break_before(self.shade, piece.start, piece.end)
            tries += [(start, last) for start in starts]
        for start in starts[1:]:
            end = end_in_sentence(self.shade, start, piece.end)
            if _between(self.marks, start, end):
                tries.append((start, end))
        for start, end in tries:
            if start < end and self.source(start, end) and self._told(piece, start, end):
                if start > piece.start:
                    head = Piece(piece.start, start, False)
                    yield from self._after_words(head, before_source=True)
                yield from self._behind(Piece(start, end, True))
                if end < piece.end:
                    yield Piece(end, piece.end, False)
                return
        yield piece

    def _behind(self, piece: Piece) -> Iterator[Piece]:
        """A source, and those that begin after its end."""
        for start in self._begins_in(piece):
            end = break_before(self.shade, piece.start, start)
            if (
                end > piece.start
                and self.source(start, piece.end)
                and self._complete(self.text[piece.start : end], *self._inside(piece.start, end))
                and self.source(piece.start, end)
            ):
                yield Piece(piece.start, end, True)
                if start > end:
                    yield Piece(end, start, False)
                yield from self._behind(Piece(start, piece.end, True))
                return
        yield piece

    def _begins_in(self, piece: Piece) -> Iterator[int]:
        signs = bisect_left(self.signs, piece.start)
        if signs == len(self.signs) or self.signs[signs] >= piece.end:
            return
        yield from islice(begins(self.shade, piece.start, piece.end), _TRIES)

    def parts(self, start: int, cut: int, following: int, kind: str) -> bool:
        """Whether a reference, or a comment, ends at the cut."""
        if kind == "lead":
            return self._leads(cut)
        start, following = max(start, cut - _REACH), min(following, cut + _REACH)
        if not self._signed(start, cut) and (kind in ";\n&" or not self._signed(cut, cut + 900)):
            return False
        here = self.text[start:cut]
        if kind == "." and _HEADED.fullmatch(here):
            return False
        if kind == ":" and is_listed(self.text[start : cut + 300].partition(";")[0].lstrip()):
            return False
        marks, identified = self._inside(start, cut)
        if kind == "in":
            return (
                not marks
                and not identified
                and not is_talk(self.text[start : start + 300])
                and (self._is_prose(start, cut) or self._leads_on(start, cut, following))
                and self._begins(cut, following)
            )
        if kind in ";\n&":
            if not self._complete(here, marks, identified):
                return False
            return self._complete(self.text[cut:following], *self._inside(cut, following)) or (
                self._begins(cut, following)
            )
        if (
            kind != ":"
            and self._complete(here, marks, identified)
            and (marks or identified or is_source(here, [], False))
        ):
            if self._goes_on(cut, following, marks, here):
                return False
            return self._begins(cut, following) or self._is_prose(cut, following)
        if kind == ":" and (marks or identified):
            return False
        if not is_source(here, marks, identified) and (
            self._is_prose(start, cut) or (kind == ":" and self._leads_on(start, cut, following))
        ):
            stop = min(len(self.text), cut + 900)
            return self._begins(cut, min(following, stop)) or self._begins(cut, stop)
        return False

    def _leads_on(self, start: int, cut: int, following: int) -> bool:
        """Whether words without a verb lead to a source, and are no part of its author's name."""
        before = self.text[start:cut].strip()
        if _HEAD_OF_YEAR.match(before):
            return False
        if len(before.split()) < 3 or before[-1].isupper() or is_organisation(before):
            return False
        marks, identified = self._inside(start, following)
        return not is_source(self.text[start:following], marks, identified)

    def _leads(self, cut: int) -> bool:
        """A lead-in parts only when a reference comes after it."""
        rest = self.text[cut : cut + 900]
        marks, identified = self._inside(cut, cut + len(rest))
        skip = lead_in(rest)
        first = min((m.start for m in marks), default=None)
        if first is not None and name_like(rest[skip:first]):
            return True
        return bool(skip) and (identified or is_source(rest.split("; ")[0], [], False))

    def _complete(self, here: str, marks: list[Mark], identified: bool) -> bool:
        if identified:
            return True
        shown = here
        for mark in marks:
            shown = shown[: mark.start] + MASK * (mark.end - mark.start) + shown[mark.end :]
        if not YEAR.search(shown):
            return is_holding(here) or is_legal(here, here)
        return bool(marks) or is_source(here, [], False)

    def _goes_on(self, cut: int, following: int, before: list[Mark], here: str) -> bool:
        """Whether a container follows the title: ``*Journal*, 12``, ``In *Book*``."""
        if _JOURNAL_YEAR.match(self.text, cut):
            return not _JOURNAL_YEAR.search(here)
        marks, _ = self._inside(cut, following)
        last = before[-1] if before else None
        if marks and self._stored(cut, following, marks[0], here):
            return True
        if last and _YEAR_ALONE.fullmatch(here[last.end :]):  # "“Silt.” 1931. *The Essential Doe*"
            return bool(marks) and not self.text[cut : marks[0].start].strip()
        if last and (last.kind != "quote" or here[last.end :].strip(" .,")):
            return False
        first = self.text[cut : cut + 3].lower().strip()
        at_once = bool(marks) and not self.text[cut : cut + marks[0].start].strip()
        return first in ("in", "in:") or (at_once and (last is None or marks[0].kind == "italic"))

    def _stored(self, cut: int, following: int, mark: Mark, here: str) -> bool:
        """Whether only the name of a store and an address come: ``*Waterstore*, https://…``."""
        rest = self.text[cut + mark.end : following].strip(" ,.")
        bare = "://" not in here and not rest.partition(" ")[2]
        return mark.start == 0 and bare and rest.startswith(("http", "doi", "www", "10."))

    def _begins(self, cut: int, following: int) -> bool:
        """Whether a new reference begins here: a lead-in, or names and then a title."""
        rest = self.text[cut:following]
        skip = lead_in(rest)
        marks, identified = self._inside(cut, following)
        if skip and (marks or identified or YEAR.search(rest)):
            return True
        if not marks:
            return is_source(rest, [], identified) and not identified
        names = rest[skip : marks[0].start]
        if not name_like(names):
            return False
        if not names.strip():
            return is_source(rest, marks, identified)
        return names.strip()[-1:] in ",.:)" and is_source(rest, marks, identified)

    def _is_prose(self, start: int, end: int) -> bool:
        start += min(lead_in(self.text[start:end]), end - start)
        marks, identified = self._inside(start, end)
        here = self.text[start:end]
        if identified or is_source(here, marks, identified):
            return False
        shown = here
        for mark in marks:
            shown = shown[: mark.start] + " " * (mark.end - mark.start) + shown[mark.end :]
        return prose_words(shown) >= 1 and len(shown.split()) >= 4


def _between(marks: list[Mark], start: int, end: int) -> list[Mark]:
    index = bisect_left(marks, start, key=lambda mark: mark.start)
    found = []
    while index < len(marks) and marks[index].end <= end:
        found.append(marks[index])
        index += 1
    return found
