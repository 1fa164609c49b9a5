"""JATS and TEI: text, notes, markers, references and citations, and XML that is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Document
from srccheck.readers import read_path, read_text
from srccheck.readers.xml_tree import read_tree

from .shapes import assert_places_are_true, blocks, notes

DATA = Path(__file__).parent / "data" / "bibliographic"


def cited(document: Document) -> list[tuple[str, str, str]]:
    return [
        (one.style.value, one.label, document.source[slice(*one.span)].split(">")[1].split("<")[0])
        for one in document.citations
    ]


def test_an_article_in_jats() -> None:
    document = read_path(DATA / "jats.xml")
    assert (document.format, document.language, document.problems) == ("jats", "fr", ())
    assert_places_are_true(document)
    assert blocks(document)[:5] == [
        "heading 1|An Article", "paragraph|Abs é.", "heading 1|Intro",
        "paragraph|So it is1, as Doe (2020) and [2].", "item 1|One",
    ]  # fmt: skip
    assert notes(document) == [
        ("1", "footnote", "Ada Doe, Titre, Paris, 2019.", 1),
        ("2", "reference", "Roe, J. A Book. Oslo: Press; 2018.", 0),
    ]
    assert cited(document) == [("key", "B1", "Doe (2020)"), ("numeric", "2", "2")]
    article, book = document.entries
    assert (article.key, article.type, article.value("author")) == (
        "B1", "article", "van Doe, A. and {WHO} and others",
    )  # fmt: skip
    assert {name: article.value(name) for name in ("title", "journaltitle", "pages", "date")} == {
        "title": "A title", "journaltitle": "J. X", "pages": "1-9", "date": "2020",
    }  # fmt: skip
    assert (book.key, book.type, book.value("title")) == ("B3", "book", "A Book")
    assert book.value("url") == "https://example.org/x"


def test_a_paper_in_tei() -> None:
    document = read_path(DATA / "tei.xml")
    assert (document.format, document.language, document.problems) == ("tei", "fr", ())
    assert_places_are_true(document)
    assert notes(document) == [
        ("2", "inline", "Ada Doe, Titre, Paris, 2019, p. 3.", 1),
        ("1", "footnote", "See http://example.org/a", 1),
        ("", "reference", "Illegible 3", 0),
        ("", "reference", "Doe Ada, Titre, Paris, Maison, 2019.", 0),
    ]
    assert cited(document) == [("key", "b0", "[1]")]
    facts = [(e.key, e.type, e.value("author"), e.value("title")) for e in document.entries]
    assert facts == [
        ("b0", "article", "van Roe, J B", "A study"),
        ("b1", "book", "Roe", "A Book"),
        ("x1", "incollection", "Doe, Ada", "Chapter"),
    ]
    assert [e.value("pages") for e in document.entries] == ["1-9", "", "3-9"]
    assert [e.value("date") for e in document.entries] == ["2020-05", "2018", "2011"]


def test_notes_about_the_article_are_no_notes_of_its_text() -> None:
    source = (
        "<article><front><article-meta><author-notes><fn id='a1'><p>Both wrote it.</p></fn>"
        "</author-notes></article-meta></front><body><p>Text<xref rid='f1'>*</xref>.</p></body>"
        "<back><fn-group><fn fn-type='conflict'><label>2</label><p>None.</p></fn>"
        "<fn id='f1'><p>A. Doe, 2020.</p></fn></fn-group></back></article>"
    )
    document = read_text(source, "a.jats")
    assert notes(document) == [("*", "footnote", "A. Doe, 2020.", 1)]
    assert document.unmatched == ()


def test_a_marker_without_its_note() -> None:
    source = (
        "<article><body><p>A<xref ref-type='fn' rid='f1'>1</xref>"
        "<xref ref-type='fn' rid='f9'>9</xref></p></body><back><fn-group>"
        "<fn id='f1'><label>1</label><p>A. Doe, 2020.</p></fn></fn-group></back></article>"
    )
    document = read_text(source, "a.jats")
    assert [marker.label for marker in document.unmatched] == ["9"]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>\n<l>&c;</l>'


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (LAUGHS, 1, "the entity b is built of others"),
        (f'<!DOCTYPE l [<!ENTITY a "{"x" * 300}">]><l/>', 1,
         "the entity a is built of others or long"),
        ('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<l>&x;</l>', 2,
         "the entity x stands outside the file"),
        ("<l>\n&nonesuch;</l>", 2, "the entity nonesuch is not declared"),
        ("<l>\n" + "<a>" * 1000, 2, "elements are nested more than"),
        ("<l>\n<a></b></l>", 2, "this XML cannot be read on: mismatched tag"),
        ("", 1, "this XML cannot be read on: no element found"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("format_", ["jats", "tei", "endnote-xml"])
def test_hostile_xml(format_: str, source: str, line: int, message: str) -> None:
    document = read_text(source, "a.xml", format_)
    (problem,) = document.problems
    assert problem.rule == "broken-file"
    assert problem.message.startswith(message)
    assert document.position(problem.span.start).line == line
    assert "root:" not in document.text.text


def test_what_stands_before_a_fault_is_read() -> None:
    source = "<TEI><text><body><p>Café one.</p><p>Two</q></p></body></text></TEI>"
    document = read_text(source, "a.tei")
    assert blocks(document) == ["paragraph|Café one.", "paragraph|Two"]


def test_entities_and_their_places() -> None:
    source = (
        '<!DOCTYPE a [<!ENTITY pr "Press">]><a>caf&eacute; &#233; &pr; <![CDATA[<x>]]>\r\né</a>'
    )
    tree, problems = read_tree(source)
    assert problems == []
    pieces = [(child.text, source[child.start : child.end]) for child in tree.children[0].children]  # type: ignore[union-attr]
    assert pieces == [
        ("caf", "caf"), ("é", "&eacute;"), (" ", " "), ("é", "&#233;"), (" ", " "),
        ("Press", "&pr;"), (" ", " "), ("<x>", "<x>"), ("\n", "\r\n"), ("é", "é"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["jats", "tei"])
@given(data=st.data())
def test_nothing_raises_and_places_are_true(name: str, data: st.DataObject) -> None:
    tags = [
        "p", "fn", "xref rid='a' ref-type='fn'", "ref id='a'", "element-citation", "year", "name",
        "surname", "note n='1'", "ref target='#a'", "biblStruct", "title level='a'", "author",
        "body", "back", "bibl", "date when='2020'", "mixed-citation", "article-title", "label",
        "text",
    ]  # fmt: skip
    opened: list[str] = []
    source = "<article>"
    for _ in range(data.draw(st.integers(0, 30))):
        piece = data.draw(st.sampled_from([*tags, "/", "text é ", "&amp;", "2020", "\r\n", "&x;"]))
        if piece in tags:
            source += f"<{piece}>"
            opened.append(piece.split()[0])
        elif piece != "/":
            source += piece
        elif opened:
            source += f"</{opened.pop()}>"
    document = read_text(source, "a.xml", name)
    assert_places_are_true(document)
    for entry in document.entries:
        for field in entry.fields.values():
            assert source[slice(*field.span)] == field.raw


@pytest.mark.parametrize(("prefix", "author"), [("van der", "van der Berg, Peter"),
                                                ("Dr", "Berg, Peter")])  # fmt: skip
def test_a_particle_is_part_of_a_name_and_a_title_is_not(prefix: str, author: str) -> None:
    source = (
        "<article><front><article-meta/></front><back><ref-list><ref><element-citation><name>"
        f"<surname>Berg</surname><given-names>Peter</given-names><prefix>{prefix}</prefix></name>"
        "<source>On Silt</source><publisher-name>Quay</publisher-name><year>2004</year>"
        "</element-citation></ref></ref-list></back></article>"
    )
    (entry,) = read_text(source, "a.xml", "jats").entries
    assert entry.value("author") == author
