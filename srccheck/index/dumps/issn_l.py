"""The ISSN-L table: which ISSNs are of one serial in several media.

https://www.issn.org/services/online-services/access-to-issn-l-table/: ``…ISSN-to-ISSN-L.txt``, two
columns with a tab between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from srccheck.index.dumps.dump import Block, Dump, Skipped
from srccheck.index.dumps.json_records import lines
from srccheck.index.packed import CHUNK, Stream
from srccheck.model.evidence import Record
from srccheck.resolvers import stated
from srccheck.text.identifiers import problem


class IssnLDump(Dump):
    """The table from ISSN to ISSN-L."""

    name = "issn-l"
    title = "ISSN-L"
    mark = re.compile(rb"ISSN\tISSN-L")
    named = re.compile(r"ISSN-to-ISSN-L\.txt(?:\.gz)?$", re.IGNORECASE)

    def blocks(self, stream: Stream) -> Iterator[Block]:
        """Blocks of lines."""
        yield from lines(stream.read(CHUNK).removeprefix(b"\xef\xbb\xbf"), stream)

    def items(self, data: Any) -> Iterator[Any]:
        """The cells of each line; ``None`` for the heading."""
        if not isinstance(data, bytes):
            yield from data
            return
        for line in data.removesuffix(b"\n").split(b"\n"):
            cells = line.decode("ascii", "replace").split()
            yield None if not cells or cells[0] == "ISSN" else cells

    def record(self, item: Any) -> Record | Skipped:
        """An ISSN with the one that links it to others."""
        issn, linking = item[0], item[1]
        if problem("issn", issn) or problem("issn", linking):
            return Skipped("not an ISSN")
        numbers = stated.identifiers(("issn", issn), ("issn", linking))
        return Record("issn-l", id=issn, type="journal", identifiers=numbers)
