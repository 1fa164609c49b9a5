"""The pages of a PDF file, read in a process that is ended when it takes too long."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import Any

from srccheck.errors import InputError
from srccheck.readers.pdf_glyphs import MAX_CHARACTERS, MAX_PAGES

SECONDS = 240.0
"""Longer than the longest book takes."""
MAX_WORDS = 5_000_000
MODULE = "srccheck.readers.pdf_glyphs"
_ANEW = "open it in a PDF program and save it anew"


def read_pages(data: bytes, path: str) -> Iterator[dict[str, Any]]:
    """What is known of the file, then its pages; see :mod:`~srccheck.readers.pdf_glyphs`.

    Raises:
        InputError: It cannot be read, or has no text.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        remedy = "pip install 'srccheck[pdf]'"
        raise InputError(f"{path} is a PDF file, which needs pypdfium2", remedy=remedy)
    words = links = images = pages = 0
    for facts in _told(data, path):
        if "error" in facts:
            raise _refused(facts, path)
        if "words" in facts:
            pages += 1
            words += len(facts["words"])
            links += len(facts["links"])
            images += facts.get("images", 0)
            if facts["cut"]:
                cause = f"page {pages} of {path} has more than {MAX_CHARACTERS:,} characters"
                raise InputError(cause, remedy="take this page out of it")
            if words > MAX_WORDS:
                raise InputError(f"{path} has more than {MAX_WORDS:,} words", remedy="split it")
        yield facts
    if not words and not links:
        why = ": its pages are pictures" if images else ""
        remedy = "recognise its text first (OCR), for instance with ocrmypdf"
        raise InputError(f"{path} has no text{why}", remedy=remedy)


def _refused(facts: dict[str, Any], path: str) -> InputError:
    if facts["error"] == "password":
        remedy = "save a copy without password"
        return InputError(f"{path} is locked with a password", remedy=remedy)
    if facts["error"] == "pages":
        cause = f"{path} has more than {MAX_PAGES:,} pages ({facts['message']})"
        return InputError(cause, remedy="split it")
    return InputError(f"{path} cannot be read as a PDF file: {facts['message']}", remedy=_ANEW)


def _told(data: bytes, path: str) -> Iterator[dict[str, Any]]:
    """What the other process says, as long as it is well and in time."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        process = subprocess.Popen(  # noqa: S603 - no word of it comes from outside
            [sys.executable, "-P", "-m", MODULE],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    count = 0
    expected: int | None = None
    try:
        for line in process.stdout or ():
            facts = json.loads(line)
            expected = facts.get("pages", expected)
            count += 1
            yield facts
            if "error" in facts:
                return
    except ValueError:  # it was ended in the middle of a line
        pass
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    if late.is_set():
        cause = f"{path} takes longer than {SECONDS:.0f} seconds to read"
        raise InputError(cause, remedy=_ANEW)
    if expected is None or count <= expected:
        cause = f"{path} cannot be read as a PDF file: reading it came to an end early"
        raise InputError(cause, remedy=_ANEW)
