"""A passage never loses its way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Lines, Passage, Position, Run, Span, Style

ENTITY = Passage(
    "café au lait",
    (Run(0, 3, 10, 13), Run(3, 4, 13, 21), Run(4, 12, 21, 29)),
    (Style(0, 4, "italic"),),
)
"""``caf&eacute; au lait`` at source offset 10."""


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (0, 3, Span(10, 13)),
        (3, 4, Span(13, 21)),
        (2, 5, Span(12, 22)),
        (5, 12, Span(22, 29)),
        (4, 4, Span(21, 21)),
        (12, 12, Span(29, 29)),
    ],
)
def test_an_entity_maps_as_a_whole(start: int, end: int, span: Span) -> None:
    assert ENTITY.span(start, end) == span


def test_a_slice_keeps_places_and_styles() -> None:
    part = ENTITY.slice(3, 7)
    assert part.text == "é au"
    assert part.span() == Span(13, 24)
    assert part.styles == (Style(0, 1, "italic"),)


def test_a_joint_maps_to_the_gap() -> None:
    joined = Passage.join([Passage.plain("ab", 0), Passage.plain("cd", 10)], " ")
    assert joined.text == "ab cd"
    assert joined.span(2, 3) == Span(2, 10)
    assert joined.span(3, 5) == Span(10, 12)


def test_styles_that_touch_are_one_after_joining() -> None:
    italic = Passage("ab", (Run(0, 2, 0, 2),), (Style(0, 2, "italic"),))
    later = Passage("cd", (Run(0, 2, 2, 4),), (Style(0, 2, "italic"),))
    assert Passage.join([italic, later]).styles == (Style(0, 4, "italic"),)


def test_a_replacement_maps_to_what_it_replaced() -> None:
    mended = Passage.plain("à PÃ©kin en 2022", 100).replace([(2, 8, "Pékin")])
    assert mended.text == "à Pékin en 2022"
    assert mended.span(2, 7) == Span(102, 108)
    assert mended.span(8, 10) == Span(109, 111)


def test_an_insertion_takes_no_room() -> None:
    mended = Passage.plain("ac", 5).replace([(1, 1, "b")])
    assert mended.text == "abc"
    assert mended.span(1, 2) == Span(6, 6)
    assert mended.span(2, 3) == Span(6, 7)


def test_stripping_moves_the_start() -> None:
    assert Passage.plain("  x ", 7).strip().span() == Span(9, 10)
    assert Passage.plain("   ", 7).strip().text == ""


def test_an_empty_passage_has_an_empty_span() -> None:
    assert Passage.plain("").span() == Span(0, 0)


@given(
    st.lists(st.text(max_size=8), max_size=5),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 10),
)
def test_slices_of_plain_text_point_at_their_own_characters(
    parts: list[str], start: int, end: int, gap: int
) -> None:
    source = ""
    passages = []
    for part in parts:
        passages.append(Passage.plain(part, len(source)))
        source += part + "#" * gap
    joined = Passage.join(passages, "|")
    piece = joined.slice(start, end)
    assert piece.text == joined.text[start : max(start, end)]
    assert "".join(piece.text[run.start : run.end] for run in piece.runs) == piece.text
    for offset, character in enumerate(piece.text):
        place = piece.source_offset(offset)
        assert character == "|" or source[place] == character


@given(st.text(alphabet="ab\r\n", max_size=40))
def test_positions_count_lines_as_commonmark_does(text: str) -> None:
    lines = Lines(text)
    expected_line, expected_column = 1, 1
    offset = 0
    while offset < len(text):
        assert lines.position(offset) == Position(expected_line, expected_column)
        crlf = text.startswith("\r\n", offset)
        if text[offset] in "\r\n" and not crlf:
            expected_line, expected_column = expected_line + 1, 1
        else:
            expected_column += 1
        if crlf:
            offset += 2
            expected_line, expected_column = expected_line + 1, 1
        else:
            offset += 1
    assert lines.position(len(text)) == Position(expected_line, expected_column)


def test_a_line_is_shown_without_its_end() -> None:
    lines = Lines("one\r\ntwo\nthree")
    assert [lines.line(number) for number in (1, 2, 3)] == ["one", "two", "three"]
