"""Whether the labels of a stretch are those of a reference: author, title, and an imprint."""

from __future__ import annotations

import functools
import re

from srccheck.labelling import Stretch, label
from srccheck.parse.words import prose_words

_SEPARATOR = re.compile(r"[,.:]\s")
_TAIL = re.compile(r"(?:1[4-9]|20)\d\d\D?\b(?!.{0,300}\b(?:1[4-9]|20)\d\d)(.{0,300})$", re.DOTALL)
_VERB = re.compile(r"(?<!v\.\s)(?<![\w'’.-])(?!passim)[a-zà-ÿß]{4,}$")
_LIFE = re.compile(r"\s\([^()]{0,12}(?:1[0-9]|20)\d\d\s?[–-]\s?(?:1[0-9]|20)\d\d\)")
"""The years of a person's life right behind the name, which stand in comments."""
_SURE = 0.75
_IMPRINT = frozenset(("place", "publisher", "container", "genre", "volume", "issue", "pages"))
_LEAST, _MOST = 25, 500


@functools.lru_cache(maxsize=1024)
def labelled_as_source(text: str) -> bool:
    """Whether the model is sure of an author and a title, and finds a date and what prints it.

    The model has seen references only, so a sentence gets labels, too: but no author at its
    beginning with a title after it and an imprint at its end.

    >>> labelled_as_source("Ada Doe, Wasser als Grenze, Berlin 2015")
    True
    >>> labelled_as_source("Ada Doe, mayor of Berlin from 1951, took the minutes home.")
    False
    """
    body = text.strip(" .;,")
    if not _LEAST <= len(body) <= _MOST or not (body[0].isalpha() and body[0].isupper()):
        return False
    if len(_SEPARATOR.findall(body)) < 2 or prose_words(body) > 1:
        return False
    if _goes_on(body):
        return False
    return _is_reference(body, [one for one in label(body) if one.label != "number"])


def _goes_on(body: str) -> bool:
    """Whether a sentence goes on after the last year, or ends there with a verb."""
    tail = _TAIL.search(body)
    if not tail:
        return False
    return bool(_VERB.search(tail[1])) or len(re.findall(r"\b[a-zà-ÿß]{4,}", tail[1])) > 3


def _is_reference(body: str, stretches: list[Stretch]) -> bool:
    names = [one.label for one in stretches]
    if len(names) < 4 or "title" not in names[:3] or "date" not in names:
        return False
    title = stretches[names.index("title")]
    if body[title.start].islower() or title.confidence < _SURE:
        return False
    author = next((one for one in stretches[:3] if one.label in ("author", "editor")), None)
    if author is None or author.confidence < _SURE:
        return False
    if _LIFE.match(body, author.end) or _open(body[title.start : title.end]):
        return False
    if _IMPRINT.isdisjoint(names[names.index("title") :]):
        return False
    other = " ".join(body[one.start : one.end] for one in stretches if one.label == "other")
    return len(other.split()) <= 4


def _open(title: str) -> bool:
    """Whether a parenthesis ends in a title and did not begin there."""
    closing = title.find(")")
    return closing >= 0 and "(" not in title[:closing]
