import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.reporters.html.difference import differences
from srccheck.reporters.html.markup import text


@pytest.mark.parametrize(
    ("cited", "found", "ours", "theirs"),
    [
        ("Kevorsk", "Kevork", "Kevor<del>s</del>k", "Kevork"),
        ("a new word", "a word", "a <del>new </del>word", "a word"),
        (
            "10 May 2021",
            "19 May 2022",
            "<del>10</del> May 202<del>1</del>",
            "<ins>19</ins> May 202<ins>2</ins>",
        ),  # too unlike; like enough
        ("The Harbour", "The Garden", "The <del>Harbour</del>", "The <ins>Garden</ins>"),
        ("cooperation", "co-operation", "cooperation", "co<ins>-</ins>operation"),
        ("e\u0301tat", "etat", "<del>e\u0301</del>tat", "<ins>e</ins>tat"),
        ("", "x", "", "<ins>x</ins>"),
        ("<b>", "<i>", "&lt;<del>b</del>&gt;", "&lt;<ins>i</ins>&gt;"),
        ("old great name", "any other", "<del>old great name</del>", "<ins>any other</ins>"),
        ("same", "same", "same", "same"),
    ],
)
def test_differences_are_marked_inside_the_words(cited, found, ours, theirs):
    assert differences(cited, found) == (ours, theirs)


def test_texts_too_long_to_compare_are_marked_whole():
    cited, found = "a" * 5000, "a" * 4999 + "b"
    assert differences(cited, found) == (f"<del>{cited}</del>", f"<ins>{found}</ins>")


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_is_lost_and_what_is_not_marked_is_on_both_sides(cited, found):
    ours, theirs = differences(cited, found)
    assert re.sub("</?del>", "", ours) == text(cited) or "char" in ours
    assert re.sub("</?ins>", "", theirs) == text(found) or "char" in theirs
    assert re.sub("<del>.*?</del>", "", ours, flags=re.DOTALL) == re.sub(
        "<ins>.*?</ins>", "", theirs, flags=re.DOTALL
    )
