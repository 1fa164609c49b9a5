"""The report as a page: one file that loads nothing, for people to read, print and pass on.

It is written for WCAG 2.2, level AA: headings in order, contrast, nothing by colour alone; it can
be read without script, which adds filters and buttons that copy. Its Content-Security-Policy lets
nothing be loaded and nothing run but the page's own script and style, each by its hash
(https://www.w3.org/TR/CSP3/).

What the run adds up to stands first and is known last: documents are written to a temporary file
as they come, so that a large run needs no more memory than its largest document.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure
from srccheck.reporters import Look
from srccheck.reporters.html.document import Section
from srccheck.reporters.html.markup import speaking
from srccheck.reporters.html.page import Tally, closing, head, opening
from srccheck.reporters.summary import Summary

_IN_MEMORY = 8_000_000
_PIECE = 1_000_000


def report(results: Iterable[Dossier | Failure], summary: Summary, look: Look) -> Iterator[str]:
    """The page, piece by piece."""
    tally = Tally()
    with tempfile.SpooledTemporaryFile(
        _IN_MEMORY, mode="w+", encoding="utf-8", newline="\n"
    ) as body:
        for result in results:
            with speaking(look.language):
                for piece in _result(result, tally, look):
                    body.write(piece)
        with speaking(look.language):
            begun = [*head(tally, look.language), *opening(tally, summary, quiet=look.quiet)]
        yield from begun
        body.seek(0)
        while piece := body.read(_PIECE):
            yield piece
    with speaking(look.language):
        ended = [*closing()]
    yield from ended


def _result(result: Dossier | Failure, tally: Tally, look: Look) -> Iterator[str]:
    if isinstance(result, Failure):
        tally.failures.append(result)
        return
    if (result.empty and not result.findings) or (look.quiet and not result.findings):
        tally.left_out += result.empty
        return
    number = len(tally.documents) + 1
    told = tally.verdicts["identity"].total()
    tally.add(result, f"d{number}")
    yield from Section(result, number, told, quiet=look.quiet).pieces()
