"""What a run adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from srccheck.messages import Message, _, joined, n_
from srccheck.model import Dossier, Entry, EntryKind, Failure, Severity, Verdict, Verdicts
from srccheck.reporters.allowed import Uses
from srccheck.reporters.answers import unreached
from srccheck.reporters.words import VERDICTS

INTERRUPTED = _("interrupted: what comes after was not looked at")


@dataclass
class Summary:
    """The counts of a run, kept while its results go by.

    A run is complete when every input could be read and everyone who was asked answered. With
    ``offline`` nobody was to be asked.
    """

    offline: bool = False
    documents: int = 0
    notes: int = 0
    entries: Counter[EntryKind] = field(default_factory=Counter)
    pointers: int = 0
    """Short forms of earlier sources."""
    unresolved: int = 0
    """Those of them that stand for no one source; a note that holds no more is no comment."""
    findings: Counter[Severity] = field(default_factory=Counter)
    inconclusive: Counter[str] = field(default_factory=Counter)
    """Sources on which no verdict could be reached, by reason."""
    unasked: Counter[str] = field(default_factory=Counter)
    """Those of them about which nobody was asked, by reason."""
    unreached: dict[str, str] = field(default_factory=dict)
    """Who did not answer, with the reason of the first time."""
    links: Counter[str] = field(default_factory=Counter)
    """Places of links, by how the link stands."""
    uses: Uses = field(default_factory=Uses)
    """Which allowances were of use."""
    failures: int = 0
    interrupted: bool = False

    def watch(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results, counted as they go by; Ctrl-C ends them and is noted."""
        try:
            for result in results:
                self.add(result)
                yield result
        except KeyboardInterrupt:
            self.interrupted = True

    def add(self, result: Dossier | Failure) -> None:
        """Count one result."""
        self.uses.add(result)
        if isinstance(result, Failure):
            self.failures += 1
            return
        self.documents += 1
        self.notes += len(result.document.notes)
        lost = set(unresolved(result))
        self.entries.update(entry.kind for entry in result.entries if entry.key not in lost)
        self.pointers += len(result.pointers)
        self.unresolved += sum(not pointer.target for pointer in result.pointers)
        self.findings.update(finding.severity for finding in result.findings)
        for check in result.links:
            self.links[check.verdict.value] += len(check.occurrences)
        for key, verdicts in result.verdicts.items():
            if is_inconclusive(verdicts):
                self.inconclusive[verdicts.reason] += 1
                if not result.evidence.get(key):
                    self.unasked[verdicts.reason] += 1
        for evidence in result.evidence.values():
            for name, reason in unreached(evidence):
                self.unreached.setdefault(name, reason)

    @property
    def complete(self) -> bool:
        """Whether nothing was left out that was to be checked."""
        unanswered = bool(self.unreached) and not self.offline
        return not (self.failures or self.interrupted or unanswered)

    def reaches(self, fail_on: str) -> bool:
        """Whether there is a finding of this severity or a higher one; never for ``never``."""
        if fail_on == "never":
            return False
        return any(
            count and severity.rank >= Severity(fail_on).rank
            for severity, count in self.findings.items()
        )


def is_inconclusive(verdicts: Verdicts) -> bool:
    """Whether none of the four questions about a source has an answer."""
    answers = (verdicts.identity, verdicts.accuracy, verdicts.status, verdicts.reachability)
    return all(answer is Verdict.INCONCLUSIVE for answer in answers)


_NOUNS: dict[str, Callable[[int], Message]] = {
    "claim": lambda count: n_("{count} claim", "{count} claims", count),
    "comment": lambda count: n_("{count} comment", "{count} comments", count),
    "document": lambda count: n_("{count} document", "{count} documents", count),
    "entry": lambda count: n_("{count} entry", "{count} entries", count),
    "error": lambda count: n_("{count} error", "{count} errors", count),
    "failure": lambda count: n_("{count} failure", "{count} failures", count),
    "file": lambda count: n_("{count} file", "{count} files", count),
    "finding": lambda count: n_("{count} finding", "{count} findings", count),
    "finding allowed": lambda count: n_(
        "{count} finding allowed", "{count} findings allowed", count
    ),
    "fix": lambda count: n_("{count} fix", "{count} fixes", count),
    "info": lambda count: n_("{count} info", "{count} info", count),
    "link": lambda count: n_("{count} link", "{count} links", count),
    "matter of style": lambda count: n_(
        "{count} matter of style", "{count} matters of style", count
    ),
    "note": lambda count: n_("{count} note", "{count} notes", count),
    "service or site": lambda count: n_(
        "{count} service or site", "{count} services and sites", count
    ),
    "short form": lambda count: n_("{count} short form", "{count} short forms", count),
    "short form not resolved": lambda count: n_(
        "{count} short form not resolved", "{count} short forms not resolved", count
    ),
    "source": lambda count: n_("{count} source", "{count} sources", count),
    "warning": lambda count: n_("{count} warning", "{count} warnings", count),
}
"""What is counted, one by one because each language has its own plurals."""


def plural(count: int, noun: str) -> Message:
    """A count and its noun, which is one of those above.

    >>> plural(1, "note"), plural(0, "entry")
    ('1 note', '0 entries')
    """
    return _NOUNS[noun](count)


def linked(links: Mapping[str, int]) -> Message:
    """How many links there are, and how they stand.

    >>> linked({"ok": 2, "dead": 1})
    '3 links (2 ok, 1 dead)'
    """
    how = (
        _("{count} {verdict}", count=count, verdict=VERDICTS[verdict])
        for verdict, count in links.items()
    )
    counted = plural(sum(links.values()), "link")
    return _("{links} ({verdicts})", links=counted, verdicts=joined(", ", how))


def unresolved(dossier: Dossier) -> list[str]:
    """The keys of the notes that hold nothing but short forms, one of which was not resolved."""
    lost = {pointer.note_label for pointer in dossier.pointers if not pointer.target}
    return [entry.key for entry in dossier.entries if _is_short(entry) and entry.note_label in lost]


def _is_short(entry: Entry) -> bool:
    return entry.kind is EntryKind.COMMENTARY and entry.value("keywords") == "short-reference"
