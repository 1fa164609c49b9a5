"""How the rules on damaged text turn what was found into findings and fixes."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from srccheck.mend.place import place
from srccheck.messages import _
from srccheck.model import (
    BlockKind,
    Confidence,
    Document,
    Dossier,
    Edit,
    Finding,
    Fix,
    Passage,
    Repair,
    Span,
)
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule
from srccheck.rules.written import as_read, as_text, is_bib
from srccheck.text.damage import Damage

_NAMES = re.compile(r"[^\s\\{}#]++(?:\s*+#[^\\{}]*+)?")
"""A value of BibTeX that is the name of a string, or begins or ends with one."""


class Place(NamedTuple):
    """A damaged stretch of a document: where it is, what stands there, what is wrong."""

    span: Span
    cited: str
    damage: Damage


class Spans:
    """Spans that lie apart, asked often whether they hold another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def touch(self, span: Span) -> bool:
        """Whether one of them shares a character with ``span``."""
        index = bisect.bisect_left(self._spans, span.end, key=lambda other: other.start)
        return index > 0 and self._spans[index - 1].overlaps(span)

    def cover(self, span: Span) -> bool:
        """Whether ``span`` lies wholly inside one of them."""
        index = bisect.bisect_right(self._spans, span.start, key=lambda other: other.start)
        return index > 0 and self._spans[index - 1].covers(span)


def prose(document: Document) -> Iterator[Passage]:
    """The passages that are text to read, without blocks of code."""
    for block in document.blocks:
        if block.kind is not BlockKind.CODE and block.passage.text:
            yield block.passage


def places(
    document: Document, find: Callable[[str], Iterable[Damage]], rule: str = ""
) -> Iterator[Place]:
    """What a search finds in a document, outside code and the repairs that other rules report."""
    taken = Spans(
        [each.span for each in document.repairs if each.rule != rule]
        + [each.span for each in document.problems]
    )
    seen: set[Span] = set()
    for passage in prose(document):
        for found in places_in(document, passage, find(passage.text)):
            if found.span not in seen and not taken.touch(found.span):
                seen.add(found.span)
                yield found


def places_in(document: Document, passage: Passage, found: Iterable[Damage]) -> Iterator[Place]:
    """What was found in a passage, with its place in the file, outside code spans."""
    code = [style for style in passage.styles if style.kind == "code"]
    for damage in found:
        if not any(style.start < damage.end and damage.start < style.end for style in code):
            span = place(document, passage, damage.start, damage.end)
            yield Place(span, passage.text[damage.start : damage.end], damage)


def repair_findings(rule: Rule, dossier: Dossier, message: str) -> Iterator[Finding]:
    """The repairs of a document that belong to a rule, as findings."""
    for repair in dossier.document.repairs:
        if repair.rule != rule.name or _of_a_string(dossier.document, repair):
            continue
        yield rule.finding(
            repair.span,
            shortened(repair.original),
            message,
            suggestion=repair.text,
            basis=repair.how,
            fix=fix_for(
                dossier.document, repair.span, repair.original, repair.text, repair.trusted
            ),
            confidence=None if repair.trusted else Confidence.MEDIUM,
        )


def _of_a_string(document: Document, repair: Repair) -> bool:
    """Whether a field only names the ``@string`` that is damaged; it is reported there."""
    held = document.source[slice(*repair.span)]
    named = _NAMES.fullmatch(held) is not None and repair.original not in held
    return named and is_bib(document, repair.span.start)


def fix_for(
    document: Document, span: Span, original: str, text: str, safe: bool = True
) -> Fix | None:
    """The fix that puts ``text`` in place of what reads as ``original``.

    Nothing when the file holds more at the span than that text: markup that would be lost.
    """
    held = as_read(document.source[slice(*span)], document.format)
    if _spaced(held) != _spaced(original):
        return None
    written = as_text(document, text, span.start)
    description = (
        _("Replace “{original}” with “{text}”.", original=original, text=text)
        if text
        else _("Remove it.")
    )
    return Fix((Edit(span, written),), safe, description)


def problem_findings(rule: Rule, dossier: Dossier, suggestion: str) -> Iterator[Finding]:
    """What the reader met and left to a rule to report."""
    for problem in dossier.document.problems:
        if problem.rule == rule.name:
            cited = shortened(problem.cited)
            yield rule.finding(problem.span, cited, problem.message, suggestion=suggestion)


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)
