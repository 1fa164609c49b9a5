"""Marks in the text of a document, and what is left out of a long one."""

from __future__ import annotations

import pytest

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Passage,
    Run,
    Span,
    Style,
)
from srccheck.reporters.html import text as shown
from srccheck.reporters.html.marked import Mapped, Mark, marked
from srccheck.reporters.html.markup import Markup, el
from srccheck.reporters.html.text import shown_text


def fault(start: int, end: int, css: str = "error", number: int = 1) -> Mark:
    return Mark(Span(start, end), css=css, after=el("a", str(number), href=f"#f{number}"),
                instead=el("mark", "?"))  # fmt: skip


def document(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    source = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Passage.plain(paragraph, start)))
        start += len(paragraph) + 2
    return Document("a.md", "markdown", source, Encoding("utf-8", "valid"), tuple(blocks))


A1, A2 = '<a href="#f1">1</a>', '<a href="#f2">2</a>'


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([fault(2, 4)], f'ab<mark class="error">cd</mark>{A1}efgh'),
        ([fault(0, 8)], f'<mark class="error">abcdefgh</mark>{A1}'),
        (
            [fault(0, 4), fault(2, 6, "info", 2)],
            f'<mark class="error">ab</mark><mark class="error info">cd</mark>{A1}'
            f'<mark class="info">ef</mark>{A2}gh',
        ),
        ([fault(4, 4)], f"abcd<mark>?</mark>{A1}efgh"),
        ([fault(8, 9)], f"abcdefgh<mark>?</mark>{A1}"),
        (
            [Mark(Span(2, 3), href="#n", before=Markup("<b>x</b>"))],
            'ab<b>x</b><a href="#n" role="doc-noteref">c</a>defgh',
        ),
        ([Mark(Span(0, 1), before=Markup("N"), rank=1), Mark(Span(0, 1), before=Markup("M"))],
         "MNabcdefgh"),
    ],
)  # fmt: skip
def test_marks_stand_where_they_belong(marks, expected):
    assert marked(Passage.plain("abcdefgh"), marks) == expected


def test_styles_and_links_of_the_text_are_kept():
    styles = (Style(0, 4, "italic"), Style(2, 6, "link", "https://example.org/"))
    passage = Passage("abcdefgh", (Run(0, 8, 0, 8),), styles)
    assert marked(passage, []) == ('<i>ab</i><a href="https://example.org/"><i>cd</i>ef</a>gh')


def test_an_address_that_is_no_link_is_none():
    passage = Passage("ab", (Run(0, 2, 0, 2),), (Style(0, 2, "link", "javascript:x"),))
    assert marked(passage, []) == "ab"


def test_no_link_stands_in_another():
    passage = Passage("abcd", (Run(0, 4, 0, 4),), (Style(0, 4, "link", "https://example.org/"),))
    assert marked(passage, [fault(1, 2)]) == (
        '<a href="https://example.org/">a<mark class="error">b</mark></a>'
        f'{A1}<a href="https://example.org/">cd</a>'
    )


def test_a_stretch_of_the_source_is_found_in_text_that_was_decoded():
    passage = Passage("a&b", (Run(0, 1, 0, 1), Run(1, 2, 1, 6), Run(2, 3, 6, 7)))
    assert Mapped(passage).range(Span(2, 4)) == (1, 2)
    assert Mapped(passage).range(Span(6, 7)) == (2, 3)
    assert Mapped(passage).range(Span(0, 7)) == (0, 3)


def test_a_stretch_between_runs_is_a_place_without_length():
    passage = Passage("ab", (Run(0, 1, 0, 1), Run(1, 2, 9, 10)))
    assert Mapped(passage).range(Span(3, 6)) == (1, 1)
    assert Mapped(Passage("", ())).range(Span(3, 6)) == (0, 0)


def test_what_stands_in_no_paragraph_is_shown_after_the_text():
    source = "title: Ã©\n\nText."
    one = Document("a.md", "markdown", source, Encoding("utf-8", "valid"),
                   (Block(BlockKind.PARAGRAPH, Passage.plain("Text.", 11)),))  # fmt: skip
    page, _ = shown_text(one, [fault(7, 9)])
    assert page.index("Text.") < page.index("In the file, and not in its text:")
    assert 'title: <mark class="error">Ã©</mark>' in page


def test_a_short_text_is_shown_whole():
    page, cut = shown_text(document("one", "two", "three"), [fault(5, 8)])
    assert not cut
    assert [word in page for word in ("one", "two", "three")] == [True, True, True]


def test_a_long_text_is_cut_to_what_stands_around_marks(monkeypatch):
    monkeypatch.setattr(shown, "LARGE", 20)
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
    page, cut = shown_text(document(*words), [fault(11, 14)])
    assert cut
    assert '<mark class="error">two</mark>' in page
    assert [word for word in words if word in page] == ["one", "two", "three"]
    assert "[1 paragraph left out]" in page
    assert "[4 paragraphs left out]" in page


def test_a_long_paragraph_is_cut_too(monkeypatch):
    monkeypatch.setattr(shown, "LARGE", 20)
    page, cut = shown_text(document("x" * 50_000 + "fault" + "y" * 50_000), [fault(50_000, 50_005)])
    assert cut
    assert '<mark class="error">fault</mark>' in page
    assert len(page) < 2_000
    assert "[49,400 characters left out]" in page
    assert "[49,700 characters left out]" in page


def test_a_note_inside_a_paragraph_is_marked_in_itself():
    source = "Text^[A note.] more."
    blocks = (
        Block(BlockKind.PARAGRAPH, Passage("Text more.", (Run(0, 4, 0, 4), Run(4, 10, 14, 20)))),
        Block(BlockKind.PARAGRAPH, Passage.plain("A note.", 6)),
    )
    one = Document("a.md", "markdown", source, Encoding("utf-8", "valid"), blocks)
    page, _ = shown_text(one, [fault(8, 12)])
    assert 'A <mark class="error">note</mark>' in page


def test_lines_of_a_bibliography_are_shown_entry_by_entry():
    one = Document("a.bib", "bibtex", "@a{x,\n}\n\n  \n@b{y,\n}\n", Encoding("utf-8", "valid"))
    page, _ = shown_text(one, [fault(3, 4)])
    assert page.count("<pre") == 2
    assert '<span class="no">5</span> @b{y,\n}' in page


def test_headings_of_the_document_are_not_headings_of_the_report():
    page, _ = shown_text(document("Title", kind=BlockKind.HEADING), [])
    assert '<p class="heading" dir="auto">Title' in page
