"""From findings to the new bytes of a file: a pure function."""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Iterable, Sequence

from srccheck.errors import InputError
from srccheck.fixes.model import Change, Left, Plan
from srccheck.fixes.text import FileText
from srccheck.model import Confidence, Document, Edit, Finding
from srccheck.text.mojibake import find_mojibake

NOT_WRITTEN = {
    "docx": "Word documents are not written",
    "odt": "OpenDocument texts are not written",
    "epub": "EPUB books are not written",
    "pdf": "PDF files are not written",
}
"""Formats of which a finding tells, and which are no text that could be changed byte for byte."""


GAP = " … "
"""Between what edits of one change put in several places."""


def plan(
    document: Document,
    data: bytes,
    findings: Iterable[Finding],
    *,
    unsafe: bool = False,
    wanted: Callable[[Change], bool] = lambda _: True,
) -> Plan:
    r"""What becomes of a file when findings are mended.

    Of two changes that meet, the more certain is made, or neither where both are as certain.

    Args:
        document: the document that the findings are of.
        data: the bytes of its file.
        findings: those with a fix are mended.
        unsafe: also make changes that are to be looked at.
        wanted: asked of each change that could be made, in the order of the text.

    >>> from srccheck.model import Confidence, Encoding, Fix, Severity, Span
    >>> document = Document("a.txt", "text", "PÃ©kin\n", Encoding("utf-8", "valid"))
    >>> fix = Fix((Edit(Span(1, 3), "é"),), safe=True)
    >>> found = Finding("mojibake", Severity.ERROR, Confidence.HIGH, Span(1, 3), "Ã©", "", fix=fix)
    >>> plan(document, "PÃ©kin\n".encode(), [found]).new.decode()
    'Pékin\n'
    """
    changes = [change_of(document, finding) for finding in findings if finding.fix]
    if not changes:
        return Plan(document.path, data, data)
    try:
        if document.format in NOT_WRITTEN:
            raise InputError(NOT_WRITTEN[document.format])
        file = FileText(data, document.source, document.encoding)
    except InputError as error:
        refused = tuple(Left(change, error.cause) for change in changes if unsafe or change.safe)
        problem = error.cause if refused else ""
        return Plan(document.path, data, data, left=refused, problem=problem)
    left: list[Left] = []
    possible: list[Change] = []
    for change in _once(changes):
        if change.safe or unsafe:
            reason = _why_not(file, change)
            if reason:
                left.append(Left(change, reason))
            else:
                possible.append(change)
        else:
            left.append(Left(change, "it is to be looked at", "unsafe"))
    made, conflicts = _apart(possible)
    declined = [change for change in made if not wanted(change)]
    made = [change for change in made if change not in declined]
    left += conflicts
    left += [Left(change, "it was declined", "declined") for change in declined]
    new = file.edited(edit for change in made for edit in change.edits)
    return Plan(document.path, data, new, tuple(made), tuple(left), encoding=document.encoding.name)


def change_of(document: Document, finding: Finding) -> Change:
    """The change that mends a finding which has a fix."""
    edits = _in_order(finding)
    start = edits[0].span.start
    path, place = document.path_at(start), document.position(start)
    old = GAP.join(document.source[slice(*edit.span)] for edit in edits)
    return Change(finding, path, place, old, GAP.join(edit.text for edit in edits))


def _in_order(finding: Finding) -> tuple[Edit, ...]:
    edits = finding.fix.edits if finding.fix else ()
    return tuple(sorted(edits, key=lambda edit: edit.span))


def _once(changes: Iterable[Change]) -> list[Change]:
    """The changes in the order of the text, each edit once, of several the most certain."""
    best: dict[tuple[Edit, ...], Change] = {}
    for change in sorted(changes, key=_certainty, reverse=True):
        if any(edit.span.end > edit.span.start or edit.text for edit in change.edits):
            best.setdefault(_in_order(change.finding), change)
    return sorted(best.values(), key=lambda change: change.edits[0].span)


def _certainty(change: Change) -> tuple[bool, int, int]:
    finding = change.finding
    return change.safe, list(Confidence).index(finding.confidence), finding.severity.rank


def _why_not(file: FileText, change: Change) -> str:
    """Why a change cannot be made; empty if it can."""
    for one, other in itertools.pairwise(_in_order(change.finding)):
        if one.span.end > other.span.start:
            return "its own edits meet"
    for edit in change.edits:
        if edit.span.end > len(file.text):
            return "it lies outside of the file"
        if not file.holds(edit.text):
            return f"the encoding of the file, {file.codec}, has no way to write “{edit.text}”"
        if is_damaged(edit.text) and not is_damaged(file.text[slice(*edit.span)]):
            return f"“{edit.text}” is itself damaged"
    if all(edit.text == file.text[slice(*edit.span)] for edit in change.edits):
        return "it changes nothing"
    return ""


def is_damaged(text: str) -> bool:
    """Whether a text holds letters that were lost or wrongly decoded.

    >>> is_damaged("Ã©tude"), is_damaged("étude")
    (True, False)
    """
    return "\ufffd" in text or bool(find_mojibake(html.unescape(text)))


def _apart(changes: Sequence[Change]) -> tuple[list[Change], list[Left]]:
    """The changes that can be made together, and those that cannot."""
    kept: list[Change] = []
    left: list[Left] = []
    for change in sorted(changes, key=_certainty, reverse=True):
        rival = next((other for other in _near(kept, change) if meet(change, other)), None)
        if rival is None:
            kept.append(change)
            continue
        left.append(Left(change, f"{rival.finding.rule} has another change there", "conflict"))
        if _certainty(rival) == _certainty(change) and not _inserts_only(change, rival):
            kept.remove(rival)
            reason = f"{change.finding.rule} has another change there, which is as certain"
            left.append(Left(rival, reason, "conflict"))
    return sorted(kept, key=lambda change: change.edits[0].span), left


def _near(kept: Iterable[Change], change: Change) -> Iterable[Change]:
    start, end = change.edits[0].span.start, change.edits[-1].span.end
    return (o for o in kept if o.edits[0].span.start <= end and start <= o.edits[-1].span.end)


def meet(one: Change, other: Change) -> bool:
    """Whether two changes have an edit in the same place."""
    for a, b in itertools.product(one.edits, other.edits):
        if a.span.overlaps(b.span):
            return True
        inserts = a.span.start == a.span.end or b.span.start == b.span.end
        if inserts and a.span.start <= b.span.end and b.span.start <= a.span.end:
            return True
    return False


def _inserts_only(*changes: Change) -> bool:
    return all(edit.span.start == edit.span.end for change in changes for edit in change.edits)
