"""What the rules share that report later notices on a cited work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding
from srccheck.model.evidence import Record, Update
from srccheck.rules.date_words import spoken
from srccheck.rules.judged import Judged, judged, place, stated_by
from srccheck.rules.rule import Rule


class Notice(Rule):
    """A later notice on the cited work, in any record of it."""

    confidence = Confidence.HIGH
    offline = False
    kinds: ClassVar[tuple[str, ...]]
    """The kinds of notice that this rule is about."""
    said: ClassVar[tuple[str, ...]]
    """What each kind of notice says of the work."""
    advice: ClassVar[str]
    acknowledged: ClassVar[str] = r"(?!)"
    """What a reference that knows of the notice says."""

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            if not source.verified or re.search(self.acknowledged, source.entry.raw.casefold()):
                continue
            found = self._first(source)
            if found:
                yield self._found(source, *found)

    def _first(self, source: Judged) -> tuple[Record, Update] | None:
        updates = [
            (match.record, update)
            for match in source.judgement.work
            for update in match.record.updates
            if update.kind in self.kinds
        ]
        return next(iter(sorted(updates, key=lambda pair: not pair[1].notice)), None)

    def _found(self, source: Judged, record: Record, update: Update) -> Finding:
        span, cited = place(source.entry, "title")
        when = ""
        if update.date:
            date = spoken(update.date)
            when = _(" on {date}", date=date) if update.date.day else _(" in {date}", date=date)
        notice = _(" (notice: {notice})", notice=update.notice) if update.notice else ""
        sure = source.by_identifier or len(source.judgement.work) > 1
        return self.finding(
            span,
            cited,
            _(
                "{said}{when}, says {record}{notice}.",
                said=self.said[self.kinds.index(update.kind)],
                when=when,
                record=stated_by(record),
                notice=notice,
            ),
            suggestion=self.advice,
            basis=source.basis(record),
            entry=source.entry.key,
            confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        )
