"""The running text of reStructuredText: its blocks, footnotes and citations.

Sources: the reStructuredText Markup Specification of docutils; the manual of sphinxcontrib-bibtex
(``:cite:p:``, ``:footcite:``). Nothing is included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srccheck.model import BlockKind, Marker, NoteKind, Span
from srccheck.readers.inline_markup import InlineMarkup
from srccheck.readers.latex_numbers import numeral
from srccheck.readers.tree_bibliographies import Named

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ADORNMENT = re.compile(r"""([!-/:-@\[-`{-~])\1{2,}""")
_NOTE = re.compile(r"\.\.[ ]+\[(?P<label>[^\]\r\n]{1,100})\](?:[ ]+|$)")
_DIRECTIVE = re.compile(
    r"\.\.[ ]+(?:\|[^|\r\n]{1,200}\|[ ]+)?(?P<name>[A-Za-z][\w:.+-]{0,60})::"
    r"(?:[ \t]+(?P<argument>\S.*))?$"
)
_ITEM = re.compile(
    r"(?:[*+•‣⁃-]|(?P<label>\(?(?:\d{1,5}|\#|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]))[ \t]+(?=\S)"
)
_FIELD = re.compile(r":(?P<name>[A-Za-z][\w ]{0,40}):(?:[ \t]+(?P<value>\S.*))?$")
_CODE = frozenset((
    "code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "math", "raw",
    "highlight", "doctest", "testcode", "testoutput", "testsetup", "ipython", "prompt", "graphviz",
    "mermaid", "uml", "jupyter-execute", "productionlist",
))  # fmt: skip
_TEXT = frozenset((
    "note", "warning", "tip", "important", "hint", "caution", "attention", "danger", "error",
    "admonition", "epigraph", "highlights", "pull-quote", "topic", "sidebar", "rubric",
    "container", "compound", "only", "figure", "table", "line-block", "seealso", "versionadded",
    "versionchanged", "deprecated", "centered",
))  # fmt: skip
_QUOTED = frozenset(("epigraph", "highlights", "pull-quote"))
_CITING = re.compile(r"(?P<foot>foot)?(?P<full>full)?cite(?::(?P<how>[\w:]+))?")
_TOKEN = re.compile(
    r"""\\(?P<escaped>[^\r\n])
      | ``(?P<literal>[^\r\n]{1,2000}?)``
      | \[(?P<note>\#[\w.:+-]{0,80}|\*|\d{1,5}|[A-Za-z][\w.:+-]{0,80})\]_(?!\w)
      | :(?P<role>[A-Za-z][\w:.+-]{0,40}):`(?P<value>[^`]{1,2000})`
      | (?<![\w`])`(?P<text>[^`<\r\n]{1,500}(?:\r?\n[^`<\r\n]{1,500}){0,4})?
        (?:<(?P<url>[^<>`]{1,2000})>)?`(?P<reference>__?)?
      | \*\*(?P<bold>(?=\S)[^*\r\n]{1,600}?(?:\r?\n[^*\r\n]{1,600}?)?)\*\*
      | (?<![\w*])\*(?P<italic>(?=\S)[^*\r\n]{1,600}?(?:\r?\n[^*\r\n]{1,600}?)?(?<=\S))\*(?!\w)
      | (?<![\w|])\|(?P<put>(?=\S)[^|\r\n]{1,100}(?<=\S))\|_{0,2}(?![\w|])
      | _`(?P<target>[^`\r\n]{1,200})`
      | (?<![\w])(?P<name>[A-Za-z][\w.+-]{0,80}?)__?(?![\w`])
      | (?P<address>(?:https?|ftp)://[^\s<>`]{1,2000})""",
    re.VERBOSE,
)
_STYLES = {
    "sup": "superscript", "superscript": "superscript", "sub": "subscript",
    "subscript": "subscript", "emphasis": "italic", "title-reference": "italic", "t": "italic",
    "title": "italic", "strong": "bold", "literal": "code", "code": "code",
}  # fmt: skip
_SILENT = frozenset(("index", "eq", "math", "raw", "label"))
_LONGEST_NOTE = 5000


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str


class RstText(InlineMarkup):
    """Reads the text of a document; footnotes without a number get the one that is printed."""

    token = _TOKEN

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.markers: list[Marker] = []
        self.named: list[Named] = []
        self.metadata: dict[str, str] = {}
        self.lines = list(_lines(source))
        self.levels: list[str] = []
        self._quoted = -1
        self._labels = _numbered(self.lines)
        self._next = {"#": 0, "*": 0}
        self._written = {"#": 0, "*": 0}

    def document(self) -> None:
        """Read the whole document."""
        number = 0
        while number < len(self.lines):
            number = self._block(number, len(self.lines))

    def _block(self, number: int, last: int) -> int:
        """Read the block that begins on a line; the number of the line after it."""
        line = self.lines[number]
        if not line.text:
            return number + 1
        return (
            self._heading(number)
            or self._explicit(number)
            or self._field(line, number)
            or self._item(line, number)
            or self._paragraph(number, last)
        )

    def _heading(self, number: int) -> int:
        lines = self.lines
        over = bool(_ADORNMENT.fullmatch(lines[number].text))
        title = number + over
        if title + 1 >= len(lines) or not lines[title].text:
            if over and lines[number].text and len(lines[number].text) >= 4:
                self.page.rule(Span(lines[number].start, lines[number].end))
                return number + 1
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
        level = min(self.levels.index(style) + 1, 6)
        self.block(BlockKind.HEADING, lines[title].start, lines[title].end, level)
        return title + 2

    def _end(self, number: int, indent: int) -> int:
        """The number of the line after what is indented more than ``indent``."""
        number += 1
        end = number
        while number < len(self.lines):
            line = self.lines[number]
            if line.text:
                if line.indent <= indent:
                    break
                end = number + 1
            number += 1
        return end

    def _explicit(self, number: int) -> int:
        line = self.lines[number]
        if not line.text.startswith(".."):
            return self._anonymous(number)
        note = _NOTE.match(line.text)
        if note:
            return self._note(number, note)
        directive = _DIRECTIVE.match(line.text)
        if not directive:
            if line.text == ".." or line.text.startswith(".. "):
                return self._end(number, line.indent)
            return 0
        end = self._end(number, line.indent)
        name = directive["name"].lower()
        if name in _CODE:
            self._code(number, end)
            return end
        if name in ("bibliography", "footbibliography") and directive["argument"]:
            for written in directive["argument"].split():
                start = self.source.find(written, line.start)
                self.named.append(Named(written, Span(start, start + len(written))))
        if name not in _TEXT:
            return end
        if name in _QUOTED:
            self._quoted = end
        if directive["argument"] and name not in ("only", "container", "figure", "table"):
            start = line.start + directive.start("argument")
            self.block(BlockKind.PARAGRAPH, start, line.end)
        return self._after_options(number + 1, end)

    def _after_options(self, number: int, end: int) -> int:
        while number < end and self.lines[number].text.startswith(":"):
            number += 1
        return number

    def _anonymous(self, number: int) -> int:
        return number + 1 if self.lines[number].text.startswith("__ ") else 0

    def _code(self, number: int, end: int) -> None:
        first = self._after_options(number + 1, end)
        while first < end and not self.lines[first].text:
            first += 1
        if first < end:
            self.page.code(self.lines[first].start, self.lines[end - 1].end)

    def _field(self, line: _Line, number: int) -> int:
        field = _FIELD.match(line.text)
        if not field:
            return 0
        name = field["name"].lower()
        end = self._end(number, line.indent)
        if name in ("author", "date", "title", "lang", "language") and field["value"]:
            self.metadata.setdefault(name, field["value"])
        elif field["value"]:
            start = line.start + field.start("value")
            self.block(BlockKind.PARAGRAPH, start, self.lines[end - 1].end)
        return end

    def _item(self, line: _Line, number: int) -> int:
        item = _ITEM.match(line.text)
        if not item:
            return 0
        label = item["label"] or ""
        inner = line.indent + item.end()
        following = self.lines[number + 1] if number + 1 < len(self.lines) else line
        outside = following.text and following.indent < inner and following is not line
        if outside and not _ITEM.match(following.text):
            return 0  # a sentence that begins with "A." or a dash
        last = number
        while last + 1 < len(self.lines):
            after = self.lines[last + 1]
            if not after.text or after.indent < inner or _ITEM.match(after.text):
                break
            last += 1
        start = line.start + item.end()
        level = 1 + min(line.indent // 2, 8)
        self.block(BlockKind.ITEM, start, self.lines[last].end, level, label)
        return last + 1

    def _paragraph(self, number: int, last: int) -> int:
        line = self.lines[number]
        end = number + 1
        while end < last:
            following = self.lines[end]
            if not following.text or following.indent != line.indent:
                break
            if following.text.startswith((".. ", "__ ")):
                break
            end += 1
        close = self.lines[end - 1].end
        literal = self.lines[end - 1].text.endswith("::")
        kind = BlockKind.PARAGRAPH
        if number < self._quoted or (line.indent and not self._in_list(number)):
            kind = BlockKind.QUOTE
        if not (literal and close - line.start == 2):
            self.block(kind, line.start, close - literal, 0)
        return self._literal(end, line.indent) if literal else end

    def _in_list(self, number: int) -> bool:
        """Whether an indented paragraph goes on with an item, a note or a directive."""
        indent = self.lines[number].indent
        for before in range(number - 1, max(-1, number - 200), -1):
            line = self.lines[before]
            if line.text and line.indent < indent:
                return bool(_ITEM.match(line.text)) or line.text.startswith(("..", ":"))
        return False

    def _literal(self, number: int, indent: int) -> int:
        first = number
        while first < len(self.lines) and not self.lines[first].text:
            first += 1
        if first >= len(self.lines) or self.lines[first].indent <= indent:
            return number
        end = self._end(number - 1, indent)
        if first > number and end > first:
            self.page.code(self.lines[first].start, self.lines[end - 1].end)
            return end
        return number

    # Footnotes.

    def _note(self, number: int, match: re.Match[str]) -> int:
        """``.. [1] …``: a footnote; ``.. [CIT2002] …``: an entry of a list of references."""
        line = self.lines[number]
        end = min(self._end(number, line.indent), number + _LONGEST_NOTE)
        stretches = []
        start = line.start + match.end()
        last = line.end
        for after in self.lines[number + 1 : end]:
            if after.text:
                start = after.start if start < 0 else start
                last = after.end
            elif start >= 0:
                stretches.append(Span(start, last))
                start = -1
        if start >= 0:
            stretches.append(Span(start, max(start, last)))
        stretches = [stretch for stretch in stretches if stretch.end > stretch.start]
        label = match["label"]
        kind = NoteKind.FOOTNOTE if label[0] in "#*0123456789" else NoteKind.REFERENCE
        span = Span(line.start, stretches[-1].end if stretches else line.end)
        self.written_note(self._label(label, self._written), stretches, span, kind)
        return end

    def _label(self, label: str, counts: dict[str, int]) -> str:
        """The label as printed."""
        if label in ("#", "*"):
            counts[label] += 1
            if label == "*":
                return numeral((counts["*"] - 1) % 9 + 1, "fnsymbol")
            return self._labels.get(f"# {counts['#']}", str(counts["#"]))
        return self._labels.get(label, label) if label.startswith("#") else label

    # Inline.

    def found(self, match: re.Match[str], _: int) -> int | None:
        """See :class:`InlineMarkup`."""
        builder = self.page.builder
        if match["escaped"]:
            if not match["escaped"].isspace():
                builder.copy(*match.span("escaped"))
        elif match["literal"]:
            self.page.open("code")
            builder.copy(*match.span("literal"))
            self.page.close("code")
        elif match["note"]:
            self._marked(match["note"], Span(*match.span()))
        elif match["role"]:
            self._role(match)
        elif match["bold"]:
            self.styled("bold", *match.span("bold"))
        elif match["italic"]:
            self.styled("italic", *match.span("italic"))
        elif match["address"]:
            self.plain(*match.span("address"))
        elif match["url"]:
            group = "text" if match["text"] and match["text"].strip() else "url"
            self.page.open("link", match["url"])
            start, last = match.span(group)
            self.plain(start, last - (self.source[last - 1] == " "))
            self.page.close("link")
        else:
            groups = ("put", "target", "name", "text", "reference")
            group = next((name for name in groups if match[name]), "")
            if group in ("name", "text"):
                self.plain(*match.span(group))
            elif group == "target":
                builder.copy(*match.span(group))
            elif group != "put":
                builder.copy(*match.span())
        return None

    def _marked(self, label: str, span: Span) -> None:
        if label[0] in "#*0123456789":
            self.markers.append(Marker(self._label(label, self._next), span, "footnote"))
        else:
            self.cite(span, [(label, "")], f"[@{label}]")

    def _role(self, match: re.Match[str]) -> None:
        role, value = match["role"].lower(), match["value"]
        citing = _CITING.fullmatch(role)
        span = Span(*match.span())
        if citing:
            self._cited(citing, value, span)
        elif role in _STYLES:
            self.styled(_STYLES[role], *match.span("value"))
        elif role not in _SILENT:
            shown = re.match(r"([^<>`]{1,500}?)\s*<[^<>]{1,2000}>$", value, re.DOTALL)
            start = match.start("value")
            end = start + len(shown[1]) if shown else match.end("value")
            self.page.open("link")
            self.plain(start + (value[:1] in "~!"), end)
            self.page.close("link")

    def _cited(self, citing: re.Match[str], value: str, span: Span) -> None:
        cited = []
        for key in value.split(","):
            found = re.match(r"\s*(?:\{[^{}]*\})?\s*([^\s{}]+)\s*(?:\{([^{}]*)\})?", key)
            if found:
                cited.append((found[1], (found[2] or "").strip()))
        keys = "; ".join(f"@{key}" + (f", {place}" if place else "") for key, place in cited)
        if not citing["foot"]:
            self.cite(span, cited, f"[{keys}]")
            return
        marker = Marker("", span, "footnote")
        self.page.begin("note")
        self.cite(span, cited, keys)
        self.page.note("", self.page.end(), span, (marker,))


def _numbered(lines: list[_Line]) -> dict[str, str]:
    """The numbers that footnotes numbered by themselves get: the lowest that are free."""
    labels = [match["label"] for line in lines if (match := _NOTE.match(line.text))]
    taken = {label for label in labels if label.isdecimal()}
    numbers: dict[str, str] = {}
    number = anonymous = 0
    for label in labels:
        if not label.startswith("#") or label in numbers:
            continue
        number += 1
        while str(number) in taken:
            number += 1
        if label == "#":
            anonymous += 1
            numbers[f"# {anonymous}"] = str(number)
        else:
            numbers[label] = str(number)
    return numbers


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match[0]:
            stripped = match[0].strip()
            indent = len(match[0]) - len(match[0].lstrip()) if stripped else 0
            start = match.start() + indent
            yield _Line(start, start + len(stripped), indent, stripped)
