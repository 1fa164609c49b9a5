r"""How a text is written in a file: with its escapes, its quotes or braces, in its encoding.

What a rule would put into a file is plain text; here it becomes what has to stand there so that it
is read as that text.
"""

from __future__ import annotations

import html
import json
import re
from html.entities import codepoint2name

from srccheck.model import Document, Edit, Field
from srccheck.writers.latex import encode, encode_address, in_ascii

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LATEX_SPECIAL = re.compile(r"([&%$#_{}])")
_NOT_BARE = re.compile(r"&(?=#?\w{1,31};)|<")
_DASHES = re.compile("--?|[–—‐‑]")
_BRACE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BIB = (".bib", ".bibtex")
_MARKUP = frozenset(("html", "jats", "tei", "endnote-xml", "sitemap"))
_JSON = frozenset(("notebook", "csl-json"))


def is_bib(document: Document, place: int) -> bool:
    """Whether a place lies in a ``.bib`` file; it may be one that a LaTeX document takes in."""
    if document.format in ("bibtex", "biblatex"):
        return True
    return bool(document.parts) and document.path_at(place).lower().endswith(_BIB)


def as_read(source: str, form: str) -> str:
    r"""What a stretch of a file says, in a format.

    >>> as_read("R&amp;D", "html"), as_read(r"R\&D", "markdown"), as_read(r"\u00e9", "notebook")
    ('R&D', 'R&D', 'é')
    """
    if form == "markdown":
        source = _ESCAPED.sub(r"\1", source)
    if form in _JSON and "\\" in source:
        try:
            return str(json.loads(f'"{source}"'))
        except ValueError:
            return source
    return html.unescape(source) if form == "markdown" or form in _MARKUP else source


def as_text(document: Document, text: str, place: int) -> str:
    """Running text as it has to stand in a document at a place.

    >>> from srccheck.model import Encoding
    >>> page = Document("a.html", "html", "<p>R</p>", Encoding("utf-8", "valid"))
    >>> as_text(page, "R&D", 3)
    'R&amp;D'
    """
    if is_bib(document, place):
        return held(document, _LATEX_SPECIAL.sub(r"\\\1", text))
    form = document.format
    if form in _MARKUP:
        escaped = html.escape(text, quote=False)
        return _entities(escaped, form) if document.source.isascii() else escaped
    if form in _JSON:
        return json.dumps(text, ensure_ascii=document.source.isascii())[1:-1]
    if form == "markdown":
        return _NOT_BARE.sub(lambda match: html.escape(match.group()), text)
    return held(document, _LATEX_SPECIAL.sub(r"\\\1", text)) if form == "latex" else text


def _entities(text: str, form: str) -> str:
    """Markup in ASCII: what else it would be read as depends on what the page is declared to be.

    >>> _entities("d\u2019été \u0159", "html"), _entities("été", "tei")
    ('d&rsquo;&eacute;t&eacute; &#345;', '&#233;t&#233;')
    """
    names = codepoint2name if form == "html" else {}
    return "".join(
        char if char.isascii() else f"&{names.get(ord(char), f'#{ord(char)}')};" for char in text
    )


def held(document: Document, latex: str) -> str:
    """LaTeX as a file can hold it: in ASCII if the file is, and with commands for other letters."""
    if document.source.isascii():
        return in_ascii(latex)
    codec = document.encoding.name

    def holds(char: str) -> bool:
        try:
            return bool(char.encode(codec))
        except UnicodeError:
            return False

    return in_ascii(latex, holds)


def value_edit(document: Document, field: Field, value: str) -> Edit | None:
    """The edit that gives a field another value.

    Nothing where more than the value would have to change: where the field is put together of
    several pieces, or where markup stands in it that the new value lacks.

    >>> from srccheck.model import Encoding, Span
    >>> bib = Document("a.bib", "bibtex", "@book{a, volume = 86}", Encoding("utf-8", "valid"))
    >>> value_edit(bib, Field("volume", "86", "86", Span(18, 20)), "87").text
    '87'
    >>> value_edit(bib, Field("volume", "86", "86", Span(18, 20)), "VII").text
    '{VII}'
    """
    span = field.span
    written = document.source[slice(*span)]
    if not written or written != field.raw or not value:
        return None
    if field.name == "pages":
        value = _with_dashes_of(written, value, bib=is_bib(document, span.start))
    if is_bib(document, span.start):
        return _bib_edit(document, field, value)
    if _undashed(as_read(written, document.format)) != _undashed(field.value):
        return None
    return Edit(span, as_text(document, value, span.start))


def _undashed(text: str) -> str:
    return _DASHES.sub("-", text)


def _with_dashes_of(written: str, value: str, *, bib: bool) -> str:
    """A page range with the dash that the old one has."""
    dash = _DASHES.search(written)
    usual = "--" if bib else "-"
    return _DASHES.sub(dash[0] if dash else usual, value)


def _bib_edit(document: Document, field: Field, value: str) -> Edit | None:
    start, end = field.span
    written, opening = document.source[start:end], document.source[start - 1 : start]
    address = field.name in ("doi", "url", "isbn", "issn", "eprint")
    latex = encode_address(value) if address else held(document, _encoded(field.name, value))
    if opening not in ("{", '"'):
        if any(char in written for char in '#{}"') or written.split() != [written]:
            return None
        return Edit(field.span, latex if latex.isdecimal() else f"{{{latex}}}")
    if not _is_one_piece(written, opening) or (opening == '"' and '"' in _outside(latex)):
        return None
    if written.startswith("{") and _is_one_group(written):
        latex = f"{{{latex}}}"
    return Edit(field.span, latex)


def _encoded(name: str, value: str) -> str:
    if name == "pages":  # its dashes are those of TeX
        return "--".join(map(encode, value.split("--")))
    return encode(value)


def _is_one_piece(written: str, opening: str) -> bool:
    """Whether no brace or quote ends the value before its end."""
    depth = 0
    for match in _BRACE.finditer(written):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0 or (match[0] == '"' and depth == 0 and opening == '"'):
            return False
    return depth == 0


def _is_one_group(written: str) -> bool:
    return written.endswith("}") and _is_one_piece(written[1:-1], "{")


def _outside(latex: str) -> str:
    """What stands outside of braces."""
    depth, kept = 0, []
    for char in latex:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth:
            kept.append(char)
    return "".join(kept)
