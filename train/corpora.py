"""Labelled sets as words with labels, their conventions made one.

Every set is JSON Lines with ``segments``: pairs of a label and a text, which joined are the
reference. What differs between the sets is settled here: words such as *vol.*, *p.* and *no.* go
with their number, *in* before a host with nothing, volume and issue are told apart, and an article
and its journal that share a label are parted at the journal's guillemets.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from srccheck.labelling.tokens import Token, tokens

LABELS = {
    "institution": "publisher",
    "doi": "identifier",
    "url": "identifier",
    "isbn": "identifier",
    "genre": "genre",
}
_PREFIX = {
    "p", "pp", "pag", "pagg", "pages", "page", "s", "ss", "seiten", "seite", "col", "coll", "f",
    "ff", "fol", "pgs", "pág", "págs", "págg",
    "vol", "vols", "volume", "bd", "band", "t", "tome", "tomo", "tom", "jg", "jahrgang", "v",
    "no", "nos", "nr", "n", "num", "núm", "numéro", "number", "heft", "h",
    "issue", "nº", "fasc", "iss", "hft",
}  # fmt: skip
_IN = {"in", "dans", "en", "nel", "nella", "em", "aus", "from"}
_NUMBERED = {"pages", "volume", "issue"}
_ISSUE_WORDS = {
    "no",
    "nos",
    "nr",
    "n",
    "num",
    "núm",
    "numéro",
    "number",
    "heft",
    "h",
    "issue",
    "fasc",
}
_JOURNAL = re.compile(
    r",?\s(?:in|dans|in:|en)\s?:?\s[«“\"]|[»”\"],?\s(?:in|dans|in:|en)\s?:?\s", re.IGNORECASE
)

_LAST_QUOTED = re.compile(r"[^\s«»“”\"][,.]\s(?=[«“\"]\s?[^«»“”\"]+[»”\"]?\W{0,3}$)")


class Sample(NamedTuple):
    """A reference with the label of each of its words."""

    id: str
    group: str
    text: str
    words: list[Token]
    labels: list[str]


def read(path: Path) -> Iterator[Sample]:
    """The references of a set."""
    with path.open(encoding="utf-8") as lines:
        yield from read_lines(lines)


def read_lines(lines: Iterable[str]) -> Iterator[Sample]:
    """The references of a set, from its lines."""
    for line in lines:
        sample = _sample(json.loads(line))
        if sample.words:
            yield sample


def normalised(text: str) -> str:
    """A reference by its letters and figures alone, for telling whether two are the same."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _sample(row: Mapping[str, Any]) -> Sample:
    text = str(row["text"])
    identity = str(row["id"])
    starts: list[int] = []
    names: list[str] = []
    at = 0
    segments = row["segments"]
    for label, piece in segments:
        starts.append(at)
        names.append(LABELS.get(label, label))
        at += len(piece)
    words = tokens(text)
    labels = []
    index = 0
    for word in words:
        while index + 1 < len(starts) and starts[index + 1] <= word.start:
            index += 1
        labels.append(names[index] if names else "other")
    group = str(row.get("source") or identity.partition("/")[0])
    settled = _settled(words, labels, text, identity)
    return Sample(identity, group, text, words, settled)


def _settled(words: Sequence[Token], labels: list[str], text: str, identity: str) -> list[str]:
    if identity.startswith("linkedbooks"):
        labels = _parted(words, labels, text)
        _hosts(words, labels)
    low = [word.text.lower() for word in words]
    with_prefixes(words, labels)
    for index, word in enumerate(low):
        first = index == 0 or labels[index - 1] != labels[index]
        if first and word in _IN and labels[index] in ("container", "editor", "title") and index:
            labels[index] = "other"
    if identity.startswith(("anystyle", "linkedbooks")):
        _issues(words, low, labels)
    return labels


def with_prefixes(words: Sequence[Token], labels: list[str]) -> None:
    """Words such as *vol.* and *p.* get the label of the number behind them."""
    for index in range(len(words) - 2, -1, -1):
        free = labels[index] == "other" and labels[index + 1] in _NUMBERED
        if free and words[index].text.lower() in _PREFIX:
            labels[index] = labels[index + 1]


def _issues(words: Sequence[Token], low: Sequence[str], labels: list[str]) -> None:
    """Of ``12(3)`` and ``vol. 12, no. 3`` with one label, the second number is the issue."""
    index = 0
    while index < len(words):
        if labels[index] != "volume":
            index += 1
            continue
        end = index
        while end < len(words) and labels[end] == "volume":
            end += 1
        seen = False
        issue = False
        for at in range(index, end):
            word = low[at]
            if re.match(r"(?:1[5-9]|20)\d\d$", word) and end - index > 1:
                labels[at] = "date"
                continue
            if word in _ISSUE_WORDS:
                issue = True
            elif (issue or seen) and words[at].before[-1:] == ":" and word[0].isdigit():
                labels[at:end] = ["pages"] * (end - at)
                break
            elif seen and words[at].before[-1:] in ("(", "/", ".") and word[0].isdigit():
                issue = True
            if word[0].isdigit() and not issue:
                seen = True
            if issue:
                labels[at] = "issue"
        index = end


def _hosts(words: Sequence[Token], labels: list[str]) -> None:
    """A second title, after *in*, is that of the host."""
    index = 1
    while index < len(words):
        starts = labels[index] == "title" and labels[index - 1] == "other"
        if starts and words[index - 1].text.lower() in _IN and "title" in labels[: index - 1]:
            while index < len(words) and labels[index] == "title":
                labels[index] = "container"
                index += 1
        index += 1


def _parted(words: Sequence[Token], labels: list[str], text: str) -> list[str]:
    """An article's title and its journal, which the set labels as one, at the guillemets."""
    labels = list(labels)
    index = 0
    while index < len(words):
        if labels[index] != "title":
            index += 1
            continue
        end = index
        while end < len(words) and labels[end] == "title":
            end += 1
        stretch = text[words[index].start : words[end - 1].end]
        match = _JOURNAL.search(stretch) or _LAST_QUOTED.search(stretch)
        if match:
            cut = words[index].start + match.end()
            for at in range(index, end):
                if words[at].start >= cut:
                    labels[at] = "container"
        elif words[index].before[-1:] in "«“" and index and words[index - 1].text.lower() in _IN:
            for at in range(index, end):
                labels[at] = "container"
        index = end
    return labels
