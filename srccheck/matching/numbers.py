"""Volumes, issues, editions and pages."""

from __future__ import annotations

import re

from srccheck.matching.held import Held, compatible, different, near, same
from srccheck.matching.wording import number, page_range
from srccheck.text.normalise import fold

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4}")
_SPLIT = re.compile(r"\s?[-–—/,&]\s?|\s(?:and|et|und)\s")
_LABEL = re.compile(
    r"^(?:vol(?:ume)?|no|nr|n°|nº|num(?:ero|ber)?|issue|heft|band|bd|t(?:ome)?)(?![^\W\d_])\.?\s?"
)


def compare_numbers(cited: str, found: str) -> Held:
    """A volume or an issue held against another.

    >>> compare_numbers("19/22", "19/2022").agreement.value, compare_numbers("XIV", "14").score
    ('same', 1.0)
    >>> compare_numbers("3", "3-4").agreement.value, compare_numbers("87", "88").agreement.value
    ('compatible', 'different')
    """
    a, b = _plain(cited), _plain(found)
    if number(a) == number(b) or a.replace(" ", "") == b.replace(" ", ""):
        return same(found=found)
    first, second = _pieces(a), _pieces(b)
    if len(first) == len(second) == 2 and first[0] == second[0] and _same_year(first[1], second[1]):
        return same("the year written short", found)
    if set(first) & set(second) and (len(first) == 1 or len(second) == 1):
        return compatible("one is part of the other", 0.9, found)
    mine, theirs = _DIGITS.findall(a), _DIGITS.findall(b)
    if mine and [int(n) for n in mine] == [int(n) for n in theirs]:
        return compatible("the same number with other letters", 0.85, found)
    if not mine or not theirs or _WORD.search(a):
        return compatible("one of them is in words", 0.5, found)
    return different(f"{cited} against {found}", 0.0, found)


def _plain(value: str) -> str:
    return _LABEL.sub("", fold(value)).strip(" .()")


def _pieces(value: str) -> list[str]:
    return [number(piece) for piece in _SPLIT.split(value) if piece]


def _same_year(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) == 2 and len(long) == 4 and long.endswith(short)


def compare_pages(cited: str, found: str) -> Held:
    """Pages held against the pages of a record.

    A page or range inside the recorded one is the place of a quotation, not an error.

    >>> compare_pages("1093–7", "1093-1097").agreement.value
    'same'
    >>> compare_pages("12", "12-30").agreement.value, compare_pages("9-30", "12-29").agreement.value
    ('compatible', 'different')
    """
    a, b = page_range(cited), page_range(found)
    if not a[0] or not b[0]:
        return compatible("one of them has no number", 0.5, found)
    if a == b:
        return same(found=found)
    if a[0] == b[0]:
        if not a[1] or not b[1]:
            return compatible("the first page only", 0.9, found)
        return _last(a[1], b[1], f"{cited} against {found}", found)
    inner, outer = _whole(a), _whole(b)
    if inner and outer and outer[0] <= inner[0] and inner[1] <= outer[1]:
        return compatible("within the recorded pages", 0.8, found)
    mine, theirs = _DIGITS.findall(a[0]), _DIGITS.findall(b[0])
    if mine and mine == theirs:
        return compatible("the same number with other letters", 0.85, found)
    return different(f"{cited} against {found}", 0.0, found)


def _last(cited: str, recorded: str, against: str, found: str) -> Held:
    """The same first page, but another last one."""
    if cited.isdigit() and recorded.isdigit():
        if int(cited) <= int(recorded):
            return compatible("within the recorded pages", 0.8, found)
        return near(f"{against}: another last page", 0.6, found)
    return compatible("the same first page", 0.7, found)


def _whole(pages: tuple[str, str]) -> tuple[int, int] | None:
    letters = {re.sub(r"\d", "", page) for page in pages if page}
    digits = [_DIGITS.search(page) for page in pages if page]
    if len(letters) != 1 or not all(digits):
        return None
    values = [int(match.group()) for match in digits if match]
    return min(values), max(values)


_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
             "premiere": "1", "deuxieme": "2", "troisieme": "3"}  # fmt: skip


def compare_editions(cited: str, found: str) -> Held:
    """An edition held against another: ``2nd ed.`` and ``second edition`` are the same.

    >>> compare_editions("2nd ed.", "Second edition").agreement.value
    'same'
    """
    a, b = _edition(cited), _edition(found)
    if not a or not b:
        return compatible("one of them is in words", 0.5, found)
    return same(found=found) if a == b else different(f"{cited} against {found}", 0.0, found)


def _edition(value: str) -> str:
    folded = fold(value)
    match = _DIGITS.search(folded)
    if match:
        return match.group()
    return next((digit for word, digit in _ORDINALS.items() if word in folded), "")
