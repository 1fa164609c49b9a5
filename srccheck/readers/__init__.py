"""Readers: one class for each format; this table names them, and loads one when it is needed."""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.util
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from srccheck.errors import InputError, UsageError
from srccheck.messages import _
from srccheck.model import Document, Encoding, Lines, Problem
from srccheck.readers.reader import Reader

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

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
    "suffixes",
]

MAX_BYTES = 100_000_000
"""A larger file is refused rather than read into memory."""

MAX_LINE = 5_000_000
"""Characters of a line; nobody writes a longer one."""
MAX_MACHINE_LINE = 20_000_000
"""The same in formats that programs write, in which a whole file may be one line."""
_BY_MACHINES = frozenset({"html", "notebook", "csl-json", "sitemap", "jats", "tei", "endnote-xml"})


class Format(NamedTuple):
    """A format that can be read: its usual suffixes, where its reader is, and what to call it."""

    suffixes: tuple[str, ...]
    reader: str
    title: str


READERS: Mapping[str, Format] = {
    "markdown": Format(
        (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
        "srccheck.readers.markdown:MarkdownReader",
        "Markdown (also Quarto and R Markdown)",
    ),
    "html": Format((".html", ".htm", ".xhtml"), "srccheck.readers.html:HtmlReader", "HTML"),
    "text": Format((".txt", ".text"), "srccheck.readers.plaintext:PlainTextReader", "plain text"),
    "bibtex": Format((".bib", ".bibtex"), "srccheck.readers.bibtex:BibtexReader", "BibTeX"),
    "rst": Format((".rst", ".rest"), "srccheck.readers.rst:RstReader", "reStructuredText"),
    "latex": Format(
        (".tex", ".ltx", ".latex"), "srccheck.readers.latex_reader:LatexReader", "LaTeX"
    ),
    "org": Format((".org",), "srccheck.readers.org:OrgReader", "Org"),
    "asciidoc": Format(
        (".adoc", ".asciidoc"), "srccheck.readers.asciidoc:AsciidocReader", "AsciiDoc"
    ),
    "notebook": Format(
        (".ipynb",), "srccheck.readers.notebook:NotebookReader", "Jupyter notebooks"
    ),
    "wikitext": Format(
        (".wiki", ".mediawiki", ".wikitext"),
        "srccheck.readers.wikitext:WikitextReader",
        "wikitext",
    ),
    "sitemap": Format(
        ("sitemap.xml", "sitemap.xml.gz"), "srccheck.readers.sitemap:SitemapReader", "sitemaps"
    ),
    "ris": Format((".ris",), "srccheck.readers.ris:RisReader", "RIS"),
    "nbib": Format((".nbib", ".medline"), "srccheck.readers.nbib:NbibReader", "MEDLINE (NBIB)"),
    "endnote-tagged": Format(
        (".enw",), "srccheck.readers.endnote_tagged:EndnoteTaggedReader", "EndNote tagged"
    ),
    "endnote-xml": Format(
        (".enl.xml", ".endnote.xml"),
        "srccheck.readers.endnote_xml:EndnoteXmlReader",
        "EndNote XML",
    ),
    "jats": Format((".nxml", ".jats", ".jats.xml"), "srccheck.readers.jats:JatsReader", "JATS"),
    "tei": Format((".tei", ".tei.xml"), "srccheck.readers.tei:TeiReader", "TEI"),
    "csl-json": Format(
        (".csl.json", ".csljson"), "srccheck.readers.csl_json:CslJsonReader", "CSL-JSON"
    ),
    "docx": Format((".docx", ".docm", ".dotx"), "srccheck.readers.docx:DocxReader", "Word (DOCX)"),
    "odt": Format((".odt", ".ott"), "srccheck.readers.odt:OdtReader", "OpenDocument (ODT)"),
    "epub": Format((".epub",), "srccheck.readers.epub:EpubReader", "EPUB"),
    "pdf": Format((".pdf",), "srccheck.readers.pdf:PdfReader", "PDF"),
}
"""The formats that come with srccheck; others join through entry points ``srccheck.readers``."""


def suffixes() -> list[str]:
    """The suffixes of the files in a folder that can be read here."""
    able = importlib.util.find_spec("pypdfium2") is not None
    names = [name for name in READERS if name != "pdf" or able]
    return [suffix for name in names for suffix in READERS[name].suffixes]


_ZIP = b"PK\x03\x04"
BINARY: Mapping[str, bytes] = {"docx": _ZIP, "odt": _ZIP, "epub": _ZIP, "pdf": b"%PDF-"}
"""The formats that are no text, and what their files begin with."""
_INSIDE: Mapping[str, bytes] = {"docx": b"word/document.xml", "epub": b"application/epub+zip",
                                "odt": b"application/vnd.oasis.opendocument.text",
                                "pdf": b"%PDF-"}  # fmt: skip
"""What such files have in them, to tell those without a name: names and what is not packed."""
_BINARY_SUFFIXES = tuple(suffix for name in BINARY for suffix in READERS[name].suffixes)

_XML = {
    "sitemap": re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]"),
    "tei": re.compile(r"<(?:\w{1,20}:)?(?:TEI(?:\.2)?|teiCorpus)[\s>]"),
    "endnote-xml": re.compile(r"<ref-type\s{1,9}name="),
    "jats": re.compile(
        r"<(?:\w{1,20}:)?(?:article-meta|journal-meta|book-part-meta|collection-meta)[\s/>]"
        r"|<!DOCTYPE\s{1,9}(?:article|book)\s{1,9}PUBLIC\s{1,9}[\"']-//NLM//"
    ),
}
_BIBTEX = re.compile(r"(?:\A|[\r\n])[ \t]{0,20}@[A-Za-z]{2,30}[ \t]{0,20}[{(]")
_RIS = re.compile(r"\s{0,200}TY {1,3}- {1,3}[A-Z]{3,8}[ \t]{0,20}[\r\n]")
_NBIB = re.compile(r"\s{0,200}PMID- {0,3}\d{1,9}[ \t]{0,20}[\r\n]")
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
def _third_party() -> Mapping[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group="srccheck.readers")}


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
        module, _colon, attribute = READERS[name].reader.partition(":")
        return cast("Reader", getattr(importlib.import_module(module), attribute)())
    if name in _third_party():
        return cast("Reader", _third_party()[name].load()())
    names = [*READERS, *_third_party()]
    near = difflib.get_close_matches(name, names, 1)
    remedy = (
        _("did you mean {name}?", name=near[0])
        if near
        else _("formats are {names}", names=", ".join(names))
    )
    raise UsageError(_("no such format: {name}", name=name), remedy=remedy)


def detect_format(path: str, text: str) -> str:
    r"""The format of a document: by its suffix, else by what it looks like.

    >>> detect_format("a.htm", ""), detect_format("-", "@book{a,\n}")
    ('html', 'bibtex')
    >>> detect_format("-", "So it is[^1].\n\n[^1]: A note."), detect_format("-", "So it is (1).")
    ('markdown', 'text')
    """
    suffix = Path(path).suffix.lower()
    for name, known in READERS.items():
        if path.lower().endswith(known.suffixes):
            return name
    if suffix == ".xml" and (xml := _xml_format(text[:_SAMPLE])):
        return xml
    if suffix == ".json" and _is_csl(text):
        return "csl-json"
    if suffix:
        for name in _third_party():
            if suffix in reader(name).suffixes:
                return name
    sample = text[:_SAMPLE]
    if _HTML_START.match(sample):
        return "html"
    if _BIBTEX.search(sample):
        return "bibtex"
    if sample.lstrip().startswith("<") and (xml := _xml_format(sample)):
        return xml
    if _RIS.match(sample):
        return "ris"
    if _NBIB.match(sample):
        return "nbib"
    if sample.lstrip().startswith(("[", "{")) and _is_csl(sample):
        return "csl-json"
    if len(_HTML_TAG.findall(sample)) > len(_MARKDOWN.findall(sample)):
        return "html"
    return "markdown" if _MARKDOWN.search(sample) else "text"


def _xml_format(sample: str) -> str:
    """What an XML file is, by elements that only this format has."""
    return next((name for name, mark in _XML.items() if mark.search(sample)), "")


def _is_csl(text: str) -> bool:
    from srccheck.readers.csl_json import is_csl

    return is_csl(text[:_SAMPLE])


def read_text(text: str, path: str = "<text>", format: str | None = None) -> Document:  # noqa: A002
    """Read a document that is text already.

    Args:
        text: The document.
        path: What to call it; its suffix says the format, if there is one.
        format: The name of the format, if it is not to be detected.

    Raises:
        UsageError: No format has that name.
        InputError: A line is too long for a text.

    >>> read_text("See [here](http://example.org).").links[0].target
    'http://example.org'
    """
    return _read(text, path, format, Encoding("utf-8", "text"))


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
        raise _too_large(path)
    if format:
        reader(format)
    if not data and (format in BINARY or path.lower().endswith(_BINARY_SUFFIXES)):
        remedy = _("look where the whole file is: it has 0 bytes")
        raise InputError(_("{path} is empty", path=path), remedy=remedy)
    binary = _binary(data, path, format)
    if binary:
        read_binary: Callable[[bytes, str], Document] = reader(binary).read_binary  # type: ignore[attr-defined]
        return read_binary(data, path)
    if path.lower().endswith(".xml.gz") and data.startswith(b"\x1f\x8b"):
        data = _unzipped(data, path)
    kind = binary_kind(data)
    if kind:
        remedy = _("convert it to a format that srccheck reads, for instance Markdown")
        raise InputError(
            _("{path} is not a text document but {kind}", path=path, kind=kind), remedy=remedy
        )
    decoded = decode(data, declared_in(data))
    return _read(decoded.text, path, format, decoded.encoding, decoded.problems)


def _read(
    text: str,
    path: str,
    format: str | None,  # noqa: A002
    encoding: Encoding,
    problems: Sequence[Problem] = (),
) -> Document:
    """Read a text, but for the pictures written into it."""
    from srccheck.readers.payloads import with_places, without_payloads

    name = format or detect_format(path, text)
    short, cuts = without_payloads(text)
    _refuse_long_lines(short, path, name)
    if not cuts:
        return reader(name).read(text, path, encoding, problems)
    document = with_places(reader(name).read(short, path, encoding), text, cuts)
    return replace(document, problems=(*problems, *document.problems))


def _binary(data: bytes, path: str, format: str | None) -> str:  # noqa: A002
    """The format of a file that is no text but can be read; empty for any other."""
    bare = format is None and not Path(path).suffix
    for name, magic in BINARY.items():
        named = path.lower().endswith(READERS[name].suffixes)
        if data.startswith(magic) and (format == name or (format is None and named)):
            return name
        if bare and data.startswith(magic) and _INSIDE[name] in data:
            return name
    return ""


def _refuse_long_lines(text: str, path: str, name: str) -> None:
    most = MAX_MACHINE_LINE if name in _BY_MACHINES else MAX_LINE
    place = 0
    while len(text) - place > most:
        end = place + most + 1
        place = max(text.rfind("\n", place, end), text.rfind("\r", place, end)) + 1
        if not place:
            line = Lines(text).position(end - most - 1).line
            cause = f"line {line:,} of {path} has more than {most:,} characters"
            raise InputError(cause, remedy=_("break it into lines"))


def _unzipped(data: bytes, path: str) -> bytes:
    """The text in a gzip file, which may be no larger than any other."""
    import gzip
    import io
    import zlib

    try:
        with gzip.open(io.BytesIO(data)) as file:
            text = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(_("{path} cannot be unpacked: {error}", path=path, error=error)) from None
    if len(text) > MAX_BYTES:
        raise _too_large(path)
    return text


def _too_large(path: str) -> InputError:
    return InputError(
        _("{path} is larger than {most:,} bytes", path=path, most=MAX_BYTES),
        remedy=_("split it"),
    )


def read_path(path: str | Path, format: str | None = None) -> Document:  # noqa: A002
    """Read a file; see :func:`read_bytes`.

    Raises:
        UsageError: No format has that name.
        InputError: The file is missing, a folder, unreadable, too large or no text.
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:  # devices and pipes have no size: read no further
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            _("{path} does not exist", path=path), remedy=_("check the path")
        ) from None
    except IsADirectoryError:
        raise InputError(
            _("{path} is a folder", path=path), remedy=_("name the files in it")
        ) from None
    except PermissionError:
        raise InputError(
            _("{path} may not be read", path=path), remedy=_("check its permissions")
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(
            _("{path} cannot be read: {error}", path=path, error=error), remedy=_("check the path")
        ) from error
    return read_bytes(data, str(path), format)
