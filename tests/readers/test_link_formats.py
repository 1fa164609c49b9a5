"""The formats of which only the links are read: each with what is a link in it, and what is not."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.errors import InputError
from srccheck.model import Document
from srccheck.readers import read_bytes, read_text
from tests.readers.pages import Pages

CASES = {
    "latex": (
        [
            (r"\url{https://a.org/x\_y}", [("https://a.org/x_y", 1, 1)]),
            (r"See \href[page=2]{https://a.org/a\%20b\#c}{the \emph{text}}.",
             [("https://a.org/a%20b#c", 1, 5)]),
            (r"\url{https://a.org/100%25}", [("https://a.org/100%25", 1, 1)]),
            (r"\url|https://a.org/x|", [("https://a.org/x", 1, 1)]),
            ("\\url{https://a.org/very%\n  long}", [("https://a.org/verylong", 1, 1)]),
            (r"Bare https://a.org/x\_y\_(z), here.", [("https://a.org/x_y_(z)", 1, 6)]),
            (r"50\% of https://a.org/~me % but https://no.org", [("https://a.org/~me", 1, 9)]),
            ("% \\url{https://no.org}\n\\doi{10.5555/a\\_b}",
             [("https://doi.org/10.5555/a_b", 2, 1)]),
            ("\\begin{verbatim}\nhttps://no.org\n\\end{verbatim}\nhttps://a.org",
             [("https://a.org", 4, 1)]),
            (r"\verb|https://no.org| \lstinline!https://no.org!", []),
            (r"\newcommand{\gh}[1]{\href{https://no.org/#1}{#1}} https://a.org",
             [("https://a.org", 1, 51)]),
            (r"\url{\base/x}", []),
            ("\\iffalse\nhttps://no.org\n\\fi\nhttps://a.org", [("https://a.org", 4, 1)]),
            ("https://a.org\n\\end{document}\nhttps://no.org", [("https://a.org", 1, 1)]),
            (r"{\small https://a.org/x}", [("https://a.org/x", 1, 9)]),
            (r"\href{mailto:ann@a.org}{Ann}", [("mailto:ann@a.org", 1, 1)]),
            (r"\url{https://a.org/x", [("https://a.org/x", 1, 6)]),
        ]
    ),
    "rst": (
        [
            ("See `x <https://a.org/(b)>`_.", [("https://a.org/(b)", 1, 5)]),
            ("See `x <../y.rst>`__.", [("../y.rst", 1, 5)]),
            ("See `x`_ and y_.\n\n.. _x: https://a.org\n   /b\n.. _`y`: https://c.org\n",
             [("https://a.org/b", 3, 8), ("https://c.org", 5, 10)]),
            ("`many\nwords <https://a.org>`_", [("https://a.org", 1, 1)]),
            ("``https://no.org`` and https://a.org/x\\_y.", [("https://a.org/x_y", 1, 24)]),
            ("One::\n\n   https://no.org\n\nhttps://a.org", [("https://a.org", 5, 1)]),
            (".. code-block:: sh\n\n   curl https://no.org\n\nhttps://a.org",
             [("https://a.org", 5, 1)]),
            (".. see https://no.org\n   and https://no.org\n\nhttps://a.org",
             [("https://a.org", 4, 1)]),
            (".. image:: a/b.png\n   :alt: B\n   :target: https://a.org\n",
             [("a/b.png", 1, 12), ("https://a.org", 3, 13)]),
            (".. note:: https://a.org\n\n   https://b.org",
             [("https://a.org", 1, 11), ("https://b.org", 3, 4)]),
            (".. [1] Doe, https://a.org/x.", [("https://a.org/x", 1, 13)]),
            ("__ https://a.org\n", [("https://a.org", 1, 4)]),
            (":doi:`10.5555/ab` :pep:`8`", [("https://doi.org/10.5555/ab", 1, 1)]),
            (".. _other: x_\n", []),
        ]
    ),
    "asciidoc": (
        [
            ("link:a.adoc#b[C]", [("a.adoc#b", 1, 1)]),
            ("https://a.org/x[Label] https://b.org/Thaw_(film).",
             [("https://a.org/x", 1, 1), ("https://b.org/Thaw_(film)", 1, 24)]),
            (":u: https://a.org\n\n{u}/x[X] {unknown}/y[Y]",
             [("https://a.org", 1, 5), ("https://a.org/x", 3, 1)]),
            ("// https://no.org\n----\nhttps://no.org\n----\n////\nhttps://no.org\n////\n", []),
            ("image::a.png[A] <<here,There>> xref:b.adoc[B]",
             [("a.png", 1, 1), ("#here", 1, 17), ("b.adoc", 1, 32)]),
            ("mailto:ann@a.org[Ann] \\https://no.org", [("mailto:ann@a.org", 1, 1)]),
        ]
    ),
    "wikitext": (
        [
            ("[https://a.org/x y] [[Page]]", [("https://a.org/x", 1, 1)]),
            ("<!-- https://no.org --> <nowiki>https://no.org</nowiki> https://a.org",
             [("https://a.org", 1, 57)]),
            ("{{cite journal|url=https://a.org/x|doi=10.5555/a|pmid=12}}",
             [("https://a.org/x", 1, 20), ("https://doi.org/10.5555/a", 1, 40),
              ("https://pubmed.ncbi.nlm.nih.gov/12/", 1, 55)]),
        ]
    ),
    "sitemap": (
        [
            ("<urlset><url>\n<loc>https://a.org/?b&amp;c</loc></url></urlset>",
             [("https://a.org/?b&c", 2, 6)]),
            ("<a:urlset xmlns:a='u'><a:loc>\n https://a.org\n</a:loc></a:urlset>",
             [("https://a.org", 2, 2)]),
            ("<urlset><!-- <loc>https://no.org</loc> --><loc>https://a.org</loc>",
             [("https://a.org", 1, 48)]),
            ('<!DOCTYPE x [<!ENTITY e "https://no.org">]><urlset><loc>&e;</loc></urlset>', []),
        ]
    ),
}  # fmt: skip


def places(document: Document) -> list[tuple[str | None, int, int]]:
    return [(link.target, *document.position(link.span.start)) for link in document.links]


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        pytest.param(name, source, expected, id=f"{name}: {source[:30]!r}")
        for name, cases in CASES.items()
        for source, expected in cases
    ],
)
def test_links_of(name: str, source: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(read_text(source, f"a.{name}", name)) == expected


def test_links_stand_where_they_are_written() -> None:
    source = "\u00e9 \\href{https://a.org/x\\_y}{z} and https://b.org/\\%20, \n"
    document = read_text(source, "a.tex")
    assert [source[slice(*link.span)] for link in document.links] == [
        r"\href{https://a.org/x\_y}{z}",
        r"https://b.org/\%20",
    ]


HEADINGS = {
    "a.rst": ("One\n===\n\nTwo *two*\n---------\n", ["One", "Two two"]),
    "a.adoc": ("= One\n\n== Two\n", ["One", "Two"]),
    "a.wiki": ("= One =\n== ''Two'' ==\n", ["One", "Two"]),
    "a.tex": ("\\section{One \\& two}\n", ["One & two"]),
}


@pytest.mark.parametrize("path", HEADINGS)
def test_headings_of(path: str) -> None:
    source, expected = HEADINGS[path]
    assert [
        block.passage.text
        for block in read_text(source, path).blocks
        if block.kind.value == "heading"
    ] == expected


def notebook(*cells: tuple[str, list[str]]) -> str:
    shown = [{"cell_type": kind, "source": source} for kind, source in cells]
    return json.dumps({"cells": shown, "nbformat": 4}, indent=1)


def test_a_notebook_has_the_links_of_its_markdown_in_their_places() -> None:
    source = notebook(
        ("markdown", ['# A "title"\n', "\n", "See [é](https://a.org/x),\n", "<https://b.org>.\n"]),
        ("code", ["# https://no.org\n"]),
        ("markdown", ["![](pic.png)"]),
    )
    document = read_text(source, "a.ipynb")
    assert [(link.target, source[slice(*link.span)]) for link in document.links] == [
        ("https://a.org/x", "[\\u00e9](https://a.org/x)"),
        ("https://b.org", "<https://b.org>"),
        ("pic.png", "![](pic.png)"),
    ]
    assert [document.position(link.span.start).line for link in document.links] == [8, 9, 21]
    assert document.blocks[0].passage.text == 'A "title"'


@pytest.mark.parametrize("source", ["", "{", "[]", '{"cells": 3}', '{"cells": [{}]}', "[" * 5000])
def test_what_is_no_notebook_has_no_links(source: str) -> None:
    assert read_text(source, "a.ipynb").links == ()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{R}/hyperlink" Target="https://a.org/x_(y)" TargetMode="External"/>
</Relationships>"""
BODY = f"""<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>
<w:p><w:r><w:t>First, </w:t></w:r>
<w:hyperlink r:id="r1"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b</w:instrText>
</w:r><w:r><w:instrText>.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:t>a field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:bookmarkStart w:name="here"/><w:r><w:t>Bare https://c.org.</w:t></w:r>
<w:hyperlink w:anchor="here"><w:r><w:t>up</w:t></w:r></w:hyperlink></w:p>
</w:body></w:document>"""


def word_document(body: str, relations: str = RELATIONS) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/_rels/document.xml.rels", relations)
    return file.getvalue()


def test_a_word_document_has_its_hyperlinks_fields_and_addresses() -> None:
    document = read_bytes(word_document(BODY), "a.docx")
    assert places(document) == [
        ("https://a.org/x_(y)", 1, 8),
        ("https://b.org", 2, 1),
        ("https://c.org", 3, 6),
        ("#here", 3, 20),
    ]
    assert [link.text for link in document.links] == ["a link", "a field", "https://c.org", "up"]
    assert document.metadata["anchors"] == ["here"]


def test_entities_of_a_word_document_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY e "https://no.org">]>' + BODY.replace("Bare", "&e;")
    document = read_bytes(word_document(bomb), "a.docx")
    assert "no.org" not in document.source


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", word_document("<a>")])
def test_a_broken_word_document_cannot_be_read(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be read as a Word document"):
        read_bytes(data, "a.docx")


def test_a_pdf_has_the_addresses_of_its_annotations_page_by_page() -> None:
    pytest.importorskip("pypdfium2")
    pages = Pages()
    for number in range(2):
        pages.page()
        pages.pdf.link(1, 1, 9, 9, f"https://a.org/{number}")
    document = read_bytes(pages.bytes(), "a.pdf")
    assert places(document) == [("https://a.org/0", 1, 9), ("https://a.org/1", 2, 9)]


def test_a_packed_sitemap_is_unpacked() -> None:
    data = gzip.compress(b"<urlset><url><loc>https://a.org</loc></url></urlset>")
    assert places(read_bytes(data, "sitemap.xml.gz")) == [("https://a.org", 1, 19)]
    with pytest.raises(InputError, match="cannot be unpacked"):
        read_bytes(data[:20], "sitemap.xml.gz")


def test_a_packed_sitemap_may_not_be_larger_than_any_file(monkeypatch) -> None:
    from srccheck import readers

    monkeypatch.setattr(readers, "MAX_BYTES", 1000)
    with pytest.raises(InputError, match="larger than"):
        read_bytes(gzip.compress(b" " * 2000), "sitemap.xml.gz")


PIECES = st.sampled_from(
    [r"\url{", r"\href{a}{b", "}", "{", "[", "]", "%", "\n", "\n   ", "`", "<", ">`_", "..",
     ".. _a:",
     "::", "|", "https://a.org/", "----\n", "<loc>", "</loc>", "==", "\\", "{{", "}}",
     "\\begin{verbatim}",
     "$", "é", "\r", "[[", "<nowiki>", '"', ",", ":", '{"cells":']
)  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=25))
def test_any_text_has_its_links_inside_it(name: str, pieces: list[str]) -> None:
    source = "".join(pieces)
    document = read_text(source, "a", name)
    assert document.source == source
    for link in document.links:
        assert 0 <= link.span.start <= link.span.end <= len(source)
    for block in document.blocks:
        assert 0 <= block.passage.span().start <= block.passage.span().end <= len(source)
