"""OpenDocument texts in; blocks, notes, links and entries out."""

from __future__ import annotations

import json
from xml.sax.saxutils import quoteattr

import pytest

from srccheck.model import Document
from srccheck.readers import read_bytes

from .shapes import assert_places_are_true, blocks, links, notes, styles
from .word import packed

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "meta": "meta", "fo": "xsl-fo-compatible",
}  # fmt: skip
_XMLNS = [f'xmlns:{prefix}="{_NS}{name}:1.0"' for prefix, name in _PREFIXES.items()]
SPACES = " ".join([*_XMLNS, 'xmlns:xlink="http://www.w3.org/1999/xlink"',
                   'xmlns:dc="http://purl.org/dc/elements/1.1/"'])  # fmt: skip
STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/>
</style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1">
<style:text-properties fo:font-variant="small-caps" fo:font-style="normal"/></style:style>
<style:style style:name="T3" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"
 text:display-levels="2"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""


def odt(body: str, meta: str = "", **more: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    if meta:
        members["meta.xml"] = f"<office:document-meta {SPACES}>{meta}</office:document-meta>"
    return packed({**members, **more})


def read(body: str, meta: str = "") -> Document:
    document = read_bytes(odt(body, meta), "a.odt")
    assert_places_are_true(document)
    return document


def p(inside: str, name: str = "Standard") -> str:
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def note(label: str, inside: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{label}</text:note-citation>'
        f"<text:note-body>{inside}</text:note-body></text:note>"
    )


def items(*inside: str, attributes: str = 'text:style-name="L1"') -> str:
    listed = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f"<text:list {attributes}>{listed}</text:list>"


BLOCKS = {
    "headings": (
        '<text:h text:outline-level="2">A</text:h>' + p("B", "P1") + p("C", "Heading_20_3"),
        ["heading 2|A", "heading 1|B", "heading 3|C"],
    ),
    "white space": (
        p('  a\n   b<text:s text:c="2"/>c<text:tab/>d <text:span> e</text:span>'),
        ["paragraph|a b  c\td e"],
    ),
    "line breaks": (p("a<text:line-break/>b"), ["paragraph|a\nb"]),
    "what was deleted": (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("gone")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + p('a<text:change-start/>b<text:change-end/><text:change/>c'),
        ["paragraph|abc"],
    ),
    "what is hidden": (
        p('a<text:span text:style-name="T4">b</text:span>')
        + f'<text:section text:display="none">{p("c")}</text:section>',
        ["paragraph|a"],
    ),
    "comments": (p("a<office:annotation><text:p>no</text:p></office:annotation>b"),
                 ["paragraph|ab"]),
    "a text box": (
        p(f'a<draw:frame><draw:text-box>{p("box")}</draw:text-box></draw:frame>b'),
        ["paragraph|ab", "paragraph|box"],
    ),
    "tables": (
        f"<table:table><table:table-row><table:table-cell>{p('a')}</table:table-cell>"
        f"<table:table-cell>{p('b')}</table:table-cell></table:table-row></table:table>",
        ["cell|a", "cell|b"],
    ),
    "lists": (
        items(p("a") + p("more"), p("b") + items(p("c"), attributes=""), p("d"))
        + items(p("e"), attributes='text:style-name="L1" text:continue-numbering="true"')
        + items(p("f")) + items(p("g"), attributes='text:style-name="L2"'),
        ["item 1 1.|a", "item 1|more", "item 1 2.|b", "item 2 2.a)|c", "item 1 3.|d",
         "item 1 4.|e", "item 1 1.|f", "item 1|g"],
    ),
    "quotations and code": (p("a", "Quotations") + p("b", "Preformatted_20_Text"),
                            ["quote|a", "code|b"]),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BLOCKS))
def test_blocks(name: str) -> None:
    body, expected = BLOCKS[name]
    assert blocks(read(body)) == expected


def test_footnotes_and_endnotes() -> None:
    document = read(
        p("One" + note("1", p("First.") + p("More.")) + " two" + note("i", p("End."), "endnote")
          + " three" + note("*", p("Thanks.")) + ".")
    )  # fmt: skip
    assert notes(document) == [
        ("1", "footnote", "First.\n\nMore.", 1), ("*", "footnote", "Thanks.", 1),
        ("i", "endnote", "End.", 1),
    ]  # fmt: skip
    assert document.blocks[0].passage.text == "One two three."
    assert document.source.startswith("One[1] two[i] three[*].\n")


def test_a_note_inside_a_list_is_no_item() -> None:
    document = read(items(p("a" + note("1", p("Note.")))))
    assert blocks(document) == ["item 1 1.|a", "paragraph|Note."]


def test_how_text_looks() -> None:
    document = read(p(
        '<text:span text:style-name="T1">Le Monde</text:span> '
        '<text:span text:style-name="T2">Doe</text:span> '
        '<text:span text:style-name="T3">e</text:span>'
    ))  # fmt: skip
    assert styles(document) == [("italic", "Le Monde"), ("small-caps", "Doe"), ("superscript", "e")]


def test_links() -> None:
    document = read(
        p('<text:bookmark text:name="here"/>See <text:a xlink:href="https://a.org/x">a <text:span'
          ' text:style-name="T1">link</text:span></text:a>, <text:a xlink:href="#here">up</text:a>,'
          " "
          "https://b.org/y" + note("1", p("n")) + ".")
    )  # fmt: skip
    assert links(document) == [
        ("a link", "https://a.org/x", "a link"), ("up", "#here", "up"),
        ("https://b.org/y", "https://b.org/y", "https://b.org/y"),
    ]  # fmt: skip
    assert document.metadata["anchors"] == ["here"]


CSL = {"citationItems": [{"id": 1, "locator": "4", "uris": ["http://z.example/1"], "itemData": {
    "type": "book", "title": "Tides", "author": [{"family": "Roe", "given": "Richard"}],
    "issued": {"date-parts": [[2019]]}}}]}  # fmt: skip


@pytest.mark.parametrize("mark", ["reference-mark", "bookmark"])
def test_zotero(mark: str) -> None:
    name = f"ZOTERO_ITEM CSL_CITATION {json.dumps(CSL)} RNDabc12"
    meta = ""
    if mark == "bookmark":
        pieces = "".join(
            f'<meta:user-defined meta:name="ZOTERO_BREF_q_{n}">{part}</meta:user-defined>'
            for n, part in enumerate((name[:30], name[30:]), 1)
        )
        name, meta = "ZOTERO_BREF_q", f"<office:meta>{pieces}</office:meta>"
    named = f"text:name={quoteattr(name)}"
    cited = f"<text:{mark}-start {named}/>Roe, Tides, 4.<text:{mark}-end {named}/>"
    document = read(p("One" + note("1", p(cited)) + "."), meta)
    (entry,) = document.entries
    assert (entry.key, entry.note_label, entry.raw) == ("roe2019tides", "1", "Roe, Tides, 4.")
    assert [(c.label, c.locator) for c in document.citations] == [("roe2019tides", "p. 4")]


def test_the_citations_of_libreoffice_itself() -> None:
    mark = (
        '<text:bibliography-mark text:identifier="Doe20" text:bibliography-type="article"'
        ' text:author="Doe, Jane; Roe, Richard" text:title="Harbours" text:journal="Ports"'
        ' text:year="2020" text:volume="3">[Doe20]</text:bibliography-mark>'
    )
    listed = f"<text:bibliography><text:index-body>{p('Doe20: Doe, Harbours, 2020')}"
    document = read(p(f"A {mark} b {mark}.") + listed + "</text:index-body></text:bibliography>")
    (entry,) = document.entries
    assert entry.value("author") == "Doe, Jane and Roe, Richard"
    assert (entry.type, entry.value("journaltitle"), entry.raw) == (
        "article", "Ports", "Doe20: Doe, Harbours, 2020"
    )  # fmt: skip
    assert [note.kind.value for note in document.notes] == ["reference"]


def test_metadata() -> None:
    meta = "<office:meta><dc:title>T</dc:title><dc:creator>Ada</dc:creator></office:meta>"
    assert read(p("a"), meta).metadata == {"title": "T", "author": "Ada"}
