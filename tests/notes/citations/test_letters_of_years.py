"""A letter behind a year tells works apart, in a list of any format as in the text."""

import pytest

from srccheck import check
from srccheck.api import extract

TEXT = """Floods

The dams are old (Brown 1980, p. 12), and so are the rivers (Doe 2019).
They fail (O’Neill et al., 2015a).

References

Brown, A. (1980). Dams and people. Moor Books.

Doe, J. (2019). Rivers of the north. London: Quay Press.

O’Neill, S., Smith, J., & Chen, W. (2015a). Flood report. London: Institute of Rivers.
"""


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_work_with_a_letter_is_in_the_list_and_its_citation_is_sound(tmp_path, suffix):
    path = tmp_path / f"paper{suffix}"
    path.write_text(TEXT.replace("References", "## References") if suffix == ".md" else TEXT)

    years = {entry.value("date"): entry.value("author") for entry in extract(path)}
    assert years["2015"].startswith("O’Neill, S.")
    assert len(years) == 3
    assert not [f for f in check(path, offline=True).findings if f.rule.startswith("citation-")]
