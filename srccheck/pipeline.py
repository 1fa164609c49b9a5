"""The one direction of srccheck as code.

Document → Note → Reference → Entry → Evidence → Match → Finding → Report: :func:`examine` is that
line for one document; :func:`run` follows it for each input of a run, and lets go of each document
when the next is done. What asks the network is loaded only if something is to be asked.
"""

from __future__ import annotations

import datetime
import functools
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from srccheck import inputs, readers
from srccheck.allow import without_allowed
from srccheck.config import Settings, check_rules
from srccheck.errors import InputError, UsageError
from srccheck.inputs import Source, read
from srccheck.mend import mend
from srccheck.model import Dossier, Entry, EntryKind, Failure, Finding, Verdicts
from srccheck.notes.citations import find_citations
from srccheck.parse import parse_notes
from srccheck.rules import RULES, Rule
from srccheck.rules.context import document_language

if TYPE_CHECKING:
    from srccheck.lookup import Inquiry

LOOKED_FOR = "no footnote, endnote, bibliography, BibTeX entry or link was recognised in it"
STOPPED = "stopped before it was asked"
REMEDY = "write notes as [^1]: …, or as a numbered list under a heading such as Notes"


def examine(
    source: Source,
    settings: Settings,
    rules: Sequence[type[Rule]],
    today: datetime.date,
    crashed: Callable[[Failure], None],
    inquiry: Inquiry | None = None,
    progress: Callable[[int, int], None] | None = None,
    parsed: Callable[[Dossier], None] | None = None,
) -> Dossier:
    """Take one document through the whole line; ``crashed`` is told of rules that fail."""
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
    if inquiry:
        dossier = resolve(dossier, inquiry, progress)
    return replace(dossier, findings=judge(dossier, settings, rules, crashed))


def resolve(
    dossier: Dossier, inquiry: Inquiry, progress: Callable[[int, int], None] | None = None
) -> Dossier:
    """The dossier with what services and pages say of its sources, and the verdicts that follow.

    After Ctrl-C, the verdicts of sources that were not reached say so.
    """
    from srccheck.matching import judge as judge_entry
    from srccheck.matching.quoted import quoted_keys

    answers = inquiry.about(dossier.entries, progress, quoted_keys(dossier))
    verdicts, matches, unasked = dict(dossier.verdicts), {}, {}
    for entry in dossier.entries:
        if entry.key not in verdicts:
            continue
        if entry.key not in answers.evidence:
            verdicts[entry.key] = Verdicts(entry.key, reason=STOPPED)
            continue
        evidence = answers.evidence[entry.key]
        unasked[entry.key] = inquiry.unasked(entry, evidence)
        if evidence:
            judgement = judge_entry(entry, evidence)
            verdicts[entry.key] = judgement.verdicts
            matches[entry.key] = judgement.matches
    return replace(
        dossier, verdicts=verdicts, evidence=answers.evidence, unasked=unasked, matches=matches
    )


def before_asking(entries: Iterable[Entry], settings: Settings) -> dict[str, Verdicts]:
    """The verdicts on the sources among the entries before any service is asked."""
    offline = settings.offline and not settings.evidence
    reason = (
        "offline: no service was asked" if offline else "no service that could know it was asked"
    )
    sources = (entry for entry in entries if entry.kind is EntryKind.SOURCE)
    return {entry.key: Verdicts(entry.key, reason=reason) for entry in sources}


def judge(
    dossier: Dossier,
    settings: Settings,
    rules: Iterable[type[Rule]],
    crashed: Callable[[Failure], None],
) -> tuple[Finding, ...]:
    """The findings of the rules that no comment allows, in the order of the text, each once."""
    findings: dict[Finding, None] = {}
    for rule in rules:
        try:
            for finding in rule().check(dossier):
                if settings.wants(finding.rule, finding.severity.value, looked_up=not rule.offline):
                    findings[finding] = None
        except Exception as error:
            crashed(_bug(dossier.document.path, f"the rule {rule.name}", error, settings))
    found = without_allowed(dossier.document, findings)
    return tuple(sorted(found, key=lambda one: (*one.span, -one.severity.rank, one.rule)))


def chosen(settings: Settings) -> tuple[type[Rule], ...]:
    """The rules that the settings want.

    Raises:
        UsageError: the settings name a rule that does not exist.
    """
    check_rules((*settings.select, *settings.ignore), [rule.name for rule in RULES])
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
    progress: Callable[[int, int], None] | None = None,
    parsed: Callable[[Dossier], None] | None = None,
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
    attempt = functools.partial(
        _attempt,
        settings=settings,
        rules=rules,
        today=today,
        inquiry=inquiry or own,
        progress=progress,
        parsed=parsed,
    )
    try:
        yield from _through(given, settings, attempt)
    finally:
        if own:
            own.close()


def _through(
    given: Iterable[str | Source],
    settings: Settings,
    attempt: Callable[[Source | Failure], Iterator[Dossier | Failure]],
) -> Iterator[Dossier | Failure]:
    suffixes = readers.suffixes()
    seen: set[str] = set()
    for item in given:
        alone = inputs.is_single(item)
        files = something = 0
        for source in inputs.expand(item, suffixes, seen, settings.stdin_format):
            for result in attempt(source):
                yield result
                if isinstance(result, Dossier):
                    if _is_stopped(result):
                        raise KeyboardInterrupt
                    files += 1
                    something += not result.empty
                    if alone and result.empty:
                        yield Failure(result.document.path, LOOKED_FOR, REMEDY)
        if files and not something and not alone:
            yield Failure(str(item), f"none of its {files} files has anything to check", REMEDY)


def inquiry_of(settings: Settings) -> Inquiry | None:
    """What looks sources up in a run with these settings, if anything does."""
    if settings.offline and not settings.evidence:
        return None
    from srccheck.lookup import Inquiry

    return Inquiry(settings)


def _is_stopped(dossier: Dossier) -> bool:
    return any(verdicts.reason == STOPPED for verdicts in dossier.verdicts.values())


def _attempt(
    source: Source | Failure,
    settings: Settings,
    rules: Sequence[type[Rule]],
    today: datetime.date,
    inquiry: Inquiry | None,
    progress: Callable[[int, int], None] | None,
    parsed: Callable[[Dossier], None] | None,
) -> Iterator[Dossier | Failure]:
    if isinstance(source, Failure):
        yield source
        return
    crashes: list[Failure] = []
    try:
        yield examine(source, settings, rules, today, crashes.append, inquiry, progress, parsed)
    except InputError as error:
        yield Failure(source.path, error.cause.removeprefix(f"{source.path} "), error.remedy)
    except UsageError:
        raise
    except Exception as error:
        yield _bug(source.path, "srccheck", error, settings)
    yield from crashes


def _bug(path: str, where: str, error: Exception, settings: Settings) -> Failure:
    remedy = "please report it, with what --debug shows"
    if settings.debug:
        remedy = "".join(traceback.format_exception(error)).rstrip()
    return Failure(path, f"a bug in {where}: {type(error).__name__}: {error}", remedy)
