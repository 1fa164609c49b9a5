"""The running text of AsciiDoc: its blocks, footnotes and citations.

Sources: the AsciiDoc Language documentation (blocks, footnotes, bibliography, text formatting); the
manual of asciidoctor-bibtex (``cite:[key(12)]``). Nothing is included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from srccheck.model import BlockKind, Marker, NoteKind, Span
from srccheck.readers.inline_markup import InlineMarkup

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADING = re.compile(r"(?P<level>={1,6}|#{1,6})[ \t]+(?P<title>\S[^\r\n]*?)(?:[ \t]+=+)?$")
_ITEM = re.compile(
    r"(?:(?P<bullet>[*-]{1,5})|(?P<dots>\.{1,5})|(?P<number>(?:\d{1,5}|[a-zA-Z])\.)|<(?P<callout>\d+|\.)>)"
    r"[ \t]+(?:\[[ x*]\][ \t]+)?(?=\S)"
)
_ANCHOR = re.compile(
    r"\[\[\[(?P<key>[^\[\],]{1,200})(?:,(?P<label>[^\[\]]{0,100}))?\]\]\][ \t]*,?[ \t]*"
)
_TERM = re.compile(r"(?P<term>\S[^\r\n]{0,200}?):{2,4}(?:[ \t]+(?P<text>\S)|$)")
_ATTRIBUTE = re.compile(r":!?[A-Za-z0-9_][\w-]{0,80}!?:(?:[ \t]|$)")
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|={4,}|_{4,}|\*{4,}|/{4,}|\+{4,}|`{3,}\w*|--|[|,:!]={3,})$")
_SKIPPED = re.compile(r"\[[^\r\n]*\]$|\.[^\s.][^\r\n]*$|//(?!/)|[a-z]+::[^\s\[]*\[[^\r\n]*\]$|\+$")
_NUMBERS = 5000
_CELL_FORM = re.compile(r"(?:^|(?<=[ \t]))(?:\d{0,3}(?:\.\d{1,3})?[+*])?[<^>.]{0,3}[adehlmsv]?$")
_TOKEN = re.compile(
    r"""\\(?P<escaped>footnote(?:ref)?:|cite(?:np)?:|<<|https?://|[*_`\#^~\]])
      | (?P<note>footnote(?:ref)?):(?P<id>[\w-]{0,100})\[
      | (?P<cite>cite(?:np)?|fullcite):(?P<style>[\w-]{0,40})\[(?P<keys>[^\[\]]{1,500})\]
      | <<(?P<cross>[^<>,\r\n]{1,300})(?:,(?P<shown>[^<>\r\n]{0,300}))?>>
      | (?:link:|xref:|mailto:|image:)(?P<target>[^\s\[\]]{1,2000})\[(?P<text>[^\]\r\n]{0,1000})\]
      | (?P<address>(?:https?|ftp)://[^\s\[\]<>]{1,2000})(?:\[(?P<label>[^\]\r\n]{0,1000})\])?
      | \[\[(?P<anchor>[^\[\],\r\n]{1,200})(?:,[^\[\]\r\n]{0,200})?\]\]
      | (?P<passed>\+{3}(?P<raw>[^\r\n]{1,500}?)\+{3}
          |pass:(?P<subs>[a-z,]{0,30})\[(?P<given>(?:[^\]\\\r\n]|\\.){0,500})\])
      | \+\+(?P<literal>[^\r\n]{1,500}?)\+\+
      | `\+(?P<mono>[^\r\n]{1,500}?)\+`
      | (?<![\w+])\+(?P<constrained>(?=[^\s+])[^\r\n]{1,500}?(?<=\S))\+(?![\w+])
      | \{(?P<attribute>[A-Za-z0-9_][\w-]{0,80})\}
      | (?P<quote>["'])`(?P<quoted>[^`\r\n]{1,600}?(?:\r?\n[^`\r\n]{1,600}?)?)`(?P=quote)
      | (?P<double>\*\*|__|``)(?P<within>[^\r\n]{1,600}?)(?P=double)
      | (?<![\w*_`])(?:\[[^\]\r\n]{0,100}\])?(?P<mark>[*_`\#])(?P<inside>(?=\S)[^\r\n]{1,600}?
          (?:\r?\n[^\r\n]{1,600}?)?(?<=\S))(?P=mark)(?!\w)
      | (?P<script>[\^~])(?P<raised>[^\s\^~]{1,50})(?P=script)
      | (?P<dash>(?<=\w)--(?=\w)|(?<=[ ])--(?=[ ]))
      | (?P<index>\(\(\(?[^()\r\n]{1,200}\)?\)\))""",
    re.VERBOSE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CHARACTERS = {
    "lt": "<", "gt": ">", "amp": "&", "startsb": "[", "endsb": "]", "vbar": "|", "caret": "^",
    "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "plus": "+", "pp": "++",
    "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "cxx": "C++", "nbsp": "\u00a0",
    "sp": " ", "zwsp": "\u200b", "wj": "\u2060", "apos": "'", "quot": '"', "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "brvbar": "¦", "empty": "", "blank": "",
}  # fmt: skip
"""Source: "Character Replacement Attributes Reference" of the AsciiDoc Language documentation."""
_STYLES = {"*": "bold", "_": "italic", "`": "code", "#": ""}
_QUOTES = {'"': "“”", "'": "‘’"}
_KEY = re.compile(r"\s{0,9}([^\s,()]{1,200})(?:\(([^()]{0,200})\))?\s{0,9},?")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class AsciidocText(InlineMarkup):
    """Reads the text of an AsciiDoc document; numbers its footnotes as they are printed."""

    token = _TOKEN

    def __init__(
        self,
        source: str,
        bibliography: frozenset[str] = frozenset(),
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(source)
        self.attributes = {**_CHARACTERS, **(attributes or {})}
        self.keys = bibliography
        """The anchors of the bibliography, to which ``<<key>>`` points."""
        self.markers: list[Marker] = []
        self.lines = list(_lines(source))
        self._open: tuple[BlockKind, int, str, int] | None = None
        self._last = 0
        self._numbers: dict[str, str] = {}
        self._count = 0
        self._fences: list[str] = []
        self._key: tuple[str, int] | None = None
        self._counts: dict[int, int] = {}

    def document(self) -> None:
        """Read the whole document, line by line."""
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            number = self._special(line, number) or self._text(line, number)
        self._close()

    def _special(self, line: _Line, number: int) -> int:
        """A line that is no running text; the number of the one to go on with, or 0."""
        text = line.text
        if not text or text == "'''" or text == "<<<":
            self._close()
            if text:
                self.page.rule(Span(line.start, line.end))
        elif _FENCE.match(text):
            return self._fence(text, number)
        elif self._fences and self._fences[-1].startswith(("|===", "!===")):
            self._close()
            self._cells(line)
        elif heading := _HEADING.match(text):
            self._close()
            start = line.start + heading.start("title")
            level = min(len(heading["level"]), 6)
            self.block(BlockKind.HEADING, start, start + len(heading["title"]), level)
        elif (_ATTRIBUTE.match(text) or _SKIPPED.match(text)) and not self._inside(text):
            self._close()
        else:
            return 0
        return number + 1

    def _inside(self, text: str) -> bool:
        """Whether a line that looks like a title belongs to the paragraph before it."""
        return self._open is not None and text.startswith(".")

    def _fence(self, text: str, number: int) -> int:
        self._close()
        sign = text[0]
        if sign in "-.`+/" and text != "--":
            for after in range(number + 1, min(len(self.lines), number + _NUMBERS)):
                if self.lines[after].text == (text if sign != "`" else "```"):
                    if sign in "-.`" and after > number + 1:
                        first, last = self.lines[number + 1], self.lines[after - 1]
                        self.page.code(first.start, last.end)
                    return after + 1
            return number + 1
        if self._fences and self._fences[-1] == text:
            self._fences.pop()
        else:
            self._fences.append(text)
        return number + 1

    def _text(self, line: _Line, number: int) -> int:
        item = _ITEM.match(line.text) if line.text[0] != "." or line.text[:2] != ".." else None
        item = item or _ITEM.match(line.text)
        term = None if item else _TERM.match(line.text)
        if item:
            self._close()
            start = line.start + item.end()
            anchor = _ANCHOR.match(self.source, start, line.end)
            if anchor:
                self._key = (anchor["key"].strip(), line.start)
                self._open = (BlockKind.PARAGRAPH, 0, "", anchor.end())
            else:
                level = len(item["bullet"] or item["dots"] or "1")
                label = self._label(item, level)
                self._open = (BlockKind.ITEM, level, label, start)
        elif term and self._open is None:
            self.block(BlockKind.PARAGRAPH, line.start, line.start + term.end("term"))
            if term["text"]:
                self._open = (BlockKind.ITEM, 1, "", line.start + term.start("text"))
        elif self._open is None:
            quoted = any(fence.startswith("____") for fence in self._fences)
            kind = BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
            self._counts.clear()
            self._open = (kind, 0, "", line.start)
        self._last = line.end
        return number + 1

    def _label(self, item: re.Match[str], level: int) -> str:
        if item["number"]:
            return item["number"]
        if not item["dots"]:
            return ""
        self._counts[level] = self._counts.get(level, 0) + 1
        for deeper in [each for each in self._counts if each > level]:
            del self._counts[deeper]
        return f"{self._counts[level]}."

    def _close(self) -> None:
        """The paragraph that was being gathered is complete."""
        if self._open is None:
            return
        kind, level, label, start = self._open
        self._open = None
        if self._key:
            key, first = self._key
            self._key = None
            stretch = Span(start, max(start, self._last))
            self.written_note(key, [stretch], Span(first, self._last), NoteKind.REFERENCE)
        else:
            self.block(kind, start, self._last, level, label)

    def _cells(self, line: _Line) -> None:
        place = line.start
        while place < line.end:
            bar = self.source.find("|", place, line.end)
            end = bar if bar >= 0 else line.end
            cell = self.source[place:end]
            # What touches the next bar, as in "2+|", says how that cell is to look.
            form = bar >= 0 and _CELL_FORM.search(cell)
            cell = cell[: form.start()] if form else cell
            if cell.strip():
                first = place + len(cell) - len(cell.lstrip())
                self.block(BlockKind.CELL, first, first + len(cell.strip()))
            place = end + 1

    # Inline.

    def found(self, match: re.Match[str], end: int) -> int | None:
        """See :class:`InlineMarkup`."""
        builder = self.page.builder
        if match["escaped"]:
            builder.copy(*match.span("escaped"))
        elif match["note"]:
            return self._footnote(match, end)
        elif match["cite"]:
            span = Span(*match.span())
            cited = [(key[1], (key[2] or "").strip()) for key in _KEY.finditer(match["keys"])]
            keys = "; ".join(f"@{key}" + (f", {place}" if place else "") for key, place in cited)
            self.cite(span, cited, f"[{keys}]")
        elif match["passed"]:
            self._passed(match)
        elif match["literal"] or match["constrained"]:
            self.plain(*match.span("literal" if match["literal"] else "constrained"))
        elif match["mono"]:
            self._marked("`", *match.span("mono"))
        elif match["attribute"]:
            builder.add(self.attributes.get(match["attribute"], match[0]), *match.span())
        elif match["cross"]:
            self._cross(match)
        elif match["target"] is not None:
            self._linked(match, "text", match["target"])
        elif match["address"]:
            if match["label"] is None:
                builder.copy(*match.span("address"))
            else:
                self._linked(match, "label", match["address"])
        elif match["quote"]:
            marks = _QUOTES[match["quote"]]
            builder.add(marks[0], match.start(), match.start("quoted"))
            self.read(*match.span("quoted"))
            builder.add(marks[1], match.end("quoted"), match.end())
        elif match["double"]:
            self._marked(match["double"][0], *match.span("within"))
        elif match["mark"]:
            self._marked(match["mark"], *match.span("inside"))
        elif match["script"]:
            style = "superscript" if match["script"] == "^" else "subscript"
            self.styled(style, *match.span("raised"))
        elif match["dash"]:
            builder.add("—", *match.span())
        elif match["index"] and not match["index"].startswith("((("):
            builder.copy(match.start() + 2, match.end() - 2)
        return None

    def _passed(self, match: re.Match[str]) -> None:
        """What is passed to the page as it is: its tags are not shown."""
        if "q" in (match["subs"] or ""):
            self.read(*match.span("given"))
            return
        start, end = match.span("raw" if match["raw"] else "given")
        for tag in _TAG.finditer(self.source, start, end):
            self.plain(start, tag.start())
            start = tag.end()
        self.plain(start, end)

    def _marked(self, mark: str, start: int, end: int) -> None:
        style = _STYLES[mark]
        if style == "code":
            self.page.open(style)
            self.plain(start, end)
            self.page.close(style)
        elif style:
            self.styled(style, start, end)
        else:
            self.read(start, end)

    def _linked(self, match: re.Match[str], group: str, target: str) -> None:
        start, end = match.span(group)
        while end > start and self.source[end - 1] == "^":
            end -= 1
        if start == end:
            start, end = match.span("address" if group == "label" else "target")
            self.page.open("link", target)
            self.plain(start, end)
            self.page.close("link")
        else:
            self.styled("link", start, end, target)

    def _cross(self, match: re.Match[str]) -> None:
        key = match["cross"].strip().lstrip("#")
        if key in self.keys:
            self.cite(Span(*match.span()), [(key, "")], f"[@{key}]")
        elif match["shown"]:
            self.plain(*match.span("shown"))

    def _footnote(self, match: re.Match[str], end: int) -> int | None:
        opening = match.end() - 1
        close = self.closing(opening, end)
        if close < 0:
            self.page.builder.copy(*match.span())
            return None
        start, name = match.end(), match["id"]
        if match["note"] == "footnoteref":  # older: the identifier is the first word inside
            name, comma, _ = self.source[start:close].partition(",")
            start = start + len(name) + len(comma)
            name = name.strip()
        span = Span(match.start(), close + 1)
        if not self.source[start:close].strip():
            self.markers.append(Marker(self._numbers.get(name, name), span, "footnote"))
            return close + 1
        self._count += 1
        label = str(self._count)
        if name:
            self._numbers.setdefault(name, label)
        marker = Marker(label, Span(match.start(), match.end()), "footnote")
        self.note(label, start, close, span, [marker])
        return close + 1


def bibliography_keys(source: str) -> frozenset[str]:
    """The anchors of the items of a bibliography.

    >>> sorted(bibliography_keys("- [[[doe]]] Doe. - [[[roe,2]]] Roe."))
    ['doe', 'roe']
    """
    return frozenset(match["key"].strip() for match in _ANCHOR.finditer(source))


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match[0]:
            text = match[0].strip()
            indent = len(match[0]) - len(match[0].lstrip()) if text else 0
            start = match.start() + indent
            yield _Line(start, start + len(text), text)
