"""Where a title ends and its host begins, and which names are hosts: journals have volumes."""

from __future__ import annotations

import re

from srccheck.labelling import Stretch
from srccheck.parse.kinds import is_periodical
from srccheck.venues import is_known

_NAME_AND_NUMBER = re.compile(
    r"(?!(?i:vols?|volume|bd|band|t|tome|tomo|tom|jg|nr|no|s|ser|serie|série|n)\b)"
    r"([^\W\d_a-z][^,\d]{2,80}),\s(?=\d)"
)


_LAST_SENTENCE = re.compile(r"(?<=[^\W_]{2})[.?!]\s(?=[^\W\d_a-z][^.?!]{1,80}\Z)")
_LAST_CLAUSE = re.compile(r",\s(?=[^\W\d_a-z][^,]{1,40}\Z)")


_SENTENCE = re.compile(r"(?:[^\W\d_A-Z]{4}|\))[.?!]\s(?=[^\W\d_a-z])")


def host_begins(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Special issue. Culture Theory | and Critique``: a host begins where a sentence does.

    >>> text = "Tides. Marine Letters"
    >>> cut = [Stretch("title", 0, 13, 0.9), Stretch("container", 14, 21, 0.9)]
    >>> [text[one.start : one.end] for one in host_begins(text, cut)]
    ['Tides', 'Marine Letters']
    """
    found = list(stretches)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if (one.label, other.label) != ("title", "container"):
            continue
        if text[one.end : other.start] != " ":
            continue
        ends = list(_SENTENCE.finditer(text, one.start, other.end))
        behind = [end for end in ends if end.start() >= other.start]
        cut = behind[-1] if behind else ends[-1] if ends else None
        if cut:
            stop = cut.end() - 2
            found[at] = one._replace(end=stop)
            found[at + 1] = other._replace(start=cut.end())
    return found


def hosts_behind(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Some title. Marine Letters, 2, 79-116``: a work in a volume, with pages, is in one."""
    labels = [one.label for one in stretches]
    if {"container", "series", "genre"} & set(labels):
        return stretches
    printed = bool({"publisher", "place"} & set(labels))
    found = []
    for at, one in enumerate(stretches):
        found.append(one)
        behind = labels[at + 1 : at + 3]
        if one.label != "title" or not {"pages", "issue"} & set(labels):
            continue
        if printed:
            found[-1:] = _in_series(text, one, stretches[at + 1 :])
            continue
        if behind[:1] != ["volume"] and behind != ["date", "volume"]:
            continue
        cut = _LAST_SENTENCE.search(text, one.start, one.end) or _LAST_CLAUSE.search(
            text, one.start, one.end
        )
        if cut:
            found[-1:] = [
                one._replace(end=cut.start()),
                one._replace(label="container", start=cut.end()),
            ]
    return found


def _in_series(text: str, title: Stretch, behind: list[Stretch]) -> list[Stretch]:
    """``Ferries, Studies in Water 12 (Leeds``: a numbered name behind the title is a series."""
    cut = _LAST_CLAUSE.search(text, title.start, title.end)
    labels = [one.label for one in behind[:2]]
    numbered = labels[:1] == ["volume"] and labels[1:] in (["place"], ["publisher"])
    if not (cut and numbered and text[behind[0].start].isdigit()):
        return [title]
    name = text[cut.end() : title.end].split()
    if len(name) < 3 or text[title.end : behind[0].start] != " " or not name[-1][:1].isupper():
        return [title]
    return [title._replace(end=cut.start()), title._replace(label="series", start=cut.end())]


def numbered_hosts(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Marine Letters, 76, 167-238``: what has a volume and pages, and no publisher, is a journal.

    ``Nature, 12`` may be labelled as one: the name is the journal's.
    """
    labels = {one.label for one in stretches}
    if labels & {"container", "publisher", "place", "genre"}:
        return stretches
    found = []
    for at, one in enumerate(stretches):
        behind = stretches[at + 1].label if at + 1 < len(stretches) else ""
        named = _NAME_AND_NUMBER.match(text, one.start, one.end)
        numbered = behind in ("volume", "issue") and "pages" in labels
        if (one.label == "series" and numbered) or _is_journal(text, stretches, at):
            found.append(one._replace(label="container"))
        elif one.label in ("volume", "issue") and named and "series" not in labels:
            found.append(one._replace(label="container", end=named.end(1)))
            found.append(one._replace(label="volume", start=named.end()))
        else:
            found.append(one)
    return found


def _is_journal(text: str, stretches: list[Stretch], at: int) -> bool:
    """``Phys. Rev. Lett. 83, 3370 (1999)``: no title, but a journal's name."""
    one, volume = stretches[at], stretches[min(at + 1, len(stretches) - 1)]
    if one.label != "title" or volume.label != "volume":
        return False
    name = text[one.start : one.end]
    cut_short = ". " in name and all(word[:1].isupper() for word in name.split())
    return (
        {"pages", "date"} <= {other.label for other in stretches}
        and text[volume.start].isdigit()
        and len(name) < 40
        and (cut_short or is_known(name))
    )


def journal_in_title(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Os canais. Revista de História, v. 12``: the last sentence of a title is its journal."""
    labels = {one.label for one in stretches}
    dated = any(one.label == "date" and _DAY.search(text, one.start, one.end) for one in stretches)
    if "container" in labels or not (dated or labels & {"volume", "issue"}):
        return stretches
    found: list[Stretch] = []
    for one in stretches:
        stop = text.rfind(". ", one.start, one.end)
        found.append(one)
        name = text[stop + 2 : one.end]
        told = is_known(name) or is_periodical(name) or _has_capitals(text, one.start, stop, name)
        if one.label == "title" and stop > one.start and told:
            found[-1:] = [
                one._replace(end=stop),
                one._replace(label="container", start=stop + 2, confidence=0.6),
            ]
    return found


def _has_capitals(text: str, start: int, stop: int, name: str) -> bool:
    """Whether a name has capitals that the title before it has not, as in APA style."""
    words = [word for word in name.split() if len(word) > 3]
    before = [word for word in text[start:stop].split()[1:] if len(word) > 3]
    return (
        1 < len(name.split()) < 7
        and name[-1:].isalpha()
        and all(word[0].isupper() for word in words)
        and bool(words)
        and any(word[0].islower() for word in before)
    )


_DAY = re.compile(
    r"\b(?:1[4-9]|20)\d\d,\s[^\W\d_]{3,10}\.?\s\d{1,2}\b"
    r"|\b\d{1,2}\.?(?:\sde)?\s[^\W\d_]{3,10}\.?(?:\sde)?\s(?:1[4-9]|20)\d\d"
)
