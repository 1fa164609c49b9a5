"""The reporters: one file each, listed here and nowhere else.

A reporter is a function that turns the results of a run, as they come, into pieces of text::

    def report(results: Iterable[Dossier | Failure], summary: Summary, look: Look) -> Iterator[str]

It takes the results one by one, and finds in ``summary`` what they add up to, once they are
through. Others are found through entry points of the group ``srccheck.reporters``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from srccheck.config import suggest
from srccheck.errors import UsageError
from srccheck.messages import _, tell
from srccheck.model import Dossier, Failure
from srccheck.reporters.summary import Summary

GROUP = "srccheck.reporters"


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is to look, for those reporters that have a choice.

    ``width`` is in cells of a terminal; ``quiet`` leaves out all but what is wrong; ``language`` is
    that of what the report says itself (findings come in theirs).
    """

    colour: bool = False
    width: int = 100
    quiet: bool = False
    language: str = "en"

    def tell(self, text: str) -> str:
        """A text of srccheck in the language of the report."""
        return tell(text, self.language)


Reporter = Callable[[Iterable[Dossier | Failure], Summary, Look], Iterator[str]]

REPORTERS: dict[str, str] = {
    "text": "srccheck.reporters.text:report",
    "json": "srccheck.reporters.json:report",
    "jsonl": "srccheck.reporters.jsonl:report",
    "junit": "srccheck.reporters.junit:report",
    "sarif": "srccheck.reporters.sarif:report",
    "github": "srccheck.reporters.github:report",
    "gitlab": "srccheck.reporters.gitlab:report",
    "markdown": "srccheck.reporters.markdown:report",
    "csv": "srccheck.reporters.csv:report",
    "html": "srccheck.reporters.html:report",
    "annotated": "srccheck.reporters.annotated:report",
}
"""Where to find the reporter of each format."""


def reporter(name: str) -> Reporter:
    """The reporter of a format.

    Raises:
        UsageError: there is none; the nearest name is given.
    """
    if name in REPORTERS:
        module, _colon, attribute = REPORTERS[name].partition(":")
        found: Reporter = getattr(import_module(module), attribute)
        return found
    from importlib.metadata import entry_points

    others = entry_points(group=GROUP)
    for point in others.select(name=name):
        loaded: Reporter = point.load()
        return loaded
    names = sorted({*REPORTERS, *others.names})
    remedy = suggest(name, names) or _("the formats are {names}", names=", ".join(names))
    raise UsageError(_("no such report format: {name}", name=name), remedy=remedy)


__all__ = ["REPORTERS", "Look", "Reporter", "Summary", "reporter"]
