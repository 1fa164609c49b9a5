"""A file is mended until nothing more is to be mended, so that a second run changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.fixes import Change, Plan, Wanted, any_change, plan
from srccheck.fixes.places import Moved
from srccheck.fixes.plan import place_of
from srccheck.inputs import Source
from srccheck.judging import judge
from srccheck.model import Document, Dossier, Span
from srccheck.model.links import LinkCheck
from srccheck.rules import Rule

MOST_ROUNDS = 20
"""Two or three are enough for all but the oddest files."""


@dataclass(frozen=True)
class Mend:
    """How files are mended.

    ``settings`` are those of the run, ``rules`` judge mended text again; ``unsafe`` changes are
    made, too, if so; ``wanted`` is asked once of each change; ``judgement`` has the last word on
    findings before they are mended.
    """

    settings: Settings
    rules: Sequence[type[Rule]]
    unsafe: bool = False
    wanted: Wanted = any_change
    judgement: Callable[[Dossier], Dossier] = lambda dossier: dossier


def planned(dossier: Dossier, data: bytes, mend: Mend, rounds: int = MOST_ROUNDS) -> Plan:
    """What becomes of the file of a document; nothing is written.

    Args:
        dossier: the document, what is known of its sources, and its findings.
        data: the bytes of its file.
        mend: how it is mended.
        rounds: how often at most the mended text is mended.
    """
    done = _Rounds(dossier.document, mend.wanted)
    now, before = mend.judgement(dossier), data
    for left in reversed(range(rounds)):
        step = plan(now.document, before, now.findings, unsafe=mend.unsafe, wanted=done.ask)
        done.add(step)
        if not step.changed or not left:
            break
        now, before = mend.judgement(again(now, step, mend.settings, mend.rules)), step.new
    return done.joined()


class _Rounds:
    """The plans of the rounds of mending one file, and what they come to."""

    def __init__(self, document: Document, wanted: Wanted) -> None:
        self._document = document
        self._wanted = wanted
        self._steps: list[Plan] = []
        self._made: list[Change] = []
        self._moves: list[Moved] = []
        self._answers: dict[tuple[object, ...], bool] = {}

    def ask(self, change: Change) -> bool:
        """Whether a change is wanted; one that comes up again is not asked about again."""
        change = self._placed(change)
        key = (change.finding.rule, change.place, change.old, change.new)
        if key not in self._answers:
            self._answers[key] = self._wanted(change)
        return self._answers[key]

    def add(self, step: Plan) -> None:
        """Take in the next round."""
        self._steps.append(step)
        self._made += [self._placed(change) for change in step.changes]
        self._moves.append(Moved(edit for change in step.changes for edit in change.edits))

    def joined(self) -> Plan:
        """The plan that leads from the file as it is to what the last round came to."""
        last = self._steps[-1]
        self._moves.pop()
        left = tuple(replace(one, change=self._placed(one.change)) for one in last.left)
        return replace(
            last,
            old=self._steps[0].old,
            changes=tuple(sorted(self._made, key=lambda change: change.place)),
            left=tuple(sorted(left, key=lambda one: one.change.place)),
        )

    def _placed(self, change: Change) -> Change:
        """A change with its place in the file as it is; of the finding, only what is told."""
        place = place_of(change.finding)
        for moved in reversed(self._moves):
            place = moved.back(place)
        return replace(change, place=self._document.position(place))


def again(dossier: Dossier, step: Plan, settings: Settings, rules: Sequence[type[Rule]]) -> Dossier:
    """The document as it is after a round of mending, judged with the evidence that there was."""
    document = dossier.document
    source = Source(document.path, step.new, document.format)
    fresh = pipeline.begin(source, settings, dossier.today).dossier
    moved = Moved(edit for change in step.changes for edit in change.edits)
    fresh = replace(
        with_evidence(fresh, dossier), links=tuple(moved_links(dossier.links, moved.forth))
    )
    return judge(fresh, settings, rules, lambda _: None)


def with_evidence(fresh: Dossier, known: Dossier) -> Dossier:
    """A dossier with what is known of its sources from before they were mended."""
    before = {entry.key: entry.key for entry in known.entries}
    if len(fresh.entries) == len(known.entries):
        pairs = zip(fresh.entries, known.entries, strict=True)
        before = {new.key: old.key for new, old in pairs}
    found = {
        entry.key: evidence
        for entry in fresh.sources
        if (evidence := known.evidence.get(before.get(entry.key, "")))
    }
    return pipeline.with_evidence(fresh, found)


def moved_links(
    links: Iterable[LinkCheck], forth: Callable[[Span], Span | None]
) -> Iterator[LinkCheck]:
    """The checks of links, at the places where the links are now."""
    for check in links:
        places = [(one, forth(one.span)) for one in check.occurrences]
        there = tuple(replace(one, span=span) for one, span in places if span)
        if there:
            yield replace(check, occurrences=there)
