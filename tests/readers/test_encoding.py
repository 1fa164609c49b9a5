"""Bytes in; text, the encoding's name, how it was found, and bad bytes out."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.readers.encoding import binary_kind, codec_of, declared_in, decode

TEXT = "L’été à Kœln – «noël»"
LATIN = "L'été à Köln, n° 3"
RUSSIAN = "Россия и Китай в Центральной Азии: проблемы и перспективы. " * 5

FOUND = {
    "utf-8": (TEXT.encode(), TEXT, "utf-8", "valid"),
    "ascii": (b"plain", "plain", "utf-8", "valid"),
    "empty": (b"", "", "utf-8", "valid"),
    "utf-8 with mark": (codecs.BOM_UTF8 + TEXT.encode(), TEXT, "utf-8-sig", "bom"),
    "utf-16 little end first": (TEXT.encode("utf-16"), TEXT, "utf-16-le", "bom"),
    "utf-16 big end first": (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "utf-16-be", "bom"),
    "utf-32": (TEXT.encode("utf-32"), TEXT, "utf-32-le", "bom"),
    "utf-16 without mark": (LATIN.encode("utf-16-le"), LATIN, "utf-16-le", "guessed"),
    "utf-16 without mark, big": (LATIN.encode("utf-16-be"), LATIN, "utf-16-be", "guessed"),
    "windows-1252": (TEXT.encode("cp1252"), TEXT, "windows-1252", "guessed"),
    "latin-1": (LATIN.encode("latin-1"), LATIN, "iso-8859-1", "guessed"),
    "russian": (RUSSIAN.encode("cp1251"), RUSSIAN, "windows-1251", "guessed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "text", "name", "source"), FOUND.values(), ids=FOUND)
def test_decode(data: bytes, text: str, name: str, source: str) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert (decoded.encoding.name, decoded.encoding.source) == (name, source)
    assert decoded.problems == ()


DECLARED = {
    "a page": (b"<html><META CHARSET=koi8-r>", "koi8-r"),
    "as in HTML 4": (b"<meta http-equiv=Content-Type content='a; charset=latin2'>", "latin2"),
    "xml": (b"<?xml version='1.0' encoding='windows-1250'?><html>", "windows-1250"),
    "bibtex": (b"\n% Encoding: UTF-8\n@book{", "UTF-8"),
    "not in Markdown about HTML": (b"Write `<meta charset=koi8-r>`.", None),
    "too late": (b"<p>" + b" " * 4000 + b"<meta charset=koi8-r>", None),
}  # fmt: skip


@pytest.mark.parametrize(("data", "label"), DECLARED.values(), ids=DECLARED)
def test_declared(data: bytes, label: str | None) -> None:
    assert declared_in(data) == label


def test_a_declared_encoding_is_used() -> None:
    decoded = decode("Łódź".encode("iso-8859-2"), "latin2")
    assert decoded.text == "Łódź"
    assert decoded.encoding.source == "declared"


def test_latin_1_means_windows_1252_on_the_web() -> None:
    assert decode(b"\x93a\x94 \xe9", "iso-8859-1").text == "“a” é"


def test_valid_utf_8_is_what_it_is_whatever_a_page_says() -> None:
    decoded = decode("é à".encode(), "iso-8859-1")
    assert (decoded.text, decoded.encoding.name) == ("é à", "utf-8")


@pytest.mark.parametrize("label", ["rot13", "base64", "idna", "no-such", "unicode_escape", ""])
def test_labels_that_mean_no_encoding(label: str) -> None:
    assert codec_of(label) == ""
    assert decode(b"\xe9", label).text == "é"


BROKEN = {
    "one byte": ("é à ".encode() + b"\xe9\xe8 b", "é à \ufffd\ufffd b", ["bytes E9 E8"], [(4, 6)]),
    "two places": (
        "ééé".encode() + b"\xff a \xfe",
        "ééé\ufffd a \ufffd",
        ["byte FF", "byte FE"],
        [(3, 4), (7, 8)],
    ),
    "cut short": ("éé".encode() + b"\xe2\x82", "éé\ufffd\ufffd", ["bytes E2 82"], [(2, 4)]),
    "nothing in windows-1252": (b"\x93a\x81\x94 \xe9", "“a\ufffd” é", ["byte 81"], [(2, 3)]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "text", "cited", "spans"), BROKEN.values(), ids=BROKEN)
def test_bytes_that_cannot_be_decoded(
    data: bytes, text: str, cited: list[str], spans: list[tuple[int, int]]
) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert [problem.cited for problem in decoded.problems] == cited
    assert [problem.span for problem in decoded.problems] == spans
    assert {problem.rule for problem in decoded.problems} == {"undecodable-bytes"}


def test_half_a_pair_in_utf_16_is_a_problem() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00")
    assert decoded.text == "a\ufffdb"
    assert [problem.span for problem in decoded.problems] == [(1, 2)]


KINDS = {
    b"%PDF-1.4\n": "a PDF file",
    b"PK\x03\x04abc": "a ZIP archive (.docx, .odt and .epub files are such)",
    b"\x89PNG\r\n": "a PNG image",
    b"\x00\x01\x02\x00\x00abc": "binary data",
    b"text": "",
    "text".encode("utf-16"): "",
    "a longer text".encode("utf-16-be"): "",
}


@pytest.mark.parametrize(("data", "kind"), KINDS.items())
def test_binary_kind(data: bytes, kind: str) -> None:
    assert binary_kind(data) == kind


@given(
    st.binary(), st.sampled_from([None, "utf-8", "shift_jis", "iso-2022-jp", "gb2312", "big5", "x"])
)
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    for problem in decoded.problems:
        assert set(decoded.text[slice(*problem.span)]) == {"\ufffd"}
    decoded.text.encode()


@given(st.text(st.characters(codec="utf-8")))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff") or "\0" in text
