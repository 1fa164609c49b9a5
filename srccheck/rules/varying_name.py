"""The rule ``varying-name``."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Finding, Note, Passage, Severity, Span
from srccheck.rules.context import Spans, body_blocks, is_bibliographic, place_of
from srccheck.rules.rule import Rule
from srccheck.text.normalise import fold
from srccheck.text.proper_names import (
    Phrase,
    ProperName,
    are_parts,
    find_proper_names,
    is_generic,
    is_one_word,
    one_spelling,
    phrase_before,
    phrases_with,
    stands_for,
)

_BETWEEN = re.compile(r"(?:<[^<>]{0,80}>|[^\w<>]){0,12}")
"""What may stand between a name and the marker that hangs on it: punctuation and tags."""
_MARKUP = re.compile(r"<[^<>]{0,80}>|[*_]")
_DEFINES = re.compile(
    r"\b(?:establish|found(?:ed|ation in)|created|set up|launched|includ|compris|members?\b"
    r"|fondée?\b|créée?\b|regroup|rassembl|réuni|gegründet|umfasst|mitglied|fundad|cread|agrupa|fondat"
    r"|istituit|riunisce|membr)",
    re.IGNORECASE,
)
_SENTENCE = 200
_SENTENCE_END = re.compile(r"[.!?…][\"”»')\]]{0,3}\s|\n\s{0,20}\n")
_PHRASE = 120
"""Characters before a marker in which the name that it hangs on begins."""


class _Mention(NamedTuple):
    name: ProperName
    span: Span
    note: Note | None


class VaryingName(Rule):
    """One organisation under two names in one document.

    What it does
    Compares the names of organisations in the running text and in notes that comment. It reports
    a name whose note hangs on another name with the same distinctive words and another kind of
    organisation, and an acronym that is explained in two ways. Organs of one organisation (its
    council, its court) are left alone. Two spellings of one name (Organisation, Organization),
    or two kinds without further evidence, are info.

    Why it matters
    The reader takes them for two things, and a search finds one of them.

    Example:
    ``the League of Icy Ports[^2]``, and in note 2 "The Icy Ports Foundation has six members."
    """

    name = "varying-name"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        if is_bibliographic(document):
            return
        mentions = list(_mentions(dossier))
        reported: set[Span] = set()
        for pairs, severity, confidence in (
            (_hung_on_another(document.source, mentions), Severity.WARNING, Confidence.MEDIUM),
            (_same_tail(document), Severity.WARNING, Confidence.MEDIUM),
            (_acronym_twice(mentions), Severity.WARNING, Confidence.LOW),
            (_other_spelling(mentions), Severity.INFO, Confidence.HIGH),
            (_other_kind(mentions), Severity.INFO, Confidence.LOW),
        ):
            for variant, other, basis in pairs:
                if variant.span not in reported:
                    reported.add(variant.span)
                    yield self._found(document, variant, other, basis, severity, confidence)

    def _found(
        self,
        document: Document,
        variant: _Mention,
        other: _Mention,
        basis: str,
        severity: Severity,
        confidence: Confidence,
    ) -> Finding:
        return self.finding(
            variant.span,
            variant.name.text,
            _(
                "“{variant}” seems to be what is called “{other}” {place}.",
                variant=variant.name.text,
                other=other.name.text,
                place=place_of(document, other.span),
            ),
            suggestion=other.name.text,
            basis=basis,
            severity=severity,
            confidence=confidence,
        )


def _mentions(dossier: Dossier) -> Iterator[_Mention]:
    document = dossier.document
    cited = Spans(entry.span for entry in dossier.sources)
    for block in body_blocks(document):
        yield from _in_passage(block.passage, None)
    for note in document.notes:
        if not cited.overlaps(note.span):
            yield from _in_passage(note.passage, note)


def _in_passage(passage: Passage, note: Note | None) -> Iterator[_Mention]:
    for name in find_proper_names(passage.text):
        yield _Mention(name, passage.span(name.start, name.end), note)


_Pairs = Iterable[tuple[_Mention, _Mention, str]]


def _hung_on_another(source: str, mentions: Sequence[_Mention]) -> _Pairs:
    """Names in a note whose marker stands right after another name for the same words."""
    texts = {fold(mention.name.text) for mention in mentions if mention.note is None}
    by_note: dict[Span, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.note:
            by_note[mention.note.span].add(fold(mention.name.text))
    in_body = sorted((m for m in mentions if m.note is None), key=lambda m: m.span)
    for mention in mentions:
        note = mention.note
        if note is None or fold(mention.name.text) in texts:
            continue
        defines = bool(_DEFINES.search(note.passage.text, 0, _PHRASE))
        for other in _marked(source, in_body, note, defines):
            if (
                _same_words(mention, other)
                and mention.name.kind != other.name.kind
                and not _may_be_two(
                    mention.name, other.name, " ".join(other.name.distinctive), note
                )
                and fold(other.name.text) not in by_note[note.span]
            ):
                yield mention, other, _("note {label} hangs on the other name", label=note.label)
                break


def _marked(
    source: str, names: Sequence[_Mention], note: Note, defines: bool
) -> Iterator[_Mention]:
    """The names on which a note hangs; one that defines may hang on any of its sentence."""
    for marker in note.markers:
        place = marker.span.start
        index = bisect.bisect_right(names, place, key=lambda mention: mention.span.end) - 1
        for name in reversed(names[max(0, index - 3) : index + 1]):
            between = source[name.span.end : place][: _SENTENCE + 1]
            if _BETWEEN.fullmatch(between) or (defines and _is_of_one_sentence(between)):
                yield name


def _is_of_one_sentence(text: str) -> bool:
    return len(text) <= _SENTENCE and not _SENTENCE_END.search(text)


def _same_tail(document: Document) -> _Pairs:
    """Names in a note that differ from the one before its marker in their first word only."""
    for note in document.notes:
        for marker in note.markers:
            start = max(0, marker.span.start - _PHRASE)
            before = _MARKUP.sub(_blank, document.source[start : marker.span.start])
            before = before.rstrip(" \u00a0.,;:!?»”\"')]")
            phrase = phrase_before(before)
            if not phrase or len(before) - phrase.end > 0:
                continue
            kinds = {other.kind for other in phrases_with(note.passage.text, phrase.tail)}
            if phrase.kind in kinds:
                continue
            name = _as_name(before, phrase)
            other = _Mention(name, Span(start + phrase.start, start + phrase.end), None)
            for found in phrases_with(note.passage.text, phrase.tail):
                if _may_be_two(phrase, found, phrase.tail, note):
                    continue
                span = note.passage.span(found.start, found.end)
                variant = _Mention(_as_name(note.passage.text, found), span, note)
                yield variant, other, _("note {label} hangs on the other name", label=note.label)


def _may_be_two(
    one: ProperName | Phrase, two: ProperName | Phrase, shared: str, note: Note
) -> bool:
    """Whether the note may speak of a second organisation rather than say what the first one is."""
    if are_parts(one.kind, two.kind):
        return True
    return (is_generic(shared) or is_one_word(shared)) and not _DEFINES.search(
        note.passage.text, 0, _PHRASE
    )


def _blank(markup: re.Match[str]) -> str:
    return " " * len(markup.group())


def _as_name(text: str, phrase: Phrase) -> ProperName:
    whole = text[phrase.start : phrase.end]
    return ProperName(phrase.start, phrase.end, whole, phrase.kind, frozenset())


def _same_words(one: _Mention, two: _Mention) -> bool:
    return len(one.name.distinctive) >= 2 and one.name.distinctive == two.name.distinctive


def _acronym_twice(mentions: Sequence[_Mention]) -> _Pairs:
    """Acronyms that are explained by two names which share half of their words."""
    first: dict[str, _Mention] = {}
    for mention in mentions:
        name = mention.name
        if not name.acronym or not stands_for(name.acronym, name.text):
            continue
        other = first.setdefault(name.acronym, mention)
        if _plain(name) == _plain(other.name) or _is_same(name, other.name):
            continue
        shared = name.distinctive & other.name.distinctive
        if 2 * len(shared) >= max(len(name.distinctive), len(other.name.distinctive)):
            yield mention, other, _("both are called {acronym}", acronym=name.acronym)


def _plain(name: ProperName) -> tuple[str, ...]:
    return tuple(one_spelling(word) for word in fold(name.text).replace("-", "").split())


def _is_same(one: ProperName, two: ProperName) -> bool:
    """Whether two names differ in small words and plurals only."""
    first, second = ({word.rstrip("s") for word in name.distinctive} for name in (one, two))
    return one.kind == two.kind and first == second


def _other_spelling(mentions: Sequence[_Mention]) -> _Pairs:
    """Names that are equal but for British and American spelling; the rarer one is the variant."""
    groups: dict[tuple[str, ...], dict[str, list[_Mention]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for mention in mentions:
        groups[_plain(mention.name)][fold(mention.name.text)].append(mention)
    for spellings in groups.values():
        if len(spellings) > 1:
            usual, *others = sorted(spellings.values(), key=len, reverse=True)
            for variants in others:
                yield variants[0], usual[0], _("British and American spelling")


def _other_kind(mentions: Sequence[_Mention]) -> _Pairs:
    """Names with the same distinctive words and different kinds of organisation."""
    groups: dict[frozenset[str], dict[str, _Mention]] = defaultdict(dict)
    for mention in mentions:
        if len(mention.name.distinctive) >= 2:
            groups[mention.name.distinctive].setdefault(mention.name.kind, mention)
    for kinds in groups.values():
        for one, two in itertools.pairwise(kinds.values()):
            yield two, one, _("all other words are the same")
