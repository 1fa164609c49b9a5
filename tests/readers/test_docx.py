"""Word documents in; blocks, notes, links and places out."""

from __future__ import annotations

import pytest

from srccheck.model import Document
from srccheck.readers import read_bytes

from .shapes import assert_places_are_true, blocks, links, notes, styles
from .word import field, item, levels, note, p, r, ref, style, word


def read(*body: str, **parts: object) -> Document:
    document = read_bytes(word(*body, **parts), "a.docx")  # type: ignore[arg-type]
    assert_places_are_true(document)
    return document


INS = '<w:ins w:id="1" w:author="A">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'
BOX = "<w:txbxContent>{}</w:txbxContent>"
LIST = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3"))

BLOCKS = {
    "headings by the name of a style that has a French identifier": (
        [p("One", properties=style("Titre1")), p("Two", properties=style("Own"))],
        ["heading 1|One", "heading 1|Two"],
    ),
    "headings by the level of the outline": (
        [p("A", properties=style("Part")), p("B", properties='<w:outlineLvl w:val="2"/>')],
        ["heading 2|A", "heading 3|B"],
    ),
    "a style that the file does not define": ([p("A", properties=style("Heading3"))],
                                              ["heading 3|A"]),
    "a line break is one in the text": ([p("a", "<w:r><w:br/></w:r>", "b")], ["paragraph|a\nb"]),
    "a page break alone": ([p('<w:r><w:br w:type="page"/></w:r>'), p("b")],
                           ["rule|", "paragraph|b"]),
    "insertions are kept, deletions are not": (
        [p("It ", INS.format(r("is ")), DEL.format("was "), "so.")], ["paragraph|It is so."]
    ),
    "moves": (
        [p("a", f"<w:moveFrom>{r('b')}</w:moveFrom>", f"<w:moveTo>{r('c')}</w:moveTo>")],
        ["paragraph|ac"],
    ),
    "a deleted end of a paragraph": (
        [p("One ", properties='<w:rPr><w:del w:id="3"/></w:rPr>'), p("line."), p("Next.")],
        ["paragraph|One line.", "paragraph|Next."],
    ),
    "a deleted row": (
        [f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('x')}</w:tc></w:tr>"
         f"<w:tr><w:tc>{p('y')}</w:tc><w:tc>{p('z')}</w:tc></w:tr></w:tbl>"],
        ["cell|y", "cell|z"],
    ),
    "hidden text": (
        [p("a", r("b", "<w:vanish/>"), r("c", '<w:vanish w:val="0"/>'),
           r("d", '<w:rStyle w:val="Cachet"/>'))],
        ["paragraph|ac"],
    ),
    "hyphens": (
        [p("a", "<w:r><w:noBreakHyphen/></w:r>", "b", "<w:r><w:softHyphen/></w:r>", "c")],
        ["paragraph|a-bc"],
    ),
    "symbols": (
        [p('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', " and ",
           '<w:r><w:sym w:font="Times" w:char="2014"/></w:r>')],
        ["paragraph|α and —"],
    ),
    "a text box, which is there twice, stands after its paragraph": (
        [p("a", "<w:r><mc:AlternateContent><mc:Choice>" + BOX.format(p("box"))
           + "</mc:Choice><mc:Fallback>" + BOX.format(p("box"))
           + "</mc:Fallback></mc:AlternateContent></w:r>", "b")],
        ["paragraph|ab", "paragraph|box"],
    ),
    "content controls": (
        [f"<w:sdt><w:sdtPr/><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>",
         p(f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>")],
        ["paragraph|a", "paragraph|b"],
    ),
    "a placeholder is no text": (
        [p(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}"
           "</w:sdtContent></w:sdt>", "b")],
        ["paragraph|b"],
    ),
    "the code of a field is no text": (
        [p("p. ", field(" PAGEREF _Toc1 \\h ", "12"))], ["paragraph|p. 12"]
    ),
    "a field without end hides no text": (
        [p("a", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), p("b")],
        ["paragraph|a", "paragraph|b"],
    ),
    "comments are no text": (
        [p('<w:commentRangeStart w:id="0"/>', "a",
           '<w:r><w:commentReference w:id="0"/></w:r>')],
        ["paragraph|a"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BLOCKS))
def test_blocks(name: str) -> None:
    body, expected = BLOCKS[name]
    assert blocks(read(*body)) == expected


LISTS = {
    "levels": (
        [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)],
        ["1.", "2.", "a)", "b)", "2.b.1", "3.", "a)"],
    ),
    "a list begun anew": ([(1, 0), (1, 0), (2, 0), (2, 0)], ["1.", "2.", "1.", "2."]),
    "a list that goes on": ([(1, 0), (2, 0), (1, 0)], ["1.", "1.", "2."]),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_the_numbers_of_lists_are_counted(name: str) -> None:
    items, expected = LISTS[name]
    body = [p("x", properties=item(*one)) for one in items]
    assert [block.label for block in read(*body, numbering=LIST).blocks] == expected


FORMS = {"lowerRoman": "iv)", "upperRoman": "IV)", "upperLetter": "D)", "bullet": "",
         "decimalZero": "04)", "none": "", "hindiCounting": "4)"}  # fmt: skip


@pytest.mark.parametrize("form", list(FORMS))
def test_the_forms_of_numbers(form: str) -> None:
    body = [p("x", properties=item(1))] * 4
    document = read(*body, numbering=levels((form, "%1)")))
    assert document.blocks[3].label == FORMS[form]


def test_a_list_by_its_style_and_a_paragraph_taken_out_of_it() -> None:
    body = [p("a", properties=style("Liste")), p("b", properties=style("Liste") + item(0))]
    assert blocks(read(*body, numbering=LIST)) == ["item 1 1.|a", "paragraph|b"]


def test_endnotes_typed_as_a_numbered_list_have_their_numbers() -> None:
    document = read(
        p("So it is", r("1", '<w:vertAlign w:val="superscript"/>'), ", and so",
          r("2", '<w:vertAlign w:val="superscript"/>'), "."),
        p("Notes", properties=style("Titre1")),
        p("Ada Example, A Title, 2020.", properties=item(1)),
        p("Ben Sample, Another Title, 2021.", properties=item(1)),
        numbering=LIST,
    )  # fmt: skip
    assert notes(document) == [
        ("1", "endnote", "Ada Example, A Title, 2020.", 1),
        ("2", "endnote", "Ben Sample, Another Title, 2021.", 1),
    ]
    assert document.source.splitlines()[2] == "1. Ada Example, A Title, 2020."


def test_footnotes_and_endnotes_in_the_order_of_the_text() -> None:
    document = read(
        p("One", ref(5), " two", ref(2), " three", ref(1, "endnote"), "."),
        footnotes=note(2, p(" Second."), p("More.")) + note(5, p(" First."))
        + note(9, p(" Unused.")),
        endnotes=note(1, p(" At the end."), kind="endnote"),
    )  # fmt: skip
    assert notes(document) == [
        ("1", "footnote", "First.", 1),
        ("2", "footnote", "Second.\n\nMore.", 1),
        ("i", "endnote", "At the end.", 1),
    ]
    assert document.source.startswith("One[1] two[2] three[i].\n")
    assert document.blocks[0].passage.text == "One two three."
    marker = document.notes[1].markers[0]
    assert (document.source[slice(*marker.span)], document.position(marker.span.start)) == (
        "[2]", (1, 11)
    )  # fmt: skip
    assert not document.unmatched
    assert document.unit == "paragraph"


def test_a_note_with_a_mark_of_its_own_is_not_counted() -> None:
    document = read(
        p("One", ref(1, mark="*"), " two", ref(2), "."),
        footnotes=note(1, p("* The author thanks.")) + note(2, p(" Source.")),
    )
    assert notes(document) == [
        ("*", "footnote", "The author thanks.", 1), ("1", "footnote", "Source.", 1)
    ]  # fmt: skip


SECTION = (
    '<w:sectPr><w:footnotePr><w:numFmt w:val="{}"/><w:numRestart w:val="eachSect"/>'
    "</w:footnotePr></w:sectPr>"
)


def test_numbers_that_begin_anew_in_each_section() -> None:
    first, last = SECTION.format("decimal"), SECTION.format("lowerLetter")
    document = read(
        p("One", ref(1), ref(2)), p("", properties=first), p("Two", ref(3), ref(4)), last,
        footnotes="".join(note(n, p(f" Text {n}.")) for n in (1, 2, 3, 4)),
    )  # fmt: skip
    assert [(n.label, n.passage.text, len(n.markers)) for n in document.notes] == [
        ("1", "Text 1.", 1), ("2", "Text 2.", 1), ("a", "Text 3.", 1), ("b", "Text 4.", 1)
    ]  # fmt: skip


def test_two_notes_with_one_number_keep_their_own_markers() -> None:
    section = SECTION.format("decimal")
    document = read(
        p("One", ref(1)), p("", properties=section), p("Two", ref(2)), section,
        footnotes=note(1, p(" A.")) + note(2, p(" B.")),
    )  # fmt: skip
    assert [(n.label, [m.span.start for m in n.markers]) for n in document.notes] == [
        ("1", [3]), ("1", [document.source.index("Two") + 3])
    ]  # fmt: skip


def test_the_settings_say_where_numbers_start() -> None:
    settings = '<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>'
    document = read(p("a", ref(1)), footnotes=note(1, p(" A.")), settings=settings)
    assert document.notes[0].label == "7"


def test_a_deleted_reference_has_no_note_and_a_lost_note_leaves_its_marker() -> None:
    deleted = f'<w:del w:id="1">{ref(1)}</w:del>'
    document = read(p("a", deleted, ref(2), ref(3)),
                    footnotes=note(1, p(" Gone.")) + note(2, p(" Kept.")))  # fmt: skip
    assert notes(document) == [("1", "footnote", "Kept.", 1)]
    assert [marker.label for marker in document.unmatched] == ["2"]
    assert "Gone" not in document.source


def test_how_text_looks() -> None:
    document = read(p(
        r("Le Monde", "<w:i/>"), r(" diplo", "<w:i/>"), " ", r("b", "<w:b/>"), " ",
        r("Doe", "<w:smallCaps/>"), " ", r("e", '<w:vertAlign w:val="superscript"/>'), " ",
        r("em", '<w:rStyle w:val="Accentuation"/>'), " ",
        r("no", '<w:rStyle w:val="Accentuation"/><w:i w:val="false"/>'),
    ))  # fmt: skip
    assert styles(document) == [
        ("italic", "Le Monde diplo"), ("bold", "b"), ("small-caps", "Doe"), ("superscript", "e"),
        ("italic", "em"),
    ]  # fmt: skip


def test_links_in_text_and_notes() -> None:
    document = read(
        p('<w:bookmarkStart w:id="0" w:name="here"/>', "See ",
          f'<w:hyperlink r:id="x1" w:anchor="p2">{r("a ")}{r("link", "<w:i/>")}</w:hyperlink>',
          ", ", f'<w:hyperlink w:anchor="here">{r("up")}</w:hyperlink>', ref(1)),
        footnotes=note(1, p(" ", field(' HYPERLINK "https://b.org/x" ', "There"),
                            " and https://c.org/d.")),
        relations={"x1": "https://a.org/"},
    )  # fmt: skip
    assert links(document) == [
        ("a link", "https://a.org/#p2", "a link"), ("up", "#here", "up"),
        ("There", "https://b.org/x", "There"), ("https://c.org/d", "https://c.org/d", "https://c.org/d"),
    ]  # fmt: skip
    assert ("link", "a link") in styles(document)
    assert document.metadata["anchors"] == ["here"]


def test_a_marker_does_not_touch_the_address_before_it() -> None:
    document = read(p("https://a.org/b", ref(1), "."), footnotes=note(1, p(" A.")))
    assert [link.target for link in document.links] == ["https://a.org/b"]


def test_the_main_part_may_have_another_name_and_strict_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    spaced = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = word(more={
        "word/document2.xml": f'<w:document xmlns:w="{strict}"><w:body>{p("Strict")}</w:body>'
        "</w:document>",
        "_rels/.rels": f'<Relationships xmlns="{spaced}"><Relationship Id="a" Type="{office}"'
        ' Target="/word/document2.xml"/></Relationships>',
    })  # fmt: skip
    assert blocks(read_bytes(data, "a.docx")) == ["paragraph|Strict"]


def test_metadata() -> None:
    core = (
        '<c:coreProperties xmlns:c="http://x.example/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A Title</dc:title><dc:creator>Ada Example</dc:creator></c:coreProperties>"
    )
    document = read(p("a"), more={"docProps/core.xml": core})
    assert document.metadata == {"title": "A Title", "author": "Ada Example"}


def test_steps_grow_as_the_document_does() -> None:
    from .test_hostile import counted

    def steps(size: int) -> int:
        body = [
            p("One", ref(n), " ", field(' HYPERLINK "https://a.org" ', "x")) for n in range(size)
        ]
        data = word(*body, footnotes="".join(note(n, p(f" Text {n}.")) for n in range(size)))
        return counted(lambda: read_bytes(data, "a.docx"))

    steps(10)
    assert steps(200) < 2.6 * steps(100)
