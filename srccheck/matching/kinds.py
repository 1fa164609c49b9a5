"""Types of works: BibLaTeX's against those of CSL, Crossref and schema.org."""

from __future__ import annotations

from srccheck.matching.held import Held, compatible, different, same

_GROUPS = {
    "article": "article article-journal journal-article article-newspaper article-magazine"
    " newsarticle scholarlyarticle reportagenewsarticle opinionnewsarticle peer-review review"
    " periodical",
    "book": "book monograph edited-book reference-book collection mvbook proceedings",
    "chapter": "incollection inbook chapter book-chapter book-part book-section entry-dictionary"
    " entry-encyclopedia reference-entry inreference",
    "paper": "inproceedings paper-conference proceedings-article conference-paper",
    "report": "report techreport report-component standard working-paper report-series",
    "thesis": "thesis phdthesis mastersthesis dissertation",
    "online": "online webpage website blogposting post-weblog post web-page electronic",
    "preprint": "posted-content preprint article-preprint",
    "data": "dataset software",
}
_OF = {name: group for group, names in _GROUPS.items() for name in names.split()}
_LOOSE = (
    {"article", "online", "report"}, {"report", "preprint", "article"},
    {"paper", "chapter", "article"}, {"book", "report", "thesis"},
    {"preprint", "online", "report"}, {"book", "chapter"},
)  # fmt: skip


def compare_types(cited: str, found: str) -> Held:
    """An entry type held against the type of a record.

    >>> compare_types("article", "journal-article").agreement.value
    'same'
    >>> compare_types("book", "chapter").agreement.value
    'compatible'
    """
    a, b = _OF.get(cited.lower(), ""), _OF.get(found.lower(), "")
    if not a or not b:
        return compatible("a type that is not compared", 0.5, found)
    if a == b:
        return same(found=found)
    if any({a, b} <= loose for loose in _LOOSE):
        return compatible("types that are used for the same works", 0.7, found)
    return different(f"{cited} against {found}", 0.2, found)
