"""Plain text: paragraphs apart by blank lines, headings by their looks, form feeds as rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from srccheck.model import Block, BlockKind, Document, Encoding, Link, Passage, Problem, Run
from srccheck.notes import collect
from srccheck.notes.headings import heading_kind
from srccheck.text.identifiers import find_identifiers

_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\n|\r|\f|\Z)")
_RULE = re.compile(
    r"(?:-{3,}|_{3,}|={3,}|~{3,}|—{2,}|(?:\*[ ]?){3,}|(?:-[ ]){2,}-?|⁂|(?:•[ ]?){3})"
)
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVX]{1,5}\.)[ \t]{1,4}[^\W\d_]")
_LABEL = re.compile(r"[(\[]?\^?[\d*†‡¹²³⁰⁴-⁹]{1,4}[)\].: \t]")
_LONGEST_HEADING = 80


class _Line(NamedTuple):
    """A line: where its text starts and ends in the source; ``page`` when a page ends here."""

    start: int
    end: int
    page: bool
    indented: bool


class PlainTextReader:
    r"""Reads plain text, hard-wrapped or not.

    >>> text = "So it is.[1]\n\nNotes\n\n[1] Ada Example, A Title, 2020.\n"
    >>> document = PlainTextReader().read(text, "a.txt", Encoding("utf-8", "valid"))
    >>> [block.kind.value for block in document.blocks], document.notes[0].markers[0].label
    (['paragraph', 'heading', 'paragraph'], '1')
    """

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read a decoded file; see :class:`~srccheck.readers.reader.Reader`."""
        blocks = tuple(_blocks(source))
        collected = collect(blocks)
        return Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=blocks,
            links=tuple(_links(blocks)),
            notes=collected.notes,
            unmatched=collected.unmatched,
            problems=tuple(problems),
        )


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        text = match[0]
        if not text:
            continue
        stripped = text.strip()
        indent = len(text) - len(text.lstrip()) if stripped else 0
        start = match.start() + indent
        yield _Line(start, start + len(stripped), text.endswith("\f"), indent > 0)


def _blocks(source: str) -> Iterator[Block]:
    paragraph: list[_Line] = []
    for line in _lines(source):
        text = source[line.start : line.end]
        if _is_underline(paragraph, text):
            yield Block(BlockKind.HEADING, _passage(source, paragraph), 1 if text[0] == "=" else 2)
            paragraph = []
        elif not text or _RULE.fullmatch(text):
            yield from _paragraph(source, paragraph)
            paragraph = []
            if text:
                yield _rule(line.start, line.end)
        else:
            paragraph.append(line)
        if line.page:
            yield from _paragraph(source, paragraph)
            paragraph = []
            yield _rule(line.end, line.end + 1)
    yield from _paragraph(source, paragraph)


def _rule(start: int, end: int) -> Block:
    return Block(BlockKind.RULE, Passage("", (Run(0, 0, start, end),)))


def _is_underline(paragraph: Sequence[_Line], text: str) -> bool:
    """Whether a row of signs underlines the one short line before it."""
    if len(paragraph) != 1 or not _UNDERLINE.fullmatch(text):
        return False
    above = paragraph[0].end - paragraph[0].start
    return above <= _LONGEST_HEADING and abs(above - len(text)) <= max(3, above // 3)


def _paragraph(source: str, lines: Sequence[_Line]) -> Iterator[Block]:
    """A paragraph; its first line may be the heading of a list of notes."""
    if not lines:
        return
    first = source[lines[0].start : lines[0].end]
    if heading_kind(first) and (
        len(lines) == 1 or first.endswith(":") or _labelled(source, lines[1])
    ):
        yield Block(BlockKind.HEADING, _passage(source, lines[:1]), 2)
        lines = lines[1:]
    elif len(lines) == 1 and _is_heading(first):
        yield Block(BlockKind.HEADING, _passage(source, lines), 2)
        return
    for part in _hanging(lines):
        yield Block(BlockKind.PARAGRAPH, _passage(source, part))


def _hanging(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Lines cut at each hanging indent: a line at the margin, indented lines after it."""
    start = 0
    if lines and not lines[0].indented and any(line.indented for line in lines):
        for place in range(1, len(lines)):
            if not lines[place].indented:
                yield lines[start:place]
                start = place
    if lines:
        yield lines[start:]


def _labelled(source: str, line: _Line) -> bool:
    return _LABEL.match(source, line.start, line.end) is not None


def _is_heading(text: str) -> bool:
    """Whether a line alone looks like a heading: in capitals, or numbered and short.

    ``3. The report`` is none, because it could as well be a note.
    """
    if len(text) > _LONGEST_HEADING or text[-1] in ".,;!?":
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 4 and text.isupper() and not _LABEL.match(text):
        return True
    return len(text) <= 60 and not any(c in text for c in ',:"“«') and bool(_NUMBERED.match(text))


def _passage(source: str, lines: Sequence[_Line]) -> Passage:
    """Lines as a passage, their line ends as line feeds."""
    return Passage.join([Passage.plain(source[ln.start : ln.end], ln.start) for ln in lines], "\n")


def _links(blocks: Sequence[Block]) -> Iterator[Link]:
    """The addresses printed in the text."""
    for block in blocks:
        passage = block.passage
        if "://" not in passage.text and "www." not in passage.text:
            continue
        for match in find_identifiers(passage.text):
            if match.scheme == "url":
                written = passage.text[match.start : match.end]
                target = match.value if "://" in match.value[:10] else f"http://{match.value}"
                yield Link(written, target, passage.span(match.start, match.end))
