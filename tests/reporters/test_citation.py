"""A source is shown in full, in one order."""

from __future__ import annotations

import pytest

from srccheck.parse import parse_reference
from srccheck.reporters.citation import citation
from srccheck.reporters.excerpt import cells, wrap


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        (
            'Ann Example, "A Quiet Harbour", Example Review, vol. 3, no. 2, autumn 2019, pp. 4-9.',
            "Ann Example, “A Quiet Harbour”, Example Review, vol. 3, no. 2, p. 4-9, autumn 2019",
        ),
        (
            'A. One, B. Two, C. Three and D. Four, "Four Hands", Example Review, 2019.',
            "A. One et al., “Four Hands”, Example Review, 2019",
        ),
    ],
)
def test_a_source_on_one_line(reference: str, shown: str) -> None:
    assert citation(parse_reference(reference)) == shown


def test_lines_are_cut_at_spaces_and_long_words_anywhere() -> None:
    text = "short words and https://example.org/a/very/long/address"
    lines = wrap(text, 12)
    assert all(cells(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
