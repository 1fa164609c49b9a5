"""The text of a PDF, for the quotations that are looked for in it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import NamedTuple

from srccheck.resolvers import pdf_pages

SECONDS = 10.0
"""After which a PDF is left as it is."""
FEWEST_WORDS = 50
"""A PDF with fewer words is taken for pictures of pages."""
BLANK = 20
"""Words; a page with fewer may be a picture."""
WITHOUT_LIBRARY = "reading it needs pip install 'srccheck[pdf]'"
NO_WORDS = "it has hardly any text, as scanned pages have"
_AT_ONCE = threading.BoundedSemaphore(max(1, (os.cpu_count() or 2) // 2))
_LIGATURES = {"\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl"}
"""Where TeX's old fonts (encoding OT1) have them, in files that do not say what they mean."""
_LIGATURE = re.compile(r"[\x0b\x0c\x0e\x0f](?=[a-z])|(?<=[a-z])[\x0b\x0c\x0e\x0f]")
_JOINED = re.compile(r"(?<=\w)[\x02\ufffe](?:\r?\n)?")
"""PDFium's mark of a hyphen at the end of a line."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")


class PdfText(NamedTuple):
    """What was read of a PDF; ``why`` says what is missing, and is empty when ``whole``."""

    text: str
    whole: bool = False
    why: str = ""


def read_pdf(data: bytes) -> PdfText:
    """Take the text out of a PDF, within bounds of pages, characters, memory and time.

    Args:
        data: the file.

    Returns:
        The text; nothing in a file makes this raise.
    """
    library = next(filter(importlib.util.find_spec, pdf_pages.LIBRARIES), "")
    if not library:
        return PdfText("", why=WITHOUT_LIBRARY)
    pages, failed, why = _extracted(data, library)
    counted = [len(page.split()) for page in pages]
    if sum(counted) < FEWEST_WORDS:
        return PdfText("", why=why or NO_WORDS)
    blank = sum(words < BLANK for words in counted)
    if not why and failed:
        why = f"{failed} of its pages could not be read"
    if not why and blank > max(1, len(pages) // 5):
        why = f"{blank} of its {len(pages)} pages have hardly any text"
    return PdfText(joined(pages), not why, why)


def _extracted(data: bytes, library: str) -> tuple[list[str], int, str]:
    """The text of each page, how many of them failed, and why the last were not read."""
    program = [sys.executable, "-P", pdf_pages.__file__, library, str(SECONDS * 0.8)]
    why = "reading it failed"
    try:
        with _AT_ONCE:
            output = subprocess.run(  # noqa: S603 - our own program
                program, input=data, capture_output=True, timeout=SECONDS, check=False
            ).stdout
    except subprocess.TimeoutExpired as error:
        output, why = error.output or b"", "reading it took too long"
    except OSError as error:
        return [], 0, f"reading it failed: {error}"
    pages: list[str] = []
    for line in output.splitlines():
        try:
            said = json.loads(line)
        except ValueError:  # cut off in the middle
            break
        if not isinstance(said, str):
            return pages, said["failed"], said["why"]
        pages.append(said)
    return pages, 0, why


def joined(pages: Sequence[str]) -> str:
    r"""The pages as one text, each with a form feed at its end, words parted by line ends whole.

    >>> joined(["It was a long win-\nter.", "So it was."])
    'It was a long winter.\x0cSo it was.\x0c'
    """
    whole = (_JOINED.sub("", page) for page in pages)
    lines = ([line for line in map(_clean, page.split("\n")) if line] for page in whole)
    return "".join(_PARTED.sub("", "\n".join(page)) + "\f" for page in lines)


def _clean(line: str) -> str:
    line = _LIGATURE.sub(lambda found: _LIGATURES[found.group()], line)
    return " ".join(_CONTROL.sub(" ", line).encode("utf-8", "replace").decode().split())
