"""The rule ``author-is-title``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Finding, Severity
from srccheck.rules.context import folded
from srccheck.rules.rule import Rule

_MONOGRAPHS = frozenset(("book", "collection", "mvbook", "thesis"))


class AuthorIsTitle(Rule):
    """An author that is the title, or the journal, over again.

    What it does
    Compares the author of a source with its title and with its container. An organisation that
    publishes under its own name is not reported, nor a book that bears its author's name.

    Why it matters
    Metadata read from a web page often repeats the page's name where the author belongs.

    Example:
    ``author = {The Long Thaw}, title = {The Long Thaw}``
    """

    name = "author-is-title"
    severity = Severity.ERROR
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            twin = _twin(entry)
            if twin:
                field = entry.fields["author"]
                what = _("title") if twin == "title" else _("place of publication")
                yield self.finding(
                    field.span,
                    field.raw,
                    _(
                        "The author of the source is the same as its {what}, {author}.",
                        what=what,
                        author=entry.value(twin),
                    ),
                    suggestion=_("Name the author, or leave the author out."),
                    basis=_("author and {twin} are equal", twin=twin),
                    entry=entry.key,
                )


def _twin(entry: Entry) -> str:
    """The field that repeats the author, or an empty string."""
    field = entry.fields.get("author")
    if not field or len(field.names) > 1:
        return ""
    readings = {folded(field.value), folded(field.raw)}
    organisation = False
    for name in field.names:
        organisation = name.literal
        particle = f"{name.particle} " if name.particle else ""
        readings.add(folded(f"{name.given} {particle}{name.family}"))
    readings.discard("")
    if folded(entry.value("title")) in readings and entry.type not in _MONOGRAPHS:
        return "title"
    for container in ("journaltitle", "booktitle"):
        if folded(entry.value(container)) in readings and not organisation:
            return container
    return ""
