"""The check of one document: what it tells as it runs, and what can be done with its result."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import secrets
from collections.abc import AsyncIterator, Collection, Iterator
from typing import Any

from srccheck import fixing, pipeline, writers
from srccheck.config import Settings
from srccheck.errors import SrccheckError
from srccheck.fixes import Change, Plan
from srccheck.inputs import Source
from srccheck.judging import bug, judge
from srccheck.matching import judge as judge_entry
from srccheck.model import Dossier, Entry, Verdicts
from srccheck.model.evidence import Evidence
from srccheck.pipeline import LOOKED_FOR, REMEDY, Begun
from srccheck.reporters import Look, Summary, reporter
from srccheck.reporters.answers import answer_line
from srccheck.reporters.citation import citation
from srccheck.reporters.excerpt import visible

Event = dict[str, Any]


class Job:
    """A document that is checked, in memory and nowhere else.

    Args:
        name: what its file is called; its suffix tells its format.
        data: the bytes of the file.
        settings: how it is checked.
    """

    def __init__(self, name: str, data: bytes, settings: Settings) -> None:
        self.id = secrets.token_urlsafe(16)
        self.name, self.data, self.settings = name, data, settings
        self.dossier: Dossier | None = None
        self.events: list[Event] = []
        self.finished = False
        self._path = f"/srccheck-{self.id}/{name}"
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._told: set[str] = set()

    async def since(self, number: int) -> AsyncIterator[tuple[int, Event]]:
        """What is told from an event on, each with its number, until the check is over."""
        while True:
            news = self._news
            while number < len(self.events):
                yield number, self.events[number]
                number += 1
            if self.finished:
                return
            await news.wait()

    def run(self) -> None:
        """Check the document; for a thread of its own."""
        try:
            self._check()
        except SrccheckError as error:
            cause = error.cause.replace(f"{self._path} ", "").replace(self._path, self.name)
            self._fail(cause, error.remedy)
        except Exception as error:
            failure = bug(self.name, "the page", error, self.settings)
            self._fail(failure.reason, failure.remedy)

    def _check(self) -> None:
        # An absolute path in a folder that is not there: nothing on this disk is beside it.
        source = Source(self._path, self.data)
        rules, today = pipeline.chosen(self.settings), datetime.date.today()
        inquiry = pipeline.inquiry_of(self.settings)
        try:
            begun = pipeline.begin(source, self.settings, today, inquiry)
            self._read(begun.dossier)
            crashes: list[Any] = []
            dossier = pipeline.examine(
                source,
                self.settings,
                rules,
                today,
                crashes.append,
                inquiry,
                lambda *_: self._answered(begun),
                begun,
            )
        finally:
            if inquiry:
                inquiry.close()
        for entry in dossier.sources:
            self._source(entry, dossier.verdicts[entry.key], dossier.evidence.get(entry.key, ()))
        self.dossier = dossier
        summary = Summary(offline=self.settings.offline)
        summary.add(dossier)
        self._tell(
            {
                "event": "done",
                "findings": len(dossier.findings),
                "unreached": [f"{name}: {why}" for name, why in summary.unreached.items()],
                "problems": [f"{crash.reason} ({crash.remedy})" for crash in crashes],
            },
            last=True,
        )

    def _read(self, dossier: Dossier) -> None:
        """Tell what was read, before anything is looked up."""
        if dossier.empty:
            self._tell({"event": "empty", "text": str(LOOKED_FOR), "remedy": str(REMEDY)})
        sources = [{"key": one.key, "text": visible(citation(one))} for one in dossier.sources]
        self._tell(
            {
                "event": "read",
                "format": dossier.document.format,
                "notes": len(dossier.document.notes),
                "sources": sources,
            }
        )

    def _answered(self, begun: Begun) -> None:
        """Tell what came of the sources that were answered since last time."""
        asking = begun.asking
        if asking is None:
            return
        found = asking.evidence()
        for entry in begun.dossier.sources:
            if evidence := found.get(entry.key):
                self._source(entry, judge_entry(entry, evidence).verdicts, evidence)

    def _source(self, entry: Entry, verdicts: Verdicts, evidence: tuple[Evidence, ...]) -> None:
        if entry.key in self._told:
            return
        self._told.add(entry.key)
        line = answer_line(verdicts, evidence) or f"inconclusive: {verdicts.reason}"
        self._tell(
            {
                "event": "source",
                "key": entry.key,
                "identity": verdicts.identity.value,
                "accuracy": verdicts.accuracy.value,
                "text": visible(line),
            }
        )

    def _fail(self, reason: str, remedy: str) -> None:
        self._tell({"event": "failed", "text": str(reason), "remedy": str(remedy)}, last=True)

    def _tell(self, event: Event, *, last: bool = False) -> None:
        def add() -> None:
            self.events.append(event)
            self.finished = self.finished or last
            news, self._news = self._news, asyncio.Event()
            news.set()

        self._loop.call_soon_threadsafe(add)

    def report(self) -> Iterator[str]:
        """The report as a page."""
        shown = self._shown()
        summary = Summary(offline=self.settings.offline)
        return reporter("html")(summary.watch([shown]), summary, Look())

    def bibliography(self, format_: str) -> Iterator[str]:
        """The entries of the document in a bibliographic format.

        Raises:
            UsageError: there is no such format.
        """
        return iter(writers.writer(format_)(self._result().entries))

    def plan(self, accepted: Collection[str] | None = None) -> Plan:
        """What becomes of the document if some changes are accepted, or all.

        Args:
            accepted: what :func:`name_of` calls them; without it, all.
        """
        settings = fixing.settings_of(self.settings)
        rules = fixing.chosen(settings)
        dossier = judge(self._result(), settings, rules, lambda _: None)
        wanted = fixing.any_change if accepted is None else lambda one: name_of(one) in accepted
        plans = list(
            fixing.plans(
                [dossier],
                settings,
                rules,
                unsafe=True,
                wanted=wanted,
                data={self._path: self.data},
            )
        )
        return plans[0] if plans else Plan(self._path, self.data, self.data)

    def _shown(self) -> Dossier:
        """The result under the name by which the editor knows the document."""
        dossier = self._result()
        document = dataclasses.replace(dossier.document, path=self.name)
        return dataclasses.replace(dossier, document=document)

    def _result(self) -> Dossier:
        if self.dossier is None:
            raise LookupError("the check is not over, or has failed")
        return self.dossier


def name_of(change: Change) -> str:
    """What a change of a document is called; the same in every plan for it.

    >>> from srccheck.model import Confidence, Finding, Position, Severity, Span
    >>> finding = Finding("mojibake", Severity.ERROR, Confidence.HIGH, Span(0, 2), "Ã©", "")
    >>> name_of(Change(finding, "a.md", Position(1, 2), "Ã©", "é"))
    'mojibake 1:2 Ã© → é'
    """
    place = f"{change.place.line}:{change.place.column}"
    return f"{change.finding.rule} {place} {change.old} → {change.new}"
