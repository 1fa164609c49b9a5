import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from srccheck.reporters.excerpt import excerpt, shorten, visible

CASES = [
    ("plain", "one wrong word", "wrong", "one wrong word", "    ^^^^^"),
    ("wide characters before", "日本 wrong", "wrong", "日本 wrong", "     ^^^^^"),
    ("wide characters at fault", "a 日本 b", "日本", "a 日本 b", "  ^^^^"),
    ("combining marks before", "e\u0301e\u0301 wrong", "wrong", "e\u0301e\u0301 wrong", "   ^^^^^"),
    ("a combining mark at fault", "ae\u0301b", "\u0301", "ae\u0301b", " ^"),
    ("a tab before", "\twrong", "wrong", "    wrong", "    ^^^^^"),
    ("an escape sequence before", "\x1b[2Jwrong", "wrong", r"\x1b[2Jwrong", "       ^^^^^"),
    ("a control character at fault", "a\x07b", "\x07", r"a\x07b", " ^^^^"),
    ("a zero-width space at fault", "a\u200bb", "\u200b", r"a\u200bb", " ^^^^^^"),
    ("an override of direction", "a\u202eb wrong", "wrong", r"a\u202eb wrong", " " * 9 + "^^^^^"),
    ("a C1 control", "\x9b31m wrong", "wrong", r"\x9b31m wrong", " " * 8 + "^^^^^"),
]


@pytest.mark.parametrize(
    ("line", "fault", "shown", "under"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_caret_stands_under_the_fault(line, fault, shown, under):
    start = line.index(fault)
    assert excerpt(line, start, start + len(fault), 80) == (shown, under)


def test_an_empty_fault_gets_one_caret():
    assert excerpt("ab", 1, 1, 80) == ("ab", " ^")


def test_a_fault_past_the_end_of_the_line_is_under_its_end():
    assert excerpt("ab", 2, 9, 80) == ("ab", "  ^")


def test_a_long_line_is_cut_on_both_sides():
    line = "a" * 200 + "WRONG" + "b" * 200
    shown, under = excerpt(line, 200, 205, 40)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert cell_len(shown) <= 40
    assert shown[under.index("^") : under.rindex("^") + 1] == "WRONG"


def test_a_fault_longer_than_the_width_is_cut():
    shown, under = excerpt("x" * 300, 10, 290, 40)
    assert cell_len(shown) <= 40
    assert len(under) <= 40


lines = st.text(st.characters(exclude_characters="\r\n"), max_size=120)


@given(lines, st.integers(0, 120), st.integers(0, 120), st.integers(20, 60))
def test_whatever_the_line_nothing_unseen_is_written(line, start, length, width):
    shown, under = excerpt(line, start, start + length, width)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(under) <= {" ", "^"}
    assert "^" in under


@given(st.text(st.characters(codec="ascii"), max_size=200), st.integers(20, 60), st.data())
def test_in_ascii_the_caret_is_under_the_words_at_fault(line, width, data):
    line = "".join(c for c in line if c.isprintable())
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, min(len(line), start + 10)))
    shown, under = excerpt(line, start, end, width)
    marked = shown[under.index("^") : under.rindex("^") + 1]
    assert marked == line[start:end] or start == end
    assert len(shown) <= width


def test_shortened_text_keeps_to_its_width():
    assert shorten("日本語日本語", 7) == "日本語…"
    assert shorten("short", 7) == "short"
    assert shorten("two\nlines", 20) == "two lines"
    assert visible("\ud800") == r"\ud800"
