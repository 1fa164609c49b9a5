"""The one direction of srccheck as code.

Document → Note → Reference → Entry → Evidence → Match → Finding → Report: :func:`examine` is that
line for one document; :func:`run` follows it for each input of a run. The sources of a few are
looked up ahead of their turn, and each document is let go of when the next is done. What asks the
network is loaded only if something is to be asked.
"""

from __future__ import annotations

import datetime
import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from srccheck import inputs, readers
from srccheck.config import Settings, check_rules
from srccheck.errors import InputError, UsageError
from srccheck.inputs import Source, read
from srccheck.judging import bug, judge
from srccheck.mend import mend
from srccheck.messages import _
from srccheck.model import Dossier, Entry, EntryKind, Failure, Verdicts
from srccheck.notes.citations import find_citations
from srccheck.parse import parse_notes
from srccheck.rules import NAMED, RULES, Rule
from srccheck.rules.context import document_language

if TYPE_CHECKING:
    from srccheck.lookup import Inquiry
    from srccheck.lookup.inquiry import Asking
    from srccheck.model.evidence import Evidence

LOOKED_FOR = _("no footnote, endnote, bibliography, BibTeX entry or link was recognised in it")
STOPPED = _("stopped before it was asked")
REMEDY = _("write notes as [^1]: …, or as a numbered list under a heading such as Notes")


class Begun(NamedTuple):
    """A document that was read, and the look-ups of its sources, which have begun."""

    dossier: Dossier
    asking: Asking | None = None


Parsed = Callable[[Dossier], None]
Progress = Callable[[int, int], None]


def begin(
    source: Source,
    settings: Settings,
    today: datetime.date,
    inquiry: Inquiry | None = None,
    parsed: Parsed | None = None,
) -> Begun:
    """Read one document, and begin to look its sources up."""
    document = read(source)
    if not settings.as_written:
        document = mend(document)
    entries, pointers = parse_notes(document)
    document = replace(
        document,
        language=document.language or document_language(document),
        citations=find_citations(document),
    )
    verdicts = before_asking(entries, settings)
    dossier = Dossier(document, entries, today, verdicts, pointers=pointers)
    if parsed:
        parsed(dossier)
    if inquiry is None:
        return Begun(dossier)
    from srccheck.matching.quoted import quoted_keys

    return Begun(dossier, inquiry.begin(entries, quoted_keys(dossier)))


def examine(
    source: Source,
    settings: Settings,
    rules: Sequence[type[Rule]],
    today: datetime.date,
    crashed: Callable[[Failure], None],
    inquiry: Inquiry | None = None,
    progress: Progress | None = None,
    begun: Begun | None = None,
) -> Dossier:
    """Take one document through the whole line; ``crashed`` is told of rules that fail."""
    dossier, asking = begun or begin(source, settings, today, inquiry)
    if inquiry and asking:
        dossier = resolve(dossier, inquiry, asking, progress)
    return judge(dossier, settings, rules, crashed)


def resolve(
    dossier: Dossier, inquiry: Inquiry, asking: Asking, progress: Progress | None = None
) -> Dossier:
    """The dossier with what services and pages say of its sources, and the verdicts that follow.

    After Ctrl-C, the verdicts of sources that were not reached say so.
    """
    answers = inquiry.finish(asking, progress)
    dossier = with_evidence(dossier, answers.evidence)
    verdicts, unasked = dict(dossier.verdicts), {}
    for entry in dossier.sources:
        if entry.key in answers.evidence:
            unasked[entry.key] = inquiry.unasked(entry, answers.evidence[entry.key])
        else:
            verdicts[entry.key] = Verdicts(entry.key, reason=STOPPED)
    return replace(dossier, verdicts=verdicts, unasked=unasked)


def with_evidence(dossier: Dossier, found: Mapping[str, tuple[Evidence, ...]]) -> Dossier:
    """The dossier with what was found of its sources, by entry key, and the verdicts that follow.

    Those of which nothing is known keep the verdicts that they have.
    """
    from srccheck.matching import judge as judge_entry

    verdicts, matches = dict(dossier.verdicts), {}
    for entry in dossier.sources:
        if evidence := found.get(entry.key):
            judgement = judge_entry(entry, evidence)
            verdicts[entry.key], matches[entry.key] = judgement.verdicts, judgement.matches
    return replace(dossier, verdicts=verdicts, evidence=found, matches=matches)


def before_asking(entries: Iterable[Entry], settings: Settings) -> dict[str, Verdicts]:
    """The verdicts on the sources among the entries before any service is asked."""
    offline = settings.offline and not settings.evidence
    reason = (
        _("offline: no service was asked")
        if offline
        else _("no service that could know it was asked")
    )
    sources = (entry for entry in entries if entry.kind is EntryKind.SOURCE)
    return {entry.key: Verdicts(entry.key, reason=reason) for entry in sources}


def chosen(settings: Settings) -> tuple[type[Rule], ...]:
    """The rules that the settings want.

    Raises:
        UsageError: the settings name a rule that does not exist.
    """
    check_rules((*settings.select, *settings.ignore), NAMED)
    return tuple(
        rule
        for rule in RULES
        if settings.wants(rule.name, rule.severity.value, looked_up=not rule.offline)
    )


def run(
    given: Iterable[str | Source],
    settings: Settings,
    *,
    rules: Sequence[type[Rule]] | None = None,
    today: datetime.date | None = None,
    progress: Progress | None = None,
    parsed: Parsed | None = None,
    inquiry: Inquiry | None = None,
) -> Iterator[Dossier | Failure]:
    """What is known of each document, in the order of the inputs.

    Whatever goes wrong with one document, or in one rule, becomes a Failure, and the others
    are still examined. A document with nothing to check is followed by a Failure; for those of a
    folder or pattern there is one only if none has anything.

    Args:
        given: paths of files and folders, glob patterns, ``-``, or sources.
        settings: how the run is done.
        rules: the rules to apply; without them, those that the settings want.
        today: what the rules are told of the date.
        progress: told, while a document is looked up, how many of how many sources are.
        parsed: given each document before its sources are looked up.
        inquiry: what looks sources up; without one, what the settings say.

    Raises:
        UsageError: the settings name a rule or a service that does not exist.
        KeyboardInterrupt: Ctrl-C came while services were asked; what was found by then has been
            yielded.
    """
    rules = chosen(settings) if rules is None else rules
    today = today or datetime.date.today()
    own = None if inquiry else inquiry_of(settings)
    inquiry = inquiry or own
    start = functools.partial(
        _begin, settings=settings, today=today, inquiry=inquiry, parsed=parsed
    )
    attempt = functools.partial(
        _attempt,
        settings=settings,
        rules=rules,
        today=today,
        inquiry=inquiry,
        progress=progress,
    )
    turns = _ahead(_turns(given, settings), start, inquiry, settings.jobs if inquiry else 0)
    try:
        yield from _through(turns, attempt, inquiry)
    finally:
        if own:
            own.close()


class _Turn(NamedTuple):
    """One document of an input; ``source`` is ``None`` when the input has no more.

    ``begun`` is what :func:`begin` gave or raised.
    """

    item: str | Source
    source: Source | Failure | None
    begun: Begun | Exception | None = None


def _turns(given: Iterable[str | Source], settings: Settings) -> Iterator[_Turn]:
    suffixes = readers.suffixes()
    seen: set[str] = set()
    for item in given:
        for source in inputs.expand(item, suffixes, seen, settings.stdin_format):
            yield _Turn(item, source)
        yield _Turn(item, None)


def _ahead(
    turns: Iterator[_Turn],
    start: Callable[[Source], Begun | Exception],
    inquiry: Inquiry | None,
    most: int,
) -> Iterator[_Turn]:
    """The turns in order, with the documents of up to ``most`` later ones begun already.

    Services that are slow are so kept busy; ``most`` bounds what is held in memory.
    """
    waiting: deque[_Turn] = deque()
    try:
        for turn in turns:
            begun = start(turn.source) if isinstance(turn.source, Source) else None
            waiting.append(turn._replace(begun=begun))
            while sum(one.begun is not None for one in waiting) > most:
                yield waiting.popleft()
                if inquiry and inquiry.stopped:
                    break
            if inquiry and inquiry.stopped:
                break
    except KeyboardInterrupt:
        if inquiry is None:
            raise
        inquiry.stop()
    yield from waiting


def _through(
    turns: Iterable[_Turn],
    attempt: Callable[[_Turn], Iterator[Dossier | Failure]],
    inquiry: Inquiry | None,
) -> Iterator[Dossier | Failure]:
    files = something = 0
    for turn in turns:
        stopped = inquiry is not None and inquiry.stopped
        if stopped and not _is_known(turn):
            continue
        alone = inputs.is_single(turn.item)
        for result in attempt(turn):
            yield result
            if isinstance(result, Dossier):
                files += 1
                something += not result.empty
                if alone and result.empty:
                    yield Failure(result.document.path, LOOKED_FOR, REMEDY)
        if turn.source is None:
            if files and not something and not alone:
                reason = _("none of its {files} files has anything to check", files=files)
                yield Failure(str(turn.item), reason, REMEDY)
            files = something = 0
    if inquiry and inquiry.stopped:
        raise KeyboardInterrupt


def _is_known(turn: _Turn) -> bool:
    """Whether something was found of a document before the run was stopped."""
    begun = turn.begun
    return isinstance(begun, Begun) and begun.asking is not None and bool(begun.asking.answered)


def inquiry_of(settings: Settings) -> Inquiry | None:
    """What looks sources up in a run with these settings, if anything does."""
    if settings.offline and not (settings.evidence or settings.index):
        return None
    from srccheck.lookup import Inquiry

    return Inquiry(settings)


def _begin(
    source: Source,
    settings: Settings,
    today: datetime.date,
    inquiry: Inquiry | None,
    parsed: Parsed | None,
) -> Begun | Exception:
    """What :func:`begin` gives; what it raises is kept for the turn of the document."""
    try:
        return begin(source, settings, today, inquiry, parsed)
    except Exception as error:
        return error


def _attempt(
    turn: _Turn,
    settings: Settings,
    rules: Sequence[type[Rule]],
    today: datetime.date,
    inquiry: Inquiry | None,
    progress: Progress | None,
) -> Iterator[Dossier | Failure]:
    source, begun = turn.source, turn.begun
    if source is None:
        return
    if isinstance(source, Failure):
        yield source
        return
    crashes: list[Failure] = []
    try:
        if isinstance(begun, Exception):
            raise begun
        yield examine(source, settings, rules, today, crashes.append, inquiry, progress, begun)
    except InputError as error:
        yield Failure(source.path, error.cause.removeprefix(f"{source.path} "), error.remedy)
    except UsageError:
        raise
    except Exception as error:
        yield bug(source.path, "srccheck", error, settings)
    yield from crashes
