"""Org: its text, footnotes, citations and links; nothing is included or executed.

Sources: the Org manual (document structure, footnotes, hyperlinks, citations) and its syntax
(https://orgmode.org/worg/org-syntax.html); the manual of org-ref.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from srccheck.model import (
    BlockKind,
    Document,
    Encoding,
    NoteKind,
    Problem,
    Span,
)
from srccheck.readers.inline_markup import completed
from srccheck.readers.org_inline import OrgInline
from srccheck.readers.tree_bibliographies import Named, with_bibliographies

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADING = re.compile(
    r"(?P<stars>\*{1,20})[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?(?:\[#[A-Z]\][ \t]+)?"
    r"(?P<title>[^\r\n]*?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*$"
)
_KEYWORD = re.compile(
    r"#\+(?P<name>[A-Za-z_]{1,40})(?:\[[^\]]{0,200}\])?:[ \t]*(?P<value>[^\r\n]*)"
)
_BEGIN = re.compile(r"#\+begin_(?P<name>[\w-]{1,40})", re.IGNORECASE)
_DRAWER = re.compile(r":(?P<name>[A-Za-z_-]{1,40}):[ \t]*$")
_ITEM = re.compile(
    r"(?:[-+]|(?<=[ \t])\*|(?P<label>\(?(?:\d{1,5}|[A-Za-z])[.)]))[ \t]+(?:\[[ X-]\][ \t]+)?"
)
_DEFINITION = re.compile(r"\[fn:(?P<label>[\w-]{1,80})\][ \t]*")
_CODE = frozenset(("src", "example", "export", "comment"))
_METADATA = frozenset(("title", "author", "date", "language"))


class OrgReader:
    r"""Reads Org.

    >>> source = "Peace[fn:1] came.[fn:: Doe, /A Title/.]\n\n[fn:1] Roe, 2020.\n"
    >>> document = OrgReader().read(source, "a.org", Encoding("utf-8", "text"))
    >>> [(note.label, note.passage.text, len(note.markers)) for note in document.notes]
    [('', 'Doe, A Title.', 1), ('1', 'Roe, 2020.', 1)]
    """

    name: ClassVar[str] = "org"
    suffixes: ClassVar[tuple[str, ...]] = (".org",)

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        org = _Org(source)
        org.document()
        language = org.metadata.get("language", "")
        document = Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            metadata=org.metadata,
            problems=tuple(problems),
            language=language if isinstance(language, str) else "",
        )
        document = completed(document, org.page, org.markers)
        links = sorted([*org.page.links, *org.page.printed()], key=lambda link: link.span)
        return with_bibliographies(replace(document, links=tuple(links)), org.named)


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    """Without the white space at either end, which ``start`` and ``end`` leave out, too."""
    indent: int


class _Org(OrgInline):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.metadata: dict[str, object] = {}
        self.lines = list(_lines(source))
        self._open: tuple[BlockKind, int, str, int] | None = None
        self._last = 0
        self._note: tuple[str, int, list[Span]] | None = None
        self._quote = False
        self._endless: set[str] = set()

    # Blocks.

    def document(self) -> None:
        """Read the whole document, line by line."""
        number = blank = 0
        while number < len(self.lines):
            line = self.lines[number]
            if not line.text:
                self._close()
                blank += 1
                if blank > 1:
                    self._end_note()
                number += 1
                continue
            blank = 0
            number = self._special(line, number) or self._text(line, number)
        self._close()
        self._end_note()

    def _special(self, line: _Line, number: int) -> int:
        """A line that is no running text; the number of the one to go on with, or 0."""
        text = line.text
        heading = _HEADING.match(text) if not line.indent else None
        if heading:
            self._close()
            self._end_note()
            start = line.start + heading.start("title")
            level = min(len(heading["stars"]), 6)
            self.block(BlockKind.HEADING, start, start + len(heading["title"]), level)
        elif begin := _BEGIN.match(text):
            self._close()
            name = begin["name"].lower()
            if name in _CODE:
                return self._code(number, name)
            self._quote = name in ("quote", "verse") or self._quote
        elif text.lower().startswith("#+end_"):
            self._close()
            self._quote = False
        elif keyword := _KEYWORD.match(text):
            self._close()
            self._keyword(keyword, line.start)
        elif text.startswith(("# ", "#+")) or text == "#":
            self._close()
        elif _DRAWER.match(text):
            return self._drawer(number)
        elif text.startswith(": ") or text == ":":
            self._close()
            self.page.code(line.start, line.end)
        elif text.startswith("|"):
            self._close()
            self._row(line)
        elif re.fullmatch(r"-{5,}", text):
            self._close()
            self.page.rule(Span(line.start, line.end))
        elif not line.indent and (definition := _DEFINITION.match(text)):
            self._close()
            self._end_note()
            self._note = (definition["label"], line.start, [])
            self._open = (BlockKind.PARAGRAPH, 0, "", line.start + definition.end())
            self._last = line.end
        else:
            return 0
        return number + 1

    def _text(self, line: _Line, number: int) -> int:
        item = _ITEM.match(self.source, line.start, line.end)
        if item and not (self._open and self._note):
            self._close()
            level = 1 + min(line.indent // 2, 8)
            self._open = (BlockKind.ITEM, level, item["label"] or "", item.end())
        elif self._open is None:
            kind = BlockKind.QUOTE if self._quote else BlockKind.PARAGRAPH
            self._open = (kind, 0, "", line.start)
        self._last = line.end
        return number + 1

    def _close(self) -> None:
        """The paragraph that was being gathered is complete."""
        if self._open is None:
            return
        kind, level, label, start = self._open
        self._open = None
        if self._note:
            self._note[2].append(Span(start, self._last))
        else:
            self.block(kind, start, self._last, level, label)

    def _end_note(self) -> None:
        if self._note is None:
            return
        label, start, stretches = self._note
        self._note = None
        end = stretches[-1].end if stretches else start
        self.written_note(label, stretches, Span(start, end), NoteKind.FOOTNOTE)

    def _code(self, number: int, name: str) -> int:
        closing = f"#+end_{name}"
        if closing in self._endless:
            return number + 1
        for after in range(number + 1, len(self.lines)):
            if self.lines[after].text.lower().startswith(closing):
                if name in ("src", "example") and after > number + 1:
                    self.page.code(self.lines[number + 1].start, self.lines[after - 1].end)
                return after + 1
        self._endless.add(closing)
        return number + 1

    def _drawer(self, number: int) -> int:
        self._close()
        for after in range(number + 1, min(len(self.lines), number + 200)):
            if self.lines[after].text.upper() == ":END:":
                return after + 1
        return number + 1

    def _row(self, line: _Line) -> None:
        if line.text.startswith("|-"):
            return
        place = line.start + 1
        while place < line.end:
            bar = self.source.find("|", place, line.end)
            end = bar if bar >= 0 else line.end
            cell = self.source[place:end]
            if cell.strip():
                first = place + len(cell) - len(cell.lstrip())
                self.block(BlockKind.CELL, first, first + len(cell.strip()))
            place = end + 1

    def _keyword(self, keyword: re.Match[str], start: int) -> None:
        name, value = keyword["name"].lower(), keyword["value"].strip()
        if name in _METADATA and value:
            self.metadata.setdefault(name, value)
            if name == "title":
                first = start + keyword.start("value")
                self.block(BlockKind.HEADING, first, first + len(value), 1)
        elif name == "bibliography" and value:
            written = value.split()[0].strip('"')
            first = self.source.find(written, start + keyword.start("value"))
            self.named.append(Named(written, Span(first, first + len(written))))
        elif name == "caption" and value:
            first = start + keyword.start("value")
            self.block(BlockKind.PARAGRAPH, first, first + len(value))


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match[0]:
            text = match[0].strip()
            indent = len(match[0]) - len(match[0].lstrip()) if text else 0
            start = match.start() + indent
            yield _Line(start, start + len(text), text, indent)
