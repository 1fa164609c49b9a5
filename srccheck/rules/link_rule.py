"""What the rules on links have in common: each tells of one kind of verdict."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from srccheck.model import Confidence, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.model.links import LinkCheck, LinkKind, LinkVerdict, Occurrence
from srccheck.rules.rule import Rule


class LinkRule(Rule):
    """A rule that turns checks with one verdict into findings, one for each place of the link."""

    verdict: ClassVar[LinkVerdict]
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    offline = False

    @abstractmethod
    def message(self, check: LinkCheck) -> str:
        """What is wrong, in one sentence."""

    def applies(self, check: LinkCheck) -> bool:
        """Whether this rule is the one to tell of a check."""
        return check.verdict is self.verdict

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for check in dossier.links:
            if not self.applies(check):
                continue
            for occurrence in check.occurrences:
                yield self.finding(
                    occurrence.span,
                    address(check),
                    self.message(check),
                    suggestion=self.suggestion(check),
                    basis=basis(check),
                    fix=self.fix(dossier.document.source, check, occurrence),
                )

    def suggestion(self, check: LinkCheck) -> str:
        """What to write instead: the archived copy, where the verdict names nothing better."""
        return check.suggestion or (f"archived copy: {check.archived}" if check.archived else "")

    def fix(self, source: str, check: LinkCheck, occurrence: Occurrence) -> Fix | None:  # noqa: ARG002
        """How to mend it in the file, if that can be told."""
        return None


def address(check: LinkCheck) -> str:
    """The address of a link as people would write it: for a place in the same file, ``#place``."""
    if check.target.kind is LinkKind.ANCHOR:
        return f"#{check.target.fragment}"
    return str(check.target)


def basis(check: LinkCheck) -> str:
    """What a verdict rests on: the reason, the status if it adds to that, and the way there."""
    said = [check.reason] if check.reason else []
    if check.status and str(check.status) not in check.reason:
        said.append(f"status {check.status}")
    steps = [f"{status} to {url}" for status, url in check.redirects[:5]]
    if steps:
        said.append("redirected: " + ", ".join(steps))
    if check.cached:
        said.append("found in an earlier run")
    return "; ".join(said)


def replacement(source: str, old: str, new: str, span: Span) -> Fix | None:
    """A fix that puts one address in the place of another, if that stands there once as it is."""
    if not new or source.count(old, span.start, span.end) != 1:
        return None
    start = source.index(old, span.start, span.end)
    return Fix((Edit(Span(start, start + len(old)), new),), safe=False, description="new address")
