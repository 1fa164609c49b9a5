"""What is cited beside what was found, with the differences marked inside the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from srccheck.reporters.html.markup import Markup, el, join

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|\s+|[^\w\s]")
_LONGEST = 4_000
_ALIKE = 0.6
"""From this similarity on, two words are marked letter by letter."""
_VERY = 0.85
"""From this similarity on, so are rows of words that are not of one length."""


def differences(cited: str, found: str) -> tuple[Markup, Markup]:
    """Both texts: what the first has alone in ``<del>``, what the second has alone in ``<ins>``.

    Words are compared first, then the letters of words that are alike. Texts too long to be
    compared are marked whole.

    >>> print(*differences("Kevorsk Oskanian", "Kevork Oskanian"), sep=" | ")
    Kevor<del>s</del>k Oskanian | Kevork Oskanian
    """
    if max(len(cited), len(found)) > _LONGEST:
        return _whole(cited, found)
    left, right = _TOKEN.findall(cited), _TOKEN.findall(found)
    pairs = [
        (join(["".join(left[a])]), join(["".join(right[b])])) if same else _words(left[a], right[b])
        for same, a, b in _joined(_runs(left, right), left)
    ]
    return join(one for one, _ in pairs), join(two for _, two in pairs)


def _words(cited: Sequence[str], found: Sequence[str]) -> tuple[Markup, Markup]:
    """Words in one another's place: letter by letter if they are alike."""
    mine, other = "".join(cited), "".join(found)
    one_by_one = len(cited) == len(found)
    if one_by_one and all(map(_alike, cited, found)):
        pairs = [_letters(a, b) for a, b in zip(cited, found, strict=True)]
        return join(one for one, _ in pairs), join(two for _, two in pairs)
    enough = _VERY if " " in mine or " " in other else _ALIKE
    if mine and other and not one_by_one and Indel.normalized_similarity(mine, other) >= enough:
        return _letters(mine, other)
    return _whole(mine, other)


def _alike(cited: str, found: str) -> bool:
    return cited == found or Indel.normalized_similarity(cited, found) >= _ALIKE


def _letters(cited: str, found: str) -> tuple[Markup, Markup]:
    left, right = _clusters(cited), _clusters(found)
    pairs = [
        (join(["".join(left[a])]), join(["".join(right[b])]))
        if same
        else _whole("".join(left[a]), "".join(right[b]))
        for same, a, b in _runs(left, right)
    ]
    return join(one for one, _ in pairs), join(two for _, two in pairs)


def _whole(cited: str, found: str) -> tuple[Markup, Markup]:
    if cited == found:
        return join([cited]), join([found])
    return el("del", cited) if cited else Markup(), el("ins", found) if found else Markup()


def _runs(left: Sequence[str], right: Sequence[str]) -> list[tuple[bool, slice, slice]]:
    """Stretches that are the same, and between them those that differ, deletion and insertion."""
    runs: list[tuple[bool, slice, slice]] = []
    for step in Indel.opcodes(left, right):
        same = step.tag == "equal"
        a, b = slice(step.src_start, step.src_end), slice(step.dest_start, step.dest_end)
        if runs and not same and not runs[-1][0]:
            _, first, second = runs.pop()
            a, b = slice(first.start, a.stop), slice(second.start, b.stop)
        runs.append((same, a, b))
    return runs


def _joined(
    runs: Sequence[tuple[bool, slice, slice]], left: Sequence[str]
) -> list[tuple[bool, slice, slice]]:
    """The same, with words that differ and have nothing but space between them taken together."""
    joined: list[tuple[bool, slice, slice]] = []
    for index, (same, a, b) in enumerate(runs):
        inside = 0 < index < len(runs) - 1 and not "".join(left[a]).strip()
        same = same and not inside
        if joined and not same and not joined[-1][0]:
            _, first, second = joined.pop()
            a, b = slice(first.start, a.stop), slice(second.start, b.stop)
        joined.append((same, a, b))
    return joined


def _clusters(value: str) -> list[str]:
    """Letters with the marks that stand on them."""
    clusters: list[str] = []
    for char in value:
        if clusters and unicodedata.category(char) in ("Mn", "Me", "Mc"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
