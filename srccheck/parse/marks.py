"""Stretches that typography sets off: quotes of every kind, and italics."""

from __future__ import annotations

import re
from bisect import bisect_right

from srccheck.parse.reading import EDGES, Mark
from srccheck.text.normalise import fold

_LONGEST = 1200
_PATIENCE = 40
"""After so many quotes that nothing closes, that mark is no quote in this text."""
_PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“",
    "‹": "›",
    "‘": "’",
    "‚": "‘",
    "»": "«",
    "″": "″",
    '"': '"',
    "'": "'",
    "`": "'",
}
_OPENER = re.compile("[“«„‹‘‚»″\"'`]")
_FOREIGN = frozenset(
    {
        "in", "et al", "et al.", "ibid", "ibid.", "ibidem", "op. cit.", "op.cit.", "loc. cit.",
        "id.", "idem", "inter alia", "passim", "cf.", "cf", "see", "see also", "dans", "via",
        "vol.", "no.", "sic", "infra", "supra", "and", "et", "voir", "circa", "ca.", "et alii",
        "a priori", "de facto", "de jure", "apud", "vgl.", "siehe", "eds.", "ed.", "dir.",
    }
)  # fmt: skip


def find_quotes(text: str) -> list[tuple[int, int]]:
    """The outermost quoted stretches, quotes included; a quote that is not closed is none.

    >>> [text[a:b] for text in ["l'« ère “post” » d'hier"] for a, b in find_quotes(text)]
    ['« ère “post” »']
    """
    found: list[tuple[int, int]] = []
    missing: set[str] = set()
    failed: dict[str, int] = {}
    position = 0
    while match := _OPENER.search(text, position):
        start = match.start()
        mark = match.group()
        position = start + 1
        if mark in missing or not _opens(text, start, mark):
            continue
        end = _closing(text, start, mark)
        if end < 0:
            failed[mark] = failed.get(mark, 0) + 1
            if failed[mark] > _PATIENCE or _PAIRS[mark] not in text[start + 1 :]:
                missing.add(mark)
            continue
        found.append((start, end))
        position = end
    return found


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "«„“‹":
        return not (mark == "“" and after.isspace() and before.isalnum())
    if mark == "»":
        return not before.isalnum() and after.isalnum()
    if after.isspace():
        return False
    return not before.isalnum() and before not in ".!?)"


def _closing(text: str, start: int, mark: str) -> int:
    """Where the stretch opened at ``start`` ends (after its closing mark), or -1."""
    close = _PAIRS[mark]
    limit = min(len(text), start + _LONGEST)
    depth, index = 1, start + 1
    candidates = close + mark + ("“”" if mark == "„" else "") + ("'’" if mark == "`" else "")
    while index < limit:
        character = text[index]
        if character in candidates:
            if mark == close:
                if _closes_straight(text, index):
                    depth -= 1
                elif _opens(text, index, mark):
                    depth += 1
            elif character == mark:
                depth += 1
            elif character != "’" or not text[index + 1 : index + 2].isalnum():
                depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    if mark == '"':
        simple = text.find('"', start + 1, limit)
        return simple + 1 if simple >= 0 else -1
    return -1


def _closes_straight(text: str, at: int) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1]
    if text[at] == "'" and after.isalnum():
        return False
    return not after.isalnum() and (not before.isspace() or before in "\u00a0\u202f")


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES + ",;":
        end -= 1
    if end > start and text[end - 1] == "." and text[end - 3 : end] != "...":
        last = text[start : end - 1].rsplit(" ", 1)[-1]
        # The stop of an American title goes, that of an abbreviation ("U.S.") stays.
        if "." not in last and not _is_abbreviated(text[start:end]):
            end -= 1
    return start, end


def _is_abbreviated(name: str) -> bool:
    """Whether most words are cut short: *Annu. Rev. Earth Planet. Sci.* are."""
    words = name.split()
    short = sum(word.endswith(".") for word in words)
    return 1 < len(words) <= 9 and short > 1 and 2 * short >= len(words)


def find_marks(text: str, italic: list[tuple[int, int]]) -> list[Mark]:
    """Quotes and italics in order, none inside another, each with its inner stretch."""
    slanted = _joined(text, [pair for pair in italic if _is_name(text, *pair)])
    ends = [end for _, end in slanted]
    quotes = []
    for start, end in find_quotes(text):
        around = _first_overlap(slanted, ends, start, end)
        if not (around and around[0] <= start and end <= around[1] and around != (start, end)):
            quotes.append((start, end))
            continue
        rest = text[around[0] : start] + text[end : around[1]]
        if not any(character.isalnum() for character in rest):
            quotes.append((start, end))
    marks = [Mark("quote", start, end, *_inner(text, start + 1, end - 1)) for start, end in quotes]
    ends = [end for _, end in quotes]
    marks += [
        Mark("italic", start, end, *_inner(text, start, end))
        for start, end in slanted
        if _first_overlap(quotes, ends, start, end) is None
    ]
    marks = [mark for mark in marks if mark.inner_end > mark.inner_start]
    return sorted(marks, key=lambda mark: mark.start)


def _first_overlap(
    pairs: list[tuple[int, int]], ends: list[int], start: int, end: int
) -> tuple[int, int] | None:
    """The first of some stretches, apart and in order, that shares a character with this one."""
    index = bisect_right(ends, start)
    return pairs[index] if index < len(pairs) and pairs[index][0] < end else None


def _is_name(text: str, start: int, end: int) -> bool:
    content = fold(text[start:end]).strip(" ,;:()")
    return len(content) > 1 and content not in _FOREIGN and any(c.isalpha() for c in content)


def _joined(text: str, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Italic stretches that only a space, a colon or an apostrophe parts are one."""
    joined: list[tuple[int, int]] = []
    for start, end in pairs:
        if joined and text[joined[-1][1] : start].strip() in ("", ":", "&", "'", "’", "-"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
