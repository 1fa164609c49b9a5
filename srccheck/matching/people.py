"""Names of authors and editors: in any order, with initials, particles and "et al."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from srccheck.matching.held import Held, absent, compatible, different, near, same
from srccheck.matching.translit import skeleton
from srccheck.model import Name
from srccheck.model.match import Agreement
from srccheck.text.names import OTHERS
from srccheck.text.normalise import fold, words
from srccheck.text.scripts import scripts
from srccheck.text.similarity import distance

_COMPARED = 60
_CUT = 6
"""Some services cut lists of authors; none does below this number."""
_MARK = re.compile(r"[\[(]?\d{1,4}[\])]?\s{0,3}")


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[str]]:
    data = resources.files("srccheck.matching") / "data" / "short-names.txt"
    found: dict[str, frozenset[str]] = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            forms = frozenset(line.split())
            for form in forms:
                found[form] = found.get(form, frozenset()) | forms
    return found


def compare_name(cited: Name, found: Name) -> Held:
    """One name held against another.

    >>> compare_name(Name("Oskanian", "Kevorsk"), Name("Oskanian", "Kevork")).reason
    'Kevorsk against Kevork'
    >>> compare_name(Name("Berg", "J.", "van den"), Name("van den Berg", "Jan")).agreement.value
    'compatible'
    """
    shown = str(found)
    a, b = _words(cited), _words(found)
    if not a or not b:
        return absent(found=shown)
    if not {word[0] for word in a} & {word[0] for word in b}:
        return different(f"{cited} against {found}", 0.0, shown)
    if sorted(a) == sorted(b):
        return same(found=shown)
    if cited.literal or found.literal:
        return _organisations(a, b, shown)
    if fold(cited.family) == fold(found.given) and fold(cited.given) == fold(found.family):
        return same("family and given name in the other order", shown)
    family = _family(cited, found)
    if family.agreement is Agreement.DIFFERENT:
        return family._replace(found=shown)
    given = _given(cited.given, found.given)
    if family.agreement is Agreement.NEAR and given.agreement is Agreement.DIFFERENT:
        return different(f"{cited} against {found}", 0.3, shown)
    worst = min((family, given), key=lambda held: held.score)
    return worst._replace(found=shown)


@lru_cache(maxsize=8192)
def _words(name: Name) -> tuple[str, ...]:
    return tuple(words(str(name)))


def _organisations(a: Sequence[str], b: Sequence[str], shown: str) -> Held:
    if set(a) <= set(b) or set(b) <= set(a) or "".join(a) == "".join(w[0] for w in b):
        return compatible("the same organisation", 0.9, shown)
    return different("another name", 0.0, shown)


@lru_cache(maxsize=8192)
def _families(name: Name) -> list[str]:
    whole = f"{name.particle} {name.family}" if name.particle else name.family
    return ["".join(words(whole)), "".join(words(name.family))]


def _family(cited: Name, found: Name) -> Held:
    a, b = _families(cited), _families(found)
    if set(a) & set(b):
        return same()
    if (a[0].endswith(b[1]) and len(b[1]) > 3) or (b[0].endswith(a[1]) and len(a[1]) > 3):
        return compatible("with and without part of the family name")
    first, second = set(_words(Name(cited.family))), set(_words(Name(found.family)))
    mine, theirs = set(_words(cited)), set(_words(found))
    if max(first & second, key=len, default="") and (first <= theirs or second <= mine):
        return compatible("with and without part of the family name")
    if second <= mine or first <= theirs:
        return compatible("the names are parted at another place")
    if skeleton(cited.family) == skeleton(found.family) and len(skeleton(cited.family)) > 2:
        return compatible("another transliteration")
    longest = max(len(a[1]), len(b[1]))
    if longest > 3 and distance(a[1], b[1], 2) <= (1 if longest < 9 else 2):
        return near(f"{cited.family} against {found.family}", 0.75)
    return different(f"{cited.family} against {found.family}", 0.0)


def _given(cited: str, found: str) -> Held:
    a, b = words(cited), words(found)
    if a == b or "".join(a) == "".join(b):
        return same()
    if len(skeleton(cited)) > 2 and skeleton(cited) == skeleton(found):
        return compatible("another transliteration", 0.9)
    if not a or not b:
        return compatible("the given name is on one side only", 0.9)
    if len(a) == len(b):
        slip = _slip(a, b)
        if slip:
            return near(f"{cited} against {found}", 0.85)
    if any(_is_form(x, y) for x in a for y in b):
        return compatible("a shorter form of the given name", 0.95)
    if _as_initials(cited, b) or _as_initials(found, a):
        return compatible("initials", 0.95)
    first, second = a[0], b[0]
    if len(first) == 1 or len(second) == 1:
        if first[0] == second[0]:
            return compatible("initials", 0.95)
        return different(f"{cited} against {found}", 0.4)
    if skeleton(first) == skeleton(second):
        return compatible("another transliteration", 0.9)
    return different(f"{cited} against {found}", 0.4)


def _slip(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether given names are the same but for one, which is a letter or two off."""
    unequal = [(x, y) for x, y in zip(a, b, strict=True) if x != y and not _is_form(x, y)]
    if len(unequal) != 1:
        return False
    x, y = unequal[0]
    longest = max(len(x), len(y))
    if min(len(x), len(y)) < 3 or longest < 4 or skeleton(x) == skeleton(y):
        return False
    return distance(x, y, 2) <= (1 if longest < 8 else 2)


def _is_form(a: str, b: str) -> bool:
    """Whether one given name stands for the other: an initial, a short form, the same."""
    if a == b and len(a) > 1:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return False
    cut = len(long) - len(short) > 1 or len(short) == 3
    return (cut and long.startswith(short) and len(short) > 2) or b in _short_forms().get(a, ())


def _as_initials(text: str, names: Sequence[str]) -> bool:
    """Whether a given name consists of initials of the other: ``JA``, ``J.-A.``, ``J``."""
    parts = words(text)
    letters = "".join(parts)
    spelled = text.isupper() or all(len(part) == 1 for part in parts)
    if not spelled or len(letters) > 5:
        return False
    firsts = "".join(name[0] for name in names)
    return firsts.startswith(letters) or letters.startswith(firsts)


def compare_people(
    cited: Sequence[Name],
    found: Sequence[Name],
    reference: frozenset[str] = frozenset(),
    elsewhere: frozenset[str] = frozenset(),
) -> Held:
    """Cited names held against those of a record.

    Args:
        cited: the names as cited; ``OTHERS`` at the end stands for "et al.".
        found: the names of the record.
        reference: all words of the reference, folded, in case its names were read wrongly.
        elsewhere: words of the record's title and container: they are nobody's name.

    >>> compare_people((Name("Marlow", "A."), Name("Okafor", "T.")),
    ...                (Name("Okafor", "Tom"), Name("Marlow", "Ada"))).reason
    'in another order'
    """
    names = [_cleaned(name) for name in cited if name != OTHERS][:_COMPARED]
    if scripts("".join(name.family for name in names)).isdisjoint(
        scripts("".join(name.family for name in found))
    ):
        return absent("in another script", "; ".join(map(str, found[:10])))
    shown = "; ".join(map(str, found[:10])) + ("; …" if len(found) > 10 else "")
    if not names or not found:
        return absent(found=shown)
    mixed = any(name.literal for name in names) != any(name.literal for name in found)
    if mixed and not any(compare_name(a, b).score > 0.6 for a in names for b in found):
        return absent("an organisation on one side, persons on the other", shown)
    pairs, extra, missing = _paired(names, list(found))
    recorded = {word for name in found for word in _words(name)}
    extra = [name for name in extra if not set(_words(name)) <= recorded | elsewhere]
    unread = [name for name in missing if _pooled([Name(name.family)]) <= reference]
    wrong = [
        held for _, _, held in pairs if held.agreement in (Agreement.NEAR, Agreement.DIFFERENT)
    ]
    if extra and unread:
        return compatible("the names stand in the reference", 0.8, shown)
    if (extra or wrong) and _pooled(names) <= recorded:
        return compatible("the names are parted at other places", 0.8, shown)
    elided = any("…" in str(name) or "..." in str(name) for name in cited)
    cut = not missing and len(found) >= _CUT
    if extra and (cut or (elided and len(extra) == 1)):
        return compatible("the record may not name all", 0.7, shown)
    if not pairs:
        if not extra:
            return absent("names read from the title", shown)
        return different("none of the names is the same", 0.0, shown)
    if extra:
        said = "; ".join(map(str, extra[:3]))
        return different(
            f"not among the recorded names: {said}", len(pairs) / len(names) / 2, shown
        )
    if wrong:
        return min(wrong, key=lambda held: held.score)._replace(found=shown)
    order = [position for _, position, _ in pairs]
    if order != sorted(order):
        return near("in another order", 0.7, shown)
    if missing:
        reason = "et al." if len(names) < len(cited) else f"{len(missing)} more are recorded"
        return compatible(reason, 0.9, shown)
    worst = min((held for _, _, held in pairs), key=lambda held: held.score)
    return worst._replace(found=shown)


def _pooled(names: Sequence[Name]) -> set[str]:
    """All words of some names but the initials."""
    return {word for name in names for word in _words(name) if len(word) > 1}


def _cleaned(name: Name) -> Name:
    """A name without the number of its note: ``[1]N.``."""
    family = _MARK.sub("", name.family).strip("… .")
    return replace(name, given=_MARK.sub("", name.given), family=family)


def _paired(
    cited: Sequence[Name], found: list[Name]
) -> tuple[list[tuple[int, int, Held]], list[Name], list[Name]]:
    """Each cited name with the recorded one that it is closest to, and what is left of both."""
    left = dict(enumerate(found[: _COMPARED * 5]))
    pairs: list[tuple[int, int, Held]] = []
    extra = []
    for position, name in enumerate(cited):
        best_position, best_held = -1, different("")
        ahead = sorted(left, key=lambda other: abs(other - position))
        for other in ahead:
            held = compare_name(name, left[other])
            if held.score > best_held.score:
                best_position, best_held = other, held
            if held.score >= 0.9:
                break
        if best_held.score < 0.35:
            extra.append(name)
            continue
        del left[best_position]
        pairs.append((position, best_position, best_held))
    return pairs, extra, list(left.values())
