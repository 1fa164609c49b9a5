"""From findings to the new bytes of a file: a pure function."""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from srccheck.errors import InputError
from srccheck.fixes.model import Change, Left, Plan
from srccheck.fixes.text import FileText
from srccheck.messages import _
from srccheck.model import Confidence, Document, Edit, Finding
from srccheck.text.mojibake import find_mojibake

NOT_WRITTEN = {
    "docx": _("Word documents are not written"),
    "odt": _("OpenDocument texts are not written"),
    "epub": _("EPUB books are not written"),
    "pdf": _("PDF files are not written"),
}
"""Formats of which a finding tells, and which are no text that could be changed byte for byte."""


_STRETCH = 256
GAP = " … "
"""Between what edits of one change put in several places."""


Wanted = Callable[[Change], bool]


def any_change(_change: Change) -> bool:
    """Whether a change is wanted, where nobody is asked: it is."""
    return True


def plan(
    document: Document,
    data: bytes,
    findings: Iterable[Finding],
    *,
    unsafe: bool = False,
    wanted: Wanted = any_change,
) -> Plan:
    r"""What becomes of a file when findings are mended.

    Of two changes that meet, the more certain is made; of two that are as certain, the one that
    changes a part of what the other changes, and else neither.

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
    same = Plan(document.path, data, data, encoding=document.encoding.name)
    if not changes:
        return same
    try:
        if document.format in NOT_WRITTEN:
            raise InputError(NOT_WRITTEN[document.format])
        file = FileText(data, document.source, document.encoding)
    except InputError as error:
        refused = tuple(Left(change, error.cause) for change in changes if unsafe or change.safe)
        problem = error.cause if refused else ""
        return replace(same, left=refused, problem=problem)
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
            left.append(Left(change, _("it is to be looked at"), "unsafe"))
    made, conflicts = _apart(possible)
    answers = [(change, wanted(change)) for change in made]
    made = [change for change, agreed in answers if agreed]
    left += conflicts
    left += [
        Left(change, _("it was declined"), "declined") for change, agreed in answers if not agreed
    ]
    new = file.edited(edit for change in made for edit in change.edits)
    return replace(same, new=new, changes=tuple(made), left=tuple(left))


def change_of(document: Document, finding: Finding) -> Change:
    """The change that mends a finding which has a fix."""
    edits = _in_order(finding)
    start = place_of(finding)
    path, place = document.path_at(start), document.position(start)
    line = document.lines.line(document.lines.position(start).line)
    old = GAP.join(document.source[slice(*edit.span)] for edit in edits)
    return Change(finding, path, place, old, GAP.join(edit.text for edit in edits), line)


def place_of(finding: Finding) -> int:
    """Where a fix is told to be: at its edit, or if there are several, at what they are about."""
    edits = _in_order(finding)
    return finding.span.start if edits[1:] else edits[0].span.start


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
            return _("its own edits meet")
    for edit in change.edits:
        if edit.span.end > len(file.text):
            return _("it lies outside of the file")
        if not file.holds(edit.text):
            return _(
                "the encoding of the file, {codec}, has no way to write “{text}”",
                codec=file.codec,
                text=edit.text,
            )
        if is_damaged(edit.text) and not is_damaged(file.text[slice(*edit.span)]):
            return _("“{text}” is itself damaged", text=edit.text)
    if all(edit.text == file.text[slice(*edit.span)] for edit in change.edits):
        return _("it changes nothing")
    return ""


def is_damaged(text: str) -> bool:
    """Whether a text holds letters that were lost or wrongly decoded.

    >>> is_damaged("Ã©tude"), is_damaged("étude")
    (True, False)
    """
    return "\ufffd" in text or bool(find_mojibake(html.unescape(text)))


def _apart(changes: Sequence[Change]) -> tuple[list[Change], list[Left]]:
    """The changes that can be made together, and those that cannot."""
    kept: dict[int, Change] = {}
    near: dict[int, set[int]] = {}  # the numbers of those that are kept, by stretches of the text
    left: list[Left] = []
    for number, change in enumerate(sorted(changes, key=_certainty, reverse=True)):
        stretches = _stretches(change)
        others = sorted({one for place in stretches for one in near.get(place, ())} & kept.keys())
        rivals = [one for one in others if meet(change, kept[one])]
        as_certain = [one for one in rivals if _certainty(kept[one]) == _certainty(change)]
        wider = [one for one in as_certain if is_part(change, kept[one])]
        if wider == rivals:
            left += [_conflict(kept.pop(one), change) for one in wider]
            kept[number] = change
            for place in stretches:
                near.setdefault(place, set()).add(number)
            continue
        left.append(_conflict(change, kept[rivals[0]]))
        against = [one for one in as_certain if contradict(change, kept[one])]
        left += [_conflict(kept.pop(one), change) for one in against]
    return sorted(kept.values(), key=lambda change: change.edits[0].span), left


def _conflict(change: Change, rival: Change) -> Left:
    rule = rival.finding.rule
    if _certainty(change) == _certainty(rival) and contradict(change, rival):
        reason = _("{rule} has another change there, which is as certain", rule=rule)
    else:
        reason = _("{rule} has another change there", rule=rule)
    return Left(change, reason, "conflict")


def _stretches(change: Change) -> set[int]:
    """The stretches of the text, by their numbers, that a change touches."""
    return {
        place
        for edit in change.edits
        for place in range(edit.span.start // _STRETCH, edit.span.end // _STRETCH + 1)
    }


def meet(one: Change, other: Change) -> bool:
    """Whether two changes cannot both be made as they are: they have an edit in one place."""
    return any(_meet(a, b) for a, b in itertools.product(one.edits, other.edits))


def is_part(one: Change, other: Change) -> bool:
    """Whether a change is made within what another one changes, where they meet.

    It is made first; whether the other is still to be made is seen then.
    """
    return all(
        b.span.covers(a.span) and a.span != b.span
        for a, b in itertools.product(one.edits, other.edits)
        if _meet(a, b)
    )


def contradict(one: Change, other: Change) -> bool:
    """Whether two changes that meet cannot be made one after the other either.

    They can where one is a part of the other, and where both only add something in a place.
    """
    pairs = [pair for pair in itertools.product(one.edits, other.edits) if _meet(*pair)]
    if is_part(one, other) or is_part(other, one):
        return False
    return not all(_inserts(a) and _inserts(b) for a, b in pairs)


def _meet(a: Edit, b: Edit) -> bool:
    touch = a.span.start <= b.span.end and b.span.start <= a.span.end
    return a.span.overlaps(b.span) or (touch and (_inserts(a) or _inserts(b)))


def _inserts(edit: Edit) -> bool:
    return edit.span.start == edit.span.end
