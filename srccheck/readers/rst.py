"""reStructuredText: its text, footnotes, citations and links; nothing is included or executed.

Source: the reStructuredText Markup Specification of docutils (hyperlink targets, embedded URIs,
images, literal blocks, comments, escapes); of Sphinx the roles ``:doi:``, ``:doc:``, ``:ref:``,
``:numref:`` and ``:download:``, and the directive ``toctree``. Where the links of Sphinx lead is
found out when they are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from srccheck.model import Document, Encoding, Problem
from srccheck.readers.addresses import path_address
from srccheck.readers.inline_markup import completed
from srccheck.readers.masking import Masked
from srccheck.readers.rst_text import RstText
from srccheck.readers.tree_bibliographies import with_bibliographies
from srccheck.text.registries import registry_address

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ADORNMENT = re.compile(r"""([!-/:-@\[-`{-~])\1{2,}""")
_CODE = frozenset(
    {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "math", "raw",
     "highlight", "doctest", "testcode", "testoutput", "testsetup", "ipython", "prompt", "graphviz",
     "mermaid", "uml", "jupyter-execute", "productionlist"}
)  # fmt: skip
_EXPLICIT = re.compile(
    r"""\.\.[ ]+(?:
        _(?P<name>`[^`\r\n]{1,300}`|(?![ :_])(?:\\.|[^:\\\r\n]){1,300}):(?:[ \t]+|$)
      | (?P<anonymous>__:)[ ]+
      | (?:\|[^|\r\n]{1,200}\|[ ]+)?(?P<directive>[A-Za-z][\w:.+-]{0,60})::(?:[ \t]+|$)
      | (?P<note>\[[^\]\r\n]{1,100}\])(?:[ ]|$)
    )""",
    re.VERBOSE,
)
_IMAGES = frozenset({"image", "figure"})
_FILES = frozenset({"include", "literalinclude"})
_LABELS = frozenset({"ref", "numref", "std:ref", "std:numref"})
_ENTRY = re.compile(r"(?:[^<>]{1,300}[ \t])?<(?P<titled>[^<>\s]{1,500})>|(?P<plain>\S[^<>]{0,500})")
_PATTERN = re.compile(r"[*?\[]|\{[{%]")
_OPTION = re.compile(r":target:[ \t]+(\S[^\r\n]*)")
_INLINE = re.compile(
    r"""(?P<literal>``[^\r\n]{1,2000}?``)
      | (?P<role>:[A-Za-z][\w:.+-]{0,40}:)?`(?P<text>[^`<\r\n]{0,500}(?:\r?\n[^`<\r\n]{1,500}){0,4})
        (?:(?<=[\s`])<(?P<url>[^<>`]{1,2000})>)?`(?P<reference>__?)?""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([^\r\n])")
_SPACE = re.compile(r"\s+")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text


class RstReader:
    r"""Reads reStructuredText.

    >>> source = "See `this <https://a.org/x_>`__ and https://b.org/y.\n"
    >>> document = RstReader().read(source, "a.rst", Encoding("utf-8", "text"))
    >>> [(link.text, link.target) for link in document.links]
    [('this', 'https://a.org/x_'), ('https://b.org/y', 'https://b.org/y')]
    """

    name: ClassVar[str] = "rst"
    suffixes: ClassVar[tuple[str, ...]] = (".rst", ".rest")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        page = _Page(source)
        page.read()
        metadata: dict[str, object] = {"anchors": page.anchors} if page.anchors else {}
        text = RstText(source)
        text.document()
        metadata |= text.metadata
        language = text.metadata.get("language") or text.metadata.get("lang", "")
        document = page.masked.document(self.name, path, encoding, problems, metadata)
        document = completed(replace(document, language=language), text.page, text.markers)
        return with_bibliographies(document, text.named)


class _Page:
    def __init__(self, source: str) -> None:
        self.masked = Masked(source)
        self.lines = list(_lines(source))
        self.anchors: list[str] = []
        self.levels: list[str] = []

    def read(self) -> None:
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            after = self._heading(number) if line.text else 0
            if not after and line.text.startswith(".."):
                after = self._explicit(number)
            if not after and line.text.startswith("__ "):
                self._target("", line.start + 3, number)
                after = number + 1
            if not after and line.text.endswith("::"):
                after = self._literal(number)
            if not after and line.text.startswith(">>> "):
                after = self._until_blank(number)
                self.masked.code(line.start, self.lines[after - 1].end)
            if not after:
                after = self._paragraph(number)
            number = after

    def _heading(self, number: int) -> int:
        """A title over, or between, rows of one punctuation mark; the number of the line after."""
        lines = self.lines
        over = bool(_ADORNMENT.fullmatch(lines[number].text))
        title = number + over
        if title + 1 >= len(lines) or lines[title].blank:
            return 0
        under = lines[title + 1].text
        if not _ADORNMENT.fullmatch(under) or lines[title + 1].indent:
            return 0
        if (over and under != lines[number].text) or _ADORNMENT.fullmatch(lines[title].text):
            return 0
        if not over and (lines[title].indent or len(under) < min(4, len(lines[title].text))):
            return 0
        style = under[0] * (1 + over)
        if style not in self.levels:
            self.levels.append(style)
        line = lines[title]
        text = re.sub(r"[`*]|\\(?=.)", "", line.text)
        self.masked.heading(text, self.levels.index(style) + 1, line.start, line.end)
        self._inline(line.start, line.end)
        return title + 2

    def _block_end(self, number: int, indent: int) -> int:
        """The number of the line after what is indented more than ``indent``."""
        number += 1
        end = number
        while number < len(self.lines):
            line = self.lines[number]
            if not line.blank:
                if line.indent <= indent:
                    break
                end = number + 1
            number += 1
        return end

    def _until_blank(self, number: int) -> int:
        while number < len(self.lines) and not self.lines[number].blank:
            number += 1
        return number

    def _explicit(self, number: int) -> int:
        """A target, directive, note or comment; 0 if it is none, or has text inside it."""
        line = self.lines[number]
        match = _EXPLICIT.match(line.text)
        end = self._block_end(number, line.indent)
        if not match:
            if re.match(r"\.\.(?:[ ]|$)", line.text):
                self.masked.blank(line.start, self.lines[end - 1].end)
                return end
            return 0
        start = line.start + match.end()
        if match["name"] or match["anonymous"]:
            self._target((match["name"] or "").strip("`"), start, number)
            return number + 1 if self.lines[number].text[match.end() :] == "" else end
        directive = (match["directive"] or "").lower()
        if directive in _IMAGES:
            target = line.text[match.end() :].strip()
            if target:
                self.masked.link("", target, start, line.end, image=True)
            self._options(number + 1, end)
            return number + 1
        if directive == "toctree":
            self._toctree(number + 1, end)
            self.masked.blank(line.start, self.lines[end - 1].end)
            return end
        if directive in _FILES:
            target = line.text[match.end() :].strip()
            if target and not target.startswith("<") and not _PATTERN.search(target):
                self.masked.link(target, path_address(target), start, line.end)
        if directive in _CODE:
            self.masked.code(line.start, self.lines[end - 1].end)
            return end
        self._options(number + 1, end)
        self._inline(start, line.end)
        return number + 1

    def _options(self, first: int, end: int) -> None:
        """The ``:target:`` among the options of a directive."""
        for line in self.lines[first:end]:
            if not line.text.startswith(":"):
                return
            match = _OPTION.fullmatch(line.text)
            if match and not match[1].endswith("_"):
                start = line.start + match.start(1)
                self.masked.link("", match[1].strip(), start, line.end)

    def _toctree(self, first: int, end: int) -> None:
        """The documents that a table of contents names."""
        for line in self.lines[first:end]:
            entry = _ENTRY.fullmatch(line.text)
            if not entry or line.text.startswith(":") or line.text == "self":
                continue
            group = "titled" if entry["titled"] else "plain"
            target = entry[group].strip()
            if not _PATTERN.search(target):
                address = target if "://" in target else path_address(target)
                place = line.start + entry.start(group)
                self.masked.link(target, address, place, place + len(target))

    def _target(self, name: str, start: int, number: int) -> None:
        """``.. _name: address``, which may go on in indented lines; without one, an anchor."""
        line = self.lines[number]
        pieces, last = [self.masked.source[start : line.end].strip()], number
        while last + 1 < len(self.lines):
            following = self.lines[last + 1]
            if following.blank or following.indent <= line.indent or not pieces[0]:
                break
            pieces.append(following.text)
            last += 1
        target = "".join(_SPACE.sub("", piece) for piece in pieces)
        if not target:
            self.anchors.append(name)
        elif target.endswith("_") and not target.endswith("\\_") and "/" not in target:
            pass  # another name of a target
        else:
            target = re.sub(r"\\(.)", r"\1", target)
            self.masked.link(name, target, start, self.lines[last].end)

    def _literal(self, number: int) -> int:
        """A paragraph that ends with ``::``, and the indented code after it."""
        line = self.lines[number]
        self._inline(line.start, line.end)
        end = self._block_end(number, line.indent)
        first = number + 1
        while first < end and self.lines[first].blank:
            first += 1
        if first > number + 1 and first < end:
            self.masked.code(self.lines[first].start, self.lines[end - 1].end)
            return end
        return number + 1

    def _paragraph(self, number: int) -> int:
        """A line, with those that follow it in one paragraph."""
        line = self.lines[number]
        end = number + 1
        while end < len(self.lines):
            following = self.lines[end]
            if following.blank or following.indent != line.indent or line.blank:
                break
            if following.text.startswith((".. ", "__ ")) or following.text.endswith("::"):
                break
            if end + 1 < len(self.lines) and _ADORNMENT.fullmatch(self.lines[end + 1].text):
                break
            end += 1
        self._inline(line.start, self.lines[end - 1].end)
        return end

    def _inline(self, start: int, end: int) -> None:
        source = self.masked.source
        for match in _ESCAPE.finditer(source, start, end):
            self.masked.edits.append((*match.span(), match[1].strip()))
        for match in _INLINE.finditer(source, start, end):
            role, url = match["role"], match["url"]
            if match["literal"] or (not url and not role):
                if match["literal"]:
                    self.masked.blank(*match.span())
            elif role:
                self._role(role.strip(":"), match)
            elif match["reference"] and not (url.endswith("_") and "/" not in url):
                target = re.sub(r"\\(.)", r"\1", _SPACE.sub("", url))
                text = " ".join(match["text"].split()) or target
                self.masked.link(text, target, *match.span())

    def _role(self, role: str, match: re.Match[str]) -> None:
        value = (match["url"] or match["text"]).strip()
        if role == "doi":
            self.masked.link(match["text"].strip(), registry_address("doi", value), *match.span())
        elif role == "download":
            self.masked.link(match["text"].strip(), value, *match.span())
        elif role in ("doc", "std:doc") and not value.startswith("!"):
            self.masked.link(_shown(match), path_address(value), *match.span())
        elif role in _LABELS and not value.startswith("!"):
            label = " ".join(value.split())
            self.masked.link(_shown(match), f"ref:{path_address(label)}", *match.span())
        else:
            self.masked.blank(*match.span())


def _shown(match: re.Match[str]) -> str:
    return " ".join((match["text"] or match["url"]).split())


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match[0]:
            stripped = match[0].strip()
            indent = len(match[0]) - len(match[0].lstrip()) if stripped else 0
            start = match.start() + indent
            yield _Line(start, start + len(stripped), indent, stripped)
