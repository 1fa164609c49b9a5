"""What was asked of the world, what it answered, and what its answers say of a work."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from srccheck.model.entry import Identifier, Name, PartialDate


class Outcome(enum.Enum):
    """How one look-up ended.

    Only ``FOUND`` and ``NOT_FOUND`` are answers. All others say that there was none, and
    nothing about the source may be concluded from them.
    """

    FOUND = "found"
    NOT_FOUND = "not found"
    BLOCKED = "blocked"
    """A bot wall, a login, a paywall, a refusal (401, 403, 451, 999), a challenge page."""
    RATE_LIMITED = "rate limited"
    TIMED_OUT = "timed out"
    FAILED = "failed"
    """No connection, a 5xx, an answer that is not what the service sends."""
    SKIPPED = "skipped"
    """Not asked: offline, no key, left out after failures, not allowed."""

    @property
    def answered(self) -> bool:
        """Whether the service answered the question."""
        return self in (Outcome.FOUND, Outcome.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Update:
    """A later notice on a work.

    ``kind`` is ``retraction``, ``concern``, ``correction``, ``withdrawal``, ``removal`` or
    ``new-version``; ``notice`` the identifier of the notice.
    """

    kind: str
    notice: str = ""
    date: PartialDate | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one database or page states of a work, in CSL variable names where CSL has one.

    ``title`` is the title as the source gives it, ``titles`` all others (with subtitle, short,
    original, translated). ``dates`` maps what the date is of (``issued``, ``online``, ``print``,
    ``created``, ``modified``) to the date. ``provenance`` says for a page which of its ways of
    stating metadata gave a field. ``damaged`` names the fields whose values are damaged there.
    """

    source: str
    id: str = ""
    type: str = ""
    title: str = ""
    titles: tuple[str, ...] = ()
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: tuple[str, ...] = ()
    collection_title: str = ""
    volume: str = ""
    issue: str = ""
    number: str = ""
    page: str = ""
    edition: str = ""
    publisher: str = ""
    publisher_place: str = ""
    genre: str = ""
    language: str = ""
    abstract: str = ""
    url: str = ""
    dates: Mapping[str, PartialDate] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    updates: tuple[Update, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other works by relation (``is-preprint-of``, ``is-version-of``, ``is-review-of`` …)."""
    provenance: Mapping[str, str] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    pdf: str = ""
    """Where the work as published, or the deposit that the record is of, is open as a PDF."""

    def ids(self, scheme: str) -> tuple[str, ...]:
        """The values of the identifiers of one scheme."""
        return tuple(found.value for found in self.identifiers if found.scheme == scheme)

    @property
    def issued(self) -> PartialDate | None:
        """The date of publication: as issued, else in print, else online."""
        return next(
            (self.dates[kind] for kind in ("issued", "print", "online") if kind in self.dates), None
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """One look-up: whom, what, when, how it ended, and the records it gave.

    ``query`` says in words what was asked (``DOI 10.5555/1``); ``message`` what went wrong, or
    what is odd about the answer.
    """

    source: str
    query: str
    outcome: Outcome
    url: str = ""
    time: datetime.datetime | None = None
    records: tuple[Record, ...] = ()
    message: str = ""
    text: str = ""
    """The readable text of a page, for quotations; in no report."""
    whole_text: bool = False
    """Whether that is all of the work, and not what a paywall shows of it."""
