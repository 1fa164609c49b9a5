"""Any bytes and any text give a document, or say why not; its places are true."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srccheck.errors import InputError
from srccheck.readers import read_bytes, read_text

from .shapes import assert_places_are_true

MARKDOWN = (
    "[^1]", "[^1]: ", "^[", "]", "[", "(", ")", "*", "**", "`", "``", "> ", "- ", "1. ", "# ",
    "|", "---", "\n", "\n\n", "\r\n", "\r", "\t", "    ", "a", "b é", "&amp;", "&eacute;", "\\*",
    "\\\n", "  \n", "<sup>", "</sup>", "<b", "<!-- ", "-->", "![", "](x)", '](x "t")', "[r]: u",
    "\x00", "~~", "\xa0", "\u2028", "\x0b", "<div>", "</div>", "a|b\n-|-\n", "\\|", "<http://x>",
    "+++", "===", "[", "#", "[a][r]", "<pre>", "<li id=fn1>", "<a name=x>", "```\n", "<br>",
    "\u3000", "[^1](#fn1)",
)  # fmt: skip
HTML = (
    "<p>", "</p>", "<li>", "</li>", "<ol start=3>", "<ul>", "</ul>", "<div id=fn1>", "</div>",
    "<i>", "<a href='#fn1'>1</a>", '<a href="#fnref1" name=fn1>', "</a>", "<sup>", "</sup>",
    "</i>", "<b", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<!--", "-->",
    "<script>", "</script>", "<title>", "</title>", "&amp;", "&eacute", "&notit;", "&#0;",
    "&#x110000;", "&nbsp;", " ", "\n", "\r\n", "\r", "\t", "<br>", "<hr>", "<", "</", ">", '"',
    "'", "=", "<h1>", "</h2>", "\x00", "<nav>", "<blockquote>", "</nav>", "<div hidden>", "é",
    "<img alt=x src=y>", "<a>", "text", "<code>",
)  # fmt: skip
SOURCES = st.lists(st.one_of(st.sampled_from((*MARKDOWN, *HTML)), st.text(max_size=4)), max_size=40)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1252", "utf-32", "gb18030"])


@pytest.mark.parametrize("path", ["a.md", "a.html"])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(SOURCES.map("".join))
def test_any_text_is_read(path: str, source: str) -> None:
    assert_places_are_true(read_text(source, path))


@pytest.mark.parametrize("path", ["a.md", "a.html"])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.tuples(SOURCES.map("".join), ENCODINGS).map(
            lambda pair: pair[0].encode(pair[1], "replace")
        ),
    )
)
def test_any_bytes_are_read_or_refused(path: str, data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert_places_are_true(read_bytes(data, path))
