"""The report for people: each fault with its line and a caret, then the sources, then a sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from srccheck.messages import _, n_
from srccheck.model import (
    Dossier,
    Entry,
    EntryKind,
    Failure,
    Finding,
    Pointer,
    Severity,
)
from srccheck.reporters import Look
from srccheck.reporters.allowed import allowed_line
from srccheck.reporters.answers import answer_on, grouped
from srccheck.reporters.citation import citation
from srccheck.reporters.excerpt import cells, excerpt, shorten, visible, wrap
from srccheck.reporters.given_up import folded
from srccheck.reporters.place import place
from srccheck.reporters.summary import INTERRUPTED, Summary, linked, plural, unresolved
from srccheck.reporters.words import SEVERITIES

# Select Graphic Rendition codes of ECMA-48, section 8.3.117.
_CODES = {"bold": "1", "dim": "2", "info": "1;34", "warning": "1;33", "error": "1;31"}
_OTHERS = {
    EntryKind.COMMENTARY: ("comment", _("{entries} explaining, and citing nothing: {names}")),
    EntryKind.CLAIM: ("claim", _("{entries} resting on a name, and citing no work: {names}")),
}
_VALUE_WIDTH = 200
_LISTED = 10


def report(results: Iterable[Dossier | Failure], summary: Summary, look: Look) -> Iterator[str]:
    """The report, document by document."""
    page = _Page(look)
    empty: dict[str, None] = {}
    for result in results:
        if isinstance(result, Failure):
            empty.pop(result.path, None)
            yield page.failure(result)
        elif result.empty and not result.findings:
            empty[result.document.path] = None
        else:
            yield from page.document(result)
    if look.quiet:
        return
    if empty:
        yield page.nothing_in(list(empty))
    yield page.summary(summary)


class _Page:
    """The pieces of a report in one look."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.tell = look.tell

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.look.colour else text

    def failure(self, failure: Failure) -> str:
        path = visible(failure.path)
        error = self.paint(self.tell(_("error")), "error")
        text = f"{error}: {path}: {visible(failure.reason)}\n"
        for line in failure.remedy.splitlines():
            text += f"  {self.paint('=', 'dim')} {self.tell(_('help'))}: {visible(line)}\n"
        return text + "\n"

    def document(self, dossier: Dossier) -> Iterator[str]:
        only_links = dossier.links and not (dossier.document.notes or dossier.entries)
        if not self.look.quiet and (dossier.findings or not only_links):
            yield self.heading(dossier)
        findings, hosts = folded(dossier)
        for finding in findings:
            yield self.finding(dossier, finding)
        yield from (f"{self.tell(line)}\n\n" for line in hosts)
        if not self.look.quiet:
            yield from self.sources(dossier)
            yield from self.others(dossier)
            yield from self.allowed(dossier)

    def heading(self, dossier: Dossier) -> str:
        document = dossier.document
        what = [document.format, document.encoding.name, document.language]
        facts = ", ".join(word for word in what if word)
        return f"{self.paint(visible(document.path), 'bold')} ({facts})\n\n"

    def finding(self, dossier: Dossier, finding: Finding) -> str:
        document = dossier.document
        number, column = document.position(finding.span.start)
        severity = finding.severity.value
        tag = self.paint(f"{self.tell(SEVERITIES[severity])}[{finding.rule}]", severity)
        path = visible(document.path_at(finding.span.start))
        page = document.page(finding.span.start)
        where = self.tell(place(document, finding.span.start))
        colon = ":" if document.unit == "line" else ": "
        shown_place = self.paint(f"{path}{colon}{where}", "bold")
        shown_place += self.tell(_(" (page {page})", page=page)) if page else ""
        gutter = " " * len(str(number))
        room = max(20, self.look.width - len(gutter) - 3)
        length = finding.span.end - finding.span.start
        text = document.lines.line(document.lines.position(finding.span.start).line)
        shown, underline = excerpt(text, column - 1, column - 1 + length, room)
        bar = self.paint("|", "dim")
        parts = [
            f"{shown_place}: {tag} {visible(finding.message)}",
            f"{gutter} {bar}",
            f"{self.paint(str(number), 'dim')} {bar} {shown}".rstrip(),
            f"{gutter} {bar} {self.paint(underline, severity)}",
        ]
        for label, value in self.remarks(finding):
            remark = self.tell(_("{label}: {text}", label=label, text=value))
            parts.append(f"{gutter} {self.paint('=', 'dim')} {remark}")
        return "\n".join(parts) + "\n\n"

    def remarks(self, finding: Finding) -> Iterator[tuple[str, str]]:
        tell = self.tell
        if finding.cited:
            yield _("found"), shorten(finding.cited, _VALUE_WIDTH)
        if finding.suggestion:
            safe = ""
            if finding.fix:
                safe = tell(_(" (safe fix)") if finding.fix.safe else _(" (fix to be looked at)"))
            yield _("suggestion"), shorten(finding.suggestion, _VALUE_WIDTH) + safe
        if finding.basis:
            yield _("basis"), shorten(finding.basis, _VALUE_WIDTH)

    def sources(self, dossier: Dossier) -> Iterator[str]:
        entries = dossier.sources
        if not entries:
            return
        counted, path = plural(len(entries), "source"), visible(dossier.document.path)
        yield self.tell(_("{sources} in {path}:", sources=counted, path=path)) + "\n"
        labels = [f"[{visible(entry.note_label)}]" if entry.note_label else "" for entry in entries]
        margin = max(map(cells, labels)) + 3
        for entry, label in zip(entries, labels, strict=True):
            first, *others = wrap(citation(entry), max(30, self.look.width - margin))
            yield f"  {self.paint(label, 'bold')}{' ' * (margin - 2 - cells(label))}{first}\n"
            yield from (f"{' ' * margin}{line}\n" for line in others)
            yield f"{' ' * margin}{self.paint(f'{entry.type} {visible(entry.key)}', 'dim')}\n"
            if answer := self.tell(answer_on(dossier, entry)):
                lines = wrap(answer, max(30, self.look.width - margin))
                yield from (f"{' ' * margin}{line}\n" for line in lines)
        yield "\n"

    def others(self, dossier: Dossier) -> Iterator[str]:
        told = False
        lost = unresolved(dossier)
        for kind, (word, what) in _OTHERS.items():
            entries = [one for one in dossier.entries if one.kind is kind and one.key not in lost]
            if entries:
                names = ", ".join(map(_label, entries))
                if entries[0].note_label:
                    names = n_("note {names}", "notes {names}", len(entries), names=names)
                counted = plural(len(entries), word)
                yield self.tell(_(what.template, entries=counted, names=names)) + "\n"
                told = True
        if dossier.pointers:
            yield self.tell(_repeated(dossier.pointers)) + "\n"
            told = True
        if told:
            yield "\n"

    def allowed(self, dossier: Dossier) -> Iterator[str]:
        if dossier.allowed:
            path = visible(dossier.document.path)
            counted = plural(len(dossier.allowed), "finding allowed")
            yield self.tell(_("{findings} in {path}:", findings=counted, path=path)) + "\n"
            lines = (self.tell(allowed_line(dossier, one)) for one in dossier.allowed)
            yield from (f"  {visible(one)}\n" for one in lines)
            yield "\n"

    def nothing_in(self, paths: list[str]) -> str:
        listed = "\n".join(f"  {visible(path)}" for path in paths[:_LISTED])
        left = len(paths) - _LISTED
        more = "\n  " + self.tell(_("and {count} more", count=left)) if left > 0 else ""
        what = self.tell(_("no note, source or link in {files}:", files=plural(len(paths), "file")))
        return f"{what}\n{listed}{more}\n\n"

    def summary(self, summary: Summary) -> str:
        entries, found = summary.entries, summary.findings
        counts: list[str] = [
            plural(summary.documents, "document"),
            plural(summary.notes, "note"),
            plural(entries[EntryKind.SOURCE], "source"),
            plural(entries[EntryKind.COMMENTARY], "comment"),
        ]
        if summary.links:
            if not (summary.notes or entries):
                del counts[1:]
            counts.append(linked(summary.links))
        if entries[EntryKind.CLAIM]:
            counts.append(plural(entries[EntryKind.CLAIM], "claim"))
        if summary.unresolved:
            counts.append(plural(summary.unresolved, "short form not resolved"))
        kinds = [
            self.paint(self.tell(plural(found[severity], severity.value)), severity.value)
            for severity in reversed(Severity)
            if found[severity]
        ]
        counts.append(plural(sum(found.values()), "finding"))
        told = ", ".join(map(self.tell, counts))
        lines = [f"{told} ({', '.join(kinds)})" if kinds else told]
        for reason, count in summary.unasked.items():
            sources = plural(count, "source")
            said = _(
                "not checked: {sources} inconclusive: {reason}", sources=sources, reason=reason
            )
            lines.append(self.tell(said))
        if summary.unreached:
            lines.append(self.tell(_unreached(summary)))
        if summary.failures:
            failures = plural(summary.failures, "failure")
            lines.append(self.tell(_("{failures}, shown above", failures=failures)))
        lines += (visible(self.tell(notice)) for notice in summary.uses.notices())
        if summary.interrupted:
            lines.append(self.tell(INTERRUPTED))
        return "\n".join(lines) + "\n"


def _unreached(summary: Summary) -> str:
    """Who did not answer, once for all sources."""
    count = plural(len(summary.unreached), "service or site")
    names = grouped(summary.unreached.items())
    return _("{services} could not be reached: {names}", services=count, names=names)


def _repeated(pointers: Sequence[Pointer]) -> str:
    """How many short forms there are, and in which notes those are that point to no one source."""
    text = _("{forms} of earlier sources", forms=plural(len(pointers), "short form"))
    lost = dict.fromkeys(visible(one.note_label) for one in pointers if not one.target)
    if not lost:
        return text
    notes = n_("note {names}", "notes {names}", len(lost), names=", ".join(lost))
    return _("{forms}; not resolved in {notes}", forms=text, notes=notes)


def _label(entry: Entry) -> str:
    """What to call a note that is no source: its number, and the name that a claim rests on."""
    label = visible(entry.note_label or entry.key)
    name = entry.value("organization") if entry.kind is EntryKind.CLAIM else ""
    return f"{label} ({shorten(name, 60)})" if name else label
