"""The words of a PDF file with their places, read by PDFium in a process of its own.

PDF files are programs that draw pages. A hostile one can draw without end, or fill the memory, or
bring the reader down; so it is read in a process that has limits, and that can be ended.
Run as ``python -m srccheck.readers.pdf_glyphs`` this reads a file from standard input and writes
JSON Lines: what is known of the document, then each page.

Measured on 300 pages with 1,500 notes, two cores: PDFium gives every character with its box, its
size and its font in 9 seconds; pdfminer.six needs 15 for the same; pypdf 4, but it knows only
where each stretch of text begins and not where it ends, and so no columns and no spaces drawn as
gaps (TeX). pdfplumber is pdfminer.six. PDFium also finds characters in the files of old TeX, and
has the licence (Apache and BSD) and the wheels for all systems.

Source: ISO 32000-2, 9.4 (text objects), 12.5.6.5 (link annotations), 14.3.3 (information).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from srccheck.readers.pdf_cork import Letters, cork

MAX_PAGES = 5_000
MAX_CHARACTERS = 100_000
"""On one page; the rest of such a page is left out."""
MAX_OBJECTS = 3_000
"""Of one page in which lines are looked for."""
MEMORY = 2 << 30
FARTHEST = 20_000.0
"""No page is larger (ISO 32000-1, annex C.2: 14,400 units)."""
ITALIC, BOLD, RAISED, SPACED = 1, 2, 4, 8
_NAMELESS = 16
"""And above: the number of a font without a name."""
_SPACES = frozenset((0, 9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2009, 0x202F))
_HYPHENS = (2, 0xFFFE)  # what PDFium makes of a hyphen at the end of a line
_GAP = 0.17
"""The least space between words, as a part of the size; TeX shrinks its spaces to 0.22."""


class _Glyph(NamedTuple):
    text: str
    left: float
    right: float
    baseline: float
    size: float
    flags: int
    drawn: int


def main() -> None:
    """Read standard input, write standard output."""
    _limit_memory()
    import pypdfium2
    import pypdfium2.raw as pdfium

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        _say({"error": "password" if locked else "broken", "message": str(error)})
        return
    if count > MAX_PAGES:
        _say({"error": "pages", "message": str(count)})
        return
    _say({"pages": count, **_about(document)})
    letters = Letters()
    for number in range(count):
        page: dict[str, Any] = {"words": [], "rules": [], "links": [], "cut": False}
        with contextlib.suppress(pypdfium2.PdfiumError, ValueError, OverflowError):
            page = _page(document[number], pdfium, letters)
        _say(page)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows; a lower limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _about(document: Any) -> dict[str, Any]:
    outline = []
    with contextlib.suppress(Exception):  # an outline that leads nowhere is no reason to stop
        for mark in document.get_toc(max_depth=6):
            outline.append([mark.get_title()[:300], mark.level + 1])
            if len(outline) >= 2 * MAX_PAGES:
                break
    known = document.get_metadata_dict(skip_empty=True)
    return {"metadata": {key.lower(): known[key][:1000] for key in known}, "outline": outline}


def _page(page: Any, pdfium: Any, letters: Letters) -> dict[str, Any]:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    text = page.get_textpage()
    try:
        glyphs = list(_glyphs(text, pdfium, box))
        cut = pdfium.FPDFText_CountChars(text) > MAX_CHARACTERS
    finally:
        text.close()
    turns = Counter(turn for turn, _ in glyphs)
    turn = turns.most_common(1)[0][0] if turns else 0
    words = list(_words(_lettered([glyph for own, glyph in glyphs if own == turn], letters)))
    drawn = _Drawn(page, pdfium, turn)
    facts = {
        "words": words,
        "rules": drawn.rules,
        "images": drawn.images,
        "links": list(_links(page, pdfium, turn)),
        "cut": cut,
    }
    page.close()
    return facts


def _turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """A place on a page that is turned so that its text runs from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _glyphs(text: Any, pdfium: Any, page: Any) -> Iterator[tuple[int, _Glyph]]:
    """Every character with the quarter turns that it is written at."""
    fonts = _Fonts(pdfium)
    rect, matrix, tight = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), [ctypes.c_double() for _ in "1234"]
    x, y = ctypes.c_double(), ctypes.c_double()
    styled, size, turn, flags = 0, 0.0, 0, 0
    for index in range(min(pdfium.FPDFText_CountChars(text), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _SPACES:
            drawn = SPACED * (pdfium.FPDFText_IsGenerated(text, index) == 0)
            yield turn, _Glyph(" ", 0, 0, 0, 0, drawn, 0)
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(drawn, ctypes.c_void_p).value or -1
        if address != styled:
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
            degrees = math.degrees(math.atan2(matrix.b, matrix.a))
            turn = round(degrees / 90)
            slanted = abs(degrees - 90 * turn) > 3
            turn %= 4
            flags = fonts.flags(drawn)
            styled = address
        pdfium.FPDFText_GetLooseCharBox(text, index, rect)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        inside = (
            page.left - 1 <= x.value <= page.right + 1
            and page.bottom - 1 <= y.value <= page.top + 1
        )
        known = not slanted and inside and 0.5 < size < FARTHEST and abs(x.value) < FARTHEST
        control = code < 32 and code not in _HYPHENS and flags < _NAMELESS
        if not known or control or 0xD800 <= code < 0xF900:
            continue
        first = _turned(turn, rect.left, rect.bottom)
        last = _turned(turn, rect.right, rect.top)
        left = min(first[0], last[0])
        left = max(left, x.value) if turn == 0 else left  # slanted letters reach to the left
        raised = 0
        if turn == 0 and 48 <= code <= 57:
            pdfium.FPDFText_GetCharBox(text, index, *tight)
            raised = RAISED if tight[2].value - y.value > 0.2 * size else 0
        yield (
            turn,
            _Glyph(
                "-" if code in _HYPHENS else chr(code),
                left,
                max(first[0], last[0]),
                _turned(turn, x.value, y.value)[1],
                size,
                flags | raised,
                address,
            ),
        )


def _lettered(glyphs: list[_Glyph], letters: Letters) -> Iterator[_Glyph]:
    """Characters with the letters that fonts without a name draw."""
    codes: dict[int, str] = {}
    for glyph in glyphs:
        if glyph.flags >= _NAMELESS and glyph.drawn:
            font = glyph.flags // _NAMELESS
            codes[font] = codes.get(font, "") + glyph.text
    known = letters.are_cork("".join(codes.values()))
    lettered = {font for font in codes if any("a" <= code <= "z" for code in codes[font])}
    for glyph in glyphs:
        if glyph.flags >= _NAMELESS and glyph.drawn:
            text = glyph.text
            if known and glyph.flags // _NAMELESS in lettered:
                text = cork(text)
            if text < " ":
                continue
            glyph = glyph._replace(text=text, flags=glyph.flags % _NAMELESS)
        yield glyph


class _Fonts:
    """What the fonts of a page look like."""

    _ITALIC = ("italic", "oblique", "kursiv", "-it", "cmti", "sfti", "cmsl", "ecti", "slanted")
    _BOLD = ("bold", "black", "heavy", "cmbx", "sfbx", "ecbx", "-demi")

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.known: dict[int, int] = {}

    def flags(self, drawn: Any) -> int:
        font = self.pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        address = ctypes.cast(font, ctypes.c_void_p).value if font else None
        if not address:
            return 0
        if address not in self.known:
            name = self._name(font)
            stated = self.pdfium.FPDFFont_GetFlags(font)
            italic = any(sign in name for sign in self._ITALIC) or bool(stated & 64)
            bold = any(sign in name for sign in self._BOLD)
            nameless = 0 if name else _NAMELESS * (len(self.known) + 1)
            self.known[address] = ITALIC * italic | BOLD * bold | nameless
        return self.known[address]

    def _name(self, font: Any) -> str:
        room = ctypes.create_string_buffer(200)
        self.pdfium.FPDFFont_GetBaseFontName(font, room, 200)
        return room.value.decode("utf-8", "replace").lower()


def _words(glyphs: Iterator[_Glyph]) -> Iterator[list[Any]]:
    """Characters put together: ``[text, left, right, baseline, size, flags]``.

    ``SPACED`` says that a space is written before it, whatever the gap.
    """
    word: list[_Glyph] = []
    seen: dict[tuple[str, int, int], int] = {}
    spaced = 0
    for glyph in glyphs:
        place = (glyph.text, round(glyph.left), round(glyph.baseline))
        if glyph.text != " " and seen.setdefault(place, glyph.drawn) != glyph.drawn:
            continue  # bold letters drawn twice
        if word and (glyph.text == " " or not _goes_on(word[-1], glyph)):
            yield _word(word, spaced)
            word, spaced = [], 0
        if glyph.text != " ":
            word.append(glyph)
        else:
            spaced |= glyph.flags
    if word:
        yield _word(word, spaced)


def _goes_on(last: _Glyph, glyph: _Glyph) -> bool:
    return (
        glyph.flags == last.flags
        and abs(glyph.size - last.size) < 0.1
        and abs(glyph.baseline - last.baseline) < 0.05 * last.size
        and glyph.left > last.left - 0.1 * last.size  # the letters of a ligature are one
        and glyph.left - last.right < _GAP * last.size
    )


def _word(word: list[_Glyph], spaced: int) -> list[Any]:
    first = word[0]
    left, right = min(g.left for g in word), max(g.right for g in word)
    numbers = (round(number, 2) for number in (left, right, first.baseline, first.size))
    return ["".join(glyph.text for glyph in word), *numbers, first.flags | spaced]


class _Drawn:
    """The horizontal lines on a page, and how many pictures it has."""

    def __init__(self, page: Any, pdfium: Any, turn: int) -> None:
        self.rules: list[list[float]] = []
        self.images = 0
        left, bottom, right, top = [ctypes.c_float() for _ in "1234"]
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
            drawn = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            self.images += kind == pdfium.FPDF_PAGEOBJ_IMAGE
            if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                continue
            if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
                continue
            first = _turned(turn, left.value, bottom.value)
            last = _turned(turn, right.value, top.value)
            if abs(first[1] - last[1]) < 2.5 and 20 < abs(first[0] - last[0]) < FARTHEST:
                ends = sorted((first[0], last[0]))
                self.rules.append([round(n, 1) for n in (*ends, (first[1] + last[1]) / 2)])


def _links(page: Any, pdfium: Any, turn: int) -> Iterator[list[Any]]:
    """The addresses that parts of a page link to: ``[address, rectangles]``."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    box, quad = pdfium.FS_RECTF(), pdfium.FS_QUADPOINTSF()
    for _ in range(MAX_OBJECTS):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            break
        action = pdfium.FPDFLink_GetAction(link)
        address = _address(action, page, pdfium) if action else ""
        if not address:
            continue
        shapes = []
        for index in range(min(pdfium.FPDFLink_CountQuadPoints(link), 100)):
            if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
                xs = (quad.x1, quad.x2, quad.x3, quad.x4)
                ys = (quad.y1, quad.y2, quad.y3, quad.y4)
                shapes.append((min(xs), min(ys), max(xs), max(ys)))
        if not shapes and pdfium.FPDFLink_GetAnnotRect(link, box):
            shapes.append((box.left, box.bottom, box.right, box.top))
        corners = [(_turned(turn, s[0], s[1]), _turned(turn, s[2], s[3])) for s in shapes]
        yield [
            address,
            [
                [min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])]
                for a, b in corners
                if all(abs(number) < FARTHEST for number in (*a, *b))
            ],
        ]


def _address(action: Any, page: Any, pdfium: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    if not 1 < length < 10_000:
        return ""
    room = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(page.pdf, action, room, length)
    return "".join(room.value.decode("utf-8", "replace").split())


if __name__ == "__main__":
    main()
