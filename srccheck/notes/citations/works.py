"""The works of a reference list, by the words under which the text may cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from srccheck.model import Document, Entry, Note, NoteKind, Passage, Span
from srccheck.notes.citations.years import is_undated, parts, printed_years
from srccheck.text.normalise import words

_LABEL = re.compile(r"\s{0,3}\[([^\W\d_][\w+*'’-]{1,20}?\d\d[a-z]?)\]\s{0,8}")
_SAME = re.compile(
    r"\s?(?:(?:ders|dies|id|ead)\.|derselbe|dieselben?|idem|eadem|iidem|[—–―‒]{1,6}|-{2,12}|_{2,12}"
    r"|(?:[—–―-]\s){2,4})(?=[\s,.:;(]|$)",
    re.IGNORECASE,
)
_HEAD_END = re.compile(r":\s|[“«„\"]|(?<=[^\W\d_]{3})\.\s|\.\s(?=[“«„\"])")
_LONGEST_HEAD = 250
_UMLAUT = re.compile(r"([aou])e")
_SMALL_WORDS = (
    "a al and aux d da dal dalla das de degli dei del della delle den der des di die do dos du e ed"
    " el en et for für i il in l la las le les lo los of on os pour sur the to und van von vom y zu"
    " zum zur eds hg hrsg dir dirs coord coords org orgs trad trans others alii jr sr"
)
SMALL = frozenset(_SMALL_WORDS.split())
"""Words that no author is told by."""


@dataclass(frozen=True, eq=False, slots=True)
class Work:
    """A work as its list prints it.

    ``head`` are the words before title and year, in the form of :func:`sound`, and ``names`` the
    same with particles and other small words; ``text`` those of all of it; ``years`` all years
    with their letters; ``authors`` and ``year`` what to call it by.
    """

    span: Span
    head: frozenset[str]
    names: frozenset[str]
    text: frozenset[str]
    years: frozenset[tuple[int, str]]
    year: str
    undated: bool
    family: str
    authors: str
    label: str = ""
    aliases: frozenset[str] = frozenset()
    listed: bool = True

    @property
    def shown(self) -> str:
        """Its first name and its year."""
        return f"{self.family} {self.year}".strip()


def sound(word: str) -> str:
    """A folded word with umlauts in one way.

    >>> sound("mueller") == sound("muller")
    True
    """
    return _UMLAUT.sub(r"\1", word)


def sounds(text: str) -> list[str]:
    """The words of a text, each in the form of :func:`sound`."""
    return [sound(word) for word in words(text)]


def works_of(document: Document) -> list[Work]:
    """The works of the reference lists of a document, and those that it states as data."""
    found: list[Work] = []
    before: tuple[str, str] = ("", "")
    for note in document.notes:
        if note.kind is NoteKind.REFERENCE:
            work, before = _of_note(note, before)
            found.append(work)
    return found + [_of_entry(entry) for entry in document.entries]


def _of_note(note: Note, before: tuple[str, str]) -> tuple[Work, tuple[str, str]]:
    text = note.passage.text
    label = _LABEL.match(text)
    start = label.end() if label else 0
    same = _SAME.match(text, start)
    if same:
        rest = note.passage.slice(same.end())
        head, family = before[0] + " " + head_of(rest), before[1]
        before = (before[0], family)
    else:
        head = head_of(note.passage.slice(start))
        family = _family(head)
        before = (head, family)
    years = printed_years(text)
    work = Work(
        note.span,
        _significant(head),
        frozenset(sounds(head)),
        frozenset(sounds(text)),
        frozenset(part for _, year in years for part in parts(year)),
        years[0][1] if years else "",
        is_undated(text),
        family,
        " ".join(head.split()).strip(" ,.;:(") if not same else family,
        label[1] if label else note.label,
        _aliases(head, text),
    )
    return work, before


def head_of(passage: Passage) -> str:
    """The names before the title and the year of a reference.

    >>> head_of(Passage.plain("Doe, J. (2019). Ice. London."))
    'Doe, J. ('
    """
    text = passage.text
    ends = [min(len(text), _LONGEST_HEAD)]
    ends += [match.start() for match in [_HEAD_END.search(text, 2)] if match]
    ends += [style.start for style in passage.styles if style.kind == "italic" and style.start > 2]
    ends += [start for start, _ in printed_years(text)[:1] if start > 2]
    return text[: min(ends)]


def _family(head: str) -> str:
    name = re.split(r"[,;/&(:.]|\s(?:and|et|und|y|e)\s", head.strip())[0].strip()
    return name if len(name) > 1 else head.strip(" .,;:(")


def _significant(head: str) -> frozenset[str]:
    return frozenset(word for word in sounds(head) if word not in SMALL and len(word) > 1)


def _aliases(head: str, text: str) -> frozenset[str]:
    """What an organisation is called for short, and a name with particles written as one word."""
    found = {word.casefold() for word in re.findall(r"\b[^\W\d_a-z]{2,8}\b", text[:_LONGEST_HEAD])}
    first = re.split(r"[.,;:(]", head)[0]
    all_words = words(first)
    for chosen in (all_words, [word for word in all_words if word not in SMALL]):
        if len(chosen) > 2:
            found.add("".join(word[0] for word in chosen))
    capitals = re.findall(r"\b[^\W\d_a-zà-ÿ]", first)
    if len(capitals) > 1:
        found.add("".join(capitals).casefold())
    found.add("".join(sounds(first)))
    return frozenset(found)


def _of_entry(entry: Entry) -> Work:
    people = [
        name
        for role in ("author", "editor", "organization", "institution", "shortname")
        if role in entry.fields
        for name in entry.fields[role].names
    ]
    head = ", ".join(f"{name.particle} {name.family}" for name in people)
    plain = [entry.value(role) for role in ("organization", "institution", "shortname", "label")]
    text = " ".join(field.value for field in entry.fields.values())
    date = entry.fields.get("date")
    years = set(parts(entry.value("date") + " " + entry.value("year")))
    years |= {(year, "") for year, _ in parts(entry.value("origdate"))}
    family = people[0].family if people else ""
    return Work(
        entry.span,
        _significant(" ".join([head, *plain])) or _significant(entry.value("title")),
        frozenset(sounds(" ".join([head, *plain, *(name.given for name in people)]))),
        frozenset(sounds(text)),
        frozenset(years),
        str(date.date.year) if date and date.date else "",
        not years,
        family,
        ", ".join(filter(None, (name.family for name in people))),
        entry.key,
        _aliases(head, text),
        listed=False,
    )


class Shelf:
    """The works of a document, to be found by words of their names."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.works = works
        self.by_head: dict[str, list[Work]] = {}
        self.by_text: dict[str, list[Work]] = {}
        self.by_alias: dict[str, list[Work]] = {}
        self.by_year: dict[int, list[Work]] = {}
        self.resolved: dict[object, object] = {}
        """What citations were found to mean, by names and year."""
        for work in works:
            _index(self.by_head, work.head, work)
            _index(self.by_text, work.text, work)
            _index(self.by_alias, work.aliases, work)
            for number in {number for number, _ in work.years}:
                self.by_year.setdefault(number, []).append(work)

    def named(self, name: str) -> list[Work]:
        """The works whose list entry begins with this name, or with what it is short for."""
        key = _bare(name)
        found: list[Work] = []
        for form in dict.fromkeys((key, tuple(word.removesuffix("s") for word in key))):
            pools = [self.by_head.get(word, []) for word in form]
            if pools and all(pools):
                found += [work for work in pools[0] if all(word in work.head for word in form)]
        joined = "".join(sounds(name))
        found += self.by_alias.get(joined, []) + self.by_alias.get(name.casefold(), [])
        if not found and len(key) > 1:
            found += self.by_head.get(key[-1], [])
        return list(dict.fromkeys(found))

    def mentioning(self, name: str) -> list[Work]:
        """The works that have all words of a name anywhere in their text."""
        key = _bare(name)
        pools = [self.by_text.get(word, []) for word in key]
        if not pools or not all(pools):
            return []
        return [work for work in pools[0] if all(word in work.text for word in key)]


def _bare(name: str) -> tuple[str, ...]:
    found = sounds(name)
    kept = [word for word in found if word not in SMALL and len(word) > 1]
    return tuple(kept or found)


def _index(table: dict[str, list[Work]], keys: Iterable[str], work: Work) -> None:
    for key in keys:
        table.setdefault(key, []).append(work)
