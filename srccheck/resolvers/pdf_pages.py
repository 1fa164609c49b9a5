"""Takes the text out of a PDF page by page: a program of its own, which may be stopped at any time.

A PDF can keep its reader busy for ever or fill the memory; only a process can be bounded in both.
It is run by :mod:`srccheck.resolvers.pdf_text` as a file, so that it loads nothing but pypdf. The
PDF comes in on standard input; each page goes out as one line of JSON, and last what is to be said
of the whole.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
import time

MOST_PAGES = 400
MOST_CHARACTERS = 1_500_000
MEMORY = 1_000_000_000
"""Bytes, where the system can bound them."""


def main(seconds: float) -> None:
    """Read a PDF for no longer than some seconds, which are looked at between pages."""
    end = time.monotonic() + seconds
    _bound(seconds)
    import pypdf

    logging.disable()
    pages, failed, why, characters = 0, 0, "", 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PermissionError("it is encrypted")
        for page in reader.pages:
            if pages >= MOST_PAGES or characters > MOST_CHARACTERS or time.monotonic() > end:
                why = f"only its first {pages} pages were read"
                break
            pages += 1
            try:
                text = page.extract_text()[:MOST_CHARACTERS]
            except Exception:  # pypdf raises whatever a damaged page makes it raise
                text, failed = "", failed + 1
            characters += len(text)
            _say(text)
    except Exception as error:
        why = str(error)[:200] or type(error).__name__
        if type(error).__name__ == "DependencyError":
            why = "it is encrypted"
    _say({"failed": failed, "why": why})


def _say(value: object) -> None:
    sys.stdout.buffer.write(json.dumps(value).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _bound(seconds: float) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(float(sys.argv[1]))
