"""Where the names in front of a reference begin and end, and in what role they stand."""

import pytest

from srccheck.parse import parse_reference

CASES = [
    (
        "[8] J. Doe and R. Lindqvist. The tides of the Baltic. Marine Letters 12 (2003) 44-61.",
        "author",
        "J. Doe and R. Lindqvist",
    ),
    (
        "[12] J. Doe, “Tides and trade,” Royal Society of London, 2000.",
        "author",
        "J. Doe",
    ),
    (
        "Doe, Jane, and Robert Lindqvist, eds. The Baltic Reader: Essays. London: Hurst, 1996.",
        "editor",
        "Doe, Jane, and Robert Lindqvist",
    ),
]


@pytest.mark.parametrize(("text", "role", "names"), CASES)
def test_names_in_front(text: str, role: str, names: str) -> None:
    entry = parse_reference(text)

    assert [name for name in ("author", "editor") if name in entry.fields] == [role]
    assert entry.fields[role].raw.rstrip(" ,.") == names
