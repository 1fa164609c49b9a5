"""Comments in a document that allow what a rule would report: ``srccheck: allow RULE``.

::

    <!-- srccheck: allow dead-link -->                    Markdown, HTML, wikitext, notebooks
    % srccheck: allow dead-link, moved-link               LaTeX, BibTeX
    .. srccheck: allow dead-link                          reStructuredText
    // srccheck: allow all                                AsciiDoc
    # srccheck: allow dead-link                           Org, plain text (or as above)

A comment that stands on a line with something else counts for that line, one that stands alone for
the next block: the lines up to the next empty one, or the whole of a BibTeX entry. After the names
there may be a reason: ``srccheck: allow dead-link (back in May)``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from srccheck.messages import _, joined
from srccheck.model import Allowance, Allowed, Document, Finding
from srccheck.model.allowance import ALL

_NAME = "[a-z][a-z-]{1,60}"
_NAMES = (
    rf"[ \t]{{0,9}}srccheck:[ \t]{{0,9}}allow[ \t]{{1,9}}({_NAME}(?:,[ \t]{{0,9}}{_NAME}){{0,20}})"
)
_HTML = re.compile(rf"<!--{_NAMES}((?:(?!-->)[^\r\n]){{0,300}})-->")
_LATEX = re.compile(rf"(?<!\\)%{_NAMES}([^\r\n]{{0,300}})")
_COMMENTS = {
    "markdown": _HTML,
    "html": _HTML,
    "wikitext": _HTML,
    "notebook": _HTML,
    "sitemap": _HTML,
    "latex": _LATEX,
    "bibtex": _LATEX,
    "rst": re.compile(rf"(?m:^)[ \t]{{0,80}}\.\.{_NAMES}([^\r\n]{{0,300}})"),
    "org": re.compile(rf"(?m:^)[ \t]{{0,80}}\#{_NAMES}([^\r\n]{{0,300}})"),
    "asciidoc": re.compile(rf"(?m:^)//{_NAMES}([^\r\n]{{0,300}})"),
    "text": re.compile(rf"(?<!\S)(?:<!--|\#|%|//|\.\.){_NAMES}([^\r\n]{{0,300}})"),
}
_EMPTY = {"notebook": re.compile(r'[\s,\]"]*(?:\\n)?[\s,\]"]*')}
_BLANK = re.compile(r"\s*")


class Allowances:
    r"""What the comments of a document allow, line by line.

    >>> from srccheck.model import Encoding
    >>> document = Document("a.tex", "latex", "% srccheck: allow dead-link\nx\n\ny",
    ...                     Encoding("utf-8", "text"))
    >>> [bool(Allowances(document).permit("dead-link", line)) for line in (2, 4)]
    [True, False]
    """

    def __init__(self, document: Document) -> None:
        self._by_line: dict[int, dict[str, Allowance]] = {}
        pattern = _COMMENTS.get(document.format)
        if pattern is None or "srccheck:" not in document.source:
            return
        for match in pattern.finditer(document.source):
            number = document.lines.position(match.start(1)).line
            reason, origin = _reason(match[2]), _("comment on line {line}", line=number)
            names = [name.strip() for name in match[1].split(",")]
            made = {name: Allowance(name, reason, origin=origin) for name in names}
            for line in _lines(document, match):
                self._by_line.setdefault(line, {}).update(made)

    def permit(self, rule: str, line: int) -> Allowance | None:
        """What allows findings of a rule on a line, if anything does."""
        made = self._by_line.get(line, {})
        return made.get(rule) or made.get(ALL)


def part_allowed(
    document: Document,
    findings: Iterable[Finding],
    allowances: Sequence[Allowance],
    today: datetime.date,
) -> tuple[list[Finding], list[Allowed]]:
    """The findings that nothing allows, and those that a comment or the configuration does.

    A finding counts as standing on each line that it touches, up to ten. One whose allowance is
    over is a finding again, which says so.
    """
    comments = Allowances(document)
    found: list[Finding] = []
    allowed: list[Allowed] = []
    for finding in findings:
        path = document.path_at(finding.span.start)
        fitting = [one for one in allowances if one.fits(finding, path)]
        by = _by_comment(document, finding, comments)
        by = by or next((one for one in fitting if not one.is_over(today)), None)
        if by:
            allowed.append(Allowed(finding, by))
        else:
            found.append(_expired(finding, fitting[0]) if fitting else finding)
    return found, allowed


def _by_comment(document: Document, finding: Finding, comments: Allowances) -> Allowance | None:
    first = document.lines.position(finding.span.start).line
    last = document.lines.position(max(finding.span.start, finding.span.end - 1)).line
    lines = range(first, min(last, first + 9) + 1)
    return next(filter(None, (comments.permit(finding.rule, line) for line in lines)), None)


def _expired(finding: Finding, allowance: Allowance) -> Finding:
    was = _("was allowed until {day}: {reason}", day=allowance.expires, reason=allowance.reason)
    return replace(finding, basis=joined("; ", filter(None, (finding.basis, was))))


def _reason(rest: str) -> str:
    """What a comment says after the names of rules, without the parentheses around it."""
    text = rest.strip().removesuffix("-->").strip()
    return text[1:-1].strip() if text[:1] == "(" and text[-1:] == ")" else text


def _lines(document: Document, match: re.Match[str]) -> Iterable[int]:
    """The lines that a comment counts for."""
    number = document.lines.position(match.end() - 1).line
    line = document.lines.line(number)
    empty = _EMPTY.get(document.format, _BLANK)
    if not empty.fullmatch(line.replace(match[0].strip(), "", 1)):
        return (number,)
    first, count = number + 1, len(document.lines.starts)
    while first <= count and empty.fullmatch(document.lines.line(first)):
        first += 1
    last = first
    while last < count and not empty.fullmatch(document.lines.line(last + 1)):
        last += 1
    if first > count:
        return ()
    for entry in document.entries:
        if document.lines.position(entry.span.start).line == first:
            last = document.lines.position(entry.span.end).line
    return range(number, last + 1)
