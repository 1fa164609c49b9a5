"""Takes the text out of a PDF page by page: a program of its own, which may be stopped at any time.

A PDF can keep its reader busy for ever or fill the memory; only a process can be bounded in both.
It is run by :mod:`srccheck.resolvers.pdf_text` as a file, so that it loads nothing but the
library that reads it. The PDF comes in on standard input; each page goes out as one line of JSON,
and last what is to be said of the whole.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator

ENCRYPTED = "it is encrypted"
MOST_PAGES = 400
MOST_CHARACTERS = 1_500_000
MEMORY = 1_000_000_000
"""Bytes, where the system can bound them."""


def main(library: str, seconds: float) -> None:
    """Read a PDF with a library for no longer than some seconds, looked at between pages."""
    end = time.monotonic() + seconds
    _bound(seconds)
    logging.disable()
    pages, failed, why, characters = 0, 0, "", 0
    try:
        for read in LIBRARIES[library](sys.stdin.buffer.read()):
            if pages >= MOST_PAGES or characters > MOST_CHARACTERS or time.monotonic() > end:
                why = f"only its first {pages} pages were read"
                break
            pages += 1
            try:
                text = read()[:MOST_CHARACTERS]
            except Exception:  # whatever a damaged page makes its reader raise
                text, failed = "", failed + 1
            characters += len(text)
            _say(text)
    except Exception as error:
        why = str(error)[:200] or type(error).__name__
        if type(error).__name__ == "DependencyError" or "password" in why:
            why = ENCRYPTED
    _say({"failed": failed, "why": why})


def _by_pdfium(data: bytes) -> Iterator[Callable[[], str]]:
    import pypdfium2

    def read(index: int) -> str:
        return str(document[index].get_textpage().get_text_bounded())

    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        yield functools.partial(read, index)


def _by_pypdf(data: bytes) -> Iterator[Callable[[], str]]:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError(ENCRYPTED)
    for page in reader.pages:
        yield page.extract_text


LIBRARIES = {"pypdfium2": _by_pdfium, "pypdf": _by_pypdf}
"""What gives for each page of a PDF the way to read it; the first that is installed is used."""


def _say(value: object) -> None:
    sys.stdout.buffer.write(json.dumps(value).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _bound(seconds: float) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
