"""What a reader is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from srccheck.model import Document, Encoding, Problem


class Reader(Protocol):
    """Turns the text of a file into a :class:`~srccheck.model.Document`.

    A reader never raises: what it cannot read as meant becomes text, or a
    :class:`~srccheck.model.Problem` with its place. ``name`` is what ``--format`` takes,
    ``suffixes`` are in lower case with their dot.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read a decoded file.

        Args:
            source: The decoded file, without byte order mark.
            path: What to call the document.
            encoding: How its bytes became text.
            problems: What was met while decoding, to be kept in the document.
        """
        ...
