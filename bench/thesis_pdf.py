"""The thesis as a PDF file: lines broken by width, each note at the foot of its marker's page."""

from __future__ import annotations

from collections.abc import Iterator

from fpdf import FPDF

from bench.thesis_content import AUTHOR, TITLE, Thesis

LEFT, TOP, FOOT, WIDTH = 80.0, 96.0, 740.0, 432.0
BODY, SMALL, LEADING = 11.0, 8.5, 1.65


class _Page:
    """Pages of A4 size, filled line by line."""

    def __init__(self, notes: list[str]) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.core_fonts_encoding = "windows-1252"
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self._widths: dict[tuple[str, float, str], float] = {}
        self._texts = notes
        self._chapter = ""
        self._notes: list[list[str]] = []
        self._y = FOOT

    def chapter(self, title: str) -> None:
        """Begin a chapter on a page of its own."""
        self._close()
        self._chapter = title
        self._open()
        self._write(LEFT, self._y + 20, title, 20, "B")
        self._y += 60

    def paragraph(self, text: str, *, hanging: bool = False) -> None:
        """Add a paragraph, over as many pages as it takes."""
        for index, line in enumerate(self._lines(text, BODY, WIDTH - 18)):
            new = [
                list(self._lines(f"^{number}^ {self._texts[int(number) - 1]}", SMALL, WIDTH))
                for number in line.split("^")[1::2]
            ]
            room = sum(map(len, [*self._notes, *new])) * SMALL * 1.25 + 14
            if self._y + room > FOOT:
                self._close()
                self._open()
            self._notes += new
            self._line(LEFT + (18 if (index > 0) == hanging else 0), self._y, line, BODY)
            self._y += BODY * LEADING

    def done(self) -> bytes:
        """The bytes of the file."""
        self._close()
        return bytes(self.pdf.output())

    def _open(self) -> None:
        self.pdf.add_page()
        self._y, self._notes = TOP, []
        number = self.pdf.page_no()
        self._write(LEFT, 60, self._chapter if number % 2 else TITLE, 9, "I")
        self._write(LEFT + WIDTH / 2, 790, str(number), 10)

    def _close(self) -> None:
        lines = [line for note in self._notes for line in note]
        if not lines:
            return
        y = FOOT - len(lines) * SMALL * 1.25 + 14
        self.pdf.set_line_width(0.5)
        self.pdf.line(LEFT, y - 14, LEFT + 120, y - 14)
        for line in lines:
            self._line(LEFT, y, line, SMALL)
            y += SMALL * 1.25
        self._notes = []

    def _lines(self, text: str, size: float, width: float) -> Iterator[str]:
        """A text in lines; italics that go on are closed and opened again."""
        line: list[str] = []
        used = 0.0
        style = ""
        for word in text.split(" "):
            wide = self._width(word.replace("_", ""), size, style) + self._width(" ", size, "")
            if line and used + wide > width:
                yield " ".join(line) + ("_" if style else "")
                line, used = [], 0.0
                word = ("_" if style else "") + word
            if (word.count("_") - (bool(style) and not line)) % 2:
                style = "" if style else "I"
            line.append(word)
            used += wide
        yield " ".join(line)

    def _width(self, text: str, size: float, style: str) -> float:
        key = (text, size, style)
        if key not in self._widths:
            self.pdf.set_font("times", style, size)
            self._widths[key] = self.pdf.get_string_width(text)
        return self._widths[key]

    def _line(self, x: float, y: float, text: str, size: float) -> None:
        for index, part in enumerate(text.split("^")):
            if index % 2:
                x = self._write(x, y - 0.35 * size, part, 0.65 * size)
                continue
            for turn, piece in enumerate(part.split("_")):
                if piece:
                    x = self._write(x, y, piece, size, "I" if turn % 2 else "")

    def _write(self, x: float, y: float, text: str, size: float, style: str = "") -> float:
        self.pdf.set_font("times", style, size)
        self.pdf.text(x, y, text)
        return x + self.pdf.get_string_width(text)


def pdf(thesis: Thesis) -> bytes:
    """The bytes of the document."""
    page = _Page(thesis.notes)
    page.chapter(TITLE)
    page.paragraph(AUTHOR)
    for title, paragraphs in thesis.chapters:
        page.chapter(title)
        for text in paragraphs:
            page.paragraph(text)
    page.chapter("Bibliography")
    for text in thesis.bibliography:
        page.paragraph(text, hanging=True)
    return page.done()
