"""Lists of works in PDF files, in layouts that leave little to tell them by."""

from __future__ import annotations

import pytest

from srccheck.readers import read_bytes
from srccheck.readers.pdf_joining import Joint, Vocabulary
from tests.readers.pages import LEFT, Pages
from tests.readers.test_pdf import CATALOG, TEXT, TREE, leaf, notes, raw, read, stream, texts


def test_items_a_little_apart_below_a_heading_in_the_type_of_the_text() -> None:
    pages = Pages()
    pages.page()
    y = 90.0
    for line in ["A Paper", "Floods are bad [1,2], they kill [3].", "References",
                 "1. Doe J, Berg P. Rivers and health. J Invent Hydrol. 2019;12(3):101-19.",
                 "2. Lopez M. Canals and their enemies. 2nd ed. Leeds: Quai Press; 2004.",
                 "3. Brown A, Green B. Dams and what the engineers of the county wrote about",
                 "them. Lancet North. 2011;377:1234-41."]:  # fmt: skip
        pages.write(LEFT, y, line, 10)
        y += 12 if line.startswith("3.") else 18
    assert notes(read(pages)) == [
        ("1", "Doe J, Berg P. Rivers and health. J Invent Hydrol. 2019;12(3):101-19."),
        ("2", "Lopez M. Canals and their enemies. 2nd ed. Leeds: Quai Press; 2004."),
        ("3", "Brown A, Green B. Dams and what the engineers of the county wrote about them. "
              "Lancet North. 2011;377:1234-41."),
    ]  # fmt: skip


FLUSH = [
    "Abbott, Clara. Rivers of the North: A History of Water. Oxford: Meadow, 1999.",
    "Roux, Anne. Les eaux perdues. Une histoire des canaux. Paris: Quai, 1976.",
    "Smith, Adam B. The Long Drought, and what the ministry had to say of it. Paris.",
    "Berlin, Hans. New York: Harbor House, 1966.",
    "Zimmer, Ute. Deiche. Hamburg: Nordlicht, 1932.",
]


@pytest.mark.parametrize("heading", ["References", "Bibliographie", "7 Works Cited", "SOURCES"])
def test_items_that_nothing_but_their_names_set_apart(heading: str) -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "so it ended.", heading, *FLUSH])
    assert notes(read(pages)) == [
        ("", FLUSH[0]),
        ("", FLUSH[1]),
        ("", f"{FLUSH[2]} {FLUSH[3]}"),  # ends with no year, and is not next in the alphabet
        ("", FLUSH[4]),
    ]


def test_the_last_word_of_a_paragraph_is_no_heading() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "Notes", "and Queries, a journal of examples that lived on."])
    assert " ".join(texts(read(pages))).endswith("was over and Notes and Queries, a journal of "
                                                 "examples that lived on.")  # fmt: skip


def test_a_number_at_the_start_of_a_line_is_no_label_of_another_kind() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [*TEXT, "as they said [1], [2], [3]."])
    pages.write(LEFT, 160, "References", 11, "B")
    pages.lines(LEFT, 190, [
        "[1] Clara Abbott. Rivers of the North. Meadow, 1999.",
        "[2] Peter Berg. Sediment and Law in the Lower Delta. Journal of Hydrology 12, no.",
        "3 (2019): 101-119.",
        "[3] Wei Chen. Silt. Boue, 2001.",
    ])  # fmt: skip
    assert [label for label, _ in notes(read(pages))] == ["1", "2", "3"]


def two_columns(pages: Pages, left: list[str], right: list[str]) -> None:
    pages.page()
    for x, lines in ((LEFT, left), (310, right)):
        pages.lines(x, 100, lines, 10)


def test_an_address_that_covers_the_strip_between_columns() -> None:
    long = "https://www.example.org/reports/2015/a-report-on-the-flood/"
    left = ["References", *(f"[{n}] Left {n}, A Title, {1990 + n}." for n in range(1, 6)),
            "[6] Left 6, A Title,", long, "final.pdf.", "[7] Left 7, A Title, 1997."]  # fmt: skip
    right = [f"[{n}] Right {n}, A Title, {1990 + n}." for n in range(8, 18)]
    pages = Pages()
    two_columns(pages, left, right)
    assert pages.pdf.get_string_width(long) + LEFT > 300
    found = notes(read(pages))
    assert [label for label, _ in found] == [str(n) for n in range(1, 18)]
    assert found[5] == ("6", f"Left 6, A Title, {long}final.pdf.")
    assert found[6] == ("7", "Left 7, A Title, 1997.")


def test_the_last_item_alone_in_the_second_column_of_the_last_page() -> None:
    body = [f"the words of line {n} of a paragraph" for n in range(12)]
    items = [f"[{n}] Author {n}, A Title, {1990 + n}." for n in range(1, 9)]
    pages = Pages()
    two_columns(pages, body, body)
    two_columns(pages, ["References", *items[:7]], ["", items[7]])
    assert notes(read(pages)) == [(str(n), item[4:]) for n, item in enumerate(items, 1)]


def test_letters_that_tex_draws_as_pictures() -> None:
    """Type 3 fonts in the Cork encoding, without names, as pdfTeX makes them."""
    names = b" ".join(b"/a%d" % code for code in range(256))
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 50 50] /FontMatrix [0.01 0 0 0.01 0 0]"
        b" /CharProcs << %b >> /Encoding << /Type /Encoding /Differences [0 %b] >>"
        b" /FirstChar 0 /LastChar 255 /Widths [%b] >>"
        % (
            b" ".join(b"/a%d 6 0 R" % code for code in range(256)),
            names,
            b" ".join([b"50"] * 256),
        )
    )
    text = b"A \\020di\\036cult\\021 Stra\\377e of \\222imi\\242 from 1914\\0251918, "
    page = stream(b"BT /F 11 Tf 72 700 Td (%b and so on to the end) Tj ET" % text)
    letter = stream(b"50 0 0 0 50 50 d1 0 0 40 40 re f")
    document = read_bytes(raw(CATALOG, TREE, leaf(), page, font, letter), "a.pdf")
    assert texts(document) == ["A “difficult” Straße of Šimić from 1914–1918, and so on to the end"]


def test_footnotes_with_more_letters_than_the_text_above_them() -> None:
    pages = Pages()
    pages.page()
    pages.lines(LEFT, 90, [f"{TEXT[0]}^1^", f"{TEXT[1]}^2^"], 12)
    long = [f"^{n}^ Author {n}, {TEXT[0]}, London, Quay, {1990 + n}." for n in range(1, 3)]
    more = [f"and {TEXT[1]} {TEXT[2]}" for _ in range(3)]
    pages.lines(LEFT, 500, [long[0], *more, long[1], *more], 8)
    document = read(pages)
    assert [(note.label, len(note.markers)) for note in document.notes] == [("1", 1), ("2", 1)]
    assert document.notes[1].passage.text.startswith("Author 2, The officers")
    assert texts(document)[0] == f"{TEXT[0]}1 {TEXT[1]}2"


def test_a_footnote_goes_on_at_the_foot_of_the_next_column() -> None:
    pages = Pages()
    pages.page()
    for x, number in ((LEFT, 1), (320, 2)):
        pages.lines(x, 100, [f"line {place} stands in column {number}" for place in range(12)], 10)
        pages.line(x, 250, f"and a claim.^{number}^" if number == 1 else "and no more.", 10)
    pages.lines(
        LEFT, 600, ["^1^ Jane Doe, A Long Title that goes", "on and on and on without end"], 8
    )
    pages.lines(320, 600, ["(Oxford: Meadow Press, 1999), 12."], 8)
    assert notes(read(pages)) == [
        ("1", "Jane Doe, A Long Title that goes on and on and on without end (Oxford: Meadow "
              "Press, 1999), 12."),
    ]  # fmt: skip


JOINTS = {
    ("https://doi.org/10.", "5555/jih.12."): True,
    ("https://doi.org/10.5555/jih.", "1962.2."): True,
    ("101-119, https:", "//doi.org/10.5555/jih."): True,
    ("https://example.org/a.", "1962 was a year"): False,
    ("see the following:", "//comment"): False,
}


@pytest.mark.parametrize(("first", "second"), JOINTS)
def test_addresses_broken_at_a_dot_or_before_slashes(first: str, second: str) -> None:
    joint = Vocabulary(()).joint(first, second)
    assert (joint == Joint(0, "")) is JOINTS[first, second]
