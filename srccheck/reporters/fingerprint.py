"""Findings with their places, and names for them that stay when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from srccheck.model import Document, Dossier, Failure, Finding, Position


class Placed(NamedTuple):
    """A finding with its file (slashes between folders), its place, and its name."""

    path: str
    finding: Finding
    start: Position
    end: Position
    fingerprint: str
    page: int | None = None
    """Where the document has pages."""
    unit: str = "line"
    """What a line is in the file: a line, or a paragraph."""

    @property
    def text(self) -> str:
        """The finding in one line: what is wrong, with what, and what would be right."""
        text = description(self.finding)
        where = [f"page {self.page}"] if self.page else []
        if not self.lined:
            where.append(f"{self.unit} {self.start.line}")
        return f"{', '.join(where).capitalize()}: {text}" if where else text

    @property
    def lined(self) -> bool:
        """Whether the file has lines, so that its places are known to other programs."""
        return self.unit == "line"


class Namer:
    """Names findings: by file, rule and what is cited, and not by line.

    The second of two that have all this in common is told apart by a number, so that names in a
    report are unique.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def placed(self, dossier: Dossier) -> Iterator[Placed]:
        """The findings of a document with their places and names."""
        document = dossier.document
        for finding in dossier.findings:
            path = posix(document.path_at(finding.span.start))
            about = "\0".join((path, finding.rule, " ".join(finding.cited.split())))
            self._seen[about] += 1
            whole = f"{about}\0{self._seen[about]}".encode("utf-8", "surrogatepass")
            name = hashlib.sha256(whole).hexdigest()[:32]
            page = document.page(finding.span.start)
            yield Placed(path, finding, *_ends(document, finding), name, page, document.unit)


def _ends(document: Document, finding: Finding) -> tuple[Position, Position]:
    return document.position(finding.span.start), document.position(finding.span.end)


def placed(results: Iterable[Dossier | Failure]) -> Iterator[Placed | Failure]:
    """The findings of a run, and its failures, as they come."""
    namer = Namer()
    for result in results:
        if isinstance(result, Failure):
            yield result
        else:
            yield from namer.placed(result)


def posix(path: str) -> str:
    """A path with slashes between folders, as reports for all systems have it.

    >>> posix("docs/a.md"), posix("./a.md")
    ('docs/a.md', 'a.md')
    """
    return PurePath(path).as_posix()


def description(finding: Finding) -> str:
    """A finding in one line.

    >>> from srccheck.model import Confidence, Severity, Span
    >>> description(Finding("dead-link", Severity.ERROR, Confidence.HIGH, Span(0, 1),
    ...                     "https://a.org", "The link is dead.", basis="404"))
    'The link is dead. Found: https://a.org. Basis: 404.'
    """
    parts = [finding.message]
    for label, value in (
        ("Found", finding.cited),
        ("Suggestion", finding.suggestion),
        ("Basis", finding.basis),
    ):
        words = " ".join(value.split())[:500]
        if words:
            parts.append(f"{label}: {words}{'' if words[-1] in '.!?…' else '.'}")
    return " ".join(parts)
