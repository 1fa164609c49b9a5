"""CSL-JSON: what Zotero, pandoc, citeproc and doi.org exchange.

Source: the schema of CSL 1.0.2 (https://github.com/citation-style-language/schema).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from srccheck.model import (
    Document,
    Encoding,
    Entry,
    Identifier,
    Name,
    PartialDate,
    Passage,
    Problem,
    Span,
)
from srccheck.readers import csl_fields as csl
from srccheck.readers.drafts import Draft, around, bibliography, collapsed
from srccheck.readers.json_strings import placed
from srccheck.readers.stated_dates import read_date
from srccheck.text.names import OTHERS

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
_MARKUP = re.compile(
    r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]{0,100})?>|&(?:[a-zA-Z]{2,20}|#\d{1,6}|#x[0-9a-fA-F]{1,5});"
)
_ITEM = re.compile(r'"type"\s{0,20}:\s{0,20}"([a-z_-]{3,30})"')
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def is_csl(sample: str) -> bool:
    """Whether a JSON text has the shape of CSL-JSON: items with a type that CSL knows, and names.

    >>> is_csl('[{"id": "a", "type": "book", "title": "A Title"}]'), is_csl('{"type": "module"}')
    (True, False)
    """
    if not sample.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return False
    types = _ITEM.findall(sample)
    known = sum(type_ in csl.TYPES for type_ in types)
    named = '"title"' in sample and any(key in sample for key in ('"id"', '"DOI"', '"issued"'))
    return known > 0 and known * 2 > len(types) and named and '"cells"' not in sample


class CslJsonReader:
    """Reads a list of items, one item, or an object that holds the list in ``items``.

    >>> source = '[{"id": "a", "type": "book", "title": "A Title", "volume": 3}]'
    >>> entry = CslJsonReader().read(source, "a.json", Encoding("utf-8", "valid")).entries[0]
    >>> entry.key, entry.type, entry.value("volume"), source[slice(*entry.fields["volume"].span)]
    ('a', 'book', '3', '3')
    """

    name: ClassVar[str] = "csl-json"
    suffixes: ClassVar[tuple[str, ...]] = (".csl.json", ".csljson")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        found = list(problems)
        try:
            items, wrapped = _items(placed(source, numbers=True))
        except ValueError as error:
            items, wrapped = [], False
            found.append(_problem(source, error))
        spans = _objects(source, 1 if wrapped else 0)
        drafts = [
            (_Item(source, item).draft(), span)
            for item, span in zip(items, spans, strict=False)
            if isinstance(item, dict)
        ]
        return bibliography(self.name, source, path, encoding, drafts, found)


def _problem(source: str, error: ValueError) -> Problem:
    try:  # again, for the place: the text that was read had other lengths
        json.loads(source)
        place, what = 0, str(error)
    except RecursionError:
        place, what = 0, "nested too deeply"
    except json.JSONDecodeError as exact:
        place, what = exact.pos, exact.msg
    except ValueError as other:
        place, what = 0, str(other)
    end = min(len(source), place + 60)
    cited = source[place:end].split("\n", 1)[0]
    span = Span(place, place + len(cited))
    return Problem("broken-file", span, cited, f"this is not JSON: {what[:1].lower()}{what[1:]}")


def _items(data: Any) -> tuple[list[Any], bool]:
    """The items in a file, and whether an object is around their list."""
    if isinstance(data, dict):
        for name in ("items", "references"):
            if isinstance(data.get(name), list):
                return [one for one in data[name] if isinstance(one, dict)], True
        return [data], False
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else [], False


def _objects(source: str, depth: int) -> Iterator[Span]:
    """Where the objects stand that are inside ``depth`` others."""
    opened, start = 0, 0
    for match in _TOKEN.finditer(source):
        if match[0] == "{":
            if opened == depth:
                start = match.start()
            opened += 1
        elif match[0] == "}":
            opened -= 1
            if opened == depth:
                yield Span(start, match.end())


class _Item:
    def __init__(self, source: str, item: Mapping[str, Any]) -> None:
        self.item = item
        self.entry = Draft(source)
        type_ = _first(item.get("type"))
        self.csl_type = type_.text if type_ else "document"

    def draft(self) -> Draft:
        entry = self.entry
        entry.type = csl.TYPES.get(self.csl_type, "misc")
        key = _first(self.item.get("citation-key")) or _first(self.item.get("id"))
        entry.key = key.text if key else ""
        type_ = _first(self.item.get("type"))
        if type_ and self.csl_type in csl.SUBTYPES:
            entry.put("entrysubtype", type_, csl.SUBTYPES[self.csl_type])
        for name, variable in csl.NAMES.items():
            self._names(name, variable)
        for maker in csl.MAKERS:
            if "author" not in entry and "editor" not in entry:
                self._names(maker, "author")
        for name, variable in csl.DATES.items():
            self._date(name, variable)
        for name in ("published-print", "published", "published-online"):  # Crossref's own
            self._date(name, "date")
        self._texts()
        return entry

    def _texts(self) -> None:
        entry = self.entry
        names = {
            **csl.VARIABLES,
            "archive": "eprinttype" if "archive_location" in self.item else "library",
            "container-title": csl.container(entry.type),
            "publisher": csl.publisher(entry.type),
        }
        for name, value in self.item.items():
            passage = _first(value)
            if passage and name in names:
                address = name in ("URL", "DOI")
                entry.put(names[name], passage if address else _unmarked(passage))
        self._number()
        language = _first(self.item.get("language"))
        if language:
            entry.put_language(language)
        for name, scheme in (("PMID", "pmid"), ("PMCID", "pmcid")):
            passage = _first(self.item.get(name))
            if passage and name == "PMID" and "eprint" not in entry:
                entry.put("eprint", passage)
                entry.put("eprinttype", passage, "pubmed")
            elif passage:
                entry.identifiers.append(Identifier(scheme, passage.text, passage.span()))

    def _number(self) -> None:
        """Periodicals have ``issue``, series ``collection-number``; a word is no number."""
        for name in ("issue", "number", "collection-number"):
            passage = _first(self.item.get(name))
            if passage:
                field = "number"
                if name == "issue" and not any(c.isdigit() for c in passage.text):
                    field = "issue"
                elif name == "number" and self.entry.type == "article":
                    field = "eid"  # what CSL calls the number of an article in a journal
                self.entry.put(field, passage)

    def _names(self, variable: str, field: str) -> None:
        people = self.item.get(variable)
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict):
                parts = {name: part for name, value in person.items() if (part := _first(value))}
                if parts:
                    place = around(self.entry.source, parts.values())
                    self.entry.add_name(field, place, _name(parts), parts.values())

    def _date(self, variable: str, field: str) -> None:
        value = self.item.get(variable)
        if isinstance(value, Passage):
            self.entry.put_date(field, value, read_date(value.text))
        if not isinstance(value, dict):
            return
        parts = [
            [number for number in part if isinstance(number, Passage)]
            for part in value.get("date-parts") or ()
            if isinstance(part, list)
        ]
        numbers = [number for part in parts for number in part]
        date = _from_parts([[number.text for number in part] for part in parts])
        if date is None:
            for name in ("raw", "literal", "edtf"):
                written = _first(value.get(name))
                if written:
                    self.entry.put_date(field, written, read_date(written.text))
            return
        season = _first(value.get("season"))
        number = _season(season.text) if season else 0
        if number and not date.month:
            date = replace(date, season=20 + number)
        if _is_true(value.get("circa")):
            date = replace(date, circa=True)
        self.entry.put_date(field, around(self.entry.source, numbers), date, numbers)


def _first(value: Any) -> Passage | None:
    """A value that has text; of a list, as Crossref gives them, the first."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, Passage) and value.text.strip() else None


def _unmarked(passage: Passage) -> Passage:
    """Text without the tags that CSL-JSON may have in it, and with entities read."""
    if "<" not in passage.text and "&" not in passage.text:
        return passage
    edits = [
        (match.start(), match.end(), "" if match[0].startswith("<") else html.unescape(match[0]))
        for match in _MARKUP.finditer(passage.text)
    ]
    return passage.replace(edits)


def _name(parts: Mapping[str, Passage]) -> Name | None:
    texts = {name: collapsed(passage.text) for name, passage in parts.items()}
    literal, family, given = (texts.get(name, "") for name in ("literal", "family", "given"))
    if literal or not family:
        whole = literal or texts.get("name", "") or given
        if not whole:
            return None
        return (
            OTHERS if whole.lower() in ("others", "et al.", "et al") else Name(whole, literal=True)
        )
    particles = (texts.get("dropping-particle"), texts.get("non-dropping-particle"))
    particle = " ".join(part for part in particles if part)
    return Name(family, given, particle, texts.get("suffix", ""))


def _from_parts(parts: Sequence[Sequence[str]]) -> PartialDate | None:
    dates = [date for part in parts[:2] if (date := _one(part))]
    if not dates or (len(dates) == 2 and dates[1] == dates[0]):
        return dates[0] if dates else None
    return replace(dates[0], end=dates[1]) if len(dates) == 2 else dates[0]


def _one(part: Sequence[str]) -> PartialDate | None:
    numbers = [int(text) for text in part[:3] if re.fullmatch(r"-?\d{1,9}", text.strip())]
    if not numbers or not 0 < numbers[0] < 10_000:
        return None
    month = numbers[1] if len(numbers) > 1 else 0
    if 13 <= month <= 24:  # citeproc-js counts seasons on after the months, EDTF from 21
        return PartialDate(numbers[0], season=21 + (month - 13) % 4)
    if not 1 <= month <= 12:
        return PartialDate(numbers[0])
    day = numbers[2] if len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    return PartialDate(numbers[0], month, day)


def _season(text: str) -> int:
    word = text.strip().lower()
    number = int(word) if word.isdecimal() and len(word) < 3 else _SEASONS.get(word, 0)
    number -= 20 if number > 20 else 0
    return number if 1 <= number <= 4 else 0


def _is_true(value: Any) -> bool:
    return value is True or (isinstance(value, Passage) and value.text.lower() in ("true", "1"))


def read_item(source: str, item: Mapping[str, Any], span: Span) -> Entry:
    """The entry that one item states, whose texts and numbers are passages of the source."""
    return _Item(source, item).draft().entry(span)
