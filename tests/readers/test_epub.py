"""EPUB books in; notes across pages, links inside and outside, places by page."""

from __future__ import annotations

from collections.abc import Mapping

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.model import Document, Dossier
from srccheck.pipeline import run
from srccheck.readers import read_bytes

from .shapes import assert_places_are_true, blocks, links, notes
from .word import packed

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def epub(pages: Mapping[str, str], **more: str) -> bytes:
    """A book whose pages are in the order of the spine, which is not that of the manifest."""
    manifest = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for n, name in reversed(list(enumerate(pages)))
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A Book</dc:title>'
        "<dc:creator>Ada Example</dc:creator><dc:language>fr</dc:language></metadata>"
        f'<manifest>{manifest}<item id="n" href="nav.xhtml" properties="nav"'
        f' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/>{spine}'
        "</spine></package>"
    )
    members = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package,
               "OEBPS/nav.xhtml": "<nav><a href='a.xhtml'>Contents</a></nav>"}  # fmt: skip
    for name, body in pages.items():
        members[f"OEBPS/{name}"] = f"<?xml version='1.0'?><html><body>{body}</body></html>"
    return packed({**members, **more})


def read(pages: Mapping[str, str]) -> Document:
    document = read_bytes(epub(pages), "a.epub")
    assert_places_are_true(document)
    return document


def test_pages_in_the_order_of_the_spine() -> None:
    document = read({"text/b c.xhtml": "<h1>One</h1><p>a<br/>b</p>", "a.xhtml": "<p>Two</p>"})
    assert blocks(document) == ["heading 1|One", "paragraph|a\nb", "paragraph|Two"]
    assert document.metadata["title"] == "A Book"
    assert document.language == "fr"
    place = document.source.index("Two")
    assert document.path_at(place) == "a.epub/OEBPS/a.xhtml"
    assert document.position(place) == (1, 1)


def test_notes_on_a_page_of_their_own() -> None:
    document = read({
        "one.xhtml": '<p>So<a id="r1" epub:type="noteref" href="notes.xhtml#n1">1</a> it is.</p>',
        "notes.xhtml": '<aside epub:type="endnote" id="n1"><p><a href="one.xhtml#r1">1</a>. Ada'
        " Example, <i>A Title</i>, 2020.</p><p>More.</p></aside>",
    })  # fmt: skip
    assert notes(document) == [("1", "footnote", "Ada Example, A Title, 2020.\n\nMore.", 1)]


def test_plain_links_that_lead_to_notes_and_back() -> None:
    document = read({
        "ch1.xhtml": '<p>So<sup><a id="a1" href="end.xhtml#b1">1</a></sup> it is.</p>',
        "end.xhtml": '<p><a id="b1" href="ch1.xhtml#a1">1.</a> Ada Example, A Title, 2020.</p>',
    })  # fmt: skip
    assert notes(document) == [("1", "footnote", "Ada Example, A Title, 2020.", 1)]


def test_chapters_that_use_the_same_identifiers() -> None:
    page = (
        '<p>{0}<a id="fnref1" epub:type="noteref" href="#fn1">1</a></p>'
        '<aside epub:type="footnote" id="fn1"><p>Note of {0}. <a href="#fnref1">↩</a></p></aside>'
    )
    document = read({"a.xhtml": page.format("One"), "b.xhtml": page.format("Two")})
    assert notes(document) == [
        ("1", "footnote", "Note of One.", 1), ("1", "footnote", "Note of Two.", 1)
    ]  # fmt: skip
    first, second = (note.markers[0].span.start for note in document.notes)
    assert document.source[first - 3 : first] == "One"
    assert document.source[second - 3 : second] == "Two"


def test_two_chapters_with_a_note_1_are_no_finding() -> None:
    page = (
        '<p>{0}<a id="fnref1" epub:type="noteref" href="#fn1">1</a></p>'
        '<aside epub:type="footnote" id="fn1"><p>Note of {0}.</p></aside>'
    )
    data = epub({"a.xhtml": page.format("One"), "b.xhtml": page.format("Two")})
    (dossier,) = run([Source("a.epub", data)], Settings(offline=True))
    assert isinstance(dossier, Dossier)
    assert "note-number-twice" not in {finding.rule for finding in dossier.findings}


def test_links_inside_and_outside() -> None:
    document = read({
        "a.xhtml": '<p><a href="b.xhtml#x">there</a> <a href="../OEBPS/b.xhtml">page</a>'
        ' <a href="https://c.org/d">out</a> <a href="none.xhtml">lost</a></p>',
        "b.xhtml": '<p id="x">b</p>',
    })  # fmt: skip
    assert links(document) == [
        ("there", "#x", "there"), ("page", "#OEBPS/b.xhtml", "page"),
        ("out", "https://c.org/d", "out"), ("lost", "#none.xhtml", "lost"),
    ]  # fmt: skip
    assert set(document.metadata["anchors"]) == {"x", "OEBPS/a.xhtml", "OEBPS/b.xhtml"}


def test_hidden_notes_that_pop_up_are_read() -> None:
    """Reading systems show them; in each chapter they may have the same names."""
    chapters = {}
    for number, hidden in ((1, 'hidden="hidden"'), (2, 'style="display: none"')):
        chapters[f"c{number}.xhtml"] = (
            f'<p>So {number}<a epub:type="noteref" href="#f1" id="r1">1</a>.</p>'
            f'<aside epub:type="footnote" id="f1" {hidden}><p>Author {number}, <i>A Title</i>,'
            f" {1998 + number}.</p></aside><p hidden='hidden'>Not shown.</p>"
        )
    document = read(chapters)
    assert notes(document) == [
        ("1", "footnote", "Author 1, A Title, 1999.", 1),
        ("1", "footnote", "Author 2, A Title, 2000.", 1),
    ]
    assert not any("Not shown" in text for text in blocks(document))


def test_a_word_that_leads_back_is_no_part_of_a_note() -> None:
    document = read({
        "c.xhtml": '<p>So<a id="p7" epub:type="noteref" href="n.xhtml#n1">1</a> it is.</p>',
        "n.xhtml": '<ol><li id="n1" epub:type="endnote"><p><i>Ibid.</i>, p. 3, on <a href='
        '"c.xhtml#p7">this</a> page. <a href="c.xhtml#p7">go to text</a></p></li></ol>',
    })  # fmt: skip
    assert notes(document) == [("1", "footnote", "Ibid., p. 3, on this page.", 1)]
