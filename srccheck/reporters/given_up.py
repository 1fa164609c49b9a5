"""Links to hosts that were given up: told once for each host, and not link by link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from srccheck.messages import _, n_
from srccheck.model import Dossier, Finding
from srccheck.model.links import LinkCheck
from srccheck.reporters.excerpt import visible

_LINES_SHOWN = 8
_RULES = ("dead-link", "unknown-link")


def folded(dossier: Dossier) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings to tell one by one, and a line on each host that was given up.

    Of the links to such a host the first is told, whichever of them were asked: that differs
    between runs.
    """
    given_up = {_of(check) for check in dossier.links if check.details.get("given-up")}
    hosts: dict[int, tuple[str, str]] = {}
    for check in dossier.links:
        if given_up and _of(check) in given_up:
            hosts |= {one.span.start: _of(check) for one in check.occurrences}
    shown: list[Finding] = []
    apart: dict[tuple[str, str], list[Finding]] = {}
    for finding in dossier.findings:
        host = hosts.get(finding.span.start) if finding.rule in _RULES else None
        if host and host in apart:
            apart[host].append(finding)
        else:
            shown.append(finding)
            if host:
                apart[host] = []
    return tuple(shown), tuple(_lines(dossier, apart.items()))


def _of(check: LinkCheck) -> tuple[str, str]:
    """The host of a link, and why it was given up."""
    return urlsplit(check.target.url).netloc.rpartition("@")[2], check.reason


def _lines(
    dossier: Dossier, apart: Iterable[tuple[tuple[str, str], list[Finding]]]
) -> Iterator[str]:
    document = dossier.document
    for (host, reason), findings in apart:
        if not findings:
            continue
        places: dict[str, None] = {}
        for finding in findings:
            places[f"{document.position(finding.span.start).line}"] = None
        lines: str = ", ".join(list(places)[:_LINES_SHOWN])
        left = len(places) - _LINES_SHOWN
        if left > 0:
            lines = _("{names} and {count} more", names=lines, count=left)
        yield _(
            "{path}: {links} to {host}, which was given up: {reason} ({lines})",
            path=visible(document.path),
            links=n_("{count} more link", "{count} more links", len(findings)),
            host=visible(host),
            reason=_(reason),
            lines=n_("line {lines}", "lines {lines}", len(places), lines=lines)
            if document.unit == "line"
            else n_("paragraph {lines}", "paragraphs {lines}", len(places), lines=lines),
        )
