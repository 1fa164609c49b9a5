"""RIS files, as Zotero, Mendeley, EndNote and publishers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem, Span
from srccheck.readers import ris_fields as ris
from srccheck.readers.drafts import bibliography
from srccheck.readers.ris_record import Record
from srccheck.readers.tagged import Tagged, tagged_lines

_TAG = re.compile(
    rf"[ \t]{{0,9}}((?:{'|'.join(sorted(ris.SHOWN))})(?=[ \t]{{0,4}}-)|[A-Z][A-Z0-9](?=  -))"
    r"[ \t]{0,4}-(?:[ \t]|(?=[\r\n])|\Z)"
)


class RisReader:
    r"""Reads RIS; a line that belongs to no record is a problem, all else are entries.

    >>> source = "TY  - JOUR\nAU  - Doe, Ada\nTI  - A Title\nPY  - 2020\nER  - \n"
    >>> entry = RisReader().read(source, "a.ris", Encoding("utf-8", "valid")).entries[0]
    >>> entry.type, entry.value("title"), entry.value("date"), source[slice(*entry.span)][-4:]
    ('article', 'A Title', '2020', 'R  -')
    """

    name: ClassVar[str] = "ris"
    suffixes: ClassVar[tuple[str, ...]] = (".ris",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        found = list(problems)
        drafts = [
            (Record(source, lines).draft(), Span(lines[0].span.start, lines[-1].span.end))
            for lines in _records(source, found)
        ]
        return bibliography(self.name, source, path, encoding, drafts, found)


def _records(source: str, problems: list[Problem]) -> Iterator[list[Tagged]]:
    """The lines of each record; where its end is not marked, the next one begins with its type."""
    lines: list[Tagged] = []
    for line in tagged_lines(source, _TAG):
        if line.tag == "TY" and lines:
            yield lines
            lines = []
        if line.tag == "ER":
            # What stands after the end of a record belongs to no field of it.
            end = source.find("-", line.span.start) + 1
            if lines:
                yield [*lines, line._replace(span=Span(line.span.start, end))]
            lines = []
            continue
        if not lines and line.tag != "TY":
            cited = source[slice(*line.span)][:200]
            message = "this record does not begin with its type (TY)"
            problems.append(Problem("broken-file", line.span, cited, message))
        lines.append(line)
    if lines:
        yield lines
