"""Markdown in, blocks, links, notes and places out."""

from __future__ import annotations

import pytest

from srccheck.readers import read_text

from .shapes import assert_places_are_true, blocks, links, notes, styles

BLOCKS = {
    "headings": (
        "# One ##\n\nTwo *words*\n===\n\n### C#\n",
        ["heading 1|One", "heading 1|Two words", "heading 3|C#"],
    ),
    "a soft break is a line feed": ("(1) one\n   (2) two\n", ["paragraph|(1) one\n(2) two"]),
    "hard breaks": ("one  \ntwo\\\nthree", ["paragraph|one\ntwo\nthree"]),
    "entities and escapes": (
        "&eacute;t&#233; &amp; 5\\* &nosuch;",
        ["paragraph|été & 5* &nosuch;"],
    ),
    "markup is not text": (
        "**Bold**, *it _nested_* and `co de` ~~gone~~",
        ["paragraph|Bold, it nested and co de gone"],
    ),
    "unpaired marks are text": ("5 * 3 and _x and `y", ["paragraph|5 * 3 and _x and `y"]),
    "numbers of lists": ("3. three\n4. four\n", ["item 1 3.|three", "item 1 4.|four"]),
    "numbers out of order stay": ("1) a\n3) b\n", ["item 1 1)|a", "item 1 3)|b"]),
    "one number throughout counts on": (
        "1. a\n1. b\n1. c\n",
        ["item 1 1.|a", "item 1 2.|b", "item 1 3.|c"],
    ),
    "an item of two paragraphs": (
        "1. one\n\n   more\n2. two\n",
        ["item 1 1.|one", "item 1|more", "item 1 2.|two"],
    ),
    "nested lists": ("- a\n  - b\n    1. c\n", ["item 1|a", "item 2|b", "item 3 1.|c"]),
    "quotations with lazy lines": ("> one\ntwo\n> > deep\n", ["quote|one\ntwo", "quote|deep"]),
    "a rule": ("one\n\n---\n\ntwo", ["paragraph|one", "rule|", "paragraph|two"]),
    "code": ("```py\na  b\n\n c\n```\n\n    d\n", ["code|a  b\n\n c", "code|d"]),
    "tables": (
        "| a | b \\| c |\n|---|---|\n| *x* |  |\n",
        ["cell|a", "cell|b | c", "cell|x", "cell|"],
    ),
    "a row with too many cells": (
        "a|b\n-|-\n1|2|3\n",
        ["cell|a", "cell|b", "cell|1", "cell|2", "cell|3"],
    ),
    "a table in a quotation": ("> a|b\n> -|-\n> 1|2\n", ["cell|a", "cell|b", "cell|1", "cell|2"]),
    "inline html": (
        "the 22<sup>nd</sup> of<br>May <!-- no --> <span>1<sub>2</sub></span>",
        ["paragraph|the 22nd of\nMay  12"],
    ),
    "html blocks": (
        "<div><p>A &amp; <b>B</b>\n<p>C</div>\n\nD",
        ["paragraph|A & B", "paragraph|C", "paragraph|D"],
    ),
    "html in a quotation": ("> <div>A\n> <i>B</i></div>", ["paragraph|A B"]),
    "a comment over several lines": ("<!-- a\n\nb -->\n\nc", ["paragraph|c"]),
    "pictures are links, not text": ("See ![alt](a.png).", ["paragraph|See ."]),
    "a footnote without definition is text": ("So[^1].", ["paragraph|So[^1]."]),
    "notes stand where they are defined": (
        "One[^a].\n\n[^a]: Note.\n\nTwo.",
        ["paragraph|One.", "paragraph|Note.", "paragraph|Two."],
    ),
    "inline notes follow their paragraph": (
        "One^[Note.] two.",
        ["paragraph|One two.", "paragraph|Note."],
    ),
    "carriage returns": ("one\rtwo\r\n\r\nthree", ["paragraph|one\ntwo", "paragraph|three"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str, expected: list[str]) -> None:
    document = read_text(source, "a.md")
    assert blocks(document) == expected
    assert_places_are_true(document)


STYLES = {
    "*a* __b__ `c` <sup>d</sup> <sub>e</sub> <i>f</i>": [
        ("italic", "a"), ("bold", "b"), ("code", "c"),
        ("superscript", "d"), ("subscript", "e"), ("italic", "f"),
    ],
    "***a*** b": [("bold", "a"), ("italic", "a")],
    "*a [b](c) d*": [("italic", "a b d"), ("link", "b")],
    "<sup>(1)</sup>": [("superscript", "(1)")],
    "*a\nb*": [("italic", "a\nb")],
    "<i>a **b</i> c**": [("italic", "a b"), ("bold", "b c")],
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), STYLES.items())
def test_styles(source: str, expected: list[tuple[str, str]]) -> None:
    assert styles(read_text(source, "a.md")) == expected


LINKS = {
    "[a *b*](http://x.example/a_(b) \"t\")": [("a b", "http://x.example/a_(b)", "whole")],
    "[a](<u v> 'it''s')": [],
    "[a]( <u v> (t) )": [("a", "u v", "whole")],
    "[a](#)": [("a", "#", "whole")],
    "[a]()": [("a", "", "whole")],
    "<http://x.example/?a=1&b>": [("http://x.example/?a=1&b", "http://x.example/?a=1&b", "whole")],
    "![alt *text*](i.png \"t\")": [("alt text", "i.png", "whole")],
    "<a href=\"u?a&amp;b\">x</a>": [("x", "u?a&b", "whole")],
    "<a>x</a>": [("x", None, "whole")],
    "<a name=x></a>": [],
    "<img src=i alt=t>": [("t", "i", "whole")],
    "http://bare.example": [],
    "[a](javascript:void)": [("a", "javascript:void", "whole")],
    "[a](http://é.example/à)": [("a", "http://é.example/à", "whole")],
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), LINKS.items())
def test_links(source: str, expected: list[tuple[str, str | None, str]]) -> None:
    document = read_text(source, "a.md")
    assert links(document) == [(text, target, source) for text, target, _ in expected]


def test_reference_links() -> None:
    source = (
        "[one][r], [two][], [r] and [none].\n\n[r]: http://r.example 'T'\n[two]: <t>\n[unused]: u\n"
    )
    assert links(read_text(source, "a.md")) == [
        ("one", "http://r.example", "[one][r]"),
        ("two", "t", "[two][]"),
        ("r", "http://r.example", "[r]"),
        ("unused", "u", "[unused]: u"),
    ]


def test_a_linked_picture_has_both_places() -> None:
    source = "See [![alt](i.png)](page) here."
    assert links(read_text(source, "a.md")) == [
        ("", "page", "[![alt](i.png)](page)"),
        ("alt", "i.png", "![alt](i.png)"),
    ]


NOTES = {
    "a footnote": ("A[^1].\n\n[^1]: *N* b.\n", [("1", "footnote", "N b.", 1)]),
    "marked twice": ("A[^1] b[^1].\n\n[^1]: N.\n", [("1", "footnote", "N.", 2)]),
    "several paragraphs": (
        "A[^n].\n\n[^n]: One\n  two.\n\n    Three.\n\nNot it.",
        [("n", "footnote", "One\ntwo.\n\nThree.", 1)],
    ),
    "no marker": ("A.\n\n[^1]: N.\n", [("1", "footnote", "N.", 0)]),
    "in a list": ("A[^1].\n\n[^1]: - x\n    - y\n", [("1", "footnote", "x\n\ny", 1)]),
    "inline": ("A^[B *c* [d](e).] f.", [("", "inline", "B c d.", 1)]),
    "inline in inline": ("A^[b^[c] d].", [("", "inline", "b d", 1), ("", "inline", "c", 1)]),
    "a marker in a note": (
        "A[^1].\n\n[^1]: N[^2].\n\n[^2]: M.\n",
        [("1", "footnote", "N.", 1), ("2", "footnote", "M.", 1)],
    ),
    "without blank lines between": (
        "A[^1] b[^2].\n\n[^1]: N.\n[^2]: M.\n",
        [("1", "footnote", "N.", 1), ("2", "footnote", "M.", 1)],
    ),
    "in a quotation": ("> A[^1].\n>\n> [^1]: N\n> m.\n", [("1", "footnote", "N\nm.", 1)]),
    "as Word leaves them": (
        "A[\\[1\\]](#_ftn1).\n\nB.\n\n[\\[1\\]](#_ftnref1) N *m*.\n",
        [("1", "footnote", "N m.", 1)],
    ),
    "with anchors": (
        'A<sup><a href="#n1" id="r1">1</a></sup>.\n\n<a id="n1"></a>1. N. <a href="#r1">↩</a>\n',
        [("1", "footnote", "N.", 1)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), NOTES.values(), ids=NOTES)
def test_notes(source: str, expected: list[tuple[str, str, str, int]]) -> None:
    document = read_text(source, "a.md")
    assert notes(document) == expected
    assert_places_are_true(document)


def test_two_definitions_of_one_label_are_two_notes() -> None:
    document = read_text("A[^1].\n\n[^1]: N.\n\n[^1]: M.\n", "a.md")
    assert [note.passage.text for note in document.notes] == ["N.", "M."]


def test_places_of_notes_and_markers() -> None:
    source = "> A[^1] b.\n>\n> [^1]: N *m*\n>     o.\n\nB.\n"
    (note,) = read_text(source, "a.md").notes
    assert source[slice(*note.span)] == "[^1]: N *m*\n>     o."
    assert [source[slice(*marker.span)] for marker in note.markers] == ["[^1]"]
    assert note.passage.span(2, 3) == (source.index("m*"), source.index("m*") + 1)


def test_a_marker_without_note_is_unmatched() -> None:
    document = read_text("A[^1] b[^2].\n\n[^1]: N.\n", "a.md")
    assert [marker.label for marker in document.unmatched] == ["2"]


METADATA = {
    "yaml": ("---\ntitle: T\nlang: fr\n---\nA\n", {"title": "T", "lang": "fr"}, ["paragraph|A"]),
    "toml": ("+++\ntitle = 'T'\n+++\nA\n", {"title": "T"}, ["paragraph|A"]),
    "rules around text": (
        "---\n\nA\n\n---\n\nB\n",
        {},
        ["rule|", "paragraph|A", "rule|", "paragraph|B"],
    ),
    "broken yaml": ("---\na: [\n---\nB\n", {}, ["rule|", "heading 2|a: ["]),
}


@pytest.mark.parametrize(("source", "metadata", "expected"), METADATA.values(), ids=METADATA)
def test_front_matter(source: str, metadata: dict[str, str], expected: list[str]) -> None:
    document = read_text(source, "a.md")
    assert document.metadata == metadata
    assert document.language == metadata.get("lang", "")
    assert blocks(document)[: len(expected)] == expected
    assert_places_are_true(document)


def test_places_count_the_front_matter() -> None:
    document = read_text("---\ntitle: T\n---\n\nA [b](c).\n", "a.md")
    assert document.position(document.links[0].span.start) == (5, 3)


@pytest.mark.parametrize(
    "nested",
    [
        "> " * 200 + "deep",
        "- " * 200 + "deep",
        "".join("  " * n + "- a\n" for n in range(40)) + "  " * 40 + "- deep",
    ],
    ids=["quotations", "items", "lists"],
)
def test_text_nested_too_deep_is_not_lost(nested: str) -> None:
    document = read_text(f"before\n\n{nested}\n\nafter\n", "a.md")
    text = document.text.text
    assert text.startswith("before")
    assert text.count("deep") == 1
    assert text.endswith("after")
    assert_places_are_true(document)
