"""Where the text of a quoted work is open, when its own page has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from srccheck.matching.identifiers import canonical, own_identifiers
from srccheck.model import Entry
from srccheck.model.evidence import Evidence
from srccheck.model.match import Match

PUBLISHED = ("page", "crossref", "openalex", "europe-pmc")
"""Sources that name the published version, the likeliest to answer first."""


def open_copy(entry: Entry, work: Sequence[Match], evidence: Iterable[Evidence]) -> str:
    """The address of a PDF with the words as they were published; empty when none is known.

    A repository's file of an article may be a manuscript, whose words were changed later: it is
    taken only for what is cited as a deposit, or was published nowhere else.

    Args:
        entry: what is cited.
        work: the matches that are the work.
        evidence: all that was asked; nothing is wanted when it has the whole text.
    """
    if any(one.whole_text for one in evidence):
        return ""
    elsewhere = bool(entry.value("journaltitle") or entry.value("booktitle"))
    named = [
        (PUBLISHED.index(match.record.source) if published else len(PUBLISHED), match.record.pdf)
        for match in work
        if (published := match.record.source in PUBLISHED) or match.by_identifier or not elsewhere
    ]
    asked = {canonical("url", one.query.removeprefix("url ")) for one in evidence}
    asked |= {canonical("url", one.value) for one in own_identifiers(entry) if one.scheme == "url"}
    new = ((rank, pdf) for rank, pdf in named if pdf and canonical("url", pdf) not in asked)
    return min(new, key=lambda pair: pair[0], default=(0, ""))[1]
