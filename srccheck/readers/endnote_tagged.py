"""EndNote's tagged form (``.enw``, "Refer"), which publishers and Google Scholar offer.

Source: the table of tags in EndNote's manual, "EndNote Import"; refer(1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem, Span
from srccheck.readers.drafts import bibliography
from srccheck.readers.endnote_types import ris_type
from srccheck.readers.ris_record import Record
from srccheck.readers.tagged import Tagged, tagged_lines

_TAG = re.compile(r"[ \t]{0,9}(%[0-9A-Z@!?\[\]$&()*+#<>~^\\])(?:[ \t]|(?=[\r\n])|\Z)")
_TAGS = {
    "%0": "TY", "%A": "AU", "%B": "T2", "%C": "CY", "%D": "PY", "%E": "ED", "%F": "ID",
    "%G": "LA", "%I": "PB", "%J": "T2", "%K": "KW", "%L": "CN", "%N": "IS", "%P": "SP",
    "%R": "DO", "%S": "T3", "%T": "TI", "%U": "UR", "%V": "VL", "%X": "AB", "%Y": "A3",
    "%Z": "N1", "%6": "NV", "%7": "ET", "%8": "DA", "%9": "M3", "%@": "SN", "%?": "A4",
    "%[": "Y2", "%!": "ST", "%&": "SE", "%M": "AN", "%W": "DB", "%O": "N1",
}  # fmt: skip


class EndnoteTaggedReader:
    r"""Reads records of lines that begin with a per cent sign.

    >>> source = "%0 Journal Article\n%T A Title\n%A Doe, Ada\n%J A Journal\n%D 2020\n"
    >>> document = EndnoteTaggedReader().read(source, "a.enw", Encoding("utf-8", "valid"))
    >>> document.entries[0].type, document.entries[0].value("journaltitle")
    ('article', 'A Journal')
    """

    name: ClassVar[str] = "endnote-tagged"
    suffixes: ClassVar[tuple[str, ...]] = (".enw",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        drafts = [
            (_record(source, lines).draft(), Span(lines[0].span.start, lines[-1].span.end))
            for lines in _records(source)
        ]
        return bibliography(self.name, source, path, encoding, drafts, problems)


def _records(source: str) -> Iterator[list[Tagged]]:
    lines: list[Tagged] = []
    for line in tagged_lines(source, _TAG):
        if line.tag == "%0" and lines:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _record(source: str, lines: Sequence[Tagged]) -> Record:
    type_ = next((ris_type(line.passage.text) for line in lines if line.tag == "%0"), "GEN")
    # A series stands in T2 where the work is whole, in T3 where it is a part of one.
    series = "T2" if type_ in ("BOOK", "EDBOOK", "RPRT", "THES") else "T3"
    tags = {**_TAGS, "%S": series}
    known = [line._replace(tag=tags[line.tag]) for line in lines if line.tag in tags]
    return Record(source, known, type_)
