"""One document of a report: what is wrong, its text with that marked in place, and its sources."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel

from srccheck.messages import _
from srccheck.model import Dossier, Entry, EntryKind, Finding, Note, Severity, Span
from srccheck.reporters.allowed import allowed_line
from srccheck.reporters.fingerprint import posix
from srccheck.reporters.html.difference import differences
from srccheck.reporters.html.languages import tag
from srccheck.reporters.html.links import links
from srccheck.reporters.html.marked import Mark
from srccheck.reporters.html.markup import Markup, cut, el, join, text, told, words
from srccheck.reporters.html.source import Card, Place
from srccheck.reporters.html.text import shown_text
from srccheck.reporters.summary import plural, unresolved
from srccheck.reporters.words import SEVERITIES

SEVERITY_SIGNS = {Severity.INFO: "i", Severity.WARNING: "!", Severity.ERROR: "✗"}
_BRIEF = 200
"""Sources in a page from which on what agrees is left out of the cards."""
_MANY = 1_000
"""Findings in a document from which on it is told in short, too."""
_VALUE = 600
_SHORT = 120
_ALIKE = 0.6


class Anchors(NamedTuple):
    """The names of places in the part of a page that is about one document."""

    document: int

    def of(self, kind: str, number: int) -> str:
        """A place: of a finding ``f`` or where it stands ``p``, of a note ``n`` or its marker
        ``m``, of a source ``s`` or where it stands ``e``.
        """  # noqa: D205
        return f"d{self.document}{kind}{number}"


class Section:
    """The part of a page that is about one document."""

    def __init__(self, dossier: Dossier, number: int, told: int = 0, *, quiet: bool) -> None:
        self.dossier = dossier
        self.document = dossier.document
        self.anchors = Anchors(number)
        self.quiet = quiet
        self.told = told
        self.sources = dossier.sources
        self.numbers = {entry.key: number for number, entry in enumerate(self.sources, 1)}
        self.language = tag(self.document.language)
        self.title = f"d{number}"
        self.path = posix(self.document.path)

    def pieces(self) -> Iterator[Markup]:
        """The section, piece by piece."""
        css = ' class="long"' if self.brief else ""
        yield Markup(f'<section id="{self.title}" aria-labelledby="{self.title}h"{css}>')
        yield el("h2", words(self.path), id=f"{self.title}h")
        yield el("p", self._facts(), class_="facts")
        yield from self._findings()
        if not self.quiet:
            yield from self._text()
            yield from self._sources()
            yield from self._rest()
        yield links(self.dossier.links, f"{self.title}l", quiet=self.quiet)
        yield Markup("</section>\n")

    def _facts(self) -> str:
        document = self.document
        facts = [document.format, document.encoding.name, document.language]
        facts += [plural(len(self.sources), "source"), plural(len(document.notes), "note")]
        facts.append(plural(len(self.dossier.findings), "finding"))
        return ", ".join(told(fact) for fact in facts if fact)

    def _findings(self) -> Iterator[Markup]:
        if not self.dossier.findings:
            yield el("p", _("Nothing wrong was found."))
            return
        yield el("h3", _("Findings"))
        yield Markup('<ol class="findings">\n')
        for number, finding in enumerate(self.dossier.findings, 1):
            yield self._finding(number, finding)
        yield Markup("</ol>")

    def _finding(self, number: int, finding: Finding) -> Markup:
        severity = finding.severity
        parts = [
            el(
                "span",
                f"{SEVERITY_SIGNS[severity]} {told(SEVERITIES[severity.value])}",
                class_=severity.value,
            ),
            el("code", finding.rule),
            self._place(number, finding),
        ]
        if finding.entry in self.numbers:
            source = self.numbers[finding.entry]
            label = _("source {number}", number=source)
            parts.append(
                text(label) if self.quiet
                else el("a", label, href=f"#{self.anchors.of('s', source)}")
            )  # fmt: skip
        what = join(parts, Markup(" · "))
        shown = [el("p", what), el("p", finding.message, dir="auto"), self._remarks(finding)]
        if self.brief:
            shown = [el("p", what, " · ", finding.message, *self._in_short(finding), dir="auto")]
        return el(
            "li",
            *shown,
            Markup("\n"),
            id=self.anchors.of("f", number),
            data_r=finding.rule,
            data_y=severity.value,
        )

    def _in_short(self, finding: Finding) -> Iterator[str]:
        if finding.cited:
            yield from (" ", words(cut(finding.cited, _SHORT), self.language))
        if finding.suggestion:
            yield from (" → ", words(cut(finding.suggestion, _SHORT)), _fix(finding))

    def _place(self, number: int, finding: Finding) -> Markup:
        document, start = self.document, finding.span.start
        line, column = document.position(start)
        page = document.page(start)
        shown = f"{document.unit} {line}:{column}" + (f" (page {page})" if page else "")
        path = posix(document.path_at(start))
        where = join([words(path), " ", shown]) if path != self.path else text(shown)
        return where if self.quiet else el("a", where, href=f"#{self.anchors.of('p', number)}")

    def _remarks(self, finding: Finding) -> Markup:
        cited, right = cut(finding.cited, _VALUE), cut(finding.suggestion, _VALUE)
        ours, theirs = text(cited), text(right)
        if cited and right and _replaces(finding):
            ours, theirs = differences(cited, right)
        rows: list[Markup] = []
        if cited:
            rows += [el("dt", _("Found")), el("dd", words(ours, self.language))]
        if right:
            rows += [el("dt", _("Suggestion")), el("dd", words(theirs), _fix(finding))]
        if finding.basis:
            rows += [el("dt", _("Basis")), el("dd", cut(finding.basis, _VALUE), dir="auto")]
        return el("dl", *rows) if rows else Markup()

    @cached_property
    def brief(self) -> bool:
        """Whether there is so much to tell that it is told in short."""
        many = self.told + len(self.sources) > _BRIEF
        return many or len(self.dossier.findings) > _MANY

    def _text(self) -> Iterator[Markup]:
        shown, was_cut = shown_text(self.document, list(self._marks()))
        yield el("h3", _("Text"))
        if was_cut:
            yield el("p", "The document is long: only what stands around its notes, sources and"
                          " faults is shown.", class_="said")  # fmt: skip
        yield shown

    def _marks(self) -> Iterator[Mark]:
        for number, note in enumerate(self.document.notes, 1):
            yield from self._note(number, note)
        for number, entry in enumerate(self.sources, 1):
            yield self._source_mark(number, entry)
        for number, finding in enumerate(self.dossier.findings, 1):
            yield self._fault(number, finding)

    def _note(self, number: int, note: Note) -> Iterator[Mark]:
        own, marker = self.anchors.of("n", number), self.anchors.of("m", number)
        label = f"note {note.label}".strip()
        back: tuple[str, ...] = ()
        if note.markers:
            back = (" ", el("a", "↩", href=f"#{marker}", aria_label=f"back from {label}"))
        start = note.passage.span().start
        yield Mark(
            Span(min(note.span.start, start), start + 1),
            before=el("bdi", label, *back, id=own, class_="badge"),
        )
        for index, one in enumerate(note.markers):
            shown = f"[{one.label}]" if one.label else f"[{label}]"
            yield Mark(
                one.span,
                href=f"#{own}",
                before=el("span", id=marker) if index == 0 else Markup(),
                instead=el("sup", el("a", shown, href=f"#{own}", role="doc-noteref")),
            )

    def _source_mark(self, number: int, entry: Entry) -> Mark:
        return Mark(
            Span(entry.span.start, entry.span.start + 1),
            before=el(
                "a",
                f"source {number}",
                id=self.anchors.of("e", number),
                href=f"#{self.anchors.of('s', number)}",
                class_="badge",
                dir="ltr",
            ),
            rank=1,
        )

    def _fault(self, number: int, finding: Finding) -> Mark:
        severity = finding.severity.value
        return Mark(
            finding.span,
            css=severity,
            after=el(
                "a",
                str(number),
                id=self.anchors.of("p", number),
                href=f"#{self.anchors.of('f', number)}",
                class_=f"ref {severity}",
                aria_label=f"finding {number}: {severity}, {finding.rule}",
            ),
            instead=el("mark", cut(finding.cited, 80), class_=severity),
            rank=2,
        )

    def _sources(self) -> Iterator[Markup]:
        if not self.sources:
            return
        yield el("h3", _("Sources"))
        if self.brief:
            yield el("p", "There are many sources: what agrees, who did not have a source, and"
                          " BibTeX that changes nothing are left out. The report in JSON has all"
                          " of it.",
                     class_="said")  # fmt: skip
        found = self._by_entry()
        for number, entry in enumerate(self.sources, 1):
            label = f"[{entry.note_label}]" if entry.note_label else ""
            place = Place(
                self.anchors.of("s", number),
                f"{number}." if not label else f"{number}. {label}",
                self.anchors.of("e", number),
                found.get(entry.key, ()),
            )
            yield Card(self.dossier, entry, place, brief=self.brief).show()

    def _by_entry(self) -> dict[str, list[tuple[str, str, Finding]]]:
        found: dict[str, list[tuple[str, str, Finding]]] = {}
        for number, finding in enumerate(self.dossier.findings, 1):
            one = (self.anchors.of("f", number), str(number), finding)
            found.setdefault(finding.entry or self._around(finding), []).append(one)
        return found

    def _around(self, finding: Finding) -> str:
        """The source in whose reference a fault stands, if no rule has said."""
        index = bisect.bisect_right(self._starts, (finding.span.start, len(self.sources)))
        if not index:
            return ""
        entry = self.sources[self._starts[index - 1][1]]
        return entry.key if entry.span.covers(finding.span) else ""

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        """Where the references of the sources begin, in order."""
        return sorted((entry.span.start, index) for index, entry in enumerate(self.sources))

    def _rest(self) -> Iterator[Markup]:
        """Notes that are no source, short forms, and findings that are allowed."""
        others = {EntryKind.COMMENTARY: _("Notes that cite nothing"), EntryKind.CLAIM: _(
            "Claims that rest on a name, and cite no work")}  # fmt: skip
        lost = unresolved(self.dossier)
        for kind, heading in others.items():
            of_kind = [entry for entry in self.dossier.entries if entry.kind is kind]
            entries = [entry for entry in of_kind if entry.key not in lost]
            if entries:
                yield el("h3", heading)
                yield el("ul", *map(self._other, entries))
        if self.dossier.pointers:
            found = f"{plural(len(self.dossier.pointers), 'short form')} of earlier sources"
            away = dict.fromkeys(one.note_label for one in self.dossier.pointers if not one.target)
            more = (
                f"; not resolved in note{'s' * (len(away) > 1)} {', '.join(away)}" if away else ""
            )
            yield el("p", f"{found}{more}.")
        if self.dossier.allowed:
            yield el("h3", _("Findings that are allowed"))
            yield el("ul", *(el("li", allowed_line(self.dossier, one), dir="auto")
                             for one in self.dossier.allowed))  # fmt: skip

    def _other(self, entry: Entry) -> Markup:
        label = f"[{entry.note_label}] " if entry.note_label else ""
        return el("li", label, words(cut(" ".join(entry.raw.split()), 300), self.language))


def _replaces(finding: Finding) -> bool:
    """Whether the suggestion is text to put there, and not advice."""
    if finding.fix:
        return any(edit.text == finding.suggestion for edit in finding.fix.edits)
    alike = Indel.normalized_similarity(finding.cited[:_VALUE], finding.suggestion[:_VALUE])
    return alike >= _ALIKE


def _fix(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    return _(" (safe fix)") if finding.fix.safe else _(" (fix to be looked at)")
