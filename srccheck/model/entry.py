"""A source in BibTeX terms, every field with its raw text and its place.

Entry types and field names are those of BibLaTeX's default data model (the biblatex manual,
section 2); :mod:`srccheck.writers` turns them into classic BibTeX or CSL.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from srccheck.model.text import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A person's or an organisation's name, in the parts that BibTeX knows.

    An organisation has ``family`` alone and ``literal`` set.

    >>> str(Name(family="Gogh", given="Vincent", particle="van"))
    'van Gogh, Vincent'
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: bool = False

    def __str__(self) -> str:
        family = f"{self.particle} {self.family}" if self.particle else self.family
        return ", ".join(part for part in (family, self.suffix, self.given) if part)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as it was given: a year, a season, a month or a day; or a range.

    ``month`` is 1 to 12, ``day`` 1 to 31, ``season`` 21 to 24 for spring, summer, autumn and
    winter (EDTF level 1, ISO 8601-2:2019); ``end`` is the last date of a range.

    >>> str(PartialDate(2022, 7)), str(PartialDate(2022, season=23))
    ('2022-07', '2022-23')
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    end: PartialDate | None = None
    circa: bool = False

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.season is not None:
            text += f"-{self.season}"
        elif self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        if self.circa:
            text += "~"
        return f"{text}/{self.end}" if self.end else text


class Origin(enum.Enum):
    """Where the value of a field comes from."""

    TEXT = "text"
    """The words of the reference."""
    VENUE = "venue"
    """What is known of the venue that the reference names (its publisher, say)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry.

    ``value`` is plain Unicode text: no LaTeX, no markup, damage with a trusted repair mended.
    ``raw`` is what stands in the file at ``span``. Name fields also have ``names`` (and
    ``value`` in BibTeX form, ``Last, First and others``), date fields ``date`` (and ``value`` in
    EDTF). ``confidence`` is between 0 and 1.
    """

    name: str
    value: str
    raw: str
    span: Span
    names: tuple[Name, ...] = ()
    date: PartialDate | None = None
    confidence: float = 1.0
    origin: Origin = Origin.TEXT


class EntryKind(enum.Enum):
    """What a note turned out to hold."""

    SOURCE = "source"
    COMMENTARY = "commentary"
    """It explains and cites nothing."""
    CLAIM = "claim"
    """It names an organisation as the source of a claim, and no work."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in BibTeX terms.

    ``type`` is a BibLaTeX entry type in lower case; ``note_label`` the label of the note that
    cites it (empty for an entry of a ``.bib`` file); ``span`` and ``raw`` the whole reference in
    the file. ``language`` is the BCP 47 code of the work (``fr``), empty when not known.
    ``comment`` is the text of the note that is not part of the reference.
    """

    key: str
    type: str
    kind: EntryKind
    fields: Mapping[str, Field]
    span: Span
    raw: str
    note_label: str = ""
    language: str = ""
    comment: str = ""
    identifiers: tuple[Identifier, ...] = ()

    def value(self, name: str) -> str:
        """The value of a field, or an empty string."""
        found = self.fields.get(name)
        return found.value if found else ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its canonical form, with its place.

    ``scheme`` is one of ``doi``, ``isbn``, ``issn``, ``arxiv``, ``pmid``, ``pmcid``, ``handle``
    and ``url``.
    """

    scheme: str
    value: str
    span: Span = field(default=Span(0, 0))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A short form in a note, which repeats an entry: ibid., op. cit., an author and short title.

    ``form`` is ``ibid``, ``idem``, ``op-cit``, ``loc-cit``, ``supra`` or ``short-title``;
    ``target``
    is the key of the entry it stands for, empty when it points nowhere or to several, whose keys
    are then ``candidates``. ``pages`` are its own, as written.
    """

    form: str
    span: Span
    raw: str
    note_label: str = ""
    target: str = ""
    candidates: tuple[str, ...] = ()
    pages: str = ""
