"""Entries in the making, for the formats of reference managers and publishers.

Each value comes as a :class:`~srccheck.model.Passage`, so that it knows its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Entry,
    Field,
    Identifier,
    Link,
    Name,
    PartialDate,
    Passage,
    Problem,
    Span,
)
from srccheck.parse.keys import key_for
from srccheck.readers.bibtex_entries import identifiers_of, kind_of
from srccheck.text.langids import language_code, language_name
from srccheck.text.names import format_bibtex

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class Draft:
    """An entry that gathers its fields one by one; of two values for one field the first stays.

    >>> draft = Draft("AU  - Doe, Ada")
    >>> draft.add_name("author", Passage.plain("Doe, Ada", 6), Name("Doe", "Ada"))
    >>> draft.entry(Span(0, 14)).key, draft.entry(Span(0, 14)).fields["author"].raw
    ('doe', 'Doe, Ada')
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.type = "misc"
        self.key = ""
        self.language = ""
        self.fields: dict[str, Field] = {}
        self.identifiers: list[Identifier] = []
        self.passages: list[Passage] = []
        self._people: dict[str, list[Name]] = {}
        self._texts: dict[str, list[str]] = {}
        self._spans: dict[str, list[Span]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def put(self, name: str, passage: Passage, value: str | None = None) -> None:
        """Give a field its value, if it has none yet."""
        text = collapsed(passage.text if value is None else value)
        if text and name not in self.fields:
            self._set(Field(name, text, *self._place(passage)), passage)

    def append(self, name: str, passage: Passage, separator: str) -> None:
        """Add to the value of a field that may be given several times."""
        text = collapsed(passage.text)
        if text and name not in self.fields:
            self.put(name, passage)
            self._texts[name] = [text]
        elif text:
            self._texts.setdefault(name, [self.fields[name].value]).extend((separator, text))
            self._extend(name, passage, (passage,))

    def add_name(
        self,
        name: str,
        passage: Passage,
        person: Name | None,
        parts: Iterable[Passage] | None = None,
    ) -> None:
        """Add one name to a field of names; ``parts`` are its words where markup parts them."""
        if person is None:
            return
        people = self._people.setdefault(name, [])
        people.append(person)
        if len(people) == 1:
            span = passage.span()
            field = Field(name, "", self.source[slice(*span)], span, (person,))
            self._set(field, *(parts or (passage,)))
        else:
            self._extend(name, passage, parts or (passage,))

    def put_date(
        self,
        name: str,
        passage: Passage,
        date: PartialDate | None,
        parts: Iterable[Passage] | None = None,
    ) -> None:
        """Give a field a date; what is none stays as it is written."""
        text = str(date) if date else collapsed(passage.text)
        if text and name not in self.fields:
            field = Field(name, text, *self._place(passage), date=date)
            self._set(field, *(parts or (passage,)))

    def put_language(self, passage: Passage, written: str = "") -> None:
        """Set the language of the work from a code or a name."""
        code = language_code(written or passage.text)
        name = language_name(code)
        if name:
            self.put("langid", passage, name)
            self.language = self.language or code.partition("-")[0]
        elif passage.text.strip():
            self.put("language", passage)

    def rename(self, old: str, new: str) -> None:
        """Call a field by another name, unless one is called so already."""
        if old in self.fields and new not in self.fields:
            field = self.fields.pop(old)
            self.fields[new] = Field(
                new, field.value, field.raw, field.span, field.names, field.date
            )

    def entry(self, span: Span) -> Entry:
        """The entry that all this makes."""
        several = {*self._people, *self._texts}
        fields = {
            name: self._finished(name) if name in several else field
            for name, field in self.fields.items()
        }
        kind = kind_of(fields)
        return Entry(
            key=self.key or key_for(fields, kind, ""),
            type=self.type,
            kind=kind,
            fields=fields,
            span=span,
            raw=self.source[slice(*span)],
            language=self.language,
            identifiers=(*identifiers_of(fields), *self.identifiers),
        )

    def _set(self, field: Field, *passages: Passage) -> None:
        self.fields[field.name] = field
        self.passages += [passage.strip() for passage in passages if passage.text.strip()]

    def _place(self, passage: Passage) -> tuple[str, Span]:
        span = passage.strip().span() if passage.text.strip() else passage.span()
        return self.source[slice(*span)], span

    def _extend(self, name: str, passage: Passage, parts: Iterable[Passage]) -> None:
        self._spans.setdefault(name, [self.fields[name].span]).append(passage.span())
        self.passages += [part.strip() for part in parts if part.text.strip()]

    def _finished(self, name: str) -> Field:
        """A field that was given in several parts, put together once."""
        field = self.fields[name]
        spans = self._spans.get(name, [field.span])
        span = Span(min(one.start for one in spans), max(one.end for one in spans))
        people = tuple(self._people.get(name, ()))
        value = format_bibtex(people) if people else "".join(self._texts.get(name, [field.value]))
        return replace(field, value=value, raw=self.source[slice(*span)], span=span, names=people)


def collapsed(text: str) -> str:
    """Text on one line; a space that may not break stays, as it says something."""
    return _SPACE.sub(" ", text).strip(" ")


def around(source: str, passages: Iterable[Passage]) -> Passage:
    """All that stands from the first to the last of some values, with the markup between them."""
    spans = [passage.span() for passage in passages]
    start = min((span.start for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    return Passage.plain(source[start:end], start)


def bibliography(
    format_: str,
    source: str,
    path: str,
    encoding: Encoding,
    drafts: Iterable[tuple[Draft, Span]],
    problems: Sequence[Problem],
) -> Document:
    """The document of a file that holds nothing but entries."""
    entries: list[Entry] = []
    passages: dict[tuple[Span, str], Passage] = {}
    links: list[Link] = []
    for draft, span in drafts:
        entry = draft.entry(span)
        entries.append(entry)
        links += links_of(entry)
        for passage in draft.passages:
            passages.setdefault((passage.span(), passage.text), passage)
    ordered = sorted(passages.values(), key=lambda passage: passage.span())
    return Document(
        path=path,
        format=format_,
        source=source,
        encoding=encoding,
        blocks=tuple(Block(BlockKind.PARAGRAPH, passage) for passage in ordered),
        links=tuple(sorted(links, key=lambda link: link.span)),
        problems=tuple(problems),
        entries=tuple(entries),
    )


def links_of(entry: Entry) -> list[Link]:
    """The addresses that an entry gives, and that of its DOI."""
    links = []
    for name in ("url", "doi"):
        field = entry.fields.get(name)
        if field and field.value:
            whole = name == "url" or field.value.startswith("http")
            target = field.value if whole else f"https://doi.org/{field.value}"
            links.append(Link(field.value, target, field.span))
    return links
