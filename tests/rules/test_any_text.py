"""No rule stumbles over any text, and every finding lies inside the file."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from srccheck.mend import mend
from srccheck.model import Dossier
from srccheck.parse import parse_notes
from srccheck.readers import read_bytes
from srccheck.rules import RULES

PIECES = st.sampled_from(
    [
        "[^1]",
        "\n\n[^1]: ",
        "(1) ",
        "\n\n## Notes\n\n",
        'Jane Doe, "Will the Ice Hold ?," *Survival*, 10 novembre 2022, pp. 87-34.',
        "Author: Jane DOE\\*",
        "the Organisation of Icy Ports",
        "Icy Ports Foundation (IPF)",
        "31 February 2021",
        "2O22",
        "ISBN 978-0-306-40615-8",
        "doi:10.5555/",
        "«",
        "<sup>",
        "\x02",
        "\r",
        " ",
        "\n",
    ]
)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(PIECES | TEXT, max_size=12).map("".join))
def test_findings_of_any_text_lie_in_it(text):
    document = mend(read_bytes(text.encode("utf-8", "surrogatepass"), "any.md", "markdown"))
    entries, pointers = parse_notes(document)
    dossier = Dossier(document, entries, datetime.date(2026, 6, 15), pointers=pointers)
    for rule in RULES:
        for finding in rule().check(dossier):
            assert 0 <= finding.span.start <= finding.span.end <= len(document.source)
            assert finding.message
            for edit in finding.fix.edits if finding.fix else ():
                assert 0 <= edit.span.start <= edit.span.end <= len(document.source)
