"""Each field of an entry held against a record, and both against each other as a whole.

A parser can take a page for a volume, and a database can state a name damaged: before a field is
called different, the value of the record is looked for in the reference as printed, and checked for
damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from srccheck.matching.containers import compare_containers
from srccheck.matching.damaged import is_damaged
from srccheck.matching.dates import compare_dates
from srccheck.matching.features import Found, features, numbers_found
from srccheck.matching.held import Held, absent, best, compatible
from srccheck.matching.identifiers import (
    WORK_SCHEMES,
    compare_identifiers,
    own_identifiers,
)
from srccheck.matching.kinds import compare_types
from srccheck.matching.model import model
from srccheck.matching.numbers import compare_editions, compare_numbers, compare_pages
from srccheck.matching.numerals import arabic
from srccheck.matching.people import compare_people
from srccheck.matching.titles import compare_titles, without_small
from srccheck.matching.wording import Statement, Wording, entry_wording, number, squash, statement
from srccheck.model import Entry, Name, PartialDate
from srccheck.model.evidence import Record
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.text.normalise import words

CONTAINERS = ("journaltitle", "booktitle", "series", "institution", "organization")
_NEWSPAPERS = ("article-newspaper", "newsarticle", "reportagenewsarticle")
_EDITIONS = ("book", "collection", "incollection", "inbook")
_ONCE = ("journal-article", "article-journal")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=4096)
def _long_words(text: str) -> tuple[str, ...]:
    found = without_small(words(text))
    return tuple(word for word in found if len(word) > 1 and word.isalpha())


class Pair:
    """An entry and a record, with what is worked out of them once."""

    def __init__(self, entry: Entry, record: Record) -> None:
        self.entry = entry
        self.record = record

    @cached_property
    def wording(self) -> Wording:
        """The reference in words and numbers."""
        return entry_wording(self.entry)

    @cached_property
    def statement(self) -> Statement:
        """The record ready to be looked for."""
        return statement(self.record)

    @cached_property
    def numbers(self) -> Found:
        """Which numbers of the record stand in the reference."""
        return numbers_found(self.wording, self.statement)

    @cached_property
    def other_words(self) -> frozenset[str]:
        """The words of the record that are no names of people."""
        record = self.record
        return frozenset(words(" ".join((record.title, *record.container_title, record.publisher))))

    def prints(self, value: str) -> bool:
        """Whether a value of the record, long enough to be no chance, stands in the reference."""
        squashed = squash(value)
        return len(squashed) >= 8 and squashed in self.wording.squashed

    def takes_from_elsewhere(self, cited: str) -> bool:
        """Whether all words of a cited value are the record's, so that it was read wrongly."""
        long = _long_words(cited)
        known = [word for word in long if word in self.statement.word_set or arabic(word)]
        return sum(map(len, known)) >= 0.75 * sum(map(len, long))

    def prints_number(self, value: str) -> bool:
        """Whether a number of the record stands in the reference, and not in another role."""
        said = self.statement
        roles = (
            said.volume,
            said.issue,
            said.first_page,
            said.last_page,
            *map(str, said.years[:1]),
        )
        return bool(value) and self.wording.numbers.count(value) >= max(1, roles.count(value))


Comparison = tuple[str, str, Held]


def _title(pair: Pair) -> Comparison:
    cited, record = pair.entry.value("title"), pair.record
    if not cited or not (record.title or record.titles):
        return "title", cited, absent(found=record.title)
    held = compare_titles(cited, record.title, record.titles)
    if held.agreement in _CONTRARY:
        if pair.prints(record.title):
            held = compatible("stands in the reference", 0.9, record.title)
        elif pair.takes_from_elsewhere(cited):
            held = absent("names and container, read as a title", record.title)
    return "title", cited, held


def _people(name: str) -> Callable[[Pair], Comparison]:
    def step(pair: Pair) -> Comparison:
        field = pair.entry.fields.get(name)
        cited = field.names if field else ()
        record = pair.record
        found: tuple[Name, ...] = record.author if name == "author" else record.editor
        if not cited or not (record.author or record.editor):
            return name, field.value if field else "", absent()
        held, nobody = absent(), frozenset[str]()
        if found:
            held = compare_people(cited, found, pair.wording.token_set, pair.other_words)
        if held.agreement in (*_CONTRARY, Agreement.ABSENT):
            other = record.editor if name == "author" else record.author
            everyone = (*found, *other)
            instead = compare_people(cited, everyone, nobody, pair.other_words)
            if instead.agreement in _FINE and other:
                held = compatible("recorded in another role", 0.8, instead.found)
        if held.agreement is Agreement.DIFFERENT and held.score and _incomplete(record):
            each = best(compare_people((name,), found, nobody, pair.other_words) for name in cited)
            held = (
                each
                if each.agreement is Agreement.NEAR
                else compatible("the page names fewer", 0.6)
            )
        return name, "; ".join(map(str, cited)), held

    return step


def _incomplete(record: Record) -> bool:
    """Whether a record may name just one of several authors, as tags of pages do."""
    return bool(record.provenance) and len(record.author) <= 1


def _date(pair: Pair) -> Comparison:
    field = pair.entry.fields.get("date")
    cited = field and (field.date or _read(field.value))
    if not field or not cited:
        return "date", field.value if field else "", absent()
    held = compare_dates(cited, pair.record.dates, kind=_date_kind(pair))
    misread = held.agreement in _CONTRARY and cited.year not in pair.statement.years
    if misread and pair.numbers.year == 1:
        held = compatible("the year stands in the reference", 0.8, held.found)
    whole = pair.entry.type in _EDITIONS and pair.record.type.lower() not in _ONCE
    if held.agreement in _CONTRARY and whole and not _same_edition(pair):
        held = compatible("perhaps another edition", 0.4, held.found)
    return "date", str(cited), held


def _same_edition(pair: Pair) -> bool:
    return any(
        compare_identifiers(pair.entry, pair.record, scheme)[1].agreement is Agreement.SAME
        for scheme in ("isbn", "doi")
    )


def _read(value: str) -> PartialDate | None:
    match = _DATE.match(value)
    if not match:
        return None
    month = int(match[2]) if match[2] else None
    if month and month > 12:
        return PartialDate(int(match[1]), season=month if 21 <= month <= 24 else None)
    return PartialDate(int(match[1]), month, int(match[3]) if match[3] else None)


def _date_kind(pair: Pair) -> str:
    if pair.entry.value("entrysubtype") == "newspaper" or pair.record.type.lower() in _NEWSPAPERS:
        return "newspaper"
    return "page" if pair.record.provenance or pair.record.source == "page" else ""


def _container(pair: Pair) -> Comparison:
    record = pair.record
    names = [(name, pair.entry.value(name)) for name in CONTAINERS if pair.entry.value(name)]
    found = [name for name in (*record.container_title, record.collection_title) if name]
    if not names or not (found or record.publisher):
        return names[0][0] if names else "journaltitle", names[0][1] if names else "", absent()
    issns = [one.value for one in pair.entry.identifiers if one.scheme == "issn"]
    chosen: Comparison = (*names[0], absent())
    for name, cited in names:
        held = compare_containers(cited, found, record.publisher)
        if not found and held.agreement in (*_CONTRARY, Agreement.ABSENT):
            held = absent()
        if held.score >= chosen[2].score:
            chosen = name, cited, held
    name, cited, held = chosen
    if held.agreement in _CONTRARY:
        held = _excused(pair, name, found, held, issns)
    return name, cited, held


def _excused(pair: Pair, name: str, found: list[str], held: Held, issns: list[str]) -> Held:
    """Reasons for which another name is no contradiction."""
    if set(issns) & set(pair.record.ids("issn")):
        return compatible("the same ISSN", 0.95, held.found)
    if any(pair.prints(one) for one in found):
        return compatible("stands in the reference", 0.9, held.found)
    if pair.takes_from_elsewhere(pair.entry.value(name)):
        return compatible("names, read as a container", 0.4, held.found)
    if name not in ("journaltitle", "booktitle") or pair.record.provenance:
        return compatible("a site or series can go by several names", 0.4, held.found)
    return held


def _volume(pair: Pair) -> Comparison:
    cited, found = pair.entry.value("volume"), pair.record.volume
    if not cited or not found:
        return "volume", cited, absent(found=found)
    return (
        "volume",
        cited,
        _excused_number(pair, cited, compare_numbers(cited, found), pair.statement.volume),
    )


def _number(pair: Pair) -> Comparison:
    cited, record = pair.entry.value("number"), pair.record
    found = record.issue or record.number
    if not cited or not found:
        return "number", cited, absent(found=found)
    held = compare_numbers(cited, found)
    if held.agreement in _CONTRARY and not record.issue:
        held = compatible("a number of another kind", 0.4, found)
    return "number", cited, _excused_number(pair, cited, held, pair.statement.issue)


def _excused_number(pair: Pair, cited: str, held: Held, recorded: str) -> Held:
    """A number taken for another one when the reference was read."""
    if held.agreement not in _CONTRARY:
        return held
    if pair.prints_number(recorded):
        return compatible("stands in the reference", 0.8, held.found)
    said = pair.statement
    if number(cited) in (
        said.volume,
        said.issue,
        said.first_page,
        said.last_page,
        *map(str, said.years),
    ):
        return compatible("another number of the work", 0.5, held.found)
    return held


def _pages(pair: Pair) -> Comparison:
    cited, record = pair.entry.value("pages"), pair.record
    whole = pair.entry.type in ("book", "collection", "report", "thesis", "online")
    found = record.page or (record.number if record.number != record.issue else "")
    if not cited or not found or whole:
        return "pages", cited, absent(found=found)
    held = compare_pages(cited, found)
    if record.number and held.agreement in _CONTRARY:
        other = compare_pages(cited, record.number)
        held = other if other.score > held.score else held
    said = pair.statement
    recorded = said.first_page if held.score == 0 else said.last_page
    return "pages", cited, _excused_number(pair, cited, held, recorded)


def _edition(pair: Pair) -> Comparison:
    cited, found = pair.entry.value("edition"), pair.record.edition
    held = compare_editions(cited, found) if cited and found else absent(found=found)
    return "edition", cited, held


def _publisher(pair: Pair) -> Comparison:
    cited, record = pair.entry.value("publisher"), pair.record
    if not cited or not record.publisher:
        return "publisher", cited, absent(found=record.publisher)
    held = compare_containers(cited, (record.publisher,))
    if held.agreement in _CONTRARY:
        other = compare_containers(cited, record.container_title)
        if other.agreement in _FINE:
            return "publisher", cited, compatible("it is the container", 0.6, other.found)
    return "publisher", cited, held


def _type(pair: Pair) -> Comparison:
    found = pair.record.type
    held = compare_types(pair.entry.type, found) if found else absent()
    return "type", pair.entry.type, held._replace(found=found)


_STEPS = (
    _title, _people("author"), _people("editor"), _date, _container, _volume, _number, _pages,
    _edition, _publisher, _type,
)  # fmt: skip
_CONTRARY = (Agreement.NEAR, Agreement.DIFFERENT)
_FINE = (Agreement.SAME, Agreement.COMPATIBLE)


def compare(entry: Entry, record: Record) -> tuple[FieldMatch, ...]:
    """Hold an entry against a record, field by field.

    Args:
        entry: what is cited.
        record: what a database or a page states.

    Returns:
        One match per field that the entry or the record has; identifiers that the entry states are
        among them under their schemes.
    """
    return _compared(Pair(entry, record))


def _compared(pair: Pair) -> tuple[FieldMatch, ...]:
    found = [_field(pair, *step(pair)) for step in _STEPS]
    stated = {own.scheme for own in own_identifiers(pair.entry)} | {"doi"}
    for scheme in (scheme for scheme in WORK_SCHEMES if scheme in stated):
        cited, held = compare_identifiers(pair.entry, pair.record, scheme)
        found.append(_field(pair, scheme, cited, held))
    return tuple(one for one in found if one.cited or one.found)


def _field(pair: Pair, name: str, cited: str, held: Held) -> FieldMatch:
    damaged = name in pair.record.damaged or is_damaged(held.found)
    if damaged and held.agreement in _CONTRARY:
        held = compatible(f"damaged in {pair.record.source}", 0.5, held.found)
    return FieldMatch(name, cited, held.found, held.agreement, held.score, held.reason)


def match(entry: Entry, record: Record, *, by_identifier: bool = False) -> Match:
    """Hold an entry against a record, and say how probable it is that both are one work.

    Args:
        entry: what is cited.
        record: what a database or a page states.
        by_identifier: whether the record was reached through the entry's own identifier.
    """
    pair = Pair(entry, record)
    fields = _compared(pair)
    probability = model().probability(features(pair.wording, pair.statement, pair.numbers))
    return Match(entry.key, record, probability, fields, by_identifier, _said(fields))


def _said(fields: tuple[FieldMatch, ...]) -> str:
    """What differs, in words; else what agrees."""
    contrary = [
        f"{one.field}: {one.reason or one.found}" for one in fields if one.agreement in _CONTRARY
    ]
    if contrary:
        return "; ".join(contrary)
    agreed = [one.field for one in fields if one.agreement in _FINE and one.field != "type"]
    return "agrees in " + ", ".join(agreed) if agreed else "nothing to compare"
