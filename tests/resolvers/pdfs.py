"""PDF files made for tests, from nothing but their syntax (ISO 32000-2)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def pdf(pages: Sequence[str], more: dict[int, bytes] | None = None, trailer: str = "") -> bytes:
    """A PDF with a page for each text, line by line as given, in Helvetica and WinAnsi.

    ``more`` replaces objects by number: 1 is the catalogue, 2 the page tree, 3 the font, then a
    page and its content for each text. ``trailer`` goes into the trailer's dictionary.
    """
    numbers = [4 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for number, text in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[number + 1] = stream(_content(text))
    objects |= more or {}
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer.encode())
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(data: bytes) -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data)
    head = b"<< /Filter /FlateDecode /Length %d >>" % len(packed)
    return head + b"\nstream\n" + packed + b"\nendstream"


def _content(text: str) -> bytes:
    lines = []
    for line in text.split("\n"):
        data = line.encode("cp1252")
        for special in (b"\\", b"(", b")"):
            data = data.replace(special, b"\\" + special)
        lines.append(b"(" + data + b") Tj 0 -14 Td")
    return b"BT /F1 10 Tf 40 800 Td\n" + b"\n".join(lines) + b"\nET"
