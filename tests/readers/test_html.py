"""HTML in, blocks, links, notes, metadata and places out."""

from __future__ import annotations

import pytest

from srccheck.readers import read_text

from .shapes import assert_places_are_true, blocks, links, notes, styles

BLOCKS = {
    "white space collapses": ("<p>  one\n  <b> two</b> \t three </p>", ["paragraph|one two three"]),
    "headings": ("<h1>A</h1><h3>B", ["heading 1|A", "heading 3|B"]),
    "implied ends of paragraphs": (
        "<p>a<p>b<div>c</div>d",
        ["paragraph|a", "paragraph|b", "paragraph|c", "paragraph|d"],
    ),
    "implied ends of items": (
        "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
        ["item 1|a", "item 1|b", "item 2|c", "item 1|d"],
    ),
    "numbers": (
        "<ol start=3><li>a<li value=7>b<li>c</ol>",
        ["item 1 3.|a", "item 1 7.|b", "item 1 8.|c"],
    ),
    "letters and numerals": (
        "<ol type=a><li>x</ol><ol type=I start=4><li>y</ol>",
        ["item 1 a.|x", "item 1 IV.|y"],
    ),
    "paragraphs in items": ("<ol><li><p>a</p><p>b</p></li></ol>", ["item 1 1.|a", "item 1|b"]),
    "cells": (
        "<table><tr><th>a<td>b<tr><td><p>c</p></table>d",
        ["cell|a", "cell|b", "cell|c", "paragraph|d"],
    ),
    "quotations": ("<blockquote><p>a</blockquote>b", ["quote|a", "paragraph|b"]),
    "line breaks": ("a<br>b <br/> c", ["paragraph|a\nb\nc"]),
    "rules": ("a<hr>b", ["paragraph|a", "rule|", "paragraph|b"]),
    "code": ("<pre><code>a  b\n  c</code></pre>", ["code|a  b\n  c"]),
    "text set as it is": ("<pre>a  b\r\n  c</pre>", ["paragraph|a  b\n  c"]),
    "references": (
        "&eacute;t&#233; &amp;amp; &lt;b> &copy &notanentity;",
        ["paragraph|été &amp; <b> © ¬anentity;"],
    ),
    "hidden": (
        "<style>p{}</style><script>if (a<b) '</p>'</script><p>a<span hidden>b</span>"
        "<span style='display: none'>c</span><template>d</template><!-- e --></p><nav>f</nav>",
        ["paragraph|a"],
    ),
    "hidden without end": ("<p>a<nav>b<p>c", ["paragraph|a", "paragraph|b", "paragraph|c"]),
    "unclosed comment": ("a <!-- b", ["paragraph|a <!-- b"]),
    "unclosed script": ("<script>a<p>b", ["paragraph|a", "paragraph|b"]),
    "unclosed title": ("<title>a<p>b", ["paragraph|a", "paragraph|b"]),
    "unclosed tag": ("a < b <c", ["paragraph|a < b <c"]),
    "unclosed quotation mark": ('<p>a <a href="x>b</a> c', ["paragraph|a b c"]),
    "wrong nesting": ("<b>a<p>b</b>c</p></i>d", ["paragraph|a", "paragraph|bc", "paragraph|d"]),
    "ends without starts": ("a</p></div></td>b", ["paragraph|a", "paragraph|b"]),
    "Word's comments": (
        "<p><![if !supportFootnotes]>[1]<![endif]>a<o:p></o:p></p>",
        ["paragraph|[1]a"],
    ),
    "no markup": ("just text", ["paragraph|just text"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str, expected: list[str]) -> None:
    document = read_text(source, "a.html")
    assert blocks(document) == expected
    assert_places_are_true(document)


STYLES = {
    "<i>a</i> <em>b</em> <cite>c</cite>": [("italic", "a"), ("italic", "b"), ("italic", "c")],
    '<cite class="citation book cs1">a. b.</cite>': [],
    "<cite>a. <i>b</i>. c</cite> <cite>d</cite>": [("italic", "b"), ("italic", "d")],
    "<b>a</b><strong>b</strong>": [("bold", "a"), ("bold", "b")],
    "a<sup>b</sup><sub>c</sub>": [("superscript", "b"), ("subscript", "c")],
    "<span style='font-variant: small-caps'>a</span>": [("small-caps", "a")],
    "a <i> b </i> c": [("italic", "b")],
    "<i>a<p>b</i>c": [("italic", "a"), ("italic", "b")],
    "<b>a <i>b</b> c</i>": [("bold", "a b"), ("italic", "b c")],
    "<a href=u><i>a</i></a>": [("italic", "a"), ("link", "a")],
}


@pytest.mark.parametrize(("source", "expected"), STYLES.items())
def test_styles(source: str, expected: list[tuple[str, str]]) -> None:
    assert styles(read_text(source, "a.html")) == expected


LINKS = {
    '<a href="u?a=1&amp;copy=2&copy=3">a <b>b</b></a>': ("a b", "u?a=1&copy=2&copy=3"),
    "<a href>a</a>": ("a", ""),
    "<a>a</a>": ("a", None),
    "<a href=u><p>a</p><p>b</p></a>": ("a b", "u"),
    "<img src='i.png' alt='A &amp; B'>": ("A & B", "i.png"),
    "<A HREF = 'u' >a</A >": ("a", "u"),
}


@pytest.mark.parametrize(("source", "expected"), LINKS.items())
def test_links(source: str, expected: tuple[str, str | None]) -> None:
    assert links(read_text(source, "a.html")) == [(*expected, source)]


def test_a_link_ends_where_the_next_begins() -> None:
    source = "<p><a name=top><a href=u>a<a href=v>b</a> c"
    assert links(read_text(source, "a.html")) == [
        ("a", "u", "<a href=u>a"),
        ("b", "v", "<a href=v>b</a>"),
    ]
    assert blocks(read_text(source, "a.html")) == ["paragraph|ab c"]


def test_a_reference_maps_as_a_whole() -> None:
    source = "<p>caf&eacute; noir"
    passage = read_text(source, "a.html").blocks[0].passage
    assert source[slice(*passage.span(3, 4))] == "&eacute;"
    assert source[slice(*passage.span(5, 9))] == "noir"


def test_anchors() -> None:
    source = "<p id=a>one</p><div id=b><p>two</p><p>three</p></div><p>four <a name=c></a>five"
    anchors = [block.anchor for block in read_text(source, "a.html").blocks]
    assert anchors == ["a", "b", "", "c"]


def test_metadata() -> None:
    source = (
        "<html lang=fr-CA><head><title> A &amp;\n B</title><base href='http://x.example/'>"
        "<meta name=Author content='Ada'><meta name=author content='Bob'>"
        "<meta property='og:title' content='C'><link rel=canonical href=d></head><p>e"
    )
    document = read_text(source, "a.html")
    assert document.metadata == {
        "lang": "fr-CA",
        "title": "A & B",
        "base": "http://x.example/",
        "author": ["Ada", "Bob"],
        "og:title": "C",
        "canonical": "d",
    }
    assert document.language == "fr-CA"
    assert blocks(document) == ["paragraph|e"]


NOTES = {
    "Word": (
        '<p>A<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p><hr>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> N <i>m</i>.</p><p>O.</p></div>'
        "<p>After.</p>",
        [("1", "footnote", "N m.\n\nO.", 1)],
    ),
    "LibreOffice": (
        '<p>A<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>'
        '<div id="sdfootnote1"><p>'
        '<a name="sdfootnote1sym" href="#sdfootnote1anc">1</a> N.</p></div>',
        [("1", "footnote", "N.", 1)],
    ),
    "MediaWiki": (
        '<p>A<sup id="cite_ref-x_1-0"><a href="#cite_note-x-1">[1]</a></sup> '
        'b<sup id="cite_ref-x_1-1"><a href="#cite_note-x-1">[1]</a></sup></p><ol>'
        '<li id="cite_note-x-1"><span>^ <a href="#cite_ref-x_1-0"><i>a</i></a> '
        '<a href="#cite_ref-x_1-1"><i>b</i></a></span> '
        "<span>N.</span></li></ol>",
        [("1", "footnote", "N.", 2)],
    ),
    "two series in MediaWiki": (
        '<p>A<sup><a href="#cite_note-1">[1]</a></sup><sup><a href="#cite_note-2">[note 1]</a>'
        '</sup></p><ol><li id="cite_note-2">^ M.</li></ol><ol><li id="cite_note-1">^ N.</li></ol>',
        [("note 1", "footnote", "M.", 1), ("1", "footnote", "N.", 1)],
    ),
    "markers that say note": (
        '<p>A<a href="#fn1">note 1</a></p><ol><li id="fn1">M.</li></ol>',
        [("1", "footnote", "M.", 1)],
    ),
    "kramdown": (
        '<p>A<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><div class="footnotes"><ol>'
        '<li id="fn:1"><p>N. <a href="#fnref:1">&#8617;</a></p></li></ol></div>',
        [("1", "footnote", "N.", 1)],
    ),
    "roles without telling names": (
        '<p>A<a href="#x" role="doc-noteref">1</a></p>'
        '<aside id="x" role="doc-footnote">1. N.</aside>',
        [("1", "footnote", "N.", 1)],
    ),
    "EPUB": (
        '<p>A<a href="#x" epub:type="noteref">*</a></p>'
        '<aside id="x" epub:type="footnote"><p>N.</p></aside>',
        [("*", "footnote", "N.", 1)],
    ),
    "any names that lead to and fro": (
        '<p id="p1">A<a id="r" href="#s">1</a></p><p id="s"><a href="#r">1</a> N.</p>',
        [("1", "footnote", "N.", 1)],
    ),
    "notes in one paragraph": (
        '<p>A<a href="#fn1">1</a> b<a href="#fn2">2</a></p><p><a name="fn1"></a>1. N.<br>'
        '<a name="fn2"></a>2. M.</p>',
        [("1", "footnote", "N.", 1), ("2", "footnote", "M.", 1)],
    ),
    "notes in a table": (
        '<p>A<a href="#n1" id="r1">1</a></p>'
        '<table><tr><td><a id="n1" href="#r1">1</a></td><td>N.</td></tr>'
        "<tr><td>x</td></tr></table>",
        [("1", "footnote", "N.", 1)],
    ),
    "terms and definitions": (
        '<p>A<a href="#fn1">1</a></p><dl><dt id="fn1">[1]</dt><dd>N.</dd></dl><p>B.</p>',
        [("1", "footnote", "N.", 1)],
    ),
    "no notes": (
        '<p><a href="#s1">1</a> <a href="#s2">Part two</a></p><h2 id="s1">A</h2><h2 id="s2">B',
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), NOTES.values(), ids=NOTES)
def test_notes(source: str, expected: list[tuple[str, str, str, int]]) -> None:
    document = read_text(source, "a.html")
    assert notes(document) == expected
    assert_places_are_true(document)


def test_two_chapters_keep_their_notes_apart() -> None:
    source = "".join(
        f'<h2>C</h2><p>A<a id="{c}r1" href="#{c}n1">1</a></p>'
        f'<ol><li id="{c}n1">Note {c}. <a href="#{c}r1">↩</a></li></ol>'
        for c in "ab"
    )
    found = read_text(source, "a.html").notes
    assert [(note.label, note.passage.text) for note in found] == [
        ("1", "Note a."),
        ("1", "Note b."),
    ]
    starts = [marker.span.start for note in found for marker in note.markers]
    assert len(starts) == 2
    assert starts[0] < source.index("Note a") < starts[1]


def test_a_link_to_a_note_that_is_not_there_is_unmatched() -> None:
    source = '<p>A<a href="#fn1">1</a> b<a href="#fn2">2</a></p><p id="fn1">1. N.</p>'
    document = read_text(source, "a.html")
    assert [marker.label for marker in document.unmatched] == ["2"]


def test_a_note_in_a_tooltip_beside_its_marker() -> None:
    """As plug-ins of WordPress write them."""
    page = (
        '<p>So<sup><a href="javascript:void(0)" role="button" aria-describedby="n-1">1</a></sup>'
        '<span id="n-1" role="tooltip">Ada Example, <em>A Title</em>, 2020.</span> it is'
        '<a href="#" aria-describedby="n-2">2</a><span id="n-2" role="tooltip">Ibid.</span>.</p>'
        '<p><button aria-describedby="t">Save</button><span id="t" role="tooltip">A tip.</span></p>'
    )
    document = read_text(page, "a.html")
    assert [(note.label, note.passage.text, len(note.markers)) for note in document.notes] == [
        ("1", "Ada Example, A Title, 2020.", 1),
        ("2", "Ibid.", 1),
    ]
    texts = [block.passage.text for block in document.blocks]
    assert texts == ["So1", "Ada Example, A Title, 2020.", "it is2", "Ibid.", ".", "SaveA tip."]
