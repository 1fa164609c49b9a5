"""PDF pages drawn by hand for tests: words at places, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf import FPDF

LEFT = 72.0


class Pages:
    """Pages of letter size; text is Latin-1 in one of the fonts that every reader has."""

    def __init__(self, *, font: str = "times") -> None:
        self.font = font
        self.pdf = FPDF(unit="pt", format=(612, 792))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)

    def page(self) -> None:
        self.pdf.add_page()

    def write(
        self, x: float, y: float, text: str, size: float = 11, style: str = "", rise: float = 0
    ) -> float:
        """Write a text; where it ends."""
        self.pdf.set_font(self.font, style, size)
        self.pdf.text(x, y - rise, text)
        return x + self.pdf.get_string_width(text)

    def line(self, x: float, y: float, text: str, size: float = 11) -> float:
        """Write text with ``^raised^`` and ``_italic_`` stretches; where it ends."""
        for index, part in enumerate(text.split("^")):
            if index % 2:
                x = self.write(x, y, part, 0.65 * size, rise=0.35 * size)
                continue
            for number, piece in enumerate(part.split("_")):
                if piece:
                    x = self.write(x, y, piece, size, "I" if number % 2 else "")
        return x

    def lines(
        self, x: float, y: float, texts: Sequence[str], size: float = 11, leading: float = 1.2
    ) -> float:
        """Write lines one below the other; where the next one would stand."""
        for text in texts:
            indent = len(text) - len(text.lstrip(" "))
            self.line(x + indent * size / 2, y, text.lstrip(" "), size)
            y += leading * size
        return y

    def rule(self, x: float, y: float, width: float = 120) -> None:
        self.pdf.set_line_width(0.5)
        self.pdf.line(x, y, x + width, y)

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())
