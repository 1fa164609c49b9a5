"""The text of PDF files, sound, damaged and hostile."""

from __future__ import annotations

import subprocess
import sys

import pytest

from srccheck.resolvers import pdf_pages, pdf_text
from srccheck.resolvers.pdf_text import PdfText, joined, read_pdf

from .pdfs import pdf, stream

FILLER = "The river ran past the old mill, and nobody in the\nvalley asked where it went. " * 5
PAGES = [f"{FILLER}\nIt was the long win-\nter number {number} (façade)." for number in (1, 2, 3)]
TEXT = b"BT /F1 10 Tf 40 800 Td (once more) Tj ET "


@pytest.fixture(params=["pypdfium2", "pypdf"], autouse=True)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library that can read PDF files, if it is installed."""
    pytest.importorskip(request.param)
    chosen = {request.param: pdf_pages.LIBRARIES[request.param]}
    monkeypatch.setattr(pdf_pages, "LIBRARIES", chosen)


def test_pages_end_with_a_form_feed_and_words_are_whole() -> None:
    text, whole, why = read_pdf(pdf(PAGES))
    assert (text.count("\f"), whole, why) == (3, True, "")
    first, second, *_ = text.split("\f")
    assert first.endswith("It was the long winter number 1 (façade).")
    assert second.endswith("It was the long winter number 2 (façade).")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a long win-\nter", "a long winter\f"),
        ("a long win\u00ad\nter", "a long winter\f"),
        ("a long win\x02\r\nter and sno\ufffew", "a long winter and snow\f"),
        ("from 1990-\n1995", "from 1990-\n1995\f"),
        ("to de\x0cne the e\x0bect", "to define the effect\f"),
        ("one\x00 \x0c two", "one two\f"),
        ("half a pair \ud800", "half a pair ?\f"),
        ("", "\f"),
    ],
)
def test_what_printing_does_to_words_is_undone(page: str, text: str) -> None:
    assert joined([page]) == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(["", "", ""]), "hardly any text"),
        (pdf(["Scanned by the library."]), "hardly any text"),
        (b"%PDF-1.7\nand no more", "failed|EOF|trailer|startxref|Stream|format"),
        (b"", "empty|EOF|failed|format"),
        (pdf(PAGES)[:400], ""),
    ],
)
def test_a_pdf_without_text_says_why(data: bytes, why: str) -> None:
    text, whole, said = read_pdf(data)
    assert (text, whole) == ("", False)
    assert said
    assert any(part in said for part in why.split("|"))


def test_a_cover_before_pictures_of_pages_is_not_the_whole() -> None:
    text, whole, why = read_pdf(pdf([PAGES[0], *[""] * 6]))
    assert "long winter" in text
    assert not whole
    assert why == "6 of its 7 pages have hardly any text"


def test_only_so_many_pages_are_read() -> None:
    text, whole, why = read_pdf(pdf([FILLER] * (pdf_pages.MOST_PAGES + 5)))
    assert text.count("\f") == pdf_pages.MOST_PAGES
    assert not whole
    assert why == f"only its first {pdf_pages.MOST_PAGES} pages were read"


HOSTILE = {
    "a tree of pages that holds itself": pdf(
        PAGES, {2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 3 >>"}
    ),
    "a tree of pages that names itself as its parent": pdf(
        PAGES, {2: b"<< /Type /Pages /Parent 2 0 R /Kids [4 0 R 2 0 R] /Count 99999999 >>"}
    ),
    "a stream that grows without end": pdf(PAGES, {5: stream(TEXT * 8_000_000)}),
    "streams within streams": pdf(
        PAGES,
        {5: stream(b"/X Do " * 2000), 3: b"<< /Type /XObject /Subtype /Form /Length 5 >>\n"
         b"stream\n/X Do\nendstream"},
    ),
    "an object that is itself": pdf(PAGES, {3: b"3 0 R", 5: b"5 0 R"}),
    "dictionaries without end": pdf(PAGES, {4: b"<< /A " * 50_000}),
    "a count below zero": pdf(PAGES, {2: b"<< /Type /Pages /Kids [4 0 R] /Count -1 >>"}),
    "encrypted": pdf(
        PAGES, {10: b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + b"00" * 32
                + b"> /U <" + b"11" * 32 + b"> >>"},
        "/Encrypt 10 0 R /ID [<00> <00>]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_end_without_an_exception(kind: str) -> None:
    read = read_pdf(HOSTILE[kind])
    assert isinstance(read, PdfText)
    assert read.whole == (not read.why)
    if kind == "encrypted":
        assert read == PdfText("", False, "it is encrypted")


def test_a_file_that_keeps_its_reader_busy_is_left_with_what_was_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    slow = tmp_path / "slow.py"
    page = "word " * 60
    slow.write_text(
        f"import json, sys, time\nprint(json.dumps({page!r}), flush=True)\ntime.sleep(60)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(pdf_pages, "__file__", str(slow))
    monkeypatch.setattr(pdf_text, "SECONDS", 0.5)
    text, whole, why = read_pdf(b"%PDF-1.7")
    assert text.split() == ["word"] * 60
    assert (whole, why) == (False, "reading it took too long")


def test_a_reader_that_dies_is_a_file_without_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("raise MemoryError\n", encoding="utf-8")
    monkeypatch.setattr(pdf_pages, "__file__", str(dying))
    assert read_pdf(b"%PDF-1.7") == PdfText("", False, "reading it failed")


def test_without_a_program_to_run_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    text, _, why = read_pdf(b"%PDF-1.7")
    assert text == ""
    assert why.startswith("reading it failed")


def test_without_a_library_the_text_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pypdf", "pypdfium2"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(subprocess, "run", None)
    assert read_pdf(pdf(PAGES)).why == "reading it needs pip install 'srccheck[pdf]'"
