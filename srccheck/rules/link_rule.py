"""What the rules on links have in common: each tells of one kind of verdict."""

from __future__ import annotations

import html
import re
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from srccheck.messages import _, joined
from srccheck.model import Confidence, Document, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.model.links import LinkCheck, LinkKind, LinkVerdict, Occurrence
from srccheck.rules.rule import Rule


class LinkRule(Rule):
    """A rule that turns checks with one verdict into findings, one for each place of the link."""

    verdict: ClassVar[LinkVerdict]
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    offline = False

    @abstractmethod
    def message(self, check: LinkCheck) -> str:
        """What is wrong, in one sentence."""

    def applies(self, check: LinkCheck) -> bool:
        """Whether this rule is the one to tell of a check."""
        return check.verdict is self.verdict

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for check in dossier.links:
            if not self.applies(check):
                continue
            for occurrence in check.occurrences:
                yield self.finding(
                    occurrence.span,
                    address(check),
                    self.message(check),
                    suggestion=self.suggestion(check),
                    basis=basis(check),
                    fix=self.fix(dossier.document, check, occurrence),
                )

    def suggestion(self, check: LinkCheck) -> str:
        """What to write instead: the archived copy, where the verdict names nothing better."""
        return check.suggestion or (
            _("archived copy: {address}", address=check.archived) if check.archived else ""
        )

    def fix(self, document: Document, check: LinkCheck, occurrence: Occurrence) -> Fix | None:  # noqa: ARG002
        """How to mend it in the file, if that can be told."""
        return None


def address(check: LinkCheck) -> str:
    """The address of a link as people would write it: for a place in the same file, ``#place``."""
    if check.target.kind is LinkKind.ANCHOR:
        return f"#{check.target.fragment}"
    return str(check.target)


def basis(check: LinkCheck) -> str:
    """What a verdict rests on: the reason, the status if it adds to that, and the way there."""
    said = [check.reason] if check.reason else []
    if check.status and str(check.status) not in check.reason:
        said.append(_("status {status}", status=check.status))
    steps = [
        _("{status} to {address}", status=status, address=url)
        for status, url in check.redirects[:5]
    ]
    if steps:
        said.append(_("redirected: {steps}", steps=joined(", ", steps)))
    if check.archived:
        said.append(_("a copy is kept by {host}", host=urlsplit(check.archived).hostname))
    if check.cached:
        said.append(_("found in an earlier run"))
    return joined("; ", said) if said else ""


def replacement(
    document: Document, check: LinkCheck, occurrence: Occurrence, new: str, *, safe: bool
) -> Fix | None:
    """A fix that puts another address in the place of that of a link, wherever it stands there.

    Nothing where it does not stand as an address in the file.

    >>> from srccheck.model import Encoding
    >>> from srccheck.model.links import LinkTarget
    >>> page = Document("a.html", "html", '<a href="http://a.test/?b&amp;c">d</a>',
    ...                 Encoding("utf-8", "valid"))
    >>> check = LinkCheck(LinkTarget("http://a.test/?b&c"), LinkVerdict.MOVED)
    >>> place = Occurrence("a.html", 1, 1, Span(0, 38))
    >>> replacement(page, check, place, "http://a.test/?x&y", safe=True).edits[0].text
    'http://a.test/?x&amp;y'
    """
    old, span = check.target.url, occurrence.span
    if not new or new == old or (check.target.fragment and "#" in new):
        return None
    for escaped in _ESCAPES:
        address = re.compile(re.escape(escaped(old)) + _END)
        edits = tuple(
            Edit(Span(*match.span()), escaped(new))
            for match in address.finditer(document.source, span.start, span.end)
        )
        if edits:
            return Fix(edits, safe=safe, description=_("put {text}", text=new))
    defined = _DEFINITIONS.get(document.format)
    if defined is None:
        return None
    edits = tuple(
        Edit(Span(*match.span("url")), new)
        for match in re.finditer(defined % (re.escape(old) + _END), document.source, re.MULTILINE)
    )
    return Fix(edits, safe=safe, description=_("put {text}", text=new)) if edits else None


_DEFINITIONS = {
    "markdown": r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?(?P<url>%s)",
    "rst": r"^[ ]{0,9}\.\. _[^:\n]{1,200}:[ \t]{1,9}(?P<url>%s)",
}
"""Where the address of a link is written that is named in the text."""

_END = r"(?![\w/?&=%~+\-]|\.\w)"
_ESCAPES: tuple[Callable[[str], str], ...] = (
    str,
    html.escape,
    lambda address: re.sub(r"([_%&#])", r"\\\1", address),
)
"""The ways in which an address may stand in a file: as it is, in HTML, in LaTeX."""


def is_lasting(address: str) -> bool:
    """Whether an address is one that is kept up, whatever it redirects to today.

    >>> is_lasting("https://doi.org/10.5555/1"), is_lasting("https://example.org/1")
    (True, False)
    """
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return any(host == one or host.endswith(f".{one}") for one in _LASTING)


_LASTING = (
    "doi.org", "hdl.handle.net", "purl.org", "w3id.org", "n2t.net", "identifiers.org", "orcid.org",
    "nbn-resolving.org", "nbn-resolving.de", "urn.fi", "perma.cc", "web.archive.org", "archive.ph",
    "webcitation.org", "ror.org", "isni.org", "viaf.org",
)  # fmt: skip
"""Resolvers of identifiers, and archives: their redirects are what they are for."""
