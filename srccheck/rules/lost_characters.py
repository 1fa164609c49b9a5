"""The rule ``lost-characters``."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from srccheck.messages import _, joined
from srccheck.model import Block, BlockKind, Confidence, Document, Dossier, Finding, Severity
from srccheck.rules.damage import Place, Spans, fix_for, places, places_in, prose
from srccheck.rules.rule import Rule
from srccheck.rules.witnesses import Witnesses
from srccheck.text.damage import Damage
from srccheck.text.lost import find_dropped, find_questioned, find_replaced
from srccheck.text.lost_labels import find_lost_label

_LABEL_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CELL, BlockKind.ITEM)


class LostCharacters(Rule):
    """Letters that were lost when the text was moved.

    What it does
    Reports the replacement character U+FFFD; question marks that stand for letters of a word; and
    frequent words of French, Spanish, Portuguese, German and Italian whose accented letters are
    gone, where what is left is no word: in short labels, in a document with other such damage,
    and in long words. The word is given when only one fits; its fix is safe where a record that the
    identifier of the source leads to has that word, or the name of a known venue.

    Why it matters
    What was lost has to be put back by hand, from the source.

    Example:
    ``date cre`` was ``date créée``, ``Politique ?trang?re`` was ``Politique étrangère``.
    """

    name = "lost-characters"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        damaged = _is_damaged(document)
        notes = Spans(note.span for note in document.notes)
        self._witnesses = Witnesses(dossier)
        labels = {id(b.passage) for b in document.blocks if _is_label(b, notes)}

        yield from self._found(document, find_replaced, Severity.ERROR)
        find = functools.partial(find_questioned, damaged=damaged)
        yield from self._found(document, find, Severity.WARNING)
        if not damaged:
            yield from self._known(document)
        for passage in prose(document):
            label = id(passage) in labels
            found = find_dropped(passage.text, label=label, damaged=damaged)
            if not found and not notes.cover(passage.span()):
                found = find_lost_label(passage.text)
            for place in places_in(document, passage, found):
                yield self._finding(document, place, Severity.WARNING)

    def _found(
        self, document: Document, find: Callable[[str], list[Damage]], severity: Severity
    ) -> Iterator[Finding]:
        for place in places(document, find):
            yield self._finding(document, place, severity)

    def _known(self, document: Document) -> Iterator[Finding]:
        """Single words with question marks, where somebody says what they were."""
        for place in places(document, functools.partial(find_questioned, damaged=True)):
            if not place.damage.text and self._witnesses.word(place.span, place.cited, ""):
                yield self._finding(document, place, Severity.WARNING)

    def _finding(self, document: Document, place: Place, severity: Severity) -> Finding:
        span, cited, damage = place
        text = "" if " or " in damage.text else damage.text
        known = self._witnesses.word(span, cited, text)
        right = known[0] if known else text
        return self.finding(
            span,
            cited,
            _("Letters were lost in transfer."),
            suggestion=right or damage.text,
            basis=joined("; ", (damage.how, known[1])) if known else damage.how,
            fix=fix_for(document, span, cited, right, safe=bool(known)) if right else None,
            severity=severity,
            confidence=Confidence.HIGH if severity is Severity.ERROR else Confidence.MEDIUM,
        )


def _is_damaged(document: Document) -> bool:
    """Whether the document shows loss or mojibake that is beyond doubt."""
    if any("mojibake" in repair.rule for repair in document.repairs):
        return True
    return any(any(places(document, find)) for find in (find_replaced, find_questioned))


def _is_label(block: Block, notes: Spans) -> bool:
    """Whether a block is as short as a label of page metadata, and in no note."""
    text = block.passage.text.strip()
    if block.kind not in _LABEL_KINDS or not 0 < len(text) <= 40 or len(text.split()) > 5:
        return False
    return text[-1] not in ".!?…,;" and not notes.cover(block.passage.span())
