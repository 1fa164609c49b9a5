"""The line of mending as code: Dossier → findings with a fix → plans → files.

:func:`planned` says what would become of the files of a document, and touches none;
:func:`write` does it. What is mended is judged again, with the same evidence, until
nothing more is to be mended: so a second run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.errors import InputError
from srccheck.fixes import Change, Plan, plan
from srccheck.fixes.places import Moved
from srccheck.fixes.writing import replace_file
from srccheck.inputs import Source
from srccheck.judging import judge
from srccheck.model import Document, Dossier, EntryKind
from srccheck.model.evidence import Evidence
from srccheck.model.links import LinkCheck
from srccheck.model.match import Match
from srccheck.rules import Rule

Wanted = Callable[[Change], bool]
MOST_ROUNDS = 5


def settings_of(settings: Settings) -> Settings:
    """The settings with which a document is judged to be mended: what is style takes part."""
    return replace(settings, style=True)


def chosen(settings: Settings) -> tuple[type[Rule], ...]:
    """The rules with fixes that the settings want.

    >>> "mojibake" in [rule.name for rule in chosen(Settings())]
    True
    """
    return tuple(rule for rule in pipeline.chosen(settings) if rule.fixable != "no")


def any_change(_: Change) -> bool:
    """Whether a change is wanted, where nobody is asked: it is."""
    return True


def plans(
    dossiers: Iterable[Dossier],
    settings: Settings,
    rules: Sequence[type[Rule]] | None = None,
    *,
    unsafe: bool = False,
    wanted: Wanted = any_change,
    data: Mapping[str, bytes] | None = None,
) -> Iterator[Plan]:
    """What becomes of the files of several documents; see :func:`planned`.

    Args:
        dossiers: the documents.
        settings: those of the run.
        rules: the rules that judge mended text again; those with fixes, if not given.
        unsafe: also make changes that are to be looked at.
        wanted: asked once of each change.
        data: the bytes of documents that are no files, by path.
    """
    rules = chosen(settings) if rules is None else rules
    for dossier in dossiers:
        path = dossier.document.path
        if not any(finding.fix for finding in dossier.findings):
            continue
        try:
            found = data[path] if data and path in data else read(path)
        except InputError as error:
            yield Plan(path, problem=error.cause)
            continue
        yield planned(dossier, found, settings, rules, unsafe=unsafe, wanted=wanted)


def planned(
    dossier: Dossier,
    data: bytes,
    settings: Settings,
    rules: Sequence[type[Rule]] | None = None,
    *,
    unsafe: bool = False,
    wanted: Wanted = any_change,
) -> Plan:
    """What becomes of the file of a document; nothing is written.

    Args:
        dossier: the document, what is known of its sources, and its findings.
        data: the bytes of its file.
        settings: those of the run.
        rules: the rules that judge the mended text again; those with fixes, if not given.
        unsafe: also make changes that are to be looked at.
        wanted: asked once of each change.
    """
    rules = chosen(settings) if rules is None else rules
    rounds = _Rounds(dossier.document, wanted)
    now, before = dossier, data
    for _ in range(MOST_ROUNDS):
        step = plan(now.document, before, now.findings, unsafe=unsafe, wanted=rounds.ask)
        rounds.add(step)
        if not step.changed or now.document.parts:
            break
        now, before = again(now, step, settings, rules), step.new
    return rounds.joined()


class _Rounds:
    """The plans of the rounds of mending one file, and what they come to."""

    def __init__(self, document: Document, wanted: Wanted) -> None:
        self._document = document
        self._wanted = wanted
        self._steps: list[Plan] = []
        self._made: list[Change] = []
        self._moves: list[Moved] = []
        self._answers: dict[Change, bool] = {}

    def ask(self, change: Change) -> bool:
        """Whether a change is wanted; one that comes up again is not asked about again."""
        change = self._placed(change)
        if change not in self._answers:
            self._answers[change] = self._wanted(change)
        return self._answers[change]

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
        place = change.edits[0].span.start
        for moved in reversed(self._moves):
            place = moved.back(place)
        return replace(change, place=self._document.position(place))


def again(dossier: Dossier, step: Plan, settings: Settings, rules: Sequence[type[Rule]]) -> Dossier:
    """The document as it is after a round of mending, judged with the evidence that there was."""
    document = dossier.document
    source = Source(document.path, step.new, document.format)
    fresh = pipeline.begin(source, settings, dossier.today).dossier
    moved = Moved(edit for change in step.changes for edit in change.edits)
    fresh = replace(_with_evidence(fresh, dossier), links=tuple(_moved(dossier.links, moved)))
    return replace(fresh, findings=judge(fresh, settings, rules, lambda _: None))


def _with_evidence(fresh: Dossier, known: Dossier) -> Dossier:
    """A dossier with what is known of its sources from before they were mended."""
    from srccheck.matching import judge as judge_entry

    before = {entry.key: entry.key for entry in known.entries}
    if len(fresh.entries) == len(known.entries):
        pairs = zip(fresh.entries, known.entries, strict=True)
        before = {new.key: old.key for new, old in pairs}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    matches: dict[str, tuple[Match, ...]] = {}
    verdicts = dict(fresh.verdicts)
    for entry in fresh.entries:
        found = known.evidence.get(before.get(entry.key, ""))
        if found and entry.kind is EntryKind.SOURCE:
            judgement = judge_entry(entry, found)
            evidence[entry.key] = found
            verdicts[entry.key], matches[entry.key] = judgement.verdicts, judgement.matches
    return replace(fresh, evidence=evidence, verdicts=verdicts, matches=matches)


def _moved(links: Iterable[LinkCheck], moved: Moved) -> Iterator[LinkCheck]:
    """The checks of links, at the places where the links are now."""
    for check in links:
        places = [(one, moved.forth(one.span)) for one in check.occurrences]
        there = tuple(replace(one, span=span) for one, span in places if span)
        if there:
            yield replace(check, occurrences=there)


def read(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None


def tree_of(path: str) -> Path:
    """The folder outside of which nothing is written for a file: its repository, or its own."""
    folder = Path(path).absolute().parent
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    return folder


def write(plan: Plan) -> None:
    """Put the new bytes of a plan in the place of the old ones.

    Raises:
        InputError: the file cannot be written, or changed meanwhile.
    """
    if plan.changed:
        replace_file(plan.path, plan.old, plan.new, tree_of(plan.path))
