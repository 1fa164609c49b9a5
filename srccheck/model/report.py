"""What a run found: the dossier of each document, and the whole."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from srccheck.model.allowance import Allowed
from srccheck.model.document import Document
from srccheck.model.entry import Entry, EntryKind, Pointer
from srccheck.model.evidence import Evidence
from srccheck.model.finding import Finding
from srccheck.model.links import LinkCheck
from srccheck.model.match import Match
from srccheck.model.verdict import Verdicts


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one document when the rules judge it.

    ``today`` is handed to the rules because they have no clock.
    """

    document: Document
    entries: tuple[Entry, ...]
    today: datetime.date
    verdicts: Mapping[str, Verdicts] = field(default_factory=dict)
    """By entry key; sources only."""
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """What was asked of the world and what it answered, by entry key; sources only."""
    unasked: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """Who could have been asked and was not, and why, by entry key; no rule looks at it."""
    matches: Mapping[str, tuple[Match, ...]] = field(default_factory=dict)
    """The sources held against what was found, the likeliest first, by entry key."""
    links: tuple[LinkCheck, ...] = ()
    """How its links stand, each check with its occurrences in this document alone."""
    pointers: tuple[Pointer, ...] = ()
    """The short forms in its notes, with the entries they stand for."""
    allowed: tuple[Allowed, ...] = ()
    """Findings that a comment in it or a configuration file allows."""

    @property
    def sources(self) -> tuple[Entry, ...]:
        """The entries that are sources: no commentary, no claim."""
        return tuple(entry for entry in self.entries if entry.kind is EntryKind.SOURCE)

    @property
    def empty(self) -> bool:
        """Whether no note, source or link was recognised in the document."""
        return not (self.document.notes or self.entries or self.document.links)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be checked, and why; ``remedy`` says what to do about it."""

    path: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run over one or more documents, in the order of the inputs.

    ``complete`` is false when something that could have been asked was not answered.
    """

    dossiers: tuple[Dossier, ...] = ()
    failures: tuple[Failure, ...] = ()
    complete: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all documents."""
        return tuple(finding for dossier in self.dossiers for finding in dossier.findings)
