"""What is allowed, in words: each finding with its reason, and allowances that need a look."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from srccheck.messages import Message, _
from srccheck.model import Allowance, Allowed, Dossier, Failure


def allowed_line(dossier: Dossier, allowed: Allowed) -> Message:
    """An allowed finding in one line.

    >>> from srccheck.model import (Confidence, Document, Encoding, Finding, Severity, Span)
    >>> document = Document("a.md", "markdown", "x", Encoding("utf-8", "text"))
    >>> finding = Finding("dead-link", Severity.ERROR, Confidence.HIGH, Span(0, 1), "x", "Dead.")
    >>> allowed_line(Dossier(document, (), datetime.date(2026, 1, 1)),
    ...      Allowed(finding, Allowance("dead-link", "back soon", origin="srccheck.toml")))
    'a.md:1:1: dead-link: back soon (srccheck.toml)'
    """
    document, finding, by = dossier.document, allowed.finding, allowed.allowance
    number, column = document.position(finding.span.start)
    return _(
        "{place}: {rule}: {reason} ({origin})",
        place=f"{document.path_at(finding.span.start)}:{number}:{column}",
        rule=finding.rule,
        reason=by.reason or _("no reason given"),
        origin=by.origin if by.expires is None else _until(by),
    )


def _until(allowance: Allowance) -> Message:
    return _("{origin}, until {day}", origin=allowance.origin, day=allowance.expires)


class Uses:
    """Which allowances of the configuration were of use in a run."""

    def __init__(self, allowances: Sequence[Allowance] = ()) -> None:
        self.allowances = tuple(allowances)
        self.count = 0
        self._used: set[Allowance] = set()
        self._concerned: set[Allowance] = set()
        self._today: datetime.date | None = None

    def add(self, result: Dossier | Failure) -> None:
        """Note what a document made use of, and which allowances are about it."""
        if isinstance(result, Failure):
            return
        self._today = result.today
        self.count += len(result.allowed)
        self._used.update(one.allowance for one in result.allowed)
        for one in set(self.allowances) - self._concerned:
            if _concerns(one, result):
                self._concerned.add(one)

    @property
    def expired(self) -> list[Allowance]:
        """Those that no longer hold."""
        today = self._today
        return [one for one in self.allowances if today and one.is_over(today)]

    @property
    def unused(self) -> list[Allowance]:
        """Those that hold, are about a document of the run, and allowed nothing in it."""
        left = self._concerned - self._used - set(self.expired)
        return [one for one in self.allowances if one in left]

    def notices(self) -> Iterator[Message]:
        """What there is to say of them."""
        for one in self.expired:
            yield _(
                "expired on {day}: {rule} is no longer allowed ({origin}: {reason})",
                day=one.expires, rule=one.rule, origin=one.origin, reason=one.reason,
            )  # fmt: skip
        for one in self.unused:
            yield _(
                "not needed: nothing fell under allow {rule} ({origin}: {reason})",
                rule=one.rule, origin=one.origin, reason=one.reason,
            )  # fmt: skip


def _concerns(allowance: Allowance, dossier: Dossier) -> bool:
    """Whether a document is one that the allowance was written for, as far as can be told."""
    document = dossier.document
    paths = {document.path, *(part.path for part in document.parts)}
    return (
        any(map(allowance.fits_path, paths))
        and (not allowance.entry or any(one.key == allowance.entry for one in dossier.entries))
        and allowance.text in document.source
    )
