"""HTML cut into pieces that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.readers.html_tokens import pieces, tokenize, unescape_attribute

MARKUP = (
    "<p>", "</p>", "<a b='", '"', "'", "=", ">", "<", "/", "<!--", "-->", "<!x", "<?", "</",
    "<title>", "</title>", "<script>", "</SCRIPT >", "&amp;", "&eacute", "&notx;", "&#x41;", " ",
    "x", "é",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=3)), max_size=40).map("".join))
def test_tokens_cover_the_text(source: str) -> None:
    position = 0
    for token in tokenize(source):
        assert token.start == position
        assert token.end > token.start
        position = token.end
    assert position == len(source)


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=3)), max_size=40).map("".join))
def test_pieces_cover_the_text(source: str) -> None:
    position = 0
    for piece in pieces(source, 0, len(source)):
        assert piece.start == position
        assert piece.end > piece.start
        position = piece.end
    assert position == len(source)


TAGS = {
    "<a href=x/y>": {"href": "x/y"},
    "<a href = \"x>y\" id='z'>": {"href": "x>y", "id": "z"},
    "<a\nhidden CLASS=b>": {"hidden": "", "class": "b"},
    "<a b=1 b=2>": {"b": "1"},
    "<a b='&lt;&eacute'>": {"b": "<é"},
    "<a/b/>": {"b": ""},
}


@pytest.mark.parametrize(("source", "attributes"), TAGS.items())
def test_attributes(source: str, attributes: dict[str, str]) -> None:
    (token,) = tokenize(source)
    assert (token.name, dict(token.attributes)) == ("a", attributes)


DECODED = {
    "&amp;": "&",
    "&eacute": "é",
    "&notin;": "∉",
    "&#128;": "€",
    "&#0;": "\ufffd",
    "&#xD800;": "\ufffd",
    "&#1;": "\x01",
    "&nbsp;": "\xa0",
}


@pytest.mark.parametrize(("source", "decoded"), DECODED.items())
def test_references(source: str, decoded: str) -> None:
    assert list(pieces(source, 0, len(source))) == [(0, len(source), decoded)]


@pytest.mark.parametrize("source", ["&", "&;", "&nosuch;", "& amp;", "&#;", "&#x;"])
def test_no_references(source: str) -> None:
    assert list(pieces(source, 0, len(source))) == [(0, len(source), "")]


def test_a_reference_without_semicolon_in_an_address_stays() -> None:
    assert unescape_attribute("?a&reg=1&copyx=2&amp;b=3&lt") == "?a&reg=1&copyx=2&b=3<"
