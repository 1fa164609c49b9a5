"""PDF files: what is drawn on their pages as text with notes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest

from srccheck.errors import InputError
from srccheck.model import BlockKind, Document
from srccheck.readers import pdf_glyphs, pdf_process, read_bytes
from tests.readers.pages import LEFT, Pages

TEXT = [
    "The officers of the ministry filed their reports on rural archives in the",
    "spring of each year, and the villages sent messengers to the capital with",
    "long petitions, which nobody there had read before the summer was over and",
]


def read(pages: Pages) -> Document:
    return read_bytes(pages.bytes(), "a.pdf")


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.label, note.passage.text) for note in document.notes]


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.passage.text for block in document.blocks if block.kind is kind]


def marked(document: Document) -> list[int]:
    return [len(note.markers) for note in document.notes]


def assert_in_source(document: Document) -> None:
    """Every character of a passage stands in the source at its place."""
    for passage in [
        *(block.passage for block in document.blocks),
        *(note.passage for note in document.notes),
    ]:
        for run in passage.runs:
            if run.end - run.start == run.source_end - run.source_start:
                shown = passage.text[run.start : run.end]
                assert shown == document.source[run.source_start : run.source_end]


def footnotes(pages: Pages, y: float, texts: Sequence[str], *, ruled: bool = True) -> None:
    if ruled:
        pages.rule(LEFT, y)
    pages.lines(LEFT, y + 14, texts, 8.5)


def test_footnotes_with_their_markers_pages_and_italics() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "then came the first claim^1^ and the second.^2^"])
    footnotes(pages, 600, ["^1^ Jane Doe, _A History_, 1999, p. 3.", "^2^Ibid., p. 4."])
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "and a third.^3^"])
    footnotes(pages, 600, ["^3^ John Roe, _The Letters_,", "London, 2001."])
    document = read(pages)
    assert notes(document) == [
        ("1", "Jane Doe, A History, 1999, p. 3."),
        ("2", "Ibid., p. 4."),
        ("3", "John Roe, The Letters, London, 2001."),
    ]
    assert marked(document) == [1, 1, 1]
    first, _, third = document.notes
    (italic,) = [style for style in first.passage.styles if style.kind == "italic"]
    assert first.passage.text[italic.start : italic.end] == "A History"
    assert [document.page(note.span.start) for note in document.notes] == [1, 1, 2]
    assert document.page(third.markers[0].span.start) == 2
    assert document.source[slice(*third.markers[0].span)] == "3"
    assert document.unit == "paragraph"
    assert_in_source(document)


def test_notes_numbered_anew_on_each_page_have_the_markers_of_their_page() -> None:
    pages = Pages()
    for number in (1, 2):
        pages.page()
        pages.lines(LEFT, 90, [*TEXT, f"claim {number}.^1^ Other.^2^"])
        footnotes(pages, 600, [f"^1^ Doe {number}, A.", f"^2^ Roe {number}, B."])
    document = read(pages)
    assert notes(document) == [("1", "Doe 1, A."), ("2", "Roe 1, B."),
                               ("1", "Doe 2, A."), ("2", "Roe 2, B.")]  # fmt: skip
    places = [document.page(note.markers[0].span.start) for note in document.notes]
    assert places == [1, 1, 2, 2]


def test_a_footnote_goes_on_at_the_foot_of_the_next_page() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "a claim.^1^"])
    footnotes(pages, 600, ["^1^ Jane Doe, A Long Note that goes on and on to the end of the"])
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "another.^2^"])
    footnotes(pages, 600, ["next page, London, 1999.", "^2^ Other."])
    document = read(pages)
    assert notes(document) == [
        ("1", "Jane Doe, A Long Note that goes on and on to the end of the next page, "
              "London, 1999."),
        ("2", "Other."),
    ]  # fmt: skip
    assert document.page(document.notes[0].span.end) == 1


def test_the_only_notes_of_pages_are_no_footers_though_they_say_the_same() -> None:
    pages = Pages()
    for number in range(11, 17):
        pages.page()
        pages.lines(LEFT, 90, [*TEXT, f"then came the claim.^{number}^"])
        footnotes(pages, 700, [f"^{number}^ Ibid."])
        pages.line(300, 760, str(number + 80))
    assert notes(read(pages)) == [(str(number), "Ibid.") for number in range(11, 17)]


@pytest.mark.parametrize("sign", ["*", "**", "\u2020"])
def test_signs_mark_footnotes_too(sign: str) -> None:
    pages = Pages()
    pages.page()
    pages.pdf.core_fonts_encoding = "windows-1252"
    pages.lines(LEFT, 90, [*TEXT, f"a claim.^{sign}^"])
    footnotes(pages, 600, [f"^{sign}^ Jane Doe, A Note, 1999."])
    document = read(pages)
    assert notes(document) == [(sign, "Jane Doe, A Note, 1999.")]
    assert marked(document) == [1]


def test_footnotes_in_small_type_need_no_rule() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "a claim.^1^"])
    footnotes(pages, 600, ["1. Jane Doe, A Note, 1999.", "and more."], ruled=False)
    document = read(pages)
    assert notes(document) == [("1", "Jane Doe, A Note, 1999. and more.")]
    assert marked(document) == [1]


def test_footnotes_below_a_rule_may_be_as_large_as_the_text() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "a claim.^1^"])
    pages.rule(LEFT, 600)
    pages.lines(LEFT, 615, ["^1^ Jane Doe, A Note, 1999."], 11)
    assert notes(read(pages)) == [("1", "Jane Doe, A Note, 1999.")]


def test_small_type_without_labels_is_no_footnote() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "10^6^ cells."])
    pages.lines(LEFT, 600, ["Figure 1. Cells seen from above.", "Photograph: Jane Doe."], 8.5)
    document = read(pages)
    assert notes(document) == []
    assert " ".join(texts(document)).endswith("from above. Photograph: Jane Doe.")


def test_what_runs_along_the_edges_of_pages_is_dropped() -> None:
    pages = Pages()
    for number in range(1, 5):
        pages.page()
        side = f"{number}   Doe" if number % 2 else f"Rural Archives   {number}"
        pages.write(LEFT, 40, side, 9)
        pages.lines(LEFT, 80, [*TEXT, f"which was in {1900 + number}"])
        pages.write(300, 760, f"- {number} -", 9)
    document = read(pages)
    assert "Doe" not in document.source
    assert "Rural Archives" not in document.source
    assert "-" not in document.source
    assert all(f"in {1900 + number}" in document.source for number in range(1, 5))


def test_two_columns_drawn_line_by_line() -> None:
    pages = Pages()
    pages.page()
    pages.write(LEFT, 60, "A Title that Goes Over Both of the Columns of the Page", 16, "B")
    left = [f"left line {n} is of the first column," for n in range(12)]
    right = [f"right line {n} is of the second one," for n in range(12)]
    for number, (first, second) in enumerate(zip(left, right, strict=True)):
        pages.write(LEFT, 100 + 13 * number, first)
        pages.write(320, 100 + 13 * number, second)
    document = read(pages)
    assert texts(document, BlockKind.HEADING) == [
        "A Title that Goes Over Both of the Columns of the Page"
    ]
    assert " ".join(texts(document)) == " ".join([*left, *right])


def test_each_column_has_its_footnotes() -> None:
    pages = Pages()
    pages.page()
    for x, number in ((LEFT, 1), (320, 2)):
        for place in range(12):
            pages.write(x, 100 + 13 * place, f"line {place} stands in column {number}")
        pages.line(x, 256, f"and a claim.^{number}^")
        pages.lines(x, 600, [f"^{number}^ Author {number}, A Title,", f"{1990 + number}."], 8)
    document = read(pages)
    assert notes(document) == [("1", "Author 1, A Title, 1991."), ("2", "Author 2, A Title, 1992.")]
    assert marked(document) == [1, 1]


def test_a_river_of_white_is_no_strip_between_columns() -> None:
    pages = Pages()
    pages.page()
    for number in range(12):
        x = pages.write(LEFT, 100 + 13 * number, "These words stand in the same place ")
        pages.write(x + 3, 100 + 13 * number, "and these go on in the same sentence")
    expected = "These words stand in the same place and these go on in the same sentence"
    assert " ".join(texts(read(pages))) == " ".join([expected] * 12)


HYPHENS = {
    "a minis-/try": "a ministry",
    "a well-known man, well-/known": "a well-known man, well-known",
    "the Anglo-/American": "the Anglo-American",
    "from 1914-/1918": "from 1914-1918",
    "Haupt-/und Nebensachen": "Haupt- und Nebensachen",
    "peut-/être": "peut-être",
    "dit-/il": "dit-il",
    "the rewrite was a re-/write": "the rewrite was a rewrite",
    "see https://www.example.org/a/long-/path.html, and": (
        "see https://www.example.org/a/long-path.html, and"
    ),
    "see https://www.example.org/a/very/ /long/path": (
        "see https://www.example.org/a/very/long/path"
    ),
    "see https://www.example.org/a /Then more": "see https://www.example.org/a Then more",
}


@pytest.mark.parametrize("drawn", HYPHENS)
def test_broken_words(drawn: str) -> None:
    pages = Pages()
    pages.page()
    first, second = drawn.rsplit("/", 1) if " /" not in drawn else drawn.split(" /", 1)
    pages.lines(LEFT, 90, [*TEXT, first, second + " and so on"])
    assert HYPHENS[drawn] + " and so on" in read(pages).source


def test_a_list_with_hanging_indents() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, TEXT)
    pages.write(LEFT, 150, "References", 14, "B")
    pages.lines(LEFT, 180, [
        "Doe, Jane. 1999. _A History of Rural Archives and Those who Kept Them_.",
        "    London: Example Press.",
        "Roe, Richard. 2001. \"The Letters of a Ministry.\" _Journal of Examples_ 12 (3):",
        "    45-67. https://www.example.org/journal/of/examples/12/3/the-letters-of-a-",
        "    ministry.html.",
        "Zoe, Ann. 2003. _Short_. Paris: Example House.",
    ])  # fmt: skip
    document = read(pages)
    assert notes(document) == [
        ("", "Doe, Jane. 1999. A History of Rural Archives and Those who Kept Them. London: "
             "Example Press."),
        ("", 'Roe, Richard. 2001. "The Letters of a Ministry." Journal of Examples 12 (3): '
             "45-67. https://www.example.org/journal/of/examples/12/3/the-letters-of-a-"
             "ministry.html."),
        ("", "Zoe, Ann. 2003. Short. Paris: Example House."),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["[{}] ", "{}. ", "({}) "])
def test_a_numbered_list_over_two_pages(label: str) -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "as was shown [1] and shown again [3]."])
    pages.write(LEFT, 600, "Bibliography", 11, "B")
    pages.lines(LEFT, 630, [
        label.format(1) + "Jane Doe, A History of Rural Archives and Their Keepers, London,",
        "Example Press, 1999.",
        label.format(2) + "Richard Roe, The Letters, Paris, 2001.",
    ])  # fmt: skip
    pages.page()
    pages.lines(LEFT, 90, [label.format(3) + "Ann Zoe, Short, Rome, 2003."])
    assert notes(read(pages)) == [
        ("1", "Jane Doe, A History of Rural Archives and Their Keepers, London, Example Press, "
              "1999."),
        ("2", "Richard Roe, The Letters, Paris, 2001."),
        ("3", "Ann Zoe, Short, Rome, 2003."),
    ]  # fmt: skip


def test_endnotes_after_their_heading() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "a claim^1^ and another.^2^"])
    pages.page()
    pages.write(LEFT, 90, "Notes", 14, "B")
    pages.lines(LEFT, 120, ["1. Jane Doe, A Note, 1999.", "2. Richard Roe, Another, 2001."])
    document = read(pages)
    assert notes(document) == [
        ("1", "Jane Doe, A Note, 1999."),
        ("2", "Richard Roe, Another, 2001."),
    ]
    assert marked(document) == [1, 1]
    assert {note.kind.value for note in document.notes} == {"endnote"}


def test_links_with_the_text_they_cover() -> None:
    pages = Pages()
    pages.page()
    end = pages.write(LEFT, 90, "See ")
    right = pages.write(end, 90, "the report")
    pages.write(right, 90, ", and www.example.org/x too.")
    pages.pdf.link(end, 80, right - end, 14, "https://example.org/report")
    pages.pdf.link(400, 700, 20, 20, "https://example.org/picture")
    document = read(pages)
    assert [(link.text, link.target) for link in document.links] == [
        ("the report", "https://example.org/report"),
        ("www.example.org/x", "http://www.example.org/x"),
        ("https://example.org/picture", "https://example.org/picture"),
    ]
    for link in document.links:
        assert document.source[slice(*link.span)] == link.text


def test_metadata_and_outline() -> None:
    pages = Pages()
    pages.pdf.set_title("Rural Archives")
    pages.pdf.set_author("Jane Doe")
    pages.page()
    pages.pdf.start_section("A chapter in plain type")
    pages.lines(LEFT, 90, ["A chapter in plain type"])
    pages.lines(LEFT, 120, TEXT)
    document = read(pages)
    assert document.metadata["title"] == "Rural Archives"
    assert document.metadata["author"] == "Jane Doe"
    assert texts(document, BlockKind.HEADING) == ["A chapter in plain type"]


def test_pages_turned_by_a_quarter() -> None:
    pages = Pages()
    pages.page()
    with pages.pdf.rotation(90, 300, 400):
        pages.lines(LEFT, 90, [*TEXT, "a claim.^1^"])
        pages.lines(LEFT, 500, ["^1^ Jane Doe, A Note, 1999."], 8.5)
    assert notes(read(pages)) == [("1", "Jane Doe, A Note, 1999.")]


def raw(*objects: bytes, root: int = 1) -> bytes:
    """A file of these objects, numbered from 1, without a table: readers make their own."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root %d 0 R >>\n%%%%EOF" % root


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def leaf(contents: bytes = b"4 0 R", resources: bytes = b"/Font << /F 5 0 R >>") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %b /Resources << %b >> >>"
        % (contents, resources)
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), more, data)


def test_a_small_file_written_by_hand() -> None:
    page = stream(b"BT /F 11 Tf 72 700 Td (So it is.) Tj ET")
    document = read_bytes(raw(CATALOG, TREE, leaf(), page, FONT), "a.pdf")
    assert texts(document) == ["So it is."]


BROKEN = {
    "nothing": b"%PDF-1.7",
    "noise": b"%PDF-1.7" + bytes(range(256)) * 20,
    "cut": raw(CATALOG, TREE, leaf())[:60],
    "no pages": raw(b"<< /Type /Catalog >>"),
    "a tree that is its own branch": raw(
        CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    ),
    "a page that is not there": raw(CATALOG, b"<< /Type /Pages /Kids [9 0 R] /Count 1 >>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(BROKEN[name], "a.pdf")
    assert "a.pdf" in str(caught.value)
    assert caught.value.remedy


def test_a_file_that_says_it_has_a_million_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"
    page = stream(b"BT /F 11 Tf 72 700 Td (So it is.) Tj ET")
    with pytest.raises(InputError, match=r"more than 5,000 pages|cannot be read"):
        read_bytes(raw(CATALOG, tree, leaf(), page, FONT), "a.pdf")


def test_a_picture_without_text_is_to_be_recognised_first() -> None:
    pages = Pages()
    pages.page()
    with pytest.raises(InputError, match="has no text") as caught:
        read(pages)
    assert "OCR" in (caught.value.remedy or "")


def test_a_file_locked_with_a_password() -> None:
    pages = Pages()
    pages.page()
    pages.write(LEFT, 90, "So it is.")
    pages.pdf.set_encryption(owner_password="owner", user_password="user")  # noqa: S106
    with pytest.raises(InputError, match="password"):
        read(pages)


def test_a_file_that_may_not_be_printed_can_be_read() -> None:
    pages = Pages()
    pages.page()
    pages.write(LEFT, 90, "So it is.")
    pages.pdf.set_encryption(owner_password="owner")  # noqa: S106
    assert texts(read(pages)) == ["So it is."]


def test_absurd_coordinates_are_left_out() -> None:
    page = stream(
        b"BT /F 11 Tf 72 700 Td (So it is.) Tj ET BT /F 11 Tf 1000000 700 Td (far) Tj ET "
        b"BT /F 100000000000 Tf 72 600 Td (huge) Tj ET BT /F 11 Tf 0 0 0 0 72 500 Tm (flat) Tj ET "
        b"BT /F 11 Tf 72 -90000 Td (deep) Tj ET"
    )
    assert texts(read_bytes(raw(CATALOG, TREE, leaf(), page, FONT), "a.pdf")) == ["So it is."]


def test_a_page_with_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b"0 2 Td (" + b"x y " * 250 + b") Tj "
    page = stream(
        zlib.compress(b"BT /F 1 Tf 1 0 0 1 72 100 Tm " + line * 120 + b"ET"),
        b"/Filter /FlateDecode",
    )
    with pytest.raises(InputError, match=f"more than {pdf_glyphs.MAX_CHARACTERS:,} characters"):
        read_bytes(raw(CATALOG, TREE, leaf(), page, FONT), "a.pdf")


def test_forms_in_forms_without_end_take_no_longer_than_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 3.0)
    forms = [
        stream(
            b"/X Do " * 20,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] "
            b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(5, 16)
    ]
    page = leaf(resources=b"/XObject << /X 5 0 R >>")
    data = raw(CATALOG, TREE, page, stream(b"/X Do"), *forms, stream(b"BT ET"))
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.pdf")
    assert caught.value.remedy


def test_a_stream_that_unpacks_to_far_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 20.0)
    bomb = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    page = stream(bomb, b"/Filter [/FlateDecode /FlateDecode]")
    with pytest.raises(InputError) as caught:
        read_bytes(raw(CATALOG, TREE, leaf(), page, FONT), "a.pdf")
    assert caught.value.remedy


def test_a_reader_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "MODULE", "srccheck.readers.nothing_here")
    pages = Pages()
    pages.page()
    with pytest.raises(InputError, match="came to an end early"):
        read(pages)


def test_a_note_that_is_broken_between_sentences_goes_on_below_the_rule() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "a claim.^1^"])
    footnotes(pages, 600, ["^1^ Jane Doe, A Note, 1999."])
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "another.^2^"])
    footnotes(pages, 600, ["See also her Letters, 2001.", "^2^ Other."])
    assert notes(read(pages)) == [
        ("1", "Jane Doe, A Note, 1999. See also her Letters, 2001."),
        ("2", "Other."),
    ]
