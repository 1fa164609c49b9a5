"""Which reader reads what, and what cannot be read."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest

from srccheck import readers
from srccheck.errors import InputError, UsageError
from srccheck.model import Document, Encoding
from srccheck.readers import READERS, detect_format, read_bytes, read_path, read_text
from tests.readers.pages import Pages
from tests.readers.word import p, packed, r, word

DETECTED = {
    ("a.MD", "@book{a,}"): "markdown",
    ("a.htm", ""): "html",
    ("a.txt", "# no"): "text",
    ("a.bib", ""): "bibtex",
    ("-", "% from a manager\n@article{a,\n title={T}}"): "bibtex",
    ("-", "  <!DOCTYPE html>\n<p>"): "html",
    ("-", "<?xml version='1.0'?>\n<html>"): "html",
    ("-", "<p>One.</p>\n<p>Two.</p>"): "html",
    ("-", "# Title\n\nText."): "markdown",
    ("-", "A[^1].\n\n[^1]: N."): "markdown",
    ("-", "A<sup>(1)</sup> b."): "markdown",
    ("-", "See *Foreign Affairs*, 2022."): "markdown",
    ("-", "Notes\n\n(1) Ada Example, \"T,\" 2020.\n"): "text",
    ("-", "5 * 3 * 2, a_b_c, write to ada@example.org {now}"): "text",
    ("README", ""): "text",
    ("a.unknown", "plain"): "text",
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), DETECTED.items())
def test_detect_format(given: tuple[str, str], expected: str) -> None:
    assert detect_format(*given) == expected


@pytest.mark.parametrize("name", READERS)
def test_the_table_agrees_with_its_readers(name: str) -> None:
    module, _, attribute = READERS[name].reader.partition(":")
    reader = getattr(importlib.import_module(module), attribute)
    assert reader.name == name
    assert reader.suffixes == READERS[name].suffixes


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = [suffix for known in READERS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean html"):
        read_text("x", format="htlm")
    with pytest.raises(UsageError, match="formats are markdown"):
        read_bytes(b"x", "a.md", format="zzz")


def test_a_format_given_overrules_the_suffix() -> None:
    assert read_text("<p>a</p>", "a.md", format="html").format == "html"


class ShoutReader:
    """A reader that another package brings."""

    name: ClassVar[str] = "shout"
    suffixes: ClassVar[tuple[str, ...]] = (".shout",)

    def read(self, source: str, path: str, encoding: Encoding, problems: object = ()) -> Document:
        return Document(path, self.name, source.upper(), encoding)


def test_readers_of_other_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def load(self) -> type[ShoutReader]:
            return ShoutReader

    monkeypatch.setattr(readers, "_third_party", lambda: {"shout": Point()})
    assert read_text("hey", "a.shout").source == "HEY"
    assert read_text("hey", format="shout").format == "shout"


def test_entry_points_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("x", "a:b", "srccheck.readers")
    monkeypatch.setattr(readers.importlib.metadata, "entry_points", lambda **_: [point])
    readers._third_party.cache_clear()
    try:
        assert readers._third_party() == {"x": point}
    finally:
        readers._third_party.cache_clear()


def test_read_path(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("\ufeffÉté".encode())
    document = read_path(file)
    assert (document.path, document.source) == (str(file), "Été")
    assert document.encoding == Encoding("utf-8-sig", "bom")


def test_problems_of_decoding_reach_the_document() -> None:
    document = read_bytes("éé ".encode() + b"\xff", "a.md")
    assert [problem.rule for problem in document.problems] == ["undecodable-bytes"]


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    (tmp_path / "large.md").write_bytes(b"x" * 11)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    cases = {
        "none.md": "does not exist",
        ".": "is a folder",
        "large.md": "is larger than 10 bytes",
        "a.pdf": "cannot be read as a PDF file",
        "a\0b": "cannot be read",
    }
    for name, cause in cases.items():
        with pytest.raises(InputError, match=cause) as caught:
            read_path(f"{tmp_path}/{name}")
        assert caught.value.remedy


def test_a_device_without_end_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="is larger than 10 bytes"):
        read_path("/dev/zero")


@pytest.mark.parametrize("module", ["markdown_it", "yaml", "charset_normalizer", "bibtexparser"])
def test_heavy_modules_are_loaded_by_the_reader_that_needs_them(module: str) -> None:
    program = f"import sys, srccheck.readers; sys.exit({module!r} in sys.modules)"
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "pdf", "docm"])
def test_an_empty_file_is_called_empty(suffix: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read_bytes(b"", f"a.{suffix}")


def test_an_empty_text_is_a_document_without_notes() -> None:
    assert read_bytes(b"", "a.md").notes == ()


def test_binary_formats_are_told_without_a_name() -> None:
    assert read_bytes(word(p(r("One."))), "-").format == "docx"
    pages = Pages()
    pages.page()
    pages.write(72, 90, "So it is.")
    assert read_bytes(pages.bytes(), "-").format == "pdf"
    with pytest.raises(InputError, match="ZIP archive"):
        read_bytes(packed({"a.txt": "One."}), "-")
