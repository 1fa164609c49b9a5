"""The links of PDF files: their link annotations, through pypdf (``srccheck[pdf]``).

Source: ISO 32000-2, 12.5.6.5 (link annotations) and 12.6.4.8 (URI actions).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from srccheck.errors import InputError
from srccheck.model import Document, Encoding, Link, Problem, Span
from srccheck.readers.masking import Masked


class PdfReader:
    """Reads the addresses that a PDF links to; its source has a line for each page."""

    name: ClassVar[str] = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read what has been taken out of such a file: its text."""
        return Masked(source).document(self.name, path, encoding, problems)

    def read_binary(self, data: bytes, path: str) -> Document:
        """Read the bytes of a file.

        Raises:
            InputError: pypdf is not there, or cannot read the file.
        """
        try:
            import pypdf
        except ModuleNotFoundError:
            remedy = "pip install 'srccheck[pdf]'"
            raise InputError(f"{path} is a PDF file, which needs pypdf", remedy=remedy) from None
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        pieces: list[str] = []
        links: list[Link] = []
        length = 0
        try:
            for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, 1):
                line = f"page {number}:"
                for address in _addresses(page):
                    start = length + len(line) + 1
                    line = f"{line} {address}"
                    links.append(Link(address, address, Span(start, length + len(line))))
                pieces.append(line + "\n")
                length += len(line) + 1
        except Exception as error:  # pypdf raises whatever a damaged file makes it raise
            cause = f"{path} cannot be read as a PDF file: {error}"
            raise InputError(cause, remedy="open it in a PDF program and save it anew") from None
        return Document(path, self.name, "".join(pieces), Encoding("utf-8", "declared"),
                        links=tuple(links))  # fmt: skip


def _addresses(page: Any) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        action = annotation.get("/A") if annotation.get("/Subtype") == "/Link" else None
        address = action.get_object().get("/URI") if action is not None else None
        if isinstance(address, bytes):
            address = address.decode("utf-8", "replace")
        if address:
            yield "".join(str(address).split())
