"""Twice the input takes about twice the steps, whatever it is made of.

Steps are counted (lines of Python run), because time depends on the machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from srccheck.readers import read_text

MARKDOWN = (
    "[", "*", "`", "<", "> ", "^[", "|", "- ", "![", "*a ", "_a_", "<!--", "<?", "<a b='", "[^a]",
    "[a](", "[a](<b", "&", "\\", "~~a", "[]()", "[a][", "# ", "a|", "[^1]: ", "[a\n", "<div>\n",
)  # fmt: skip
HTML = (
    "<a x=", "<", "<p>", "<div>", "<b>", "<b><p>", "</p>", "&a", "<!--", "<a href='", "<title>",
    "<script>", "<li>", "<ol><li>", "<td>", "<a href=#fn1>1</a>", "<i></b>", "<a>", "<span id=a>",
    "<div hidden>",
)  # fmt: skip
SMALL = 400


def counted(work: Callable[[], object]) -> int:
    """How many lines of Python some work takes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def steps(source: str, path: str) -> int:
    """How many lines of Python it takes to read a document."""
    return counted(lambda: read_text(source, path))


@pytest.mark.parametrize("piece", MARKDOWN)
def test_markdown(piece: str) -> None:
    read_text(piece, "a.md")
    assert steps(piece * 2 * SMALL, "a.md") < 2.6 * steps(piece * SMALL, "a.md")


@pytest.mark.parametrize("piece", HTML)
def test_html(piece: str) -> None:
    read_text(piece, "a.html")
    # Up to the greatest depth that is followed, work grows with depth: measure beyond it.
    assert steps(piece * 4 * SMALL, "a.html") < 2.6 * steps(piece * 2 * SMALL, "a.html")


def test_nested_inline_notes_end() -> None:
    depth = 5000
    document = read_text("^[" * depth + "x" + "]" * depth, "a.md")
    assert "x" in document.text.text
    assert len(document.notes) < 100
