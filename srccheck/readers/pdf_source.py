"""The text of a PDF file as a source: a paragraph to a line, pages one after another."""

from __future__ import annotations

from collections.abc import Sequence

from srccheck.model import Link, Passage, Run, Span, Style
from srccheck.readers.addresses import printed_links
from srccheck.readers.pdf_joining import Vocabulary
from srccheck.readers.pdf_rows import Row


class PdfSource:
    """Grows line by line; knows the links and where pages begin."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.links: list[Link] = []
        self.pages: list[int] = []
        self.length = 0
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """The source so far."""
        return "".join(self._lines)

    def page(self) -> None:
        """Begin a page."""
        self.pages.append(self.length)

    def line(self, text: str) -> int:
        """Add a line; the offset at which it begins."""
        start = self.length
        self._lines.append(text + "\n")
        self.length += len(text) + 1
        return start

    def rows(self, rows: Sequence[Row], label: int = 0) -> Passage:
        """Add rows as one line; ``label`` is where the text after a label begins in the first."""
        text, styles = self._joined(rows, label)
        start = self.line(text)
        run = (Run(0, len(text), start, start + len(text)),) if text else ()
        passage = Passage(text, run, styles)
        linked = [style for style in styles if style.kind == "link"]
        for style in linked:
            shown = text[style.start : style.end]
            self.links.append(Link(shown, style.target, passage.span(style.start, style.end)))
        taken = [passage.span(style.start, style.end) for style in linked]
        self.links.extend(
            link
            for link in printed_links(passage)
            if not any(link.span.overlaps(span) for span in taken)
        )
        return passage

    def address(self, page: int, address: str) -> None:
        """Add an address that no text links to."""
        line = f"page {page}: {address}"
        start = self.line(line)
        span = Span(start + len(line) - len(address), start + len(line))
        self.links.append(Link(address, address, span))

    def _joined(self, rows: Sequence[Row], label: int) -> tuple[str, tuple[Style, ...]]:
        pieces: list[str] = []
        styles: list[Style] = []
        length = 0
        for index, row in enumerate(rows):
            text, own = row.text, row.styles
            if not index and label and not text[label - 1 : label].isspace():
                text = f"{text[:label]} {text[label:]}"  # ¹Doe
                own = tuple(_moved(style, label) for style in own)
            if pieces:
                target = _common_target(rows[index - 1], row)
                joint = self.vocabulary.joint(pieces[-1], text, target)
                if joint.cut:
                    pieces[-1] = pieces[-1][: -joint.cut]
                    length -= joint.cut
                    styles = [style._replace(end=min(style.end, length)) for style in styles]
                pieces.append(joint.separator)
                length += len(joint.separator)
            for style in own:
                moved = style._replace(start=style.start + length, end=style.end + length)
                styles = _with(styles, moved)
            pieces.append(text)
            length += len(text)
        return "".join(pieces), tuple(sorted(styles))


def _moved(style: Style, label: int) -> Style:
    """A style after a blank has been put at a place."""
    return style._replace(
        start=style.start + (style.start >= label), end=style.end + (style.end > label)
    )


def _with(styles: list[Style], style: Style) -> list[Style]:
    """Styles and one more, which may go on with one of them after a line end."""
    for place in range(len(styles) - 1, max(-1, len(styles) - 8), -1):
        last = styles[place]
        if (
            last[2:] == style[2:]
            and 0 <= style.start - last.end <= 1
            and style.kind != "superscript"
        ):
            styles[place] = last._replace(end=style.end)
            return styles
    styles.append(style)
    return styles


def _common_target(first: Row, second: Row) -> str:
    """The address that the end of a row and the start of the next one link to."""
    ends = [s.target for s in first.styles if s.kind == "link" and s.end >= len(first.text) - 1]
    starts = [s.target for s in second.styles if s.kind == "link" and s.start == 0]
    return ends[-1] if ends and starts and ends[-1] == starts[0] else ""
