"""Where the names in front end and the title begins, when the model cut at the wrong stop."""

from __future__ import annotations

import re

from srccheck.labelling import Stretch
from srccheck.text.given_names import is_given_name
from srccheck.text.names import is_organisation, is_person

_SENTENCE = re.compile(r"([^.:;()“”«»\"]{2,120}?)\.,?\s(?=[^\W\d_a-z]|[“«„\"‘])")
_LINK = re.compile(r",?\s(?:and|et|und|&|y|e)\s|,\s")
_AND = re.compile(r"(?:^|\s)(?:and|et|und|&|y|e)\s")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s(?=[^\W\d_a-z][^\W\d_A-Z])")
_SHORT = re.compile(
    r"(?:eds?|dirs?|hrsg|hgg?|trans|trad|comp|dept|univ|inc|ltd|corp|assoc|gov|prof|bros|sons|intl)\Z",
    re.IGNORECASE,
)


def names_end(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches with all names, and only names, in the author's.

    >>> text = "Ann Doe, Bo Roe, and Cy Poe. Tides."
    >>> found = names_end(text, [Stretch("author", 0, 15, 0.9), Stretch("title", 17, 34, 0.9)])
    >>> [text[one.start : one.end] for one in found]
    ['Ann Doe, Bo Roe, and Cy Poe', 'Tides']
    """
    at = next((n for n, one in enumerate(stretches) if one.label == "author"), -1)
    if at < 0 or at + 1 >= len(stretches) or stretches[at + 1].label != "title":
        return stretches
    names, title = stretches[at : at + 2]
    gap = text[names.end : title.start]
    end = _more(text, names, title, gap)
    start = title.start
    if end:
        start = end + len(text[end : title.end]) - len(text[end : title.end].lstrip(" .,"))
    elif len(gap) < 4 and (stop := _stop(text, names)):
        end, start = stop
    else:
        return stretches
    if start >= title.end:
        return stretches
    return [
        *stretches[:at],
        names._replace(end=end),
        title._replace(start=start),
        *stretches[at + 2 :],
    ]


def house_in_front(_text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``OECD (2020), Some title``: a publisher that stands before the title signs it."""
    labels = [one.label for one in stretches]
    if {"author", "editor"} & set(labels) or "title" not in labels:
        return stretches
    at = 1 if labels[0] == "number" else 0
    if labels[at] != "publisher" or labels.index("title") > at + 2:
        return stretches
    return [*stretches[:at], stretches[at]._replace(label="author"), *stretches[at + 1 :]]


def _more(text: str, names: Stretch, title: Stretch, gap: str) -> int:
    """Where the names end that the title begins with, 0 if it begins with none."""
    first = _SENTENCE.match(text, title.start, title.end)
    if not first:
        return 0
    words = first[1].split()
    if len(words) == 1 and words[0][:1].isupper() and words[0].isalpha():
        last = _LINK.split(text[names.start : names.end])[-1].split()
        cut = gap == " " and len(last) > 1
        initial = gap == ". " and len(last) == 2 and len(last[1]) == 1 and is_given_name(last[0])
        return first.end(1) if cut or initial else 0
    begun = _LINK.split(text[names.start : names.end])
    if len(begun) < 2 or gap.strip() not in (",", "", ", and", "and") or not _AND.search(first[1]):
        return 0
    people = [one for one in _LINK.split(f" {first[1]}") if one.strip()]
    unclosed = not _AND.search(text, names.start, names.end)
    return first.end(1) if unclosed and all(map(is_person, begun + people)) else 0


def _stop(text: str, names: Stretch) -> tuple[int, int] | None:
    """The end of a sentence inside the names, and where the next one begins."""
    found = None
    if is_organisation(text[names.start : names.end]):
        return None
    for match in _STOP.finditer(text, names.start, names.end):
        word = text[names.start : match.start()].split()[-1]
        if not _SHORT.search(word):
            found = found or (match.start(), match.end())
    return found
