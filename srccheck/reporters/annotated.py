"""A copy of the document with what was found written into it, to be read beside the text.

Nothing of the document is changed: marks are put between its characters, in the way in which its
format lets one comment. Text formats that are read as written get `CriticMarkup
<https://github.com/CriticMarkup/CriticMarkup-toolkit>`_ (``{==fault==}{>>comment<<}``), HTML and
XML get ``<!-- comments -->``, and LaTeX, BibTeX and AsciiDoc a line of comment above the line
concerned.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from srccheck.errors import UsageError
from srccheck.messages import _, tell
from srccheck.model import Dossier, Failure, Finding, Span
from srccheck.reporters import Look
from srccheck.reporters.answers import answer_on
from srccheck.reporters.excerpt import visible
from srccheck.reporters.summary import Summary

INLINE = frozenset({"markdown", "text", "org", "rst"})
"""Formats whose text may hold CriticMarkup."""
ELEMENTS = frozenset({"html", "wikitext", "jats", "tei"})
"""Formats with comments as in XML."""
LINES = {"latex": "% ", "bibtex": "% ", "asciidoc": "// "}
"""Formats with comments of a line, and what opens them."""
_ENTRY = re.compile(r"^[ \t]*@", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to put in: a comment on a stretch of the document."""

    span: Span
    text: str


def report(
    results: Iterable[Dossier | Failure],
    summary: Summary,  # noqa: ARG001
    look: Look,
) -> Iterator[str]:
    """The document with comments on its findings and, unless quiet, on its sources.

    Raises:
        UsageError: there is more than one document, or its format takes no comments.
    """
    dossiers = [result for result in results if isinstance(result, Dossier)]
    if len(dossiers) > 1:
        raise UsageError(_("an annotated copy is of one document; several were given"))
    for dossier in dossiers:
        yield from annotate(dossier, quiet=look.quiet, language=look.language)


def annotate(dossier: Dossier, *, quiet: bool = False, language: str = "en") -> Iterator[str]:
    """The text of a document with its comments, in pieces.

    Args:
        dossier: the document and what was found.
        quiet: leave out what was found out about sources that are sound.
        language: that of what is said of sources.

    Raises:
        UsageError: its format takes no comments.
    """
    kind, source = dossier.document.format, dossier.document.source
    marks = [_of_finding(finding) for finding in dossier.findings]
    if not quiet:
        marks += _of_sources(dossier, language)
    if kind in LINES:
        return _above(source, marks, LINES[kind], entries=kind == "bibtex")
    if kind in ELEMENTS:
        return _between(source, marks, "", "<!-- {} -->")
    if kind in INLINE:
        return _between(source, marks, "{{=={}==}}", "{{>>{}<<}}")
    known = ", ".join(sorted({*INLINE, *ELEMENTS, *LINES}))
    raise UsageError(
        _("{path}: comments cannot be put into {kind}", path=dossier.document.path, kind=kind),
        remedy=_(
            "--format html marks faults in the text of any document; formats: {known}", known=known
        ),
    )


def _of_finding(finding: Finding) -> Mark:
    suggestion = f" → {finding.suggestion}" if finding.suggestion else ""
    basis = f" ({finding.basis})" if finding.basis else ""
    return Mark(finding.span, f"{finding.rule}: {finding.message}{suggestion}{basis}")


def _of_sources(dossier: Dossier, language: str) -> list[Mark]:
    """What was found out about each source, behind it."""
    marks = []
    for entry in dossier.entries:
        if line := answer_on(dossier, entry):
            text = f"{entry.key}: {tell(line, language)}"
            marks.append(Mark(Span(entry.span.end, entry.span.end), text))
    return marks


def _between(source: str, marks: Iterable[Mark], around: str, comment: str) -> Iterator[str]:
    """The text with comments behind what they are on; that is set off if there is ``around``."""
    done = 0
    for span, group in groupby(sorted(marks, key=_place), key=lambda mark: mark.span):
        comments = "".join(comment.format(_safe(mark.text)) for mark in group)
        start = max(span.start, done)
        stretch = source[start : span.end]
        whole = span.start >= done and stretch and not _PARAGRAPH.search(stretch)
        yield source[done:start]
        yield around.format(stretch) if around and whole else stretch
        yield comments
        done = max(done, span.end)
    yield source[done:]


def _above(source: str, marks: Iterable[Mark], opening: str, *, entries: bool) -> Iterator[str]:
    """The text with comments on lines of their own, above the line or the entry they are on."""
    starts = [match.start() for match in _ENTRY.finditer(source)] if entries else []
    end = "\r\n" if "\r\n" in source else "\n"
    placed = sorted((_line(source, mark.span.start, starts), mark.text) for mark in marks)
    done = 0
    for at, text in placed:
        yield source[done:at]
        comment = _safe(text)
        yield f"{opening}{comment.replace('@', '(at)') if entries else comment}{end}"
        done = at
    yield source[done:]


def _line(source: str, place: int, entries: list[int]) -> int:
    """Where the line of a place begins, or the entry in which it stands."""
    before = bisect.bisect_right(entries, place)
    return entries[before - 1] if before else source.rfind("\n", 0, place) + 1


def _place(mark: Mark) -> tuple[int, int]:
    return mark.span.end, mark.span.start


def _safe(text: str) -> str:
    """A comment on one line, in which nothing ends it."""
    line = " ".join(visible(text).split())
    return line.replace("--", "‐‐").replace("<<}", "<< }").replace("==}", "== }")
