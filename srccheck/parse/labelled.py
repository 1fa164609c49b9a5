"""A reference without marks that set its title off, read with the labels of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from srccheck.labelling import Stretch
from srccheck.model import PartialDate
from srccheck.parse.dating import read_date
from srccheck.parse.imprint import read_imprint
from srccheck.parse.numbers import number_in, pages_in, read_numbers
from srccheck.parse.people import read_authors, take_names
from srccheck.parse.quoted import beside_quotes
from srccheck.parse.reading import MASK, Reading, trimmed
from srccheck.parse.stretches import put_right
from srccheck.parse.words import genres

_PLAIN = {
    "title": "title",
    "container": "container",
    "series": "series",
    "publisher": "publisher",
    "place": "location",
}
_ROLE_BEFORE = re.compile(
    r"(?:in:?\s)?\(?(?:(?:edited|ed|eds|édité|éd|hrsg|hg|herausgegeben|coord|coordonné|dirigé|org"
    r"|editado|translated|trans|transl|trad|traduit|traduction|traducción|tradotto|traduzione|tradução|traduzid[oa]|traducid[oa]|tr"
    r"|übers|übersetzt)\b\.?(?:\s(?:by|par|von|v\.|de|di|por|da|du|dal)\b)?"
    r"|sous la dir(?:ection|\.) d(?:e\s|['’])|dir\.(?:\s(?:de|par)\b)?|a cura d[ie]\b"
    r"|a c\. di\b)\s?",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"[\s,]{0,3}\(?(?:eds?|éds?|hrsg|hgg?|dirs?|coords?|orgs?|editors?|editores|a cura di"
    r"|trans|trad|übers)\b\.?\)?[\s,.:]{0,3}$",
    re.IGNORECASE,
)
_ROLE_APART = re.compile(r"\b(?:trad|transl|übers|edi|édi|coord|dir|herausg)[^\W\d_]*\.?\s\Z", re.I)
"""``Tradução`` before ``de Ana Costa``."""
_EMPTY = re.compile(
    r"(?:in|dans|en|em|nel|nella)?:?\s?\(?(?:eds?|éds?|editors?|hrsg|hgg?|dirs?|coords?"
    r"|orgs?|trans|trad|a cura di|at|hier|à|(?:edited|translated|éditée?|traduite?|editad[oa]"
    r"|traducid[oa]|traduzid[oa]|herausgegeben|übersetzt)\s(?:by|par|por|von)|trad\.\s(?:de|par|di))?\b\.?\)?",
    re.IGNORECASE,
)
"""Words that tell a role and are no part of a field."""
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20[0-3]\d)(?!\d)")
_VOLUMES = re.compile(r"^\d{1,2}\s(?:vol|bde|bände|tom|v\.|t\.)", re.IGNORECASE)
_TOTAL = re.compile(r"\s?(?:p\.|pp\.|pages\b|S\.|Seiten\b|págs?\.)(?!\s?\d)", re.IGNORECASE)
_LEAD_OF_PUBLISHER = re.compile(
    r"(?:chez|apud|bei|appresso|presso|typis|ex officina)\s", re.IGNORECASE
)
_THESIS = re.compile(
    r"th[eè]s[ei]s?\b|dissert|\bdiss\b|tesi\b|tesis\b|tese\b|habilitation", re.IGNORECASE
)


def read_labelled(reading: Reading, stretches: Sequence[Stretch]) -> tuple[bool, bool]:
    """Give each labelled stretch to its field.

    Returns:
        Whether the title is inside another work, and whether that work stands after *in*.
    """
    quoted = beside_quotes(reading.text, reading.marks, stretches)
    stretches = _with_title(put_right(reading.text, quoted))
    for one in stretches:
        if one.label == "number":
            opened = one.start - (reading.text[max(0, one.start - 1) : one.start] in ("[", "("))
            reading.mask(opened, _past_bracket(reading.text, one.end))
    authors = next((one for one in stretches if one.label == "author"), None)
    if authors:
        _authors(reading, authors)
    for one in stretches:
        if one.label in _PLAIN and reading.is_open(one.start, one.end):
            _plain(reading, one)
        elif one.label in ("editor", "translator"):
            _people(reading, one)
        elif one.label == "genre":
            _genre(reading, one)
    _genre_left(reading)
    for one in stretches:
        if one.label in ("volume", "pages"):
            _number(reading, one, stretches)
    read_numbers(reading)
    dates = [one for one in stretches if one.label == "date"]
    read_date(reading, within=dates)
    if not reading.has("date"):
        _year(reading, dates)
    for one in stretches:
        if one.label == "issue":
            _number(reading, one, stretches)
    contained = reading.has("container")
    after_in = contained and _after_in(reading)
    for one in stretches:
        if one.label == "other" and _EMPTY.fullmatch(reading.text, one.start, one.end):
            reading.mask(one.start, one.end)
    title = reading.parts.get("title")
    mark = next(
        (m for m in reading.marks if title and m.inner_start <= title.start < m.inner_end), None
    )
    if mark:
        reading.mask(mark.start, mark.inner_start)
        reading.mask(mark.inner_end, mark.end)
    if title and mark and not contained and not reading.has("publisher"):
        read_imprint(reading, title.end + 1, inside=True, container=False)
    return contained or mark is not None, after_in


def _with_title(stretches: Sequence[Stretch]) -> list[Stretch]:
    """A host without a work in it is a work itself; a second title is that of the host."""
    labels = [one.label for one in stretches]
    if "title" not in labels and "container" in labels:
        at = labels.index("container")
        if not any(label in ("volume", "issue", "pages") for label in labels):
            labels[at] = "title"
    elif labels.count("title") == 2 and "container" not in labels:
        second = len(labels) - 1 - labels[::-1].index("title")
        if labels[second - 1] in ("other", "editor"):
            labels[second] = "container"
    return [one._replace(label=label) for one, label in zip(stretches, labels, strict=True)]


def _past_bracket(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("]", ")", ".") else end


def _authors(reading: Reading, one: Stretch) -> None:
    """The names in front, or those that an editor's mark behind them makes editors."""
    mark = re.match(
        r"[\s,]{0,2}[(\[]?(?:eds?|editors?|éds?|hrsg|hgg?|dirs?|coords?|orgs?|a cura di)\b\.?"
        r"[)\]]?",
        reading.open[one.end :],
        re.IGNORECASE,
    )
    end = one.end + (mark.end() if mark else _dot(reading.text, one.end))
    if reading.open[one.start : one.start + 1] == MASK:
        return
    first = reading.open[: one.start]
    if first.strip(f" ,.;:([{MASK}"):
        end = one.end + _dot(reading.text, one.end)
        take_names(reading, "author", one.start, end, one.confidence)
    else:
        read_authors(reading, end, one.confidence)


def _dot(text: str, end: int) -> int:
    """1 if the dot at ``end`` belongs to an initial, else 0."""
    return int(text[end : end + 1] == "." and bool(_INITIAL.search(text, max(0, end - 3), end)))


def _plain(reading: Reading, one: Stretch) -> None:
    start, end = one.start, one.end
    text = reading.text
    if text[end : end + 1] in ("?", "!") or (
        text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end)
    ):
        end += 1
    if _PLAIN[one.label] in reading.parts and one.label in ("place", "publisher"):
        _second_house(reading, one)
        return
    if one.label == "publisher" and (lead := _LEAD_OF_PUBLISHER.match(text, start, end)):
        start = lead.end()
    if one.label == "container" and text.startswith("in ", start, end):
        start += 3
    reading.take(_PLAIN[one.label], start, end, confidence=one.confidence)


_ONE_MORE = re.compile(r"(?:\s?:\s[^;:\d]{2,80})?;\s(?:[^;:\d]{2,60}:\s)?")


def _second_house(reading: Reading, one: Stretch) -> None:
    """``Leeds: Moor Books; New York: Fen Press``."""
    name = _PLAIN[one.label]
    part = reading.parts[name]
    between = reading.text[part.end : one.start]
    if _ONE_MORE.fullmatch(between):
        value = f"{part.value} and {' '.join(reading.text[one.start : one.end].split())}"
        reading.parts[name] = replace(part, end=one.end, value=value)
    reading.mask(one.start, one.end)


def _people(reading: Reading, one: Stretch) -> None:
    """Editors and translators, without the words that say what they did."""
    text = reading.text[one.start : one.end]
    before = _ROLE_BEFORE.match(text)
    start = one.start + (before.end() if before else 0)
    if not before and _ROLE_APART.search(reading.text, max(0, one.start - 20), one.start):
        start += len(text) - len(re.sub(r"^(?:de|di|by|par|por|von)\s", "", text))
    after = _ROLE_AFTER.search(reading.text[start : one.end])
    end = start + after.start() if after else one.end
    start, end = trimmed(reading.open, start, end)
    take_names(reading, one.label, start, end, one.confidence)
    behind = _ROLE_AFTER.match(reading.open, one.end) or re.match(
        r"[\s,]{0,2}\((?:eds?|hrsg|hgg?|dirs?|éds?|a cura di|coords?)\.?\)",
        reading.open[one.end :],
        re.IGNORECASE,
    )
    reading.mask(
        one.start, one.end + (behind.end() if behind and behind.re is not _ROLE_AFTER else 0)
    )


def _genre(reading: Reading, one: Stretch) -> None:
    name = " ".join(reading.text[one.start : one.end].split())
    found = genres().get(name.lower(), "")
    if not found and _THESIS.search(name):
        found = "thesis"
    if found and not reading.genre:
        reading.genre = found
    closed = reading.text[one.end : one.end + 1] == ")" and "(" in name
    reading.take("type", one.start, one.end + closed, confidence=one.confidence)


def _genre_left(reading: Reading) -> None:
    """The kind of work that no label told: "PhD diss.", "press release"."""
    if reading.genre:
        return
    for piece in re.finditer(r"[^,.;:()\"“”«»\ue000]{4,60}", reading.open):
        words = " ".join(piece.group().split())
        found = genres().get(words.lower()) or ("thesis" if _THESIS.search(words) else "")
        if found:
            reading.genre = found
            reading.take("type", *piece.span())
            return


def _number(reading: Reading, one: Stretch, stretches: list[Stretch]) -> None:
    if not reading.is_open(one.start, one.end):
        return
    text = reading.text[one.start : one.end]
    if one.label == "pages":
        leaves = reading.genre == "thesis" and re.fullmatch(r"(\d{2,4})\sf", text)
        if leaves:  # "240 f. Tese"
            reading.take("pagetotal", one.start, one.start + leaves.end(1))
            reading.mask(one.start, one.end + 1)
            return
        if not re.search(r"\D\d|^\d+\D", text) and _TOTAL.match(reading.text, one.end):
            reading.take("pagetotal", one.start, one.end, confidence=one.confidence)
            return
        found = pages_in(text)
    elif one.label == "volume" and _VOLUMES.search(text):
        reading.take("volumes", one.start, one.end, text.split()[0])
        return
    else:
        found = number_in(text)
    if not found:
        return
    start, end, value = found
    name = "number" if one.label == "issue" or _in_series(one, stretches) else one.label
    reading.take(name, one.start + start, one.start + end, value, confidence=one.confidence)
    reading.mask(one.start, one.end)


def _year(reading: Reading, dates: Sequence[Stretch]) -> None:
    """The year of a date that is printed as none: ``(Springer,2006)``, ``Sep.2016``."""
    for one in dates:
        year = _YEAR.search(reading.open, one.start, one.end)
        if year:
            date = PartialDate(int(year.group()))
            reading.take("date", *year.span(), date=date, confidence=one.confidence)
            return


def _in_series(one: Stretch, stretches: list[Stretch]) -> bool:
    """Whether a volume is the number of a book in its series."""
    before = next(
        (
            other
            for other in reversed(stretches)
            if other.end <= one.start and other.label != "other"
        ),
        None,
    )
    return one.label == "volume" and before is not None and before.label == "series"


def _after_in(reading: Reading) -> bool:
    container = reading.parts["container"]
    before = reading.open[max(0, container.start - 12) : container.start]
    lead = re.search(
        rf"(?:^|[\s,.;:(«“\"{MASK}])(in|dans|en|nel|nella|em)\b\s?:?[\s«“\"{MASK}]{{0,4}}$",
        before,
        re.IGNORECASE,
    )
    if lead:
        at = max(0, container.start - 12)
        reading.mask(at + lead.start(1), container.start)
        return True
    return reading.has("editor") and bool(
        re.search(r"\b(?:in|dans)\b", reading.open, re.IGNORECASE)
    )
