"""Findings in a document that is made of several files, as findings in these files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from srccheck.model import Document, Edit, Finding, Span


def in_file(whole: Document, file: Document, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with a fix whose edits all lie in one file, with their places in it.

    Args:
        whole: the document of which they are findings.
        file: one of the files that it is made of, by the path by which its parts name it.
        findings: findings of the document.
    """
    found = []
    for finding in findings:
        fix = finding.fix
        if fix is None:
            continue
        places = [_place(whole, file, edit.span) for edit in fix.edits]
        spans = [place for place in places if place]
        if len(spans) < len(fix.edits):
            continue
        pairs = zip(fix.edits, spans, strict=True)
        edits = tuple(Edit(span, edit.text) for edit, span in pairs)
        moved = _place(whole, file, finding.span) or spans[0]
        found.append(replace(finding, span=moved, fix=replace(fix, edits=edits)))
    return found


def _place(whole: Document, file: Document, span: Span) -> Span | None:
    """Where a stretch of the document stands in a file; nothing if it does not."""
    last = max(span.start, span.end - 1)
    if {whole.path_at(span.start), whole.path_at(last)} != {file.path}:
        return None
    position = whole.position(span.start)
    if position.line > len(file.lines.starts):
        return None
    start = file.lines.starts[position.line - 1] + position.column - 1
    moved = Span(start, start + span.end - span.start)
    same = file.source[slice(*moved)] == whole.source[slice(*span)]
    return moved if same and moved.end <= len(file.source) else None


def paths(document: Document) -> list[str]:
    """The files that a document is made of, each once."""
    return list(dict.fromkeys([document.path, *(part.path for part in document.parts)]))
