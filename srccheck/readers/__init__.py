"""Readers: one class for each format; this table names them, and loads one when it is needed."""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.metadata
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

from srccheck.errors import InputError, UsageError
from srccheck.model import Document, Encoding
from srccheck.readers.reader import Reader

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Format",
    "Reader",
    "detect_format",
    "read_bytes",
    "read_path",
    "read_text",
    "reader",
]

MAX_BYTES = 100_000_000
"""A larger file is refused rather than read into memory."""


class Format(NamedTuple):
    """A format that can be read: its usual suffixes, and where its reader is."""

    suffixes: tuple[str, ...]
    reader: str


READERS: Mapping[str, Format] = {
    "markdown": Format(
        (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
        "srccheck.readers.markdown:MarkdownReader",
    ),
    "html": Format((".html", ".htm", ".xhtml"), "srccheck.readers.html:HtmlReader"),
    "text": Format((".txt", ".text"), "srccheck.readers.plaintext:PlainTextReader"),
    "bibtex": Format((".bib", ".bibtex"), "srccheck.readers.bibtex:BibtexReader"),
}
"""The formats that come with srccheck; others join through entry points ``srccheck.readers``."""

_BIBTEX = re.compile(r"(?:\A|[\r\n])[ \t]{0,20}@[A-Za-z]{2,30}[ \t]{0,20}[{(]")
_HTML_START = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,50})?(?:<!--.{0,500}?-->\s{0,50})?<(?:!doctype )?html\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"</(?:p|div|li|h[1-6]|td|body|head|section|article)>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"""(?:\A|[\r\n])(?:\#{1,6}[ ]\S|\[\^[^\s\]]{1,50}\]:|```|(?:---|\+\+\+)[ ]*[\r\n])
      | \[[^\[\]\r\n]{1,200}\]\([^()\s]{1,500}\)
      | (?<![\w*])\*{1,2}[^\s*](?:[^*\r\n]{0,200}[^\s*])?\*{1,2}(?![\w*])
      | \[\^[^\s\]]{1,50}\] | \^\[ | <sup>""",
    re.VERBOSE,
)
_SAMPLE = 200_000


@functools.cache
def _third_party() -> Mapping[str, importlib.metadata.EntryPoint]:
    return {
        point.name: point for point in importlib.metadata.entry_points(group="srccheck.readers")
    }


@functools.cache
def reader(name: str) -> Reader:
    """The reader of a format.

    Raises:
        UsageError: No format has that name.

    >>> reader("markdwon")
    Traceback (most recent call last):
    srccheck.errors.UsageError: no such format: markdwon (did you mean markdown?)
    """
    if name in READERS:
        module, _, attribute = READERS[name].reader.partition(":")
        return cast("Reader", getattr(importlib.import_module(module), attribute)())
    if name in _third_party():
        return cast("Reader", _third_party()[name].load()())
    names = [*READERS, *_third_party()]
    near = difflib.get_close_matches(name, names, 1)
    remedy = f"did you mean {near[0]}?" if near else f"formats are {', '.join(names)}"
    raise UsageError(f"no such format: {name}", remedy=remedy)


def detect_format(path: str, text: str) -> str:
    r"""The format of a document: by its suffix, else by what it looks like.

    >>> detect_format("a.htm", ""), detect_format("-", "@book{a,\n}")
    ('html', 'bibtex')
    >>> detect_format("-", "So it is[^1].\n\n[^1]: A note."), detect_format("-", "So it is (1).")
    ('markdown', 'text')
    """
    suffix = Path(path).suffix.lower()
    for name, known in READERS.items():
        if suffix in known.suffixes:
            return name
    if suffix:
        for name in _third_party():
            if suffix in reader(name).suffixes:
                return name
    sample = text[:_SAMPLE]
    if _HTML_START.match(sample):
        return "html"
    if _BIBTEX.search(sample):
        return "bibtex"
    if len(_HTML_TAG.findall(sample)) > len(_MARKDOWN.findall(sample)):
        return "html"
    return "markdown" if _MARKDOWN.search(sample) else "text"


def read_text(text: str, path: str = "<text>", format: str | None = None) -> Document:  # noqa: A002
    """Read a document that is text already.

    Args:
        text: The document.
        path: What to call it; its suffix says the format, if there is one.
        format: The name of the format, if it is not to be detected.

    Raises:
        UsageError: No format has that name.

    >>> read_text("See [here](http://example.org).").links[0].target
    'http://example.org'
    """
    name = format or detect_format(path, text)
    return reader(name).read(text, path, Encoding("utf-8", "text"))


def read_bytes(data: bytes, path: str, format: str | None = None) -> Document:  # noqa: A002
    r"""Read a document from the bytes of a file; see :func:`read_text`.

    Raises:
        UsageError: No format has that name.
        InputError: The bytes are no text (a PDF, an image), or too many.

    >>> document = read_bytes("Caf\xe9".encode("latin-1"), "a.txt")
    >>> document.source, document.encoding.name
    ('Café', 'iso-8859-1')
    """
    from srccheck.readers.encoding import binary_kind, declared_in, decode

    if len(data) > MAX_BYTES:
        raise _too_large(path, len(data))
    if format:
        reader(format)
    kind = binary_kind(data)
    if kind:
        remedy = "convert it to Markdown, HTML or plain text first"
        raise InputError(f"{path} is not a text document but {kind}", remedy=remedy)
    decoded = decode(data, declared_in(data))
    name = format or detect_format(path, decoded.text)
    return reader(name).read(decoded.text, path, decoded.encoding, decoded.problems)


def _too_large(path: str, size: int) -> InputError:
    remedy = f"split it; the limit is {MAX_BYTES:,} bytes"
    return InputError(f"{path} is too large: {size:,} bytes", remedy=remedy)


def read_path(path: str | Path, format: str | None = None) -> Document:  # noqa: A002
    """Read a file; see :func:`read_bytes`.

    Raises:
        UsageError: No format has that name.
        InputError: The file is missing, a folder, unreadable, too large or no text.
    """
    file = Path(path)
    try:
        size = 0 if file.is_dir() else file.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        data = file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", remedy="check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder", remedy="name the files in it") from None
    except PermissionError:
        raise InputError(f"{path} may not be read", remedy="check its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{path} cannot be read: {error}", remedy="check the path") from error
    return read_bytes(data, str(path), format)
